"""Taking decisions: what the review desk and the command line call.

A decision is kept first, in the decision file and on the disk, and counts afterwards. So it can be taken while
another process has the store: it counts when that one reconciles next. Between reading what has been decided and
writing what is decided now nobody else can write, so that of two reviewers at one figure the second is told.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from normalize.reference import Reference
from normalize.reference import load as load_reference
from review.case import Case, case_of
from review.decision import LIVE, Choice, Reviewer, decision, undoing
from review.errors import AlreadyDecided, EvidenceMoved, NoSuchDecision
from store.database import Store
from store.decisions import Decision, Verdict
from store.decisions_file import Contents, DecisionFile
from store.decisions_standing import standings
from store.decisions_table import replay
from store.history import Clock, changes_at, conflict_changes_at, utc_now
from store.runs import Problem
from store.upkeep import bring_up_to_date

Record = dict[str, Any]
SHORTEST = 4
"""Digits that the beginning of a decision's id must have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Decisions that were kept. `again` is set where a token showed that the wish had been granted before.

    `changes` are the figures that are published otherwise now (rows of `facts_between`), `conflicts` those that
    opened, closed or changed; both are empty while the store is `waiting` to count the decision.
    """

    decisions: tuple[Decision, ...]
    changes: tuple[Record, ...] = ()
    conflicts: tuple[Record, ...] = ()
    again: bool = False
    waiting: bool = False
    problems: tuple[Problem, ...] = ()


def decide(
    store: Store,
    case: Case,
    choice: Choice,
    *,
    who: str,
    why: str = "",
    expect: str | None = None,
    knows: Sequence[str] | None = None,
    token: str | None = None,
    conflict: str | None = None,
    instead: bool = False,
    second: bool = False,
    file: DecisionFile | None = None,
    reference: Reference | None = None,
    clock: Clock = utc_now,
) -> Taken:
    """Take a decision on a case, make it count, and return what changed.

    `expect` is the fingerprint of the evidence that the reviewer looked at, `knows` the ids of the decisions that
    were shown as standing: where either is another now, nothing is written and EvidenceMoved is raised. A `token`
    that was used before returns the decision that was taken then. With a store that is open for reading only
    (a published copy, while another process has the store), the decision is kept and waits. Raises Refused in one
    of its kinds, and StoreError where the decision cannot be kept.
    """
    return decide_all(
        store, [(case, choice)], who=who, why=why, expect=None if expect is None else [expect],
        knows=None if knows is None else [knows], token=token, conflict=conflict, instead=instead, second=second,
        file=file, reference=reference, clock=clock,
    )  # fmt: skip


def decide_all(
    store: Store,
    choices: Sequence[tuple[Case, Choice]],
    *,
    who: str,
    why: str = "",
    expect: Sequence[str] | None = None,
    knows: Sequence[Sequence[str]] | None = None,
    token: str | None = None,
    conflict: str | None = None,
    instead: bool = False,
    second: bool = False,
    file: DecisionFile | None = None,
    reference: Reference | None = None,
    clock: Clock = utc_now,
) -> Taken:
    """Take several decisions in one go, all or none: what `decide` does, for each of `choices`."""
    file = file or DecisionFile.of(store.path)
    reference = reference or load_reference()
    batch = secrets.token_hex(4) if len(choices) > 1 else None

    def make(contents: Contents) -> list[Decision]:
        known = list(contents.decisions)
        for number, (case, choice) in enumerate(choices):
            _check_current(
                store, case, None if expect is None else expect[number],
                None if knows is None else knows[number], known,
            )  # fmt: skip
            mark = token if number == 0 or token is None else f"{token}.{number}"
            by = Reviewer(who, clock(), why, mark, batch)
            known.append(
                decision(
                    case, choice, by, known, reference, conflict=conflict, instead=instead, second=second
                )
            )  # fmt: skip
        return known[len(contents.decisions) :]

    return _take(store, file, make, "decide", who, token, reference, clock)


def undo(
    store: Store,
    which: str | None,
    *,
    who: str,
    why: str = "",
    only: bool = False,
    token: str | None = None,
    file: DecisionFile | None = None,
    reference: Reference | None = None,
    clock: Clock = utc_now,
) -> Taken:
    """Take a decision back, by the beginning of its id; without one, the last of the reviewer's that stands.

    What was decided in one go is taken back in one go, unless `only` that one is wanted. Taking an undo back
    restores what it took back. Raises NoSuchDecision, AlreadyDecided, StoreError.
    """
    file = file or DecisionFile.of(store.path)

    def make(contents: Contents) -> list[Decision]:
        known = contents.decisions
        target = _named(which, known) if which else _last_of(who, known)
        words = standings(known)
        batch = [
            d for d in known
            if target.batch is not None and d.batch == target.batch and d.id != target.id and not only
            and words[d.id].word in LIVE
        ]  # fmt: skip
        mark = secrets.token_hex(4) if batch else None
        found: list[Decision] = []
        for number, d in enumerate([target, *batch]):
            mine = token if number == 0 or token is None else f"{token}.{number}"
            found.append(undoing(d, Reviewer(who, clock(), why, mine, mark), [*known, *found]))
        return found

    return _take(store, file, make, "undo", who, token, reference or load_reference(), clock)


def _take(
    store: Store, file: DecisionFile, make: Callable[[Contents], list[Decision]], cause: str, who: str,
    token: str | None, reference: Reference, clock: Clock,
) -> Taken:  # fmt: skip
    former: list[Decision] = []

    def once(contents: Contents) -> list[Decision]:
        if token is not None:
            former.extend(
                d for d in contents.decisions if d.token is not None and d.who == who and _is(d.token, token)
            )
        return [] if former else make(contents)

    if not store.read_only:  # so that a file that was lost has all that the store knows before it is added to
        replay(store, file)
    added = file.append(once).added
    if former:
        return Taken(tuple(former), again=True)
    if store.read_only:
        return Taken(added, waiting=True)
    kept = bring_up_to_date(store, cause, reference, file=file, clock=clock)
    if kept.moment is None:
        return Taken(added, problems=kept.problems)
    moment = kept.moment.known_at
    return Taken(
        added,
        tuple(changes_at(store, moment)),
        tuple(conflict_changes_at(store, moment)),
        problems=kept.problems,
    )


def _check_current(
    store: Store, case: Case, expect: str | None, knows: Sequence[str] | None, known: Sequence[Decision]
) -> None:
    where, to_do = case.key.text, "look at it again, and decide then"
    if expect is not None:
        now = case if store.read_only else case_of(store, case.fact["fact_id"])
        if now.ground.fingerprint != expect:
            seen = ", ".join(now.ground.seen)
            raise EvidenceMoved(
                f"the evidence has changed since you looked; claimed are now: {seen}", where, to_do
            )
    if knows is None:
        return
    words = standings(known)
    unseen = [
        d for d in known
        if d.key == case.key and d.id not in knows and d.verdict not in (Verdict.COMMENT, Verdict.UNDO)
        and words[d.id].word in LIVE
    ]  # fmt: skip
    if unseen:
        names = ", ".join(sorted({d.who for d in unseen}))
        raise AlreadyDecided(f"it was decided meanwhile, by {names}", where, to_do, unseen)


def _named(which: str, known: Sequence[Decision]) -> Decision:
    found = [d for d in known if d.id.startswith(which.lower())]
    if len(found) == 1 and len(which) >= SHORTEST:
        return found[0]
    what = "no decision has an id that begins so" if not found else f"{len(found)} decisions begin so"
    if found and len(which) < SHORTEST:
        what = "that is too short for an id"
    raise NoSuchDecision(what, which, "see chiso decisions list")


def _last_of(who: str, known: Sequence[Decision]) -> Decision:
    words = standings(known)
    own = [d for d in known if d.who == who and d.verdict is not Verdict.UNDO and words[d.id].word in LIVE]
    if not own:
        raise NoSuchDecision(
            f"no decision of {who} stands", "", "name one by its id: chiso undo ID; see chiso decisions list"
        )
    return max(own, key=lambda d: d.order)


def _is(token: str, wanted: str) -> bool:
    return token == wanted or token.startswith(f"{wanted}.")

"""The whole of reconciliation: claims and rulings in, facts and conflicts out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Claim, Key, Ruling
from store.reconcile.conflicts.arithmetic import arithmetic_conflicts
from store.reconcile.conflicts.bounds import bounds_conflicts
from store.reconcile.conflicts.field import ordered
from store.reconcile.conflicts.group import group_conflicts
from store.reconcile.conflicts.mean import mean_conflicts
from store.reconcile.conflicts.rank_order import rank_order_conflicts
from store.reconcile.conflicts.rank_shared import rank_shared_conflicts
from store.reconcile.conflicts.revision import revision_conflicts
from store.reconcile.conflicts.value import value_conflict
from store.reconcile.conflicts.wording import Wording
from store.reconcile.derive import derive
from store.reconcile.fusion.learn import Learned
from store.reconcile.outcome import Conflict, Fact
from store.reconcile.settle import case_of, settle
from store.reconcile.sources import learned_of
from store.reconcile.support.whole import Checks

VERSION: Final = 3
"""Raised whenever the same claims would give other facts, so that stores are reconciled anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What claims together say, in a fixed order."""

    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]


def reconcile(
    claims: Iterable[Claim],
    rulings: Iterable[Ruling],
    reference: Reference,
    learned: Learned | None = None,
    former: Iterable[Claim] = (),
) -> Outcome:
    """Return the facts and conflicts of some claims: a pure function, whatever the order of its arguments.

    Each pair of index and component is a league of its own that no other touches: what is to be known of
    sources is learned within it, unless `learned` says it. A subject is taken under the slug that it bears in
    the edition. `former` are the claims of revisions that later ones have replaced; they only show what changed.
    """
    leagues: dict[tuple[str, str], _League] = {}
    known: dict[Key, Key] = {}

    def renamed(claim: Claim) -> Claim:
        key = known.get(claim.key)
        if key is None:
            key = known[claim.key] = in_edition(claim.key, reference)
        return claim if key is claim.key or key == claim.key else replace(claim, key=key)

    for claim in map(renamed, claims):
        _league(leagues, claim.key).claims.append(claim)
    for claim in map(renamed, former):
        _league(leagues, claim.key).former.append(claim)
    for ruling in sorted(rulings, key=lambda r: r.id):
        key = in_edition(ruling.key, reference)
        _league(leagues, key).rulings[key] = ruling
    outcomes = [_reconciled(leagues[name], reference, learned) for name in sorted(leagues)]
    return Outcome(
        tuple(sorted((f for o in outcomes for f in o.facts), key=lambda f: f.key.sort_key())),
        ordered(c for o in outcomes for c in o.conflicts),
    )


@dataclass(frozen=True, slots=True)
class _League:
    """All that is said of one component of one index, under the slugs of the editions."""

    claims: list[Claim] = field(default_factory=list)
    former: list[Claim] = field(default_factory=list)
    rulings: dict[Key, Ruling] = field(default_factory=dict)


def _league(leagues: dict[tuple[str, str], _League], key: Key) -> _League:
    return leagues.setdefault((key.index, key.component or ""), _League())


def _reconciled(league: _League, reference: Reference, learned: Learned | None) -> Outcome:
    """Settle values twice: by their witnesses alone, then with the votes of what that gave for others.

    Derived facts are added last and take no part in conflicts.
    """
    if learned is None:
        learned = learned_of(league.claims, reference)
    grouped: dict[Key, list[Claim]] = {}
    by_id: dict[str, Claim] = {}
    for claim in league.claims:
        grouped.setdefault(claim.key, []).append(claim)
        by_id[claim.id] = claim
    cases = [
        case
        for key in sorted(grouped.keys() | league.rulings.keys(), key=Key.sort_key)
        if (case := case_of(key, grouped.get(key, []), reference, league.rulings.get(key), learned))
    ]
    checks = Checks((settle(case, reference).fact for case in cases), reference)
    settlements = [settle(case, reference, checks.votes) for case in cases]
    facts = [s.fact for s in settlements]
    wording = Wording(reference)
    conflicts = [c for s in settlements if (c := value_conflict(s, wording))]
    conflicts += revision_conflicts(settlements, league.claims, league.former, reference)
    conflicts += arithmetic_conflicts(facts, reference)
    conflicts += rank_order_conflicts(facts, reference)
    conflicts += rank_shared_conflicts(facts, by_id, reference)
    conflicts += bounds_conflicts(facts, reference)
    conflicts += group_conflicts(facts, reference)
    conflicts += mean_conflicts(facts, reference)
    return Outcome((*facts, *derive(facts, reference)), tuple(conflicts))


def in_edition(key: Key, reference: Reference) -> Key:
    """The key under the slug that its subject bears in its edition."""
    subject = reference.slug_in(key.subject, key.year)
    return key if subject == key.subject else replace(key, subject=subject)

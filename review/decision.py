"""From what a reviewer chose on a case to a decision: pure, or an error in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from normalize.reference import Reference
from review.case import Case, Record, figure_of
from review.errors import AlreadyDecided, BadChoice
from review.figures import typed_figure
from store.decisions import REJECTIONS, RULINGS, SLOTS, Claimed, Decision, Verdict
from store.decisions_standing import DISPUTED, STANDS, standings

STALE: Final = "stale"
LIVE: Final = (STANDS, DISPUTED)
"""How a decision stands that nobody has replaced or undone."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reviewer chose.

    claim: `claims` that are right, by the beginnings of their ids, or `figure` for all that say it. value: `figure`
    as typed, and its `source`. none. both: the final `figure` (or `claims`), and the others in `also`; without them
    all other figures that are claimed. misread: `claims`, the `slot`, and perhaps the `correction`. source_error:
    `claims`. defer: perhaps `until`. comment.
    """

    verdict: Verdict
    figure: str | None = None
    claims: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    slot: str | None = None
    correction: str | None = None
    source: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who rules, when (naive UTC) and why; `token` marks one wish, `batch` what is done in one go."""

    who: str
    when: datetime
    why: str = ""
    token: str | None = None
    batch: str | None = None


def decision(
    case: Case,
    choice: Choice,
    by: Reviewer,
    known: Sequence[Decision],
    reference: Reference,
    *,
    conflict: str | None = None,
    instead: bool = False,
    second: bool = False,
) -> Decision:
    """Return the decision that a choice on a case means, in the light of all that are `known`.

    An own ruling is replaced, and so is one that is stale. That of somebody else is replaced with `instead`, and
    stands beside the new one with `second`: where the two differ, both are disputed. Raises AlreadyDecided where
    neither is said, and where the same was decided before; BadChoice where the choice does not fit the case.
    """
    _check_words(choice, by, case)
    claims = tuple(case.claim(c) for c in choice.claims)
    if choice.verdict in (Verdict.CLAIM, Verdict.BOTH) and choice.figure is not None and not claims:
        claims = _saying(choice.figure, case, reference)
    figure = _figure(choice, claims, case, reference)
    over = _over(choice.verdict, claims, by, case, known, instead=instead, second=second)
    also: tuple[str, ...] = ()
    if choice.verdict is Verdict.BOTH and figure is not None:
        also = _also(choice, figure, case, reference)
    return Decision(
        key=case.key,
        verdict=choice.verdict,
        who=by.who,
        when=by.when,
        why=by.why,
        seq=max((d.seq for d in known), default=0) + 1,
        figure=figure,
        unit=case.fact["unit"] if figure is not None else None,
        claims=tuple(
            Claimed(c["article_id"], c["observation_id"], c["subject"], c["figure"]) for c in claims
        ),
        also=also,
        slot=choice.slot,
        correction=choice.correction,
        source=choice.source,
        conflict=conflict,
        seen=case.ground.seen,
        fingerprint=case.ground.fingerprint,
        supersedes=over,
        until=choice.until,
        batch=by.batch,
        token=by.token,
    )


def _check_words(choice: Choice, by: Reviewer, case: Case) -> None:
    where = case.key.text
    if not by.who.strip():
        raise BadChoice("a decision needs a name", where, "say who you are: --by NAME, or CHISO_REVIEWER")
    match choice.verdict:
        case Verdict.UNDO:
            raise BadChoice("a decision is taken back by its id", where, "chiso undo ID")
        case Verdict.VALUE if not (choice.source or "").strip():
            raise BadChoice(
                "a figure that no article claims needs a source", where, "say where it is from: --source"
            )
        case Verdict.MISREAD if choice.slot not in SLOTS:
            raise BadChoice(
                f"{choice.slot!r} is nothing that can be misread" if choice.slot else "what of it was misread?",
                where, f"say it with --slot: {', '.join(SLOTS)}",
            )  # fmt: skip
        case Verdict.DEFER | Verdict.COMMENT if not by.why.strip():
            raise BadChoice("a note needs words", where, "say them with --because")
        case Verdict.DEFER if choice.until is not None and choice.until <= by.when.date():
            raise BadChoice(f"{choice.until} is past", where, "give a later day, or none")
    if choice.verdict in REJECTIONS and not choice.claims:
        raise BadChoice("which claim?", where, "name it by its id, as chiso show prints it")


def _saying(text: str, case: Case, reference: Reference) -> tuple[Record, ...]:
    figure = typed_figure(text, case.key, reference) if not case.claims_of(text) else text
    found = case.claims_of(figure)
    if not found:
        listed = ", ".join(case.ground.seen)
        raise BadChoice(
            f"nobody claims {figure}", case.key.text,
            f"claimed are: {listed or 'no figure'}; for another figure give --value and its --source",
        )  # fmt: skip
    return found


def _figure(choice: Choice, claims: Sequence[Record], case: Case, reference: Reference) -> str | None:
    if choice.verdict is Verdict.VALUE:
        return typed_figure(choice.figure or "", case.key, reference)
    if choice.verdict not in (Verdict.CLAIM, Verdict.BOTH):
        return None
    if not claims:
        raise BadChoice(
            "which claim?", case.key.text, "name it by its figure, or by its id as chiso show prints it"
        )
    figures = sorted({figure_of(c) for c in claims}, key=lambda f: (-_places(f), f))
    finest = figures[0]
    for other in figures[1:]:
        if not _rounds(finest, other):
            raise BadChoice(f"these claims differ: {other} and {finest}", case.key.text, "take one of them")
    return finest


def _also(choice: Choice, figure: str, case: Case, reference: Reference) -> tuple[str, ...]:
    given = [f if f in case.ground.seen else typed_figure(f, case.key, reference) for f in choice.also]
    others = tuple(dict.fromkeys(given)) or tuple(f for f in case.ground.seen if not _rounds(figure, f))
    if not others:
        raise BadChoice("no other figure is claimed", case.key.text, "take the claim instead: --take")
    return others


def _over(
    verdict: Verdict,
    claims: Sequence[Record],
    by: Reviewer,
    case: Case,
    known: Sequence[Decision],
    *,
    instead: bool,
    second: bool,
) -> tuple[str, ...]:
    """The decisions that a new one replaces."""
    words = standings(known)
    live = sorted(
        (d for d in known if d.key == case.key and words[d.id].word in LIVE),
        key=lambda d: d.order,
    )
    if verdict in REJECTIONS:
        names = {(c["article_id"], c["subject"], c["figure"]) for c in claims}
        same = [
            d for d in live
            if d.verdict in REJECTIONS and names <= {(c.article, c.subject, c.figure) for c in d.claims}
        ]  # fmt: skip
        if same:
            raise AlreadyDecided("this claim has been rejected already", case.key.text, _offer(same), same)
        return ()
    if verdict is Verdict.DEFER:
        return tuple(d.id for d in live if d.verdict is Verdict.DEFER and d.who == by.who)
    if verdict not in RULINGS:
        return ()
    rulings = [d for d in live if d.verdict in RULINGS]
    stale = {d["id"] for d in case.decisions if d["state"] == STALE}
    others = [d for d in rulings if d.who != by.who and d.id not in stale]
    if others and not instead and not second:
        told = "; ".join(f"{d.who} ruled {d.figure or 'that no figure is right'}" for d in others)
        raise AlreadyDecided(f"there is a ruling on it: {told}", case.key.text, _offer(others), others)
    kept = {d.id for d in others} if second else set()
    return tuple(d.id for d in rulings if d.id not in kept)


def _offer(found: Sequence[Decision]) -> str:
    ids = ", ".join(d.id[:8] for d in found)
    return f"replace it with --instead, set yours beside it with --second, or take it back: chiso undo {ids}"


def _places(figure: str) -> int:
    return len(figure.partition(".")[2])


def _rounds(fine: str, coarse: str) -> bool:
    """Whether one figure is another, rounded."""
    if fine == coarse:
        return True
    try:
        step = Decimal(1).scaleb(-_places(coarse))
        return abs(Decimal(fine) - Decimal(coarse)) * 2 <= step and _places(coarse) < _places(fine)
    except InvalidOperation:
        return fine.casefold() == coarse.casefold()


def undoing(target: Decision, by: Reviewer, known: Sequence[Decision]) -> Decision:
    """Return the decision that takes another back; after it all is as before that one.

    Raises AlreadyDecided where it does not stand any more.
    """
    standing = standings(known)[target.id]
    if standing.word not in LIVE:
        by_ = next((d for d in known if d.id == standing.by), None)
        told = f"{standing.word} by {by_.who}'s decision {by_.id[:8]}" if by_ else standing.word
        raise AlreadyDecided(
            f"decision {target.id[:8]} does not stand any more: {told}", target.key.text,
            f"take that one back: chiso undo {by_.id[:8]}" if by_ else "", [by_] if by_ else [],
        )  # fmt: skip
    return Decision(
        key=target.key,
        verdict=Verdict.UNDO,
        who=by.who,
        when=by.when,
        why=by.why,
        seq=max((d.seq for d in known), default=0) + 1,
        conflict=target.conflict,
        supersedes=(target.id,),
        batch=by.batch,
        token=by.token,
    )

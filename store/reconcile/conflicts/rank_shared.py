"""Conflict `rank_shared`: several subjects on one rank, and no tie explains it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from normalize.reference import Reference
from store.reconcile.claim import Claim
from store.reconcile.conflicts.field import Placed, fields, state_of, surely_below
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.outcome import FOR, Conflict, Fact, Member


def rank_shared_conflicts(
    facts: Iterable[Fact], claims: Mapping[str, Claim], reference: Reference
) -> Iterator[Conflict]:
    """Yield a conflict for each rank of a field that several hold without being tied.

    Tied are those whose scores are equal but for rounding, and those whom a text gives one rank in one place
    ("A và B cùng đứng thứ 3"). Severity: medium where scores differ, low where some score is not known.
    """
    wording = Wording(reference)
    for field in fields(facts, reference):
        for _, group in groupby(field, key=lambda p: p.place):
            together = tuple(group)
            if len(together) > 1 and not _tie_is_said(together, claims):
                yield from _of_rank(together, wording)


def _of_rank(together: tuple[Placed, ...], w: Wording) -> Iterator[Conflict]:
    scores = [p.score for p in together if p.score is not None]
    differ = any(surely_below(a, b) for a in scores for b in scores)
    if not differ and len(scores) == len(together):
        return
    facts = [f for p in together for f in (p.rank, p.score) if f is not None]
    ranks = [p.rank for p in together]
    first = ranks[0]
    yield Conflict(
        id=conflict_id("rank_shared", first.key, (f"{f.key.id}={fact_value(f)}" for f in facts)),
        kind="rank_shared",
        key=first.key,
        severity="medium" if differ else "low",
        state=state_of(ranks),
        vi=f"{w.index(first.key)}: cùng {w.fact_vi(first)}, mà không đâu nói đồng hạng: {_vi(together, w)}.",
        en=f"{w.index(first.key)}: {w.fact_en(first)} for several, but no tie is said: {_en(together, w)}.",
        members=tuple(
            Member("suspect" if f.key.attribute == "rank" else "beside", f.key.id, None, fact_value(f))
            for f in facts
        ),
    )


def _vi(together: tuple[Placed, ...], w: Wording) -> str:
    return ", ".join(
        f"{w.name(p.rank.key)} ({w.fact_vi(p.score) if p.score else 'chưa rõ điểm'})" for p in together
    )


def _en(together: tuple[Placed, ...], w: Wording) -> str:
    return ", ".join(
        f"{w.name(p.rank.key)} ({w.fact_en(p.score) if p.score else 'score unknown'})" for p in together
    )


def _tie_is_said(together: tuple[Placed, ...], claims: Mapping[str, Claim]) -> bool:
    """Whether one piece of one text gives all of them the rank."""
    places = [
        {_place(claims[e.observation]) for e in p.rank.evidence if e.role == FOR and e.observation in claims}
        for p in together
    ]
    return bool(set.intersection(*places))


def _place(claim: Claim) -> tuple[str, int]:
    return claim.revision, claim.start

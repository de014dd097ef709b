"""Conflict `rank_order`: a better rank with a lower score, among those who are ranked together."""

from collections.abc import Iterable, Iterator, Sequence

from normalize.reference import Reference
from store.reconcile.conflicts.field import (
    Placed,
    disputed,
    fields,
    longest,
    row_of,
    score_of,
    state_of,
    surely_below,
)
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.outcome import Conflict, Fact, Member


def rank_order_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each of the fewest subjects that must be wrong for the others to be in order.

    By rank, scores must not rise. The largest part of a field that is in order is its longest subsequence
    that does not rise (Schensted 1961); whoever stands outside of it is a culprit, and is reported with the
    nearest of the others that it collides with, instead of with all of them. Where that other could be the
    culprit just as well, both are suspects. Severity: medium; low where the culprit's rank or score is in
    dispute or only implied.
    """
    wording = Wording(reference)
    for field in fields(facts, reference):
        scored = [p for p in field if p.score is not None]
        yield from _of_field(scored, wording)


def _of_field(scored: Sequence[Placed], wording: Wording) -> Iterator[Conflict]:
    kept = longest(scored)
    inside = [scored[i] for i in kept]
    for culprit in (p for i, p in enumerate(scored) if i not in set(kept)):
        against = [p for p in inside if collide(culprit, p)]
        if not against:
            continue  # out of order only within rounding
        other = min(against, key=lambda p: (abs(p.place - culprit.place), p.rank.key.subject))
        without = [p for p in scored if p is not other]
        either = len(longest(without)) == len(kept)
        yield _conflict(culprit, other, either, wording)


def collide(a: Placed, b: Placed) -> bool:
    """Whether the better of two ranks has a score that is lower, however both were rounded."""
    if a.place == b.place:
        return False
    better, worse = (a, b) if a.place < b.place else (b, a)
    return surely_below(score_of(better), score_of(worse))


def _conflict(culprit: Placed, other: Placed, either: bool, w: Wording) -> Conflict:
    better, worse = sorted((culprit, other), key=lambda p: p.place)
    suspects = (culprit, other) if either else (culprit,)
    facts = [f for p in suspects for f in (p.rank, score_of(p))]
    key = row_of(culprit.rank.key)
    members = tuple(
        Member("suspect" if p in suspects else "beside", f.key.id, None, fact_value(f))
        for p in (culprit, other)
        for f in (p.rank, score_of(p))
    )
    a, b = better, worse
    return Conflict(
        id=conflict_id("rank_order", key, (f"{m.fact}={m.value}" for m in members)),
        kind="rank_order",
        key=key,
        severity="low" if disputed(culprit.rank, score_of(culprit)) else "medium",
        state=state_of(facts),
        vi=(
            f"{w.index(key)}: {w.name(a.rank.key)} {w.fact_vi(a.rank)} với {w.fact_vi(score_of(a))}, "
            f"còn {w.name(b.rank.key)} {w.fact_vi(b.rank)} lại có {w.fact_vi(score_of(b))}; "
            f"hạng cao hơn mà điểm thấp hơn{_doubt_vi(culprit, either, w)}."
        ),
        en=(
            f"{w.index(key)}: {w.name(a.rank.key)} has {w.fact_en(a.rank)} with {w.fact_en(score_of(a))}, "
            f"but {w.name(b.rank.key)} has {w.fact_en(b.rank)} with {w.fact_en(score_of(b))}: "
            f"the better rank has the lower score{_doubt_en(culprit, either, w)}."
        ),
        members=members,
    )


def _doubt_vi(culprit: Placed, either: bool, w: Wording) -> str:
    return "" if either else f" (các tỉnh, bộ còn lại khớp nhau, nên ngờ {w.name(culprit.rank.key)})"


def _doubt_en(culprit: Placed, either: bool, w: Wording) -> str:
    return "" if either else f" (the others are in order, so {w.name(culprit.rank.key)} is in doubt)"

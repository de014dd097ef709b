"""Conflict `bounds`: a score outside of the scale, a rank beyond the number of the ranked."""

from collections.abc import Iterable, Iterator

from normalize.reference import Reference
from store.reconcile.candidates import possible
from store.reconcile.conflicts.field import state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.measure import figure_text, range_of
from store.reconcile.outcome import Conflict, Fact, Member


def bounds_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each published figure that cannot be. Severity: high."""
    wording = Wording(reference)
    for fact in facts:
        key = fact.key
        if fact.value is None or possible(key, fact.value, fact.ranked, reference):
            continue
        usual = range_of(key, reference)
        vi, en = f"chỉ có {fact.ranked} đơn vị được xếp hạng", f"only {fact.ranked} are ranked"
        if key.attribute == "score" and usual is not None:
            low, high = figure_text(usual.low), figure_text(usual.high)
            vi, en = f"thang điểm từ {low} đến {high}", f"the scale is from {low} to {high}"
        yield Conflict(
            id=conflict_id("bounds", key, [fact_value(fact)]),
            kind="bounds",
            key=key,
            severity="high",
            state=state_of([fact]),
            vi=f"{wording.name(key)}, {wording.index(key)}: {wording.fact_vi(fact)}, nhưng {vi}.",
            en=f"{wording.name(key)}, {wording.index(key)}: {wording.fact_en(fact)}, but {en}.",
            members=(Member("suspect", key.id, None, fact_value(fact)),),
        )

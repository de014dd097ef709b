"""Conflict `mean`: the national mean is not the mean of the provinces."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from normalize.reference import Reference
from store.reconcile.conflicts.field import state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.measure import figure_text
from store.reconcile.outcome import DERIVED, Conflict, Fact, Member


def mean_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each edition whose provinces are all known and whose mean is another.

    Beyond rounding: half a unit of the last place of the mean, and of the coarsest score. Severity: low,
    since a mean may be weighted.
    """
    w = Wording(reference)
    scores: dict[tuple[str, str | None, int], list[Fact]] = {}
    nation: list[Fact] = []
    for fact in facts:
        if fact.key.attribute != "score" or fact.value is None or fact.settled == DERIVED or fact.rough:
            continue
        if fact.key.subject == "national":
            nation.append(fact)
        elif fact.key.kind == "province":
            scores.setdefault((fact.key.index, fact.key.component, fact.key.year), []).append(fact)
    for mean in nation:
        key = mean.key
        known = scores.get((key.index, key.component, key.year), [])
        wanted = index.ranked_in("province", key.year) if (index := reference.index.get(key.index)) else None
        if not known or len(known) != wanted or any(f.unit != mean.unit for f in known):
            continue
        real = sum((f.number for f in known), Decimal(0)) / len(known)
        coarsest = min(f.decimals for f in known)
        slack = Decimal(5).scaleb(-mean.decimals - 1) + Decimal(5).scaleb(-coarsest - 1)
        if abs(real - mean.number) <= slack:
            continue
        said = figure_text(real, mean.decimals)
        yield Conflict(
            id=conflict_id("mean", key, [fact_value(mean), said]),
            kind="mean",
            key=key,
            severity="low",
            state=state_of([mean]),
            vi=(
                f"{w.index(key)}: trung bình cả nước được nêu là {w.fact_vi(mean)}, "
                f"nhưng trung bình của {wanted} tỉnh là {w.vi(key, real, mean.decimals, mean.unit)}."
            ),
            en=(
                f"{w.index(key)}: the national mean is given as {w.fact_en(mean)}, "
                f"but the mean of the {wanted} provinces is {w.en(key, real, mean.decimals, mean.unit)}."
            ),
            members=(Member("suspect", key.id, None, fact_value(mean)),),
        )

"""Conflict `mean`: the national mean is not the mean of the provinces."""

from collections.abc import Iterable, Iterator

from normalize.reference import Reference
from store.reconcile.conflicts.field import state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.measure import figure_text, two_measures
from store.reconcile.outcome import Conflict, Fact, Member
from store.reconcile.support.mean import fits, means


def mean_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each edition whose provinces are all known and whose mean is another.

    Beyond rounding: half a unit of the last place of the mean, and of the coarsest score. Severity: low,
    since a mean may be weighted.
    """
    w = Wording(reference)
    exact = [f for f in facts if f.exact]
    known = means(exact, reference)
    for mean in exact:
        key = mean.key
        real = known.get(key)
        if real is None or two_measures(key, reference) or fits(mean, real) is not False:
            continue
        said = figure_text(real.value, mean.decimals)
        yield Conflict(
            id=conflict_id("mean", key, [fact_value(mean), said]),
            kind="mean",
            key=key,
            severity="low",
            state=state_of([mean]),
            vi=(
                f"{w.index(key)}: trung bình cả nước được nêu là {w.fact_vi(mean)}, "
                f"nhưng trung bình của {real.count} tỉnh là {w.vi(key, real.value, mean.decimals, mean.unit)}."
            ),
            en=(
                f"{w.index(key)}: the national mean is given as {w.fact_en(mean)}, "
                f"but the mean of the {real.count} provinces is {w.en(key, real.value, mean.decimals, mean.unit)}."
            ),
            members=(Member("suspect", key.id, None, fact_value(mean)),),
        )

"""Support `mean`: the national score is the mean of the provinces', or it is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.fusion.precision import half_unit
from store.reconcile.outcome import Fact
from store.reconcile.support.arithmetic import SPREAD, Number
from store.reconcile.support.vote import Vote, worth

PLAIN: Final = 0.6
"""The chance that a national figure is the plain mean: it may be weighted, or of another survey."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of all provinces, how far rounding may push it, how many they are, and what they count."""

    value: Decimal
    slack: Decimal
    count: int
    unit: str | None


def means(facts: Iterable[Fact], reference: Reference) -> dict[Key, Mean]:
    """The mean of every edition whose provinces are all known, under the key of the national score."""
    scores: dict[Key, list[Fact]] = defaultdict(list)
    for f in facts:
        k = f.key
        if k.attribute == "score" and k.kind == "province" and isinstance(f.value, Decimal):
            scores[Key("national", k.index, k.component, k.year, "score")].append(f)
    found = {}
    for key, known in scores.items():
        index = reference.index.get(key.index)
        wanted = index.ranked_in("province", key.year) if index else None
        units = {f.unit for f in known}
        if len(known) == wanted and len(units) == 1:
            value = sum((f.number for f in known), Decimal(0)) / len(known)
            coarsest = min(f.decimals for f in known)
            found[key] = Mean(value, half_unit(coarsest), len(known), *units)
    return found


def fits(value: Number, mean: Mean) -> bool | None:
    """Whether a national figure is the mean, but for rounding. None where they count different things."""
    if value.unit != mean.unit or not isinstance(value.value, Decimal):
        return None
    return abs(value.value - mean.value) <= mean.slack + half_unit(value.decimals)


def vote(key: Key, value: Number, known: Mapping[Key, Mean]) -> Vote | None:
    """The vote of the provinces on the national score."""
    mean = known.get(key)
    passed = fits(value, mean) if mean else None
    if mean is None or passed is None:
        return None
    return Vote("mean", worth(passed, PLAIN, float(2 * mean.slack / SPREAD)))

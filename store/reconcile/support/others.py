"""Support `far`: a score far from those of all others in its field is likely another figure that was misread.

1% among scores of 70 to 95 is the growth or the weight of something. The distance is measured as outliers are:
from the median, in median absolute deviations (Hampel 1974; 1.4826 of them are one standard deviation).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.measure import range_of
from store.reconcile.outcome import Fact
from store.reconcile.support.arithmetic import Number
from store.reconcile.support.vote import Vote, worth

FEWEST: Final = 8
"""Scores of a field that must be known."""
FAR: Final = Decimal(8)
"""Standard deviations from the median beyond which a score is far."""
LEAST: Final = Decimal("0.01")
"""The least standard deviation, as a part of the scale: fields may lie close together."""
_DEVIATION: Final = Decimal("1.4826")

Field = tuple[str, str, str | None, int, str | None]


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of a field: their median, and how far from it is far."""

    middle: Decimal
    far: Decimal


def spreads(facts: Iterable[Fact], reference: Reference) -> dict[Field, Spread]:
    """The spread of each field of which enough scores are known."""
    scores: dict[Field, list[Fact]] = defaultdict(list)
    for f in facts:
        if f.key.attribute == "score" and isinstance(f.value, Decimal):
            scores[field_of(f.key, f.unit)].append(f)
    found = {}
    for field, known in scores.items():
        if len(known) < FEWEST:
            continue
        numbers = [f.number for f in known]
        middle = median(numbers)
        usual = range_of(known[0].key, reference)
        least = LEAST * (usual.high - usual.low) if usual else LEAST * abs(middle)
        found[field] = Spread(middle, FAR * max(_DEVIATION * median(abs(n - middle) for n in numbers), least))
    return found


def field_of(key: Key, unit: str | None) -> Field:
    """The field of a score."""
    return key.kind, key.index, key.component, key.year, unit


def is_far(key: Key, value: Number, known: dict[Field, Spread]) -> bool | None:
    """Whether a score is far from all others. None for what is no score, or stands in no field."""
    field = known.get(field_of(key, value.unit))
    if field is None or key.attribute != "score" or not isinstance(value.value, Decimal):
        return None
    return abs(value.value - field.middle) > field.far


def vote(key: Key, value: Number, known: dict[Field, Spread]) -> Vote | None:
    """The vote of the field on a score: only against what is far, since most errors are near."""
    return Vote("far", worth(False, 0.97, 1.0)) if is_far(key, value, known) else None

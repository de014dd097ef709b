"""Whether a figure in a table can be what its headers say it is."""

from decimal import Decimal
from typing import Final

from extract.frame import Slot
from normalize.reference import Index, Reference

_MOST_RANKED: Final = 100
"""How many an index may rank, where reference data does not say."""
_MOST_CHANGE: Final = 100
_PERCENT: Final = Decimal(100)


def can_be(
    reference: Reference,
    attribute: str,
    value: Decimal | str,
    unit: str | None,
    index: Slot,
    component: Slot,
    year: int | None,
    who: str,
) -> bool:
    """Whether an index has such an edition, and in it such places, scores or changes."""
    found = reference.index.get(str(index.value))
    if found is None or (year is not None and year < found.first_edition):
        return False
    if isinstance(value, str):
        return True
    if attribute == "rank":
        return value <= (found.ranked_in(who.partition("/")[0], year) or _MOST_RANKED) and who != "national"
    if attribute == "score":
        return _is_score(found, value, unit, component, year)
    return abs(value) <= _MOST_CHANGE


def _is_score(index: Index, value: Decimal, unit: str | None, component: Slot, year: int | None) -> bool:
    scale = index.scale_in(year)
    high = scale.max if scale else _PERCENT
    if component.value is None and scale is not None and value < (scale.likely_min or 0):
        return False
    if component.value is not None and str(component.value) in index.components:
        high = index.components[str(component.value)].scale_max or high
    return 0 <= value <= (max(high, _PERCENT) if unit == "percent" else high)

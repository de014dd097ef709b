"""When two ways of writing may mean one value: rounding intervals, and the reach of rough words."""

from decimal import Decimal
from typing import Final

from store.reconcile.fusion.statement import Sayable

ROUGH: Final = Decimal("0.05")
"""How far, as a part of the figure, "hơn 2,6" may stand from what it means."""


def interval(value: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """The values that are written as `value` with so many decimals: 90,2 stands for 90,15 up to 90,25."""
    half = half_unit(decimals)
    return value - half, value + half


def half_unit(decimals: int) -> Decimal:
    """How far rounding to so many decimals may move a number: half a unit of the last place."""
    return Decimal(5).scaleb(-decimals - 1)


def overlap(a: Decimal, a_decimals: int, b: Decimal, b_decimals: int) -> bool:
    """Whether one value can be written both ways, each rounded to its decimals."""
    return a == b or 2 * abs(a - b) < Decimal(1).scaleb(-a_decimals) + Decimal(1).scaleb(-b_decimals)


def near(a: Decimal, a_decimals: int, b: Decimal, b_decimals: int) -> bool:
    """Whether a rough figure may mean another: within 5%, or one unit of the last place of the coarser."""
    step = Decimal(1).scaleb(-min(a_decimals, b_decimals))
    return abs(a - b) <= max(ROUGH * max(abs(a), abs(b)), step)


def agree(a: Sayable, b: Sayable) -> bool:
    """Whether two values may be one: labels that are equal, numbers that rounding reconciles."""
    if isinstance(a.value, str) or isinstance(b.value, str):
        return a.value == b.value
    if a.rough or b.rough:
        return near(a.value, a.decimals, b.value, b.decimals)
    return overlap(a.value, a.decimals, b.value, b.decimals)

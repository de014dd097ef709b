"""A value with all of its slots decided."""

from dataclasses import dataclass
from decimal import Decimal

from extract.frame import Frame, Slot


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with all of its slots decided: one (subject, index, component, year, scope)."""

    frame: Frame
    attribute: str
    value: Decimal | str
    unit: str | None
    of: int | None
    subject: Slot
    index: Slot
    component: Slot
    year: Slot
    scope: Slot
    status: str
    rule: str
    rough: bool = False

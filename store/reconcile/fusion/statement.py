"""What fusion works on: who says which value of which item, how exactly, and how surely it was read."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

UNKNOWN: Final = ""
"""The source of a statement of which no source is known: nothing is learned about it."""


class Sayable(Protocol):
    """A value with the precision it was written at."""

    @property
    def id(self) -> str:
        """What tells it from all others."""

    @property
    def value(self) -> Decimal | str:
        """A number, or a label."""

    @property
    def decimals(self) -> int:
        """How many decimals of a number were written."""

    @property
    def rough(self) -> bool:
        """Whether it is meant roughly ("hơn 90")."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One source says one value of one item.

    `error` is the chance that a source of its kind errs, `sure` the chance that the statement was read
    rightly, `text` names the text that it stands in: statements of one text, or of copies of one, are one
    witness. `implied` says that it was inferred and not said. `when` is the day of publication.
    """

    id: str
    item: Hashable
    source: str
    value: Decimal | str
    decimals: int = 0
    error: float = 0.05
    sure: float = 1.0
    text: str = ""
    rough: bool = False
    implied: bool = False
    when: date | None = None

    @property
    def print(self) -> str:
        """The text that it stands in; one of its own where none is named."""
        return self.text or self.id

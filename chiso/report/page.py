"""What a page is before it is written, and a row of a table with how it moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chiso.report.known import Known
from chiso.report.model import Row


@dataclass(frozen=True)
class Page:
    """A page before it is written: where, by which template, and with what."""

    path: str
    template: str
    title: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """How a figure moved: the size (up is positive), and what sources say where that is something else."""

    size: Decimal | int
    stated: Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a league table with how it moved."""

    row: Row
    rank_moved: Moved | None
    score_moved: Moved | None


def line_of(known: Known, row: Row) -> Line:
    """The row with its movements."""
    change = known.changes.get(row.key)
    return Line(
        row,
        _moved(change.rank_moved if change else None, row.rank_change),
        _moved(change.score_moved if change else None, row.score_change),
    )


def _moved(computed: Decimal | int | None, stated: Decimal | int | None) -> Moved | None:
    """What was computed, with what sources say where it differs; else what they say."""
    if computed is None:
        return None if stated is None else Moved(stated)
    return Moved(computed, stated if stated is not None and stated != computed else None)

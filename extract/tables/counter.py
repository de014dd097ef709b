"""Whether a table's running number is the place: its rows are in the order of their scores, from the first on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.mention import Tag
from extract.tables.figures import figure
from extract.tables.grid import Cell, Grid

_FEWEST: Final = 5
"""Rows in order from which it is no chance: five of any order fall so once in 120 times."""

_MANY: Final = 30
"""Rows from which they are all the provinces there are."""


def counts_places(grid: Grid, counter: int, is_score: Sequence[bool], ranking: bool) -> bool:
    """Whether a column's numbers count subjects 1, 2, 3 … by a falling score, the only column of scores.

    A few rows in order may be those of a region: then the lines above must say that they are places.
    """
    if sum(is_score) != 1:
        return False
    column = list(is_score).index(True)
    rows = [
        row for row in grid.rows[grid.heads :] if any(c is not None and c.whole(Tag.SUBJECT) for c in row)
    ]
    numbers = [_value(row[counter]) for row in rows]
    scores = [_value(row[column]) for row in rows]
    if len(rows) < (_FEWEST if ranking else _MANY) or numbers != list(range(1, len(rows) + 1)):
        return False
    return (
        all(a is not None and b is not None and a >= b for a, b in pairwise(scores))
        and scores[0] != scores[-1]
    )


def numbers_all(grid: Grid, ranks: Sequence[bool]) -> int:
    """How many places the columns of places give together, where they are just 1, 2, 3 …; else 0."""
    cells = {id(row[c]): row[c] for row in grid.rows[grid.heads :] for c, rank in enumerate(ranks) if rank}
    numbers = sorted(n for cell in cells.values() if (n := _value(cell)) is not None)
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0


def _value(cell: Cell | None) -> float | None:
    found = figure(cell.folded) if cell is not None else None
    return float(found.number.value) if found is not None else None

"""The shape of a table in plain text: which piece of which line is which cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from extract.article import Cell

_NUMBER: Final = regex.compile(r"\d")
_YEAR: Final = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one cell: `start` and `end` in its line, `column` in its table."""

    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of consecutive lines, the first of them `first`. Lines that only draw it have no cells."""

    first: int
    rows: tuple[tuple[Piece, ...], ...]
    header: bool
    height: int = 1
    """How many lines make a row: more than one where every cell has a line of its own."""

    @property
    def end(self) -> int:
        """The number of the line below the table."""
        return self.first + len(self.rows)

    def cells(self, table: int) -> Iterator[tuple[int, Piece, Cell]]:
        """Yield each cell as (line, piece, coordinates in table number `table`). Rules count as no row."""
        filled = 0
        for offset, pieces in enumerate(self.rows):
            row = filled // self.height
            for piece in pieces:
                yield (
                    self.first + offset,
                    piece,
                    Cell(table, row, piece.column, header=self.header and row == 0),
                )
            filled += bool(pieces)


def is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a table's first row names its columns: it has no numbers but years, and the rows below do."""
    return not any(map(has_numbers, row)) and any(has_numbers(cell) for cells in below for cell in cells)


def has_numbers(cell: str) -> bool:
    """Whether there are figures in a cell, years aside."""
    return _NUMBER.search(_YEAR.sub("", cell)) is not None


def laid_out(texts: Sequence[str], first: int, rows: list[tuple[Piece, ...]]) -> Grid | None:
    """The table of these lines; None of fewer than two rows."""
    while rows and not rows[-1]:
        rows.pop()
    written = [
        [texts[first + offset][piece.start : piece.end] for piece in row]
        for offset, row in enumerate(rows)
        if row
    ]
    if len(written) < 2:
        return None
    return Grid(first, tuple(rows), is_header(written[0], written[1:]))

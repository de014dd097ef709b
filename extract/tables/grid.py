"""A table's cells as a grid, with their mentions; a cell that spans several places stands in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import regex

from extract.article import Article, Block
from extract.frame import Slot
from extract.mention import Mention, Tag
from extract.tables.figures import is_figure
from extract.tagger import Tagger
from normalize.text import shadow

_PLAIN: Final = regex.compile(
    r"[\s,;:()/%-]*(?:điểm|hạng|tỉnh|thành phố|tp|ubnd|chỉ số|cải cách|\d+\.?)*[\s,;:()/%-]*"
)
"""What may stand beside a name in a cell that says nothing else."""
_BEGINS_WITH_FIGURE: Final = regex.compile(r"\s*[+-]?\d")
_LONGEST: Final = 300
"""Characters up to which a cell is searched for mentions; a longer one is prose that was laid out in a table."""
_MOST_HEADS: Final = 4


@dataclass(frozen=True)
class Cell:
    """A cell: its block, its text, and what it mentions."""

    block: Block
    text: str
    mentions: tuple[Mention, ...]

    @cached_property
    def folded(self) -> str:
        """The shadow of the cell's text."""
        return shadow(self.text)

    def of(self, *tags: Tag) -> list[Mention]:
        """The cell's mentions with one of the tags."""
        return [m for m in self.mentions if m.tag in tags]

    def whole(self, *tags: Tag) -> Mention | None:
        """The mention of a tag that is all the cell says."""
        for m in self.of(*tags):
            rest = shadow(self.text[: m.start] + " " + self.text[m.end :])
            if _PLAIN.fullmatch(rest.strip()):
                return m
        return None

    def slot(self, mention: Mention, reason: str, value: object = None) -> Slot:
        """A slot filled by one of the cell's mentions."""
        span = (self.block.start + mention.start, self.block.start + mention.end)
        return Slot(mention.value if value is None else value, reason, span)


@dataclass(frozen=True)
class Grid:
    """The cells by row and column; None where the table has none."""

    rows: Sequence[Sequence[Cell | None]]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0])

    @cached_property
    def heads(self) -> int:
        """How many rows at the top are headers: marked as such, or without any value below a subject."""
        rows = 0
        for row in self.rows[:_MOST_HEADS]:
            cells = [c for c in row if c is not None]
            marked = any(c.block.cell and c.block.cell.header for c in cells)
            values = sum(1 for c in cells if is_figure(c.folded) and not c.of(Tag.YEAR))
            if (marked and values * 2 <= len(cells)) or (not values and rows == 0 and len(cells) > 1):
                rows += 1
            else:
                break
        return rows

    def head_cells(self, column: int) -> list[Cell]:
        """The headers of a column, from the top; one that spans several rows comes as often."""
        return [x for row in self.rows[: self.heads] if (x := row[column]) is not None]

    def head_text(self, column: int) -> str:
        """The shadow of a column's headers."""
        return " ".join(x.folded for x in self.head_cells(column))

    def has_numbers(self, column: int) -> bool:
        """Whether any cell below a column's header begins with a figure: a column of names has no score."""
        cells = (row[column] for row in self.rows[self.heads :] if column < len(row))
        return any(cell is not None and _BEGINS_WITH_FIGURE.match(cell.text) for cell in cells)


def grid(article: Article, blocks: Sequence[Block], tagger: Tagger) -> Grid:
    """Lay out the cells of one table."""
    placed = [(b, b.cell) for b in blocks if b.cell is not None]
    height = max(at.row + at.row_span for _, at in placed)
    width = max(at.column + at.column_span for _, at in placed)
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    seen: dict[str, tuple[Mention, ...]] = {"": ()}  # most cells of a long table have been seen before
    for b, at in placed:
        text = article.quote(b.start, b.end)
        if text not in seen:
            seen[text] = tuple(tagger.tag(text)) if len(text) < _LONGEST else ()
        cell = Cell(b, text, seen[text])
        for row in range(at.row, at.row + at.row_span):
            for column in range(at.column, at.column + at.column_span):
                rows[row][column] = cell
    return Grid(rows)

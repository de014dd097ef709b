"""Tables of HTML: which of them hold data, and where each cell stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from selectolax.lexbor import LexborNode

from extract.article import Cell
from extract.grid_shape import has_numbers
from extract.html.dom import text_of

_WIDEST: Final = 200
"""Columns that are read; a span that reaches further is a slip."""

_MOST_HEADER_ROWS: Final = 3
_MOST_PARAGRAPHS: Final = 2
_LONGEST_CELL: Final = 600
_LONGEST_IN_ONE_ROW: Final = 200


class Use(Enum):
    """What a table is there for."""

    DATA = auto()
    LAYOUT = auto()
    """It only arranges the page, or frames a paragraph."""
    PICTURE = auto()
    """It holds a picture; its text is the caption."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with text: its element, its text on one line, and its place."""

    node: LexborNode
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Raw:
    node: LexborNode
    text: str
    row_span: int
    column_span: int
    header: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table as they were written."""

    use: Use
    rows: tuple[tuple[_Raw, ...], ...]

    def cells(self, number: int) -> Iterator[TableCell]:
        """Yield the cells with text in reading order, with their places in table `number` of the article.

        A cell is a header if it is a th, stands in a thead, or in first rows that name the columns. No cell
        reaches beyond the last row, as in a browser: a slip of the pen would make rows that nobody wrote.
        """
        named = _header_rows(self.rows)
        taken: dict[int, int] = {}  # column → rows that a cell still reaches into, this one included
        for row, raws in enumerate(self.rows):
            column = 0
            for raw in raws:
                while taken.get(column):
                    column += 1
                if column >= _WIDEST:
                    break
                width = min(raw.column_span, _WIDEST - column)
                height = min(raw.row_span, len(self.rows) - row)
                taken.update(dict.fromkeys(range(column, column + width), height))
                if raw.text:
                    place = Cell(number, row, column, height, width, raw.header or row < named)
                    yield TableCell(raw.node, raw.text, place)
                column += width
            taken = {c: rest - 1 for c, rest in taken.items() if rest > 1}


def read(table: LexborNode) -> Table:
    """Return the rows of `table` and what it is there for."""
    if (table.attributes.get("role") or "") in ("presentation", "none") or len(table.css("table")) > 1:
        return Table(Use.LAYOUT, ())
    if any(_holds_an_article(cell) for cell in table.css("td")):
        return Table(Use.LAYOUT, ())
    rows = tuple(row for tr in table.css("tr") if (row := tuple(_row(tr))))
    width = max((sum(raw.column_span for raw in row) for row in rows), default=0)
    texts = [raw.text for row in rows for raw in row if raw.text]
    pictures = table.css_first("img, picture, figure") is not None
    if pictures and (width < 2 or (len(rows) <= 2 and not any(map(has_numbers, texts)))):
        return Table(Use.PICTURE, rows)
    longest = max(map(len, texts), default=0)
    if width < 2 or len(texts) < 2 or longest > (_LONGEST_CELL if len(rows) > 1 else _LONGEST_IN_ONE_ROW):
        return Table(Use.LAYOUT, rows)
    return Table(Use.DATA, rows)


def _holds_an_article(cell: LexborNode) -> bool:
    """Whether a cell is a part of the page, with paragraphs of its own. Word puts one or two in each cell."""
    paragraphs = cell.css("p, div, h1, h2, h3, h4, ul, ol")
    return len(paragraphs) > _MOST_PARAGRAPHS and len(text_of(cell)) > _LONGEST_IN_ONE_ROW


def _row(tr: LexborNode) -> Iterator[_Raw]:
    group = tr.parent
    in_head = group is not None and group.tag == "thead"
    for node in tr.iter():
        if node.tag in ("td", "th"):
            header = in_head or node.tag == "th"
            yield _Raw(node, text_of(node), _span(node, "rowspan"), _span(node, "colspan"), header)


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "").strip()
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _header_rows(rows: tuple[tuple[_Raw, ...], ...]) -> int:
    """How many rows on top name the columns, in a table that does not mark them."""
    if any(raw.header for row in rows for raw in row):
        return 0
    figures = [any(has_numbers(raw.text) for raw in row) for row in rows]
    first = figures.index(True) if True in figures else 0
    # The name of the whole table, groups of columns, columns: more are no names but rows without figures.
    return first if first <= _MOST_HEADER_ROWS else 1

"""A text file, line by line: which lines belong together, and what each block is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crawlers.snapshot import Snapshot
from extract import grids, lines, wraps
from extract.article import Article, Block, Kind
from extract.dates import stated
from extract.errors import Unreadable
from extract.grid_shape import Grid
from extract.kinds import is_title, own_kind, settle
from extract.origin import address, host, latest_day
from normalize.text import canonical

MAX_LINES: Final = 200_000
"""Lines of the longest text that is read; a printed report of all provinces has some ten thousand."""


def read_plain(snapshot: Snapshot, raw: str) -> Article:
    """Return the article of a text file: `raw` is what the bytes of `snapshot` say."""
    text = canonical(raw).text
    reading = read(text, latest_day(snapshot))
    return Article(
        doc=snapshot.name,
        url=address(snapshot),
        source=host(address(snapshot)),
        snapshot=snapshot.id,
        title=reading.title,
        published=reading.published,
        text=text,
        blocks=reading.blocks,
        way="text",
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a canonical text, with the title and the date it gives itself ("" and None without)."""

    title: str
    published: date | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it; `raw` with them begins at `at`."""

    at: int
    raw: str
    text: str
    number: int

    @property
    def start(self) -> int:
        return self.at + self.indent

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip())


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that are one block, or one table."""

    first: _Line
    last: _Line
    text: str
    grid: Grid | None = None


def read(text: str, latest: date | None = None) -> Reading:
    """Return the blocks of canonical `text`. No date after `latest` is believed.

    The text is not changed: a paragraph whose lines were cut at a fixed width is one block over its line
    ends. Everything from the first sign of the page's footer on is furniture. Raises Unreadable for a text
    of more than MAX_LINES lines.
    """
    if text.count("\n") >= MAX_LINES:
        raise Unreadable(f"no article has more than {MAX_LINES} lines", to_do="split the file")
    rows = _lines(text)
    groups = _groups(rows)
    dated = (found for row in rows if row.text and (found := stated(row.text)))
    published = next((day for day in dated if latest is None or day <= latest), None)
    blocks: list[Block] = []
    tables = 0
    kinds = _kinds(groups)
    for group, kind in zip(groups, kinds, strict=True):
        if group.grid is None:
            blocks.append(Block(kind, group.first.start, group.last.end, path=str(group.first.number)))
            continue
        for number, piece, cell in group.grid.cells(tables):
            at = rows[number].at
            path = str(rows[number].number)
            blocks.append(Block(kind, at + piece.start, at + piece.end, cell, path))
        tables += 1
    title = next((text[b.start : b.end] for b in blocks if b.kind is Kind.TITLE), "")
    return Reading(" ".join(title.split()), published, tuple(blocks))


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    at = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        found.append(_Line(at, raw, raw.strip(), number))
        at += len(raw) + 1
    return found


def _groups(rows: Sequence[_Line]) -> list[_Group]:
    own = [_stands_alone(row.text) for row in rows]
    tables = {
        grid.first: grid
        for grid in grids.find(
            ["" if o and not grids.is_rule(row.raw) else row.raw for o, row in zip(own, rows, strict=True)]
        )
    }
    usual = wraps.usual_width([row.text for row in rows])
    widths = _widths(rows)
    groups: list[_Group] = []
    index = 0
    while index < len(rows):
        if grid := tables.get(index):
            index = grid.end
            groups.append(_Group(rows[grid.first], rows[index - 1], "", grid))
            continue
        first = last = rows[index]
        width = widths.get(index) or usual
        index += 1
        if not first.text:
            continue
        while index < len(rows) and not own[index - 1] and not own[index] and index not in tables:
            # A title ends where it does: its length tells nothing of the width.
            title = not groups and last is first
            if not _joined(first, last, rows[index], None if title else width):
                break
            last = rows[index]
            index += 1
        text = " ".join(row.text for row in rows[first.number - 1 : last.number])
        groups.append(_Group(first, last, text))
    return groups


def _stands_alone(text: str) -> bool:
    return lines.is_furniture(text) or lines.opens_footer(text) or stated(text) is not None


def _widths(rows: Sequence[_Line]) -> dict[int, wraps.Width]:
    """The widths of the runs of lines between empty ones that tell their own, by the numbers of their lines."""
    found: dict[int, wraps.Width] = {}
    begin = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and rows[end].text:
            continue
        if width := wraps.width_of_run([row.text for row in rows[begin:end]]):
            found.update(dict.fromkeys(range(begin, end), width))
        begin = end + 1
    return found


def _joined(first: _Line, line: _Line, following: _Line, width: wraps.Width | None) -> bool:
    if not following.text:
        return False
    # A deeper indent begins a paragraph, but for the hanging lines of an item.
    if following.indent > line.indent + 1 and not lines.is_item(first.text):
        return False
    return wraps.goes_on(line.text, following.text, width)


def _kinds(groups: Sequence[_Group]) -> list[Kind]:
    kinds = [Kind.CELL if group.grid else own_kind(group.text) for group in groups]
    for index, kind in enumerate(kinds):
        if kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.CELL):
            if kind is Kind.PARAGRAPH and is_title(groups[index].text):
                kinds[index] = Kind.TITLE
            break
    return settle([group.text for group in groups], kinds)

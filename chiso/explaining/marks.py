"""An article's text cut into pieces, each with everything that covers it, for a page that shows it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chiso.explaining.story import Story
from extract.article import Block, Kind
from extract.mention import Tag
from extract.why import Outcome

KINDS: Final = {
    Tag.SUBJECT: "who",
    Tag.GENERIC: "who",
    Tag.NATION: "who",
    Tag.REGION: "who",
    Tag.FOREIGN: "else",
    Tag.INDEX: "what",
    Tag.COMPONENT: "part",
    Tag.OTHER: "else",
    Tag.YEAR: "when",
    Tag.BASE: "when",
    Tag.STREAK: "when",
    Tag.SPAN: "when",
    Tag.TIME: "else",
    Tag.CUE: "cue",
    Tag.PSEUDO: "like",
}
"""The kinds of mentions that a page colours; values are coloured by what became of them."""
SLOTS: Final = {"subject": "who", "scope": "who", "index": "what", "component": "part", "year": "when"}
"""The kinds of what a slot was taken from: in tables there are no mentions."""
FATES: Final = {
    Outcome.REFUSED: "refused",
    Outcome.BARE: "bare",
    Outcome.UNREAD: "unread",
}


@dataclass
class Piece:
    """`text[start:end]` with what covers it: a kind of mention, facts and fates by number, sources of slots."""

    start: int
    end: int
    kinds: list[str] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)
    fates: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Element:
    """A block of the page, or a table with its rows."""

    kind: str
    pieces: list[Piece]
    rows: "list[list[tuple[Block, list[Piece]]]]" = field(default_factory=list)


def elements(story: Story) -> Iterator[Element]:
    """Yield the article's blocks in order; what stands between them comes as furniture, cells as their table."""
    article = story.extraction.article
    marks = _Marks(story)
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in article.blocks:
        if block.cell is not None:
            tables[block.cell.table].append(block)
    at = 0
    for block in sorted(article.blocks, key=lambda b: (b.start, b.end)):
        if block.start > at and article.text[at : block.start].strip():
            yield Element(Kind.FURNITURE.value, marks.pieces(at, block.start))
        if block.cell is None:
            yield Element(block.kind.value, marks.pieces(max(at, block.start), block.end))
        elif block.cell.table in tables:
            rows: dict[int, list[Block]] = defaultdict(list)
            for cell in tables.pop(block.cell.table):
                rows[cell.cell.row if cell.cell else 0].append(cell)
            shown = [[(c, marks.pieces(c.start, c.end)) for c in row] for _, row in sorted(rows.items())]
            yield Element("table", [], shown)
        at = max(at, block.end)
    if article.text[at:].strip():
        yield Element(Kind.FURNITURE.value, marks.pieces(at, len(article.text)))


class _Marks:
    """All marks of an article in order of their beginning, asked for stretch by stretch."""

    def __init__(self, story: Story) -> None:
        marks = sorted(_marks(story), key=lambda m: (m[0], m[1]))
        self._marks = marks
        self._at = 0

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The pieces from `start` to `end`; stretches are asked for in order of their beginning."""
        while self._at < len(self._marks) and self._marks[self._at][1] <= start:
            self._at += 1
        here = []
        for mark in self._marks[self._at :]:
            if mark[0] >= end:
                break
            if mark[1] > start:
                here.append(mark)
        cuts = {start, end}
        for a, b, _, _ in here:
            cuts |= {max(a, start), min(b, end)}
        pieces = [Piece(a, b) for a, b in pairwise(sorted(cuts))]
        by_start = {p.start: i for i, p in enumerate(pieces)}
        for a, b, what, number in here:
            i = by_start[max(a, start)]
            while i < len(pieces) and pieces[i].start < b:
                piece = pieces[i]
                if what == "fact":
                    piece.facts.append(number)
                elif what == "fate":
                    piece.fates.append(number)
                else:
                    piece.kinds.append(what)
                i += 1
        return pieces


def _marks(story: Story) -> Iterable[tuple[int, int, str, int]]:
    for passage in story.passages:
        for mention in passage.reading.sentence.mentions:
            if kind := KINDS.get(mention.tag):
                yield (*passage.reading.sentence.span(mention), kind, 0)
    number = 0
    for passage in story.passages:
        for fact in passage.facts:
            yield fact.observation.start, fact.observation.end, "fact", number
            for origin in fact.origins:
                if origin.span is not None:
                    yield (*origin.span, SLOTS.get(origin.slot, "source"), 0)
            number += 1
    for number, fate in enumerate(story.fates):
        if fate.outcome in FATES:
            yield fate.start, fate.end, "fate", number

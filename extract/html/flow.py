"""The text of an element, cut into the pieces that a reader sees: paragraphs, items, captions, cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from extract import lines
from extract.article import Kind
from extract.html import tables
from extract.html.dom import INLINE, Page, events, text_of
from extract.html.furniture import words
from extract.html.pieces import Piece
from extract.html.runs import Line, Run, cut
from extract.kinds import own_kind

_LONGEST_HEADING: Final = 130
_LONGEST_CAPTION: Final = 300
_LONGEST_BYLINE: Final = 100
# What is longer is a paragraph, whatever it is wrapped into.
_LONGEST: Final = {Kind.HEADING: 300, Kind.CAPTION: 500, Kind.BYLINE: 200}
_NEARLY_ALL: Final = 0.9
_LONGEST_LINK: Final = 250
_SHORTEST_LINK: Final = 15

_TAG_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dd"), Kind.ITEM),
    **dict.fromkeys(("figure", "figcaption", "caption"), Kind.CAPTION),
}
_WORD_KINDS: Final = {
    **dict.fromkeys(("caption", "chuthich", "imagecaption"), Kind.CAPTION),
    **dict.fromkeys(("author", "byline", "tacgia", "signature"), Kind.BYLINE),
    **dict.fromkeys(("sapo", "chapeau", "lead"), Kind.LEAD),
}
_LOOKS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "slanted"),
    "a": "link",
}
_CENTRED: Final = regex.compile(r"text-align\s*:\s*center", regex.I)
_RIGHT: Final = regex.compile(r"text-align\s*:\s*right", regex.I)


@dataclass(frozen=True, slots=True)
class _Box:
    """A block that is open, and what its tag, class and style say about the text in it."""

    node: LexborNode
    kind: Kind | None = None
    centred: bool = False
    right: bool = False
    as_typed: bool = False


class _Reader:
    """Walks through an element and gathers runs of text until a block begins or ends."""

    def __init__(self, page: Page, root: LexborNode) -> None:
        self.page = page
        self.boxes = [_Box(root)]
        self.runs: list[Run] = []
        self.depth = {"bold": 0, "slanted": 0, "link": 0}
        self.tables = 0
        self.below_picture = False
        self.begun = False  # whether a paragraph has been read: above it, bold text is the lead

    def read(self) -> Iterator[Piece]:
        skipped: int | None = None
        for node, entering in events(self.boxes[0].node):
            if skipped is not None:
                if node.mem_id == skipped and not entering:
                    skipped = None
            elif node.is_text_node:
                self._gather(node.text_content or "")
            elif not node.is_element_node:
                continue
            elif node.tag in INLINE or node.tag == "br":
                self._inline(node.tag or "", entering)
            elif entering:
                yield from self._flush()
                table = tables.read(node) if node.tag == "table" else None
                if table is not None and table.use is not tables.Use.LAYOUT:
                    yield from self._table(node, table)
                    skipped = node.mem_id
                else:
                    self.boxes.append(_open(node, self.boxes[-1]))
            else:
                yield from self._flush()
                self.boxes.pop()
        yield from self._flush()

    def _gather(self, text: str) -> None:
        looks = {look: depth > 0 for look, depth in self.depth.items()}
        for number, line in enumerate(text.split("\n") if self.boxes[-1].as_typed else (text,)):
            if number:
                self.runs.append(Run(None))
            self.runs.append(Run(line, **looks))

    def _inline(self, tag: str, entering: bool) -> None:
        if tag in ("br", "img"):
            if entering:
                self.runs.append(Run(None, picture=tag == "img"))
        elif look := _LOOKS.get(tag):
            self.depth[look] += 1 if entering else -1

    def _flush(self) -> Iterator[Piece]:
        runs, self.runs = self.runs, []
        box = self.boxes[-1]
        path = ""
        for line in cut(runs):
            if not line.text:
                self.below_picture = True
                continue
            kind = self._kind(line, box)
            path = path or self.page.path(box.node)
            self.below_picture = False
            self.begun = self.begun or kind in (Kind.PARAGRAPH, Kind.ITEM)
            yield Piece(kind, line.text, path)

    def _kind(self, line: Line, box: _Box) -> Kind:
        own = own_kind(line.text)
        length = len(line.text)
        if own in (Kind.FURNITURE, Kind.BYLINE, Kind.CAPTION):
            return own
        if (
            line.link > _NEARLY_ALL
            and length <= _LONGEST_LINK
            and box.kind in (None, Kind.ITEM, Kind.HEADING)
        ):
            return Kind.FURNITURE if length >= _SHORTEST_LINK else own
        if box.kind is not None and length <= _LONGEST.get(box.kind, length):
            return box.kind if not (box.kind is Kind.LEAD and self.begun) else own
        plain = line.bold < _NEARLY_ALL
        set_apart = line.slanted > _NEARLY_ALL or box.centred
        if self.below_picture and length <= _LONGEST_CAPTION and plain and set_apart:
            return Kind.CAPTION
        if box.right and length <= _LONGEST_BYLINE:
            return Kind.BYLINE
        if plain:
            return own
        if not self.begun and (length > _LONGEST_HEADING or line.text.endswith(".")):
            return Kind.LEAD
        if length <= _LONGEST_HEADING and not line.text.endswith("."):
            return Kind.HEADING if own is Kind.PARAGRAPH or lines.is_numbered(line.text) else own
        return own

    def _table(self, node: LexborNode, table: tables.Table) -> Iterator[Piece]:
        name = node.css_first("caption")
        if name is not None and (text := text_of(name)):
            yield Piece(Kind.CAPTION, text, self.page.path(name))
        kind = Kind.CELL if table.use is tables.Use.DATA else Kind.CAPTION
        for found in table.cells(self.tables):
            cell = found.cell if kind is Kind.CELL else None
            yield Piece(kind, found.text, self.page.path(found.node), cell)
        self.tables += kind is Kind.CELL
        self.below_picture = False


def read(page: Page, root: LexborNode) -> Iterator[Piece]:
    """Yield the pieces of `root`, an element of `page`, in reading order."""
    return _Reader(page, root).read()


def _open(node: LexborNode, around: _Box) -> _Box:
    attributes = node.attributes
    style = (attributes.get("style") or "")[:500]
    align = (attributes.get("align") or "").lower()
    names = words(node)
    kind = _TAG_KINDS.get(node.tag or "") or next(
        (k for w, k in _WORD_KINDS.items() if w in names), around.kind
    )
    return _Box(
        node,
        kind,
        centred=align == "center"
        or "center" in names
        or _CENTRED.search(style) is not None
        or around.centred,
        right=align == "right" or {"text", "right"} <= names or _RIGHT.search(style) is not None,
        as_typed=node.tag == "pre" or around.as_typed,
    )

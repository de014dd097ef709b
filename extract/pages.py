"""An HTML page → its article: what it is called, when it appeared, and its text in blocks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from extract import plain
from extract.article import Block, Kind
from extract.html import body, flow, furniture, lead, meta, published, title
from extract.html.dom import Page, fold, text_of
from extract.html.layout import USUAL, Layout
from extract.html.pieces import Piece, join
from extract.html.weights import ENOUGH, Weights
from extract.kinds import settle
from normalize.text import shadow

_FALLBACK_LIMIT: Final = 2_000_000
"""Characters of the largest page that trafilatura is given: it takes seconds for a megabyte."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says. `url` is the address it gives itself, or ""; `way` is "html" or "trafilatura"."""

    url: str
    title: str
    published: date | None
    text: str
    blocks: tuple[Block, ...]
    way: str


def read(html: str, latest: date | None = None, layout: Layout | None = None) -> Reading:
    """Return the article on a page; `layout` is tried before what is usual, no date after `latest` believed.

    The text is that of title, lead and body, a line for each block and row. Menus, counters and the like are
    left out of it; what looks like them inside of the body is in it as furniture. Where no element holds
    enough text, trafilatura reads the page without its furniture. A page without any text has no blocks.
    Raises Unreadable for a page that cannot be parsed in bounded time.
    """
    layout = layout.before(USUAL) if layout else USUAL
    page = Page(html)
    about = meta.read(page.tree)
    furniture.strip(page, about, layout)
    weights = Weights(page.root)
    name = title.choose(page, about, layout)
    root = body.choose(page, weights, layout)
    day = published.choose(page, weights, about, layout, title=name.node, body=root, latest=latest)
    pieces = _body(list(flow.read(page, root)), name.text) if root is not None else []
    top = lead.choose(page, weights, layout, title=name.node, body=root)
    if top is not None:
        pieces = _with_lead(Piece(Kind.LEAD, text_of(top), page.path(top)), pieces)
    way, text, blocks = "html", *join(_settled(name, pieces, page))
    if sum(len(piece.text) for piece in pieces) < ENOUGH:
        other = _trafilatura(page, name.text)
        if other is not None and len(other[0]) > len(text):
            way, (text, blocks) = "trafilatura", other
    return Reading(about.url, name.text, day, text, blocks, way)


def _settled(name: title.Title, pieces: list[Piece], page: Page) -> Iterable[Piece]:
    if name.text:
        pieces = [
            Piece(Kind.TITLE, name.text, page.path(name.node) if name.node is not None else ""),
            *pieces,
        ]
    kinds = settle([piece.text for piece in pieces], [piece.kind for piece in pieces])
    return (replace(piece, kind=kind) for piece, kind in zip(pieces, kinds, strict=True))


def _body(pieces: list[Piece], name: str) -> list[Piece]:
    """The pieces without the title, and without what stands above it where it is part of the body."""
    at = next((i for i, piece in enumerate(pieces) if name and _same(piece.text, name)), None)
    if at is None:
        return pieces
    above = pieces[:at]
    if sum(len(piece.text) for piece in above) < ENOUGH and not any(piece.cell for piece in above):
        above = []
    return [*above, *pieces[at + 1 :]]


def _with_lead(top: Piece, pieces: list[Piece]) -> list[Piece]:
    """The lead above the body, once: some pages repeat it as the first paragraph."""
    return [top, *(piece for piece in pieces if not _same(piece.text, top.text))]


def _same(one: str, other: str) -> bool:
    return shadow(one) == shadow(other)


def _trafilatura(page: Page, name: str) -> tuple[str, tuple[Block, ...]] | None:
    """What trafilatura makes of the page, its lines read as those of a text file; None for nothing."""
    html = page.tree.html or ""
    if len(html) > _FALLBACK_LIMIT:
        return None
    from trafilatura import extract

    found = extract(html, include_comments=False, include_tables=True, include_formatting=False)
    rows = [row for row in (fold(row) for row in (found or "").split("\n")) if row and not _same(row, name)]
    if not rows:
        return None
    lines = [name, *rows] if name else rows
    # Its lines are whole paragraphs, never wrapped ones: an empty line says so, but for the rows of a table.
    gaps = ("\n" if " | " in one and " | " in other else "\n\n" for one, other in pairwise(lines))
    text = lines[0] + "".join(gap + line for gap, line in zip(gaps, lines[1:], strict=True))
    return text, plain.read(text).blocks

"""An article: one canonical text, cut into labelled blocks that point into it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from normalize.ids import content_id


class Kind(StrEnum):
    """What a block is. Only some kinds are read for facts; the others are kept, labelled."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"
    """Menus, counters, footers, share boxes: part of the page, not of the article."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in its table. Rows and columns count from 0; spans are at least 1."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the article: `text[start:end]` of its canonical text, in code points.

    `path` leads back to the page: a CSS path in HTML, a line number in plain text.
    """

    kind: Kind
    start: int
    end: int
    cell: Cell | None = None
    path: str = ""


@dataclass(frozen=True)
class Article:
    """One revision of one article.

    `doc` names it for people (a file's name without ending), `url` is where it stands, `source` the host
    that published it. `published` is the date the page gives itself, or None. `text` is canonical (see
    `normalize.text`); every offset anywhere refers to it. `way` tells which reader made it
    (`text`, `html`, `trafilatura`). `portal` is the slug of the subject whose portal this is, or None.
    """

    doc: str
    url: str
    source: str
    snapshot: str
    title: str
    published: date | None
    text: str
    blocks: tuple[Block, ...]
    way: str = "text"
    portal: str | None = None

    @cached_property
    def id(self) -> str:
        """The article, over all its revisions: a hash of its URL."""
        return content_id("article", self.url)

    @cached_property
    def revision(self) -> str:
        """This revision: a hash of article and text. The same text at the same place is the same revision."""
        return content_id("revision", self.id, self.text)

    def quote(self, start: int, end: int) -> str:
        """The piece of canonical text from `start` to `end`."""
        return self.text[start:end]

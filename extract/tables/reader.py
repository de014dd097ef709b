"""The tables of one article, in order."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.article import Article, Block, Kind
from extract.mention import Tag, Year
from extract.reading import Reading
from extract.scene import Scene
from extract.tables.columns import RANK, Column, columns
from extract.tables.counter import numbers_all
from extract.tables.grid import Grid, grid
from extract.tables.rows import Rows
from extract.tables.table import Table
from extract.tagger import Tagger
from normalize.text import shadow

_ABOVE: Final = 2
"""How many lines above a table may be its caption."""
_FEWEST: Final = 5
"""How many places a table must give for them to be all those of a region."""
_CAPTION: Final = 400
"""Characters below which a line above a table may be its caption."""


class TableReader:
    """Reads the tables of one article in order; a table without a header goes on with the columns before it."""

    def __init__(self, article: Article, tagger: Tagger, scene: Scene) -> None:
        self._article = article
        self._tagger = tagger
        self._scene = scene
        self._last: Sequence[Column] = ()
        self._lines: Final = [b for b in article.blocks if b.cell is None and b.kind is not Kind.FURNITURE]
        self._ends: Final = [b.end for b in self._lines]

    def read(self, blocks: Sequence[Block]) -> list[Reading]:
        """Return the rows of a table that state something."""
        cells = grid(self._article, blocks, self._tagger)
        goes_on = cells.heads == 0 and len(self._last) == cells.width
        if len(cells.rows) < 2 and not goes_on:
            return []
        intro = self._intro(blocks[0])
        if not goes_on:
            self._last = columns(cells, ranking=self._ranks_all(intro))
            if self._of_region(cells, intro):
                self._last = [replace(c, regional=c.regional or c.attribute == "rank") for c in self._last]
        table = Table(self._last, self._scene, blocks[0].start)
        return list(Rows(table, cells, shadow(intro)).read(self._article))

    def _ranks_all(self, intro: str) -> bool:
        """Whether the caption says that the rows are in order of rank, and names no region whose rank it would be."""
        regional = any(m.tag is Tag.REGION for m in self._tagger.tag(intro))
        return RANK.search(shadow(intro)) is not None and not regional

    def _of_region(self, cells: Grid, intro: str) -> bool:
        """Whether the caption names one region, and the places are as many as it has provinces."""
        mentions = self._tagger.tag(intro)
        named = {str(m.value) for m in mentions if m.tag is Tag.REGION and m.value}
        years = [m.value.years[-1] for m in mentions if isinstance(m.value, Year) and m.value.years]
        said = self._scene.year.number if self._scene.year is not None else None
        places = numbers_all(cells, [c.attribute == "rank" for c in self._last])
        region = next(iter(named)) if len(named) == 1 else ""
        reference = self._scene.reference
        size = (
            len(reference.members(region, years[-1] if years else said)) if region in reference.region else 0
        )
        return places >= _FEWEST and places <= size

    def _intro(self, first: Block) -> str:
        """The lines right above a table: its caption, as far as it has one."""
        at = bisect_right(self._ends, first.start)
        above = self._lines[max(0, at - _ABOVE) : at]
        return " ".join(self._article.quote(b.start, b.end) for b in above if b.end - b.start < _CAPTION)

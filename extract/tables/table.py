"""A table's columns and sub-headers put together with its rows: what an amount in a cell states."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extract.frame import Frame, Slot
from extract.mention import Mention, Tag, Year
from extract.resolve.resolved import Resolved
from extract.scene import Scene
from extract.sentence import Sentence
from extract.tables.columns import Column
from extract.tables.grid import Cell
from extract.tables.plausible import can_be

TABLE_RULE: Final = "table cell"
_ABOVE: Final = 100
"""Characters above a table within which the edition spoken of is the table's."""
SAID_BY_TABLE: Final = ("row", "column header", "row header")
"""Reasons of an index that the table names itself."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says: a place, a score, a change or a group. `unit` is point, percent or None."""

    attribute: str
    value: Decimal | str
    unit: str | None = None
    of: int | None = None


@dataclass
class Row:
    """A row as far as it was read: what its labels have said."""

    number: int
    sentence: Sentence
    subject: Slot | None = None
    subject_column: int = -1
    target: Slot | None = None
    year: Slot | None = None
    unit: str | None = None
    attribute: str | None = None
    """What its label says that its figures are, whatever the columns' headers say."""
    total: bool = False
    """Whether a label says that the figures are totals."""
    refused: bool = False
    """Whether it gives a score that the index cannot have."""
    nameless: bool = False
    """Whether it is about something that has no name here."""


class Table:
    """The columns of a table and what its sub-headers have said so far."""

    def __init__(self, columns: Sequence[Column], scene: Scene, start: int) -> None:
        self.columns = columns
        self.scene = scene
        self._start = start
        named = [
            c.target for c in columns if c.target is not None and c.target.value in scene.reference.index
        ]
        self._of_columns = named[0] if len({s.value for s in named}) == 1 else None
        self._index: Slot | None = None
        self._year: Slot | None = None

    def sub_header(self, cell: Cell) -> None:
        """Take the index and the edition that a line across the table names for the rows below it."""
        for m in cell.mentions:
            if m.tag is Tag.INDEX:
                self._index = cell.slot(m, "row header")
            elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
                self._year = cell.slot(m, "row header", m.value.years[-1])

    def states(self, row: Row, c: int, cell: Cell, amount: Amount, subject: Slot) -> Resolved | None:
        """What an amount in a row's column says of a subject; None where no index is named for it or it cannot be."""
        what = self._target(self.columns[c].target, row.target)
        if what is None:
            return None
        index, component = what
        values = subject.values
        if len(values) > 1:  # the mean of the ministries is a component of its own
            if component.value is not None:
                return None
            component = replace(subject, value=values[1])
        edition = self._edition(c, row, amount, str(index.value))
        year = edition.number if edition is not None else None
        who = self.scene.reference.slug_in(str(values[0]), year)
        if not can_be(
            self.scene.reference, amount.attribute, amount.value, amount.unit, index, component, year, who
        ):
            return None
        start = cell.block.start - row.sentence.start
        mention = Mention(start, start + len(cell.text), Tag.SCORE, None, TABLE_RULE)
        return Resolved(
            Frame(mention, 1000 * row.number + c, rule=TABLE_RULE),
            amount.attribute,
            amount.value,
            amount.unit,
            amount.of,
            replace(subject, value=who),
            index,
            component,
            replace(edition, value=year) if edition is not None else Slot(None, "never said"),
            self._scope(c, amount, who, year),
            "stated",
            TABLE_RULE,
        )

    def _scope(self, c: int, amount: Amount, who: str, year: int | None) -> Slot:
        if amount.attribute not in ("rank", "rank_change"):
            return Slot(None, "none")
        regional = self.columns[c].regional
        region = self.scene.reference.region_of(who.partition("/")[2], year) if regional else None
        return Slot(f"region/{region}", "column header") if region else Slot("national", "usual")

    def _edition(self, c: int, row: Row, amount: Amount, index: str) -> Slot | None:
        """The edition of a cell: its column's, its row's or that of the sub-header, else what the table reports.

        A change "so với 2021" stands in a column of that year, but is one of the edition that is reported.
        """
        own = self.columns[c].year
        if amount.attribute.endswith("change") and own is not None and row.year is None:
            return self._reported(index) or own
        return own or row.year or self._year or self._reported(index)

    def _reported(self, index: str) -> Slot | None:
        """The edition a table without years reports: the latest that its headers name, else the scene's."""
        years = [c.year for c in self.columns if c.year is not None]
        if years:
            return max(years, key=lambda s: s.number or 0)
        said = self.scene.year
        above = said is not None and said.span is not None and self._start - said.span[1] < _ABOVE
        return (
            self.scene.edition(index)
            if above
            else self.scene.main_year.get(index) or self.scene.edition(index)
        )

    def _target(self, column: Slot | None, row: Slot | None) -> tuple[Slot, Slot] | None:
        """Index and component, out of column header, row, sub-header and scene."""
        if column is not None and column.value == "OTHER":
            return None
        parts = [s for s in (row, column) if s is not None]
        index = (
            next((s for s in parts if isinstance(s.value, str)), None)
            or self._index
            or self._of_columns
            or self.scene.index
            or self.scene.stage.get("index")
        )
        component = next((s for s in parts if isinstance(s.value, tuple)), None)
        if component is None:
            if index is None or not isinstance(index.value, str) or not (parts or self._ours()):
                return None
            return index, Slot(None, "none")
        for key in component.values:
            parent, _, slug = str(key).partition("/")
            if index is not None and parent == index.value:
                return replace(index, value=parent), replace(component, value=slug)
        known = self.scene.known
        named = [(p, s) for p, _, s in (str(k).partition("/") for k in component.values) if p in known]
        if len(named) == 1 and component in parts and (index is None or index.reason not in SAID_BY_TABLE):
            # the index spoken of last has no such part, but just one that the article names has
            return Slot(named[0][0], component.reason, component.span), replace(component, value=named[0][1])
        return None

    def _ours(self) -> bool:
        """Whether a table that names no index has columns of scores or ranks at all."""
        return any(c.attribute in ("score", "rank") or c.place is not None for c in self.columns)

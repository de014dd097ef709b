"""From rows to values: labels say whom and what a row is about, figures what is said of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import regex

from extract.article import Article
from extract.bind.work import Work
from extract.frame import Slot
from extract.mention import Mention, Tag, Year
from extract.reading import Reading
from extract.resolve.resolved import Resolved
from extract.sentence import Sentence
from extract.tables.columns import RANK, Column
from extract.tables.figures import Figure, changes, figure, score_with_group, score_with_rank
from extract.tables.grid import Cell, Grid
from extract.tables.table import SAID_BY_TABLE, Amount, Row, Table
from normalize.records import MINISTRIES

_MEAN: Final = regex.compile(r"(?:trung bình|bình quân|cả nước|toàn quốc|trung bình cả nước)(?!\p{L})")
_TOTAL: Final = regex.compile(
    r"(?:tổng điểm|tổng|tổng hợp|điểm tổng hợp|tổng số điểm|điểm tổng|chung|tổng thể"
    r"|chỉ số chung|điểm chung|(?:tổng )?điểm(?: số)?(?: \p{L}{2,6}(?: index)?)?)"
)
_RANK_ROW: Final = regex.compile(
    r"(?:xếp hạng|thứ hạng|hạng|vị trí|vị thứ)(?: (?:cả nước|toàn quốc|chung|\p{L}{2,6}(?: index)?))?"
)
"""The label of a row of places, below rows of scores."""
_WORD: Final = regex.compile(r"\p{L}{3}")
_LABELS: Final = 2
"""How many columns at the left may hold labels."""
_COMPONENT: Final = 120
_GROUP: Final = 30
_YEAR: Final = 20
"""Characters of a cell below which it is such a label, and no text in which a name or a year occurs."""


class Rows:
    """Reads the rows of one table, from the top."""

    def __init__(self, table: Table, grid: Grid, intro: str) -> None:
        self._table = table
        self._grid = grid
        self._is_ranking = bool(RANK.search(intro) or RANK.search(grid.head_text(0)))
        """Whether the lines above it or its first header say that the table is a ranking."""
        self._ministries = False
        """Whether the last subject named was a ministry: a mean below it is the ministries'."""

    def read(self, article: Article) -> Iterator[Reading]:
        """Yield the rows that state something; a line across the table is a header for those below it."""
        for r in range(self._grid.heads, len(self._grid.rows)):
            cells = [c for c in dict.fromkeys(self._grid.rows[r]) if c is not None]
            if not cells:
                continue
            if len(cells) == 1:
                self._table.sub_header(cells[0])
                continue
            start, end = cells[0].block.start, cells[-1].block.end
            if end <= start:
                continue
            sentence = Sentence(article.quote(start, end), start, ())
            row = Row(r, sentence)
            resolved = tuple(self._row(row))
            if row.refused and not any(x.attribute == "score" for x in resolved):
                # scores that the index cannot have: the table is not about it, unless it says so
                resolved = tuple(x for x in resolved if x.index.reason in SAID_BY_TABLE)
            if resolved:
                yield Reading(sentence, cells[0].block, Work(sentence), resolved)

    def _row(self, row: Row) -> Iterator[Resolved]:
        cells = self._grid.rows[row.number]
        for c, cell in enumerate(cells):
            if cell is None or (c and cells[c - 1] is cell):
                continue
            for amount, subject in self._cell(row, c, cell):
                found = self._table.states(row, c, cell, amount, subject)
                row.refused = row.refused or (found is None and amount.attribute == "score")
                if found is not None:
                    yield found
            if row.nameless:
                return

    def _cell(self, row: Row, c: int, cell: Cell) -> list[tuple[Amount, Slot]]:
        """What a cell says, and of whom; a label is taken down on the row."""
        number = figure(cell.folded)
        if number is not None and not (c == 0 and cell.of(Tag.YEAR)):
            if row.total and row.subject is None:
                row.subject = self._table.scene.subject()
            amount, who = self._amount(row, c, number), self._holder(row, c)
            return [(amount, who)] if amount is not None and who is not None else []
        column = self._table.columns[c]
        both = score_with_rank(cell.folded)
        holder = column.subject or row.subject
        if holder is None and row.target is not None:
            holder = self._table.scene.subject()
        if both is not None and holder is not None:
            score, percent, place = both
            unit = "percent" if percent or column.unit == "percent" else "point"
            return [(Amount("score", score, unit), holder), (Amount("rank", Decimal(place)), holder)]
        grouped = score_with_group(cell.folded)
        if grouped is not None and holder is not None:
            unit = "percent" if grouped[1] or column.unit == "percent" else "point"
            return [(Amount("score", grouped[0], unit), holder)]
        moves = changes(cell.folded)
        if len(moves) > 1 and holder is not None:
            return [(amount, holder) for f in moves if (amount := self._amount(row, c, f)) is not None]
        return self._label(row, c, cell, column)

    # Labels

    def _label(self, row: Row, c: int, cell: Cell, column: Column) -> list[tuple[Amount, Slot]]:
        """Take down what a label says: subject, target or edition; some are what a column says of a subject."""
        label = cell.folded.strip()
        named = cell.whole(Tag.SUBJECT)
        if named is not None:
            row.subject, row.subject_column = cell.slot(named, "row"), c
            self._ministries = str(row.subject.values[0]).startswith("ministry/")
            if column.place is not None:
                return [(Amount("rank", Decimal(column.place)), row.subject)]
        elif _MEAN.match(label) and c < _LABELS:
            mean = ("national", MINISTRIES) if self._ministries else ("national",)
            row.subject, row.subject_column = Slot(mean, "row", (cell.block.start, cell.block.end)), c
        elif _TOTAL.fullmatch(label):
            row.target, row.total = None, True
        elif _RANK_ROW.fullmatch(label):
            row.target, row.total, row.attribute = None, True, "rank"
        elif m := (cell.whole(Tag.INDEX) or cell.whole(Tag.COMPONENT)):
            row.target = cell.slot(m, "row")
            row.unit = "percent" if "%" in cell.text else None
        elif m := _only_component(cell, c):
            row.target = cell.slot(m, "row")
        elif (year := _edition(cell)) is not None:
            row.year = year
        elif column.attribute == "group" and row.subject is not None and len(cell.text) < _GROUP:
            return [(Amount("group", cell.text.strip()), row.subject)]
        elif c < _LABELS and _WORD.search(label) and not cell.of(Tag.YEAR):
            row.nameless = True
        return []

    # Figures

    def _holder(self, row: Row, c: int) -> Slot | None:
        """Who a figure is said of: as the column or the row says, else whoever the article is about."""
        column = self._table.columns[c]
        who = column.subject or row.subject
        if column.attribute == "rank" and (
            (who is None and row.subject_column < 0) or self._begins_again(row, c)
        ):
            who = self._subject_ahead(row.number, c) or who
        if who is None and (row.target is not None or row.year is not None):
            who = self._table.scene.subject()
        return who

    def _begins_again(self, row: Row, c: int) -> bool:
        """Whether a column begins the same columns once more: "Hạng | Tỉnh | Điểm | Hạng | Tỉnh | Điểm"."""
        ahead = self._grid.rows[row.number][c + 1 : c + 2]
        named = ahead and ahead[0] is not None and ahead[0].whole(Tag.SUBJECT) is not None
        return bool(named) and 0 < row.subject_column < c

    def _subject_ahead(self, r: int, c: int) -> Slot | None:
        """A name right behind a place: "1 | A | 70,5"."""
        for cell in self._grid.rows[r][c + 1 : c + 3]:
            named = cell.whole(Tag.SUBJECT) if cell is not None else None
            if cell is not None and named is not None:
                return cell.slot(named, "row")
        return None

    def _amount(self, row: Row, c: int, number: Figure) -> Amount | None:
        """What a figure says in its column; None where it may be anything."""
        column = self._table.columns[c]
        attribute = row.attribute or _attribute(number, column, self._grid.head_text(c), self._is_ranking)
        if attribute is None and not self._grid.heads:
            attribute = self._by_itself(row, c, number)
        value = number.signed
        if attribute is None or (attribute == "rank" and (not number.whole or value < 1)):
            return None
        if attribute == "score" and number.number.other is not None:
            value = number.number.other
        if not attribute.startswith("score"):
            return Amount(attribute, value, None, number.of)
        percent = number.unit == "%" or "percent" in (column.unit, row.unit)
        return Amount(attribute, value, "percent" if percent else "point", number.of)

    def _by_itself(self, row: Row, c: int, number: Figure) -> str | None:
        """What a figure without a header is: the only one with decimals of a row that says whom or what is a score."""
        if number.whole or not (row.target or row.subject):
            return None
        others = (x for x in dict.fromkeys(self._grid.rows[row.number]) if x is not None)
        figures = [f for x in others if (f := figure(x.folded)) is not None]
        return "score" if sum(not f.whole and not f.sign for f in figures) == 1 else None


def _attribute(number: Figure, column: Column, head: str, is_ranking: bool) -> str | None:
    """What a figure is: as its column says, unless its own sign or form says better."""
    attribute = column.attribute
    if attribute is None and number.whole and (number.of or number.place):
        attribute = "rank"
    if attribute is None and number.unit == "điểm" and not number.whole:
        attribute = "score"
    if attribute == "change" or number.sign:
        steps = number.whole and number.unit in (None, "bậc", "hạng")
        return "rank_change" if steps else "score_change"
    if attribute == "score" and number.whole:
        bare = not number.unit and column.unit is None and "điểm" not in head
        if number.of or (bare and is_ranking):
            return "rank"
        return None if bare else "score"
    return attribute


def _only_component(cell: Cell, c: int) -> Mention | None:
    """The only component that a label at the left names beside other words."""
    components = cell.of(Tag.COMPONENT)
    return components[0] if c < _LABELS and len(components) == 1 and len(cell.text) < _COMPONENT else None


def _edition(cell: Cell) -> Slot | None:
    """The edition that a short label names."""
    years = cell.of(Tag.YEAR)
    if not years or len(cell.text) >= _YEAR:
        return None
    value = years[0].value
    return cell.slot(years[0], "row", value.years[-1]) if isinstance(value, Year) and value.years else None

"""Tables: headers name index, edition and attribute; rows name the subject or the component; cells the values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from extract.article import Article, Block, Kind
from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Mention, Rank, Tag, Year
from extract.resolve import Resolved
from extract.scene import Scene
from extract.sentence import Sentence
from extract.tagger import Tagger
from normalize.numbers import DIGITS, read
from normalize.text import shadow

_RANK: Final = regex.compile(
    r"(?<!\p{L})(?:hạng|thứ hạng|xếp hạng|vị trí|thứ bậc|bậc|vị thứ|thứ tự xếp hạng|rank)(?!\p{L})"
)
_SCORE: Final = regex.compile(
    r"(?<!\p{L})(?:điểm|điểm số|kết quả|giá trị|chỉ số|tổng điểm|tỉ lệ|score)(?!\p{L})|%"
)
_CHANGE: Final = regex.compile(r"tăng|giảm|thay đổi|chênh lệch|so với|biến động|\+/-|±")
_GROUP: Final = regex.compile(r"xếp loại|nhóm|phân loại|đánh giá")
_TOTALS: Final = ("tổng", "chỉ số", "index", "kết quả", "chung")
"""What the header of a total says, the surest first."""
_WITH_RANK: Final = regex.compile(
    rf"\s*(?P<n>{DIGITS})\s?(?P<u>%|điểm)?\s?\((?:hạng |thứ )?(?P<rank>\d{{1,2}})(?:/\d{{2}})?\)\s*"
)
"""Score and place in one cell: "70,69 (1)"."""
_WHO: Final = regex.compile(r"(?<!\p{L})(?:tỉnh|thành phố|địa phương|đơn vị|tên|bộ|cơ quan)(?!\p{L})")
_COUNTER: Final = regex.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)\.?")
_REGIONAL: Final = regex.compile(r"vùng|khu vực")
_VALUE: Final = regex.compile(
    rf"\s*(?:hạng |thứ )?(?P<s>[+-]|▲|▼|tăng "
    rf"|giảm )?\s?(?P<n>{DIGITS})\s?(?:/\s?(?P<of>\d{{2,3}}))?\s?(?P<u>%|điểm|bậc|hạng)?\s*"
)
_MEAN: Final = regex.compile(r"(?:trung bình|bình quân|cả nước|toàn quốc|trung bình cả nước)(?!\p{L})")
_PLAIN: Final = regex.compile(
    r"[\s,;:()/%-]*(?:điểm|hạng|tỉnh|thành phố|tp|ubnd|chỉ số|cải cách|\d+\.?)*[\s,;:()/%-]*"
)


@dataclass(frozen=True, slots=True)
class _Cell:
    block: Block
    text: str
    mentions: tuple[Mention, ...]

    def of(self, *tags: Tag) -> list[Mention]:
        return [m for m in self.mentions if m.tag in tags]

    def whole(self, *tags: Tag) -> Mention | None:
        """The mention of a tag that is all the cell says."""
        for m in self.of(*tags):
            rest = shadow(self.text[: m.start] + " " + self.text[m.end :])
            if _PLAIN.fullmatch(rest.strip()):
                return m
        return None


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's headers say its cells are."""

    attribute: str | None
    target: Slot | None
    year: Slot | None
    subject: Slot | None
    regional: bool
    place: int | None
    """Its cells are those who hold this place ("Thứ nhất", "Quán quân")."""
    unit: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that states something: its text as a sentence, and the values of its cells."""

    sentence: Sentence
    block: Block
    work: Work
    resolved: tuple[Resolved, ...]


class TableReader:
    """Reads the tables of one article in order; a table without a header goes on with the columns before it."""

    def __init__(self, article: Article, tagger: Tagger, scene: Scene) -> None:
        self._article = article
        self._tagger = tagger
        self._scene = scene
        self._last: _Table | None = None

    def read(self, blocks: list[Block]) -> list[Row]:
        """Return the rows of a table that state something."""
        grid = _grid(self._article, blocks, self._tagger)
        table = _Table(self._article, grid, self._scene, self._intro(blocks[0]), self._last)
        if len(grid) < 2 and not table.goes_on:
            return []
        self._last = table
        return list(table.rows())

    def _intro(self, first: Block) -> str:
        """The shadow of the lines right above a table: its caption, as far as it has one."""
        above = [
            b
            for b in self._article.blocks
            if b.end <= first.start and b.cell is None and b.kind is not Kind.FURNITURE
        ][-2:]
        return " ".join(shadow(self._article.quote(b.start, b.end)) for b in above if b.end - b.start < 400)


def _grid(article: Article, blocks: list[Block], tagger: Tagger) -> list[list[_Cell | None]]:
    height = max(b.cell.row + b.cell.row_span for b in blocks if b.cell)
    width = max(b.cell.column + b.cell.column_span for b in blocks if b.cell)
    grid: list[list[_Cell | None]] = [[None] * width for _ in range(height)]
    for b in blocks:
        if b.cell is None:
            continue
        text = article.quote(b.start, b.end)
        cell = _Cell(b, text, tuple(tagger.tag(text)) if len(text) < 300 else ())
        for row in range(b.cell.row, b.cell.row + b.cell.row_span):
            for column in range(b.cell.column, b.cell.column + b.cell.column_span):
                grid[row][column] = cell
    return grid


class _Table:
    def __init__(
        self,
        article: Article,
        grid: list[list[_Cell | None]],
        scene: Scene,
        intro: str,
        last: "_Table | None",
    ) -> None:
        self.article = article
        self.intro = intro
        self.grid = grid
        self.scene = scene
        self.reference = scene.reference
        self.heads = self._head_rows()
        self.goes_on = self.heads == 0 and last is not None and len(last.columns) == len(grid[0])
        self.columns: list[_Column] = (
            last.columns
            if self.goes_on and last is not None
            else self._totals([self._column(c) for c in range(len(grid[0]))])
        )
        self.row_unit: str | None = None
        self.last_subject = ""
        self.index: Slot | None = None
        self.year: Slot | None = None

    def _head_rows(self) -> int:
        """How many rows at the top are headers: marked as such, or without any value below a subject."""
        rows = 0
        for row in self.grid[:4]:
            cells = [c for c in row if c is not None]
            marked = any(c.block.cell and c.block.cell.header for c in cells)
            values = sum(1 for c in cells if _VALUE.fullmatch(shadow(c.text)) and not c.of(Tag.YEAR))
            if (marked and values * 2 <= len(cells)) or (not values and rows == 0 and len(cells) > 1):
                rows += 1
            else:
                break
        return rows

    def _column(self, c: int) -> _Column:
        cells = [self.grid[r][c] for r in range(self.heads)]
        heads = list(dict.fromkeys(x for x in cells if x is not None))
        text = " ".join(shadow(x.text) for x in heads)
        target = year = subject = None
        place: int | None = None
        for x in heads:
            for m in x.mentions:
                span = (x.block.start + m.start, x.block.start + m.end)
                if m.tag is Tag.INDEX or m.tag is Tag.COMPONENT:
                    target = Slot(m.value, "column header", span)
                elif m.tag is Tag.OTHER:
                    target = Slot("OTHER", "column header", span)
                elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
                    year = Slot(m.value.years[-1], "column header", span)
                elif m.tag is Tag.SUBJECT and x.whole(Tag.SUBJECT):
                    subject = Slot(m.value, "column header", span)
                elif m.tag is Tag.RANK and isinstance(m.value, Rank):
                    place = m.value.place
            if match := regex.fullmatch(
                r"(?:thứ|hạng|giải|vị trí)(?: thứ)? (nhất|nhì|hai|ba|tư|[1-9])", shadow(x.text)
            ):
                from normalize.numbers import count

                place = count(match[1])
        attribute = (
            "change"
            if _CHANGE.search(text)
            else "rank"
            if _RANK.search(text) and not _COUNTER.fullmatch(text)
            else "group"
            if _GROUP.search(text) and not _SCORE.search(text)
            else "score"
            if _SCORE.search(text) or (target is not None) or (year is not None)
            else None
        )
        if (
            attribute == "score"
            and _WHO.search(text)
            and target is None
            and year is None
            and not regex.search("điểm|%", text)
        ):
            attribute = None
        unit = "percent" if "%" in text else "point" if "điểm" in text else None
        return _Column(attribute, target, year, subject, bool(_REGIONAL.search(text)), place, unit)

    def _has_numbers(self, c: int) -> bool:
        """Whether any cell below a column's header begins with a figure: a column of names has no score."""
        cells = (row[c] for row in self.grid[self.heads :] if c < len(row))
        return any(cell is not None and regex.match(r"\s*[+-]?\d", cell.text) for cell in cells)

    def _totals(self, columns: list[_Column]) -> list[_Column]:
        """Where several columns are scores of nothing named, only the total is the index's score."""
        vague = [
            c
            for c, x in enumerate(columns)
            if x.attribute == "score" and x.target is None and x.year is None and self._has_numbers(c)
        ]
        if any(x.place is not None for x in columns):
            return columns
        if any(
            x.attribute == "score" and x.target is not None and isinstance(x.target.value, str)
            for x in columns
        ):
            keep = -1
        elif len(vague) < 2:
            return columns
        else:
            strength = [
                next((k for k, word in enumerate(_TOTALS) if word in self._head_text(c)), len(_TOTALS))
                for c in vague
            ]
            keep = vague[max(i for i, k in enumerate(strength) if k == min(strength))]
        return [replace(x, attribute=None) if c in vague and c != keep else x for c, x in enumerate(columns)]

    def rows(self) -> Iterator[Row]:
        for r in range(self.heads, len(self.grid)):
            cells = [c for c in dict.fromkeys(self.grid[r]) if c is not None]
            if not cells:
                continue
            if len(cells) == 1 or (len({id(c) for c in cells}) == 1):
                self._sub_header(cells[0])
                continue
            start, end = cells[0].block.start, cells[-1].block.end
            if end <= start:
                continue
            sentence = Sentence(self.article.quote(start, end), start, ())
            work = Work(sentence)
            resolved = list(self._row(r, sentence))
            if resolved:
                yield Row(sentence, cells[0].block, work, tuple(resolved))

    def _sub_header(self, cell: _Cell) -> None:
        for m in cell.mentions:
            span = (cell.block.start + m.start, cell.block.start + m.end)
            if m.tag is Tag.INDEX:
                self.index = Slot(m.value, "row header", span)
            elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
                self.year = Slot(m.value.years[-1], "row header", span)

    def _row(self, r: int, sentence: Sentence) -> Iterator[Resolved]:
        subject = target = year = None
        self.row_unit = None
        labelled = False
        subject_column = -1
        row = self.grid[r]
        for c, cell in enumerate(row):
            if cell is None or (c and row[c - 1] is cell):
                continue
            column = self.columns[c]
            if _VALUE.fullmatch(shadow(cell.text)) and not (c == 0 and cell.of(Tag.YEAR)):
                if labelled and subject is None:
                    subject = self.scene.subject()
                value = self._value(r, c, subject, subject_column, target, year, sentence)
                if value is not None:
                    yield value
                continue
            both = _WITH_RANK.fullmatch(shadow(cell.text))
            if both is not None and (who := column.subject or subject) is not None:
                number, place = read(both["n"]), int(both["rank"])
                unit = "percent" if both["u"] == "%" or column.unit == "percent" else "point"
                for attribute, amount in (("score", number.value), ("rank", Decimal(place))):
                    found = self._make(
                        r,
                        c,
                        attribute,
                        amount,
                        unit if attribute == "score" else None,
                        None,
                        who,
                        target,
                        year,
                        sentence,
                        cell,
                    )
                    if found is not None:
                        yield found
                continue
            label = shadow(cell.text).strip()
            named = cell.whole(Tag.SUBJECT)
            if named is not None:
                span = (cell.block.start + named.start, cell.block.start + named.end)
                subject, subject_column = Slot(named.value, "row", span), c
                self.last_subject = str(named.value[0] if isinstance(named.value, tuple) else named.value)
                if column.place is not None:
                    holder = self._make(
                        r, c, "rank", Decimal(column.place), None, None, subject, target, year, sentence, cell
                    )
                    if holder is not None:
                        yield holder
            elif _MEAN.match(label) and c <= 1:
                ministries = self.last_subject.startswith("ministry/")
                mean = ("national", "bo-nganh") if ministries else ("national",)
                subject, subject_column = Slot(mean, "row", (cell.block.start, cell.block.end)), c
            elif regex.fullmatch(
                r"(?:tổng điểm|tổng|tổng hợp|điểm tổng hợp|tổng số điểm|điểm tổng|chung|tổng thể"
                r"|chỉ số chung|điểm chung)",
                label,
            ):
                target = None
                labelled = True
            elif m := (cell.whole(Tag.INDEX) or (cell.whole(Tag.COMPONENT))):
                target = Slot(m.value, "row", (cell.block.start + m.start, cell.block.start + m.end))
                self.row_unit = "percent" if "%" in cell.text else None
            elif (
                c <= 1
                and (components := cell.of(Tag.COMPONENT))
                and len(components) == 1
                and len(cell.text) < 120
            ):
                m = components[0]
                target = Slot(m.value, "row", (cell.block.start + m.start, cell.block.start + m.end))
            elif (
                (years := cell.of(Tag.YEAR))
                and isinstance(years[0].value, Year)
                and years[0].value.years
                and len(cell.text) < 20
            ):
                m = years[0]
                year = Slot(
                    years[0].value.years[-1], "row", (cell.block.start + m.start, cell.block.start + m.end)
                )
            elif column.attribute == "group" and subject is not None and len(cell.text) < 30:
                found = self._make(
                    r, c, "group", cell.text.strip(), None, None, subject, target, year, sentence, cell
                )
                if found is not None:
                    yield found
            elif c <= 1 and regex.search(r"\p{L}{3}", label) and not cell.of(Tag.YEAR):
                return  # the row is about something that has no name here

    def _value(
        self,
        r: int,
        c: int,
        subject: Slot | None,
        subject_column: int,
        target: Slot | None,
        year: Slot | None,
        sentence: Sentence,
    ) -> Resolved | None:
        cell, column = self.grid[r][c], self.columns[c]
        assert cell is not None
        match = _VALUE.fullmatch(shadow(cell.text))
        assert match is not None
        number = read(match["n"])
        sign = match["s"] or ""
        whole = regex.fullmatch(r"\d+", match["n"]) is not None
        attribute = column.attribute
        who = column.subject or subject
        if who is None and attribute == "rank" and subject_column < 0:
            who = self._subject_ahead(r, c)
        if who is None and target is not None:
            who = self.scene.subject()
        if attribute is None and match["of"] and whole:
            attribute = "rank"
        ranks = _RANK.search(self.intro) or _RANK.search(self._head_text(0))
        if (
            attribute == "score"
            and whole
            and not match["u"]
            and column.unit is None
            and ranks
            and "điểm" not in self._head_text(c)
        ):
            attribute = "rank"
        if attribute == "change" or sign.strip():
            attribute = "rank_change" if whole and (match["u"] in (None, "bậc", "hạng")) else "score_change"
        elif attribute == "score" and whole and match["of"]:
            attribute = "rank"
        elif (
            attribute == "score"
            and whole
            and not match["u"]
            and column.unit is None
            and not regex.search("điểm", self._head_text(c))
        ):
            return None
        if attribute is None or who is None:
            return None
        value = number.value
        if sign.strip() in ("-", "▼", "giảm"):
            value = -value
        of = int(match["of"]) if match["of"] else None
        unit = "percent" if match["u"] == "%" or "percent" in (column.unit, self.row_unit) else "point"
        if attribute == "rank" and (not whole or value < 1):
            return None
        if attribute == "score" and number.other is not None:
            value = number.other
        return self._make(
            r,
            c,
            attribute,
            value,
            unit if attribute.startswith("score") else None,
            of,
            who,
            target,
            year,
            sentence,
            cell,
        )

    def _head_text(self, c: int) -> str:
        return " ".join(shadow(x.text) for r in range(self.heads) if (x := self.grid[r][c]) is not None)

    def _subject_ahead(self, r: int, c: int) -> Slot | None:
        for cell in self.grid[r][c + 1 : c + 3]:
            named = cell.whole(Tag.SUBJECT) if cell is not None else None
            if cell is not None and named is not None:
                return Slot(
                    named.value, "row", (cell.block.start + named.start, cell.block.start + named.end)
                )
        return None

    def _make(
        self,
        r: int,
        c: int,
        attribute: str,
        value: Decimal | str,
        unit: str | None,
        of: int | None,
        subject: Slot,
        target: Slot | None,
        year: Slot | None,
        sentence: Sentence,
        cell: _Cell,
    ) -> Resolved | None:
        column = self.columns[c]
        what = self._target(column.target, target)
        if what is None:
            return None
        index, component = what
        index_id = str(index.value)
        edition = column.year or year or self.year or self._edition(index_id)
        if attribute.endswith("change") and column.year is not None and year is None:
            edition = self._edition(index_id) or column.year
        values = subject.value if isinstance(subject.value, tuple) else (subject.value,)
        if len(values) > 1:  # the mean of the ministries is a component of its own
            if component.value is not None:
                return None
            component = Slot(values[1], subject.reason, subject.span)
        number = int(str(edition.value)) if edition is not None and edition.value is not None else None
        who = self.reference.slug_in(str(values[0]), number)
        if not self._fits(attribute, value, index_id, component, number, unit, who):
            return None
        start = cell.block.start - sentence.start
        mention = Mention(start, start + len(cell.text), Tag.SCORE, None, "table cell")
        frame = Frame(mention, 1000 * r + c, rule="table cell")
        scope = Slot(None, "none")
        if attribute in ("rank", "rank_change"):
            region = self.reference.region_of(who.partition("/")[2], number) if column.regional else None
            scope = Slot(f"region/{region}", "column header") if region else Slot("national", "usual")
        return Resolved(
            frame,
            attribute,
            value,
            unit,
            of,
            Slot(who, subject.reason, subject.span),
            index,
            component,
            replace(edition, value=number) if edition is not None else Slot(None, "never said"),
            scope,
            "stated",
            "table cell",
        )

    def _edition(self, index: str) -> Slot | None:
        """The edition a table without years reports: the latest that its headers name, else the scene's."""
        years = [c.year for c in self.columns if c.year is not None]
        if years:
            return max(years, key=lambda s: int(str(s.value)))
        return self.scene.edition(index)

    def _fits(
        self,
        attribute: str,
        value: Decimal | str,
        index_id: str,
        component: Slot,
        year: int | None,
        unit: str | None,
        who: str,
    ) -> bool:
        index = self.reference.index.get(index_id)
        if index is None or (year is not None and year < index.first_edition):
            return False
        if isinstance(value, str):
            return True
        if attribute == "rank":
            return value <= (index.ranked_in(who.partition("/")[0], year) or 100) and who != "national"
        if attribute == "score":
            scale = index.scale_in(year)
            high = scale.max if scale else Decimal(100)
            if component.value is None and scale is not None and value < (scale.likely_min or 0):
                return False
            if component.value is not None and str(component.value) in index.components:
                high = index.components[str(component.value)].scale_max or high
            return 0 <= value <= (max(high, Decimal(100)) if unit == "percent" else high)
        return abs(value) <= 100

    def _target(self, column: Slot | None, row: Slot | None) -> tuple[Slot, Slot] | None:
        """Index and component, out of column header, row, sub-header and scene."""
        if column is not None and column.value == "OTHER":
            return None
        parts = [s for s in (row, column) if s is not None]
        index = (
            next((s for s in parts if isinstance(s.value, str)), None)
            or self.index
            or self.scene.index
            or self.scene.stage.get("index")
        )
        components = [s for s in parts if isinstance(s.value, tuple)]
        if not components:
            if (
                index is None
                or not isinstance(index.value, str)
                or (row is None and column is None and not self._ours())
            ):
                return None
            return Slot(index.value, index.reason, index.span), Slot(None, "none")
        keys = [str(k) for k in components[0].value] if isinstance(components[0].value, tuple) else []
        for key in keys:
            parent, _, slug = key.partition("/")
            if index is not None and parent == index.value:
                return Slot(parent, index.reason, index.span), Slot(
                    slug, components[0].reason, components[0].span
                )
        return None

    def _ours(self) -> bool:
        """Whether a table that names no index has columns of scores or ranks at all."""
        return any(c.attribute in ("score", "rank") or c.place is not None for c in self.columns)

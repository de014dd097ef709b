"""What a column's headers say its cells are."""

from dataclasses import dataclass, replace
from typing import Final

import regex

from extract.frame import Slot
from extract.mention import Rank, Tag, Year
from extract.tables.counter import counts_places
from extract.tables.grid import Cell, Grid
from normalize.numbers import count

RANK: Final = regex.compile(
    r"(?<!\p{L})(?:hạng|thứ hạng|xếp hạng|vị trí|thứ bậc|bậc|vị thứ|thứ tự xếp hạng|rank)(?!\p{L})"
)
_SCORE: Final = regex.compile(
    r"(?<!\p{L})(?:điểm|điểm số|kết quả|giá trị|chỉ số|tổng điểm|tỉ lệ|score)(?!\p{L})|%"
)
_CHANGE: Final = regex.compile(
    r"tăng|giảm|thay đổi|chênh lệch|so với(?! (?:cả nước|toàn quốc|các tỉnh))|biến động|\+/-|±"
)
_GROUP: Final = regex.compile(r"xếp loại|nhóm|phân loại|đánh giá")
_WHO: Final = regex.compile(r"(?<!\p{L})(?:tỉnh|thành phố|địa phương|đơn vị|tên|bộ|cơ quan)(?!\p{L})")
_COUNTER: Final = regex.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)\.?")
_REGIONAL: Final = regex.compile(r"vùng|khu vực")
_PLACE: Final = regex.compile(r"(?:thứ|hạng|giải|vị trí)(?: thứ)? (nhất|nhì|hai|ba|tư|[1-9])")
_TOTALS: Final = ("tổng", "chỉ số", "index", "kết quả", "chung")
"""What the header of a total says, the surest first."""


_FULL_MARK: Final = regex.compile(r"thang điểm|điểm (?:tối đa|chuẩn)|tối đa")
"""A header of how much there was to win."""

_NOT_OURS: Final = Slot("OTHER", "column header")
"""What a column is about that holds another index, or aims."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's headers say its cells are."""

    attribute: str | None
    """rank, score, change or group; None where the headers say none of them."""
    target: Slot | None
    year: Slot | None
    subject: Slot | None
    regional: bool
    place: int | None
    """Its cells are those who hold this place ("Thứ nhất", "Quán quân")."""
    unit: str | None

    @property
    def vague(self) -> bool:
        """Whether it is a score of nothing named."""
        return self.attribute == "score" and self.target is None and self.year is None


def columns(grid: Grid, ranking: bool = False) -> list[Column]:
    """Read the headers of all columns; `ranking` where the lines above say that the rows are in order of rank."""
    found = _totals(grid, [_column(list(dict.fromkeys(grid.head_cells(c)))) for c in range(grid.width)])
    found = _years_of_places(grid, found)
    if any(x.attribute == "rank" or x.place is not None for x in found):
        return found
    counter = next((c for c in range(grid.width) if _COUNTER.fullmatch(grid.head_text(c).strip())), None)
    scores = [x.attribute == "score" for x in found]
    if counter is None or not counts_places(grid, counter, scores, ranking):
        return found
    return [replace(x, attribute="rank") if c == counter else x for c, x in enumerate(found)]


def _years_of_places(grid: Grid, found: list[Column]) -> list[Column]:
    """A header that is but a year goes on with the places of the column before: "Xếp hạng 2014 | 2013 | 2012"."""
    for c in range(1, len(found)):
        bare = _BARE_YEAR.fullmatch(grid.head_text(c).strip()) is not None
        if (
            bare
            and found[c - 1].attribute == "rank"
            and found[c].attribute == "score"
            and found[c].target is None
        ):
            found[c] = replace(found[c], attribute="rank")
    return found


_BARE_YEAR: Final = regex.compile(r"(?:năm )?\d{4}")
_AIM: Final = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|mục tiêu|kế hoạch|phấn đấu|dự kiến|được giao)(?!\p{L})")
"""Headers of columns that hold what is still to be reached."""


def _column(heads: list[Cell]) -> Column:
    text = " ".join(x.folded for x in heads)
    target = year = subject = None
    place: int | None = None
    for x in heads:
        for m in x.mentions:
            if m.tag in (Tag.INDEX, Tag.COMPONENT):
                target = x.slot(m, "column header")
            elif m.tag is Tag.OTHER:
                target = _NOT_OURS
            elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
                year = x.slot(m, "column header", m.value.years[-1])
            elif m.tag is Tag.SUBJECT and x.whole(Tag.SUBJECT):
                subject = x.slot(m, "column header")
            elif m.tag is Tag.RANK and isinstance(m.value, Rank):
                place = m.value.place
        if match := _PLACE.fullmatch(x.folded):
            place = count(match[1])
    if _AIM.search(text):
        target = _NOT_OURS
    # what a part is called says nothing of its cells: "Giảm thiểu ô nhiễm" is no change
    text = " ".join(_without_names(x) for x in heads)
    unit = "percent" if "%" in text else "point" if "điểm" in text else None
    named = target is not None or year is not None
    return Column(_attribute(text, named), target, year, subject, bool(_REGIONAL.search(text)), place, unit)


def _without_names(head: Cell) -> str:
    """The shadow of a header, its components' names left out."""
    text = head.folded
    for m in reversed(head.mentions):
        if m.tag is Tag.COMPONENT:
            text = text[: m.start] + text[m.end :]
    return text


def _attribute(text: str, named: bool) -> str | None:
    """What a header says its cells are; one that names an index or edition has scores where it says nothing."""
    if _CHANGE.search(text):
        return "change"
    if RANK.search(text) and not _COUNTER.fullmatch(text):
        return "rank"
    scores = _SCORE.search(text) is not None
    if _GROUP.search(text) and not scores:
        return "group"
    if named:
        return "score"
    of_names = _WHO.search(text) and "điểm" not in text and "%" not in text
    return "score" if scores and not of_names else None


def _totals(grid: Grid, found: list[Column]) -> list[Column]:
    """Where several columns are scores of nothing named, only the total is the index's score."""
    if any(x.place is not None for x in found):
        return found
    vague = [c for c, x in enumerate(found) if x.vague and grid.has_numbers(c)]
    if any(
        x.attribute == "score"
        and x.target is not None
        and isinstance(x.target.value, str)
        and grid.has_numbers(c)
        for c, x in enumerate(found)
    ):
        keep = -1  # another column names the index: none of these is its score
    elif len(vague) < 2:
        return found
    else:
        if any(_FULL_MARK.search(grid.head_text(c)) for c in vague):
            # "Thang điểm | Điểm đạt | Tỷ lệ %": points out of a row's own full mark say nothing without it
            shares = [c for c in vague if "%" in grid.head_text(c)]
            vague_scores = shares or [c for c in vague if not _FULL_MARK.search(grid.head_text(c))]
            keep = vague_scores[-1] if vague_scores else -1
            return [
                replace(x, attribute=None) if c in vague and c != keep else x for c, x in enumerate(found)
            ]
        strength = [_strength(grid.head_text(c)) for c in vague]
        keep = vague[max(i for i, k in enumerate(strength) if k == min(strength))]
    return [replace(x, attribute=None) if c in vague and c != keep else x for c, x in enumerate(found)]


def _strength(head: str) -> int:
    """How surely a header is that of a total; 0 is the surest."""
    return next((k for k, word in enumerate(_TOTALS) if word in head), len(_TOTALS))

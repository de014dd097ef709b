"""The bare places of movements: "tụt từ 10 (năm 2021) xuống 28", "từ vị trí 33 lên 26", "(năm 2023: 48)"."""

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from extract.mention import Change, Mention, Rank, Tag
from normalize.numbers import WORDS, count

_MOVED_TO: Final = regex.compile(
    r"(?<!có )(?:lên|xuống|tới|đến|còn|về|sang)(?: thành)?(?: vị trí"
    r"| hạng)? (?P<m>(?P<n>\d{1,2}(?![.,]?\d))(?:/(?P<of>\d{2,3}))?)(?! ?%)"
    r"(?=\s?(?:[,.;:)(\"”]|$|năm \d{4}|(?:và|trong|cả|toàn|trên|ở|vào|tại|của|so|nhưng|rồi"
    r"|nay|kì|tức|thì|với) ))"
)
"""The bare place that a movement ends in: "từ vị trí 33 lên 26"."""


def moved_to(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The bare place a movement ends in, where a rank stands shortly before it."""
    for match in _MOVED_TO.finditer(folded):
        start, end = match.span("m")
        if any(m.tag is Tag.RANK and 0 < start - m.end < 45 for m in found):
            of = int(match["of"]) if match["of"] else None
            yield Mention(start, end, Tag.RANK, Rank(int(match["n"]), of), "moved to")


_MOVE: Final = regex.compile(
    r"(?<!\p{L})(?:(?:tụt|rơi|vươn|nhảy|lùi|rớt|tiến|leo|đi|tăng|giảm|thăng|lên"
    r"|xuống)(?: hạng| bậc)?,? từ|vị trí) (?:thứ |hạng "
    r"|vị trí )*(?P<m1>\d{1,2})(?: ?\(?(?:năm )?\d{4}\)?)? ?(?:lên|xuống|→|->) (?:thứ "
    r"|hạng |vị trí )*(?P<m2>\d{1,2})"
    r"(?!\d|[.,]\d|\s?(?:%|điểm|bậc|/|tỉnh|xã|huyện|triệu|tỉ|người|lớp|ngày|giờ|phút|tháng|đơn vị|vụ|dự án|hộ"
    r"|cơ quan|phòng|đầu mối|thủ tục|bước|km|ha|tấn|lần|trường|em|cán bộ|biên chế|sở|ca|cuộc|hồ sơ))"
)
"""The bare places of a movement: "tụt từ 10 (năm 2021) xuống 28", "vị trí 15 → 9"."""

_FROM_WORDS: Final = regex.compile(
    rf"(?<!\p{{L}})từ thứ (?P<m1>{WORDS})(?: \(?(?:năm )?\d{{4}}\)?)? (?:lên|xuống) thứ (?P<m2>{WORDS})(?!\p{{L}})"
)
"""The same in words."""

_FROM_TO: Final = regex.compile(
    r",? ?\(?(?:tụt |lùi |giảm |tăng |vươn )?(?:từ|đi từ) (?P<m1>\d{1,2}) (?:lên|xuống|còn|tới|đến|về|thành) "
    r"(?P<m2>\d{1,2})(?!\d|[.,]\d|\s?(?:%|điểm|bậc|/))"
)
"""The bare places of a movement, right behind its size: "đi xuống 8 bậc, từ 22 còn 30"."""


_NAME_FROM_TO: Final = regex.compile(
    r",? (?:đi )?từ (?P<m1>\d{1,2}) (?:lên|xuống|còn) (?P<m2>\d{1,2})(?=\s?(?:[,;)]|\.(?!\d)|$| và ))"
)
"""The same right behind a name: "B từ 42 lên 18, C từ 4 xuống 26"."""


def from_to(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The bare places of a movement."""
    for pattern in (_MOVE, _FROM_WORDS):
        for match in pattern.finditer(folded):
            places = count(match["m1"]), count(match["m2"])
            if all(places):
                for group, place in zip(("m1", "m2"), places, strict=True):
                    yield Mention(*match.span(group), Tag.RANK, Rank(place or 0), "from, to")
    for m in found:
        if m.tag is Tag.SUBJECT and (bare := _NAME_FROM_TO.match(folded, m.end)):
            for group in ("m1", "m2"):
                yield Mention(*bare.span(group), Tag.RANK, Rank(int(bare[group])), "from, to")
        if m.tag is Tag.CHANGE and isinstance(m.value, Change) and m.value.unit == "step":
            if moved := _FROM_TO.match(folded, m.end):
                for group in ("m1", "m2"):
                    yield Mention(*moved.span(group), Tag.RANK, Rank(int(moved[group])), "from, to")


_FORMER: Final = regex.compile(
    r"\((?:(?:năm|kì) \d{4}|(?:năm|kì) (?:trước|ngoái|liền trước))(?: là|:|,| xếp| đứng| ở"
    r"| hạng| thứ| vị trí)* "
    r"(?P<m>(?P<n>\d{1,2})(?:/(?P<of>\d{2}))?)(?=\s?[);]|, \p{L})"
)
"""The bare place of a former edition, in the parenthesis behind a place: "thứ 59 (năm 2023: 48)"."""


_LAST_TOLD: Final = regex.compile(
    r"(?: (?:là|thuộc về) [^.,;()]{3,50}?)?(?: ?\(| )(?P<m>(?P<n>\d{1,2})/(?P<of>\d{2}))(?=\)|,| tỉnh| thành|\.(?!\d))"
)
"""The last place told in figures behind it: "đứng chót bảng (19/19), áp chót là Bộ Y tế (18/19)"."""


def last_told(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The last place, or the last but one, told in figures in the parenthesis behind it."""
    for m in found:
        if m.tag is Tag.RANK and isinstance(m.value, Rank) and m.value.last:
            match = _LAST_TOLD.match(folded, m.end)
            if match and int(match["of"]) - int(match["n"]) == m.value.place:
                yield Mention(
                    *match.span("m"), Tag.RANK, Rank(int(match["n"]), int(match["of"])), "last told"
                )


_AFTER_BASE: Final = regex.compile(r"so (?:với )?năm \d{4} \((?:hạng |thứ )?(?P<m>(?P<n>\d{1,2}))\)")
"""The same behind the year compared with: "xếp hạng 13, tăng 1 bậc so với năm 2017 (14)"."""


def former(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The bare place of a former edition, in the parenthesis right behind a place."""
    for match in _FORMER.finditer(folded):
        if any(m.tag is Tag.RANK and 0 <= match.start() - m.end < 25 for m in found):
            of = int(match["of"]) if match["of"] else None
            yield Mention(*match.span("m"), Tag.RANK, Rank(int(match["n"]), of), "former")
    for match in _AFTER_BASE.finditer(folded):
        steps = any(
            m.tag is Tag.CHANGE and m.rule.startswith("steps") and 0 <= match.start() - m.end < 3
            for m in found
        )
        if steps:
            yield Mention(*match.span("m"), Tag.RANK, Rank(int(match["n"])), "former")

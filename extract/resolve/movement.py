"""Movements: "từ hạng 33 lên hạng 26" says where it began of the edition before."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Slot
from extract.mention import Tag

_COMPARED: Final = regex.compile(r"(?:so với|(?:cao|thấp|tốt|kém) hơn) (?:mức |con số |kết quả )?$")
_FROM: Final = regex.compile(
    r"(?:từ|rời|rời khỏi|rời bỏ) (?:vị trí|thứ hạng|hạng|thứ|bậc|xếp|mức|đứng|\s)*(?:thứ"
    r"|số|hạng)? ?$"
)
_MOVED: Final = regex.compile(r"(?:lên|xuống|vươn|tụt|tăng|rơi|rớt|nhảy|còn)[^.;]{0,50}$")
_OWN: Final = 40
"""Characters behind a value within which a year is said of it alone."""


def begins(work: Work, i: int) -> bool:
    """Whether the words in front of a value say that something moved away from it: "từ hạng", "rời vị trí"."""
    return _FROM.search(work.sentence.before(work.mentions[i], 30)) is not None


def compared_with(work: Work, i: int) -> bool:
    """Whether the words in front of a value say that another is compared with it: "so với mức"."""
    return _COMPARED.search(work.sentence.before(work.mentions[i], 30)) is not None


def is_start(work: Work, i: int) -> bool:
    """Whether a value is where a movement began: "từ hạng 33 lên hạng 26"."""
    mention = work.mentions[i]
    if mention.tag not in (Tag.RANK, Tag.SCORE):
        return False
    subject = work.frames[i].slots.get("subject")
    if subject is not None and subject.reason == "about":
        return False  # "49,66 điểm so với 40,05 điểm của A" compares two of one edition
    if compared_with(work, i) and any(m.tag is mention.tag for m in work.mentions[:i]):
        return True
    if not begins(work, i):
        return False
    return (
        any(m.tag is mention.tag for m in work.mentions[i + 1 :])
        or _MOVED.search(work.sentence.folded[: mention.start]) is not None
    )


def has_own_year(work: Work, i: int, year: Slot) -> bool:
    """Whether a value's edition was said of it alone, right behind it or in front of it in its parenthesis."""
    if year.span is None or year.reason not in ("clause", "apposition", "relative", "span"):
        return False
    if year.reason == "span":
        return True
    if any(m.tag is Tag.BASE and work.sentence.span(m) == year.span for m in work.mentions[:i]):
        return True  # "khá hơn hẳn năm 2020 khi tăng từ hạng 52 lên hạng 34"
    start, end = work.sentence.span(work.mentions[i])
    paren = work.sentence.paren_of(i)
    inside = paren is not None and work.sentence.span(work.mentions[paren.open])[0] < year.span[0]
    return end <= year.span[0] < end + _OWN or (inside and year.span[1] <= start)

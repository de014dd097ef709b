"""Places of other times: lost, of a streak that has ended, of years that are counted and not named."""

from typing import Final

import regex

from extract.mention import Tag, Year
from extract.modality.asked import Asked

_TIMES: Final = regex.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|bao nhiêu) (?:lần|năm|kì"
    r"|mùa) (?!liền|liên)(?:\p{L}+ ){0,2}$"
)
_WHEN: Final = regex.compile(
    r"(?: bảng)?(?: xếp hạng)?(?: là)? (?:vào |trong |hồi |là )?(?:các |những )?(?:năm|kì) \d{4}"
)
_LOST: Final = regex.compile(
    r"(?:mất|tuột|nhường|đánh mất|rời|rơi khỏi|tranh|so với|kém|cách|bám sát|áp sát"
    r"|tiệm cận|hơn)(?: \p{L}+){0,2} $"
)
"""In front of a first place that the subject does not hold: "để mất ngôi đầu", "còn cách tỉnh dẫn đầu"."""
_ESCAPED: Final = regex.compile(
    r"(?:rời|thoát|thoát khỏi|rời khỏi|thoát ra khỏi|tránh|ra khỏi|giã từ"
    r"|chia tay)(?: khỏi)?(?: vị trí| nhóm| tốp| cảnh)? $"
)
_AFTER_YEARS: Final = regex.compile(
    r"\s?sau (?:chuỗi )?(?:\d{1,2}|\p{L}+) (?:năm|kì|lần|mùa) (?:liên tiếp|liền|liên tục)"
)
"""Behind a place that was lost: it had been held in these years."""
_ENDED: Final = regex.compile(
    r"(?:chấm dứt|kết thúc|khép lại|phá vỡ)[^.;]{0,20}(?:chuỗi|mạch|kỉ lục|năm|kì|mùa)[^.;]{0,40}$"
)
_SOME_YEAR: Final = regex.compile(r"(?:có|những|nhiều|mấy|vài) (?:năm(?! thứ)|kì|lúc|khi)(?: \p{L}+){0,4} $")
_IN_YEAR: Final = regex.compile(r"\s?\(?(?:ở |vào )?(?:năm|kì) \d{4}")
_ONCE: Final = regex.compile(
    r"từng (?:có )?(?:\d{1,2}|\p{L}+) (?:năm|kì|lần) (?:liên tiếp|liền|liên tục)[^.;,]{0,40}$"
)
"""In front of a place of a streak that is over: "từng 3 năm liên tiếp (2008-2010) giữ ngôi quán quân"."""
_YEARS_ARE: Final = regex.compile(
    r"(?:(?:từ )?năm )?(?:19|20)\d\d ?(?:-|đến) ?(?:năm )?20\d\d là (?:\d|hai|ba|bốn|năm|những) năm"
)
"""A sentence that is about the years of a span: "Năm 2014 - 2015 là hai năm A giữ ngôi quán quân"."""
_SPAN_NEAR: Final = 25
"""Characters between a place and the span of years that it was held in."""
_YEARS_BEFORE: Final = regex.compile(
    r"(?:trong |suốt )?(?:\d|hai|ba|bốn|năm|nhiều) năm(?: liền| liên tiếp)? trước(?: đó)?,"
)


def before_that(asked: Asked) -> str | None:
    """ "Ba năm liền trước đó, A luôn đứng đầu": of years that nobody names."""
    year = asked.frame.slots.get("year")
    named = year is not None and year.reason in ("clause", "apposition")
    looks_back = not named and _YEARS_BEFORE.match(asked.work.sentence.folded)
    return "in years before, which are not named" if looks_back else None


def counted(asked: Asked) -> str | None:
    """ "ba lần dẫn đầu": how often, in years that nobody names."""
    if _TIMES.search(asked.before()) and not _WHEN.match(asked.after):
        return "counts how often, without saying when"
    return None


def not_held(asked: Asked) -> str | None:
    """ "mất ngôi đầu", "thoát khỏi cuối bảng": nobody is there any more, or yet."""
    before = asked.before()
    first = asked.mention.rule == "first" and not asked.holder_named
    lost = first and _LOST.search(before)
    if lost and _AFTER_YEARS.match(asked.after):
        return "counts how often: in the years it names"
    if lost or (asked.mention.rule.startswith("last") and _ESCAPED.search(before)):
        return "the place is spoken of, not held"
    return None


def in_span(asked: Asked) -> str | None:
    """A place of the years that a span names is its streak's, unless its own year is one of them."""
    work, i = asked.work, asked.position
    if _ONCE.search(asked.before(70)):
        return "counts how often: in the years it names"
    if _YEARS_ARE.match(work.sentence.folded):
        return "counts how often: in the years it names"
    span = next((x for x in work.mentions[i + 1 : i + 6] if x.tag is Tag.SPAN), None)
    if span is None or span.start - asked.mention.end >= _SPAN_NEAR or not isinstance(span.value, Year):
        return None
    year = asked.frame.slots.get("year")
    if work.level(i) == -1 and (year is None or year.value not in span.value.years):
        return "counts how often: in the years it names"
    return None


def ended(asked: Asked) -> str | None:
    """ "chấm dứt chuỗi năm năm dẫn đầu": held until now, and no longer."""
    return "a streak that has ended" if _ENDED.search(asked.before(70)) else None


def some_year(asked: Asked) -> str | None:
    """ "có năm đứng thứ 5": in a year that nobody names."""
    if _SOME_YEAR.search(asked.before()) and not _IN_YEAR.match(asked.after):
        return "in some year, nobody says which"
    return None

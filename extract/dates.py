"""The date that a page gives itself, in the forms of people and of machines. Day before month, always."""

from datetime import date, datetime
from typing import Final

import regex

from normalize.dates import VIETNAM
from normalize.text import shadow

_DAY: Final = (
    r"(?:ngày )?(?P<d>\d{1,2})"
    r"(?:(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)| tháng (?P<m>\d{1,2})(?:,? năm |/))(?P<y>\d{4})"
)
_FILLER: Final = (
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn)\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:ngày |thời gian |tin |bài )?(?:đăng|cập nhật|xuất bản|phát hành|đưa tin|viết|tạo)(?: tin| bài)?"
    r"(?: lần cuối)?(?: lúc| ngày| vào)*\b|lúc\b|vào\b|ngày\b|thời gian\b"
    r"|posted(?: on)?\b|published\b|updated\b"
    r"|(?:lượt|đã) xem:? ?[\d.,]+|[\d.,]+ lượt xem"
    r"|\d{1,2} ?[:hg] ?\d{2}(?::\d{2})?(?: ?[ap]m| ?sa| ?ch)?\b|\(?(?:gmt|utc) ?[+-] ?\d{1,2}(?::00)?\)?"
    r"|[\s,|•·:()/-])"
)
_AGAIN: Final = r"(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_LABEL: Final = regex.compile(rf"{_FILLER}*+{_DAY}(?!\d)(?:{_FILLER}|{_AGAIN})*+")
_ANY: Final = regex.compile(rf"(?<!\d){_DAY}(?!\d)")
_ISO: Final = regex.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_PLAIN: Final = regex.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_LONGEST: Final = 120
# There was no Vietnamese portal before; a date of then is a placeholder or a slip.
_BEFORE_PORTALS: Final = 1995


def stated(line: str) -> date | None:
    """Return the date of a line that is nothing but a date with its label, weekday, time and view counter.

    "Ngày đăng: 16/05/2025 08:15", "Thứ sáu, 16/05/2025 | Lượt xem: 1.234" have one; a date in a sentence is
    none, and so is the clock of a page that says "hôm nay".

    >>> stated("Cập nhật 04/05/2022, 06:07")
    datetime.date(2022, 5, 4)
    >>> stated("Phiên họp ngày 06/4/2025 tại Hà Nội") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    match = _LABEL.fullmatch(shadow(line))
    return _date(match["y"], match["m"], match["d"]) if match else None


def within(label: str) -> date | None:
    """Return the first date in `label`, the text of an element that is known to hold the date."""
    match = _ANY.search(shadow(label[: 2 * _LONGEST]))
    return _date(match["y"], match["m"], match["d"]) if match else None


def coded(value: str) -> date | None:
    """Return the date in Vietnam of a machine-readable value: ISO 8601, or dd/mm/yyyy; a time may follow.

    >>> coded("2025-04-06T22:30:00Z")
    datetime.date(2025, 4, 7)
    """
    value = value.strip()[:_LONGEST]
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        if match := _ISO.match(value):
            return _date(*match.groups())
        match = _PLAIN.match(value)
        return _date(*reversed(match.groups())) if match else None
    try:
        day = (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()
    except OverflowError:
        return None
    return day if day.year > _BEFORE_PORTALS else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year > _BEFORE_PORTALS else None

"""Expressions of the calendar in running text: days, months, quarters, halves of years, years and spans of years.

Day before month, as everybody in Viet Nam writes; machine-readable days (2025-04-06) too. What an expression means
for a figure (the edition, the base of a change, only a day) is for whoever reads the sentence.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Final

import regex

from normalize.numbers import count, roman
from normalize.text import shadow

VIETNAM: Final = timezone(timedelta(hours=7))
"""The clock of Viet Nam, which knows no summer time."""

YEAR: Final = r"(?:19[89]\d|20[0-4]\d)(?!\d|[.,]\d)"
"""A year that an article may speak of, as a pattern; never the whole part of a decimal."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar, first and last day inclusive, and how it was named.

    `kind` is day, month, quarter, half, year or years. A day or month that is named without its year has no
    `first` and `last`.
    """

    kind: str
    iso: str
    """ISO 8601 where it has a form: 2025-04-06, 2025-04, 2025-Q2, 2025-H1, 2025, 2021/2025, --04-06, --04."""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment at `text[start:end]`."""

    start: int
    end: int
    moment: Moment


def day(year: int, month: int, number: int) -> Moment | None:
    """Return a day of the calendar, or None where there is no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Moment("day", found.isoformat(), found, found)


def span(kind: str, iso: str, year: int, first: int, last: int) -> Moment:
    """Return the months `first` to `last` of a year."""
    end = date(year, last, monthrange(year, last)[1])
    return Moment(kind, iso, date(year, first, 1), end)


_LEAD: Final = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? )?(?:ngày |hôm |sáng |chiều |tối )?"
_NUMBER: Final = r"\d{1,2}|[ivx]{1,4}|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?"
_PATTERN: Final = regex.compile(
    r"(?<![\p{L}\d/.,-])(?:"
    rf"(?P<iso>(?P<y>{YEAR})-(?P<m>\d{{2}})-(?P<d>\d{{2}}))(?:t\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:z|[+-]\d{{2}}:?\d{{2}})?)?"
    rf"|(?P<day>{_LEAD}(?P<d>\d{{1,2}})(?P<s> ?[/.-] ?)(?P<m>\d{{1,2}})(?P=s)(?P<y>{YEAR}))"
    rf"|(?P<day>{_LEAD}(?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}}),? (?:năm )?(?P<y>{YEAR}))"
    r"|(?P<partial>(?:ngày|hôm|sáng|chiều|tối|mùng|mồng) (?P<d>\d{1,2}) ?(?:[/-]| tháng ) ?(?P<m>\d{1,2}))"
    r"(?![/\d]|[.,-]\d)"
    rf"|(?P<half>(?:6|sáu) tháng (?P<h>đầu|cuối) năm (?P<y>{YEAR}))"
    rf"|(?P<quarter>qu[íý] (?P<n>[1-4]|iv|i{{1,3}}|một|hai|ba|tư)(?:(?: ?[/-] ?|,? năm | )(?P<y>{YEAR}))?)"
    rf"|(?P<month>tháng (?P<n>{_NUMBER})(?:(?: ?[/-] ?| năm )(?P<y>{YEAR}))?)(?![/\d])"
    rf"|(?P<month>(?P<n>\d{{1,2}})/(?P<y>{YEAR}))"
    rf"|(?P<years>(?:giai đoạn |nhiệm kì |thời kì |(?:kể )?từ )?(?:năm )?(?P<a>{YEAR}) ?(?:-|đến|tới) ?(?:hết )?"
    rf"(?:năm )?(?P<b>{YEAR}))"
    rf"|(?P<year>(?:năm |kì )?(?P<y>{YEAR}))"
    r")(?![\p{L}\d/]|-\d)"
)
_COUNTED: Final = regex.compile(
    r" (?:đồng|triệu|tỉ|nghìn|người|hồ sơ|phiếu|doanh nghiệp|lượt|dự án|mẫu|hộ|tỉnh|ha|km|m2|m|tấn|xã|thủ tục)(?!\p{L})"
)
_KINDS: Final = ("iso", "day", "partial", "half", "quarter", "month", "years", "year")


def find(text: str, folded: str | None = None) -> Iterator[Dated]:
    """Yield the expressions of the calendar in `text` (canonical), in order; `folded` is its shadow.

    >>> [(d.moment.kind, d.moment.iso) for d in find("ngày 06/4/2025, quý I/2024 và giai đoạn 2021 - 2025")]
    [('day', '2025-04-06'), ('quarter', '2024-Q1'), ('years', '2021/2025')]
    """
    folded = shadow(text) if folded is None else folded
    for match in _PATTERN.finditer(folded):
        kind = next(k for k in _KINDS if match[k] is not None)
        if kind == "year" and match["year"] == match["y"] and _COUNTED.match(folded, match.end()):
            continue  # "2024 hồ sơ": a number of things
        if moment := _moment(kind, match):
            yield Dated(match.start(), match.end(), moment)


def _moment(kind: str, match: regex.Match[str]) -> Moment | None:
    year = int(match["y"]) if match["y"] else None
    match kind:
        case "iso" | "day":
            return day(int(match["y"]), int(match["m"]), int(match["d"]))
        case "partial":
            found = day(2024, int(match["m"]), int(match["d"]))  # a leap year: 29/2 may be one
            return found and Moment("day", f"-{found.iso[4:]}")
        case "half":
            first = match["h"] == "đầu"
            return span(
                "half", f"{match['y']}-H{1 if first else 2}", int(match["y"]), *((1, 6) if first else (7, 12))
            )
        case "quarter":
            number = roman(match["n"]) or count(match["n"]) or 0
            if year is None:
                return Moment("quarter", f"--Q{number}")
            return span("quarter", f"{year}-Q{number}", year, 3 * number - 2, 3 * number)
        case "month":
            number = roman(match["n"]) or count(match["n"]) or 0
            if not 1 <= number <= 12:
                return None
            return (
                Moment("month", f"--{number:02}")
                if year is None
                else span("month", f"{year}-{number:02}", year, number, number)
            )
        case "years":
            first_year, last_year = int(match["a"]), int(match["b"])
            if not first_year < last_year <= first_year + 30:
                return None
            whole = f"{first_year}/{last_year}"
            return Moment("years", whole, date(first_year, 1, 1), date(last_year, 12, 31))
    return span("year", match["y"], int(match["y"]), 1, 12)

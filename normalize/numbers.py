"""Numbers as Vietnamese reports write them, in digits and in words.

A decimal comma and a decimal point both occur, often in one article; a separator followed by exactly three
digits may be either. Such a number keeps both readings, and whoever knows the scale decides.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import regex

DIGITS: Final = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)"
"""A number in digits, as a pattern on canonical text or its shadow."""

_THOUSANDS: Final = regex.compile(r"\d{1,3}(?P<sep>[.,])\d{3}(?:(?P=sep)\d{3})*(?P<rest>[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: `value` with the decimals as written, and the other reading where there are two.

    >>> read("90,23")
    Number(value=Decimal('90.23'), other=None)
    >>> read("36.525")
    Number(value=Decimal('36525'), other=Decimal('36.525'))
    """

    value: Decimal
    other: Decimal | None = None
    mark: str | None = field(default=None, compare=False, repr=False)
    """The separator as written, where it may be a decimal mark or part thousands."""

    def within(self, low: Decimal, high: Decimal) -> Decimal | None:
        """Return the reading that lies from `low` to `high`, the usual one first; None if neither does."""
        for value in (self.value, self.other):
            if value is not None and low <= value <= high:
                return value
        return None

    def settle(self, low: Decimal, high: Decimal, mark: str | None = None) -> Decimal | None:
        """Return the reading that the scale and then the habit of the text ask for; None if neither fits.

        `mark` is the decimal mark that the text uses (see `decimal_mark`). Without one, the usual reading wins.
        """
        fitting = [v for v in (self.value, self.other) if v is not None and low <= v <= high]
        habitual = self.by(mark)
        return habitual if habitual in fitting else next(iter(fitting), None)

    def by(self, mark: str | None) -> Decimal:
        """Return the reading in a text whose decimal mark is `mark`: "," or ".", or None where nobody knows."""
        if self.other is None or mark is None:
            return self.value
        return self.other if mark == self.mark else self.value


_PLAIN_DECIMAL: Final = regex.compile(
    r"(?<![\d.,/])\d{1,3}(?P<mark>[.,])(?:\d{1,2}|\d{4,})(?![\d/]|[.,]\d)(?!\.\d)"
)
_GROUPED: Final = regex.compile(
    r"(?<![\d.,])\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})+(?!\d|(?P=mark)\d)"
)


def decimal_mark(text: str) -> str | None:
    """Return the decimal mark that a text uses throughout: "," or "."; None where it has both or shows none.

    Only numbers that can be read in one way are witnesses: 90,23 and 1.234.567, not 36.525; dates are none.

    >>> decimal_mark("đạt 90,23% với 36.525 mẫu"), decimal_mark("84.81 điểm, rồi 84,25 điểm")
    (',', None)
    """
    marks = {m["mark"] for m in _PLAIN_DECIMAL.finditer(text)}
    marks |= {"." if m["mark"] == "," else "," for m in _GROUPED.finditer(text)}
    return marks.pop() if len(marks) == 1 else None


def places(value: Decimal) -> int:
    """Return how many decimals a number was written with.

    >>> places(Decimal("90.20")), places(Decimal(5))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def read(digits: str) -> Number:
    """Return what a string that matches DIGITS says. Raises ValueError for any other string."""
    match = _THOUSANDS.fullmatch(digits)
    if match is None:
        return Number(_decimal(digits.replace(",", ".")))
    groups = regex.split(r"[.,]", digits)
    whole, rest = ("".join(groups[:-1]), groups[-1]) if match["rest"] else ("".join(groups), "")
    if digits[0] == "0":  # 0,735 can only be a decimal; 012.345 is nothing that anybody writes
        return Number(_decimal(digits.replace(",", ".")))
    value = _decimal(f"{whole}.{rest}" if rest else whole)
    single = len(groups) == 2
    return Number(value, _decimal(digits.replace(",", ".")), match["sep"]) if single else Number(value)


def _decimal(text: str) -> Decimal:
    if not regex.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError(f"not a number in digits: {text!r}")
    return Decimal(text)


_UNITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
    "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_UNIT: Final = "|".join(sorted((w for w in _UNITS if w != "không"), key=len, reverse=True))
WORDS: Final = rf"(?:(?:(?:{_UNIT}) mươi|mười)(?: (?:{_UNIT}))?|(?:{_UNIT}))(?![\p{{L}}])"
"""A number from 1 to 99 in words, as a pattern on the shadow."""


def words(text: str) -> int | None:
    """Return the number from 1 to 99 that Vietnamese words say, ordinals included; None for anything else.

    >>> words("hai mươi mốt"), words("mười"), words("nhì"), words("mười lăm")
    (21, 10, 2, 15)
    """
    parts = text.split()
    match parts:
        case ["mười"]:
            return 10
        case ["mười", unit] if unit in _UNITS:
            return 10 + _UNITS[unit]
        case [ten, "mươi"] if ten in _UNITS:
            return 10 * _UNITS[ten] or None
        case [ten, "mươi", unit] if ten in _UNITS and unit in _UNITS:
            return 10 * _UNITS[ten] + _UNITS[unit] if _UNITS[ten] else None
        case [unit] if unit in _UNITS:
            return _UNITS[unit] or None
    return None


COUNT: Final = rf"(?:\d{{1,3}}|{WORDS})"
"""A small whole number in digits or words."""


def count(text: str) -> int | None:
    """Return the small whole number that matches COUNT: "05" and "năm" are 5; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() else words(text)


def vietnamese(value: Decimal) -> str:
    """Write a number the Vietnamese way, with a decimal comma and points between thousands."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


_ROMAN: Final = regex.compile(r"(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral from I to XCIX in either case; None for anything else."""
    match = _ROMAN.fullmatch(text.lower())
    if match is None:
        return None
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total, last = 0, 0
    for letter in reversed(text.lower()):
        value = values[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total

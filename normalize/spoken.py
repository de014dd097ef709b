"""Numbers in Vietnamese words: "hai mươi mốt", "một trăm linh năm", "hai nghìn không trăm hai mươi", "tám phẩy năm".

`numbers.WORDS` is the small pattern (1 to 99) that grammar is built on; this reads whole numerals.
"""

from decimal import Decimal
from typing import Final

_UNITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES: Final = (("tỉ", 10**9), ("triệu", 10**6), ("nghìn", 1000), ("ngàn", 1000))
_WORD: Final = "|".join(
    [*_UNITS, "mười", "mươi", "chục", "trăm", "linh", "lẻ", "phẩy", "rưỡi", *(word for word, _ in _SCALES)]
)
NUMERAL: Final = rf"(?<![\p{{L}}\d])(?:{_WORD})(?: (?:{_WORD}))*(?![\p{{L}}\d])"
"""Words that may be a numeral, as a pattern on the shadow; `value` says whether they are one."""


def value(words: str) -> Decimal | None:
    """Return the number that words in the shadow say; None where they are no numeral.

    >>> value("hai mươi mốt"), value("một trăm linh năm"), value("chín mươi phẩy hai ba"), value("hai ba")
    (Decimal('21'), Decimal('105'), Decimal('90.23'), None)
    """
    whole, comma, decimals = words.partition(" phẩy ")
    number = _whole(whole.split())
    if number is None or not comma:
        return None if number is None else Decimal(number)
    digits = "".join(str(_UNITS[w]) for w in decimals.split() if w in _UNITS)
    if len(digits) != len(decimals.split()):  # "phẩy hai mươi ba" says the decimals as a number
        small = _below_hundred(decimals.split())
        digits = "" if small is None else str(small)
    return Decimal(f"{number}.{digits}") if digits else None


def _whole(words: list[str]) -> int | None:
    total = 0
    for scale, size in _SCALES:
        if scale not in words:
            continue
        at = words.index(scale)
        head = _below_thousand(words[:at])
        if head is None or head == 0:
            return None
        total += head * size
        words = words[at + 1 :]
        if words == ["rưỡi"]:
            return total + size // 2
        if not words:
            return total
    rest = _below_thousand(words)
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    if len(words) < 2 or words[1] != "trăm":
        return _below_hundred(words)
    if words[0] not in _UNITS:
        return None
    hundreds, rest = 100 * _UNITS[words[0]], words[2:]
    match rest:
        case []:
            return hundreds
        case ["rưỡi"]:
            return hundreds + 50
        case ["linh" | "lẻ", unit] if unit in _UNITS:
            return hundreds + _UNITS[unit]
        case [unit] if unit in _UNITS:  # "hai trăm tư" is 240
            return hundreds + 10 * _UNITS[unit]
    tens = _below_hundred(rest)
    return None if tens is None or tens < 10 else hundreds + tens


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [unit] if unit in _UNITS and unit not in ("mốt", "lăm", "nhăm", "tư"):
            return _UNITS[unit]
        case ["mười"]:
            return 10
        case ["mười", unit] if _UNITS.get(unit) and unit not in ("năm", "mốt", "tư"):
            return 10 + _UNITS[unit]
        case [ten, "mươi" | "chục"] if _UNITS.get(ten, 0) > 1:
            return 10 * _UNITS[ten]
        case [ten, "mươi", unit] if _UNITS.get(ten, 0) > 1 and _UNITS.get(unit):
            return 10 * _UNITS[ten] + _UNITS[unit]
        case [ten, unit] if _UNITS.get(ten, 0) > 1 and unit in (
            "mốt",
            "tư",
            "lăm",
            "nhăm",
        ):  # "hai mốt" is 21
            return 10 * _UNITS[ten] + _UNITS[unit]
    return None


def said(number: int) -> str:
    """Return the words of a whole number from 0 to 999 999 999 999, as a northerner says it: the way back of `value`.

    >>> said(105), said(2025)
    ('một trăm linh năm', 'hai nghìn không trăm hai mươi lăm')
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} is outside of 0 to 999 999 999 999")
    names = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    if number < 10:
        return names[number]
    parts: list[str] = []
    for scale, size in (("tỉ", 10**9), ("triệu", 10**6), ("nghìn", 1000), ("", 1)):
        group, number = divmod(number, size)
        if not group:
            continue
        hundreds, rest = divmod(group, 100)
        if hundreds or parts:
            parts += [names[hundreds], "trăm"]
        tens, unit = divmod(rest, 10)
        if tens > 1:
            parts += [names[tens], "mươi"]
        elif tens == 1:
            parts.append("mười")
        elif unit and parts:
            parts.append("linh")
        if unit:
            parts.append("mốt" if unit == 1 and tens > 1 else "lăm" if unit == 5 and tens else names[unit])
        if scale:
            parts.append(scale)
    return " ".join(parts)

"""Quantities in running text, by their own form: numbers with their unit, ordinals, fractions, ranges.

What a quantity measures (a score, a rank, a change, a target) is decided by whoever reads the sentence; here it is
only read, with the decimals as written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from normalize import spoken
from normalize.numbers import DIGITS, WORDS, count, decimal_mark, places, read, roman
from normalize.text import shadow


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `text[start:end]`.

    `kind` is number, ordinal, fraction or range. `value` keeps the decimals as written; `other` is the second
    reading of a number whose separator may be a decimal mark or part thousands. `of` is the whole of a fraction or
    how many are ranked, `through` the end of a range. `unit` is percent, percentage point, point, step or None.
    """

    start: int
    end: int
    kind: str
    value: Decimal
    unit: str | None = None
    of: Decimal | None = None
    through: Decimal | None = None
    other: Decimal | None = None
    rough: bool = False
    """After "gần", "trên", "khoảng" and the like."""

    @property
    def places(self) -> int:
        """Decimals as written."""
        return places(self.value)


_UNIT: Final = (
    r"(?P<u> ?(?:% điểm|%điểm|điểm ?%|điểm phần trăm)| ?%| phần trăm| ?điểm(?! (?:cầu|đến|bưu|du|trường|nghẽn))"
    r"| ?(?:bậc|bặc|hạng(?! \d)))?"
)
_ROUGH: Final = r"(?P<rough>(?:gần|trên|hơn|khoảng|xấp xỉ|ngót|chừng|dưới|tới|chưa đến|chưa tới) )?"
_PLACE: Final = rf"(?P<n>\d{{1,3}}(?![.,]?\d)|[ivxlc]{{1,6}}(?!\p{{L}})|{WORDS})"
_ORDINAL: Final = regex.compile(
    r"(?<![\p{L}\d])(?:(?:thứ|hạng|vị trí|ngôi|ngôi vị|thứ hạng|khóa|lần|loại|bậc)(?: thứ| số| hạng)? )"
    rf"(?P<all>{_PLACE}(?:(?: ?/ ?| trên (?:tổng số )?| trong (?:tổng )?số )(?P<of>\d{{1,3}}))?)"
    r"(?![\p{L}\d%]|[.,/]\d| ?%| (?:điểm|bậc|lần|phần trăm|tháng)(?!\p{L}))"
)
_ROMAN_LEADS: Final = regex.compile(r"(?:thứ|khóa|hạng|lần|loại|bậc)(?: thứ)? $")
_FRACTION: Final = regex.compile(
    rf"(?<![\p{{L}}\d/.,-])(?P<n>{DIGITS}) ?/ ?(?P<of>\d{{1,6}}){_UNIT}(?![\d/]|[.,]\d|\p{{L}})"
)
_RANGE: Final = regex.compile(
    rf"(?<![\p{{L}}\d/.,-])(?:từ )?(?P<a>{DIGITS})(?: ?%)? ?(?:-|đến|tới) ?(?:dưới )?"
    rf"(?P<b>{DIGITS}){_UNIT}(?![\d/]|[.,]\d|\p{{L}})"
)
_NUMBER: Final = regex.compile(
    rf"(?<![\p{{L}}\d/.,]|\p{{L}}-){_ROUGH}"
    rf"(?P<all>(?P<sign>(?<![\d\p{{L}}%)] ?)[+-] ?)?(?P<n>{DIGITS}){_UNIT})(?![\d/])"
)
_WORDS: Final = regex.compile(rf"{_ROUGH}(?P<all>(?P<n>{spoken.NUMERAL}){_UNIT})(?!\p{{L}})")
_COUNTERS: Final = regex.compile(
    r" (?:tỉnh|thành phố|địa phương|đơn vị|bộ|bậc|hạng|điểm|năm|lần|kì|vị trí|nhóm|vùng|tháng|chỉ số|tiêu chí|trụ cột"
    r"|nội dung|lĩnh vực|cơ quan|đại diện|phần trăm)(?!\p{L})"
)


def find(text: str, folded: str | None = None, mark: str | None = None) -> Iterator[Quantity]:
    """Yield the quantities in `text` (canonical), in order and apart; `folded` is its shadow.

    `mark` is the decimal mark in use around it; without one the text speaks for itself.

    >>> [(q.kind, str(q.value), q.unit, q.of) for q in find("xếp thứ 12/63, đạt 90,20%, tăng 05 bậc")]
    [('ordinal', '12', None, Decimal('63')), ('number', '90.20', 'percent', None), ('number', '5', 'step', None)]
    """
    folded = shadow(text) if folded is None else folded
    mark = decimal_mark(folded) if mark is None else mark
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    for family in (_ordinals(text, folded), _ranges(folded, mark), _fractions(folded, mark),
                   _numbers(folded, mark), _worded(folded)):  # fmt: skip
        for q in family:
            if all(q.end <= s or e <= q.start for s, e in taken):
                taken.append((q.start, q.end))
                found.append(q)
    yield from sorted(found, key=lambda q: q.start)


def _ordinals(text: str, folded: str) -> Iterator[Quantity]:
    for match in _ORDINAL.finditer(folded):
        written = match["n"]
        start, end = match.span("all")
        number = count(written)
        if number is None and text[start : start + len(written)].isupper():
            number = roman(written) if _ROMAN_LEADS.search(folded, max(0, start - 12), start) else None
        elif written == "năm" and regex.match(r" (?:\d{4}|nay|qua|trước|ngoái)", folded[end:]):
            continue
        elif (
            match[0].startswith(("lần ", "loại ", "bậc ", "khóa "))
            and " thứ " not in match[0]
            and (not written.isdigit() or match[0].startswith(("lần", "bậc")))
        ):
            continue  # "lần hai" and "bậc một" are seldom places
        of = Decimal(match["of"]) if match["of"] else None
        if number and (of is None or number <= of):
            yield Quantity(start, end, "ordinal", Decimal(number), of=of)


def _fractions(folded: str, mark: str | None) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(folded):
        part, whole = read(match["n"]), Decimal(match["of"])
        value = part.settle(Decimal(0), whole, mark)
        if value is not None and whole > 1:
            yield Quantity(*match.span(), "fraction", value, _unit(match["u"]), of=whole)


def _ranges(folded: str, mark: str | None) -> Iterator[Quantity]:
    for match in _RANGE.finditer(folded):
        first, last = read(match["a"]).by(mark), read(match["b"]).by(mark)
        if first < last and (match["u"] or "từ" in match[0] or "đến" in match[0] or "tới" in match[0]):
            yield Quantity(*match.span(), "range", first, _unit(match["u"]), through=last)


def _numbers(folded: str, mark: str | None) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(folded):
        number = read(match["n"])
        value = number.by(mark)
        other = next((v for v in (number.value, number.other) if v is not None and v != value), None)
        if match["sign"] and match["sign"][0] == "-":
            value, other = -value, None if other is None else -other
        yield Quantity(
            *match.span("all"),
            "number",
            value,
            _unit(match["u"]),
            other=other,
            rough=match["rough"] is not None,
        )


def _worded(folded: str) -> Iterator[Quantity]:
    for match in _WORDS.finditer(folded):
        value = spoken.value(match["n"])
        start, end = match.span("all")
        if value is None and match["n"].endswith(" năm") and not match["u"]:  # "ba năm": years are counted
            value, end = spoken.value(match["n"][:-4]), end - 4
        # A single word may be anything: "ba" a father, "chín" ripe, "năm" a year. Something must be counted.
        single = " " not in folded[match.start("n") : end].strip() and not match["u"]
        if value is None or (single and not _COUNTERS.match(folded, end)):
            continue
        yield Quantity(start, end, "number", value, _unit(match["u"]), rough=match["rough"] is not None)


def _unit(written: str | None) -> str | None:
    match (written or "").replace(" ", ""):
        case "":
            return None
        case "%" | "phầntrăm":
            return "percent"
        case "điểm":
            return "point"
        case "bậc" | "bặc" | "hạng":
            return "step"
    return "percentage point"

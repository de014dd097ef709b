"""Scores: numbers with a unit of score, and bare decimals that may be one."""

from typing import Final

import regex

from extract.mention import Score, Tag
from extract.rules.family import Rule
from normalize.numbers import DIGITS, read

_ROUGH: Final = regex.compile(
    r"(?:trên|hơn|gần|khoảng|xấp xỉ|ngót|ngưỡng|dưới|chưa tới|chưa đến|tới hơn|mốc)(?: mức)? $"
)
_MORE_THAN: Final = regex.compile(r"(?:cao|thấp|nhiều|tốt|kém) hơn(?: mức| con số| kết quả)? $")
_OF_YEAR: Final = regex.compile(r"\s?\(?(?:của |hồi |vào )?(?:năm (?:\d{4}|trước|ngoái)|kì trước)")
"""Around an exact score of another edition: "cao hơn mức 85,48% của năm 2020"."""
_ENDS: Final = regex.compile(r"\s?(?:[,.;)\]]|$|và |xếp |đứng |tăng |giảm )")
_NOUN: Final = (
    r"(?: ?(?:triệu|tỉ|nghìn|ngàn|đồng|usd|ha|km|m2|m3|kg|tấn|hồ sơ|phiếu|lượt"
    r"|người(?! dân[^.;:\d]{0,40} hài lòng (?:với|về|đối với) (?:sự|việc) phục vụ)"
    r"|doanh nghiệp|dự án|ngày|giờ|phút"
    r"|tháng|lần|mẫu|hộ|máy|xã|huyện|tín chỉ|độ|mét|trang|gb|mbps|°))"
)


def _score(match: regex.Match[str]) -> Score | None:
    written = match["u"] or ""
    unit = "percent" if "%" in written or "trăm" in written else "point" if written else None
    number = read(match["n"])
    written_out = regex.fullmatch(
        r"\d{2}[.,]\d{1,2}|\d[.,]\d{2}", match["n"]
    )  # "49,00" is as good as "49,12"
    if unit is None and number.value == number.value.to_integral_value() and not written_out:
        if number.other is None or not _ENDS.match(match.string, match.end()):
            return None
    before = match.string[max(0, match.start() - 24) : match.start()]
    of_year = _MORE_THAN.search(before) and _OF_YEAR.match(match.string, match.end())
    rough = bool(_ROUGH.search(before)) and not of_year
    return Score(number, unit, rough)


FAMILY: Final[tuple[Rule, ...]] = (
    Rule(
        "score, with a blank",
        Tag.SCORE,
        regex.compile(r"\((?P<m>(?P<n>\d{2}, \d{2}) (?P<u>điểm))\)"),
        lambda m: Score(read(m["n"].replace(" ", "")), "point"),
    ),
    Rule(
        "score",
        Tag.SCORE,
        regex.compile(
            rf"(?<![\p{{L}}\d.,/])(?P<n>{DIGITS})(?!\d|/\d{{1,2}}(?![\d ]*điểm|\d)(?<![.,]\d{{1,2}}/\d{{1,2}}))"
            rf"(?P<u>\s?%\s?điểm(?! phần)|\s?(?:điểm )?%|\s?(?:điểm )?phần trăm"
            rf"|\s?/\s?(?:100(?: điểm)?(?!\d)|\d{{1,3}}(?:[.,]\d{{1,2}})? điểm"
            rf"|(?<=[.,]\d{{1,2}}\s?/\s?)\d{{1,2}}(?:[.,]\d{{1,2}})?(?![\d/]))|\s?điểm(?! (?:cầu|đến|bưu|du lịch"
            rf"|trường|nghẽn))|(?!\s?(?:%|điểm|phần trăm)))"
            rf"(?!\d)(?!{_NOUN}(?!\p{{L}}))"
        ),
        _score,
    ),
)

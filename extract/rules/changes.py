"""Changes: up and down, in places and in score; comparisons that may be gaps; signed numbers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

import regex

from extract.mention import Change, Mention, Tag
from extract.rules.family import YEAR, Rule, rule
from normalize.numbers import DIGITS, WORDS, count, read

_UP: Final = (
    r"(?:tăng|thăng|vượt|cải thiện|nhảy|bật|vươn|leo|tiến|nhích|(?<!tổng )cộng|thêm|nâng|bứt phá|bứt"
    r"|lên|đi lên|bước tiến|cú nhảy|mức thăng|mức tăng|nhỉnh)"
)
_DOWN: Final = (
    r"(?:giảm|tụt|thoái|trôi|thụt lùi|thụt|tuột|lùi|rớt|sụt|mất|xuống|hạ|rơi|trượt|đi lùi|mức giảm|đánh mất"
    r"|đánh rơi)"
)
_FILL: Final = (
    r"(?: (?:sâu|thêm|tới|đến|được|liền|ngay|khoảng|gần|hơn|trên|mạnh|nhẹ|những|tận|lên|xuống"
    r"|lùi|hạng|bậc|điểm|một mạch|ngoạn mục|vượt bậc|trung bình"
    r"|cao nhất|đáng kể|tổng cộng|đúng|thứ hạng|điểm số|vọt|đi|lại|bình quân|tiếp|vỏn vẹn"
    r"|chỉ|với|ở mức|là|luôn|cả|tương ứng|đột phá|đứt|lần lượt|(?:nhiều|cao|mạnh|ít|thấp"
    r"|sâu) nhất(?:,(?= \d))?))*"
)
_BASE: Final = (
    rf"(?:,? (?:so )?(?:với )?(?:cùng kì )?(?:(?:kết quả |kì )?năm (?:{YEAR}|trước|ngoái"
    rf"|liền trước))(?: là| tới| đến)?)?"
)
_STEP: Final = r"\s?(?:bậc|bặc|hạng(?! \d)|thứ hạng|nấc|vị trí|bước)(?: xếp hạng)?"
_POINT: Final = r"(?:\s?%\s?điểm|\s?(?:điểm )?%|\s?(?:điểm )?phần trăm|\s?điểm)"


def _amount(match: regex.Match[str]) -> Decimal | None:
    written = match["n"]
    number = count(written) if not regex.fullmatch(DIGITS, written) else None
    return Decimal(number) if number is not None else read(written).value if written[0].isdigit() else None


def _change(match: regex.Match[str], unit: str | None, gap: bool = False) -> Change | None:
    amount = _amount(match)
    if amount is None or (unit == "step" and (amount != amount.to_integral_value() or amount > 99)):
        return None
    down = match["down"] is not None
    base = regex.search(YEAR, match[0])
    return Change(-amount if down else amount, unit, gap, int(base[0]) if base else None)


_MEAN_OF_ALL: Final = regex.compile(r"(?:mức chung|trung bình|bình quân)")
_NO_GAP: Final = 25
"""More than any province ever was apart from a mean: what stands there is the mean itself."""
_OF_YEAR: Final = regex.compile(r" (?:của|hồi|trong) năm \d{4}")
"""Behind a number that is compared with: "thấp hơn 66,23 điểm của năm 2019" names a score."""


def _unit(written: str) -> str | None:
    return "percent" if "%" in written or "trăm" in written else "point" if "điểm" in written else None


def _signed(match: regex.Match[str]) -> Change | None:
    number = read(match["n"]).value
    written = match["u"] or ""
    whole = number == number.to_integral_value() and "," not in match["n"] and "." not in match["n"]
    unit = (
        "step"
        if regex.search(r"bậc|hạng|bặc", written) or (not written.strip() and whole)
        else _unit(written)
    )
    return Change(-number if match["s"] == "-" else number, unit)


_LISTED: Final = regex.compile(
    rf"(?<!\p{{L}})(?:{_UP}|(?P<down>{_DOWN})){_FILL} (?P<list>(?:(?:{DIGITS})(?:,|;"
    rf"| và) )+(?:và )?(?:{DIGITS})) ?(?P<u>bậc|hạng|điểm|%)(?!\p{{L}})"
)
"""Several changes with the unit behind the last: "lần lượt tăng 29, 28 và 26 bậc"."""

_ALSO_POINTS: Final = regex.compile(
    rf"\s?và (?P<m>(?P<n>{DIGITS}) ?(?P<u>%|điểm phần trăm|điểm))(?= so với|\s?[.,;)](?!\d))"
)
"""A change of score joined to one of places: "tăng 5 bậc và 6,25 điểm so với …"."""

_NO_SCORE: Final = 15
"""Points below which a number without a verb is a change: no index as a whole was ever so low, but for parts."""
_ALSO: Final = regex.compile(
    r"\s?(?:,|và|đồng thời|cùng) (?:thêm )?(?P<m>(?P<n>\d{1,2}) ?(?:bậc|hạng|bặc)(?! \d))"
)
"""A change of places joined to one before: "tăng 2,27 điểm và 3 bậc"."""

FAMILY: Final[tuple[Rule, ...]] = (
    rule(
        "steps",
        Tag.CHANGE,
        rf"(?:{_UP}|(?P<down>{_DOWN}))[\"']?{_FILL}[\"']?{_BASE}{_FILL} (?P<m>(?P<n>\d{{1,2}}|{WORDS}){_STEP})",
        lambda m: _change(m, "step"),
    ),
    rule(
        "points, set off",
        Tag.CHANGE,
        rf"(?:{_UP}|(?P<down>{_DOWN}))(?: nhẹ| mạnh| đáng kể| thêm| khá)? \((?P<m>(?P<n>{DIGITS})(?P<u>{_POINT}))\)",
        lambda m: _change(m, _unit(m["u"])),
    ),
    rule(
        "steps, noun",
        Tag.CHANGE,
        rf"(?P<m>(?P<n>\d{{1,2}}|{WORDS}){_STEP}) (?:(?P<down>thụt lùi|tụt lùi|tụt hạng|rớt hạng|sụt giảm)"
        r"|thăng hạng|tăng hạng|thăng tiến)(?= so với| của|,)",
        lambda m: _change(m, "step"),
    ),
    rule(
        "points",
        Tag.CHANGE,
        rf"(?<!làm |khiến |do )(?:(?!lên|xuống){_UP}|(?P<down>(?!xuống){_DOWN}))(?!(?: \p{{L}}+)? (?:lên|xuống|còn"
        rf"|đến) (?:mức )?\d){_FILL}{_BASE}{_FILL} (?P<m>(?P<n>{DIGITS})(?P<u>{_POINT}))",
        lambda m: _change(m, _unit(m["u"])),
    ),
    rule(
        "points in a parenthesis",
        Tag.CHANGE,
        rf"(?:(?:tăng|cao hơn|nhích)|(?P<down>giảm|thấp hơn|sụt|tụt))(?: năm {YEAR})?(?: \p{{L}}+){{1,3}}"
        rf" \((?P<m>(?P<n>{DIGITS})(?P<u>{_POINT}))\)",
        lambda m: _change(m, _unit(m["u"])),
    ),
    rule(
        "points without unit",
        Tag.CHANGE,
        r"(?:(?:tăng|thêm|nhích)|(?P<down>giảm|mất|sụt))(?: thêm| tới| được"
        r"| nhẹ)? (?P<m>(?P<n>\d{1,2}[.,]\d{1,4}))(?!\s?(?:%|điểm|\d|lần|tỉ|triệu))",
        lambda m: _change(m, None),
    ),
    rule(
        "comparison",
        Tag.CHANGE,
        rf"(?:(?<!(?:đạt|được|có|là|với|-|từ) )(?:cao|nhiều|lớn|tốt)? ?hơn|(?P<down>(?:thấp|ít) hơn"
        rf"|kém))(?P<whom>[^.,;:()\d]{{0,60}}(?:năm {YEAR}[^.,;:()\d]{{0,20}})?) "
        rf"(?P<m>(?P<n>{DIGITS})(?P<u>{_POINT}))",
        lambda m: (
            None
            if _OF_YEAR.match(m.string, m.end())
            or (_MEAN_OF_ALL.search(m["whom"]) and (_amount(m) or 0) > _NO_GAP)
            else _change(
                m,
                _unit(m["u"]),
                gap=not regex.search(r"năm (?:\d{4}|trước|ngoái|liền)|cùng kì|kì trước", m["whom"]),
            )
        ),
    ),
    rule(
        "comparison of places",
        Tag.CHANGE,
        rf"(?:(?:cao )?hơn|(?P<down>kém|thấp hơn)) (?:so với )?(?:kì |cùng kì )?năm (?:{YEAR}"
        rf"|trước|ngoái)(?: tới| đến"
        rf"| là)? (?P<m>(?P<n>\d{{1,2}}|{WORDS}){_STEP})",
        lambda m: _change(m, "step"),
    ),
    rule(
        "comparison without unit",
        Tag.CHANGE,
        rf"(?:(?:cao|nhiều|lớn|tốt)? ?hơn|(?P<down>(?:thấp|ít) hơn|kém)) (?:so với )?(?:kì "
        rf"|cùng kì )?năm (?:{YEAR}|trước|ngoái)(?: là| tới| đến"
        rf"| những)? (?P<m>(?P<n>\d{{1,2}}[.,]\d{{1,4}}))(?!\s?(?:%|điểm|\d))",
        lambda m: _change(m, None),
    ),
    rule(
        "steps, signed",
        Tag.CHANGE,
        r"(?<![\d\p{L}%] ?)(?P<m>(?P<s>[+-]) ?(?P<n>\d{1,2}(?![.,/]?\d))(?P<u> ?(?:bậc|hạng"
        r"|bặc)| ?(?=[)\]|]|$)))",
        _signed,
    ),
    rule(
        "points, signed",
        Tag.CHANGE,
        rf"(?<![\d\p{{L}}%)\"'] ?)(?P<m>(?P<s>[+-]) ?(?P<n>\d{{1,2}}[.,]\d{{1,4}})(?P<u>{_POINT}?))",
        _signed,
    ),
)


_MOST: Final = regex.compile(
    rf"(?<!\p{{L}})(?:{_UP}|(?P<down>{_DOWN}))(?: điểm| hạng| bậc)?(?: \p{{L}}+){{0,2}} (?:nhiều|mạnh|sâu|cao|ít|thấp)"
    r" nhất(?: là| gồm| ở| thuộc về|:)(?P<rest>[^.;]{0,240})"
)
"""Who or what rose or fell most, with the amounts in parentheses: "giảm nhiều nhất là X (0,25 điểm)"."""
_ASIDE: Final = regex.compile(rf"\((?P<m>(?P<n>{DIGITS})\s?(?P<u>%|điểm|bậc))\)")
_MOST_POINTS: Final = 2.5
_MOST_PERCENT: Final = 15
"""Amounts up to which a number in such a parenthesis is a change, and no score."""


def superlatives(folded: str) -> Iterator[Mention]:
    """Changes in parentheses behind "giảm nhiều nhất là", whose direction stands in front."""
    for most in _MOST.finditer(folded):
        for aside in _ASIDE.finditer(folded, *most.span("rest")):
            amount, unit = read(aside["n"]).value, aside["u"]
            if unit == "bậc" or amount <= (_MOST_PERCENT if unit == "%" else _MOST_POINTS):
                said = {"bậc": "step", "%": "percent"}.get(unit, "point")
                change = Change(-amount if most["down"] else amount, said)
                yield Mention(*aside.span("m"), Tag.CHANGE, change, "superlative")


def listed(folded: str) -> Iterator[Mention]:
    """Several changes with the unit behind the last."""
    for match in _LISTED.finditer(folded):
        unit = "step" if match["u"] in ("bậc", "hạng") else "percent" if match["u"] == "%" else "point"
        for number in regex.finditer(r"\d+(?:[.,]\d+)?", match["list"]):
            amount = read(number[0]).value
            start = match.start("list") + number.start()
            yield Mention(
                start,
                start + len(number[0]),
                Tag.CHANGE,
                Change(-amount if match["down"] else amount, unit),
                "listed",
            )


def joined(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """A change joined to one found before: of score to one of places, or the other way round."""
    for mention in found:
        if mention.tag is Tag.CHANGE and isinstance(mention.value, Change):
            match = _ALSO.match(folded, mention.end)
            points = _ALSO_POINTS.match(folded, mention.end)
            if points and read(points["n"]).value < _NO_SCORE:
                amount = read(points["n"]).value.copy_sign(mention.value.amount)
                unit = "point" if points["u"] == "điểm" else "percent"
                yield Mention(*points.span("m"), Tag.CHANGE, Change(amount, unit), "points, joined")
            if match:
                amount = Decimal(match["n"]).copy_sign(mention.value.amount)
                yield Mention(
                    *match.span("m"), Tag.CHANGE, Change(amount, "step", mention.value.gap), "steps, joined"
                )

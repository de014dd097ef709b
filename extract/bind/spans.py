"""Streaks and spans of years: "năm thứ ba liên tiếp đứng thứ 2", "dẫn đầu từ 2017 đến 2020"."""

from dataclasses import replace
from typing import Final

import regex

from extract.bind.shares import period
from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Tag, Year
from extract.resolve.movement import is_start
from extract.resolve.resolved import Resolved
from extract.sentence import Paren

_OWN_PREDICATE: Final = regex.compile(
    r"(?:\s?\([^)]*\))?[^,;.()]{0,60}(?:đạt|trên|hơn|vượt|góp mặt|nằm trong|(?:trong|ở) (?:tốp"
    r"|top|nhóm)|thuộc(?! về)|lọt|không rời|chưa rời|có"
    r"|công bố|triển khai|tổ chức|(?:tụt|tăng|rớt|thăng|giảm|lên|xuống) (?:hạng|bậc|điểm))(?!\p{L})"
)


_BESIDE: Final = 30
_MOVED_ON: Final = regex.compile(
    r"(?<!\p{L})(?:song|nhưng|tuy nhiên|(?:đã )?(?:rơi|rớt|tụt|trượt|lùi|lao|vươn|nhảy|leo))(?!\p{L})"
)
"""Between a streak and a place that ended it."""


def streaks(work: Work, resolved: list[Resolved], counted: list[Resolved]) -> list[Resolved]:
    """Return the ranks of earlier years that a streak or a span implies; counts without years give nothing.

    A rank without an edition that a span speaks of is taken out of `resolved`: the years are those of the span.
    """
    out: list[Resolved] = []
    dateless: set[int] = set()
    seen = {(r.subject.value, r.index.value, r.component.value, r.year.value, r.value) for r in resolved}
    for k in work.positions(Tag.STREAK, Tag.SPAN):
        if any(
            r.year.reason == "span" and r.year.span == work.sentence.span(work.mentions[k]) for r in resolved
        ):
            continue  # the ends of a movement over these years
        for source in _ranks_for(work, k, resolved, counted):
            for year in _years(work, k, source):
                key = (source.subject.value, source.index.value, source.component.value, year, source.value)
                if key in seen:
                    continue
                seen.add(key)
                kind = "streak" if work.mentions[k].tag is Tag.STREAK else "span"
                frame = Frame(source.frame.mention, source.frame.position, rule=f"{source.rule}, {kind}")
                span = work.sentence.span(work.mentions[k])
                if source.year.value is None:
                    dateless.add(id(source))
                out.append(
                    replace(
                        source, frame=frame, year=Slot(year, kind, span), status="implied", rule=frame.rule
                    )
                )
    # "từ năm 2017 đến năm 2020, A đứng đầu" says nothing but the years of the span
    resolved[:] = [r for r in resolved if id(r) not in dateless]
    return out


def moved_over(work: Work) -> None:
    """Give the ends of a movement their years: "từ năm 2017 đến năm 2020, tỉnh đi từ thứ 21 lên thứ 18"."""
    for k in work.positions(Tag.SPAN, Tag.TIME):
        span = work.mentions[k].value
        if work.mentions[k].tag is Tag.TIME:
            years = period(work, k)
            span = Year(years) if years else None
        start = next((j for j in range(k + 1, len(work.mentions)) if j in work.frames), None)
        if start is None or not isinstance(span, Year) or not is_start(work, start):
            continue
        tag = work.mentions[start].tag
        end = next((j for j in range(start + 1, len(work.mentions)) if work.mentions[j].tag is tag), None)
        if end is None:
            continue
        work.frames[start].fill("year", work.slot(k, "span", span.years[0]))
        work.frames[end].fill("year", work.slot(k, "span", span.years[-1]))


def _named(work: Work, k: int) -> tuple[int, ...]:
    """The years of a streak that a parenthesis behind it names: "năm thứ ba liên tiếp … (2020, 2021, 2022)"."""
    for j in range(k + 1, len(work.mentions)):
        value = work.mentions[j].value
        if isinstance(value, Year) and len(value.years) > 1 and work.sentence.paren_of(j) is not None:
            return value.years
    return ()


def _spanned(work: Work, k: int) -> bool:
    """Whether the parenthesis behind a streak names its span: "sau 7 năm liên tiếp (2017 - 2023)"."""
    paren = next((p for p in work.sentence.parens if p.anchor == k), None)
    return paren is not None and work.mentions[paren.open + 1].tag is Tag.SPAN


def _years(work: Work, k: int, source: Resolved) -> list[int]:
    value = work.mentions[k].value
    if isinstance(value, Year):
        return list(value.years)
    if named := _named(work, k):
        return list(named)
    edition = source.year.number
    if not isinstance(value, int) or edition is None:
        return []
    return [edition - back for back in range(1, value)]


def _ranks_for(work: Work, k: int, resolved: list[Resolved], counted: list[Resolved]) -> list[Resolved]:
    """The ranks that a streak speaks of: in its clause, first behind it, then in front."""
    m = work.mentions[k]
    if (
        m.tag is Tag.STREAK
        and not _named(work, k)
        and any(
            x.tag is Tag.YEAR
            and isinstance(x.value, Year)
            and len(x.value.years) > 1
            and (abs(x.start - m.end) < _BESIDE or (work.sentence.paren_of(j) and x.start > m.end))
            for j, x in enumerate(work.mentions)
        )
    ):
        return []  # "hai năm liên tiếp dẫn đầu (2020, 2021)": the years are named
    paren = work.sentence.paren_of(k)
    if m.tag is Tag.SPAN and paren is not None and paren.anchor is not None:
        # "17 năm liền (2008 - 2024) góp mặt trong …": the years are the streak's, and so is what they speak of.
        if work.mentions[paren.anchor].tag is Tag.STREAK:
            return _ranks_for(work, paren.anchor, resolved, counted)
    by_position: dict[int, list[Resolved]] = {}
    spanned = m.tag is Tag.SPAN or _spanned(work, k)
    usable = [*resolved, *counted] if spanned else resolved
    for r in usable:
        if r.attribute == "rank" and r.status == "stated" and not r.rule.endswith("counted on"):
            by_position.setdefault(r.frame.position, []).append(r)
    # "A (đứng nhất năm thứ 5 liên tiếp) bỏ xa B": a streak in a parenthesis is that of the place in it
    inside = (
        paren
        if m.tag is Tag.STREAK and any(work.sentence.paren_of(i) == paren for i in by_position)
        else None
    )
    after = _first(work, range(k + 1, len(work.mentions)), set(by_position), inside)
    if after is not None and _MOVED_ON.search(work.sentence.folded, m.end, work.mentions[after].start):
        after = None  # "dẫn đầu ba năm liên tiếp, rơi xuống thứ năm"
    before = _first(work, range(k - 1, -1, -1), set(by_position), inside)
    beside = before is not None and (
        m.start - work.mentions[before].end <= 1
        or (paren is not None and paren.anchor == before)  # "xếp thứ nhất (năm thứ 6 liên tiếp), thứ 2 là B"
    )
    choice = before if after is None or beside else after
    if choice is None:
        return []
    if m.tag is Tag.SPAN and (is_start(work, choice) or _has_own_year(work, choice)):
        return []  # "giai đoạn 2010 - 2020 từ hạng 13 (năm 2010) lên hạng 12": only the ends are told
    shared = any(r.year.reason == "share-out" for r in by_position.get(choice, ()))
    if m.tag is Tag.SPAN and (shared or any(x.tag is Tag.YEAR for x in work.mentions[k + 1 : choice])):
        return []  # "từ 2018 đến 2022: năm 2018 xếp hạng 31, …": each year has a place of its own
    if m.tag is Tag.STREAK and (own := _OWN_PREDICATE.match(work.sentence.after(m))):
        if not beside and (after is None or work.mentions[after].start > m.end + own.end() + 12):
            return []
    return by_position.get(choice, [])


def _has_own_year(work: Work, position: int) -> bool:
    """Whether the parenthesis right behind a place names its edition."""
    paren = next((p for p in work.sentence.parens if p.anchor == position), None)
    return paren is not None and work.mentions[paren.open + 1].tag is Tag.YEAR


def _first(work: Work, positions: range, wanted: set[int], inside: Paren | None) -> int | None:
    commas = 0
    for i in positions:
        m = work.mentions[i]
        if i in wanted and (inside is None or work.sentence.paren_of(i) == inside):
            return i
        if inside is not None and not inside.open < i < inside.close:
            return None
        if m.tag is Tag.BREAK and m.value in (";",):
            return None
        aside = i + 1 < len(work.mentions) and work.mentions[i + 1].tag is Tag.TIME
        if m.tag is Tag.BREAK and m.value in (",", ":") and not aside:
            commas += 1  # but for what is set off: "bảy năm liền, tính từ 2017, …"
        if commas > 1:
            return None
        if m.tag in (Tag.SCORE, Tag.CHANGE) and positions.step > 0:
            return None
    return None

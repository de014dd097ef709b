"""Parentheses: what stands right before one is whom, what or when its values are about."""

from typing import TYPE_CHECKING, Final

import regex

from extract.bind import what, when
from extract.bind.focus import NOBODY, Focus
from extract.frame import Slot
from extract.mention import Cue, Tag, Year

if TYPE_CHECKING:
    from extract.bind.walk import Walk

_AMONG_ALL: Final = regex.compile(r"\s?(?:tỉnh|thành phố|thành|địa phương|[,/ ]|trong|của|trên|so với)*")
"""Between a place and "cả nước": "xếp thứ 38/63 tỉnh, thành trong cả nước"."""
_MOVES: Final = regex.compile(r"\s?(?:từ|tăng|giảm) ")
"""What a parenthesis begins with that says how something moved."""


def apposition(walk: "Walk", bracket: int, anchor: int, inner: Focus) -> None:
    """Fill the focus of a parenthesis with what stands right before it, at `anchor`."""
    work = walk.work
    m = work.mentions[anchor]
    while m.tag is Tag.YEAR and anchor > 0 and work.mentions[anchor - 1].tag in (Tag.RANK, Tag.SCORE):
        inner.year = when.edition_of(walk, anchor)
        anchor -= 1
        m = work.mentions[anchor]
    if m.tag is Tag.NATION:
        back = anchor - 1
        while back > 0 and (work.is_cue(back, Cue.VERSUS, Cue.LINK) or work.mentions[back].value == ","):
            back -= 1
        if (
            back >= 0
            and work.mentions[back].tag is Tag.RANK
            and _AMONG_ALL.fullmatch(work.sentence.gap(work.mentions[back], m))
        ):
            anchor = back  # "xếp thứ 43 toàn quốc (tăng 10 bậc …)", "thứ 16 so với cả nước (tăng 9 bậc …)"
            m = work.mentions[anchor]
    if m.tag is Tag.BASE and _of_now(walk, bracket):
        return
    if m.tag is Tag.BASE and isinstance(m.value, Year) and m.value.years:
        inner.year, inner.years = work.slot(anchor, "apposition", m.value.years[0]), ()
    elif m.tag is Tag.SUBJECT:
        inner.subject = NOBODY if anchor in work.below else work.slot(anchor, "apposition")
    elif (
        m.tag is Tag.NATION
        and m.value == "national"
        and not regex.search(r"(?:nhất|đầu|cuối|chót) (?:của |trong )?$", work.sentence.before(m, 14))
    ):
        inner.subject = Slot(("national",), "apposition", work.sentence.span(m))
    elif m.tag is Tag.REGION and m.value and _scored(walk, anchor):
        inner.subject = Slot((f"region/{m.value}",), "apposition", work.sentence.span(m))
    elif m.tag is Tag.FOREIGN:
        own = m.rule == "median" and walk.focus.subject is not None  # "A ở vị trí trung vị (thứ 32, …)"
        inner.subject = walk.focus.subject if own else NOBODY
    elif m.tag in (Tag.INDEX, Tag.COMPONENT) and what.accept(walk, anchor):
        inner.target, inner.targets = work.slot(anchor, "apposition"), ()
    elif anchor in work.frames:
        frame = work.frames[anchor]
        for name in ("subject", "target", "year"):
            if name in frame.slots:
                setattr(inner, name, frame.slots[name])
        inner.years = tuple(frame.years)
        if walk.scene.aside_year is not None and m.tag in (Tag.SCORE, Tag.RANK):
            inner.year, inner.years = walk.scene.aside_year, ()
        if walk.scene.aside_mean is not None and m.tag is Tag.SCORE:
            inner.subject = walk.scene.aside_mean


def _of_now(walk: "Walk", bracket: int) -> bool:
    """Whether a parenthesis goes on about the later edition: "… so với năm 2021 (từ vị trí 31 lên vị trí 2)"."""
    work = walk.work
    names = work.mentions[bracket + 1].tag in (Tag.INDEX, Tag.COMPONENT)
    return names or _MOVES.match(work.sentence.after(work.mentions[bracket])) is not None


def _scored(walk: "Walk", region: int) -> bool:
    """Whether a region has a score in its parenthesis, and is not where a place before it counts."""
    before = walk.work.mentions[region - 1].tag if region else None
    inside = walk.work.mentions[region + 2] if region + 2 < len(walk.work.mentions) else None
    return before not in (Tag.RANK, Tag.SUBJECT) and inside is not None and inside.tag is Tag.SCORE

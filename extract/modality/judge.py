"""Refuses the values of a sentence that state nothing reached."""

from itertools import pairwise
from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Frame
from extract.mention import Score, Tag
from extract.modality.aim import aimed
from extract.modality.asked import Asked
from extract.modality.changes import change_refused
from extract.modality.ranks import rank_refused
from extract.modality.scores import score_refused

_SEVERAL: Final = regex.compile(
    r"(?<![\p{L}/\d])(?:(?:(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều"
    r"|các)(?: trong(?: tổng)?(?: số)? \d+"
    r"| trên \d+)? (?:chỉ số|nội dung|lĩnh vực|trục|tiêu chí|cái tên|tỉnh|địa phương"
    r"|đại diện|đơn vị)(?!\p{L})[^.;:,]{0,60}"
    r"|(?:không|chưa)(?: còn| có)? (?:tỉnh|địa phương|nơi|đơn vị|thành phố) nào(?!\p{L})[^.;:]*"
    r"|(?<![/\d])\d{1,2} (?:thuộc|ở|vào|nằm) (?:\p{L}+ ){0,3}))$"
)
"""In front of a group: how many are in it."""
_SHARE_OF_PROVINCES: Final = regex.compile(
    r"tỉ lệ(?: phần trăm)?(?: số)?(?: các)? (?:tỉnh|địa phương)[^.;]{0,60}(?:top|tốp|nhóm)(?!\p{L})"
)
"""A sentence that counts how many of the provinces of each region are among the first."""
_BEFORE_NOW: Final = regex.compile(r"sau (?:nhiều|\d|mấy|một số|hai|ba|bốn|năm) năm [^.;,]{0,30}$")
_IN_PARTS: Final = regex.compile(
    r"\s?(?:của cả nước |toàn quốc |cả nước )?(?:ở|về|tại|đối với|với)"
    r" (?:\d{1,2}(?:/\d)?|hai|ba|bốn|năm|sáu|bảy|nhiều|một số) (?:chỉ số|nội dung|lĩnh vực|trục|tiêu chí)(?!\p{L}| này)"
)
"""Behind a group: it is that of some parts ("thuộc nhóm cao nhất ở 6 chỉ số nội dung")."""
_RANGE: Final = regex.compile(r"(?:-|đến|tới|đến mức|tới mức)(?: dưới)?")


def judge(work: Work, under_target: bool = False) -> None:
    """Refuse the frames of a sentence that state no reached value; each keeps the reason.

    `under_target` says that the sentence stands below a heading about what is still to be reached.
    """
    targets = aimed(work, under_target and not _exact(work))
    for i, frame in work.frames.items():
        why = "a target or plan, not a result" if i in targets else _refused(Asked(work, i, frame))
        if why is not None:
            frame.refuse(why)
    _gaps_before(work)
    _ranges(work)
    _shares(work)
    if _SHARE_OF_PROVINCES.search(work.sentence.folded):
        for frame in work.frames.values():
            frame.refuse("a share of the provinces of a region, or a place by it")


def _exact(work: Work) -> bool:
    """Whether a sentence gives scores to the hundredth: nobody aims at 87,45%."""
    scores = [m.value.number.value for m in work.mentions if isinstance(m.value, Score)]
    return any(-int(value.as_tuple().exponent) >= _HUNDREDTH and value % 1 for value in scores)


_HUNDREDTH: Final = 2


def _refused(asked: Asked) -> str | None:
    match asked.mention.tag:
        case Tag.SCORE:
            return score_refused(asked)
        case Tag.CHANGE:
            return change_refused(asked)
        case Tag.RANK:
            return rank_refused(asked)
        case Tag.GROUP if _SEVERAL.search(asked.work.sentence.folded[: asked.mention.start]):
            return "how many are in the group, not who"
        case Tag.GROUP if _BEFORE_NOW.search(asked.before(60)):
            return "a group of years before, which are not named"
        case Tag.GROUP if _IN_PARTS.match(asked.after):
            return "the group of some parts, which are not named"
        case _:
            return None


def _gaps_before(work: Work) -> None:
    """ "còn 30,53 điểm (kỳ trước là 36,04 điểm)" of a gap: the former value is one, too."""
    for paren in work.sentence.parens:
        anchor = work.frames.get(paren.anchor) if paren.anchor is not None else None
        if anchor is None or anchor.no is None or not anchor.no.startswith("a gap"):
            continue
        if not any(m.tag in (Tag.YEAR, Tag.BASE) for m in work.mentions[paren.open : paren.close]):
            continue
        for i in range(paren.open, paren.close):
            if i in work.frames and work.mentions[i].tag is Tag.SCORE:
                work.frames[i].refuse(anchor.no)


def _ranges(work: Work) -> None:
    """ "từ 75,03% đến 90,61%", "75,03%-90,61%": a range over many, unless it is a movement."""
    scores = work.positions(Tag.SCORE, Tag.CHANGE)
    for left, right in pairwise(scores):
        if _RANGE.fullmatch(work.sentence.gap(work.mentions[left], work.mentions[right])):
            work.frames[left].refuse("one end of a range")
            work.frames[right].refuse("one end of a range")


def _shares(work: Work) -> None:
    """ "A (72,3% số người trả lời), thấp nhất là B (58,6%)": one of a list is a share, and so are the others."""
    share: Frame | None = None
    for i in work.positions(Tag.SCORE):
        frame = work.frames[i]
        if work.level(i) < 0:
            share = None
        elif frame.no is not None and frame.no.startswith("a share"):
            share = frame
        elif share is not None:
            frame.refuse("a share of something, as the others of its list")

"""Refuses the values of a sentence that state nothing reached."""

from itertools import pairwise
from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Frame
from extract.mention import Tag
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
_RANGE: Final = regex.compile(r"(?:-|đến|tới|đến mức|tới mức)(?: dưới)?")


def judge(work: Work, under_target: bool = False) -> None:
    """Refuse the frames of a sentence that state no reached value; each keeps the reason.

    `under_target` says that the sentence stands below a heading about what is still to be reached.
    """
    targets = aimed(work, under_target)
    for i, frame in work.frames.items():
        why = "a target or plan, not a result" if i in targets else _refused(Asked(work, i, frame))
        if why is not None:
            frame.refuse(why)
    _ranges(work)
    _shares(work)


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
        case _:
            return None


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

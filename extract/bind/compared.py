"""Who is only compared with, or merged with another: behind "sau", "kém", "hơn", "đẩy", and their place."""

from typing import TYPE_CHECKING, Final

import regex

from extract.mention import Cue, Tag

if TYPE_CHECKING:
    from extract.bind.walk import Walk

_MERGED: Final = regex.compile(
    r"(?:(?:hợp nhất|sáp nhập)(?: \p{L}+){0,2} (?:với|cùng|và)|gồm cả|nhận về|nhập (?:với"
    r"|thêm)|đã nhập|gánh thêm"
    r"(?: địa bàn)?)(?: các)?(?: tỉnh| thành phố)? $"
)
"""In front of a province that another was merged with: it is the other that is spoken of."""
_MERGES: Final = regex.compile(r" (?:hợp nhất|sáp nhập|nhập lại)(?!\p{L})")
_WITH: Final = regex.compile(r"(?:cùng|với)(?: tỉnh| thành phố)? $")
"""The same around a name: "tỉnh sẽ cùng B hợp nhất"."""


def is_merged(walk: "Walk", i: int) -> bool:
    """Whether a province is named as one that another was merged with."""
    sentence, m = walk.work.sentence, walk.work.mentions[i]
    around = _MERGES.match(sentence.after(m)) and _WITH.search(sentence.before(m, 24))
    return bool(around or _MERGED.search(sentence.before(m, 50)))


PUSHED: Final = regex.compile(r"(?<!\p{L})(?:đẩy|đánh bật) (?:tỉnh )?$")
"""In front of whoever loses a place to the subject: "đẩy B xuống thứ ba"."""
_SET_OFF_PLACE: Final = regex.compile(r", (?:đang |hiện )?(?:xếp|đứng|đạt|ở|hạng|thứ|vị trí)(?!\p{L})")
"""Behind whoever is compared with in a parenthesis of its own: "(sau tỉnh A, xếp vị trí 11/63 với 26,88 điểm)"."""
_OWN_PLACE: Final = regex.compile(
    r"\s?(?:đang |vẫn |chỉ )?(?:ở|đứng|xếp|giữ) (?:vị trí|hạng|thứ|ngôi|á quân)"
)


_APPOSED: Final = regex.compile(r", (?:đơn vị|địa phương|tỉnh|bộ|cơ quan|thành phố)(?!\p{L})")


def _apposed_place(walk: "Walk", i: int) -> int | None:
    """The place that an apposition gives to whoever is compared with: "thấp hơn B, đơn vị ba năm liền giữ ngôi đầu"."""
    work, m = walk.work, walk.work.mentions[i]
    if not _APPOSED.match(work.sentence.after(m)):
        return None
    for j in range(i + 2, len(work.mentions)):
        x = work.mentions[j]
        if x.tag is Tag.RANK:
            return j
        if x.tag is Tag.BREAK or x.tag in (Tag.SUBJECT, Tag.SCORE):
            return None
    return None


def own_place(walk: "Walk", i: int) -> None:
    """Bind the place of whoever is compared with: "A dẫn đầu, bỏ xa B ở vị trí thứ hai (83,98%)"."""
    work = walk.work
    if walk.stack and _SET_OFF_PLACE.match(work.sentence.after(work.mentions[i])):
        walk.focus.subject = work.slot(i, "clause")
        return
    if (apposed := _apposed_place(walk, i)) is not None:
        work.frames[apposed].slots["subject"] = work.slot(i, "clause")
        return
    paren = next((p for p in work.sentence.parens if p.anchor == i and p.open == i + 1), None)
    at = paren.close + 1 if paren is not None else i + 1
    if at not in work.frames or work.mentions[at].tag is not Tag.RANK:
        return
    if PUSHED.search(work.sentence.before(work.mentions[i], 10)):
        work.frames[at].slots["subject"] = work.slot(i, "clause")
        return
    first = any(work.mentions[j].tag is Tag.RANK and work.level(j) == work.level(i) for j in range(i))
    if first and _OWN_PLACE.match(work.sentence.after(work.mentions[i])):
        work.frames[at].slots["subject"] = work.slot(i, "clause")


_ACTS_ITSELF: Final = regex.compile(
    r" (?:đã |cũng |vẫn |tiếp tục |hiện )*(?:đứng|xếp|đạt|giữ|dẫn đầu|là|có|vươn|tụt|lên|xuống|nằm|thuộc|ở)(?!\p{L})"
)
_COMPARED_WITH: Final = regex.compile(
    r"[\"' ]*(?:với|các|tỉnh|thành phố|là|mức|của|điểm|hai|ba|đơn vị|địa phương|cả|kết quả"
    r"|quán quân|người|láng giềng|đàn anh|[\p{L}_]+ ?){0,3}"
)


def is_compared(walk: "Walk", i: int) -> bool:
    """Whether a subject is only compared with: behind "sau", "kém", "hơn", or in a list that began so."""
    work = walk.work
    run = work.run_of(i, Tag.SUBJECT)
    if run[0] != i:
        # "sau A, B và C, D giữ vị trí thứ 4": a list whose last member no "và" stands before has ended
        apart = run[-1] == i and work.between(run[run.index(i) - 1], i) == ","
        acts = apart and _ACTS_ITSELF.match(work.sentence.after(work.mentions[i]))
        return run[0] in work.compared and not acts
    if i == 0:
        return False
    j = i - 1
    while j >= 0 and work.mentions[j].tag in (Tag.GENERIC, Tag.NATION, Tag.REGION, Tag.YEAR):
        j -= 1
    if j >= 0 and work.is_cue(j, Cue.LINK):
        j -= 1
    if j >= 0 and work.mentions[j].rule == "first, taken":
        return work.mentions[i].start - work.mentions[j].end < 12
    if j >= 0 and work.is_cue(j, Cue.AFTER, Cue.VERSUS):
        gap = work.sentence.gap(work.mentions[j], work.mentions[i])
        return _COMPARED_WITH.fullmatch(gap) is not None
    return False

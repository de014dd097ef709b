"""What: which index or component comes into focus, and when a weak name is meant as one."""

from typing import TYPE_CHECKING, Final

import regex

from extract.frame import Slot
from extract.mention import Cue, Tag

if TYPE_CHECKING:
    from extract.bind.walk import Walk


_WEAK_OK: Final = regex.compile(
    r"(?:chỉ số|về|lĩnh vực|trụ cột|trục|yếu tố|nội dung|mảng|thành phần|xét riêng|điểm|khâu|tiêu chí"
    r"|mặt|\d\.|[-+•*]|^[a-zđ\d]\))\s*(?:công tác |việc |cải cách )?[\"']?$|^\s*$|[,;:(]\s*$|và $"
    r"|hay $|ở $|(?:gồm|là|như|tại|trong) (?:các )?$"
)


_NEAR: Final = 60
"""Characters between a component and the index that it is said to belong to."""


_SATISFACTION: Final = regex.compile(r"(?:tỉ lệ|mức|mức độ) hài lòng")


def _is_its_measure(walk: "Walk", i: int) -> bool:
    """ "Với Chỉ số SIPAS năm 2024, tỉnh đạt tỷ lệ hài lòng 85,13%": what the index in focus measures, no other."""
    work, current = walk.work, walk.focus.target
    if current is None or current.reason != "clause" or current.value == "OTHER":
        return False
    words = work.sentence.folded[work.mentions[i].start : work.mentions[i].end]
    if _SATISFACTION.fullmatch(words) is None:
        return False
    index = str(current.values[0]).partition("/")[0]
    return any("hài lòng" in name for name in walk.scene.reference.index[index].weak)


def target(walk: "Walk", i: int) -> None:
    """An index or component comes into focus; an index that is not ours does too, so that its values are not taken."""
    m = walk.work.mentions[i]
    if m.tag is Tag.OTHER and _is_its_measure(walk, i):
        return
    if m.tag is Tag.OTHER:
        other = Slot("OTHER", "clause", walk.work.sentence.span(m))
        walk.focus.target, walk.focus.targets = other, ()
        if walk.stack and walk.work.mentions[i - 1].value == "(" and _alone(walk, i):
            for _, outer in walk.stack:
                outer.target, outer.targets = other, ()  # "kinh tế của tỉnh (GRDP) tăng 8%"
        return
    if not accept(walk, i):
        return
    if m.tag is Tag.INDEX and _of_component(walk, i):
        return
    if m.tag is Tag.INDEX and walk.work.sentence.folded[m.start : m.end].endswith("quốc gia"):
        walk.focus.subject = Slot(("national",), "clause", walk.work.sentence.span(m))
    run = walk.work.run_of(i, Tag.INDEX, Tag.COMPONENT)
    slot = walk.work.slot(i, "clause")
    if walk.stack and m.tag is Tag.INDEX and walk.work.mentions[i - 1].value == "(" and _alone(walk, i):
        # "Chỉ số chuyển đổi số (DTI)": the short name in parentheses is said of all that follows.
        for _, outer in walk.stack:
            outer.target, outer.targets = slot, (slot,)
    walk.focus.targets = (*walk.focus.targets, slot) if run[0] != i and walk.focus.target else (slot,)
    walk.focus.target = slot


def of_announcement(walk: "Walk", i: int) -> Slot | None:
    """Which of several indices a value behind a colon is about: "Công bố PAR INDEX, SIPAS 2025: A dẫn đầu"."""
    targets = [t for t in walk.focus.targets if isinstance(t.value, str)]
    if len(targets) < 2 or walk.focus.subject is None:
        return None
    last = max(t.span[1] for t in targets if t.span is not None) - walk.work.sentence.start
    opened = any(
        m.tag is Tag.BREAK and m.value == ":" and last <= m.start < walk.work.mentions[i].start
        for m in walk.work.mentions
    )
    if not opened or shared(walk, i):
        return None
    return targets[0]


def _of_component(walk: "Walk", i: int) -> bool:
    """Whether an index is only said to be the one of the component before it: "tài chính công trong PAR INDEX"."""
    current, work = walk.focus.target, walk.work
    if current is None or current.reason != "clause" or not isinstance(current.value, tuple):
        return False
    parents = {str(key).partition("/")[0] for key in current.value}
    component = next((j for j in range(i - 1, -1, -1) if work.mentions[j].tag is Tag.COMPONENT), None)
    if component is None or work.mentions[i].value not in parents or work.level(component) != work.level(i):
        return False
    between = work.sentence.gap(work.mentions[component], work.mentions[i], "SYG")
    return (
        len(between) < _NEAR
        and regex.search(r"(?:^|[ ,])(?:của|trong|ở|thuộc|tại|trên)$", between) is not None
    )


def _alone(walk: "Walk", i: int) -> bool:
    return i + 1 < len(walk.work.mentions) and walk.work.mentions[i + 1].value == ")"


_QUOTED: Final = regex.compile(
    r"(?:chỉ số|nội dung|lĩnh vực|trục|trụ cột)(?: nội dung| thành phần| về)* [\"']$"
)


def accept(walk: "Walk", i: int) -> bool:
    """Whether a weak name is meant as an index or a component here."""
    m = walk.work.mentions[i]
    if not m.weak:
        return True
    before = walk.work.sentence.before(m, 24)
    after = walk.work.sentence.after(m, 40)
    if m.tag is Tag.COMPONENT and _QUOTED.search(before) and after[:1] in "\"'":
        return True
    if m.tag is Tag.COMPONENT and regex.match(
        r"[\"']?\s?\((?:đạt |tăng |giảm |xếp |hạng |thứ )*[\d+-]", after
    ):
        return True
    if m.tag is Tag.INDEX and walk.focus.target is None and regex.search(r"(?:^|[,;:.] ?|và )$", before):
        opens = regex.match(r"\s?: ", after) or regex.match(
            r"(?: chung)?(?: của [^,;.()]{0,30}?)?(?: năm \d{4})? (?:là|đạt|ở mức) ", after
        )
        if opens:
            return True
    if not _WEAK_OK.search(before):
        return False
    if m.tag is Tag.INDEX:
        return bool(regex.search(r"(?:chỉ số|xếp hạng|thứ|nhất|đầu|bậc|hạng) (?:về )?$|về $", before))
    return bool(
        regex.match(
            r"[\"']?\s?(?:[(:,;|]|đạt|xếp|đứng|là|\d|tăng|giảm|hạng|và|hay|của|lần lượt|về|cùng|đều|ở|thì|$"
            r"|có|được|với|thứ|-)",
            after,
        )
    )


def shared(walk: "Walk", i: int) -> bool:
    """Whether a value is stated for all of the indices or components before it: "ở cả A, B và C", "đều"."""
    work = walk.work
    j = i - 1
    while j >= 0 and work.mentions[j].tag not in (Tag.INDEX, Tag.COMPONENT):
        if work.is_cue(j, Cue.TOGETHER):
            return True
        j -= 1
    first = next(
        (k for k in range(j, -1, -1) if work.mentions[k].tag not in (Tag.INDEX, Tag.COMPONENT, Tag.BREAK)),
        -1,
    )
    start = work.mentions[first].end if first >= 0 else 0
    head = work.sentence.folded[max(0, start - 12) : work.mentions[j].start] if j >= 0 else ""
    return bool(regex.search(r"(?:^| )cả(?: hai| ba| bốn| \d)? ", head))

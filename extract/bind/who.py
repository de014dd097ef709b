"""Who: which subject comes into focus, and who is only compared with, acting, or a place of events."""

from typing import TYPE_CHECKING, Final

import regex

from extract.bind.acting import is_agent, is_branch, is_department, is_event_place
from extract.bind.compared import PUSHED, is_compared, is_merged, own_place
from extract.bind.focus import NOBODY
from extract.frame import Slot
from extract.mention import Cue, Tag

if TYPE_CHECKING:
    from extract.bind.walk import Walk


_MEASURED: Final = regex.compile(
    r"(?:[^.;:()]{0,40}? )?(?:từ (?:vị trí|hạng|thứ)|tụt|rớt|vươn|yếu|kém nhất|xếp|đứng"
    r"|đạt|dẫn đầu|giữ|có (?:chỉ số|điểm|kết quả)|tăng"
    r"|giảm|được|với|là (?:đơn vị|địa phương))(?!\p{L})"
)

_ITS_PROVINCE: Final = regex.compile(r"(?:của |thuộc )?(?:ubnd )?(?:tỉnh|thành phố|tp\.?)?")
"""Between a body below the first level and the province it is in: "Sở Nội vụ tỉnh A"."""
_SPEECH: Final = regex.compile(
    r"[^.;]{0,30}?(?:cho biết|cho rằng|công bố|phát biểu|nhấn mạnh|báo cáo|khẳng định"
    r"|chia sẻ|thông tin|điểm lại|tổ chức|ban hành|tham mưu|chủ trì|phối hợp)"
)


def subject(walk: "Walk", i: int) -> None:
    """A named subject comes into focus, unless it is only compared with, acts, or is a place of events."""
    work, m = walk.work, walk.work.mentions[i]
    pushed = PUSHED.search(work.sentence.before(m, 10)) is not None
    if pushed or i in work.compared or is_compared(walk, i) or is_merged(walk, i):
        work.compared.add(i)
        own_place(walk, i)
        return
    if (
        i
        and work.mentions[i - 1].tag is Tag.FOREIGN
        and _ITS_PROVINCE.fullmatch(work.sentence.gap(work.mentions[i - 1], m))
    ):
        return
    if is_department(walk, i) and _is_measured(walk, i):
        work.below.add(i)
        walk.focus.subject = NOBODY
        return
    if is_branch(walk, i):
        walk.focus.subject = NOBODY
        return
    if i in work.listed and work.level(i) == -1:
        walk.focus.subject = work.slot(i, "clause")
        return
    if is_event_place(walk, i) or is_agent(walk, i):
        return
    if (
        walk.focus.subject is NOBODY
        and i
        and work.mentions[i - 1].tag is Tag.RANK
        and not work.between(i - 1, i)
    ):
        return  # "Phường A dẫn đầu tỉnh B"
    walk.focus.subject = work.slot(i, "clause")
    walk.mean = False
    if walk.stack:
        return
    for frame in walk.waiting:
        frame.fill("subject", Slot(m.value, "ahead", work.sentence.span(m)))
    walk.waiting.clear()


_THIS_ONE: Final = regex.compile(r"đây (?:cũng |vẫn )?là ")
"""A sentence that goes on about whom the one before spoke of, whoever the article is about."""
_THIS: Final = regex.compile(r"này|đó")


def generic(walk: "Walk", i: int) -> None:
    """ "tỉnh", "thành phố này": whoever is under discussion comes back into focus."""
    work, scene, current = walk.work, walk.scene, walk.focus.subject
    named = next((j for j in range(i - 1, -1, -1) if work.mentions[j].tag is Tag.SUBJECT), None)
    if named is not None and work.level(named) == work.level(i) and work.between(named, i) == ",":
        walk.focus.subject = work.slot(named, "clause")  # also "X (70,47 điểm), tỉnh miền núi …"
        work.compared.discard(named)
        return
    if current is NOBODY and work.sentence.before(work.mentions[i], 6).endswith(
        ("của ", "đầu ", "nhất ", "toàn ")
    ):
        return  # "huyện A đứng đầu các huyện của tỉnh": it is still the district that is spoken of
    word = work.sentence.folded[work.mentions[i].start : work.mentions[i].end]
    if word in ("bộ này", "cơ quan này") and (ministry := _ministry(walk, i)) is not None:
        walk.focus.subject = ministry
        return
    kind = next((k for k in ("thành phố", "tỉnh") if word.startswith(k)), None)
    if current is not None and current is not NOBODY and current.value != ("national",):
        if kind is None or scene.fits(current, kind) or not current.is_a("province"):
            return
    found = None
    if _THIS_ONE.match(work.sentence.folded) and scene.last_subject is not None and named is None:
        walk.focus.subject = scene.last_subject.because("earlier sentence")
        return
    if not _THIS.search(word) and scene.introduced is None:
        main = scene.main(kind)
        found = main if main is not None and main.reason in ("title", "portal") else None
    found = found or scene.subject(kind)
    if found is not None:
        keep = found.reason in ("title", "heading", "portal")
        walk.focus.subject = found if keep else found.because("earlier sentence")
    elif current is NOBODY:
        walk.focus.subject = None


def _ministry(walk: "Walk", i: int) -> Slot | None:
    """The ministry named last, in the sentence or before it."""
    for j in range(i - 1, -1, -1):
        if walk.work.mentions[j].tag is Tag.SUBJECT and walk.work.mentions[j].rule == "ministry":
            return walk.work.slot(j, "clause")
    return walk.scene.ministry.because("earlier sentence") if walk.scene.ministry is not None else None


_AGENT_BEFORE: Final = regex.compile(r"(?:do|bởi|theo|tại|cùng|và|từ) (?:các )?$")
_SOURCE: Final = regex.compile(
    r"theo (?:báo cáo|số liệu|dữ liệu|thông tin|đánh giá|tổng hợp|thống kê|kết quả|công bố"
    r"|lời|phân tích|nhận định|tính toán|rà soát|thông báo|bảng|tài liệu)(?: \p{L}+){0,4}"
    r" (?:của|từ|do) (?:các )?$"
)
_LED_BY: Final = regex.compile(r"(?<!\p{L})do (?:các )?$")
_LEADS: Final = regex.compile(r"[^,.;:()]{0,40}(?:dẫn đầu|đứng đầu)(?!\p{L})")
_ONE_OF: Final = regex.compile(r"(?:gồm|là|của)[^.;]{0,60}$")
_OWNS: Final = regex.compile(r"(?:của|là|với|thuộc về|gồm|:) (?:các |ubnd )?$")
_HAS: Final = regex.compile(
    r" (?:đã |cũng |vẫn |tiếp tục |lại |chỉ )*(?:đạt|xếp|đứng|dẫn đầu|tụt|rớt|vươn|tăng|giảm|giữ|được \d)(?!\p{L})"
)


def _is_measured(walk: "Walk", i: int) -> bool:
    """Whether the department before a name is what has a place or a score: "thứ hai là Sở Tài chính tỉnh A (0,79)"."""
    work, m = walk.work, walk.work.mentions[i]
    after = work.sentence.after(m, 40)
    if _HAS.match(after):
        return True
    place = next((j for j in range(i - 1, max(-1, i - 7), -1) if work.mentions[j].tag is Tag.RANK), None)
    if place is None or "," in work.between(place, i) or not _SET_OFF.match(after):
        return False
    work.frames[place].slots["subject"] = NOBODY
    return True


_HELD_BY: Final = regex.compile(r"(?:lần lượt )?(?:là|thuộc về|gọi tên)")
_SET_OFF: Final = regex.compile(r"\s?[(:,]")


def foreign(walk: "Walk", i: int) -> None:
    """A body below the first level that is measured takes the focus, so that its values are not kept."""
    work, m = walk.work, walk.work.mentions[i]
    after = work.sentence.after(m, 90)
    before = work.sentence.before(m, 60)
    place = next((j for j in range(i - 1, max(i - 3, -1), -1) if work.mentions[j].tag is Tag.RANK), None)
    if (
        place is not None
        and m.rule not in ("median", "country")
        and _HELD_BY.fullmatch(work.between(place, i))
    ):
        work.frames[place].slots["subject"] = NOBODY  # "đứng đầu là Tổng công ty A"
    if _LED_BY.search(before) and _LEADS.match(after):
        walk.focus.subject = NOBODY  # "nhóm tập đoàn do Tập đoàn A dẫn đầu"
        return
    if (
        _SPEECH.match(after)
        or _SOURCE.search(before)
        or (_AGENT_BEFORE.search(before) and not _ONE_OF.search(before))
    ):
        return
    if m.rule == "median":
        compared = i and work.is_cue(i - 1, Cue.VERSUS, Cue.GAP)  # "thấp hơn 0,68 điểm so với điểm trung vị"
        if not compared and not before.endswith("ở vị trí "):  # "A ở vị trí trung vị (thứ 32)"
            walk.focus.subject = NOBODY
        return
    if m.rule == "country" and _behind_index(walk, i):
        walk.focus.subject = Slot(("national",), "clause", work.sentence.span(m))
        return
    if (
        _MEASURED.match(after)
        or (i + 1 in work.frames and work.between(i, i + 1) == "")
        or _SET_OFF.match(after)
        or _OWNS.search(before)
    ):
        walk.focus.subject = NOBODY


def _behind_index(walk: "Walk", i: int) -> bool:
    """Whether a name stands right behind an index: "Chỉ số … của Việt Nam" is the mean of all."""
    m = walk.work.mentions[i]
    previous = walk.work.mentions[i - 1] if i else None
    if previous is None or previous.tag is not Tag.INDEX:
        return False
    return regex.fullmatch(r"\s?(?:của )?", walk.work.sentence.folded[previous.end : m.start]) is not None

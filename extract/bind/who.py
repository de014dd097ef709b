"""Who: which subject comes into focus, and who is only compared with, acting, or a place of events."""

from typing import TYPE_CHECKING, Final

import regex

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
_BRANCH: Final = regex.compile(
    r"(?:chi nhánh|bưu điện|điện lực|cục thuế|kho bạc|hải quan|viễn thông|công an"
    r"|bảo hiểm xã hội|đại học|bệnh viện|báo|đài|đội|clb"
    r"|câu lạc bộ)(?: nhà nước)? (?:tỉnh |thành phố |tp\.? ?)?$"
)
"""In front of a name that is only where a body is: "Công an tỉnh A", "Báo B"."""

_BODY: Final = regex.compile(
    r"(?<!\p{L})(?:công ti|tập đoàn|bệnh viện|trường (?:thpt|thcs|tiểu học|mầm non|đại học"
    r"|cao đẳng|chuyên)|học viện"
    r"|clb|câu lạc bộ|đội bóng|đội tuyển|khách sạn|nhà máy|sân bay|tòa án|viện kiểm sát|điện lực|bưu điện)"
    r"(?: (?!(?:tại|ở|của|và|trên|trong|với|cho|khi|về|từ|là|các|có|được|đạt|mà)(?!\p{L}))\p{L}+){0,4} $"
)
"""In front of a name that only says where a company, a school or a club is: "Bệnh viện đa khoa A"."""
_CLUB: Final = regex.compile(r" fc(?!\p{L})")

_ACTS: Final = regex.compile(
    r"(?:công bố|đánh giá|triển khai|phối hợp|tổ chức|ban hành|xác định|phê duyệt"
    r"|(?<!(?:cơ quan|đơn vị) )chủ trì"
    r"|khảo sát|tổng hợp|cho biết|thực hiện|đo lường|báo cáo|trình|xây dựng|ghi nhận"
    r"|thông tin|chấm)(?!\p{L})"
)

_SPEECH: Final = regex.compile(
    r"[^.;]{0,30}?(?:cho biết|cho rằng|công bố|phát biểu|nhấn mạnh|báo cáo|khẳng định"
    r"|chia sẻ|thông tin|điểm lại|tổ chức|ban hành|tham mưu|chủ trì|phối hợp)"
)


def subject(walk: "Walk", i: int) -> None:
    """A named subject comes into focus, unless it is only compared with, acts, or is a place of events."""
    work, m = walk.work, walk.work.mentions[i]
    pushed = _PUSHED.search(work.sentence.before(m, 10)) is not None
    if pushed or i in work.compared or _compared(walk, i) or _merged(walk, i):
        work.compared.add(i)
        _own_place(walk, i)
        return
    if (
        i
        and work.mentions[i - 1].tag is Tag.FOREIGN
        and _ITS_PROVINCE.fullmatch(work.sentence.gap(work.mentions[i - 1], m))
    ):
        return
    before = work.sentence.before(m, 40)
    branch = _BRANCH.search(before) and not before.endswith("g báo ")  # "thông báo", "đăng báo": no newspaper
    if branch or _BODY.search(before) or _CLUB.match(work.sentence.after(m)):
        walk.focus.subject = NOBODY
        return
    if i in work.listed and work.level(i) == -1:
        walk.focus.subject = work.slot(i, "clause")
        return
    if _event_place(walk, i) or _agent(walk, i):
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


_MERGED: Final = regex.compile(
    r"(?:(?:hợp nhất|sáp nhập)(?: \p{L}+){0,2} (?:với|cùng|và)|gồm cả|nhận về|nhập (?:với"
    r"|thêm)|đã nhập|gánh thêm"
    r"(?: địa bàn)?)(?: các)?(?: tỉnh| thành phố)? $"
)
"""In front of a province that another was merged with: it is the other that is spoken of."""
_MERGES: Final = regex.compile(r" (?:hợp nhất|sáp nhập|nhập lại)(?!\p{L})")
_WITH: Final = regex.compile(r"(?:cùng|với)(?: tỉnh| thành phố)? $")
"""The same around a name: "tỉnh sẽ cùng B hợp nhất"."""


def _merged(walk: "Walk", i: int) -> bool:
    """Whether a province is named as one that another was merged with."""
    sentence, m = walk.work.sentence, walk.work.mentions[i]
    around = _MERGES.match(sentence.after(m)) and _WITH.search(sentence.before(m, 24))
    return bool(around or _MERGED.search(sentence.before(m, 50)))


_PUSHED: Final = regex.compile(r"(?<!\p{L})(?:đẩy|đánh bật) (?:tỉnh )?$")
"""In front of whoever loses a place to the subject: "đẩy B xuống thứ ba"."""
_SET_OFF_PLACE: Final = regex.compile(r", (?:đang |hiện )?(?:xếp|đứng|đạt|ở|hạng|thứ|vị trí)(?!\p{L})")
"""Behind whoever is compared with in a parenthesis of its own: "(sau tỉnh A, xếp vị trí 11/63 với 26,88 điểm)"."""
_OWN_PLACE: Final = regex.compile(
    r"\s?(?:đang |vẫn |chỉ )?(?:ở|đứng|xếp|giữ) (?:vị trí|hạng|thứ|ngôi|á quân)"
)


def _own_place(walk: "Walk", i: int) -> None:
    """Bind the place of whoever is compared with: "A dẫn đầu, bỏ xa B ở vị trí thứ hai (83,98%)"."""
    work = walk.work
    if walk.stack and _SET_OFF_PLACE.match(work.sentence.after(work.mentions[i])):
        walk.focus.subject = work.slot(i, "clause")
        return
    paren = next((p for p in work.sentence.parens if p.anchor == i and p.open == i + 1), None)
    at = paren.close + 1 if paren is not None else i + 1
    if at not in work.frames or work.mentions[at].tag is not Tag.RANK:
        return
    if _PUSHED.search(work.sentence.before(work.mentions[i], 10)):
        work.frames[at].slots["subject"] = work.slot(i, "clause")
        return
    first = any(work.mentions[j].tag is Tag.RANK and work.level(j) == work.level(i) for j in range(i))
    if first and _OWN_PLACE.match(work.sentence.after(work.mentions[i])):
        work.frames[at].slots["subject"] = work.slot(i, "clause")


_COMPARED_WITH: Final = regex.compile(
    r"[\"' ]*(?:với|các|tỉnh|thành phố|là|mức|của|điểm|hai|ba|đơn vị|địa phương|cả|kết quả"
    r"|quán quân|người|láng giềng|đàn anh|[\p{L}_]+ ?){0,3}"
)


def _compared(walk: "Walk", i: int) -> bool:
    """Whether a subject is only compared with: behind "sau", "kém", "hơn", or in a list that began so."""
    work = walk.work
    run = work.run_of(i, Tag.SUBJECT)
    if run[0] != i:
        return run[0] in work.compared
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


_OWN_CLAUSE: Final = 80
"""Characters between a ministry and a value beyond which it is not the ministry's."""
_OF_IT: Final = regex.compile(r"(?:chỉ số|index|sipas|điểm)[^,;]{0,30}(?:của|đối với) $")


_HAS_INDEX: Final = regex.compile(
    r",? ?(?:(?:vẫn|tiếp tục|cũng|là|đơn vị|cơ quan|bộ|hiện) )*có (?:mức |kết quả )?"
)


def _agent(walk: "Walk", i: int) -> bool:
    """Whether a ministry acts (publishes, measures, trains) rather than being ranked."""
    work, m = walk.work, walk.work.mentions[i]
    if m.rule != "ministry" or i in work.listed:
        return False
    if any(
        f.slots["subject"].span == work.sentence.span(m) for f in work.frames.values() if "subject" in f.slots
    ):
        return False
    for j in range(i + 1, len(work.mentions)):
        other = work.mentions[j]
        if other.tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE):
            between = work.sentence.folded[m.end : other.start]
            return len(between) > _OWN_CLAUSE or bool(_ACTS.search(between))
        if other.tag in (Tag.INDEX, Tag.GENERIC, Tag.COMPONENT) and not _index_of(walk, i):
            return _HAS_INDEX.fullmatch(work.sentence.folded[m.end : other.start]) is None
        if other.tag is Tag.SUBJECT and other.rule != "ministry":
            return True
        if other.tag is Tag.BREAK and other.value == ";":
            return True
    return True


def _index_of(walk: "Walk", i: int) -> bool:
    """Whether an index is said to be a ministry's: "Chỉ số SIPAS của Bộ A"."""
    previous = walk.work.mentions[i - 1] if i else None
    return (
        previous is not None
        and previous.tag in (Tag.INDEX, Tag.COMPONENT, Tag.CUE)
        and previous.value is not Cue.REACHED
        and _OF_IT.search(walk.work.sentence.before(walk.work.mentions[i], 60)) is not None
    )


_TOOK_PLACE: Final = regex.compile(r"(?:ngày \d+|sáng|chiều|hôm|tổ chức|diễn ra)[^.;]{0,30}(?:tại|ở) $")
_AT: Final = regex.compile(r"(?:tại|ở|về|từ) (?:tp\.? ?)?$")
_EVENT: Final = regex.compile(
    r"[, )]*(?:[^,;.]{0,40}(?:công bố|tổ chức|diễn ra|khai mạc|phối hợp|trình làng|họp báo))"
)
_DATELINE: Final = regex.compile(r"\s?\((?:ttxvn|vna|vov|ngày|\d{1,2}[/.-]\d)[^)]*\)\s?[-:,]")
"""Behind the place that a report was sent from: "Hà Nội (TTXVN) - …"."""


def _event_place(walk: "Walk", i: int) -> bool:
    """Whether a subject is only where something took place: "tại Hà Nội, Bộ Nội vụ công bố"."""
    sentence, m = walk.work.sentence, walk.work.mentions[i]
    after = sentence.after(m, 80)
    if _TOOK_PLACE.search(sentence.before(m, 60)):
        return True
    if _AT.search(sentence.before(m, 14)):
        return _EVENT.match(after) is not None
    return i == 0 and _DATELINE.match(after) is not None


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
    kind = next((k for k in ("thành phố", "tỉnh") if word.startswith(k)), None)
    if current is not None and current is not NOBODY and current.value != ("national",):
        if kind is None or scene.fits(current, kind) or not current.is_a("province"):
            return
    found = None
    if not _THIS.search(word) and scene.introduced is None:
        main = scene.main(kind)
        found = main if main is not None and main.reason in ("title", "portal") else None
    found = found or scene.subject(kind)
    if found is not None:
        keep = found.reason in ("title", "heading", "portal")
        walk.focus.subject = found if keep else found.because("earlier sentence")
    elif current is NOBODY:
        walk.focus.subject = None


_AGENT_BEFORE: Final = regex.compile(r"(?:do|bởi|theo|tại|cùng|và|từ) (?:các )?$")
_SOURCE: Final = regex.compile(
    r"theo (?:báo cáo|số liệu|dữ liệu|thông tin|đánh giá|tổng hợp|thống kê|kết quả|công bố"
    r"|lời|phân tích|nhận định|tính toán|rà soát|thông báo|bảng|tài liệu)(?: \p{L}+){0,4}"
    r" (?:của|từ|do) (?:các )?$"
)
_ONE_OF: Final = regex.compile(r"(?:gồm|là|của)[^.;]{0,60}$")
_OWNS: Final = regex.compile(r"(?:của|là|với|thuộc về|gồm|:) (?:các |ubnd )?$")
_SET_OFF: Final = regex.compile(r"\s?[(:,]")


def foreign(walk: "Walk", i: int) -> None:
    """A body below the first level that is measured takes the focus, so that its values are not kept."""
    work, m = walk.work, walk.work.mentions[i]
    after = work.sentence.after(m, 90)
    before = work.sentence.before(m, 60)
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

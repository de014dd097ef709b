"""Names that are not measured: who publishes, where something took place, what a body is called after."""

from typing import TYPE_CHECKING, Final

import regex

from extract.mention import Cue, Tag

if TYPE_CHECKING:
    from extract.bind.walk import Walk

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


_DEPARTMENT: Final = regex.compile(
    r"(?<!\p{L})(?:sở|chi cục|cục) (?!này|đó)(?:(?!(?:tại|ở|của|trên|trong|với|cho|khi|về|từ|là|các|có|được|đạt|mà)"
    r"(?!\p{L}))[\p{L}&-]+,? ){1,8}?(?:tỉnh |thành phố |tp\.? ?)?$"
)
"""In front of a name that only says whose department it is: "Sở Tài chính tỉnh A"."""


def is_department(walk: "Walk", i: int) -> bool:
    """Whether a name only says whose department it is: what is measured is the department, if anything."""
    return _DEPARTMENT.search(walk.work.sentence.before(walk.work.mentions[i], 70)) is not None


def is_branch(walk: "Walk", i: int) -> bool:
    """Whether a name only says where a body is: "Công an tỉnh A", "Bệnh viện đa khoa B", "C FC"."""
    sentence, m = walk.work.sentence, walk.work.mentions[i]
    before = sentence.before(m, 40)
    branch = _BRANCH.search(before) and not before.endswith("g báo ")  # "thông báo", "đăng báo": no newspaper
    return bool(branch or _BODY.search(before) or _CLUB.match(sentence.after(m)))


_OWN_CLAUSE: Final = 80
"""Characters between a ministry and a value beyond which it is not the ministry's."""
_OF_IT: Final = regex.compile(r"(?:chỉ số|điểm|[IC]_+)[^,;]{0,30}(?:của|đối với) $")
"""In front of a ministry: an index, a component or a score is said to be its own."""

_HAS_INDEX: Final = regex.compile(
    r",? ?(?:(?:vẫn|tiếp tục|cũng|là|đơn vị|cơ quan|bộ|hiện) )*(?:(?:có|ghi nhận) (?:mức |kết quả )?"
    r"(?:sự )?(?:(?:sụt giảm|giảm|tăng|cải thiện|tụt|tiến bộ)[^;,]{0,70})?"
    r"|(?:mất|tụt|rớt|tăng|giảm|lùi|thăng) [^;,]{0,50}(?:trong|ở|tại|về) (?:kết quả |bảng )?(?:xếp hạng )?)"
)
"""Between a ministry and an index that is its own: "Bộ A ghi nhận sự sụt giảm ở chỉ số …"."""


def is_agent(walk: "Walk", i: int) -> bool:
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
    previous, start = walk.work.mentions[i - 1] if i else None, walk.work.mentions[i].start
    return (
        previous is not None
        and previous.tag in (Tag.INDEX, Tag.COMPONENT, Tag.CUE)
        and previous.value is not Cue.REACHED
        and _OF_IT.search(walk.work.sentence.masked, max(0, start - 60), start) is not None
    )


_TOOK_PLACE: Final = regex.compile(r"(?:ngày \d+|sáng|chiều|hôm|tổ chức|diễn ra)[^.;]{0,30}(?:tại|ở) $")
_AT: Final = regex.compile(r"(?:tại|ở|về|từ) (?:tp\.? ?)?$")
_EVENT: Final = regex.compile(
    r"[, )]*(?:[^,;.]{0,40}(?:công bố|tổ chức|diễn ra|khai mạc|phối hợp|trình làng|họp báo))"
)
_DATELINE: Final = regex.compile(r"\s?\((?:ttxvn|vna|vov|ngày|\d{1,2}[/.-]\d)[^)]*\)\s?[-:,]")
"""Behind the place that a report was sent from: "Hà Nội (TTXVN) - …"."""


def is_event_place(walk: "Walk", i: int) -> bool:
    """Whether a subject is only where something took place: "tại Hà Nội, Bộ Nội vụ công bố"."""
    sentence, m = walk.work.sentence, walk.work.mentions[i]
    after = sentence.after(m, 80)
    if _TOOK_PLACE.search(sentence.before(m, 60)):
        return True
    if _AT.search(sentence.before(m, 14)):
        return _EVENT.match(after) is not None
    return i == 0 and _DATELINE.match(after) is not None

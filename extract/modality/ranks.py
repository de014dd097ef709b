"""Places that nobody holds: counts, bounds, groups, places spoken of or compared with, or of a former streak."""

from collections.abc import Callable
from typing import Final

import regex

from extract.mention import Rank, Tag, Year
from extract.modality.asked import Asked
from extract.modality.orders import of_other_order
from extract.modality.owner import is_no_score
from extract.rules.subjects import AMONG_BELOW

_MOST: Final = 100
"""No index ranks that many; a place among more is a country's, a school's or a company's."""
_TIMES: Final = regex.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|bao nhiêu) (?:lần|năm|kì"
    r"|mùa) (?!liền|liên)(?:\p{L}+ ){0,2}$"
)
_WHEN: Final = regex.compile(
    r"(?: bảng)?(?: xếp hạng)?(?: là)? (?:vào |trong |hồi |là )?(?:các |những )?(?:năm|kì) \d{4}"
)
_SPOKEN_OF: Final = regex.compile(
    r"(?:mất|tuột|nhường|đánh mất|rời|rơi khỏi|tranh|cạnh tranh|so với|kém|giành lấy"
    r"|chạm tới|cách|bám sát|áp sát|tiệm cận|đơn vị|tỉnh|địa phương|với) (?:\p{L}+ )?$"
)
_LOST: Final = regex.compile(
    r"(?:mất|tuột|nhường|đánh mất|rời|rơi khỏi|tranh|so với|kém|cách|bám sát|áp sát"
    r"|tiệm cận|hơn)(?: \p{L}+){0,2} $"
)
_ESCAPED: Final = regex.compile(
    r"(?:rời|thoát|thoát khỏi|rời khỏi|thoát ra khỏi|tránh|ra khỏi|giã từ"
    r"|chia tay)(?: khỏi)?(?: vị trí| nhóm| tốp| cảnh)? $"
)
_ENDED: Final = regex.compile(
    r"(?:chấm dứt|kết thúc|khép lại|phá vỡ)[^.;]{0,20}(?:chuỗi|mạch|kỉ lục|năm|kì|mùa)[^.;]{0,40}$"
)
_NOUN: Final = regex.compile(r"(?:ngôi|quán quân|vị trí|vị thế|đầu bảng|thủ khoa)")
_HELD: Final = regex.compile(
    r"(?:giữ|giành|ở|chiếm|về|bảo vệ|trở lại|lấy lại|đòi lại|đứng|xếp|leo|vươn|lên|đoạt"
    r"|thành|là|với|nắm|tới|đến|vào|duy trì|đạt|có|được|đưa|nhận|cũng|vẫn|lại|tiếp tục"
    r"|bước|danh hiệu"
    r"|lấy được|thuộc|của|tại|chạm|tranh|mất|tuột|nhường|rời|củng cố|trụ|tái lập|trong|cho"
    r"|:)(?: \p{L}+){0,3} $"
)
_COMPARED: Final = regex.compile(
    r"(?:và|với|kém|hơn|cách|sau|của|giữa|trên|dưới|bằng|các|bám sát) (?:các )?(?:tỉnh"
    r"|địa phương|đơn vị|thành phố|bộ) $"
)
_EVEN: Final = regex.compile(r"kể cả (?:nơi|đơn vị|địa phương|tỉnh)(?: \p{L}+)? $")
_BOUND: Final = regex.compile(r"(?<!xếp |đứng )(?:trên|dưới)(?: hạng| thứ| vị trí| thứ hạng)+ $")
_UPWARDS: Final = regex.compile(r"\s?(?:trở lên|trở xuống)")
_PARTS: Final = regex.compile(
    r"(?<![\p{L}/])(?:\d+|hai|ba|bốn|năm|sáu|bảy|nhiều|một số|các) (?:chỉ số|tiêu chí"
    r"|nội dung|lĩnh vực|trụ cột)"
    r"(?: thành phần| nội dung)?(?: \p{L}+){0,3} $"
)
_OF_THOSE: Final = regex.compile(
    r"\d\s?% (?:số |các |tổng số )?(?:doanh nghiệp|người|hộ|hồ sơ|xã|thủ tục|dịch vụ"
    r"|cán bộ|học sinh|dân|thí sinh|trường)"
    r"[^;.:]{0,80}, (?:và )?(?:\p{L}+ ){0,2}$"
    r"|\d (?:tỉ|triệu|nghìn|ngàn|tấn|ha|km|lượt|dự án|doanh nghiệp|hồ sơ|người"
    r"|hộ)(?!\p{L})[^;.:]{0,40}, (?:và )?"
    r"(?:\p{L}+ ){0,2}$"
)
"""A share of people or things, whose place follows in the same clause."""
_SOME_YEAR: Final = regex.compile(r"(?:có|những|nhiều|mấy|vài) (?:năm(?! thứ)|kì|lúc|khi)(?: \p{L}+){0,4} $")
_IN_YEAR: Final = regex.compile(r"\s?\(?(?:ở |vào )?(?:năm|kì) \d{4}")
_DENIED: Final = regex.compile(
    r"(?:không|chưa|chẳng)(?: còn| hề| phải)?(?: có| là| được| ở| đạt| giữ)?(?: vị trí| hạng| thứ| ngôi)*"
    r"(?: \d+ (?:hay|hoặc)(?: vị trí| hạng| thứ| ngôi)*)? $|không có [^.,;]{0,20} (?:hay|hoặc) $"
)
_OF_ITEM: Final = regex.compile(
    r"(?:^|[,;:.] )(?!(?:và|còn|riêng|tỉnh) )(?:\p{L}+ ){3,9}\((?:xếp |đứng )?(?:hạng|thứ"
    r"|vị trí)(?: thứ)? $"
)
"""A place in a parenthesis behind words that name no index, no part of one and nobody: "số đơn đăng kí (hạng 5)"."""
_GROUP: Final = regex.compile(r"(?:^|[,(] )(?:top|tốp|nhóm)[^.,;]{0,12}$")
_SINCE: Final = regex.compile(r"\s?(?:từ trước|trong (?:\d|nhiều|lịch sử)|kể từ|mà tỉnh|của tỉnh|từng)")
_ITS_PARTS: Final = regex.compile(
    r"(?:chỉ số|nội dung|lĩnh vực|trụ cột|tiêu chí)(?: thành phần)?(?: \p{L}+){0,3} $"
    r"|(?:mức|tăng)(?: \p{L}+){0,2} $"
)
"""In front of "cao nhất": it is the highest of the subject's parts, or of its years."""
_SPAN_NEAR: Final = 25
"""Characters between a place and the span of years that it was held in."""


def rank_refused(asked: Asked) -> str | None:
    """Why nobody is said to hold a place, or None. Checks are asked in turn; the first answer stands."""
    return next((why for check in _CHECKS if (why := check(asked)) is not None), None)


def _holder_named(asked: Asked) -> bool:
    return "holder after" in asked.frame.rule


def _too_many(asked: Asked) -> str | None:
    rank = asked.mention.value
    if isinstance(rank, Rank) and rank.of is not None and rank.of > _MOST:
        return "a place among more than any index ranks"
    return None


def _counted(asked: Asked) -> str | None:
    if _TIMES.search(asked.before()) and not _WHEN.match(asked.after):
        return "counts how often, without saying when"
    return None


def _other_order(asked: Asked) -> str | None:
    return "a place in some other order" if of_other_order(asked) else None


def _not_held(asked: Asked) -> str | None:
    """ "mất ngôi đầu", "thoát khỏi cuối bảng": nobody is there any more, or yet."""
    before = asked.before()
    first = asked.mention.rule == "first" and not _holder_named(asked)
    lost = first and _SPOKEN_OF.search(before) and _LOST.search(before)
    if lost or (asked.mention.rule.startswith("last") and _ESCAPED.search(before)):
        return "the place is spoken of, not held"
    return None


def _in_span(asked: Asked) -> str | None:
    """A place of the years that a span names is its streak's, unless its own year is one of them."""
    work, i = asked.work, asked.position
    span = next((x for x in work.mentions[i + 1 : i + 6] if x.tag is Tag.SPAN), None)
    if span is None or span.start - asked.mention.end >= _SPAN_NEAR or not isinstance(span.value, Year):
        return None
    year = asked.frame.slots.get("year")
    if work.level(i) == -1 and (year is None or year.value not in span.value.years):
        return "counts how often: in the years it names"
    return None


def _ended(asked: Asked) -> str | None:
    return "a streak that has ended" if _ENDED.search(asked.before(70)) else None


def _by_nobody(asked: Asked) -> str | None:
    if (
        asked.mention.rule == "first"
        and not _holder_named(asked)
        and _NOUN.match(asked.work.sentence.folded, asked.mention.start)
        and not _HELD.search(asked.before())
    ):
        return "a place that nobody is said to hold"
    return None


def _compared(asked: Asked) -> str | None:
    """ "hơn tỉnh dẫn đầu", "kể cả nơi đứng đầu": whoever leads is not named."""
    before, rule = asked.before(), asked.mention.rule
    leader = rule.startswith(("first", "last")) and not _holder_named(asked)
    if (leader and _COMPARED.search(before)) or (rule.startswith("first") and _EVEN.search(before)):
        return "the leader is compared with, not named"
    return None


def _bound(asked: Asked) -> str | None:
    if _BOUND.search(asked.before()) and asked.mention.rule != "series":
        return "a bound, not a place"
    return None


def _parts(asked: Asked) -> str | None:
    leads = asked.mention.rule.startswith("first")
    if leads and not asked.frame.targets and _PARTS.search(asked.before()):
        return "how many parts lead, not which"
    return None


def _of_those(asked: Asked) -> str | None:
    return "a place in some other order" if _OF_THOSE.search(asked.before(120)) else None


_OF_RATE: Final = regex.compile(
    r"(?:tỉ lệ|số lượng|mức thu nhập|năng suất|sản lượng|doanh thu|kim ngạch|tốc độ tăng|quy mô)"
    r"(?! hài lòng)[^.;:,()]{2,50}?(?: của (?:cả )?tỉnh)? (?:đang |hiện |cũng |vẫn )?(?:đứng|xếp|ở)"
    r"(?: vị trí| hạng| thứ)* $"
)


def _of_rate(asked: Asked) -> str | None:
    """ "Tỷ lệ tiêm chủng đứng thứ 15": what is ranked is a number of something."""
    before = asked.before(80)
    match = _OF_RATE.search(before)
    if match is None:
        return None
    start = asked.mention.start - (len(before) - match.start())
    named = any(
        m.tag in (Tag.INDEX, Tag.COMPONENT) and start <= m.start < asked.mention.start
        for m in asked.work.mentions
    )
    return None if named else "a place in some other order"


def _some_year(asked: Asked) -> str | None:
    if _SOME_YEAR.search(asked.before()) and not _IN_YEAR.match(asked.after):
        return "in some year, nobody says which"
    return None


def _upwards(asked: Asked) -> str | None:
    return "a bound, not a place" if _UPWARDS.match(asked.after) else None


def _said_before(asked: Asked) -> str | None:
    """Why the value before a place in its clause is none: "98% doanh nghiệp đã …, đứng thứ nhất cả nước"."""
    work = asked.work
    for j in range(asked.position - 1, -1, -1):
        m = work.mentions[j]
        if m.tag in (Tag.SUBJECT, Tag.INDEX, Tag.COMPONENT, Tag.RANK, Tag.GENERIC) or m.value in (
            ";",
            ":",
            "(",
        ):
            return None
        if m.tag is Tag.SCORE:
            why = work.frames[j].no
            return why if is_no_score(why) else None
    return None


def _denied(asked: Asked) -> str | None:
    return "denied" if _DENIED.search(asked.before()) else None


def _below(asked: Asked) -> str | None:
    return "a place among bodies below the first level" if AMONG_BELOW.match(asked.after) else None


def _told_next(asked: Asked) -> str | None:
    """ "Ở cuối bảng, hạng 32 là …": the place itself is told right behind."""
    last = asked.mention.rule.startswith("last") and _NEXT_PLACE.match(asked.after)
    first = asked.mention.rule.startswith("first") and _ASIDE_PLACE.match(asked.after)
    return "told more exactly by the next words" if last or first else None


_ASIDE_PLACE: Final = regex.compile(r"\s?\((?:xếp |đứng )?(?:hạng|thứ|vị trí)(?: thứ)? (?!1\b)\d")
_NEXT_PLACE: Final = regex.compile(r"\s?,? (?:là )?(?:xếp |đứng )?(?:hạng|thứ|vị trí) \d")


def _of_some_item(asked: Asked) -> str | None:
    """ "Điểm mạnh: số đơn đăng kí nhãn hiệu (xếp hạng 5)": the place of a criterion that has no name here."""
    paren = asked.work.sentence.paren_of(asked.position)
    if paren is None or paren.open != asked.position - 1 or not _OF_ITEM.search(asked.before(110)):
        return None
    at = asked.work.sentence.span(asked.work.mentions[paren.open])[0] - asked.work.sentence.start
    words = _OF_ITEM.search(asked.before(110))
    start = at - (len(words[0]) if words else 0)
    silent = (Tag.CUE, Tag.BREAK)
    named = any(
        start < m.end and m.start < at and m.tag not in silent for m in asked.work.mentions[: paren.open]
    )
    slots = asked.frame.slots
    own = any(
        name in slots and slots[name].reason in ("apposition", "about") for name in ("subject", "target")
    )
    return None if named or own else "the place of something that has no name here"


def _highest_of_others(asked: Asked) -> str | None:
    """ "nội dung đạt điểm cao nhất là …": only whoever the clause itself names has the highest score of all."""
    if not asked.mention.rule.startswith("highest"):
        return None
    subject = asked.frame.slots.get("subject")
    own = subject is not None and subject.reason in ("clause", "order")
    before = asked.work.mentions[asked.position - 1] if asked.position else None
    if (
        own
        and before is not None
        and before.tag is Tag.INDEX
        and not asked.work.sentence.gap(before, asked.mention)
    ):
        return None  # "Chỉ số hài lòng cao nhất": the index, no part of it
    if own and not _SINCE.match(asked.after) and not _ITS_PARTS.search(asked.before(60)):
        return None
    return "the highest of something else"


_OF_REGIONS: Final = regex.compile(
    r"(?: và thứ \d+)?(?: lần lượt)? (?:là|thuộc về) (?:các )?(?:vùng |khu vực |[2-6] vùng )?$"
)


def _of_regions(asked: Asked) -> str | None:
    """ "Xếp vị trí thứ 3 là vùng Đông Nam Bộ": the order is one of regions."""
    work = asked.work
    ahead = next((m for m in work.mentions[asked.position + 1 :] if m.tag is Tag.REGION and m.value), None)
    if ahead is None or not _OF_REGIONS.fullmatch(work.sentence.folded[asked.mention.end : ahead.start]):
        return None
    return "a place among regions"


_OF_PART: Final = regex.compile(
    r"\W{0,4}\s?(?:toàn |cả |của |ở |trong )?(?:các tỉnh )?"
    r"(?:phía (?:bắc|nam)|miền (?:bắc|trung|nam))(?!\p{L}| trung bộ)"
)


def _of_part(asked: Asked) -> str | None:
    """ "thứ nhì toàn miền Bắc": a place in a part of the country that is no region."""
    scope = asked.frame.slots.get("scope")
    if scope is None and _OF_PART.match(asked.after):
        return "a place in a part of the country that is no region"
    return None


def _group(asked: Asked) -> str | None:
    return "a group of places, not a place" if _GROUP.search(asked.before()) else None


_CHECKS: Final[tuple[Callable[[Asked], str | None], ...]] = (
    _too_many,
    _counted,
    _other_order,
    _not_held,
    _in_span,
    _ended,
    _by_nobody,
    _compared,
    _bound,
    _parts,
    _of_those,
    _some_year,
    _of_rate,
    _upwards,
    _said_before,
    _denied,
    _below,
    _group,
    _of_regions,
    _of_part,
    _highest_of_others,
    _of_some_item,
    _told_next,
)

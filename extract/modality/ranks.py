"""Places that nobody holds: counts, bounds, groups, places spoken of or compared with, or of a former streak."""

from collections.abc import Callable
from typing import Final

import regex

from extract.mention import Rank, Tag
from extract.modality import orders, past
from extract.modality.asked import Asked

_APPOSED: Final = regex.compile(r"[^,;.()]{0,20}(?:năm|kì) \d{4}[^,;.()]{0,14},")
_NOUN: Final = regex.compile(r"(?:ngôi|quán quân|vị trí|vị thế|đầu bảng|thủ khoa)")
_HELD: Final = regex.compile(
    r"(?:giữ|giành|ở|chiếm|về|bảo vệ|trở lại|lấy lại|đòi lại|đứng|xếp|leo|vươn|lên|đoạt"
    r"|thành|là|với|nắm|tới|đến|vào|duy trì|đạt|có|được|đưa|nhận|cũng|vẫn|lại|tiếp tục"
    r"|bước|danh hiệu"
    r"|lấy được|thuộc|của|tại|chạm|tranh|mất|tuột|nhường|rời|củng cố|trụ|tái lập|trong|cho"
    r"|:)(?: \p{L}+){0,3} [\"']?$"
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
_DENIED: Final = regex.compile(
    r"(?:không|chưa|chẳng)(?: còn| hề| phải)?(?: có| là| được| ở| đạt| giữ)?(?: được| nổi)?"
    r"(?: vị trí| hạng| thứ| ngôi)*"
    r"(?: \d+ (?:hay|hoặc)(?: vị trí| hạng| thứ| ngôi)*)? $|không có [^.,;]{0,20} (?:hay|hoặc) $"
)
_GROUP: Final = regex.compile(r"(?:^|[,(] )(?:top|tốp|nhóm)[^.,;]{0,12}$")
_SINCE: Final = regex.compile(r"\s?(?:từ trước|trong (?:\d|nhiều|lịch sử)|kể từ|mà tỉnh|của tỉnh|từng)")
_ITS_PARTS: Final = regex.compile(
    r"(?:chỉ số(?! (?:tổng hợp|chung|tổng))|nội dung|lĩnh vực|trụ cột|tiêu chí)(?: thành phần)?(?: \p{L}+){0,3} $"
    r"|(?:mức|tăng)(?: \p{L}+){0,2} $"
)
"""In front of "cao nhất": it is the highest of the subject's parts, or of its years."""
_THAT_IS: Final = regex.compile(
    r"đây (?:cũng )?là (?:chỉ số|nội dung|lĩnh vực|trụ cột)(?: thành phần| nội dung)?"
    r"(?: (?:đạt|có) (?:điểm|thứ hạng))? $"
)


def rank_refused(asked: Asked) -> str | None:
    """Why nobody is said to hold a place, or None. Checks are asked in turn; the first answer stands."""
    return next((why for check in _CHECKS if (why := check(asked)) is not None), None)


def _several_last(asked: Asked) -> str | None:
    """ "Các tỉnh A, B và C ở cuối bảng": several are there, and only one is last."""
    rank, subject = asked.mention.value, asked.frame.slots.get("subject")
    if not isinstance(rank, Rank) or not rank.last or subject is None:
        return None
    work = asked.work
    owner = next(
        (i for i in work.positions(Tag.SUBJECT) if work.sentence.span(work.mentions[i]) == subject.span), None
    )
    many = owner is not None and owner < asked.position and len(work.run_of(owner, Tag.SUBJECT)) > 2
    return "several are last, no one of them" if many else None


def _by_nobody(asked: Asked) -> str | None:
    if (
        asked.mention.rule == "first"
        and not asked.holder_named
        and _NOUN.match(asked.work.sentence.folded, asked.mention.start)
        and not _HELD.search(asked.before())
        and not _apposed(asked)
    ):
        return "a place that nobody is said to hold"
    return None


def _apposed(asked: Asked) -> bool:
    """ "A, quán quân của năm 2007, chỉ còn ở hạng 30": whoever stands right before held the place."""
    previous = asked.work.mentions[asked.position - 2] if asked.position > 1 else None
    return (
        previous is not None
        and previous.tag is Tag.SUBJECT
        and asked.work.between(asked.position - 2, asked.position) == ","
        and _APPOSED.match(asked.after) is not None
    )


_BETWEEN: Final = regex.compile(
    r"(?:khoảng cách|chênh lệch) giữa [^.;]{0,50} và (?:tỉnh|địa phương|đơn vị|thành phố|bộ|nơi)"
    r" (?:đứng |xếp )?(?:ở )?(?:vị trí |hạng )?(?:thứ )?$"
)


def _compared(asked: Asked) -> str | None:
    """ "hơn tỉnh dẫn đầu", "kể cả nơi đứng đầu": whoever leads is not named."""
    if _BETWEEN.search(asked.before(100)):
        return "a gap to whoever holds the place"
    before, rule = asked.before(), asked.mention.rule
    leader = rule.startswith(("first", "last")) and not asked.holder_named
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


def _upwards(asked: Asked) -> str | None:
    return "a bound, not a place" if _UPWARDS.match(asked.after) else None


def _denied(asked: Asked) -> str | None:
    return "denied" if _DENIED.search(asked.before()) else None


def _narrower(asked: Asked) -> str | None:
    """ "Vùng A không có đại diện trong tốp 10, đứng cao nhất là B, thứ 11": first of the region alone."""
    if "holder after" not in asked.frame.rule or not asked.mention.rule.startswith(("first", "highest")):
        return None
    subject = asked.frame.slots.get("subject")
    if subject is None or "scope" in asked.frame.slots:
        return None
    behind = next(
        (m for m in asked.work.mentions[asked.position + 1 :] if asked.work.sentence.span(m) == subject.span),
        None,
    )
    told = behind is not None and _OWN_PLACE.match(asked.work.sentence.after(behind, 60))
    return "first in some narrower order: the next words tell the place" if told else None


_OWN_PLACE: Final = regex.compile(
    r"\s?(?:,|\((?:[^();,]{0,30}, )?) ?(?:xếp |đứng |ở )?(?:hạng|thứ|vị trí)(?: thứ)? (?!1(?!\d)|nhất)"
    r"(?:\d{1,2}|\p{L}+)(?! (?:là|thuộc|gọi))"
)


def _told_next(asked: Asked) -> str | None:
    """ "Ở cuối bảng, hạng 32 là …": the place itself is told right behind."""
    last = asked.mention.rule.startswith("last") and _NEXT_PLACE.match(asked.after)
    first = asked.mention.rule.startswith("first") and _ASIDE_PLACE.match(asked.after)
    return "told more exactly by the next words" if last or first else None


_ASIDE_PLACE: Final = regex.compile(r"\s?\((?:xếp |đứng )?(?:hạng|thứ|vị trí)(?: thứ)? (?!1\b)\d")
_NEXT_PLACE: Final = regex.compile(r"\s?,? (?:là )?(?:xếp |đứng )?(?:hạng|thứ|vị trí) \d")


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
    if _THAT_IS.search(asked.before(60)) and asked.frame.slots.get("target") is not None:
        return None  # "… 7,38 điểm và đây là chỉ số thành phần cao nhất cả nước"
    if own and not _SINCE.match(asked.after) and not _ITS_PARTS.search(asked.before(60)):
        return None
    return "the highest of something else"


_WHO: Final = regex.compile(r"(?<!\p{L})(?:địa phương|tỉnh|thành phố|đơn vị|bộ) nào(?!\p{L})")


def _asked_for(asked: Asked) -> str | None:
    """ "Địa phương nào ở miền Tây xếp thứ 4 cả nước?": asked, not said."""
    sentence = asked.work.sentence
    who = _WHO.search(sentence.folded, 0, asked.mention.start)
    question = who is not None and (sentence.text.rstrip().endswith("?") or who.start() == 0)
    return "asked, not said" if question else None


def _group(asked: Asked) -> str | None:
    return "a group of places, not a place" if _GROUP.search(asked.before()) else None


_CHECKS: Final[tuple[Callable[[Asked], str | None], ...]] = (
    orders.too_many,
    orders.counted,
    past.counted,
    past.before_that,
    _several_last,
    orders.other_order,
    past.not_held,
    past.in_span,
    past.ended,
    _by_nobody,
    _compared,
    _bound,
    _parts,
    orders.of_those,
    past.some_year,
    orders.of_rate,
    _upwards,
    orders.said_before,
    _denied,
    orders.by_size,
    orders.below,
    orders.held_below,
    _group,
    _asked_for,
    orders.of_regions,
    orders.of_part,
    _highest_of_others,
    orders.of_some_item,
    _told_next,
    _narrower,
)

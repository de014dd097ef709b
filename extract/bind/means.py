"""Means: "trung bình", "cả nước" and "các tỉnh" bring the nation, the ministries or a region into focus."""

from typing import TYPE_CHECKING, Final

import regex

from extract.bind.focus import NOBODY
from extract.frame import Slot
from extract.mention import Cue, Mention, Tag
from normalize.records import MINISTRIES

if TYPE_CHECKING:
    from extract.bind.walk import Walk

_ALL: Final = ("national",)
_ALL_MINISTRIES: Final = ("national", MINISTRIES)

_REASON: Final = regex.compile(r"(?<!\p{L})(?:bởi|do|vì|nhờ|trong khi|so với)(?!\p{L})[^.;]*$")
_RESULT: Final = regex.compile(
    r"(?: nói chung)?(?: năm \d{4},?)?(?: \([^()]{0,30}\))? (?:đã )?(?:đạt|là|ở mức|được|có (?:chỉ số|điểm))(?!\p{L})"
)
_AMONG: Final = regex.compile(r"(?:nhất|đầu|so với|trong số|trên tổng số|trong) (?:của )?$")
"""In front of "cả nước": it is where a place counts."""
_MEAN_COMPARED: Final = regex.compile(
    r"(?:hơn|kém|so với|dưới|trên|vượt|bằng)(?: mức| điểm| giá trị| kết quả| chỉ số)? (?:trung bình|bình quân|chung)"
)


_FRONT: Final = 12
_LEVEL: Final = regex.compile(r"cấp quốc gia,|quốc gia,|cấp tỉnh,")
"""At the front of a sentence: what follows is said of the whole country ("Ở cấp quốc gia, chỉ số … đạt 0,79")."""
_TOP: Final = regex.compile(r"(?:tốp|top|nhóm) (?:đầu|cuối|giữa|\d+)(?: của| trong)? $")


def nation(walk: "Walk", i: int) -> None:
    """ "cả nước", "các tỉnh": the mean of all, where a mean or a result is said of them."""
    work, m = walk.work, walk.work.mentions[i]
    near_mean = walk.mean or any(
        work.is_cue(j, Cue.MEAN) for j in range(max(0, i - 2), min(len(work.mentions), i + 3))
    )
    said = _RESULT.match(work.sentence.after(m, 60))
    if _where_a_place_counts(walk, i, said is not None):
        return
    if m.start < _FRONT and _LEVEL.match(work.sentence.folded, m.start):
        walk.focus.subject = Slot(_ALL, "clause", work.sentence.span(m))
        return
    if _TOP.search(work.sentence.before(m, 14)):
        return  # "thuộc tốp đầu cả nước là …"
    if (near_mean or said) and not _MEAN_COMPARED.search(work.sentence.before(m, 45)):
        value = _ALL if m.value == "national" else _ALL_MINISTRIES
        walk.focus.subject = Slot(value, "clause", work.sentence.span(m))
        _settle(walk, value, i)


def _where_a_place_counts(walk: "Walk", i: int, said: bool) -> bool:
    """Whether "cả nước" is no more than where a place counts, or "các tỉnh" are those of one region."""
    work, m = walk.work, walk.work.mentions[i]
    following = work.mentions[i + 1] if i + 1 < len(work.mentions) else None
    if (
        following is not None
        and following.tag is Tag.REGION
        and following.start - m.end < 12
        and following.value
    ):
        return True  # "các tỉnh Tây Nguyên" are not all provinces
    if _SOME.search(work.sentence.before(m, 30)) and _THESE.match(work.sentence.folded, m.start):
        return True  # "nằm trong các tỉnh có điểm số thấp"
    previous = work.mentions[i - 1] if i else None
    follows_rank = (
        previous is not None
        and previous.tag in (Tag.RANK, Tag.GROUP)
        and _OF.fullmatch(work.sentence.gap(previous, m)) is not None
    )
    return follows_rank or (not said and _AMONG.search(work.sentence.before(m, 30)) is not None)


_OF: Final = regex.compile(r".{0,3}|\s?(?:của|trong|so với)\s?")
"""Between a place or group and "cả nước": "thuộc nhóm B của cả nước"."""
_SOME: Final = regex.compile(r"(?:trong|thuộc|trong số|trong nhóm|nhóm|là một trong) $")
_THESE: Final = regex.compile(r"các |những ")
"""In front of and at the beginning of some who are described: "nằm trong các tỉnh có điểm số thấp"."""


def _settle(walk: "Walk", value: tuple[str, ...], i: int) -> None:
    """Values earlier in the clause that still wait are the mean's too."""
    if _REASON.search(walk.work.sentence.folded[: walk.work.mentions[i].start]):
        return
    for frame in walk.waiting:
        frame.fill("subject", Slot(value, "ahead", walk.work.sentence.span(walk.work.mentions[i])))
    walk.waiting.clear()


_THAN: Final = regex.compile(
    r"(?:hơn|kém|so với|trên|dưới|vượt|bằng|bỏ xa|vượt xa)(?: mức| điểm| giá trị)? $"
)
"""In front of a mean: somebody is compared with it."""
_OF_BELOW: Final = regex.compile(
    r"[^.;,]{0,20}(?:sở|huyện|xã|quận|ban, ngành|nhóm này)"
    r"| (?:của )?(?:nhóm )?(?:\d{1,2}|hai|ba|bốn|năm|mười) (?:tỉnh|địa phương|đơn vị)(?:,? thành(?: phố)?)?"
    r" (?:dẫn đầu|đứng đầu|đứng cuối|cuối bảng|cao nhất|thấp nhất)"
)
"""Behind a mean: it is that of districts or departments, or of some provinces."""


def mean(walk: "Walk", i: int) -> None:
    """ "trung bình": the nation, the ministries or a region comes into focus."""
    work, m = walk.work, walk.work.mentions[i]
    if _THAN.search(work.sentence.before(m, 24)):
        _mean_compared(walk, i)
        return
    if _of_below(walk, i):
        walk.focus.subject = NOBODY
        return
    if work.sentence.folded[m.start : m.end] == "chung" and (
        walk.scene.of_a_province or walk.focus.subject is not None or walk.scene.introduced is not None
    ):
        return  # the general satisfaction of the province that the article is about
    walk.mean = True
    if walk.focus.subject is not NOBODY and (slot := _whose(walk, i)) is not None:
        walk.focus.subject = slot


def _of_below(walk: "Walk", i: int) -> bool:
    """Whether a mean is that of districts or departments, named here or by the sentence before."""
    work, m = walk.work, walk.work.mentions[i]
    named = any(
        x.tag in (Tag.NATION, Tag.REGION, Tag.SUBJECT) and x.start - m.end < 40
        for x in work.mentions[i + 1 :]
    )
    if walk.scene.below and not named and walk.focus.subject is None:
        return True
    return _OF_BELOW.match(work.sentence.after(m, 60)) is not None


def _whose(walk: "Walk", i: int) -> Slot | None:
    """Whose mean it is: a region's before or right behind it, else that of all; None for who is in focus."""
    work, m, current = walk.work, walk.work.mentions[i], walk.focus.subject
    last = next(
        (x for x in reversed(work.mentions[:i]) if x.tag in (Tag.SUBJECT, Tag.BREAK, Tag.NATION)), None
    )
    if current is not None and last is not None and last.tag is Tag.SUBJECT:
        return None
    before = next(
        (
            x
            for x in reversed(work.mentions[:i])
            if x.tag in (Tag.REGION, Tag.SUBJECT, Tag.NATION) or x.value == ";"
        ),
        None,
    )
    if before is not None and before.tag is Tag.REGION and before.value and current is None:
        return Slot((f"region/{before.value}",), "clause", work.sentence.span(before))
    ahead = next(
        (
            x
            for x in work.mentions[i + 1 :]
            if x.tag in (Tag.NATION, Tag.SUBJECT, Tag.SCORE) or (x.tag is Tag.REGION and x.value)
        ),
        None,
    )
    if ahead is not None and ahead.tag is Tag.SUBJECT and ahead.start - m.end < 12:
        return None
    if current is not None and current.is_a("region"):
        return None
    value: tuple[str, ...] = _ALL
    if walk.scene.region is not None and (
        _THE_REGION.match(work.sentence.after(m, 24)) or _REGION_HAS.search(work.sentence.before(m, 30))
    ):
        return walk.scene.region
    if _SAME_BLOCK.match(work.sentence.after(m, 24)):
        return walk.scene.block_of
    if ahead is not None and ahead.tag is Tag.REGION and ahead.value and _near_or_owner(walk, i, ahead):
        value = (f"region/{ahead.value}",)
    elif any(x.tag is Tag.NATION and x.value == "ministries" for x in work.mentions):
        value = _ALL_MINISTRIES
    return Slot(value, "clause", work.sentence.span(m))


def _near_or_owner(walk: "Walk", i: int, region: Mention) -> bool:
    """Whether a region is whose a mean is: right behind it, or behind the index ("trung bình PCI của vùng A")."""
    end = walk.work.mentions[i].end
    between = walk.work.sentence.folded[end : region.start]
    return len(between) < _BEHIND or _OF_REGION.fullmatch(between) is not None


_BEHIND: Final = 24
_OF_REGION: Final = regex.compile(r"[^,;.()]{0,60} của (?:các tỉnh )?(?:toàn )?(?:vùng |khu vực )?")
_THE_REGION: Final = regex.compile(
    r" (?:của )?(?:toàn |cả )?(?:vùng|khu vực)(?! \p{L}+ (?:kinh tế|đồng|núi))(?= (?:này|là|đạt|ở|chỉ|năm|cao|thấp))"
)
"""Behind a mean: it is that of the region under discussion."""
_REGION_HAS: Final = regex.compile(r"(?:^|[,;] )(?:toàn |cả )?(?:vùng|khu vực)(?: này)? (?:có|đạt) $")
"""The same in front of one: "vùng có điểm trung bình cao nhất ở chi phí thời gian"."""
_SAME_BLOCK: Final = regex.compile(r" (?:của )?khối này(?!\p{L})")
"""Behind a mean: it is that of those whom the sentence before spoke of."""
_APPOSED: Final = regex.compile(r"(?:[(,:]|là|của|chung|cả|đạt|mức|các|[NZICY_]| )*")
"""Between a mean that somebody is compared with and its score."""


def _mean_compared(walk: "Walk", i: int) -> None:
    """ "cao hơn trung bình cả nước (85,11%)": the score right behind is the mean's, and the topic stays."""
    work = walk.work
    for j in range(i + 1, min(i + 5, len(work.mentions))):
        m = work.mentions[j]
        if m.tag is Tag.SCORE:
            if _APPOSED.fullmatch(work.sentence.gap(work.mentions[i], m, "NZICY")):
                region = next((x for x in work.mentions[i + 1 : j] if x.tag is Tag.REGION and x.value), None)
                value: tuple[str, ...] = _ALL
                if region is not None:
                    value = (f"region/{region.value}",)
                elif walk.focus.subject is not None and walk.focus.subject.is_a("ministry"):
                    value = _ALL_MINISTRIES
                work.frames[j].fill("subject", Slot(value, "mean", work.sentence.span(work.mentions[i])))
            return
        if m.tag not in (
            Tag.NATION,
            Tag.REGION,
            Tag.CUE,
            Tag.INDEX,
            Tag.COMPONENT,
            Tag.YEAR,
        ) and m.value not in (
            "(",
            ":",
        ):
            return

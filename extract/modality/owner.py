"""Whether a number is anything's but a score: "tỷ lệ hồ sơ … đạt 98%" gives a share of records."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.mention import Cue, Tag

UPWARDS: Final = regex.compile(r"\s?(?:điểm )?(?:trở lên|trở xuống|đến dưới|- dưới|đến gần)")
"""Behind a number: it is a threshold."""
_GOES_ON: Final = regex.compile(r" (?:đạt|là|ở mức|chiếm|với|tương đương|bằng)?(?: tỉ lệ)? ?")
"""Between a comma and a number: the clause goes on over it."""
_SHARE: Final = regex.compile(
    r"(?:tỉ lệ|số) (?:doanh nghiệp|người|hộ|hồ sơ|cán bộ|công chức|dn)[^.;:,()]{0,50}$"
)
_SHARE_OF: Final = regex.compile(r"(?<!\p{L})tỉ lệ(?! hài lòng) [^,;:()]{0,60}$")
"""In front of a mean: it is that of a share ("tỉ lệ máy tính ở các tỉnh bình quân đạt 0,75")."""


_REACHES: Final = regex.compile(r"(?:đạt|với) tỉ lệ$")
_PART_OF_PART: Final = regex.compile(
    r"(?:nội dung thành phần|chỉ số con|tiêu chí thành phần|tiểu mục|chỉ tiêu)"
    r"(?: (?!(?:là|đạt|được|với|có)(?!\p{L}))\p{L}+){1,8} (?:là |chỉ |đạt |được |với )*$"
    r"|tiêu chí (?:đạt |được |có )?(?:số )?điểm (?:tối đa|tuyệt đối) \($"
)
"""In front of a number: it is that of a part of a component, which has no name of ours."""


def owner(work: Work, i: int) -> str | None:
    """A noun in the value's clause that owns the number, behind the last index, component or rank."""
    if part := _PART_OF_PART.search(work.sentence.before(work.mentions[i], 90)):
        if not any(
            m.tag is Tag.COMPONENT and m.end > work.mentions[i].start - len(part[0])
            for m in work.mentions[:i]
        ):
            return part[0].strip()
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if work.is_cue(j, Cue.HEAD):
            if _REACHES.search(work.sentence.folded[: m.end]) and not work.between(j, i):
                continue  # "SIPAS đạt tỷ lệ 94,27%"
            if _also_a_score(work, j, i):
                return None
            return work.sentence.folded[m.start : m.end]
        if m.tag is Tag.COMPONENT and _SHARE.search(work.sentence.before(m, 60)):
            continue  # "tỉ lệ doanh nghiệp phải chi trả chi phí không chính thức là 33%"
        if m.tag is Tag.SCORE and is_no_score(work.frames[j].no) and work.level(j) == work.level(i):
            return work.sentence.folded[m.start : m.end]  # "ở các bộ đạt 94,2%, ở các tỉnh đạt 71,8%"
        if m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.RANK, Tag.SUBJECT, Tag.SCORE) and not m.weak:
            return None
        if m.weak and _is_target(work, i, j):
            return None
        if work.is_cue(j, Cue.MEAN) and not _SHARE_OF.search(work.sentence.folded[: m.start]):
            return None
        if m.tag is Tag.BREAK and m.value in (";", "(", ":"):
            return None
        if (
            m.tag is Tag.BREAK
            and m.value == ","
            and not _GOES_ON.fullmatch(work.sentence.folded[m.end : work.mentions[i].start])
        ):
            return None
    return None


def _is_target(work: Work, i: int, j: int) -> bool:
    """Whether a weak name before a value was taken for the component that it is a score of."""
    target = work.frames[i].slots.get("target")
    return target is not None and target.span == work.sentence.span(work.mentions[j])


_AS_SHARE: Final = regex.compile(r", (?:đạt|chiếm|tương ứng|tương đương)(?: với)?")


def _also_a_score(work: Work, head: int, i: int) -> bool:
    """ "đạt 8,79 điểm, chiếm tỷ lệ 87,94%": the score before, as a share of its full mark."""
    score = next((j for j in range(head - 1, -1, -1) if work.mentions[j].tag is not Tag.BREAK), None)
    if score is None or work.mentions[score].tag is not Tag.SCORE or head + 1 != i:
        return False
    between = work.sentence.folded[work.mentions[score].end : work.mentions[head].start].strip()
    return (
        _AS_SHARE.fullmatch(between) is not None
        and not work.sentence.folded[work.mentions[head].end : work.mentions[i].start].strip()
    )


def is_no_score(why: str | None) -> bool:
    """Whether a number was refused for what it belongs to; what is said of it holds of its clause too."""
    return why is not None and why.startswith(("the number belongs", "a share"))

"""Changes that are none: gaps to somebody, yearly means, thresholds, steps of something else."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.mention import Change, Cue, Tag
from extract.modality.asked import Asked
from extract.modality.owner import UPWARDS, is_no_score, owner

_TO_SOMEBODY: Final = regex.compile(
    r"\s?(?:so với|kém|hơn|cách) (?:đơn vị|tỉnh|địa phương|mức trung bình|trung bình"
    r"|mức bình quân|bình quân|s_*)"
)
_YEARLY: Final = regex.compile(r"(?:mỗi năm|hàng năm|hằng năm|bình quân mỗi năm)[^.;]{0,20}$")
_SUPERLATIVE: Final = regex.compile(r"(?:nhiều|cao|mạnh|ít|thấp) nhất (?:là |tới |đến )?(?:\p{L}+ )?$")
"""Whose change it is is not named: "có tỉnh tăng nhiều nhất 20 bậc"."""
_ROUGH: Final = regex.compile(r"(?<!\p{L})(?:sâu|mạnh|nhất)(?: là)? (?:trên|hơn|gần|khoảng|ngót) $")
"""In front of what some rose or fell by at the most: whose change it is follows with the exact figure, if at all."""
_SOME_ROSE: Final = regex.compile(
    r"(?:những|các|nhiều|\d) (?:tỉnh|địa phương|đơn vị|bộ)(?: \p{L}+){0,2} (?:trên|hơn|từ) $"
)
_OTHER_STEPS: Final = regex.compile(r"\s?(?:xếp loại|lương|thi đua|ngạch|danh hiệu|học)")
_NEAR: Final = 30
"""Characters between a change and the word of distance, or the base, in front of it."""


_TO_FORMER_MEAN: Final = regex.compile(
    r"\s?so với (?:giá trị |mức |điểm |kết quả )?(?:trung bình|bình quân)(?: chung)?(?: của)? năm \d{4}"
)
"""Behind the change of a mean: "cao hơn 2,57% so với giá trị trung bình năm 2019"."""


def _of_all(asked: Asked) -> bool:
    subject = asked.frame.slots.get("subject")
    return subject is not None and str(subject.values[0]) == "national"


def change_refused(asked: Asked) -> str | None:
    """Why a difference is no change of an edition, or None."""
    work, i = asked.work, asked.position
    change = asked.mention.value
    assert isinstance(change, Change)
    own = _TO_FORMER_MEAN.match(asked.after) and _of_all(asked)
    if (change.gap or _TO_SOMEBODY.match(asked.after)) and not _base_is_year(work, i) and not own:
        return "a gap to somebody or to a mean, not a change"
    nearest = next((x for x in reversed(work.mentions[:i]) if x.tag is Tag.CUE and x.value is Cue.GAP), None)
    if not own and nearest is not None and asked.mention.start - nearest.end < _NEAR:
        return "a gap, not a change"
    if _YEARLY.search(asked.before(60)):
        return "a yearly mean, not the change of an edition"
    if _SUPERLATIVE.search(asked.before()) and not (
        asked.subject_is("clause") or asked.subject_is("apposition")
    ):
        return "the change of somebody who is not named"
    if change.unit == "step" and _SOME_ROSE.search(asked.before(40)):
        return "how far some rose or fell, who are not named"
    if change.unit != "step":
        if _ROUGH.search(asked.before(16)):
            return "an approximate value (“trên”, “gần”, “khoảng” …)"
        if (why := _refused_before(work, i)) is not None:
            return why
        if noun := owner(work, i):
            return f"the number belongs to “{noun}”"
    if UPWARDS.match(asked.after):
        return "a threshold, not a change"
    if _OTHER_STEPS.match(asked.after):
        return "steps of something else"
    return None


def _refused_before(work: Work, i: int) -> str | None:
    """Why the value that changed is no score, where it stands right before in the clause."""
    for j in range(i - 1, -1, -1):
        if j in work.frames:
            why = work.frames[j].no
            return why if is_no_score(why) and not work.sentence.clause_break(j, i) else None
        if work.mentions[j].tag in (Tag.SUBJECT, Tag.INDEX, Tag.COMPONENT):
            return None
    return None


def _base_is_year(work: Work, i: int) -> bool:
    """Whether a comparison has a year for its base in the same clause: "cao hơn 2,19% so với năm 2022"."""
    if _opens_with_base(work) and work.level(i) == -1:
        return True
    for j in range(i + 1, min(i + 4, len(work.mentions))):
        m = work.mentions[j]
        if m.tag is Tag.BASE or (
            m.value == "(" and j + 1 < len(work.mentions) and work.mentions[j + 1].tag in (Tag.YEAR, Tag.BASE)
        ):
            return True  # also "cao hơn 1,99% (năm 2023: 87,45%)"
        if m.tag in (Tag.SUBJECT, Tag.BREAK, Tag.SCORE, Tag.RANK):
            return False
    previous = work.mentions[i - 1] if i else None
    return previous is not None and previous.tag is Tag.BASE and work.mentions[i].start - previous.end < _NEAR


def _opens_with_base(work: Work) -> bool:
    """Whether all of a sentence compares with a year: "So với năm 2020, kết quả chung cao hơn 0,87%; riêng …"."""
    front = [m for m in work.mentions[:2] if m.tag is not Tag.CUE]
    return bool(front) and front[0].tag is Tag.BASE and front[0].start < _NEAR

"""Binds an index or component that is named behind a value, or recalled there ("ở cả ba trụ cột này")."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Cue, Tag, Year
from extract.scene import Scene

_ABOUT: Final = regex.compile(
    r"(?:(?:bảng|xếp hạng|bảng xếp hạng|toàn quốc|cả nước|trong|về|ở|của|trên|tại|đối với"
    r"|kết quả|chỉ số|các"
    r"|thành phần(?: (?:thứ |số )?\d{1,2})?|(?<=cả )\d$|lĩnh vực|nội dung|trụ cột|trục|cả|mặt|hai|ba|bốn|năm|theo"
    r"|đảm bảo|bảo đảm"
    r"|với|nhóm|\d(?= (?:bảng|chỉ số|lĩnh vực|trụ cột|nội dung))"
    r"|chung cuộc|điểm|điểm số|xét|mảng|tiêu chí|khâu|khía cạnh|cấp|tỉnh|chỉ tiêu|y_*)[ ,:\"']*)*"
)

_ABOUT_CUE: Final = regex.compile(
    r"(?:nội dung|lĩnh vực|trụ cột|trục|mảng|hạng mục|tiêu chí|về|trong|ở|của|trên|tại"
    r"|bảng|đối với|theo|chỉ số|cả)(?!\p{L})"
)

_COUNTED: Final = regex.compile(
    r"[\s,]*(?:cả nước |toàn quốc )?(?:(?:ở|về|tại|trong) )?(?:cả )?(?:\d|hai|ba|bốn|năm"
    r"|sáu) (?:chỉ số|trục|trụ cột|tiêu chí"
    r"|nội dung|lĩnh vực)(?: thành phần| nội dung| chính)?(?: là| gồm| gồm có)?[ :\"']*"
)
"""Between a place and several parts: "dẫn đầu cả hai trục A (7,31 điểm) và B"."""

_RECALL: Final = regex.compile(
    r"\s*(?:cả nước |toàn quốc )?(?:(?:ở|về|trong|tại) )?(?:cả )?(?P<n>hai|ba|bốn|2|3"
    r"|4) (?:trụ cột|chỉ số|lĩnh vực|nội dung|mảng)(?: thành phần)?(?: này| trên| vừa nêu"
    r"| nói trên| kể trên|$|[,.;])"
)

_RECALL_ONE: Final = regex.compile(
    r"\s*(?:ở|về|trong|tại) (?:trụ cột|chỉ số|lĩnh vực|nội dung|mảng|thành phần"
    r"|hạng mục)(?: thành phần)? (?:này|nói trên|kể trên)"
)

_SMALL: Final = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}


def about(work: Work, scene: Scene) -> None:
    """Bind an index or component that is named right behind a value: "xếp thứ 12 về chính quyền số"."""
    for i, frame in work.frames.items():
        _owner(work, i, frame)
        if "target" in frame.slots:
            continue
        if _in_parenthesis(work, i, frame):
            continue
        j = _next_target(work, i)
        if j is not None and work.mentions[j].tag is Tag.OTHER:
            if frame.mention.tag is Tag.RANK and _ABOUT_CUE.match(work.between(i, j, "YNZT")):
                frame.fill("target", work.slot(j, "about", "OTHER"))
            continue
        if j is None:
            _recalled(work, frame, scene)
            continue
        if regex.fullmatch(
            r",? ?(?:kể cả|cũng như|lẫn)(?: khi)?(?: xét)?(?: riêng)?(?: ở"
            r"| về)?(?: các)?(?: chỉ số| trụ cột)?",
            work.between(i, j, "YNZ"),
        ):
            frame.targets = [work.slot(r, "about") for r in work.run_of(j, Tag.INDEX, Tag.COMPONENT)]
            continue
        counted = _COUNTED.fullmatch(work.between(i, j, "YNZ"))
        listed = next((r for r in work.names_apart(Tag.COMPONENT) if r[0] == j), None) if counted else None
        if listed is not None and frame.mention.tag is Tag.RANK:
            frame.fill("target", work.slot(listed[0], "about"))
            frame.targets = [work.slot(r, "about") for r in listed[1:]]
            continue
        gap = work.between(i, j, "YNZTGS" if frame.mention.tag is Tag.RANK else "YNT")
        if not _ABOUT.fullmatch(gap) or "," in gap:
            continue
        named = work.between(i, j, "YNZTGS")
        if not (
            _ABOUT_CUE.search(named) or _ABOUT_CUE.match(work.sentence.folded, work.mentions[j].start)
        ) and (named or frame.mention.tag is Tag.SCORE or _starts_clause(work, j)):
            continue
        if _own_value(work, j, i):
            continue
        if _of_component(work, i, j):
            _its_year(work, j, frame)
            continue
        run = work.run_of(j, Tag.INDEX, Tag.COMPONENT)
        if frame.mention.tag is Tag.RANK and work.mentions[j].tag is Tag.COMPONENT:
            apart = next((r for r in work.names_apart(Tag.COMPONENT) if j in r), run)
            if all(_has_score_aside(work, r) for r in apart):
                run = apart  # "đứng đầu ở A (6,49 điểm), B (8,28 điểm); C (7,71)"
        run = run[run.index(j) :]
        frame.fill("target", work.slot(j, "about"))
        frame.targets = [work.slot(r, "about") for r in run[1:]] + frame.targets
        _its_year(work, run[-1], frame)
    _fronted_score(work)


def _has_score_aside(work: Work, i: int) -> bool:
    """Whether a name has a score in the parenthesis right behind it."""
    paren = next((p for p in work.sentence.parens if p.anchor == i and p.open == i + 1), None)
    return paren is not None and work.mentions[paren.open + 1].tag is Tag.SCORE


_WITH_SCORE: Final = regex.compile(r"(?:với|đạt) (?:tổng |số )?(?:điểm số |số điểm |điểm |kết quả |mức )?")


def _fronted_score(work: Work) -> None:
    """ "Với số điểm 0,87, A đứng đầu chỉ số ứng dụng CNTT": the score is one of what A leads in."""
    values = sorted(work.frames)
    if len(values) < 2 or not _WITH_SCORE.fullmatch(work.sentence.folded[: work.mentions[values[0]].start]):
        return
    score, place = work.frames[values[0]], work.frames[values[1]]
    target = place.slots.get("target")
    if (
        score.mention.tag is not Tag.SCORE
        or place.mention.tag is not Tag.RANK
        or target is None
        or place.targets
    ):
        return
    if target.reason == "about":
        score.fill("target", target)


def _of_component(work: Work, i: int, j: int) -> bool:
    """Whether the index behind the value is only that of the component before it: "X xếp thứ 9 trong PCI 2021"."""
    before = next((m for m in reversed(work.mentions[:i]) if m.tag in (Tag.INDEX, Tag.COMPONENT)), None)
    if (
        before is None
        or before.tag is not Tag.COMPONENT
        or before.weak
        or work.mentions[j].tag is not Tag.INDEX
    ):
        return False
    keys = before.value if isinstance(before.value, tuple) else ()
    return any(str(key).startswith(f"{work.mentions[j].value}/") for key in keys)


def _in_parenthesis(work: Work, i: int, frame: Frame) -> bool:
    """ "hạng 15/63 (PAR INDEX 2022)": the parenthesis right behind a value names nothing but its index."""
    paren = next((p for p in work.sentence.parens if p.anchor == i), None)
    if paren is None or paren.open != i + 1 or paren.close - paren.open not in (2, 3):
        return False
    if work.mentions[i + 2].tag is not Tag.INDEX or (
        paren.close - paren.open == 3 and work.mentions[i + 3].tag is not Tag.YEAR
    ):
        return False
    frame.fill("target", work.slot(i + 2, "about"))
    _its_year(work, i + 2, frame)
    return True


def _its_year(work: Work, j: int, frame: Frame) -> None:
    """The year right behind the index that a value is about: "tăng 19 bậc ở PAR INDEX 2023"."""
    if j + 1 < len(work.mentions):
        year = work.mentions[j + 1]
        if (
            year.tag is Tag.YEAR
            and isinstance(year.value, Year)
            and len(year.value.years) == 1
            and year.start - work.mentions[j].end < 8
        ):
            frame.fill("year", work.slot(j + 1, "clause", year.value.years[0]))


def _owner(work: Work, i: int, frame: Frame) -> None:
    """ "49,66 điểm so với 40,05 điểm của A": the score is A's, and A does not become the topic."""
    j = i + 1
    while j < len(work.mentions) and work.is_cue(j, Cue.LINK):
        j += 1
    score = frame.mention.tag is Tag.SCORE
    if (
        score
        and j < len(work.mentions)
        and work.mentions[j].tag is Tag.SUBJECT
        and work.between(i, j) in ("của", "thuộc về", "là của", "của tỉnh")
    ):
        frame.fill("subject", work.slot(j, "about"))
        work.compared.add(j)


def _next_target(work: Work, i: int) -> int | None:
    for j in range(i + 1, len(work.mentions)):
        m = work.mentions[j]
        if m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.OTHER):
            return j if work.level(j) == work.level(i) else None
        if m.tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE, Tag.FOREIGN) or (
            m.tag is Tag.BREAK and m.value in (";", ")", "(")
        ):
            return None
    return None


def _starts_clause(work: Work, j: int) -> bool:
    """Whether an index has values of its own behind it, so that it does not belong to the value before."""
    return bool(
        regex.match(
            r"[^,;.()]{0,30}?(?:đạt|là|được|xếp|đứng|ở mức)(?!\p{L})", work.sentence.after(work.mentions[j])
        )
    )


def _own_value(work: Work, j: int, i: int) -> bool:
    """Whether the index behind the value opens a clause of its own: "xếp thứ 5 và Chỉ số SIPAS đạt 90%"."""
    return bool(regex.search(r"(?:^|[, ])(?:còn|và|trong khi)(?: |$)", work.between(i, j, "YNZTG")))


def _recalled(work: Work, frame: Frame, scene: Scene) -> None:
    if _RECALL_ONE.match(work.sentence.after(frame.mention)) and scene.target is not None:
        frame.fill("target", Slot(scene.target.value, "recalled", scene.target.span))
        return
    match = _RECALL.match(work.sentence.after(frame.mention))
    if match and len(scene.targets) >= _SMALL[match["n"]]:
        span = work.sentence.span(frame.mention)
        recalled = [Slot(t.value, "recalled", t.span or span) for t in scene.targets[-_SMALL[match["n"]] :]]
        frame.fill("target", recalled[0])
        frame.targets = recalled[1:]
        _each_its_own(work, frame, recalled)


def _each_its_own(work: Work, frame: Frame, recalled: list[Slot]) -> None:
    """ "dẫn đầu cả hai nội dung này, đạt 90,59% và 92,00%": a score for each of what is recalled, in their order."""
    for run in work.value_lists():
        scores = all(work.mentions[v].tag is Tag.SCORE for v in run)
        between = work.mentions[frame.position + 1 : run[0]]
        if scores and len(run) == len(recalled) and run[0] > frame.position and len(between) <= _FEW:
            if not any(m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.SUBJECT) for m in between):
                for value, slot in zip(run, recalled, strict=True):
                    work.frames[value].fill("target", slot)
                return


_FEW: Final = 3
"""Mentions that may stand between a place and the scores of what it is about."""

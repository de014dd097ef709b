"""What a value inherits where its own words leave a slot open: subject, index or component, and edition."""

from itertools import pairwise
from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Cue, Score, Tag, Year
from extract.resolve.movement import is_start
from extract.scene import Scene

_SCORED: Final = regex.compile(r"điểm|giá trị|kết quả|chỉ số|cao nhất|thấp nhất|con số (?:này|ấy|đó)")
"""What a sentence speaks of scores by, where it names no index."""
_GUESSED: Final = ("ahead", "publication date")
"""Reasons of an edition that no words before the value name: a year compared with tells more."""
_EARLIER: Final = "earlier sentence"
_NEAR: Final = 12
"""Characters between an index and the year that stands beside it."""


def inherited_subject(work: Work, scene: Scene) -> Slot | None:
    """Who is under discussion, unless that is nobody's business any more, or not yet named."""
    found = scene.subject()
    if scene.last_subject is not None and _THIS_ONE.match(work.sentence.folded):
        found = scene.last_subject.because(_EARLIER)
    if found is None or (scene.far and scene.list_subject is None) or _not_yet(work, scene, found):
        return of_all(work, scene)
    return found.because(found.reason if found.reason in ("title", "heading", "portal") else _EARLIER)


_THIS_ONE: Final = regex.compile(
    r"đây (?:cũng |vẫn )?là (?:một |một trong những )?(?:địa phương|tỉnh|thành phố|đơn vị|bộ)(?!\p{L})"
)
"""A sentence that goes on about whom the one before spoke of, whoever the article is about."""


def _not_yet(work: Work, scene: Scene, found: Slot) -> bool:
    """Whether somebody is only guessed to be whom an article is about, and named further down for the first time."""
    if _IN_GENERAL.search(work.sentence.folded) is None:
        return False
    guessed = found.reason == "main subject" and not scene.main_is_clear
    return (
        guessed and found.span is not None and found.span[0] > work.sentence.start + len(work.sentence.text)
    )


_IN_GENERAL: Final = regex.compile(
    r"(?:hài lòng|chỉ số|điểm số) (?:nói )?chung(?!\p{L})"
    r"|\d ?% (?:số )?(?:người dân|cá nhân)[^.;:]{0,40} hài lòng (?:với|về|đối với) (?:sự|việc) phục vụ"
)
"""What the whole country's satisfaction is told by, in an article about nobody in particular."""


def of_all(work: Work, scene: Scene) -> Slot | None:
    """The whole country, where a sentence that names nobody tells a general result; None otherwise."""
    match = _IN_GENERAL.search(work.sentence.folded)
    if (
        match is None
        or not work.positions(Tag.INDEX)
        or work.positions(Tag.SUBJECT, Tag.GENERIC, Tag.FOREIGN)
    ):
        return None
    start = work.sentence.start
    return Slot(("national",), "mean", (start + match.start(), start + match.end()))


def inherited_target(work: Work, scene: Scene, i: int, frame: Frame) -> Slot | None:
    """The index or component: of the movement's end, named ahead, under discussion, or the article's own."""
    if is_start(work, i) and (end := _target_of_end(work, i, frame)) is not None:
        return end
    ahead = _target_ahead(work, i)
    if ahead is not None:
        return ahead
    if isinstance(frame.mention.value, Score) and not _speaks_of_scores(work, i, frame):
        return None
    if scene.other is not None:
        return scene.other
    if (named := _measure_before(work, i)) is not None and scene.index is not None:
        if work.mentions[named].value != scene.index.value:
            return work.slot(named, "clause", "OTHER")
    if scene.order_part is not None and _counts_on(work):
        return scene.order_part.because(_EARLIER)
    if scene.part is not None and not work.positions(Tag.INDEX):
        return scene.part
    if scene.index is not None:
        return scene.index.because(_EARLIER)
    if "index" in scene.stage:
        return scene.stage["index"].because("heading")
    if scene.main_index is not None and scene.main_index_is_clear:
        return Slot(scene.main_index, "ahead", scene.main_index_span)
    return None


def _measure_before(work: Work, i: int) -> int | None:
    """What else is measured in the value's clause: "mức hài lòng của người phản ánh là 89%" is no score of the DTI."""
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if m.tag is Tag.BREAK and m.value == ";":
            return None
        if m.tag is Tag.INDEX:
            return j if m.weak and work.sentence.folded.startswith("mức", m.start) else None
    return None


def _counts_on(work: Work) -> bool:
    """Whether a sentence goes on with the order of the one before: "Xếp sau là B (7,92 điểm), C (7,88 điểm)"."""
    opens = bool(work.mentions) and work.is_cue(0, Cue.NEXT) and work.mentions[0].start == 0
    return opens and not work.positions(Tag.INDEX, Tag.COMPONENT)


def _target_of_end(work: Work, i: int, frame: Frame) -> Slot | None:
    """What the end of a movement is about, for where it began."""
    for j in range(i + 1, len(work.mentions)):
        if work.mentions[j].tag is frame.mention.tag and "target" in work.frames[j].slots:
            return work.frames[j].slots["target"]
    return None


def _target_ahead(work: Work, i: int) -> Slot | None:
    """An index named later in the sentence, where none stands before the value."""
    if any(m.tag in (Tag.INDEX, Tag.OTHER) for m in work.mentions[:i]):
        return None
    for j in range(i + 1, len(work.mentions)):
        m = work.mentions[j]
        if m.tag is Tag.INDEX and not m.weak:
            return work.slot(j, "ahead")
        if m.tag is Tag.OTHER or (m.tag is Tag.BREAK and m.value == ";") or work.is_cue(j, Cue.TURN):
            return None
    return None


def _speaks_of_scores(work: Work, i: int, frame: Frame) -> bool:
    """Whether a sentence without any index speaks of scores at all."""
    subject = frame.slots.get("subject")
    beside = subject is not None and (subject.reason in ("apposition", "share-out") or _right_behind(work, i))
    ordered = any(
        m.tag in (Tag.RANK, Tag.CHANGE) or (m.tag is Tag.CUE and m.value in (Cue.NEXT, Cue.MEAN))
        for m in work.mentions
    )
    return beside or ordered or bool(_SCORED.search(work.sentence.folded))


def _right_behind(work: Work, i: int) -> bool:
    """Whether a score with decimals stands right behind whose it is: "một đơn vị là A với 90,57%"."""
    m = work.mentions[i]
    before = (x for x in reversed(work.mentions[:i]) if x.tag is not Tag.BREAK and x.value is not Cue.LINK)
    previous = next(before, None)
    if previous is None or previous.tag is not Tag.SUBJECT or not isinstance(m.value, Score):
        return False
    exact = m.value.number.value != m.value.number.value.to_integral_value()
    gap = work.sentence.folded[previous.end : m.start]
    return exact and (_WITH.fullmatch(gap) is not None or (not gap.strip() and _each_has_a_score(work)))


def _each_has_a_score(work: Work) -> bool:
    """Whether several names have a score right behind them: "A 91,04%; B 90,51%; C 88,47%"."""
    pairs = sum(
        a.tag is Tag.SUBJECT and b.tag is Tag.SCORE and b.start - a.end <= 1
        for a, b in pairwise(work.mentions)
    )
    return pairs > 1


_WITH: Final = regex.compile(r"\s?,? ?(?:với|đạt|được|là|:|-|–)\s?")


def inherited_year(work: Work, scene: Scene, i: int, index: str) -> Slot | None:
    """The edition: said later in the same clause or beside an index ahead, or earlier in the article."""
    ahead = _year_of_date(work, i) if scene.reference.index[index].running else None
    ahead = ahead or _year_ahead(work, i)
    if ahead is not None:
        return ahead
    found = scene.edition(index)
    base = _base(work)
    edition = found.number if found is not None else None
    if found is not None and edition is not None and base is not None and base.number is not None:
        after = Slot(base.number + 1, "relative", base.span)
        if edition <= base.number:
            main = scene.main_edition(index)
            later = main is not None and main.number is not None and main.number > base.number
            found = main if later else after
        elif not scene.was_out(index, edition) or (found.reason in _GUESSED and base.number + 1 < edition):
            found = after
    if found is None:
        return None
    keep = ("title", "heading", "publication date", "ahead", "relative")
    return found.because(found.reason if found.reason in keep else _EARLIER)


def _year_of_date(work: Work, i: int) -> Slot | None:
    """The year of the day or month before a value, of an index that is counted all the time."""
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if m.tag is Tag.TIME and (year := _DATED.search(work.sentence.folded, m.start, m.end)):
            return work.slot(j, "sentence", int(year[0]))
    return None


_DATED: Final = regex.compile(r"20\d\d$")


def _base(work: Work) -> Slot | None:
    """The year that the sentence compares with: what it states is of a later one."""
    for j, m in enumerate(work.mentions):
        if m.tag is Tag.BASE and isinstance(m.value, Year) and m.value.years:
            return work.slot(j, "clause", m.value.years[0])
    return None


_THAT_WAS: Final = regex.compile(r"(?:đó|ấy) là (?:vào )?(?:năm )?$")
"""In front of a year that tells when something was: "một lần chạm tay vào ngôi đầu, đó là năm 2012"."""


def _year_ahead(work: Work, i: int) -> Slot | None:
    """A year behind the value in its clause; behind a comma only one that stands beside an index."""
    comma = False
    for j in range(i + 1, len(work.mentions)):
        m = work.mentions[j]
        if (m.tag is Tag.BREAK and m.value == ";") or work.is_cue(j, Cue.TURN):
            return None
        if work.is_cue(j, Cue.VERSUS):
            return None  # "tăng 3 bậc so với hạng 5 của năm 2013"
        if m.tag is Tag.RANK and work.mentions[i].tag is Tag.RANK and work.level(j) == work.level(i):
            return None  # "lên vị trí 2 từ vị trí 5 của năm 2008"
        comma = comma or (m.tag is Tag.BREAK and m.value in (",", ":", "("))
        if m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years and work.level(j) == -1:
            previous = work.mentions[j - 1]
            beside = previous.tag is Tag.INDEX and m.start - previous.end < _NEAR
            if (
                comma and not beside and not _THAT_WAS.search(work.sentence.before(m, 16))
            ) or work.sentence.before(m, 4).endswith("mà "):
                return None
            return work.slot(j, "sentence", m.value.years[-1])
    return None

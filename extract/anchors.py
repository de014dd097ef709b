"""Whether an article is about an index at all: what is only named in passing lends its name to no number.

"Phấn đấu đưa PCI vào top 10" in the middle of a report on examinations must not turn the places of schools into
places of provinces. So a value may inherit its index only where the article says that it reports that index: its
title, a heading, its lead, or a sentence nearby that states a value of the index itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import regex

from extract.article import Kind
from extract.mention import Cue, Tag
from extract.resolve.scores import OUT_OF_SCALE
from extract.tables.table import SAID_BY_TABLE, TABLE_RULE

if TYPE_CHECKING:
    from extract.reading import Reading
    from extract.resolve.resolved import Resolved

_LEAD: Final = 3
"""How many sentences below the title say what an article reports."""
_NEAR: Final = 3
"""How many paragraphs on from a value of its own an index is still spoken of, where the article is about others."""
_ABOVE: Final = 1
"""The same for a table: the line right above it."""
_TOUCHED: Final = regex.compile(
    r"(?<!\p{L})(?:nâng hạng|thước đo|cải thiện|tập huấn|tham luận|giải pháp|giữ vững"
    r"|hội thảo|bồi dưỡng|khảo sát|(?:đang|sẽ|sắp|chuẩn bị|dự kiến)(?: \p{L}+){0,4} công bố)(?!\p{L})"
)
"""Words of a sentence that touches on an index without reporting it."""
_REPORTED: Final = regex.compile(
    r"(?<!\p{L})(?:công bố|kết quả|xếp hạng|thứ hạng|bảng điểm|điểm số|theo (?:báo cáo"
    r"|số liệu|bảng)|năm \d{4}|về|riêng|ở|còn)(?!\p{L})"
)
"""Words of a sentence that says an index is being reported, though its values follow only in the next."""
_REPORTS: Final = regex.compile(
    r"(?<!\p{L})(?:công bố|kết quả|xếp hạng|thứ hạng|bảng (?:điểm|xếp)|điểm số|đạt|đứng"
    r"|vị trí|năm \d{4}|tăng|giảm|hạng"
    r"|dẫn đầu|báo cáo|nhóm|xếp)(?!\p{L})"
)
"""Words of a lead that reports an index, rather than naming it by the way."""
_OFTEN: Final = 4
"""How often an article must name an index outright, outside of aims, to be about it."""
_SEVERAL: Final = 3
"""How many values of an index its own sentences must state for the article to be about it."""
_LINE: Final = 60
"""Up to how many characters a line without a full stop is as good as a heading: "II. CHỈ SỐ SIPAS"."""
_FLOATING: Final = "the article only touches on that index"


def hold(readings: Sequence["Reading"]) -> list["Reading"]:
    """Return the readings without the values whose index floats: inherited, and reported nowhere near."""
    own = _own(readings)
    about = _about(readings) | _told(readings, own)
    blocks = {start: n for n, start in enumerate(dict.fromkeys(r.block.start for r in readings))}
    near: dict[str, int] = {}
    held = []
    for n, reading in enumerate(readings):
        at = blocks[reading.block.start]
        for index in own[n] | _reported(reading):
            near[index] = at
        elsewhere = _is_elsewhere(reading)
        kept = tuple(
            r
            for r in reading.resolved
            if _stands(r, reading)
            or (str(r.index.value) in about and not elsewhere)
            or (
                not elsewhere
                and at - near.get(str(r.index.value), -_NEAR - 1)
                <= (_ABOVE if r.rule == TABLE_RULE else _NEAR)
            )
        )
        if len(kept) < len(reading.resolved):
            for r in reading.resolved:
                if r not in kept:
                    r.frame.refuse(_FLOATING)
            reading = replace(reading, resolved=kept)
        held.append(reading)
    return held


def _is_elsewhere(reading: "Reading") -> bool:
    """Whether all scores of a sentence are none that the index can have: then its places are of something else, too."""
    frames = reading.work.frames.values()
    scores = [f.no for f in frames if f.mention.tag is Tag.SCORE and f.mention.value is not None]
    if any(r.attribute == "score" for r in reading.resolved):
        return False
    return bool(scores) and all(no is not None and no.startswith(OUT_OF_SCALE) for no in scores)


def _stands(resolved: "Resolved", reading: "Reading") -> bool:
    """Whether the index of a value is named in its own sentence, or in the table it stands in."""
    if resolved.index.reason in SAID_BY_TABLE:
        return True
    span = resolved.index.span
    start = reading.sentence.start
    return span is not None and start <= span[0] < start + len(reading.sentence.text)


def _own(readings: Sequence["Reading"]) -> list[set[str]]:
    """For each reading, the indices of values that are named in its own sentence."""
    return [{str(r.index.value) for r in reading.resolved if _stands(r, reading)} for reading in readings]


def _told(readings: Sequence["Reading"], own: Sequence[set[str]]) -> set[str]:
    """The indices that several sentences of an article give values of by name."""
    values: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    for reading, indices in zip(readings, own, strict=True):
        sentences.update(indices)
        values.update(str(r.index.value) for r in reading.resolved if _stands(r, reading))
    return {index for index, n in values.items() if n >= _SEVERAL and sentences[index] > 1}


def _reported(reading: "Reading") -> set[str]:
    """The indices that a sentence without values reports: "Bộ Nội vụ công bố PAR INDEX 2022. Theo đó, tỉnh đạt …"."""
    folded = reading.sentence.folded
    if _TOUCHED.search(folded) or not _REPORTED.search(folded):
        return set()
    return _named(reading)


def _named(reading: "Reading") -> set[str]:
    """The indices that a sentence names outright, outside of the scope of an aim."""
    named: set[str] = set()
    aimed = False
    for i, m in enumerate(reading.work.mentions):
        aimed = aimed or reading.work.is_cue(i, Cue.TARGET)
        if m.tag is Tag.INDEX and not m.weak and (not aimed or reading.block.kind is Kind.TITLE):
            named.add(str(m.value))
    return named


def _only_an_index(reading: "Reading") -> bool:
    """Whether a sentence is nothing but an index: "PAR INDEX. Tỉnh đạt …"."""
    folded = reading.sentence.folded
    spans = [(m.start, m.end) for m in reading.work.mentions if m.tag is Tag.INDEX]
    return bool(spans) and not folded[: spans[0][0]].strip() and not folded[spans[-1][1] :].strip(" .:()")


def _is_prose(reading: "Reading") -> bool:
    """Whether a sentence is one of the text, not a byline, a caption or a line of the page around it."""
    stops = reading.sentence.text.rstrip().endswith((".", ":", "!", "?", "…"))
    return reading.block.kind not in (Kind.TITLE, Kind.BYLINE, Kind.CAPTION, Kind.FURNITURE) and stops


def _about(readings: Iterable["Reading"]) -> set[str]:
    """The indices that title, headings, captions or the lead name, but for those that are only aimed at."""
    about: set[str] = set()
    times: Counter[str] = Counter()
    body = 0
    seen: set[str] = set()
    for reading in readings:
        stage = reading.block.kind in (Kind.TITLE, Kind.HEADING, Kind.CAPTION, Kind.LEAD)
        body += _is_prose(reading) and reading.sentence.folded not in seen
        seen.add(reading.sentence.folded)
        touched = _TOUCHED.search(reading.sentence.folded) is not None
        named = _named(reading)
        times.update(named if not touched else ())
        line = reading.sentence.text.rstrip()
        short = len(line) < _LINE and (not line.endswith((".", ";", ",")) or _only_an_index(reading))
        reports = (
            body <= _LEAD
            and not touched
            and bool(reading.resolved or _REPORTS.search(reading.sentence.folded))
        )
        if stage or short or reports:
            about |= named
    return about | {index for index, n in times.items() if n >= _OFTEN}

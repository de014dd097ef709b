"""Targets: what is only aimed at."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.mention import Cue, Tag, Year

_OPENS: Final = 90
"""Characters between a target's cue and the colon of the list that it opens."""


_HAD: Final = regex.compile(r"đã (?:có|được|tăng|đạt)")
"""What would have been reached in a sentence that begins with "nếu": "Nếu …, tỉnh đã có thêm gần 0,4 điểm"."""


def aimed(work: Work, under: bool) -> set[int]:
    """Positions of values in the scope of a target: from its cue to a result's cue or the sentence's end.

    A semicolon ends it, unless the target opened a list by a colon; `under` is a heading that says so.
    """
    found: set[int] = set()
    aim, listing = under, under
    last = 0
    supposed = work.sentence.folded.startswith("nếu ")
    for i, m in enumerate(work.mentions):
        if work.is_cue(i, Cue.TARGET):
            aim, last = True, m.end
        elif work.is_cue(i, Cue.REACHED) and not (supposed and _HAD.match(work.sentence.folded, m.start)):
            aim = listing = False
        elif m.tag is Tag.BREAK and m.value == ":" and work.level(i) < 0:
            listing = aim and m.start - last < _OPENS
            aim = listing
        elif m.tag is Tag.BREAK and m.value == ";" and work.level(i) < 0 and not listing:
            aim = False
        elif aim and i in work.frames and not _looks_back(work, i):
            found.add(i)
    return found


def _looks_back(work: Work, i: int) -> bool:
    """Whether a parenthesis says what was before: "phấn đấu năm 2022 tăng 3 bậc (năm 2021 đứng thứ 26)"."""
    paren = work.sentence.paren_of(i)
    if paren is None or any(work.is_cue(j, Cue.TARGET) for j in range(paren.open, i)):
        return False
    inside = [y for j in range(paren.open, i) if (y := _latest(work, j)) is not None]
    outside = [
        y for j in range(len(work.mentions)) if work.level(j) < 0 and (y := _latest(work, j)) is not None
    ]
    return bool(inside) and bool(outside) and max(inside) < max(outside)


def _latest(work: Work, j: int) -> int | None:
    m = work.mentions[j]
    return m.value.years[-1] if m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years else None

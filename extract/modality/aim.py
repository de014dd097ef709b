"""Targets: what is only aimed at."""

from typing import Final

from extract.bind.work import Work
from extract.mention import Cue, Tag

_OPENS: Final = 90
"""Characters between a target's cue and the colon of the list that it opens."""


def aimed(work: Work, under: bool) -> set[int]:
    """Positions of values in the scope of a target: from its cue to a result's cue or the sentence's end.

    A semicolon ends it, unless the target opened a list by a colon; `under` is a heading that says so.
    """
    found: set[int] = set()
    aim, listing = under, under
    last = 0
    for i, m in enumerate(work.mentions):
        if work.is_cue(i, Cue.TARGET):
            aim, last = True, m.end
        elif work.is_cue(i, Cue.REACHED):
            aim = listing = False
        elif m.tag is Tag.BREAK and m.value == ":" and work.level(i) < 0:
            listing = aim and m.start - last < _OPENS
            aim = listing
        elif m.tag is Tag.BREAK and m.value == ";" and work.level(i) < 0 and not listing:
            aim = False
        elif aim and i in work.frames:
            found.add(i)
    return found

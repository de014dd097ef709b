"""Changes: from the edition before, in the unit of the index; others are growth, or counted from elsewhere."""

from decimal import Decimal
from typing import Final

from extract.bind.work import Work
from extract.mention import Change, Tag, Year
from extract.resolve.said import Asked, Refused, Said

_LARGEST: Final = Decimal("0.3")
"""The greatest change from one edition to the next, as a share of the scale: no province ever made one of a third."""
_NEAR: Final = 16
"""Characters between a change and the base right behind it."""


def change_of(asked: Asked, change: Change) -> Said | Refused:
    """The change of places or of score that is stated of a holder."""
    steps = change.unit == "step"
    if not steps and (why := _relative(asked, change)):
        return Refused(why)
    if _other_base(asked, change):
        return Refused("counted from another edition than the one before")
    if steps:
        return Said("rank_change", change.amount)
    return Said("score_change", change.amount, change.unit or "point")


def _relative(asked: Asked, change: Change) -> str | None:
    scale = asked.index.scale_in(asked.edition)
    if change.unit == "percent" and scale is not None and scale.unit == "point":
        return "relative growth, not a difference of scores"
    most = (scale.written_max or scale.max) if scale is not None else None
    if most is not None and abs(change.amount) > most * _LARGEST:
        return "a change greater than any index ever made"
    return None


def _other_base(asked: Asked, change: Change) -> bool:
    base = change.base
    if base is None:
        found = _base(asked.work, asked.position)
        base = found.years[0] if found is not None and found.years else None
        if found is not None and found.offset is not None and found.offset < -1:
            return True
    return base is not None and asked.edition is not None and base != asked.edition - 1


def _base(work: Work, i: int) -> Year | None:
    """The base of a change: named before it in its clause, else behind it and before the next change."""
    beside = _right_behind(work, i)
    if beside is not None:
        return beside
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if work.level(j) != work.level(i):
            continue
        if m.tag is Tag.BASE and isinstance(m.value, Year):
            return m.value
        if (m.tag is Tag.BREAK and m.value in (";", "(")) or m.tag is Tag.CHANGE:
            break
    for j in range(i + 1, len(work.mentions)):
        m = work.mentions[j]
        if work.level(j) != work.level(i):
            continue
        if m.tag is Tag.BASE and isinstance(m.value, Year):
            return m.value
        if (m.tag is Tag.BREAK and m.value in (";", ")")) or m.tag is Tag.SUBJECT:
            break
    return None


def _right_behind(work: Work, i: int) -> Year | None:
    """ "tăng 24 bậc so với năm 2020": the nearest says it."""
    following = work.mentions[i + 1 : i + 3]
    if not following:
        return None
    m = following[1] if following[0].tag is Tag.CUE and len(following) > 1 else following[0]
    near = m.start - work.mentions[i].end < _NEAR
    return m.value if m.tag is Tag.BASE and isinstance(m.value, Year) and near else None

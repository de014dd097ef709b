"""Places: counted from the end where only that is said, and never one that is not there."""

from decimal import Decimal
from typing import Final

import regex

from extract.mention import Rank, Tag
from extract.resolve.said import Asked, Refused, Said

_STARTS: Final = regex.compile(r"từ (?:vị trí|thứ hạng|hạng|thứ|bậc)(?: thứ| số| hạng)? ?$")
_MOST_PROVINCES: Final = 64
"""So many there were at the most; the last place is theirs even where an index left some out."""
_MOST: Final = 200
"""How many others an index may rank, where reference data does not say."""


def place_of(asked: Asked, rank: Rank) -> Said | Refused:
    """The place that a rank states of its holder."""
    starts = _STARTS.search(asked.work.sentence.before(asked.frame.mention, 30)) is not None
    if not asked.began and starts and rank.through is None:
        return Refused("where something begins, not a place held")
    place = _place(asked, rank)
    if place is None:
        return Refused("the last place, of an unknown number")
    count = rank.of or _most(asked)
    if place > max(count, 1):
        return Refused(f"place {place} of {count} cannot be")
    if asked.who == "national":
        return Refused("a mean has no place")
    return Said("rank", Decimal(place), of=rank.of, implied=rank.last)


def _most(asked: Asked) -> int:
    """How many are ranked at the most."""
    ranked = asked.index.ranked_in(asked.kind, asked.edition) or _MOST
    return max(ranked, _MOST_PROVINCES) if asked.kind == "province" else ranked


def _place(asked: Asked, rank: Rank) -> int | None:
    """The place itself; one counted from the end needs to know how many there are."""
    if not rank.last:
        return rank.place
    count = rank.of or _of_region(asked) or _named_count(asked) or _count(asked)
    return count - rank.place if count else None


def _of_region(asked: Asked) -> int | None:
    """How many the region has where the place counts in one."""
    scope = asked.frame.slots.get("scope")
    region = str(scope.value).partition("/")[2] if scope is not None else ""
    reference = asked.scene.reference
    if scope is not None and not region:
        region = reference.region_of(asked.who.partition("/")[2], asked.edition) or ""
    return len(reference.members(region, asked.edition)) or None if region in reference.region else None


def _named_count(asked: Asked) -> int | None:
    """How many the sentence says there are: "cuối bảng trong 63 tỉnh, thành phố"."""
    sentence = asked.work.sentence
    counts = (
        int(c[0])
        for m in asked.work.mentions
        if m.tag is Tag.NATION and (c := regex.search(r"\d+", sentence.folded[m.start : m.end]))
    )
    return next(counts, None)


def _count(asked: Asked) -> int | None:
    """How many the article said there are, or how many provinces there were."""
    said = asked.scene.said.get(asked.kind)
    if asked.kind == "ministry" and said != asked.index.ranked_in(asked.kind, asked.edition):
        said = None
    return said or (asked.scene.reference.settled_count(asked.edition) if asked.kind == "province" else None)

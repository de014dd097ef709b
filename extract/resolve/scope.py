"""Among whom a place counts: in the country, in a region, or among some who are neither."""

from typing import Final

from extract.frame import Slot
from extract.resolve.said import Asked, Refused, Said
from extract.rules.subjects import PEERS

_PROVINCES: Final = (63, 34)
"""How many provinces the country has had; their names and times are reference data, their number is a measure."""
_LEFT_OUT: Final = 8
"""How many of them an edition may leave out at most (PAPI could not publish some)."""


def scope_of(asked: Asked, said: Said) -> Slot | Refused:
    """Where a place counts; values that are no places have no scope."""
    if said.attribute not in ("rank", "rank_change"):
        return Slot(None, "none")
    scope = asked.frame.slots.get("scope")
    if scope is not None and scope.value == "region/":
        region = _region(asked)
        scope = Slot(f"region/{region}", scope.reason, scope.span) if region else scope
    elif scope is not None and said.attribute == "rank" and _too_far_down(asked, said, str(scope.value)):
        scope = Slot("national", "usual")
    elif scope is None:
        scope = _by_size(asked, said.of) or Slot("national", "usual")
    if scope.value == f"region/{PEERS}":
        return Refused("a place among some, who are no region")
    if said.of is not None and scope.value == "national" and not _national_size(said.of, asked):
        return Refused(f"a place among {said.of} others")
    return scope


def _too_far_down(asked: Asked, said: Said, scope: str) -> bool:
    """Whether a region has not so many as the place says: then it is one of all provinces."""
    size = _size(asked, scope.partition("/")[2])
    return size > 0 and not isinstance(said.value, str) and said.value > size


def _region(asked: Asked) -> str | None:
    return asked.scene.reference.region_of(asked.who.partition("/")[2], asked.edition)


def _size(asked: Asked, region: str) -> int:
    """How many provinces a region has in the edition; 0 for what is no region."""
    reference = asked.scene.reference
    return len(reference.members(region, asked.edition)) if region in reference.region else 0


def _by_size(asked: Asked, of: int | None) -> Slot | None:
    """A place of just as many as the holder's region has: "thứ 3/14"."""
    region = _region(asked) if of is not None and asked.kind == "province" else None
    if region is None or of != _size(asked, region):
        return None
    return Slot(f"region/{region}", "size of the region")


def _national_size(of: int, asked: Asked) -> bool:
    """Whether so many may be all provinces that an edition ranks: some, of 63 or of 34, are left out at times."""
    if of == asked.index.ranked_in(asked.kind, asked.edition):
        return True
    return asked.kind != "province" or any(most - _LEFT_OUT <= of <= most + 1 for most in _PROVINCES)

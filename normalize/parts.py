"""All records of a reference folder with the places they stand at: what the checks look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from normalize.files import Where
from normalize.records import Alias, Index, Ministry, Province, Region, Succession

T = TypeVar("T")
Located = Sequence[tuple[Where, T]]


@dataclass
class Parts:
    """All records of a folder with the places they stand at."""

    provinces: Located[Province]
    aliases: Located[Alias]
    successions: Located[Succession]
    regions: Located[Region]
    ministries: Located[Ministry]
    indices: Located[Index]
    index_parts: Mapping[str, Located[object]]
    """The places of every index's tables, by "ID/table"."""
    places: Located[str] = ()
    others: Located[str] = ()
    shared: Mapping[str, tuple[Where, frozenset[str]]] = field(default_factory=dict)
    """Names that are declared to have several meanings: folded name → the place and the keys."""

"""The shapes of the reference data: one frozen dataclass for each kind of row or table of the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

MINISTRIES: Final = "bo-nganh"
"""The component under which the mean of all ministries is kept, which stands beside that of all provinces."""


@dataclass(frozen=True, slots=True)
class Province:
    """One spell of a unit of the first level: between two changes of its kind, territory or name.

    `valid_from` and `valid_to` are inclusive; `valid_to` is None while it lasts. `region` is the slug of the
    socio-economic region it belongs to in that time.
    """

    slug: str
    name: str
    kind: str
    gso: str
    iso: str
    region: str
    valid_from: date
    name_en: str
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the spell holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of writing a province. `kind`: name, abbr, english, plain, host or nick."""

    slug: str
    alias: str
    kind: str


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a unit on a day. `kind`: merge, rename, split, city (a change of kind) or same."""

    from_slug: str
    to_slug: str
    date: date
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who the members of a region are from a day on, where two lists are not enough."""

    from_: date
    members: tuple[str, ...]
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its members, as slugs of provinces; `division` is `six`, `older` or `finer`."""

    slug: str
    name: str
    names: tuple[str, ...]
    division: str
    members: tuple[str, ...]
    members_34: tuple[str, ...] = ()
    count: int | None = None
    count_34: int | None = None
    six_from: date | None = None
    six_to: date | None = None
    lookalikes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry or ministerial body; `beside` marks bodies that are ranked beside them."""

    slug: str
    name: str
    names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    beside: bool = False
    bare: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether it exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Component:
    """A sub-index or dimension. `weak` names count only where the context asks for a component."""

    slug: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    from_: int | None = None
    to: int | None = None
    scale_max: Decimal | None = None

    def valid_in(self, year: int) -> bool:
        """Whether the edition has it."""
        return (self.from_ is None or self.from_ <= year) and (self.to is None or year <= self.to)


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of scores of an index from one edition to another (inclusive), and the usual unit.

    `likely_min` is what no subject has come near as yet: a lower number is about something else. `written_max`
    is the full mark where it is also written in points out of that many (0.7025 as "702,5 điểm").
    """

    from_: int
    min: Decimal
    max: Decimal
    unit: str
    to: int | None = None
    subject: str | None = None
    likely_min: Decimal | None = None
    written_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many subjects of a kind an index ranks, from one edition to another (inclusive).

    `also` is set where the same edition was published for another number of them, too.
    """

    kind: str
    from_: int
    count: int
    to: int | None = None
    also: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group an index sorts subjects into: `min` is the least score, inclusive, where there is one."""

    label: str
    min: Decimal | None = None
    from_: int | None = None
    to: int | None = None


@dataclass(frozen=True)
class Index:
    """A governance index: its names, scale, who is ranked and what it is made of."""

    id: str
    name: str
    name_en: str
    publisher: str
    first_edition: int
    announced_after: int
    ranks: tuple[str, ...]
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    scale: tuple[Scale, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    component: tuple[Component, ...] = ()
    group: tuple[Group, ...] = ()
    generic: tuple[str, ...] = ()
    """Names that other things bear too ("Chỉ số hài lòng" of patients)."""
    elsewhere: tuple[str, ...] = ()
    """Words of an article that means one of those others, where it has no other name of the index."""
    slips: tuple[str, ...] = ()
    """Other names that it is often written as by mistake: read as its own in an article that is about it."""
    announced_month: int = 1
    """The earliest month in which an edition was announced."""
    same_year_until: int | None = None
    """The last edition that was announced within its own year."""
    running: bool = False
    """Whether it is counted all the time, so that a figure is of the day it was read on, and others may follow."""
    nation: bool = False
    """Whether the country has a score of its own, which is not the mean of the provinces."""
    apart: tuple[str, ...] = ()
    """Ministries that are ranked in a table of their own, beside that of the others."""

    def announced_after_in(self, year: int) -> int:
        """How many years after its own an edition was announced."""
        early = self.same_year_until is not None and year <= self.same_year_until
        return 0 if early else self.announced_after

    def latest_in(self, year: int) -> int:
        """The latest edition that can have been announced by the end of a year."""
        return year if self.announced_after_in(year) == 0 else year - self.announced_after

    def latest_on(self, day: date) -> int:
        """The latest edition that can have been announced by a day: before its month, that of the year before."""
        return self.latest_in(day.year if day.month >= self.announced_month else day.year - 1)

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """Its components by slug; where one slug has several periods, the latest."""
        return {c.slug: c for c in self.component}

    def part(self, slug: str) -> str:
        """What people call a component, or the ministries as a whole; its slug in words where nobody knows it."""
        found = self.components.get(slug)
        if found is not None and found.names:
            return found.names[0]
        return "các bộ, ngành" if slug == MINISTRIES else slug.replace("-", " ")

    def components_in(self, year: int) -> tuple[Component, ...]:
        """The components that an edition has."""
        return tuple(c for c in self.component if c.valid_in(year))

    def scale_in(self, year: int | None) -> Scale | None:
        """The scale of an edition; of the latest one where the edition is not known."""
        for scale in reversed(self.scale):
            if year is None or (scale.from_ <= year and (scale.to is None or year <= scale.to)):
                return scale
        return None

    def ranked_in(self, kind: str, year: int | None) -> int | None:
        """How many subjects of `kind` (province or ministry) the edition ranks, where that is known."""
        entry = self._ranked(kind, year)
        return entry.count if entry else None

    def ranked_twice(self, kind: str, year: int) -> bool:
        """Whether the edition was published for two different numbers of them."""
        entry = self._ranked(kind, year)
        return entry is not None and entry.also is not None

    def _ranked(self, kind: str, year: int | None) -> Ranked | None:
        for entry in self.ranked:
            if entry.kind == kind and year is not None and entry.from_ <= year <= (entry.to or year):
                return entry
        return None

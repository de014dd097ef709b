"""The reference data: who is measured (provinces, ministries, regions) and by what (indices).

All of it stands in files under `normalize/data/`, none of it in code. Another folder of the same shape can be
named by the environment variable CHISO_REFERENCE, which is how an index is added without touching anything.
"""

import csv
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from normalize.errors import UserError

T = TypeVar("T")

BUNDLED: Final = Path(__file__).parent / "data"
VARIABLE: Final = "CHISO_REFERENCE"


class BadReference(UserError):
    """A data file that cannot be trusted: the message names file, line and what is wrong."""


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
    changes: tuple[Mapping[str, Any], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Component:
    """A sub-index or dimension. `weak` names count only where the context asks for a component."""

    slug: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    from_: int | None = None
    to: int | None = None
    scale_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of scores of an index from one edition to another (inclusive), and the usual unit.

    `likely_min` is what no subject has come near as yet: a lower number is about something else.
    """

    from_: int
    min: Decimal
    max: Decimal
    unit: str
    to: int | None = None
    subject: str | None = None
    likely_min: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many subjects of a kind an index ranks, from one edition to another (inclusive)."""

    kind: str
    from_: int
    count: int
    to: int | None = None


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

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """Its components by slug; where one slug has several periods, the latest."""
        return {c.slug: c for c in self.component}

    def scale_in(self, year: int | None) -> Scale | None:
        """The scale of an edition; of the latest one where the edition is not known."""
        for scale in reversed(self.scale):
            if year is None or (scale.from_ <= year and (scale.to is None or year <= scale.to)):
                return scale
        return None

    def ranked_in(self, kind: str, year: int | None) -> int | None:
        """How many subjects of `kind` (province or ministry) the edition ranks, where that is known."""
        for entry in self.ranked:
            if entry.kind == kind and year is not None and entry.from_ <= year <= (entry.to or year):
                return entry.count
        return None


@dataclass(frozen=True)
class Reference:
    """All of the reference data of one folder."""

    provinces: tuple[Province, ...]
    aliases: tuple[Alias, ...]
    successions: tuple[Succession, ...]
    regions: tuple[Region, ...]
    ministries: tuple[Ministry, ...]
    indices: tuple[Index, ...]
    places: tuple[str, ...]
    """Look-alikes of provinces: a town of the same name, a road, a newspaper."""
    others: tuple[str, ...]
    """Names of indices and rankings that are not ours."""
    below: tuple[str, ...] = ()
    """What stands behind an index's name where it ranks departments, districts or communes."""

    @cached_property
    def index(self) -> Mapping[str, Index]:
        """Indices by id."""
        return {i.id: i for i in self.indices}

    @cached_property
    def region(self) -> Mapping[str, Region]:
        """Regions by slug."""
        return {r.slug: r for r in self.regions}

    @cached_property
    def ministry(self) -> Mapping[str, Ministry]:
        """Ministries by slug."""
        return {m.slug: m for m in self.ministries}

    @cached_property
    def spells(self) -> Mapping[str, tuple[Province, ...]]:
        """Every province's spells by slug, in order of time."""
        grouped: dict[str, list[Province]] = {}
        for province in sorted(self.provinces, key=lambda p: p.valid_from):
            grouped.setdefault(province.slug, []).append(province)
        return {slug: tuple(spells) for slug, spells in grouped.items()}

    def province(self, slug: str, year: int | None = None) -> Province | None:
        """The spell of a province on the last day of `year` (its latest where the year is not given)."""
        spells = self.spells.get(slug, ())
        if year is None:
            return spells[-1] if spells else None
        return next((p for p in spells if p.valid_on(date(year, 12, 31))), None)

    def settled_count(self, year: int | None) -> int | None:
        """How many provinces there are in an edition; None where the year after it has another number.

        An edition is announced in the year after; when the map changes in between, either may be ranked.
        """
        if year is None:
            return None
        counts = [sum(p.valid_on(date(y, 12, 31)) for p in self.provinces) for y in (year, year + 1)]
        return counts[0] if counts[0] == counts[1] else None

    def slug_in(self, subject: str, year: int | None) -> str:
        """The subject under the slug that it bears in an edition: a renamed province has two, one at a time."""
        kind, _, slug = subject.partition("/")
        if kind != "province" or year is None or self.province(slug, year) is not None:
            return subject
        for step in self.successions:
            if step.kind == "rename" and slug in (step.from_slug, step.to_slug):
                other = step.to_slug if slug == step.from_slug else step.from_slug
                if self.province(other, year) is not None:
                    return f"province/{other}"
        return subject

    def region_of(self, slug: str, year: int | None = None) -> str | None:
        """The socio-economic region of a province in a year."""
        found = self.province(slug, year) or self.province(slug)
        return found.region if found else None

    def title(self, subject: str) -> str:
        """What people call a subject: `province/son-la` → "Sơn La"; itself where it is unknown."""
        kind, _, slug = subject.partition("/")
        found = (
            self.province(slug) if kind == "province"
            else self.ministry.get(slug) if kind == "ministry"
            else self.region.get(slug) if kind == "region"
            else None
        )  # fmt: skip
        return found.name if found else "Cả nước" if subject == "national" else subject


def load() -> Reference:
    """Load the bundled reference data, or the folder that CHISO_REFERENCE names. Loaded once per folder."""
    return load_from(Path(os.environ.get(VARIABLE) or BUNDLED))


@lru_cache(maxsize=8)
def load_from(folder: Path) -> Reference:
    """Load the reference data of a folder.

    Raises BadReference where a file is missing, has an unknown or missing key, or a value of a wrong kind.
    """
    return Reference(
        provinces=tuple(_build(Province, row, where) for where, row in _rows(folder / "provinces.csv")),
        aliases=tuple(_build(Alias, row, where) for where, row in _rows(folder / "province_aliases.csv")),
        successions=tuple(_build(Succession, row, where) for where, row in _rows(folder / "successions.csv")),
        regions=tuple(
            _build(Region, row, where) for where, row in _tables(folder / "regions.toml", "region")
        ),
        ministries=tuple(
            _build(Ministry, row, where) for where, row in _tables(folder / "ministries.toml", "ministry")
        ),
        indices=tuple(_index(path) for path in sorted((folder / "indices").glob("*.toml"))),
        places=tuple(_lines(folder / "place_lookalikes.txt")),
        others=tuple(_lines(folder / "other_indices.txt")),
        below=tuple(_lines(folder / "below_levels.txt")),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadReference(f"{path}: cannot be read: {error}") from error


def _rows(path: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, row in enumerate(csv.DictReader(_text(path).splitlines()), start=2):
        yield f"{path}:{number}", {key: value for key, value in row.items() if value != ""}


def _tables(path: Path, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, row in enumerate(_toml(path).get(name, []), start=1):
        yield f"{path}: [[{name}]] number {number} ({row.get('slug', 'without slug')})", row


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadReference(f"{path}: not valid TOML: {error}") from error


def _lines(path: Path) -> Iterable[str]:
    for line in _text(path).splitlines():
        if text := line.partition("#")[0].strip():
            yield text


_TABLES: Final = {"scale": Scale, "ranked": Ranked, "component": Component, "group": Group}


def _index(path: Path) -> Index:
    row = _toml(path)
    for key, kind in _TABLES.items():
        row[key] = tuple(
            _build(kind, entry, f"{path}: [[{key}]] number {number}")
            for number, entry in enumerate(row.get(key, []), start=1)
        )
    return _build(Index, row, str(path))


def _build(kind: type[T], row: Mapping[str, Any], where: str) -> T:
    """Make a `kind` out of a row of a file, each value turned into what its field is declared as."""
    known = {f.name.rstrip("_"): f for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(row) - set(known)):
        raise BadReference(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    try:
        return kind(**{known[key].name: _value(str(known[key].type), value) for key, value in row.items()})
    except (TypeError, ValueError, ArithmeticError) as error:
        raise BadReference(f"{where}: {error}") from error


def _value(declared: str, value: Any) -> Any:
    if "date" in declared:
        return value if isinstance(value, date) else date.fromisoformat(value)
    if "Decimal" in declared:
        return Decimal(str(value))
    if "tuple[str" in declared:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ValueError(f"a list of strings is wanted, not {value!r}")
        return tuple(value)
    if "tuple[Mapping" in declared:
        return tuple(value)
    if declared.endswith("int") or declared == "int | None":
        if not isinstance(value, int):
            raise ValueError(f"a whole number is wanted, not {value!r}")
        return value
    return value

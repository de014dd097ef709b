"""The reference data: who is measured (provinces, ministries, regions) and by what (indices).

All of it stands in files under `normalize/data/`, none of it in code. Another folder of the same shape can be
named by the environment variable CHISO_REFERENCE, which is how an index is added without touching anything.
`docs/reference.md` describes the files.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from normalize import history
from normalize.files import BadReference, Where, build, csv_rows, listed, tables, toml, toml_tables
from normalize.parts import Located, Parts, T
from normalize.records import (
    Alias,
    Component,
    Group,
    Index,
    Ministry,
    Province,
    Ranked,
    Region,
    Scale,
    Succession,
)
from normalize.schema import check
from normalize.text import folded, slug

__all__ = [
    "BUNDLED", "VARIABLE", "Alias", "BadReference", "Component", "Group", "Index", "Ministry", "Province", "Ranked",
    "Reference", "Region", "Scale", "Succession", "folder_in_use", "load", "load_from",
]  # fmt: skip

BUNDLED: Final = Path(__file__).parent / "data"
VARIABLE: Final = "CHISO_REFERENCE"


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
        return history.spell_on(spells, date(year, 12, 31))

    def province_at(self, name: str, when: int | date) -> Province | None:
        """Return the unit that bore a name at a time: a day, or the last day of a year. None where none did.

        A merged unit is never its heir: "Bắc Kạn" is Bắc Kạn until 30 June 2025 and nothing from then on
        (`heirs` tells what became of it). A renamed unit is one under both names.
        """
        day = date(when, 12, 31) if isinstance(when, int) else when
        slugs = self._named.get(folded(name)) or {slug(name)}
        for s in sorted(slugs):
            if found := history.spell_on(self.spells.get(s, ()), day):
                return found
            for other in history.renamed(self.successions, s):
                if found := history.spell_on(self.spells.get(other, ()), day):
                    return found
        return None

    def heirs(self, slug: str, when: int | date) -> frozenset[str]:
        """Return who has the territory of a unit at a later time; the unit itself while it lasts."""
        day = date(when, 12, 31) if isinstance(when, int) else when
        return history.heirs(self.successions, slug, day, since=history.begin(self.spells.get(slug, ())))

    def forebears(self, slug: str, when: int | date) -> frozenset[str]:
        """Return whose territory of an earlier time a unit of today has; the unit itself where it is unchanged."""
        day = date(when, 12, 31) if isinstance(when, int) else when
        return frozenset(
            s
            for s, spells in self.spells.items()
            if history.spell_on(spells, day)
            and slug in history.heirs(self.successions, s, date.max, since=day)
        )

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for alias in self.aliases:
            found.setdefault(folded(alias.alias), set()).add(alias.slug)
        return {name: frozenset(slugs) for name, slugs in found.items()}

    def members(self, region: str, year: int | None) -> tuple[str, ...]:
        """Return the provinces of a region at the end of a year (of the latest map where it is not given)."""
        return history.members(self.region[region], self.spells, year)

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
        for other in history.renamed(self.successions, slug):
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
    return load_from(folder_in_use())


def folder_in_use() -> Path:
    """The folder of reference data: the bundled one, or what CHISO_REFERENCE names."""
    return Path(os.environ.get(VARIABLE) or BUNDLED)


@lru_cache(maxsize=8)
def load_from(folder: Path) -> Reference:
    """Load the reference data of a folder.

    Raises BadReference, which names file and line, where a file is missing or unreadable, has an unknown or
    missing key or a value of a wrong kind, or where the files contradict themselves or each other.
    """
    indices: list[tuple[Where, Index]] = []
    index_parts: dict[str, list[tuple[Where, Any]]] = {}
    for path in sorted((folder / "indices").glob("*.toml")):
        index, found = _index(path)
        indices.append((Where(path), index))
        index_parts |= {f"{index.id}/{key}": entries for key, entries in found.items()}
    if not indices:
        raise BadReference("there is no index", str(folder / "indices"), "put one TOML file there for each")
    parts = Parts(
        provinces=list(csv_rows(folder / "provinces.csv", Province)),
        aliases=list(csv_rows(folder / "province_aliases.csv", Alias)),
        successions=list(csv_rows(folder / "successions.csv", Succession)),
        regions=list(toml_tables(folder / "regions.toml", "region", Region)),
        ministries=list(toml_tables(folder / "ministries.toml", "ministry", Ministry)),
        indices=indices,
        index_parts=index_parts,
        places=list(listed(folder / "place_lookalikes.txt")),
        others=list(listed(folder / "other_indices.txt")),
        shared=_shared(folder / "shared_names.txt"),
    )
    below = list(listed(folder / "below_levels.txt"))
    check(parts)
    return Reference(
        provinces=_records(parts.provinces),
        aliases=_records(parts.aliases),
        successions=_records(parts.successions),
        regions=_records(parts.regions),
        ministries=_records(parts.ministries),
        indices=_records(parts.indices),
        places=_records(parts.places),
        others=_records(parts.others),
        below=_records(below),
    )


def _records(located: Located[T]) -> tuple[T, ...]:
    return tuple(record for _, record in located)


_TABLES: Final = {"scale": Scale, "ranked": Ranked, "component": Component, "group": Group}


def _index(path: Path) -> tuple[Index, dict[str, list[tuple[Where, Any]]]]:
    row = toml(path)
    found: dict[str, list[tuple[Where, Any]]] = {
        key: list(tables(row, path, key, kind)) for key, kind in _TABLES.items()
    }
    row |= {key: _records(entries) for key, entries in found.items()}
    return build(Index, row, Where(path)), found


def _shared(path: Path) -> dict[str, tuple[Where, frozenset[str]]]:
    """Read "name = key, key": names that have several meanings, which the context tells apart."""
    found: dict[str, tuple[Where, frozenset[str]]] = {}
    for where, line in listed(path):
        name, equals, keys = line.partition(" = ")
        if not equals or "," not in keys:
            raise where.bad(f"{line!r} is no declaration", "write: name = key, key")
        found[folded(name.strip())] = (where, frozenset(key.strip() for key in keys.split(",")))
    return found

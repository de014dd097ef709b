"""Whether the records of a reference folder fit each other: every rule says what is wrong, where, and what to do.

Rules about one field are kept by `files`, rules about names by `meanings`; these need to see several records: slugs
that nobody has, times that overlap, successions that lead nowhere or in a circle.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Protocol, TypeVar

import regex

from normalize.files import Where
from normalize.meanings import one_meaning
from normalize.parts import Located, Parts
from normalize.records import Index, Province

SUBJECTS: Final = ("province", "ministry")
UNITS: Final = ("percent", "point")
ALIAS_KINDS: Final = ("name", "abbr", "english", "plain", "host", "nick")
PROVINCE_KINDS: Final = ("tinh", "thanh-pho")
SUCCESSION_KINDS: Final = ("merge", "rename", "split", "city", "same")
DIVISIONS: Final = ("six", "older", "finer")
_SLUG: Final = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID: Final = regex.compile(r"[A-Z][A-Z0-9_]*")
_DAY: Final = timedelta(days=1)


def check(parts: Parts) -> None:
    """Raise BadReference for the first thing that does not fit."""
    for rule in (_provinces, _aliases, _successions, _regions, _ministries, _indices, one_meaning):
        rule(parts)


def _one_of(where: Where, what: str, value: str, known: Iterable[str]) -> None:
    known = sorted(known)
    if value not in known:
        listing = ", ".join(known) if len(known) < 20 else f"{len(known)} of them, such as {known[0]}"
        raise where.bad(f"no {what} is called {value!r}", f"known are {listing}", value)


def _slug(where: Where, slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise where.bad(f"{slug!r} is no slug", "write it in small letters without marks, joined by -", slug)


class _Dated(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


def _in_order(where: Where, item: _Dated) -> None:
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        raise where.bad(f"ends on {item.valid_to}, before it begins", "mend the dates", str(item.valid_to))


def _provinces(parts: Parts) -> None:
    regions = {r.slug for _, r in parts.regions}
    for where, p in parts.provinces:
        _slug(where, p.slug)
        _one_of(where, "kind of province", p.kind, PROVINCE_KINDS)
        _one_of(where, "region", p.region, regions)
        _in_order(where, p)
    for key, what in (("slug", "the slug"), ("gso", "the code"), ("iso", "the ISO code")):
        by_key: dict[str, list[tuple[Where, Province]]] = {}
        for where, p in parts.provinces:
            by_key.setdefault(getattr(p, key), []).append((where, p))
        for value, spells in by_key.items():
            spells.sort(key=lambda entry: entry[1].valid_from)
            for (_, before), (where, after) in pairwise(spells):
                if before.valid_to is None or after.valid_from <= before.valid_to:
                    raise where.bad(
                        f"{what} {value!r} overlaps: {before.name} has it until {before.valid_to or 'today'}, "
                        f"{after.name} from {after.valid_from}",
                        "end the earlier one on the day before",
                    )


def _aliases(parts: Parts) -> None:
    slugs = {p.slug for _, p in parts.provinces}
    hosts: dict[str, str] = {}
    for where, alias in parts.aliases:
        _one_of(where, "province", alias.slug, slugs)
        _one_of(where, "kind of alias", alias.kind, ALIAS_KINDS)
        if alias.kind == "host" and hosts.setdefault(alias.alias, alias.slug) != alias.slug:
            raise where.bad(
                f"the host {alias.alias!r} is {hosts[alias.alias]}'s already", "keep one of the two"
            )
    # A renamed unit is one unit: its aliases stand under either slug.
    renamed = {slug for _, s in parts.successions if s.kind == "rename" for slug in (s.from_slug, s.to_slug)}
    missing = slugs - renamed - {a.slug for _, a in parts.aliases if a.kind == "name"}
    for where, p in parts.provinces:
        if p.slug in missing:
            raise where.bad(f"{p.slug!r} has no alias of kind name", "add it to province_aliases.csv", p.slug)


def _successions(parts: Parts) -> None:
    spells: dict[str, list[Province]] = {}
    for _, p in parts.provinces:
        spells.setdefault(p.slug, []).append(p)
    by_day: dict[date, dict[str, set[str]]] = {}
    seen: set[tuple[str, str, date]] = set()
    for where, s in parts.successions:
        _one_of(where, "kind of succession", s.kind, SUCCESSION_KINDS)
        _one_of(where, "province", s.from_slug, spells)
        _one_of(where, "province", s.to_slug, spells)
        if (s.from_slug, s.to_slug, s.date) in seen:
            raise where.bad("the step is given twice", "delete one of the two rows")
        seen.add((s.from_slug, s.to_slug, s.date))
        if not any(p.valid_on(s.date) for p in spells[s.to_slug]):
            raise where.bad(
                f"the successor {s.to_slug!r} does not exist on {s.date}", "see its dates in provinces.csv"
            )
        # A unit may be older than the data: then its first spell begins on the day of the step.
        if not any(p.valid_on(s.date - _DAY) for p in spells[s.from_slug]) and s.date != min(
            p.valid_from for p in spells[s.from_slug]
        ):
            raise where.bad(
                f"{s.from_slug!r} does not exist on the day before {s.date}", "see its dates in provinces.csv"
            )
        if s.from_slug != s.to_slug:
            by_day.setdefault(s.date, {}).setdefault(s.from_slug, set()).add(s.to_slug)
            if circle := _circle(by_day[s.date], s.from_slug):
                raise where.bad(
                    f"the succession goes in a circle on {s.date}: {' → '.join(circle)}",
                    "a unit has its heir's land, not its heir's heir's",
                )
    steps = {(s.from_slug, s.date) for _, s in parts.successions}
    for where, p in parts.provinces:
        if p.valid_to is not None and (p.slug, p.valid_to + _DAY) not in steps:
            raise where.bad(
                f"{p.slug!r} ends on {p.valid_to} without a successor",
                f"add a row {p.slug},…,{p.valid_to + _DAY},… to successions.csv",
            )


def _circle(steps: Mapping[str, Iterable[str]], start: str) -> list[str] | None:
    """Return a way from `start` back to itself, or None."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        for following in steps.get(way[-1], ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None


def _regions(parts: Parts) -> None:
    slugs = {p.slug for _, p in parts.provinces}
    _once(parts.regions, "region")
    for where, r in parts.regions:
        _slug(where, r.slug)
        _one_of(where, "division", r.division, DIVISIONS)
        for members, count, name in (
            (r.members, r.count, "count"), (r.members_34, r.count_34, "count_34"),
            *((change.members, change.count, "changes") for change in r.changes),
        ):  # fmt: skip
            for member in members:
                _one_of(where, "province", member, slugs)
            if members and count is not None and count != len(set(members)):
                raise where.bad(
                    f"{name} is {count}, but {len(set(members))} members are listed",
                    "mend one of the two",
                    name,
                )


def _ministries(parts: Parts) -> None:
    slugs = {m.slug for _, m in parts.ministries}
    _once(parts.ministries, "ministry")
    steps = {m.slug: m.successors for _, m in parts.ministries}
    for where, m in parts.ministries:
        _slug(where, m.slug)
        _in_order(where, m)
        for successor in m.successors:
            if successor not in slugs:
                raise where.bad(
                    f"the successor {successor!r} does not exist", "give the slug of a ministry", successor
                )
        if circle := _circle(steps, m.slug):
            raise where.bad(
                f"the succession goes in a circle: {' → '.join(circle)}", "take one step out", circle[1]
            )


class _Slugged(Protocol):
    @property
    def slug(self) -> str: ...


S = TypeVar("S", bound=_Slugged)


def _once(items: Located[S], what: str) -> None:
    seen: set[str] = set()
    for where, item in items:
        if item.slug in seen:
            raise where.bad(f"the {what} {item.slug!r} is given twice", "put the two together", item.slug)
        seen.add(item.slug)


def _indices(parts: Parts) -> None:
    seen: set[str] = set()
    for where, index in parts.indices:
        if not _ID.fullmatch(index.id):
            raise where.bad(f"{index.id!r} is no id of an index", "write it in capitals, with _", index.id)
        if index.id in seen:
            raise where.bad(f"the index {index.id!r} has two files", "delete one, or change its id", index.id)
        seen.add(index.id)
        if not index.names:
            raise where.bad("the index has no names", "list at least one in names", "names")
        for kind in index.ranks:
            _one_of(where, "kind of subject", kind, SUBJECTS)
        for slug in index.apart:
            _one_of(where, "ministry", slug, {m.slug for _, m in parts.ministries})
        _scales(parts, index)
        for table, key in (("ranked", "kind"), ("component", "slug"), ("group", "label")):
            _apart(parts, index, table, key)


def _scales(parts: Parts, index: Index) -> None:
    _apart(parts, index, "scale", "subject")
    for (where, _), scale in zip(parts.index_parts[f"{index.id}/scale"], index.scale, strict=True):
        _one_of(where, "unit", scale.unit, UNITS)
        if scale.max <= scale.min:
            raise where.bad(f"max is {scale.max}, min is {scale.min}", "max is the greater one", "max")
        if scale.likely_min is not None and not scale.min <= scale.likely_min < scale.max:
            raise where.bad(
                f"likely_min {scale.likely_min} is outside of {scale.min} to {scale.max}",
                "give a score that nobody ever came down to, or leave it out",
                "likely_min",
            )
        if scale.written_max is not None and scale.written_max <= scale.max:
            raise where.bad(
                f"written_max {scale.written_max} is not above max {scale.max}",
                "give the full mark of the other way of writing scores, or leave it out",
                "written_max",
            )


def _apart(parts: Parts, index: Index, table: str, key: str) -> None:
    """Entries of a table that are about the same thing may not overlap in their editions."""
    entries: dict[object, list[tuple[Where, int, int]]] = {}
    for (where, _), entry in zip(
        parts.index_parts[f"{index.id}/{table}"], getattr(index, table), strict=True
    ):
        if table == "component":
            _slug(where, entry.slug)
        first = entry.from_ if entry.from_ is not None else 0
        last = entry.to if entry.to is not None else 9999
        if last < first:
            raise where.bad(f"ends with {last}, before it begins with {first}", "mend from and to", "to")
        entries.setdefault(getattr(entry, key), []).append((where, first, last))
    for name, spans in entries.items():
        spans.sort(key=lambda entry: entry[1:])
        for (_, _, end), (where, begin, _) in pairwise(spans):
            if begin <= end:
                about = f" {name!r}" if name else ""
                raise where.bad(
                    f"[[{table}]]{about} of {index.id} overlaps with another one from {begin} on",
                    "end the earlier one with `to`, an edition before",
                )

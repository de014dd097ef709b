"""Units through time: which spell holds on a day, what became of a unit, whose land a unit has."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from normalize.records import Province, Region, Succession

NEW_MAP: Final = date(2025, 7, 1)
"""When the 63 units became 34: the lists `members` and `members_34` of regions part here."""


def spell_on(spells: Iterable[Province], day: date) -> Province | None:
    """Return the spell that holds on a day."""
    return next((p for p in spells if p.valid_on(day)), None)


def begin(spells: Iterable[Province]) -> date:
    """Return the first day of the first spell."""
    return min((p.valid_from for p in spells), default=date.max)


def renamed(steps: Iterable[Succession], slug: str) -> Iterable[str]:
    """Yield the other slugs of a unit that was renamed: the same unit, one slug at a time."""
    for step in steps:
        if step.kind == "rename" and slug in (step.from_slug, step.to_slug):
            yield step.to_slug if slug == step.from_slug else step.from_slug


def heirs(steps: Iterable[Succession], slug: str, until: date, since: date) -> frozenset[str]:
    """Return who holds on day `until` what was `slug` on day `since`, following every step between the two.

    The step of a unit's first day made it and is not followed.
    """
    by_day: dict[date, dict[str, set[str]]] = {}
    for step in steps:
        if since < step.date <= until:
            by_day.setdefault(step.date, {}).setdefault(step.from_slug, set()).add(step.to_slug)
    holders = {slug}
    for _, moves in sorted(by_day.items()):
        holders = {heir for holder in holders for heir in moves.get(holder, {holder})}
    return frozenset(holders)


def members(region: Region, spells: Mapping[str, tuple[Province, ...]], year: int | None) -> tuple[str, ...]:
    """Return the members of a region at the end of a year, under the slugs that they bear then.

    A socio-economic region in force has those whose spell says so; any other what its lists say, `changes`
    before the two maps.
    """
    day = date(year, 12, 31) if year is not None else date.max
    official = tuple(
        slug for slug, all_ in spells.items() if (s := spell_on(all_, day)) and s.region == region.slug
    )
    if official:
        return official
    chosen = region.members_34 if day >= NEW_MAP and region.members_34 else region.members
    for change in region.changes:
        if change.from_ <= day:
            chosen = change.members
    return tuple(slug for slug in chosen if spell_on(spells.get(slug, ()), day) is not None)

"""The pages of the report: what stands on each, as the templates want it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from chiso.report import heat, maps, pictures
from chiso.report.known import Known
from chiso.report.model import PROVINCE, Change, Index, Row, grouped
from chiso.report.page import Page, line_of
from chiso.report.places import (
    ABOUT,
    CONFLICTS,
    COVERAGE,
    HOME,
    Here,
    edition_page,
    evidence_page,
    index_page,
)
from chiso.report.profile import province
from chiso.report.words import Words

KINDS: Final = (PROVINCE, "ministry", "region", "national")
_MOVERS: Final = 5


def pages(known: Known, words: Words, language: str) -> Iterator[Page]:
    """Yield every page of one language."""
    yield home(known, words, language)
    for index in known.indices:
        if index.id in known.years:
            yield index_of(known, words, language, index)
            for year in known.years[index.id]:
                yield edition(known, words, language, index, year)
    for profile in profiles(known):
        yield province(known, words, language, profile)
    yield from evidence(known, words, language)
    yield conflicts(known, words, language)
    yield coverage(known, words, language)
    yield Page(ABOUT, "about.html", words("about"), {})


def how_many(known: Known) -> int:
    """How many pages there are in one language."""
    editions = sum(len(years) + 1 for years in known.years.values())
    return 4 + editions + len(profiles(known)) + len({(row.index, row.subject) for row in known.rows})


def profiles(known: Known) -> Sequence[str]:
    """The slugs of the provinces that something is known of, in the order of their names."""
    return tuple(
        dict.fromkeys(known.profile_of[s.subject] for s in known.spells if s.subject in known.of_subject)
    )


def home(known: Known, words: Words, language: str) -> Page:
    """The overview: what there is in numbers, the editions, the map."""
    here = Here(language, HOME)
    today = {known.profile_of[s.subject] for s in known.spells if s.valid_to is None}
    have = profiles(known)
    context = {
        "numbers": (
            (sum(map(len, known.facts.values())), "figures"),
            (sum(map(len, known.claims.values())), "claims"),
            (known.articles, "articles"),
            (known.sources, "sources"),
            (sum(clash.state == "open" for clash in known.clashes), "open_conflicts"),
        ),
        "matrix": _matrix(known),
        "map": maps.country(known, words, here) if have else None,
        "provinces": [(slug, known.names[f"{PROVINCE}/{slug}"], slug in today) for slug in have],
    }
    return Page(HOME, "home.html", words("home"), context)


def _matrix(known: Known) -> Mapping[str, Any]:
    """Indices by years: how many provinces are known, of how many."""
    years = sorted({year for years in known.years.values() for year in years})
    cells = {}
    for (index, year), rows in known.wholes.items():
        count = sum(row.kind == PROVINCE for row in rows)
        of = known.expected.get((index, PROVINCE, year))
        cells[index, year] = (
            count,
            of,
            any(row.conflict for row in rows),
            min(1.0, count / of) if of else None,
        )
    for index, all_years in known.years.items():
        for year in all_years:
            cells.setdefault((index, year), (0, known.expected.get((index, PROVINCE, year)), False, 0.0))
    return {"years": years, "cells": cells, "indices": [i for i in known.indices if i.id in known.years]}


def index_of(known: Known, words: Words, language: str, index: Index) -> Page:
    """An index: its editions and the ranks through them."""
    path = index_page(index)
    here = Here(language, path)
    drawn = pictures.ranks(known, words, here, index)
    editions = []
    for year in reversed(known.years[index.id]):
        rows = known.wholes.get((index.id, year), ())
        best = next((row for row in rows if row.kind == PROVINCE and row.rank == 1), None)
        count = sum(row.kind == PROVINCE for row in rows)
        editions.append(
            (
                year,
                count,
                known.expected.get((index.id, PROVINCE, year)),
                best,
                sum(bool(r.conflict) for r in rows),
            )
        )
    context = {
        "index": index,
        "bump": drawn[0] if drawn else None,
        "lines": sorted(drawn[1], key=lambda line: line.name) if drawn else (),
        "editions": editions,
    }
    return Page(path, "index.html", index.short, context)


def edition(known: Known, words: Words, language: str, index: Index, year: int) -> Page:
    """An edition: league tables, the charts, the components, what is in conflict."""
    path = edition_page(index, year)
    here = Here(language, path)
    rows, parts = known.wholes.get((index.id, year), ()), known.parts.get((index.id, year), ())
    tables = [
        (kind, lines) for kind in KINDS if (lines := [line_of(known, r) for r in rows if r.kind == kind])
    ]
    drawn = maps.grid(known, words, here, index, rows)
    years = known.years[index.id]
    place = years.index(year)
    context = {
        "index": index,
        "year": year,
        "before": years[place - 1] if place else None,
        "after": years[place + 1] if place + 1 < len(years) else None,
        "tables": tables,
        "scores": pictures.scores(words, here, index, rows),
        "map": drawn[0] if drawn else None,
        "off_map": drawn[1] if drawn else "",
        "slope": pictures.slopes(known, words, here, index, rows),
        "movers": _movers(known, rows),
        "components": heat.components(known, words, here, index, rows, parts),
        "parts": _parts(known, parts),
        "clashes": [c for c in known.clashes if (c.index, c.year) == (index.id, year)],
    }
    return Page(path, "edition.html", f"{index.short} {year}", context)


def _movers(known: Known, rows: Sequence[Row]) -> tuple[list[tuple[Row, Change]], list[tuple[Row, Change]]]:
    """Those risen and those fallen most, in places."""
    pairs = [(r, c) for r in rows if (c := known.changes.get(r.key)) and r.kind == PROVINCE and c.rank_moved]
    ordered = sorted(pairs, key=lambda pair: (-(pair[1].rank_moved or 0), pair[0].name))
    risen = [pair for pair in ordered if (pair[1].rank_moved or 0) > 0][:_MOVERS]
    fallen = [pair for pair in reversed(ordered) if (pair[1].rank_moved or 0) < 0][:_MOVERS]
    return risen, fallen


def _parts(known: Known, parts: Sequence[Row]) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows of components by their names, of everybody."""
    found = grouped(parts, lambda part: known.components[part.key].component_name)
    return list(found.items())


def evidence(known: Known, words: Words, language: str) -> Iterator[Page]:
    """Yield the pages of sentences: one for each subject in each index."""
    for (index_id, subject), rows in grouped(known.rows, lambda r: (r.index, r.subject)).items():
        index = known.index[index_id]
        path = evidence_page(index, subject)
        name = rows[0].name
        ordered = sorted(rows, key=lambda r: (-r.year, r.component is not None, r.component or ""))
        context = {
            "index": index,
            "name": name,
            "profile": known.profile_of.get(subject),
            "rows": [(row, known.facts.get(row.key, ())) for row in ordered],
            "clashes": grouped(known.clashes_of.get((index_id, subject), ()), lambda c: c.key),
        }
        yield Page(path, "evidence.html", words("evidence_of", name=name, index=index.short), context)


def conflicts(known: Known, words: Words, language: str) -> Page:
    """All conflicts, the gravest first."""
    count = sum(clash.state == "open" for clash in known.clashes)
    context = {"clashes": known.clashes, "open": count}
    return Page(CONFLICTS, "conflicts.html", words("conflicts"), context)


def coverage(known: Known, words: Words, language: str) -> Page:
    """What is known of what, and how the sources fare."""
    cells: dict[tuple[str, str], int] = {}
    for row in known.rows:
        if row.kind == PROVINCE and row.component is None:
            key = (known.profile_of.get(row.subject, row.subject), row.index)
            cells[key] = cells.get(key, 0) + 1
    context = {
        "matrix": _matrix(known),
        "units": [(slug, known.names[f"{PROVINCE}/{slug}"]) for slug in profiles(known)],
        "cells": cells,
    }
    return Page(COVERAGE, "coverage.html", words("coverage"), context)

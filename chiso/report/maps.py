"""The tile maps: which units, in which shade, with which figure in them."""

from collections.abc import Mapping, Sequence

from chiso.report.charts.frame import Caption
from chiso.report.charts.heatmap import within
from chiso.report.charts.tiles import Ink, tile_map
from chiso.report.known import Known
from chiso.report.layout import shade
from chiso.report.model import PROVINCE, Index, Row
from chiso.report.places import Here, province_page
from chiso.report.svg import Node
from chiso.report.tile_data import NEW, islands, map_of, tiles
from chiso.report.words import Words


def grid(
    known: Known, words: Words, here: Here, index: Index, rows: Sequence[Row]
) -> tuple[Node, str] | None:
    """The tile map of an edition's ranks, or scores where ranks are few; with the names that it has no tile for."""
    given = [row for row in rows if row.kind == PROVINCE and (row.rank is not None or row.score is not None)]
    if not given:
        return None
    year = given[0].year
    which = map_of(year, (row.subject for row in given))
    by_score = sum(row.rank is None for row in given) > len(given) / 2
    shares = _shares(given, by_score, known.expected.get((index.id, PROVINCE, year)))
    places = {t.subject for t in tiles(which)}
    known_as = {row.subject: row for row in given}
    inks: dict[str, Ink] = {}
    for subject, row in known_as.items():
        figure = str(row.rank) if row.rank is not None else ""
        value = words.score(row)
        tip = words("rank_tip", name=row.name, year=year, rank=row.rank if row.rank is not None else "–")
        inks[_placed(known, subject, places)] = Ink(
            row.name, f"{tip}, {value}" if row.score is not None else tip,
            here.evidence(index)(row, "score" if row.rank is None else "rank"), shade(shares[subject]),
            words.number(row.score, 1) if by_score else figure,
            (("year", str(year)), ("rank", figure), ("score", row.exact)),
        )  # fmt: skip
    missing = [row.name for row in given if _placed(known, row.subject, places) not in places]
    title = words("map_scores" if by_score else "map_title", index=index.short, year=year, units=which)
    return tile_map(
        tiles(which), islands(which), inks, Caption("map", title, words("map_legend"))
    ), words.listed(missing)


def _shares(rows: Sequence[Row], by_score: bool, expected: int | None) -> Mapping[str, float | None]:
    if by_score:
        found = within([None if row.score is None else float(row.score) for row in rows])
        return {row.subject: share for row, share in zip(rows, found, strict=True)}
    deepest = max([row.rank or 1 for row in rows] + [expected or 1])
    return {
        row.subject: None if row.rank is None else 1 - (row.rank - 1) / max(1, deepest - 1) for row in rows
    }


def _placed(known: Known, subject: str, places: set[str]) -> str:
    """The subject under the name that the map has for it: one that was merely renamed has one tile."""
    if subject in places:
        return subject
    profile = known.profile_of.get(subject)
    same = {s for s, p in known.profile_of.items() if p == profile}
    return next(iter(sorted(same & places)), subject)


def country(known: Known, words: Words, here: Here) -> Node:
    """The map of the units of today as a way into their profiles, shaded by how many editions are known of each."""
    editions: dict[str, set[tuple[str, int]]] = {}
    for subject, rows in known.of_subject.items():
        if profile := known.profile_of.get(subject):
            editions.setdefault(profile, set()).update((r.index, r.year) for r in rows)
    counts = {t.subject: len(editions.get(known.profile_of.get(t.subject, ""), ())) for t in tiles(NEW)}
    most = max(counts.values(), default=0)
    inks = {}
    for tile in tiles(NEW):
        count = counts[tile.subject]
        name = known.names.get(tile.subject, tile.short)
        inks[tile.subject] = Ink(
            name,
            f"{name}: {count}",
            here.to(province_page(known.profile_of[tile.subject])) if count else None,
            shade(count / most) if count else None,
            str(count) if count else "",
            (("editions", str(count)),),
        )
    return tile_map(
        tiles(NEW), islands(NEW), inks, Caption("country", words("coverage_units"), words("map_help"))
    )

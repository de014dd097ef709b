"""From rows to charts: which rows, in which order, with which words."""

from collections.abc import Sequence
from decimal import Decimal

from chiso.report.charts.bump import Line, Point, bump
from chiso.report.charts.distribution import Dot, distribution
from chiso.report.charts.frame import Caption
from chiso.report.charts.lines import rank_line
from chiso.report.charts.slope import Slope, slope
from chiso.report.known import Known
from chiso.report.model import PROVINCE, Index, Row
from chiso.report.places import Here
from chiso.report.svg import Node
from chiso.report.words import Words

HUES = 6
FEWEST = 3
"""Dots that a distribution must have to be worth a look."""


def ranks(known: Known, words: Words, here: Here, index: Index) -> tuple[Node, tuple[Line, ...]] | None:
    """The bump chart of an index, with its lines; None where no two editions have ranks of provinces."""
    points: dict[str, list[Point]] = {}
    for (of, _), rows in known.wholes.items():
        if of != index.id:
            continue
        for row in rows:
            if row.kind == PROVINCE and row.rank is not None:
                profile = known.profile_of.get(row.subject, row.subject)
                points.setdefault(profile, []).append(_point(known, words, here, index, row))
    years = sorted({p.year for line in points.values() for p in line})
    if len(years) < 2:
        return None
    told: dict[str, tuple[Point, ...]] = {}
    for profile, line in points.items():
        line.sort(key=lambda p: p.year)
        told[profile] = tuple(
            Point(p.year, p.rank, p.href, p.words, i > 0 and _anew(known, profile, p.year, line[i - 1].year))
            for i, p in enumerate(line)
        )
    order = sorted(told, key=lambda s: (-len(told[s]), told[s][-1].rank, s))
    lines = tuple(
        Line(f"{PROVINCE}/{s}", known.names.get(f"{PROVINCE}/{s}", s), told[s], i if i < HUES else None)
        for i, s in enumerate(order)
    )
    title = words("bump_title", index=index.short, **{"from": years[0]}, to=years[-1])
    border = max((step.happened.year for step in known.steps if step.kind == "merge"), default=None)
    return bump(lines, Caption("bump", title, words("bump_help")), border), lines


def _anew(known: Known, profile: str, year: int, before: int) -> bool:
    return known.anew(f"{PROVINCE}/{profile}", year, before)


def _point(known: Known, words: Words, here: Here, index: Index, row: Row) -> Point:
    assert row.rank is not None
    tip = words("rank_tip", name=row.name, year=row.year, rank=row.rank)
    return Point(row.year, row.rank, here.evidence(index)(row, "rank"), tip)


def scores(
    words: Words,
    here: Here,
    index: Index,
    rows: Sequence[Row],
    marked: str | None = None,
    id_: str = "scores",
) -> Node | None:
    """The distribution of an edition's scores; None where too few are known, or the marked one is not.

    Without a marked province the first and the last are named.
    """
    given = [row for row in rows if row.kind == PROVINCE and row.score is not None]
    units = {row.unit for row in given}
    if len(given) < FEWEST or len(units) > 1 or (marked and marked not in {row.subject for row in given}):
        return None
    ordered = sorted(given, key=lambda r: (r.score or Decimal(0), r.subject))
    named = {marked} if marked else {ordered[0].subject, ordered[-1].subject}
    dots = [
        Dot(
            row.subject, row.name, float(row.score or 0), row.exact,
            words("score_tip", name=row.name, score=words.score(row)), here.evidence(index)(row, "score"),
            row.subject in named,
        )
        for row in ordered
    ]  # fmt: skip
    year = given[0].year
    title = (
        words(
            "in_latest", index=index.short, year=year, name=next(r.name for r in given if r.subject == marked)
        )
        if marked
        else words("distribution_title", index=index.short, year=year, count=len(given))
    )
    percent = "%" if units == {"percent"} else ""
    caption = Caption(id_, title, words("distribution_help"))
    return distribution(dots, caption, lambda value: words.number(value) + percent, words("median"))


def slopes(known: Known, words: Words, here: Here, index: Index, rows: Sequence[Row]) -> Node | None:
    """The slope from the edition before: of ranks, or of scores where these are more; None where there are too few."""
    pairs = [
        (row, change)
        for row in rows
        if row.kind == PROVINCE and (change := known.changes.get(row.key)) and change.same_territory
    ]
    by_rank = [(r, c) for r, c in pairs if c.rank_before is not None and c.rank is not None]
    by_score = [(r, c) for r, c in pairs if c.score_moved is not None]
    if max(len(by_rank), len(by_score)) < FEWEST:
        return None
    of_rank = len(by_rank) >= len(by_score)
    told = []
    for row, change in by_rank if of_rank else by_score:
        if of_rank:
            before, after = str(change.rank_before), str(change.rank)
            shown, sign = (before, after), -1
        else:
            before, after = f"{change.score_before:f}", f"{change.score:f}"
            shown, sign = (words.number(change.score_before), words.number(change.score)), 1
        told.append(
            Slope(
                row.subject, row.name, sign * float(before), sign * float(after), *shown, before, after,
                here.evidence(index)(row, "rank" if of_rank else "score"),
                f"{row.name}: {shown[0]} → {shown[1]}",
            )
        )  # fmt: skip
    year = rows[0].year
    of = words("rank" if of_rank else "score")
    title = words("slope_title", index=index.short, of=of, before=year - 1, after=year, count=len(told))
    return slope(told, Caption("slope", title, words("slope_help")), (year - 1, year))


def own_ranks(known: Known, words: Words, here: Here, index: Index, rows: Sequence[Row]) -> Node | None:
    """A province's ranks in an index through the editions; None where it has fewer than two."""
    given = sorted((r for r in rows if r.rank is not None), key=lambda r: r.year)
    if len(given) < 2:
        return None
    line = []
    for i, row in enumerate(given):
        p = _point(known, words, here, index, row)
        anew = i > 0 and known.anew(row.subject, row.year, given[i - 1].year)
        line.append(Point(p.year, p.rank, p.href, p.words, anew))
    deepest = max(row.ranked or row.rank or 1 for row in given)
    title = words("rank_title", name=given[-1].name, index=index.short)
    return rank_line(given[-1].subject, line, deepest, Caption(f"ranks-{index.slug}", title, title))

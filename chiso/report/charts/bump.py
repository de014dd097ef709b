"""The bump chart: ranks through the editions, a line for each subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.layout import Scale, rank_ticks, spread
from chiso.report.svg import Node, el, points

STEP_Y = 13.0
NARROW, WIDE, WHOLE = 42.0, 110.0, 1080.0
"""Pixels between two years at least and at most, and of the whole chart where the years allow."""
LEFT, RIGHT, TOP, BOTTOM = 34.0, 150.0, 34.0, 12.0
LETTER = 6.8
"""Pixels of a letter of a name, on the generous side."""


@dataclass(frozen=True, slots=True)
class Point:
    """A rank in an edition. `anew` tells that the line does not go on from before: it is another territory."""

    year: int
    rank: int
    href: str | None
    words: str
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One subject's ranks, in order of years. `hue` from 0 gives it a colour of its own; None lets it recede."""

    subject: str
    name: str
    points: tuple[Point, ...]
    hue: int | None = None


def bump(lines: Sequence[Line], caption: Caption, border: int | None = None) -> Node:
    """Draw ranks as lines, 1 at the top.

    Years without a rank are bridged by a dotted line, a change of territory by none. `border` is the first edition
    of a new map; a broken line stands before it.
    """
    years = sorted({p.year for line in lines for p in line.points})
    deepest = max((p.rank for line in lines for p in line.points), default=1)
    first, last = (years[0], years[-1]) if years else (0, 0)
    steps = max(1, last - first)
    width = LEFT + RIGHT + steps * min(WIDE, max(NARROW, (WHOLE - LEFT - RIGHT) / steps))
    height = TOP + BOTTOM + STEP_Y * max(1, deepest - 1)
    x = Scale(first, last, LEFT, width - RIGHT)
    y = Scale(1, deepest, TOP, height - BOTTOM)
    quiet = sorted(lines, key=lambda line: line.hue is not None)
    return frame(
        caption, width, height, "bump",
        *_grid(range(first, last + 1) if years else [], rank_ticks(deepest), x, y, width - RIGHT),
        _border(border, first, x, height) if border is not None and first < border <= last else None,
        *(_line(line, x, y) for line in quiet),
        *_names(lines, last, x, y, height),
    )  # fmt: skip


def _grid(years: Sequence[int], ranks: Sequence[int], x: Scale, y: Scale, right: float) -> Iterator[Node]:
    for year in years:
        yield el("text", str(year), class_="tick", x=x(year), y=TOP - 18, text_anchor="middle")
    for rank in ranks:
        yield el("line", class_="grid", x1=LEFT, x2=right, y1=y(rank), y2=y(rank))
        yield el("text", str(rank), class_="tick", x=LEFT - 10, y=y(rank) + 4, text_anchor="end")


def _border(border: int, first: int, x: Scale, height: float) -> Node:
    place = (x(border - 1) + x(border)) / 2
    return el("line", class_="border", x1=place, x2=place, y1=TOP - 10, y2=height)


def _line(line: Line, x: Scale, y: Scale) -> Node:
    parts: list[Node] = []
    for run in runs(line.points):
        if len(run) > 1:
            parts.append(el("path", class_="run", d=points((x(p.year), y(p.rank)) for p in run)))
    for before, after in pairwise(line.points):
        if after.year > before.year + 1 and not after.anew:
            d = points((x(p.year), y(p.rank)) for p in (before, after))
            parts.append(el("path", class_="gap", d=d))
    for p in line.points:
        dot = el(
            "circle", el("title", p.words), cx=x(p.year), cy=y(p.rank), r=3.5 if line.hue is not None else 2.6
        )
        parts.append(linked(p.href, dot, class_="dot", data_year=p.year, data_rank=p.rank))
    hue = "quiet" if line.hue is None else f"hue hue{line.hue}"
    return el("g", *parts, class_=f"line {hue}", data_subject=line.subject, data_name=line.name)


def runs(line: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield the pieces of a line that are drawn through: year after year, on one territory."""
    run: list[Point] = []
    for p in line:
        if run and (p.anew or p.year != run[-1].year + 1):
            yield run
            run = []
        run.append(p)
    if run:
        yield run


def _names(lines: Sequence[Line], last: int, x: Scale, y: Scale, height: float) -> Iterator[Node]:
    """Names at the right, beside the ranks of the last edition, drawn apart where several share one.

    Lines with a colour of their own that end before have theirs at their end, to its left where names at the right
    would be met.
    """
    ending = [line for line in lines if line.points and line.points[-1].year == last]
    places = spread([y(line.points[-1].rank) for line in ending], STEP_Y - 1, TOP, height - BOTTOM)
    for line, place in zip(ending, places, strict=True):
        hue = "quiet" if line.hue is None else f"hue hue{line.hue}"
        words = f"{line.points[-1].rank} {line.name}"
        yield el("text", words, class_=f"name {hue}", x=x(last) + 9, y=place + 4, data_of=line.subject)
    for line in lines:
        if line.hue is not None and line.points and line.points[-1].year < last:
            end = line.points[-1]
            left, base = x(end.year) + 6, y(end.rank) - 6
            meets = left + LETTER * len(line.name) > x(last) and any(abs(base - p) < STEP_Y for p in places)
            at = {"x": x(end.year) - 6 if meets else left, "y": base, "text_anchor": "end" if meets else None}
            yield el("text", line.name, class_=f"name hue hue{line.hue}", data_of=line.subject, **at)

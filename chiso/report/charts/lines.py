"""A small line of one subject's ranks in one index, for profiles."""

from collections.abc import Sequence
from itertools import pairwise

from chiso.report.charts.bump import Point, runs
from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.layout import Scale
from chiso.report.svg import Node, el, points

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 300.0, 120.0, 24.0, 18.0, 22.0, 24.0
INSET = 14.0
"""Pixels from the first and the last year to the ends of the lines, which keeps their numbers off the ticks."""

TICK = 30.0
"""Pixels that the label of a year takes."""


def rank_line(subject: str, line: Sequence[Point], ranked: int, caption: Caption) -> Node:
    """Draw ranks through the years between 1 and how many are ranked, each with its number."""
    years = [p.year for p in line]
    x = Scale(min(years), max(years), LEFT + INSET, WIDTH - RIGHT - INSET)
    y = Scale(1, max(ranked, *(p.rank for p in line)), TOP, HEIGHT - BOTTOM)
    shown = apart(years if len(years) <= 6 else [years[0], years[len(years) // 2], years[-1]], x)
    drawn = (
        el("path", class_="run", d=points((x(p.year), y(p.rank)) for p in run))
        for run in runs(line)
        if len(run) > 1
    )
    gaps = (
        el("path", class_="gap", d=points((x(p.year), y(p.rank)) for p in (before, after)))
        for before, after in pairwise(line)
        if after.year > before.year + 1 and not after.anew
    )
    return frame(
        caption, WIDTH, HEIGHT, "rank-line",
        *(el("line", class_="grid", x1=LEFT, x2=WIDTH - RIGHT, y1=y(r), y2=y(r)) for r in (1, ranked)),
        *(el("text", str(r), class_="tick", x=LEFT - 8, y=y(r) + 4, text_anchor="end") for r in (1, ranked)),
        *(el("text", str(year), class_="tick", x=x(year), y=HEIGHT - 6, text_anchor="middle") for year in shown),
        el("g", *gaps, *drawn, *(_point(p, x, y) for p in line), class_="line hue hue0", data_subject=subject),
    )  # fmt: skip


def apart(years: Sequence[int], x: Scale) -> list[int]:
    """The years whose labels do not touch, the last one first of all."""
    shown = [years[-1]]
    for year in reversed(years[:-1]):
        if x(shown[-1]) - x(year) >= TICK:
            shown.append(year)
    return shown


def _point(p: Point, x: Scale, y: Scale) -> Node:
    dot = el("circle", el("title", p.words), cx=x(p.year), cy=y(p.rank), r=4)
    label = el("text", str(p.rank), class_="value", x=x(p.year), y=y(p.rank) - 8, text_anchor="middle")
    return linked(p.href, dot, label, class_="dot", data_year=p.year, data_rank=p.rank)

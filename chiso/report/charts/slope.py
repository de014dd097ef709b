"""The slope between two editions: a line for each subject, from what it was to what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.layout import Scale, spread
from chiso.report.svg import Node, el

WIDTH, SIDE, TOP, BOTTOM, STEP = 680.0, 180.0, 34.0, 14.0, 14.0
ROOM = 1.45
"""How much higher the chart is than its names stacked, so that few lines are led far to their names."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A subject's two figures; `before` and `after` are higher for the better, texts are what is written."""

    subject: str
    name: str
    before: float
    after: float
    before_text: str
    after_text: str
    before_exact: str
    after_exact: str
    href: str | None
    words: str


def slope(slopes: Sequence[Slope], caption: Caption, years: tuple[int, int]) -> Node:
    """Draw two columns, the better higher; lines that rise, fall or stay have a class each."""
    values = [v for s in slopes for v in (s.before, s.after)] or [0.0]
    height = TOP + BOTTOM + ROOM * STEP * max(8, len(slopes))
    y = Scale(max(values), min(values), TOP + 8, height - BOTTOM)
    left = spread([y(s.before) for s in slopes], STEP - 1, TOP + 4, height - BOTTOM + 4)
    right = spread([y(s.after) for s in slopes], STEP - 1, TOP + 4, height - BOTTOM + 4)
    columns = ((years[0], SIDE, "end"), (years[1], WIDTH - SIDE, "start"))
    return frame(
        caption, WIDTH, height, "slope",
        *(el("text", str(year), class_="year", x=x, y=18, text_anchor=anchor) for year, x, anchor in columns),
        *(el("line", class_="axis", x1=x, x2=x, y1=TOP - 6, y2=height - 6) for _, x, _ in columns),
        *(_one(s, y, at, to) for s, at, to in zip(slopes, left, right, strict=True)),
    )  # fmt: skip


def _one(s: Slope, y: Scale, at: float, to: float) -> Node:
    way = "up" if s.after > s.before else "down" if s.after < s.before else "same"
    x1, x2 = SIDE, WIDTH - SIDE
    before, after = y(s.before), y(s.after)
    return linked(
        s.href,
        el("title", s.words),
        el("path", class_="lead", d=f"M{x1 - 18:g} {at:.1f}L{x1 - 5:g} {before:.1f}"),
        el("path", class_="lead", d=f"M{x2 + 5:g} {after:.1f}L{x2 + 18:g} {to:.1f}"),
        el("line", class_="run", x1=x1, y1=before, x2=x2, y2=after),
        el("circle", cx=x1, cy=before, r=3),
        el("circle", cx=x2, cy=after, r=3),
        el("text", f"{s.name} {s.before_text}", class_="name", x=x1 - 22, y=at + 4, text_anchor="end"),
        el("text", f"{s.after_text} {s.name}", class_="name", x=x2 + 22, y=to + 4),
        class_=f"slope-line {way}",
        data_subject=s.subject,
        data_before=s.before_exact,
        data_after=s.after_exact,
    )

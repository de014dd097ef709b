"""The heat map: a table of shaded cells with their numbers in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.layout import shade
from chiso.report.svg import Node, el

CELL, HIGH = 58.0, 22.0
LETTER = 6.4
"""Pixels of a letter of a label, on the generous side."""
LONGEST = 40
"""Letters of a column's name that are written; what is longer is cut, and whole in the tooltip."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure at a row and a column; `share` from 0 to 1 shades it, None leaves it blank but written."""

    row: str
    column: str
    share: float | None
    text: str
    exact: str
    words: str
    href: str | None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A row or column by its key, as it is written."""

    key: str
    name: str


def heatmap(rows: Sequence[Label], columns: Sequence[Label], cells: Sequence[Cell], caption: Caption) -> Node:
    """Draw cells at the crossings of rows and columns; column names stand aslant where they are long."""
    left = max((len(r.name) for r in rows), default=0) * LETTER + 16
    longest = min(LONGEST, max((len(c.name) for c in columns), default=0))
    aslant = longest * LETTER > CELL - 4
    top = longest * LETTER * 0.68 + 20 if aslant else 26
    beyond = longest * LETTER * 0.75 if aslant else 8
    width, height = left + CELL * len(columns) + beyond, top + HIGH * len(rows) + 6
    x = {c.key: left + CELL * i for i, c in enumerate(columns)}
    y = {r.key: top + HIGH * i for i, r in enumerate(rows)}
    return frame(
        caption, width, height, "heatmap",
        *(_column(c, x[c.key] + CELL / 2, top - 7, aslant) for c in columns),
        *(el("text", r.name, class_="name", x=left - 8, y=y[r.key] + 15, text_anchor="end") for r in rows),
        *(_cell(c, x[c.column], y[c.row]) for c in cells),
    )  # fmt: skip


def _column(label: Label, x: float, y: float, aslant: bool) -> Node:
    if not aslant:
        return el("text", label.name, class_="tick", x=x, y=y, text_anchor="middle")
    turn = f"rotate(-42 {x:g} {y:g})"
    whole = el("title", label.name) if len(label.name) > LONGEST else None
    return el("text", whole, _short(label.name), class_="tick", x=x - 4, y=y, transform=turn)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _cell(c: Cell, x: float, y: float) -> Node:
    step = shade(c.share)
    ground, ink = ("q", "value") if step is None else (f"q q{step}", f"value on{step}")
    mark = el("circle", class_="flag", cx=x + CELL - 7, cy=y + 6, r=2.6) if c.flagged else None
    return linked(
        c.href,
        el("title", c.words),
        el("rect", x=x + 1, y=y + 1, width=CELL - 2, height=HIGH - 2, rx=3, class_=ground),
        el("text", c.text, x=x + CELL / 2, y=y + 15.5, text_anchor="middle", class_=ink),
        mark,
        class_="cell",
        data_row=c.row,
        data_column=c.column,
        data_value=c.exact,
    )  # fmt: skip


def within(values: Sequence[float | None]) -> list[float | None]:
    """Each value's share between the least and the greatest of them; in the middle where all are the same."""
    known = [v for v in values if v is not None]
    if not known or all(a == b for a, b in pairwise(known)):
        return [None if v is None else 0.5 for v in values]
    low, high = min(known), max(known)
    return [None if v is None else (v - low) / (high - low) for v in values]

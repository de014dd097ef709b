"""The tile map: a square for each unit, roughly where it lies; archipelagos off the coast. No borders are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.svg import Node, el
from chiso.report.tile_data import Islands, Tile

SIZE, GAP, EDGE = 46.0, 3.0, 8.0


@dataclass(frozen=True, slots=True)
class Ink:
    """What a tile shows: its shade (None where nothing is known), a figure under the short name, and a tooltip."""

    name: str
    words: str
    href: str | None
    shade: int | None = None
    figure: str = ""
    data: tuple[tuple[str, str], ...] = ()


def tile_map(
    tiles: Sequence[Tile], islands: Sequence[Islands], inks: Mapping[str, Ink], caption: Caption
) -> Node:
    """Draw every tile; one without ink stays empty. Islands take the shade of the unit that they belong to."""
    step = SIZE + GAP
    right = max(max(t.column for t in tiles) + 1, *(i.column + i.columns for i in islands))
    width = right * step + 2 * EDGE
    height = (max(t.row for t in tiles) + 1) * step + 2 * EDGE
    return frame(
        caption, width, height, "tiles",
        *(_islands(i, inks.get(i.subject), step) for i in islands),
        *(_tile(t, inks.get(t.subject), EDGE + t.column * step, EDGE + t.row * step) for t in tiles),
    )  # fmt: skip


def _tile(tile: Tile, ink: Ink | None, x: float, y: float) -> Node:
    step = None if ink is None else ink.shade
    shade, on = ("q none", "") if step is None else (f"q q{step}", f" on{step}")
    figure = ink.figure if ink else ""
    middle = x + SIZE / 2
    return linked(
        ink.href if ink else None,
        el("title", ink.words if ink else tile.short),
        el("rect", x=x, y=y, width=SIZE, height=SIZE, rx=5, class_=shade),
        el("text", tile.short, class_=f"short{on}", x=middle, y=y + (20 if figure else 28), text_anchor="middle"),
        el("text", figure, class_=f"figure{on}", x=middle, y=y + 36, text_anchor="middle") if figure else None,
        class_="tile",
        data_subject=tile.subject,
        **{f"data_{key}": value for key, value in (ink.data if ink else ())},
    )  # fmt: skip


def _islands(islands: Islands, ink: Ink | None, step: float) -> Node:
    shade = "q none" if ink is None or ink.shade is None else f"q q{ink.shade}"
    x, y = EDGE + islands.column * step, EDGE + islands.row * step
    wide, high = islands.columns * step - GAP, islands.rows * step - GAP
    return el(
        "g",
        el("title", f"{islands.name} ({islands.of})"),
        el("rect", class_="sea", x=x, y=y, width=wide, height=high, rx=6),
        *(
            el("circle", class_=shade, cx=x + wide * a, cy=y + (high - 26) * b, r=3.4)
            for a, b in islands.dots
        ),
        el("text", islands.name, class_="sea-name", x=x + wide / 2, y=y + high - 20, text_anchor="middle"),
        el("text", f"({islands.of})", class_="sea-of", x=x + wide / 2, y=y + high - 7, text_anchor="middle"),
        class_="islands",
        data_name=islands.name,
        data_subject=islands.subject,
    )

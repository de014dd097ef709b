"""The distribution of scores: a dot for each subject, one or some of them marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from chiso.report.charts.frame import Caption, frame, linked
from chiso.report.layout import Scale, spread, swarm, ticks
from chiso.report.svg import Node, el

WIDTH, SIDE, RADIUS = 680.0, 26.0, 5.0
ABOVE, BELOW = 34.0, 30.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A score of a subject; `marked` gives it a colour and its name."""

    subject: str
    name: str
    score: float
    exact: str
    words: str
    href: str | None
    marked: bool = False


def distribution(dots: Sequence[Dot], caption: Caption, number: Callable[[float], str], middle: str) -> Node:
    """Draw scores on a line, dots that would overlap on top of each other; `middle` names the median of those known.

    `number` writes the numbers of the axis.
    """
    scores = [dot.score for dot in dots] or [0.0, 1.0]
    marks = ticks(min(scores), max(scores), 6)
    x = Scale(marks[0], marks[-1], SIDE, WIDTH - SIDE)
    levels = swarm([x(dot.score) for dot in dots], 2 * RADIUS + 1)
    height = ABOVE + BELOW + (2 * RADIUS + 1) * (max(levels, default=0) + 1) + 8
    ground = height - BELOW
    half = median(scores)
    named = [(dot, level) for dot, level in zip(dots, levels, strict=True) if dot.marked]
    wide = max((len(dot.name) for dot, _ in named), default=0) * 7.2
    places = spread([x(dot.score) for dot, _ in named], wide, SIDE + wide / 2, WIDTH - SIDE - wide / 2)
    return frame(
        caption, WIDTH, height, "distribution",
        el("line", class_="axis", x1=SIDE, x2=WIDTH - SIDE, y1=ground, y2=ground),
        *(el("line", class_="axis", x1=x(t), x2=x(t), y1=ground, y2=ground + 5) for t in marks),
        *(el("text", number(t), class_="tick", x=x(t), y=ground + 19, text_anchor="middle") for t in marks),
        *_median(x(half), half, ground, f"{middle} {number(half)}") if dots else (),
        *(_dot(dot, x(dot.score), ground, level) for dot, level in zip(dots, levels, strict=True)),
        *(_name(dot, place, x(dot.score), ground, level) for (dot, level), place in zip(named, places, strict=True)),
    )  # fmt: skip


def _median(place: float, value: float, ground: float, words: str) -> tuple[Node, ...]:
    anchor = "start" if place < WIDTH / 2 else "end"
    shift = 5 if anchor == "start" else -5
    return (
        el("line", class_="median", x1=place, x2=place, y1=22, y2=ground, data_median=value),
        el("text", words, class_="tick", x=place + shift, y=31, text_anchor=anchor),
    )


def _height(ground: float, level: int) -> float:
    return ground - 4 - RADIUS - level * (2 * RADIUS + 1)


def _dot(dot: Dot, place: float, ground: float, level: int) -> Node:
    circle = el("circle", el("title", dot.words), cx=place, cy=_height(ground, level), r=RADIUS)
    kind = "dot marked" if dot.marked else "dot"
    return linked(dot.href, circle, class_=kind, data_subject=dot.subject, data_score=dot.exact)


def _name(dot: Dot, place: float, of: float, ground: float, level: int) -> Node:
    top = _height(ground, level) - RADIUS - 1
    return el(
        "g",
        el("path", class_="lead", d=f"M{place:.1f} 15L{of:.1f} {top:.1f}"),
        el("text", dot.name, class_="name marked", x=place, y=12, text_anchor="middle"),
    )

"""Runs of text inside of a block of HTML, and the lines that they make."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract import lines, wraps
from extract.html.dom import fold


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look, or the end of a line in place of text; a picture ends a line, too."""

    text: str | None
    bold: bool = False
    slanted: bool = False
    link: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the share of it that is bold, slanted, a link. An empty one stands for a picture."""

    text: str
    bold: float = 0.0
    slanted: float = 0.0
    link: float = 0.0


def cut(runs: Iterable[Run]) -> Iterator[Line]:
    """Yield the lines of a block: cut at line ends, but for those in the middle of a sentence.

    A picture yields a line without text at its place.
    """
    waiting: list[Run] = []
    current: list[Run] = []
    last = ""
    for run in (*runs, Run(None)):
        if run.text is not None:
            current.append(run)
            continue
        if text := _text(current):
            if waiting and not _goes_on(last, text):
                yield _line(waiting)
                waiting = []
            waiting += [Run(" "), *current]
            last = text
        current = []
        if run.picture:
            if waiting:
                yield _line(waiting)
                waiting = []
            yield Line("")
    if waiting:
        yield _line(waiting)


def _goes_on(above: str, below: str) -> bool:
    if wraps.goes_on(above, below, None):
        return True
    return below[0].isdigit() and not lines.ends_sentence(above) and not lines.is_item(below)


def _text(runs: Sequence[Run]) -> str:
    return fold("".join(run.text or "" for run in runs))


def _line(runs: Sequence[Run]) -> Line:
    sizes = [(len((run.text or "").strip()), run) for run in runs]
    whole = sum(size for size, _ in sizes) or 1
    bold, slanted, link = (
        sum(size for size, run in sizes if getattr(run, look)) / whole for look in ("bold", "slanted", "link")
    )
    return Line(_text(runs), bold, slanted, link)

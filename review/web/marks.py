"""Highlighting by offsets: a text and the spans in it that mean something, as pieces in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Text[start:end] means `kind`; `label` says so in words. `link` leads on, where there is something to see.

    `name` is what links can lead to.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    link: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what it means: all spans that cover it, the shortest first; none for plain text.

    `begins` are the names of the spans that begin with it.
    """

    text: str
    spans: tuple[Span, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def kinds(self) -> str:
        """The kinds of its spans, each once, as classes of an element."""
        return " ".join(dict.fromkeys(s.kind for s in self.spans))

    @property
    def label(self) -> str:
        """What its spans say, in one line."""
        return "; ".join(dict.fromkeys(s.label for s in self.spans if s.label))


def pieces(text: str, spans: Iterable[Span], start: int = 0) -> tuple[Piece, ...]:
    """Cut a text at the ends of spans. `start` is where the text begins in what the spans count.

    Spans may overlap and reach outside. The pieces put together are the text.
    """
    inside = []
    for s in spans:
        low, high = max(0, s.start - start), min(len(text), s.end - start)
        if low < high:
            inside.append((low, high, s))
    cuts = sorted({0, len(text), *(low for low, _, _ in inside), *(high for _, high, _ in inside)})
    return tuple(
        Piece(
            text[low:high],
            tuple(
                s
                for _, _, s in sorted(
                    (h - a, n, s) for n, (a, h, s) in enumerate(inside) if a <= low and high <= h
                )
            ),
            tuple(s.name for a, _, s in inside if a == low and s.name),
        )
        for low, high in pairwise(cuts)
        if low < high
    )

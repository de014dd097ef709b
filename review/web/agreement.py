"""How far reviewers agree where two ruled on one figure without replacing each other: raw, and Cohen's kappa."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.decisions import RULINGS, Decision
from store.decisions_standing import UNDONE, standings
from store.reconcile.claim import Key


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of two reviewers: on how many figures both ruled, on how many alike, and kappa.

    kappa = (raw − expected) / (1 − expected), where `expected` is the agreement that their own habits would bring by
    chance (Cohen 1960); None where either always rules the same way, so that it is not defined.
    """

    first: str
    second: str
    both: int
    alike: int
    kappa: float | None

    @property
    def raw(self) -> float:
        """The share of figures that they ruled alike."""
        return self.alike / self.both


def agreements(decisions: Iterable[Decision]) -> tuple[Agreement, ...]:
    """Return the agreement of each two reviewers who ruled on one figure, each by itself."""
    known = tuple(decisions)
    words = standings(known)
    ruled: dict[Key, dict[str, Decision]] = {}
    for d in sorted(known, key=lambda d: d.order):
        if d.verdict in RULINGS and words[d.id].word != UNDONE:
            ruled.setdefault(d.key, {}).setdefault(
                d.who, d
            )  # the first ruling: a later one has been talked over
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for of_one in ruled.values():
        for a, b in combinations(sorted(of_one), 2):
            one, two = of_one[a], of_one[b]
            if two.id not in one.supersedes and one.id not in two.supersedes:
                pairs.setdefault((a, b), []).append(_labels(one, two))
    return tuple(
        Agreement(a, b, len(labels), sum(x == y for x, y in labels), kappa(labels))
        for (a, b), labels in sorted(pairs.items())
    )


def kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of labels; None where chance alone would make all of them agree."""
    if not labels:
        return None
    count = len(labels)
    raw = sum(a == b for a, b in labels) / count
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    expected = sum(first[label] * second[label] for label in first) / count**2
    return None if expected == 1 else (raw - expected) / (1 - expected)


def _labels(one: Decision, two: Decision) -> tuple[str, str]:
    """What each said, as labels that mean the same on every figure: which of the figures in their order, or none."""
    figures = sorted({*one.seen, *two.seen} | {d.figure for d in (one, two) if d.figure is not None})

    def label(d: Decision) -> str:
        return "none" if d.figure is None else f"figure {figures.index(d.figure)}"

    return label(one), label(two)

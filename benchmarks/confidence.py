"""Whether readings are as sure as they say, and the fit of what they say: extract/confidence.toml.

    python -m benchmarks.confidence                          reliability on fixtures/, the part set aside apart
    python -m benchmarks.confidence --also DIR               with more gold (that is fitted to, never set aside)
    python -m benchmarks.confidence --write                  fits, writes extract/confidence.toml
    python -m benchmarks.confidence --docs docs/confidence.md   writes the tables and the curve there

Every fifth document of each folder, by name, is set aside: no doubt is fitted to it. The fit is a logistic
regression with weights that may not be negative, drawn to the prior ones as if `--strength` times the unit of
information stood behind each (ridge). The rules were written with the other documents in sight, which makes those
look surer than a text that nobody saw: so the one figure that all readings share, the base, is then set by what is
set aside. For the figures of that part itself it is set by one half of its documents and counted on the other.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np
import regex

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.common import FOLDERS, put_into
from chiso.articles import read_with_gold
from extract.confidence import SOURCE, Model, doubts_of, model, of_table
from extract.scoring.gold import read_gold
from extract.scoring.report import judge

EVERY: Final = 5
BINS: Final = (0.5, 0.9, 0.95, 0.97, 0.98, 0.99, 1.0)
"""Edges of the bins: most readings are sure, so that bins of one width would tell little of them."""
Part = tuple[str, "Sequence[Case]", "tuple[list[Bin], float, float, float]"]


@dataclass(frozen=True, slots=True)
class Case:
    """One answer: what may have misled it, and whether it is right. Optional gold is right where it is given."""

    doc: str
    doubts: tuple[str, ...]
    right: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of a range of confidence: how many, how sure they say they are, and how many are right."""

    low: float
    high: float
    count: int
    said: float
    right: float

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share of right ones, at 95%."""
        n, z = self.count, 1.96
        middle = (self.right + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(self.right * (1 - self.right) / n + z * z / (4 * n * n))
        return middle - half, middle + half


def cases(folder: Path, set_aside: bool = True) -> Iterator[Case]:
    """Every answer to a folder of gold."""
    for number, gold in enumerate(read_gold(folder), start=1):
        extraction = read_with_gold(gold)
        article = extraction.article
        in_table = {r.sentence.start for r in extraction.readings if r.block.cell is not None}
        answers = [o.record(article.text) for o in extraction.observations]
        for o, verdict in zip(extraction.observations, judge(gold, answers), strict=True):
            doubts = doubts_of(o.slots, o.attribute, o.status, article.way, o.sentence[0] in in_table)
            yield Case(gold.doc, tuple(doubts), verdict != "wrong", set_aside and number % EVERY == 0)


def bins(said: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The reliability of a set of answers by how sure they say they are."""
    sure, true = np.array(said), np.array(right, dtype=float)
    made = []
    for low, high in pairwise(BINS):
        here = (sure >= low) & ((sure < high) | (high == BINS[-1]))
        if here.any():
            made.append(Bin(low, high, int(here.sum()), float(sure[here].mean()), float(true[here].mean())))
    return made


def reliability(said: Sequence[float], right: Sequence[bool]) -> tuple[list[Bin], float, float, float]:
    """Bins; ECE, how far they are from their share of right ones, weighed by size; Brier's score; and the AUC.

    The AUC is the chance that a right answer says it is surer than a wrong one does, ties counted half.
    """
    found = bins(said, right)
    sure, true = np.array(said), np.array(right, dtype=bool)
    ece = sum(b.count * abs(b.said - b.right) for b in found) / max(1, len(sure))
    good, bad = sure[true][:, None], sure[~true][None, :]
    auc = float(np.mean((good > bad) + 0.5 * (good == bad))) if good.size and bad.size else float("nan")
    return found, ece, float(np.mean((sure - true) ** 2)), auc


def measured(found: Sequence[Case], using: Model) -> tuple[list[Bin], float, float, float]:
    """The reliability of answers under a model."""
    return reliability([using.sure(c.doubts) for c in found], [c.right for c in found])


def fit(found: Sequence[Case], start: Model, strength: float) -> tuple[float, dict[str, float]]:
    """The base and the doubts that make the answers likeliest, by projected gradient descent with a ridge."""
    names = list(start.prior)
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    for row, case in enumerate(found):
        for doubt in case.doubts:
            x[row, place[doubt]] = 1
    y = np.array([c.right for c in found], dtype=float)
    prior = np.array([start.prior[n] for n in names])
    base, weights = start.prior_base, prior.copy()
    # The curvature of the loss is bounded by a quarter of the squares of the rows, each at most 1 + its doubts.
    step = 1 / (0.25 * len(found) * (1 + x.sum(axis=1).max()) + strength)
    for _ in range(60_000):
        off = 1 / (1 + np.exp(-(base - x @ weights))) - y
        base -= step * (off.sum() + strength * (base - start.prior_base))
        weights = np.maximum(0, weights - step * (-(x.T @ off) + strength * (weights - prior)))
    return float(base), dict(zip(names, map(float, weights), strict=True))


def rebased(found: Sequence[Case], using: Model) -> Model:
    """The model with the base under which these answers are right as often as it says; 0.5 of each kind is added."""
    share = (sum(c.right for c in found) + 0.5) / (len(found) + 1)
    low, high = -5.0, 15.0
    for _ in range(60):
        middle = (low + high) / 2
        said = [replace(using, base=middle).sure(c.doubts) for c in found]
        low, high = (middle, high) if sum(said) / len(said) < share else (low, middle)
    return replace(using, base=low)


def cross_fitted(found: Sequence[Case], using: Model) -> tuple[list[Bin], float, float, float]:
    """Bins, ECE, Brier and AUC of answers, each half of the documents under the base that the other half sets."""
    docs = sorted({c.doc for c in found})
    halves = [[c for c in found if (docs.index(c.doc) % 2 == 0) is even] for even in (True, False)]
    said, right = [], []
    for here, there in (halves, halves[::-1]):
        other = rebased(there, using)
        said += [other.sure(c.doubts) for c in here]
        right += [c.right for c in here]
    return reliability(said, right)


def written(text: str, base: float, doubts: dict[str, float]) -> str:
    """The table with the fitted figures put in."""
    text = regex.sub(r"(?m)^base = \{ fitted = [\d.]+", f"base = {{ fitted = {base:.2f}", text)
    for name, weight in doubts.items():
        text, done = regex.subn(
            rf'(?m)^"{regex.escape(name)}" = \{{ fitted = [\d.]+',
            f'"{name}" = {{ fitted = {weight:.2f}',
            text,
        )
        if not done:
            raise ValueError(f"{name} is not in {SOURCE}")
    return text


def table(parts: Sequence[Part]) -> Iterator[str]:
    """The figures as Markdown tables."""
    yield "| part | says | answers | said on average | right | 95% interval |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    for name, _, (found, *_) in parts:
        for b in found:
            low, high = b.interval
            figures = f"{b.count} | {b.said:.3f} | {b.right:.3f} | {low:.3f} to {high:.3f}"
            yield f"| {name} | {b.low:.2f} to {b.high:.2f} | {figures} |"
    yield ""
    yield "| part | documents | answers | right | ECE | Brier | AUC |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, answers, (_, ece, brier, auc) in parts:
        share = sum(c.right for c in answers) / len(answers)
        count = f"{len({c.doc for c in answers})} | {len(answers)} | {share:.4f}"
        yield f"| {name} | {count} | {ece:.4f} | {brier:.4f} | {auc:.2f} |"


def weights(using: Model, found: Sequence[Case]) -> Iterator[str]:
    """The doubts with how often they were met, as a Markdown table."""
    yield "| doubt | takes off the log-odds | answers with it | right |"
    yield "| --- | ---: | ---: | ---: |"
    bare = [c.right for c in found if not c.doubts]
    yield f"| none (starts at {using.base:.2f}) | | {len(bare)} | {_share(bare)} |"
    for name, weight in using.doubts.items():
        met = [c for c in found if name in c.doubts]
        yield f"| {name} | {weight:.2f} | {len(met)} | {_share(c.right for c in met)} |"


def _share(right: Iterable[bool]) -> str:
    known = list(right)
    return f"{sum(known) / len(known):.3f}" if known else "–"


def curve(parts: Sequence[Part]) -> str:
    """The reliability diagram from 0.8 to 1 as SVG: dots near the line mean that confidence can be believed."""
    colours, low, size, edge = ("#0b62a0", "#b3362a"), 0.8, 320, 44

    def at(value: float) -> float:
        return (min(1.0, max(low, value)) - low) / (1 - low) * size

    body = []
    for tick in (0.8, 0.85, 0.9, 0.95, 1.0):
        x, y = edge + at(tick), 12 + size - at(tick)
        body += [
            f'<path d="M{x:.0f} 12V{12 + size}M{edge} {y:.0f}H{edge + size}" stroke="#8884" fill="none"/>',
            f'<text x="{x:.0f}" y="{size + 28}" text-anchor="middle">{tick:.2f}</text>',
            f'<text x="{edge - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:.2f}</text>',
        ]
    body.append(f'<path d="M{edge} {12 + size}L{edge + size} 12" stroke="#888" stroke-dasharray="4 4"/>')
    for n, (colour, (name, _, (found, *_))) in enumerate(zip(colours, parts, strict=True)):
        for b in found:
            x, y, r = edge + at(b.said) + 3 * n, 12 + size - at(b.right), 2.5 + sqrt(b.count) / 12
            top, bottom = (12 + size - at(v) for v in reversed(b.interval))
            body += [
                f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{colour}" stroke-width="1.5"/>',
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}"/>',
            ]
        body.append(f'<text x="{edge + 10}" y="{30 + 18 * n}" fill="{colour}">{name}</text>')
    said = "across: says it is sure; up: is right"
    body.append(f'<text x="{edge + size / 2:.0f}" y="{size + 46}" text-anchor="middle">{said}</text>')
    head = f'viewBox="0 0 {edge + size + 16} {size + 56}" width="{edge + size + 16}" font-family="sans-serif"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {head} font-size="12" fill="#888">\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--also", type=Path, action="append", default=[])
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--docs", type=Path)
    chosen = parser.parse_args()
    found = [c for folder in FOLDERS for c in cases(folder)]
    found += [c for folder in chosen.also for c in cases(folder, set_aside=False)]
    seen, aside = [c for c in found if not c.aside], [c for c in found if c.aside]
    using = model()
    if chosen.write:
        base, doubts = fit(seen, using, chosen.strength)
        fresh = rebased(aside, replace(using, base=base, doubts=doubts))
        text = written(SOURCE.read_text("utf-8"), fresh.base, doubts)
        SOURCE.write_text(text, encoding="utf-8")
        using = of_table(tomllib.loads(text))
    parts: list[Part] = [
        ("fitted to", seen, measured(seen, using)),
        ("set aside", aside, cross_fitted(aside, using)),
    ]
    figures = "\n".join([*table(parts), "", *weights(using, found)])
    print(figures)
    if chosen.docs:
        put_into(chosen.docs, "confidence.py", figures)
        chosen.docs.with_suffix(".svg").write_text(curve(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

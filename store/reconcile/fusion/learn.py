"""Learning from pairs of sources: how often each errs, and who copies whom, without knowing what is true.

Two independent sources differ on an item if one of them errs: with the chances a and b of erring and m of
misreading either,

    P(differ) = 1 - (1 - a)(1 - b)(1 - m).

From how often all pairs differ, the chances of all sources follow (the method of moments of crowdsourcing,
Bonald and Combes 2017; Fu et al. 2020 for three sources). They are found by expectation maximization: of an
item on which a pair differs, source s has erred with the chance a / P(differ); the chance of s is the sum of
these over its items, shrunk to that of its kind: a = factor * error, where the factor has a gamma prior with
mean 1 and the weight of SHRINK errors.

Two sources of which one copies differ too seldom for what they err against all others, and share errors; the
more surely something is an error, the more it says that both have it (Dong, Berti-Equille and Srivastava 2009).
A pair counts as copying where a Poisson model of "a share c of the items is copied" beats independence by
EVIDENCE nats,

    sum over kinds k of n_k ln(r_k / e_k) - (r_k - e_k),

with n_k as counted, e_k as expected of independent sources, r_k of copying ones, over two kinds: items on
which the pair differs (r = (1 - c) e), and values that both share and more witnesses contradict (r = c n a).

What a source errs and who copies depend on one another: a few that copy an error look like the careful ones,
and those that do not like a gang. So several companies are tried, of none and of the pairs that differ least;
each is mended until it agrees with itself, and the likeliest is kept, where every copier costs COPIER nats.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from store.reconcile.fusion.tally import UNIT, Pair

SHRINK: Final = 2.0
"""Errors that a source's kind is worth: the weight of what is known of the kind against what is counted."""
LEAST: Final = 0.001
MOST: Final = 0.9
"""Bounds of the chance that a source errs."""
EVIDENCE: Final = 10.0
"""Nats by which copying must beat independence."""
COPIER: Final = 10.0
"""Nats that a company must gain for each copier in it."""
COPIED: Final = (0.5, 0.7, 0.9, 0.97)
"""Shares of copied items that are tried."""
SELDOM: Final = 0.55
"""A pair that differs more often than this part of what is expected of independent sources does not copy."""
COINCIDENCE: Final = 0.1
"""Chance that two sources that err on one item err alike: slips are not random (a neighbour, last year)."""
STEP: Final = 0.05
"""Factors are kept on a grid of this width in their logarithm, so that a claim more moves few of them."""
_ENOUGH: Final = 20  # common items of a pair that a company may be built on
_COMPANIES: Final = 12
_ROUNDS: Final = 20  # of expectation maximization
_REPEATS: Final = 6  # of mending a company

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of sources: `factor` says how many times as often as its kind a source errs (1 if it is
    not there), `group` names the group of those that copy one another (a source that is not there copies none).
    """

    factor: Mapping[str, float] = field(default_factory=dict)
    group: Mapping[str, str] = field(default_factory=dict)

    def error(self, source: str, usual: float) -> float:
        """The chance that a source errs, if one of its kind does with the chance `usual`."""
        return min(max(self.factor.get(source, 1.0) * usual, min(LEAST, usual)), max(MOST, usual))


NOTHING: Final = Learned()


def learn(pairs: Iterable[Pair], doubtful: Mapping[tuple[str, str], int] | None = None) -> Learned:
    """Return what the pairs say. `doubtful` counts the values that a pair shares and more others contradict."""
    pairs = sorted(pairs, key=lambda p: (p.one, p.other))
    if not pairs:
        return NOTHING
    table = _Table(pairs, doubtful or {})
    tried: dict[tuple[bool, ...], float] = {}
    best: tuple[float, Floats, Flags] | None = None
    for company in table.companies():
        factor, copying = table.mended(company)
        name = tuple(copying.tolist())
        if name in tried:
            continue
        tried[name] = table.likelihood(factor, copying)
        if best is None or tried[name] > best[0]:
            best = tried[name], factor, copying
    if best is None:
        raise AssertionError("the company of nobody is always tried")
    _, factor, copying = best
    factors = dict(zip(table.sources, map(_on_grid, factor.tolist()), strict=True))
    return Learned(factors, groups(table.names(copying)))


class _Table:
    """The pairs as columns, and what is computed of all of them at once."""

    def __init__(self, pairs: Sequence[Pair], doubtful: Mapping[tuple[str, str], int]) -> None:
        self.pairs = pairs
        self.sources = sorted({s for p in pairs for s in (p.one, p.other)})
        place = {s: i for i, s in enumerate(self.sources)}
        self.one = np.array([place[p.one] for p in pairs])
        self.other = np.array([place[p.other] for p in pairs])
        self.common = np.array([p.common for p in pairs], dtype=np.float64)
        self.differ = np.array([p.differ for p in pairs], dtype=np.float64)
        self.alike = np.array([doubtful.get((p.one, p.other), 0) for p in pairs], dtype=np.float64)
        self.shared = np.array([max(p.shared, 1) for p in pairs]) / UNIT
        self.unlike = np.array([p.unlike for p in pairs]) / UNIT
        self.one_errs = np.array([p.one_errs for p in pairs]) / UNIT
        self.other_errs = np.array([p.other_errs for p in pairs]) / UNIT
        self.misread = np.minimum(np.array([p.misread for p in pairs]) / UNIT / self.shared, MOST)

    def companies(self) -> Iterator[Flags]:
        """Pairs that may copy: none, and those that differ least, up to several limits."""
        yield np.zeros(len(self.pairs), dtype=bool)
        enough = self.common >= _ENOUGH
        rates = np.round(self.differ / self.common, 2)
        limits = sorted(set(rates[enough].tolist()))
        for limit in limits[:: max(1, len(limits) // _COMPANIES)]:
            yield self.closed(enough & (rates <= limit))

    def closed(self, copying: Flags) -> Flags:
        """The pairs within groups: who copies a copier is of the group."""
        group = groups(self.names(copying))
        return np.array([p.one in group and group[p.one] == group.get(p.other) for p in self.pairs])

    def names(self, copying: Flags) -> list[tuple[str, str]]:
        """The pairs by name."""
        return [(p.one, p.other) for p, c in zip(self.pairs, copying.tolist(), strict=True) if c]

    def mended(self, copying: Flags) -> tuple[Floats, Flags]:
        """The factors of sources under a company, after it was changed until it agrees with them."""
        for _ in range(_REPEATS):
            factor = self.factors(copying)
            found = self.closed(self.copies(factor))
            if bool((found == copying).all()):
                break
            copying = found
        return self.factors(copying), copying

    def factors(self, copying: Flags) -> Floats:
        """How many times as often as its kind each source errs, learned from pairs that do not copy.

        A group of copiers counts as one partner of every other source.
        """
        size = self._sizes(copying)
        here = ~copying
        one, other = self.one[here], self.other[here]
        to_one, to_other = 1 / size[other], 1 / size[one]
        count = len(self.sources)
        usual = np.bincount(one, to_one * self.one_errs[here], count)
        usual += np.bincount(other, to_other * self.other_errs[here], count)
        factor = np.ones(count)
        for _ in range(_ROUNDS):
            a, b, differ = self.chances(factor)
            part = self.unlike / differ
            blame = np.bincount(one, to_one * (part * a)[here], count)
            blame += np.bincount(other, to_other * (part * b)[here], count)
            factor = (SHRINK + blame) / (SHRINK + usual)
        return factor

    def _sizes(self, copying: Flags) -> Floats:
        group = groups(self.names(copying))
        members: dict[str, int] = {}
        for name in group.values():
            members[name] = members.get(name, 0) + 1
        return np.array([members[group[s]] if s in group else 1 for s in self.sources], dtype=np.float64)

    def chances(self, factor: Floats) -> tuple[Floats, Floats, Floats]:
        """Of each pair: the chances that one errs, that the other does, and that they differ."""
        a = np.clip(factor[self.one] * self.one_errs / self.shared, LEAST, MOST)
        b = np.clip(factor[self.other] * self.other_errs / self.shared, LEAST, MOST)
        return a, b, 1 - (1 - a) * (1 - b) * (1 - self.misread)

    def copies(self, factor: Floats) -> Flags:
        """Which pairs copy, given how often their members err."""
        a, b, differ = self.chances(factor)
        apart = self.common * differ
        alike = self.common * a * b * COINCIDENCE
        gains = [
            _gain(self.differ, apart, apart * (1 - c))
            + _gain(self.alike, alike, alike + self.common * np.maximum(a, b) * c)
            for c in COPIED
        ]
        surely, seldom = np.max(gains, axis=0) >= EVIDENCE, self.differ <= SELDOM * apart
        return np.asarray(surely & seldom, dtype=bool)

    def likelihood(self, factor: Floats, copying: Flags) -> float:
        """The log-likelihood of a company, with what is known of kinds, less what its copiers cost."""
        _, _, differ = self.chances(factor)
        alone = self._of(differ)
        copied = np.max([self._of(np.maximum(differ * (1 - c), self.misread)) for c in COPIED], axis=0)
        group = groups(self.names(copying))
        heads: dict[str, list[float]] = {}
        for source, f in zip(self.sources, factor.tolist(), strict=True):
            heads.setdefault(group.get(source, source), []).append(f)
        mean = [math.fsum(fs) / len(fs) for fs in heads.values()]
        prior = math.fsum(SHRINK * (f - 1 - math.log(f)) for f in mean)
        return (
            float(np.where(copying, copied, alone).sum()) - prior - COPIER * (len(self.sources) - len(heads))
        )

    def _of(self, differ: Floats) -> Floats:
        p = np.clip(differ, 0.002, 0.99)
        return np.asarray(self.unlike * np.log(p) + (self.shared - self.unlike) * np.log1p(-p))


def _gain(counted: Floats, independent: Floats, copied: Floats) -> Floats:
    return np.asarray(counted * np.log(copied / independent) - (copied - independent))


def groups(copying: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of every source that copies or is copied, named by the least of its members."""
    group: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for pair in copying:
        a, b = (group.get(s, s) for s in pair)
        least, most = min(a, b), max(a, b)
        joined = members.get(least, [least])
        if least != most:
            joined = joined + members.pop(most, [most])
        members[least] = joined
        group.update(dict.fromkeys(joined, least))
    return dict(sorted(group.items()))


def _on_grid(factor: float) -> float:
    return round(math.exp(round(math.log(factor) / STEP) * STEP), 6)

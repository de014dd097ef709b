"""Counting what pairs of sources have in common: how often they speak of one item, and how often they differ.

These counts are all that reliability and copying are learned from. They do not need to know what is true.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from store.reconcile.fusion.precision import agree
from store.reconcile.fusion.statement import UNKNOWN, Statement

UNIT: Final = 1_000_000
"""Shares and chances are counted in millionths, so that sums do not depend on their order."""


@dataclass(slots=True)
class Pair:
    """Two sources, `one` < `other`, over the items that both speak of in texts of their own.

    `common` counts these items, `differ` those where rounding does not reconcile them. The other fields are
    sums in millionths in which an item of k different texts counts 1 / (k - 1), and less where a text stands
    with several sources, so that each text counts an item once over all of its pairs: `shared` items, `unlike`
    those that differ, `one_errs` and `other_errs` the chances that sources of their kinds err, `misread` that
    one of the two was misread.
    """

    one: str
    other: str
    common: int = 0
    differ: int = 0
    shared: int = 0
    unlike: int = 0
    one_errs: int = 0
    other_errs: int = 0
    misread: int = 0


def tally(statements: Iterable[Statement]) -> tuple[Pair, ...]:
    """Count the pairs of sources of some statements, in order of their names.

    Of what a source says about one item its most exact statement counts (of several the least value). Rough
    and implied statements do not count, nor do sources that are not known. Two statements of one text are
    copies already, and no common item.
    """
    pairs: dict[tuple[str, str], Pair] = {}
    for voices in spoken(statements):
        texts = Counter(v.print for v in voices)
        for a, b in combinations(voices, 2):
            if a.print == b.print:
                continue
            share = UNIT // ((len(texts) - 1) * texts[a.print] * texts[b.print])
            pair = pairs.setdefault((a.source, b.source), Pair(a.source, b.source))
            unlike = not agree(a, b)
            pair.common += 1
            pair.differ += unlike
            pair.shared += share
            pair.unlike += share * unlike
            pair.one_errs += int(share * a.error)
            pair.other_errs += int(share * b.error)
            pair.misread += int(share * (1 - a.sure * b.sure))
    return tuple(pairs[name] for name in sorted(pairs))


def spoken(statements: Iterable[Statement]) -> list[Sequence[Statement]]:
    """For every item that several known sources speak of, what each of them says, in order of sources."""
    items: dict[object, dict[str, Statement]] = defaultdict(dict)
    for s in statements:
        if s.source == UNKNOWN or s.rough or s.implied:
            continue
        held = items[s.item].get(s.source)
        if held is None or _place(s) < _place(held):
            items[s.item][s.source] = s
    return [[said[name] for name in sorted(said)] for said in items.values() if len(said) > 1]


def _place(s: Statement) -> tuple[int, object, str]:
    return -s.decimals, s.value, s.id

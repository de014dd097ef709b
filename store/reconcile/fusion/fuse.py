"""Fusion of any statements: for every item the value to believe, how surely, and why.

This is the plain form, for any claims from anywhere. Reconciliation uses the same parts and adds what is known
of indices and provinces: scales, arithmetic over the years, the order of ranks.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from store.reconcile.fusion.belief import NAT, Side, against, chance, start, weight
from store.reconcile.fusion.learn import Learned, learn
from store.reconcile.fusion.mouths import mouths, strongest
from store.reconcile.fusion.precision import agree
from store.reconcile.fusion.standing import Stand, standing
from store.reconcile.fusion.statement import UNKNOWN, Sayable, Statement
from store.reconcile.fusion.tally import spoken, tally

OTHERS: Final = 50
"""Other values that a source that errs may say; far fewer than there are numbers, since slips are not random."""
COARSER: Final = 5
"""How many times fewer they are for each decimal that is left out."""
FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a verdict's log-odds, in nats: by a `witness` of a statement, or `start`."""

    kind: str
    weight: float
    statement: str | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to believe of an item: a value with its decimals, its confidence from 0 to 1, and the reasons,
    whose weights add up to the log-odds of the confidence. `rivals` are the values that were said besides it.
    """

    item: Hashable
    value: Decimal | str
    decimals: int
    confidence: float
    reasons: tuple[Reason, ...]
    rivals: tuple[Decimal | str, ...]


def fuse(
    statements: Iterable[Statement],
    others: Callable[[Hashable], int] = lambda _: OTHERS,
    learned: Learned | None = None,
) -> dict[Hashable, Verdict]:
    """Return the verdict on every item. `others` says how many wrong values an item may be given.

    What is to be known of sources is learned from the statements themselves unless it is given.
    """
    statements = sorted(statements, key=lambda s: s.id)
    learned = learned_from(statements) if learned is None else learned
    items: dict[Hashable, list[Statement]] = defaultdict(list)
    for s in statements:
        items[s.item].append(s)
    return {item: verdict(said, others(item), learned) for item, said in items.items()}


def learned_from(statements: Sequence[Statement]) -> Learned:
    """What statements say about their sources: first from how pairs differ, then from errors they share."""
    pairs = tally(statements)
    first = learn(pairs)
    return learn(pairs, doubtful(statements, first))


def doubtful(statements: Iterable[Statement], learned: Learned) -> dict[tuple[str, str], int]:
    """Count for every pair of sources the values that both say and that more witnesses contradict.

    Sources that are known to copy one another are one witness.
    """
    found: Counter[tuple[str, str]] = Counter()
    for voices in spoken(statements):
        lost: dict[tuple[Decimal | str, int], bool] = {}
        for i, a in enumerate(voices):
            for b in voices[i + 1 :]:
                if a.print == b.print or not agree(a, b):
                    continue
                said = a.value, a.decimals
                if said not in lost:
                    lost[said] = _outvoted(a, voices, learned)
                if lost[said]:
                    found[a.source, b.source] += 1
    return dict(found)


def _outvoted(a: Statement, voices: Sequence[Statement], learned: Learned) -> bool:
    """Whether some other value has more witnesses than any that agrees with `a`."""
    own, most = 0, 0
    for value in {(v.value, v.decimals): v for v in voices}.values():
        camp = [v for v in voices if agree(v, value)]
        count = min(len({v.print for v in camp}), len({learned.group.get(v.source, v.source) for v in camp}))
        if agree(value, a):
            own = max(own, count)
        else:
            most = max(most, count)
    return most > own


def verdict(said: Sequence[Statement], others: int, learned: Learned) -> Verdict:
    """Return the verdict on one item."""
    stands = standing(said, {s.id: s.print for s in said})
    spoke = [speakers(stand, others, learned) for stand in stands]
    sides = [Side({w: n for w, (n, _) in speaking.items()}) for speaking in spoke]
    best = min(range(len(stands)), key=lambda i: (-sides[i].total, _first(stands[i])))
    rest = [i for i in range(len(stands)) if i != best]
    taken = against([sides[i] for i in rest], others)
    reasons = [Reason("start", start(others) / NAT)]
    reasons += [Reason("for", n / NAT, id_, name) for name, (n, id_) in spoke[best].items()]
    for i, lost in zip(rest, taken, strict=True):
        reasons += [Reason("against", n / NAT, spoke[i][name][1], name) for name, n in lost.items()]
    top = stands[best].top
    odds = start(others) + sides[best].total + sum(n for lost in taken for n in lost.values())
    rivals = tuple(stands[i].top.value for i in rest)
    return Verdict(top.item, top.value, top.decimals, chance(odds), tuple(reasons), rivals)


def speakers(stand: Stand[Statement], others: int, learned: Learned) -> dict[str, tuple[int, str]]:
    """The witnesses of a value, each with the weight and the id of its strongest statement."""
    witness = mouths((s.id, _marks(s, learned), s.print) for s in stand.agreeing)
    return strongest({s.id: voice(s, stand.top, others, learned) for s in stand.agreeing}, witness)


def _marks(s: Statement, learned: Learned) -> tuple[Hashable, ...]:
    text = ("text", s.print)
    return (text,) if s.source == UNKNOWN else (text, ("source", learned.group.get(s.source, s.source)))


def _first(stand: Stand[Statement]) -> tuple[str, str]:
    """When a value was said first; undated comes last."""
    return min((s.when.isoformat() if s.when else "~", s.id) for s in stand.own)


def voice(s: Statement, top: Sayable, others: int, learned: Learned) -> int:
    """What one statement weighs for a value that it agrees with, in NAT."""
    return weight((1 - learned.error(s.source, s.error)) * s.sure, breadth(s, top, others))


def breadth(said: Sayable, top: Sayable, others: int) -> int:
    """How many other values one could say as coarsely as that: to say "90" is easier than to say "90,23"."""
    if said.rough and not top.rough:
        return FEWEST
    coarser: int = COARSER ** max(0, top.decimals - said.decimals)
    return max(FEWEST, others // coarser)

"""Support `order`: a score fits between those of the next better and the next worse rank, and a rank its score.

Only the members of a field that are in order among themselves are asked (its longest part that is).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.conflicts.field import Placed, fields, longest, points, score_of
from store.reconcile.fusion.precision import interval
from store.reconcile.outcome import Fact
from store.reconcile.support.arithmetic import Number
from store.reconcile.support.vote import Vote, worth

FEWEST: Final = 3
"""Other members of a field that must be in order for it to say anything."""
OUTSIDE: Final = 0.3
"""The chance that a wrong value lies beyond the best or the worst of those that are known."""
OTHERWISE: Final = 0.98
"""The chance that those around a value are right, being in order with the rest."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The members of a field that are in order, best first; `spread` of their scores, `size` of the field."""

    members: tuple[Placed, ...]
    places: tuple[int, ...]
    depths: tuple[Decimal, ...]
    size: int

    def around_place(self, own: Placed) -> tuple[Placed | None, Placed | None]:
        """The next better and the next worse of the other members, by rank."""
        return self._around(bisect_left(self.places, own.place), bisect_right(self.places, own.place), own)

    def around_score(self, own: Placed) -> tuple[Placed | None, Placed | None]:
        """The next better and the next worse of the other members, by score."""
        depth = -points(own)
        return self._around(bisect_left(self.depths, depth), bisect_right(self.depths, depth), own)

    def _around(self, first: int, last: int, own: Placed) -> tuple[Placed | None, Placed | None]:
        up = [p for p in self.members[max(0, first - 2) : first] if p is not own]
        down = [p for p in self.members[last : last + 2] if p is not own]
        return (up[-1] if up else None), (down[0] if down else None)


def ladders(facts: Iterable[Fact], reference: Reference) -> dict[Key, tuple[Ladder, Placed]]:
    """The ladder of each rank and score that has one, with its own place there."""
    found: dict[Key, tuple[Ladder, Placed]] = {}
    for field in fields(facts, reference):
        scored = [p for p in field if p.score is not None]
        kept = tuple(scored[i] for i in longest(scored))
        if len(kept) <= FEWEST:
            continue
        size = max(max(p.place, p.rank.ranked or 0) for p in field)
        ladder = Ladder(kept, tuple(p.place for p in kept), tuple(-points(p) for p in kept), size)
        for p in scored:
            found[p.rank.key] = ladder, p
            if p.score is not None:
                found[p.score.key] = ladder, p
    return found


def vote(key: Key, value: Number, known: Mapping[Key, tuple[Ladder, Placed]]) -> Vote | None:
    """The vote of the field on a value of `key`; the score or rank beside it is taken as it is."""
    found = known.get(key)
    if found is None or not isinstance(value.value, Decimal):
        return None
    ladder, own = found
    if own.score is None:
        return None
    if key.attribute == "score":
        better, worse = ladder.around_place(own)
        low, high = interval(value.value, value.decimals)
        passed = (better is None or low < _reach(better)[1]) and (worse is None or high > _reach(worse)[0])
        top, bottom = (points(p) if p else None for p in (better, worse))
        width = _part(top, bottom, ladder.depths[-1] - ladder.depths[0])
        beside = own.rank
    else:
        better, worse = ladder.around_score(own)
        passed = (better is None or value.value >= better.place) and (
            worse is None or value.value <= worse.place
        )
        top, bottom = (Decimal(p.place) if p else None for p in (worse, better))
        width = _part(top, bottom, Decimal(ladder.size))
        beside = own.score
    facts = [beside, *(f for p in (better, worse) if p for f in (p.rank, p.score) if f)]
    return Vote("order", worth(passed, beside.confidence * OTHERWISE, width), tuple(f.key.id for f in facts))


def _reach(placed: Placed) -> tuple[Decimal, Decimal]:
    score = score_of(placed)
    return interval(score.number, score.decimals)


def _part(top: Decimal | None, bottom: Decimal | None, spread: Decimal) -> float:
    """The part of wrong values that would fit between two neighbours."""
    if top is None or bottom is None or not spread:
        return OUTSIDE
    return float((top - bottom) / spread)

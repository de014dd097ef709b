"""A field: everybody who is ranked against one another in one edition of an index or component."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.fusion.precision import interval
from store.reconcile.measure import which_field
from store.reconcile.outcome import DECIDED, OPEN, Conflict, Fact

RANKED: tuple[str, ...] = ("province", "ministry")
"""Kinds of subjects that are ranked; ministries and provinces are never ranked together."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A subject with its national rank and, where it is known exactly, its score."""

    rank: Fact
    score: Fact | None

    @property
    def place(self) -> int:
        """The rank as a whole number."""
        return int(self.rank.number)


def score_of(placed: Placed) -> Fact:
    """The score of somebody who has one. Raises ValueError for others."""
    if placed.score is None:
        raise ValueError(f"{placed.rank.key.text} has no score")
    return placed.score


def points(placed: Placed) -> Decimal:
    """That score as a number."""
    return score_of(placed).number


def fields(facts: Iterable[Fact], reference: Reference) -> list[tuple[Placed, ...]]:
    """Return every field, its members in order of rank and name.

    Derived and rough figures stay out, scores in another unit than most of the field, and from the main field
    the ranks among clearly another number of subjects, which are a field of their own, as are those that an
    index ranks apart. An index that is counted all the time has no fields: its figures are of different days.
    """
    known = {f.key: f for f in facts if f.exact}
    grouped: dict[tuple[str, str, str, int, str], list[Placed]] = {}
    for key, fact in known.items():
        if key.attribute == "rank" and key.scope == "national" and key.kind in RANKED:
            index, apart = reference.index.get(key.index), which_field(key, fact.ranked, reference)
            if apart is None or (index is not None and index.running):
                continue
            name = (key.kind, key.index, key.component or "", key.year, apart)
            score = known.get(replace(key, attribute="score", scope=None))
            grouped.setdefault(name, []).append(Placed(fact, score))
    return [_in_order(members) for _, members in sorted(grouped.items())]


def _in_order(members: list[Placed]) -> tuple[Placed, ...]:
    units = Counter(p.score.unit or "" for p in members if p.score is not None)
    unit = max(units, key=lambda u: (units[u], u), default="")
    alike = [p if p.score is None or p.score.unit == unit else Placed(p.rank, None) for p in members]
    return tuple(sorted(alike, key=lambda p: (p.place, p.rank.key.subject)))


def longest(scored: Sequence[Placed]) -> list[int]:
    """Return the places in `scored` of a longest part whose scores do not rise from rank to rank.

    Equal ranks may have any order. Among several longest parts the choice is fixed (Schensted 1961).
    """
    order = sorted(range(len(scored)), key=lambda i: (scored[i].place, -points(scored[i]), i))
    last: list[int] = []  # last[k]: where the best part of k + 1 members that was found ends
    depths: list[Decimal] = []  # its score, negative: bisect wants them to rise
    before: dict[int, int | None] = {}
    for i in order:
        depth = -points(scored[i])
        k = bisect_right(depths, depth)
        before[i] = last[k - 1] if k else None
        last[k : k + 1] = [i]
        depths[k : k + 1] = [depth]
    found: list[int] = []
    step = last[-1] if last else None
    while step is not None:
        found.append(step)
        step = before[step]
    return found[::-1]


def surely_below(a: Fact, b: Fact) -> bool:
    """Whether score `a` is lower than score `b` however both were rounded."""
    return interval(a.number, a.decimals)[1] <= interval(b.number, b.decimals)[0]


def state_of(suspects: Iterable[Fact]) -> str:
    """`decided` where a reviewer has ruled on every suspect, else `open`: no rule settles these kinds."""
    return "decided" if all(f.settled == DECIDED for f in suspects) else "open"


def disputed(*facts: Fact) -> bool:
    """Whether one of the facts is itself in doubt, so that a conflict may only be its consequence."""
    return any(f.settled == OPEN or f.stale or f.status == "implied" for f in facts)


def ordered(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts in a fixed order."""
    return tuple(sorted(conflicts, key=lambda c: (c.key.sort_key(), c.kind, c.id)))


def row_of(key: Key) -> Key:
    """The score of the same row, which names a conflict that is about rank and score together."""
    return replace(key, attribute="score", scope=None)

"""The different values that statements about one item leave standing."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from store.reconcile.fusion.precision import agree
from store.reconcile.fusion.statement import Sayable

S = TypeVar("S", bound=Sayable)


@dataclass(frozen=True, slots=True)
class Stand(Generic[S]):
    """A value that no other forgives: `own` say just this, `agreeing` may mean it (`own` are among them).

    Statements that are coarser agree without standing for themselves, and may agree with two values.
    """

    top: S
    own: tuple[S, ...]
    agreeing: tuple[S, ...]


def standing(said: Sequence[S], voice: Mapping[str, Hashable]) -> tuple[Stand[S], ...]:
    """Return the values that stand, in order of value.

    A value stands unless a more exact one agrees with it: 90,2 gives way to 90,23 and adds to it. A rough
    value gives way to any exact one near it, and to a rough one that is near and finer, or said by more of
    the voices that `voice` gives for each statement. The order of `said` does not matter.
    """
    exact = _distinct(s for s in said if not s.rough)
    tops = [one for one in exact if not any(_finer(other, one) for other in exact)]
    rough = _distinct(s for s in said if s.rough)
    if rough:
        voices = [len({voice[s.id] for s in said if same(s, one)}) for one in rough]
        ranked = sorted(
            zip(rough, voices, strict=True), key=lambda r: (-r[0].decimals, -r[1], str(r[0].value))
        )
        for one, _ in ranked:
            if not any(agree(one, other) for other in tops):
                tops.append(one)
    found = [_stand(top, said) for top in tops]
    return tuple(sorted(found, key=lambda c: (isinstance(c.top.value, str), c.top.value, c.top.decimals)))


def same(a: Sayable, b: Sayable) -> bool:
    """Whether two statements say just the same."""
    return a.value == b.value and a.decimals == b.decimals and a.rough == b.rough


def _distinct(said: Iterable[S]) -> list[S]:
    """One statement for every value at every precision, the same one whatever the order."""
    chosen: dict[tuple[Decimal | str, int], S] = {}
    for s in sorted(said, key=lambda s: s.id):
        chosen.setdefault((s.value, s.decimals), s)
    return list(chosen.values())


def _finer(a: Sayable, b: Sayable) -> bool:
    return a.decimals > b.decimals and agree(a, b)


def _stand(top: S, said: Sequence[S]) -> Stand[S]:
    agreeing = tuple(sorted((s for s in said if agree(s, top)), key=lambda s: s.id))
    return Stand(top, tuple(s for s in agreeing if same(s, top)), agreeing)

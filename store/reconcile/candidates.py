"""Candidates: the different values that the claims about one thing leave standing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from normalize.reference import Reference
from store.reconcile.claim import Key, Trust
from store.reconcile.measure import Figure, agree, field_size, figure_text, range_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that may be published, at its finest precision, with the figures that agree with it.

    `own` are those that say just this value. Figures that are coarser agree without being candidates, and
    may agree with two.
    """

    value: Decimal | str
    decimals: int
    unit: str | None
    own: tuple[Figure, ...]
    agreeing: tuple[Figure, ...]
    witnesses: frozenset[str]
    possible: bool

    @property
    def rough(self) -> bool:
        """Whether only rough words ("hơn", "gần") say it."""
        return all(f.rough for f in self.own)

    @property
    def stated(self) -> bool:
        """Whether a text says it, rather than an order or a streak."""
        return any(not f.claim.implied for f in self.agreeing)

    @property
    def text(self) -> str:
        """The value as data."""
        return figure_text(self.value, self.decimals)

    @property
    def label(self) -> Decimal | str:
        """The value to publish: a group's label as most of its sources write it."""
        if isinstance(self.value, Decimal):
            return self.value
        written = sorted(str(f.claim.value) for f in self.own)
        return max(written, key=lambda w: (written.count(w), w))

    @property
    def trust(self) -> Trust:
        """The nearest source that says just this value."""
        return max(f.claim.trust for f in self.own)

    @property
    def first(self) -> tuple[date, float, str, int]:
        """When just this value was said first (undated comes last), how surely, and where."""
        return min(
            (f.claim.published or date.max, -f.claim.confidence, f.claim.article, f.claim.start)
            for f in self.own
        )


def candidates(
    figures: Sequence[Figure], witness: Mapping[str, str], key: Key, reference: Reference
) -> tuple[Candidate, ...]:
    """Return the values that no other forgives, in order of value.

    A value stands as a candidate unless a more precise one agrees with it: 90,2 gives way to 90,23 and adds
    to it. A rough value gives way to any exact one near it, and to a rough one that is near and finer. The
    order of `figures` does not matter.
    """
    exact = _distinct(f for f in figures if not f.rough)
    tops = [one for one in exact if not any(_finer(other, one) for other in exact)]
    said = {
        name: len({witness[f.claim.id] for f in figures if _same(f, name)})
        for name in _distinct(f for f in figures if f.rough)
    }
    for one in sorted(said, key=lambda f: (-f.decimals, -said[f], str(f.value))):
        if not any(agree(one, other) for other in tops):
            tops.append(one)
    found = [_candidate(top, figures, witness, key, reference) for top in tops]
    return tuple(sorted(found, key=lambda c: (isinstance(c.value, str), c.value, c.decimals)))


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for every value at every precision, the same one whatever the order."""
    chosen: dict[tuple[Decimal | str, int], Figure] = {}
    for f in sorted(figures, key=lambda f: f.claim.id):
        chosen.setdefault((f.value, f.decimals), f)
    return list(chosen.values())


def _finer(a: Figure, b: Figure) -> bool:
    return a.decimals > b.decimals and agree(a, b)


def _same(a: Figure, b: Figure) -> bool:
    return (a.value, a.decimals, a.rough) == (b.value, b.decimals, b.rough)


def _candidate(
    top: Figure, figures: Sequence[Figure], witness: Mapping[str, str], key: Key, reference: Reference
) -> Candidate:
    agreeing = tuple(sorted((f for f in figures if agree(f, top)), key=lambda f: f.claim.id))
    return Candidate(
        value=top.value,
        decimals=top.decimals,
        unit=top.unit,
        own=tuple(f for f in agreeing if _same(f, top)),
        agreeing=agreeing,
        witnesses=frozenset(witness[f.claim.id] for f in agreeing),
        possible=possible(key, top.value, ranked=_ranked(agreeing), reference=reference),
    )


def _ranked(figures: Iterable[Figure]) -> int | None:
    return max((f.claim.ranked for f in figures if f.claim.ranked), default=None)


def possible(key: Key, value: Decimal | str, ranked: int | None, reference: Reference) -> bool:
    """Whether the scale (a score) or the number of the ranked (a rank) allows a value.

    `ranked` is what the text says about the number of the ranked, which goes before the reference data.
    """
    if isinstance(value, str):
        return True
    if key.attribute == "score":
        usual = range_of(key, reference)
        return usual is None or usual.low <= value <= usual.high
    if key.attribute == "rank":
        return 1 <= value <= (ranked or field_size(key, reference) or value)
    return True

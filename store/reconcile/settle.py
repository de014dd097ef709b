"""Settling one fact: all claims about it, and perhaps a ruling, give one published value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from normalize.reference import Reference
from store.reconcile.candidates import Candidate, candidates
from store.reconcile.claim import Claim, Key, Ruling
from store.reconcile.evidence import weigh
from store.reconcile.measure import Figure, agree, field_size, measure
from store.reconcile.outcome import (
    AGREED,
    DECIDED,
    MAJORITY,
    MOST_PRECISE,
    OPEN,
    SINGLE,
    STATED,
    WITHIN_BOUNDS,
    Fact,
)
from store.reconcile.ruling import agrees, is_stale
from store.reconcile.witness import witnesses


@dataclass(frozen=True, slots=True)
class Settlement:
    """A fact with what it was chosen from: its candidates, and the ruling on it if there is one."""

    fact: Fact
    candidates: tuple[Candidate, ...]
    chosen: Candidate | None
    ruling: Ruling | None = None

    @property
    def rivals(self) -> tuple[Candidate, ...]:
        """The candidates that cannot be what was published."""
        if self.ruling is not None and not self.fact.stale:
            return tuple(c for c in self.candidates if not agrees(self.ruling, c))
        return tuple(c for c in self.candidates if c is not self.chosen)


def settle(
    key: Key, claims: Iterable[Claim], reference: Reference, ruling: Ruling | None = None
) -> Settlement | None:
    """Settle one fact. None where no claim is left and no ruling stands by itself.

    The order of `claims` does not matter.
    """
    figures = tuple(measure(c, reference) for c in sorted(claims, key=lambda c: c.id))
    witness = witnesses(f.claim for f in figures)
    main = _usual(figures, witness)
    found = candidates(main, witness, key, reference)
    if ruling is not None and not is_stale(ruling, found):
        return Settlement(_decided(ruling, figures, main, witness, reference), found, None, ruling)
    if not found:
        return None
    chosen, settled = choose(found)
    top = chosen.own[0]
    strong = chosen.stated and not chosen.rough
    evidence, confidence, sources = weigh(figures, main, witness, lambda f: agree(f, top), strong)
    fact = Fact(
        key=key,
        value=chosen.label,
        decimals=chosen.decimals,
        unit=chosen.unit,
        ranked=_ranked(key, chosen.agreeing, witness, reference),
        status="stated" if chosen.stated else "implied",
        rough=chosen.rough,
        confidence=confidence,
        sources=sources,
        settled=settled,
        evidence=evidence,
    )
    if ruling is not None:
        fact = replace(fact, ruling=ruling.id, stale=True)
    return Settlement(fact, found, chosen, ruling)


def _usual(figures: Sequence[Figure], witness: Mapping[str, str]) -> tuple[Figure, ...]:
    """The figures that measure the usual thing; where there are none, the largest group that measures one."""
    usual = tuple(f for f in figures if not f.aside)
    if usual or not figures:
        return usual
    groups: dict[tuple[str, int], list[Figure]] = {}
    for f in figures:
        groups.setdefault((f.unit or "", f.claim.ranked or 0), []).append(f)
    best = max(groups, key=lambda g: (len({witness[f.claim.id] for f in groups[g]}), g))
    return tuple(groups[best])


_MARKS: Final[tuple[tuple[str, Callable[[Candidate], int]], ...]] = (
    (WITHIN_BOUNDS, lambda c: int(c.possible)),
    (MOST_PRECISE, lambda c: int(not c.rough)),
    (STATED, lambda c: int(c.stated)),
    (MAJORITY, lambda c: len(c.witnesses)),
)


def choose(found: Sequence[Candidate]) -> tuple[Candidate, str]:
    """Return the candidate to publish, and how that was settled.

    In this order: what the scale allows, what is exact, what is stated, what more witnesses say. Where that
    leaves several, nothing decides: the one of the nearest source, else of the first date, is published
    as open.
    """
    if len(found) == 1:
        only = found[0]
        if len(only.witnesses) == 1:
            return only, SINGLE
        return only, AGREED if len(only.own) == len(only.agreeing) else MOST_PRECISE
    rest = list(found)
    for settled, mark in _MARKS:
        best = max(mark(c) for c in rest)
        rest = [c for c in rest if mark(c) == best]
        if len(rest) == 1:
            return rest[0], settled
    return min(rest, key=lambda c: (-c.trust, c.first)), OPEN


def _decided(
    ruling: Ruling,
    figures: Sequence[Figure],
    main: Sequence[Figure],
    witness: Mapping[str, str],
    reference: Reference,
) -> Fact:
    """The fact that a standing ruling makes: sure, whatever else is claimed."""
    evidence, _, sources = weigh(figures, main, witness, lambda f: agrees(ruling, f), strong=True)
    supporting = [f for f in main if agrees(ruling, f)]
    return Fact(
        key=ruling.key,
        value=ruling.value,
        decimals=ruling.decimals,
        unit=ruling.unit,
        ranked=_ranked(ruling.key, supporting, witness, reference),
        status="stated",
        rough=False,
        confidence=1.0,
        sources=sources,
        settled=DECIDED,
        evidence=evidence,
        ruling=ruling.id,
    )


def _ranked(
    key: Key, figures: Iterable[Figure], witness: Mapping[str, str], reference: Reference
) -> int | None:
    """How many are ranked: what most witnesses of the rank say, else what the reference data knows."""
    if key.attribute != "rank":
        return None
    said = Counter(n for _, n in {(witness[f.claim.id], f.claim.ranked) for f in figures if f.claim.ranked})
    if said:
        return max(said, key=lambda n: (said[n], n))
    return field_size(key, reference)

"""Settling one fact: all claims about it, what else speaks for them, and perhaps a ruling, give one value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from normalize.reference import Reference
from store.reconcile.candidates import Candidate, candidates, others
from store.reconcile.claim import Claim, Key, Ruling
from store.reconcile.fusion.belief import NAT, Side, against, chance, start
from store.reconcile.fusion.learn import NOTHING, Learned
from store.reconcile.measure import Figure, measure, told_size
from store.reconcile.outcome import (
    AGAINST,
    AGREED,
    ASIDE,
    DECIDED,
    FOR,
    MAJORITY,
    MOST_PRECISE,
    OPEN,
    SINGLE,
    STATED,
    WEIGHED,
    WITHIN_BOUNDS,
    Evidence,
    Fact,
    Reason,
)
from store.reconcile.ruling import agrees, is_stale
from store.reconcile.support.vote import Vote

Support = Callable[[Key, Candidate], Sequence[Vote]]
"""What else than witnesses speaks for or against a candidate."""
SAME_TIME: Final = timedelta(days=10)
"""Days within which figures of an index that is counted all the time are expected to be one."""
DECISIVE: Final = 1_400_000
"""By how much, in millionths of a nat, a figure must outweigh the next for the matter to be settled: 4 to 1."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that is claimed about one key: `figures`, of which `main` measure what is published, the candidates
    that they leave, and the ruling on it if there is one, which stands unless it is `stale`.
    """

    key: Key
    figures: tuple[Figure, ...]
    main: tuple[Figure, ...]
    candidates: tuple[Candidate, ...]
    ruling: Ruling | None = None
    stale: bool = False


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


def case_of(
    key: Key,
    claims: Iterable[Claim],
    reference: Reference,
    ruling: Ruling | None = None,
    learned: Learned = NOTHING,
) -> Case | None:
    """Gather one key's claims. None where no claim is left and no ruling stands by itself.

    The order of `claims` does not matter.
    """
    figures = tuple(measure(c, reference) for c in sorted(claims, key=lambda c: c.id))
    main = _usual(_of_last_days(figures, key, reference))
    found = candidates(main, key, reference, learned)
    stale = ruling is not None and is_stale(ruling, found)
    if not found and (ruling is None or stale):
        return None
    return Case(key, figures, main, found, ruling, stale)


def settle(case: Case, reference: Reference, support: Support | None = None) -> Settlement:
    """Settle a case, with the help of what else speaks for its candidates."""
    if case.ruling is not None and not case.stale:
        return Settlement(_decided(case, case.ruling, reference), case.candidates, None, case.ruling)
    votes = [tuple(support(case.key, c)) if support else () for c in case.candidates]
    totals = [c.total + sum(v.weight for v in own) for c, own in zip(case.candidates, votes, strict=True)]
    best, settled = choose(case.candidates, totals)
    chosen = case.candidates[best]
    many = others(case.key, reference)
    rest = [i for i in range(len(totals)) if i != best]
    lost = against([_side(case.candidates[i], votes[i]) for i in rest], many)
    odds = start(many) + totals[best] + sum(n for names in lost for n in names.values())
    losers = dict(zip(rest, lost, strict=True))
    fact = Fact(
        key=case.key,
        value=chosen.label,
        decimals=chosen.decimals,
        unit=chosen.unit,
        ranked=_ranked(case.key, chosen.agreeing, reference),
        status="stated" if chosen.stated else "implied",
        rough=chosen.rough,
        confidence=chance(odds),
        sources=len(chosen.speakers),
        settled=settled,
        evidence=_evidence(case, best, losers),
        reasons=(
            Reason("start", start(many) / NAT),
            *(Reason(v.kind, v.weight / NAT, v.facts) for v in votes[best]),
        ),
    )
    if case.ruling is not None:
        fact = replace(fact, ruling=case.ruling.id, stale=True)
    return Settlement(fact, case.candidates, chosen, case.ruling)


def _side(candidate: Candidate, votes: Iterable[Vote]) -> Side:
    return Side({w: n for w, (n, _) in candidate.speakers.items()}, sum(v.weight for v in votes))


def _of_last_days(figures: Sequence[Figure], key: Key, reference: Reference) -> tuple[Figure, ...]:
    """Of an index that is counted all the time, the figures of its last days; of others all."""
    index = reference.index.get(key.index)
    days = [f.claim.published for f in figures if f.claim.published]
    if index is None or not index.running or not days:
        return tuple(figures)
    last = max(days)
    return tuple(f for f in figures if f.claim.published and last - f.claim.published <= SAME_TIME)


def _usual(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that measure the usual thing; where there are none, the largest group that measures one."""
    usual = tuple(f for f in figures if not f.aside)
    if usual or not figures:
        return usual
    groups: dict[tuple[str, int], list[Figure]] = {}
    for f in figures:
        groups.setdefault((f.unit or "", f.claim.ranked or 0), []).append(f)
    best = max(groups, key=lambda g: (len({f.claim.text for f in groups[g]}), g))
    return tuple(groups[best])


_MARKS: Final[tuple[tuple[str, Callable[[Candidate], bool]], ...]] = (
    (WITHIN_BOUNDS, lambda c: c.possible),
    (MOST_PRECISE, lambda c: not c.rough),
    (STATED, lambda c: c.stated),
)


def choose(found: Sequence[Candidate], totals: Sequence[int]) -> tuple[int, str]:
    """Return which candidate to publish, and how that was settled.

    In this order: what the scale allows, what is exact, what is stated, what outweighs the rest. Where that
    leaves several, nothing decides: the one of the nearest source, else of the first date, is published
    as open.
    """
    if len(found) == 1:
        only = found[0]
        if len(only.speakers) == 1:
            return 0, SINGLE
        return 0, AGREED if len(only.own) == len(only.agreeing) else MOST_PRECISE
    rest = list(range(len(found)))
    for settled, mark in _MARKS:
        good = [i for i in rest if mark(found[i])]
        rest = good or rest
        if len(rest) == 1:
            return rest[0], settled
    rest.sort(key=lambda i: -totals[i])
    near = [i for i in rest if totals[rest[0]] - totals[i] < DECISIVE]
    if len(near) == 1:
        best = rest[0]
        most = all(len(found[best].speakers) > len(found[i].speakers) for i in rest[1:])
        return best, MAJORITY if most else WEIGHED
    return min(near, key=lambda i: (-totals[i], -found[i].trust, found[i].first)), OPEN


def _evidence(case: Case, best: int, losers: Mapping[int, Mapping[str, int]]) -> tuple[Evidence, ...]:
    """The part of every observation: the strongest of each witness bears its weight."""
    chosen = case.candidates[best]
    weights: Counter[str] = Counter({id_: n for n, id_ in chosen.speakers.values()})
    witness = dict(chosen.witness)
    for i, names in losers.items():
        rival = case.candidates[i]
        for name, n in names.items():
            weights[rival.speakers[name][1]] += n
        for id_, name in rival.witness.items():
            witness.setdefault(id_, name)
    measured = {f.id for f in case.main}
    found = []
    for f in case.figures:
        role = ASIDE if f.id not in measured else FOR if f.id in chosen.witness else AGAINST
        found.append(Evidence(f.id, role, witness.get(f.id, f.claim.article), weights[f.id] / NAT))
    return tuple(found)


def _decided(case: Case, ruling: Ruling, reference: Reference) -> Fact:
    """The fact that a standing ruling makes: sure, whatever else is claimed, so that nothing is weighed."""
    measured = {f.id for f in case.main}
    supporting = [f for f in case.main if agrees(ruling, f)]
    agreeing = {f.id for f in supporting}
    witness = {id_: name for c in case.candidates for id_, name in c.witness.items()}
    roles = {
        f.id: ASIDE if f.id not in measured else FOR if f.id in agreeing else AGAINST for f in case.figures
    }
    return Fact(
        key=ruling.key,
        value=ruling.value,
        decimals=ruling.decimals,
        unit=ruling.unit,
        ranked=_ranked(ruling.key, supporting, reference),
        status="stated",
        rough=False,
        confidence=1.0,
        sources=len({witness[id_] for id_ in agreeing}),
        settled=DECIDED,
        evidence=tuple(
            Evidence(f.id, roles[f.id], witness.get(f.id, f.claim.article), 0.0) for f in case.figures
        ),
        ruling=ruling.id,
    )


def _ranked(key: Key, figures: Iterable[Figure], reference: Reference) -> int | None:
    """How many are ranked: what most texts of the rank say, else what the reference data knows."""
    if key.attribute != "rank":
        return None
    said = Counter(n for _, n in {(f.claim.text, f.claim.ranked) for f in figures if f.claim.ranked})
    return told_size(key, max(said, key=lambda n: (said[n], n), default=None), reference)

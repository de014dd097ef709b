"""The whole of reconciliation: claims and rulings in, facts and conflicts out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Claim, Key, Ruling
from store.reconcile.conflicts.arithmetic import arithmetic_conflicts
from store.reconcile.conflicts.bounds import bounds_conflicts
from store.reconcile.conflicts.field import ordered
from store.reconcile.conflicts.group import group_conflicts
from store.reconcile.conflicts.mean import mean_conflicts
from store.reconcile.conflicts.rank_order import rank_order_conflicts
from store.reconcile.conflicts.rank_shared import rank_shared_conflicts
from store.reconcile.conflicts.value import value_conflict
from store.reconcile.conflicts.wording import Wording
from store.reconcile.derive import derive
from store.reconcile.outcome import Conflict, Fact
from store.reconcile.settle import settle

VERSION: Final = 1
"""Raised whenever the same claims would give other facts, so that stores are reconciled anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What claims together say, in a fixed order."""

    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]


def reconcile(claims: Iterable[Claim], rulings: Iterable[Ruling], reference: Reference) -> Outcome:
    """Return the facts and conflicts of some claims: a pure function, whatever the order of its arguments.

    Facts of different (index, component) do not touch one another, so that each such pair may be reconciled
    by itself. A subject is taken under the slug that it bears in the edition. Derived facts are added last
    and take no part in conflicts.
    """
    grouped: dict[Key, list[Claim]] = {}
    by_id: dict[str, Claim] = {}
    for claim in claims:
        claim = replace(claim, key=in_edition(claim.key, reference))
        grouped.setdefault(claim.key, []).append(claim)
        by_id[claim.id] = claim
    ruled = {in_edition(r.key, reference): r for r in sorted(rulings, key=lambda r: r.id)}
    wording = Wording(reference)
    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    for key in sorted(grouped.keys() | ruled.keys(), key=Key.sort_key):
        settlement = settle(key, grouped.get(key, []), reference, ruled.get(key))
        if settlement is None:
            continue
        facts.append(settlement.fact)
        if conflict := value_conflict(settlement, wording):
            conflicts.append(conflict)
    conflicts += arithmetic_conflicts(facts, reference)
    conflicts += rank_order_conflicts(facts, reference)
    conflicts += rank_shared_conflicts(facts, by_id, reference)
    conflicts += bounds_conflicts(facts, reference)
    conflicts += group_conflicts(facts, reference)
    conflicts += mean_conflicts(facts, reference)
    facts += derive(facts, reference)
    return Outcome(tuple(sorted(facts, key=lambda f: f.key.sort_key())), ordered(conflicts))


def in_edition(key: Key, reference: Reference) -> Key:
    """The key under the slug that its subject bears in its edition."""
    subject = reference.slug_in(key.subject, key.year)
    return key if subject == key.subject else replace(key, subject=subject)

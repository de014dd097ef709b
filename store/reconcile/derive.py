"""Derived values: what no source says but the former edition and the change give together."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from normalize.reference import Reference
from store.reconcile.candidates import possible
from store.reconcile.claim import Key
from store.reconcile.fusion.belief import PLACES
from store.reconcile.measure import field_size, is_yearly
from store.reconcile.outcome import DERIVED, FOR, GROUND, OPEN, Evidence, Fact
from store.reconcile.support.arithmetic import OF_CHANGE


def derive(facts: Iterable[Fact], reference: Reference) -> tuple[Fact, ...]:
    """Return scores and ranks that are missing and follow from the former edition's figure and the change.

    score = former score + change; rank = former rank - change. Only from figures that sources state exactly
    and that are not open, one step deep, with the decimals of the coarser; only where scale or number of the
    ranked allow the result, and for ranks only where both editions rank equally many and nobody else is known
    to hold that rank. Confidence is the product of the two.
    """
    known = {f.key: f for f in facts}
    taken = {_place(f.key, f.value) for f in known.values() if f.key.attribute == "rank"}
    found = []
    for change in known.values():
        of = OF_CHANGE.get(change.key.attribute)
        if of is None or not is_yearly(change.key, reference):
            continue
        key = replace(change.key, attribute=of)
        former = known.get(replace(key, year=key.year - 1))
        if key in known or former is None or not (_firm(former) and _firm(change)):
            continue
        if of == "score" and former.unit != change.unit:
            continue
        if of == "rank" and field_size(key, reference) != field_size(former.key, reference):
            continue
        value = former.number + change.number * (1 if of == "score" else -1)
        if not possible(key, value, former.ranked, reference) or _place(key, value) in taken:
            continue
        found.append(
            Fact(
                key=key,
                value=value,
                decimals=min(former.decimals, change.decimals),
                unit=former.unit,
                ranked=field_size(key, reference) if of == "rank" else None,
                status="implied",
                rough=False,
                confidence=round(former.confidence * change.confidence, PLACES),
                sources=0,
                settled=DERIVED,
                evidence=tuple(_ground(former) + _ground(change)),
            )
        )
    return tuple(sorted(found, key=lambda f: f.key.sort_key()))


def _place(key: Key, value: Decimal | str | None) -> tuple[object, ...]:
    """A place of a field, whoever holds it."""
    return key.kind, key.index, key.component, key.year, key.attribute, key.scope, value


def _firm(fact: Fact) -> bool:
    return fact.exact and fact.settled != OPEN


def _ground(fact: Fact) -> list[Evidence]:
    return [Evidence(e.observation, GROUND, e.witness, 0.0) for e in fact.evidence if e.role == FOR]

"""Support `place`: a rank that somebody else holds is less likely, and one that is free more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.measure import another_field, field_size, is_apart
from store.reconcile.outcome import Fact
from store.reconcile.support.arithmetic import Number
from store.reconcile.support.vote import Vote, worth

TIES: Final = 0.04
"""The chance that two share a rank."""
FULL: Final = 0.5
"""The least part of a field that must be known for a free place to mean something."""

Field = tuple[str, str, str | None, int, int | None, bool]


def holders(facts: Iterable[Fact], reference: Reference) -> dict[Field, dict[int, list[Fact]]]:
    """Who holds each place of each field of national ranks."""
    found: dict[Field, dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.key.attribute == "rank" and fact.key.scope == "national" and isinstance(fact.value, Decimal):
            found[field_of(fact.key, fact.ranked, reference)][int(fact.value)].append(fact)
    return {field: dict(places) for field, places in found.items()}


def field_of(key: Key, ranked: int | None, reference: Reference) -> Field:
    """The field of a rank: those that are ranked together, and how many they are."""
    usual = field_size(key, reference)
    size = ranked if usual is None or another_field(ranked, usual) else usual
    return key.kind, key.index, key.component, key.year, size, is_apart(key, reference)


def vote(
    key: Key,
    value: Number,
    ranked: int | None,
    known: Mapping[Field, Mapping[int, list[Fact]]],
    reference: Reference,
) -> Vote | None:
    """The vote on a rank of one who is ranked among `ranked`. None where too few of the others are known."""
    field = field_of(key, ranked, reference)
    places, size = known.get(field), field[4]
    if not places or not size or not isinstance(value.value, Decimal):
        return None
    rest = {place: [f for f in facts if f.key != key] for place, facts in places.items()}
    taken = sum(1 for facts in rest.values() if facts) / size
    if taken < FULL:
        return None
    held = rest.get(int(value.value), [])
    if not held:
        return Vote("place", worth(True, 1 - TIES, 1 - taken), ())
    sure = max(f.confidence for f in held) * (1 - TIES)
    return Vote("place", worth(False, sure, 1 - taken), tuple(sorted(f.key.id for f in held)))

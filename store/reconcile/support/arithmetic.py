"""Support `arithmetic`: this edition's figure, the former one's and the change between them add up, or do not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, Protocol

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.fusion.precision import half_unit
from store.reconcile.measure import field_size, is_yearly
from store.reconcile.outcome import Fact
from store.reconcile.support.vote import Vote, worth

CHANGE_OF: Final[Mapping[str, str]] = {"score": "score_change", "rank": "rank_change"}
"""The change of each attribute that has one. Up is positive; for ranks, up is towards 1."""
OF_CHANGE: Final[Mapping[str, str]] = {change: of for of, change in CHANGE_OF.items()}
"""The attribute that each change is one of."""
SPREAD: Final = Decimal(5)
"""How far wrong scores lie about: a sum closes by luck with the chance of its slack in this."""
RANK_LUCK: Final = 0.04


class Number(Protocol):
    """A figure that can be reckoned with."""

    @property
    def value(self) -> Decimal | str | None:
        """The number."""

    @property
    def decimals(self) -> int:
        """How many decimals of it are known."""

    @property
    def unit(self) -> str | None:
        """What it counts."""


def closes(attribute: str, now: Number, former: Number, change: Number) -> bool | None:
    """Whether three figures may be the rounded ones of a sum that is right.

    score - former score = change, within half a unit of the last place of each; former rank - rank = change
    of rank, exactly. None where they prove nothing: no numbers, or in different units.
    """
    a, b, c = now.value, former.value, change.value
    if not (isinstance(a, Decimal) and isinstance(b, Decimal) and isinstance(c, Decimal)):
        return None
    if attribute == "rank":
        return b - a == c
    if not now.unit == former.unit == change.unit:
        return None
    return abs(a - b - c) <= slack(now, former, change)


def slack(*numbers: Number) -> Decimal:
    """How far rounding may push a sum: half a unit of the last place of each of its parts."""
    return sum((half_unit(n.decimals) for n in numbers), Decimal(0))


def triples(key: Key) -> Iterator[tuple[Key, Key, Key]]:
    """The sums that a key has part in: now, former, change."""
    k = key
    if of := OF_CHANGE.get(k.attribute):
        now, former = (Key(k.subject, k.index, k.component, y, of, k.scope) for y in (k.year, k.year - 1))
        yield now, former, key
    elif change := CHANGE_OF.get(k.attribute):
        for year in (k.year, k.year + 1):
            now, former = (
                Key(k.subject, k.index, k.component, y, k.attribute, k.scope) for y in (year, year - 1)
            )
            yield now, former, Key(k.subject, k.index, k.component, year, change, k.scope)


def votes(key: Key, value: Number, known: Mapping[Key, Fact], reference: Reference) -> Iterator[Vote]:
    """The votes of all sums that a value of `key` would stand in. `known` are exact facts."""
    if not is_yearly(key, reference):
        return
    for triple in triples(key):
        rest = [known[k] for k in triple if k != key and k in known]
        if len(rest) < 2 or resized(triple[0], reference):
            continue
        now, former, change = (value if k == key else known[k] for k in triple)
        passed = closes(triple[0].attribute, now, former, change)
        if passed is None:
            continue
        luck = RANK_LUCK if triple[0].attribute == "rank" else float(2 * slack(now, former, change) / SPREAD)
        sure = rest[0].confidence * rest[1].confidence
        yield Vote("arithmetic", worth(passed, sure, luck), tuple(f.key.id for f in rest))


def resized(now: Key, reference: Reference) -> bool:
    """Whether an edition ranks another number than the one before, so that a change of rank means nothing."""
    return now.attribute == "rank" and field_size(now, reference) != field_size(
        replace(now, year=now.year - 1), reference
    )

"""Conflict `arithmetic`: an edition's figure, the former one's and the change between them do not add up."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from normalize.reference import Reference
from store.reconcile.conflicts.field import disputed, state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.derive import CHANGE_OF
from store.reconcile.measure import field_size
from store.reconcile.outcome import DERIVED, Conflict, Fact, Member


def arithmetic_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each triple that rounding does not explain.

    score - former score = change, within half a unit of the last place of each of the three; former rank -
    rank = change of rank, exactly. Any of the three may be wrong, so all are suspects. Severity: medium; low
    where one of them is in dispute itself or only implied, and for ranks where the editions rank different
    numbers, since a change between fields of different size has no fixed meaning.
    """
    wording = Wording(reference)
    known = {f.key: f for f in facts if f.value is not None and f.settled != DERIVED and not f.rough}
    for key, now in known.items():
        change_name = CHANGE_OF.get(key.attribute)
        if change_name is None:
            continue
        former = known.get(replace(key, year=key.year - 1))
        change = known.get(replace(key, attribute=change_name))
        if former is None or change is None or closes(now, former, change):
            continue
        triple = (now, former, change)
        resized = key.attribute == "rank" and field_size(key, reference) != field_size(former.key, reference)
        yield Conflict(
            id=conflict_id("arithmetic", key, (f"{f.key.id}={fact_value(f)}" for f in triple)),
            kind="arithmetic",
            key=key,
            severity="low" if resized or disputed(*triple) else "medium",
            state=state_of(triple),
            vi=_vi(*triple, wording),
            en=_en(*triple, wording),
            members=tuple(Member("suspect", f.key.id, None, fact_value(f)) for f in triple),
        )


def closes(now: Fact, former: Fact, change: Fact) -> bool:
    """Whether the three figures may be the rounded ones of a sum that is right.

    Figures in different units prove nothing and count as closing.
    """
    if now.key.attribute == "rank":
        return former.number - now.number == change.number
    if not now.unit == former.unit == change.unit:
        return True
    slack = sum((Decimal(5).scaleb(-f.decimals - 1) for f in (now, former, change)), Decimal(0))
    return abs(now.number - former.number - change.number) <= slack


def _vi(now: Fact, former: Fact, change: Fact, w: Wording) -> str:
    return (
        f"{w.name(now.key)}, {w.index(now.key)}: {w.fact_vi(now)}, "
        f"năm {former.key.year}: {w.fact_vi(former)}; "
        f"chênh lệch ấy không khớp với “{w.fact_vi(change)}”."
    )


def _en(now: Fact, former: Fact, change: Fact, w: Wording) -> str:
    return (
        f"{w.name(now.key)}, {w.index(now.key)}: {w.fact_en(now)}, "
        f"in {former.key.year}: {w.fact_en(former)}; "
        f"the difference does not fit “{w.fact_en(change)}”."
    )

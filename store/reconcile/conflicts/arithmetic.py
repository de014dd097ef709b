"""Conflict `arithmetic`: an edition's figure, the former one's and the change between them do not add up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.conflicts.field import disputed, state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.measure import is_yearly
from store.reconcile.outcome import Conflict, Fact, Member
from store.reconcile.support.arithmetic import CHANGE_OF, closes, resized

SPAN: Final = 5
"""Editions back to which a change may be told."""


def arithmetic_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each triple that rounding does not explain.

    score - former score = change, within half a unit of the last place of each of the three; former rank -
    rank = change of rank, exactly. Any of the three may be wrong, so all are suspects. Severity: medium; low
    where one of them is in dispute itself or only implied, and for ranks where the editions rank different
    numbers, since a change between fields of different size has no fixed meaning. A change that fits one of the
    SPAN editions before instead was told of that.
    """
    wording = Wording(reference)
    known = {f.key: f for f in facts if f.exact}
    for key, now in known.items():
        change_name = CHANGE_OF.get(key.attribute)
        if change_name is None or not is_yearly(key, reference):
            continue
        former = known.get(replace(key, year=key.year - 1))
        change = known.get(replace(key, attribute=change_name))
        if former is None or change is None or closes(key.attribute, now, former, change) is not False:
            continue
        if _since_earlier(now, change, known):
            continue
        triple = (now, former, change)
        yield Conflict(
            id=conflict_id("arithmetic", key, (f"{f.key.id}={fact_value(f)}" for f in triple)),
            kind="arithmetic",
            key=key,
            severity="low" if resized(key, reference) or disputed(*triple) else "medium",
            state=state_of(triple),
            vi=_vi(*triple, wording),
            en=_en(*triple, wording),
            members=tuple(Member("suspect", f.key.id, None, fact_value(f)) for f in triple),
        )


def _since_earlier(now: Fact, change: Fact, known: Mapping[Key, Fact]) -> bool:
    """Whether the change is told of an earlier edition than the last one: "tăng 11 bậc so với năm 2021"."""
    earlier = (known.get(replace(now.key, year=now.key.year - n)) for n in range(2, SPAN + 1))
    return any(f is not None and closes(now.key.attribute, now, f, change) for f in earlier)


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

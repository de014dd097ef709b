"""The queue's items: conflicts and rulings that came back, each with its worth and how it stands for a reviewer."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from review.decision import LIVE
from review.web.scripts import Record, ask
from review.web.worth import Worth, worth
from store.database import Store
from store.decisions import REJECTIONS, RULINGS, Decision, Verdict
from store.decisions_standing import DISPUTED, standings


class Status(StrEnum):
    """How an item stands for one reviewer.

    open: nothing decides. disputed: reviewers differ. stale: the evidence has turned against a ruling. second: somebody
    has ruled, and a second opinion is wanted from this reviewer, who is not shown the first. deferred: put off.
    settled: a rule decides. decided: a reviewer did.
    """

    OPEN = "open"
    DISPUTED = "disputed"
    STALE = "stale"
    SECOND = "second"
    DEFERRED = "deferred"
    SETTLED = "settled"
    DECIDED = "decided"


TO_DO: Final = frozenset({Status.OPEN, Status.DISPUTED, Status.STALE, Status.SECOND})
"""What the queue offers unless something else is asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to rule on. `facts` are the ids of the figures that may be wrong, `state` what the store says."""

    id: str
    kind: str
    severity: str
    state: str
    subject: str
    name: str
    index: str
    component: str | None
    year: int
    attribute: str
    scope: str | None
    figures: tuple[str, ...]
    facts: tuple[str, ...]
    explanation_vi: str
    explanation_en: str
    sources: tuple[str, ...]
    opened: datetime | None
    worth: Worth

    def explanation(self, language: str) -> str:
        """What is wrong, in words."""
        return self.explanation_vi if language == "vi" else self.explanation_en


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of the queue at one moment: the items by worth, figures whose ruling is stale, and the
    decisions that count already.
    """

    items: tuple[Item, ...]
    stale: frozenset[str]
    counted: frozenset[str]

    def of_figures(self) -> dict[str, str]:
        """The item of each figure that may be wrong; the one of most worth where there are several."""
        found: dict[str, str] = {}
        for item in self.items:
            for fact in item.facts:
                found.setdefault(fact, item.id)
        return found


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the decision file says of one figure."""

    rulings: tuple[Decision, ...] = ()
    rejections: tuple[Decision, ...] = ()
    deferred: tuple[Decision, ...] = ()
    disputed: bool = False

    @property
    def ids(self) -> list[str]:
        """The ids of all of them."""
        return [d.id for d in (*self.rulings, *self.rejections, *self.deferred)]


def known(store: Store, disputed: Iterable[str], now: datetime) -> Known:
    """Read the items from the store, the most worth first. `disputed` are the figures on which rulings differ."""
    rows = ask(store, "items")
    rows += ask(store, "returned", disputed=sorted(disputed))
    stale = frozenset(row[0] for row in store.rows("SELECT id FROM fact WHERE stale"))
    items = sorted((_item(row, stale, now) for row in rows), key=lambda i: (-i.worth.total, -i.year, i.id))
    counted = frozenset(row[0] for row in store.rows("SELECT id FROM decision"))
    return Known(tuple(items), stale, counted)


def on_figures(decisions: Iterable[Decision]) -> Mapping[str, Rulings]:
    """Return the live decisions on each figure, by its id."""
    by_id = {d.id: d for d in decisions}
    words = standings(by_id.values())
    found: dict[str, list[Decision]] = {}
    for d in sorted(by_id.values(), key=lambda d: d.order):
        if words[d.id].word in LIVE and d.verdict not in (Verdict.UNDO, Verdict.COMMENT):
            found.setdefault(d.key.id, []).append(d)
    return {
        fact: Rulings(
            tuple(d for d in live if d.verdict in RULINGS),
            tuple(d for d in live if d.verdict in REJECTIONS),
            tuple(d for d in live if d.verdict is Verdict.DEFER),
            any(words[d.id].word == DISPUTED for d in live),
        )
        for fact, live in found.items()
    }


def wants_second(item: str, share: float) -> bool:
    """Whether an item is among the share that two reviewers are to rule on: always the same ones."""
    number = int.from_bytes(hashlib.sha256(f"second opinion {item}".encode()).digest()[:4])
    return number < share * 2**32


def status(
    item: Item, seen: Known, rulings: Mapping[str, Rulings], who: str, share: float, today: date
) -> Status:
    """Return how an item stands for a reviewer, decisions that are not counted yet included."""
    if not any(fact in rulings for fact in item.facts):
        return {"settled": Status.SETTLED}.get(item.state, Status.OPEN)
    own = [rulings.get(fact, Rulings()) for fact in item.facts]
    if any(r.disputed for r in own):
        return Status.DISPUTED
    fresh = any(d.id not in seen.counted for r in own for d in (*r.rulings, *r.rejections))
    stale = [
        fact in seen.stale and any(d.id in seen.counted for d in r.rulings)
        for fact, r in zip(item.facts, own, strict=True)
    ]
    if any(stale) and not fresh:
        return Status.STALE
    ruled = [r for r in own if r.rulings]
    if fresh or (ruled and (item.state == "decided" or len(ruled) == len(own))):
        return _ruled(item, own, who, share)
    put_off = [d for r in own for d in r.deferred]
    if put_off and not any(d.until is not None and d.until <= today for d in put_off):
        return Status.DEFERRED
    return Status.SETTLED if item.state == "settled" else Status.OPEN


def _ruled(item: Item, own: Iterable[Rulings], who: str, share: float) -> Status:
    by = {d.who for r in own for d in r.rulings}
    if len(by) == 1 and who not in by and wants_second(item.id, share):
        return Status.SECOND
    return Status.DECIDED


def _item(row: Record, stale: frozenset[str], now: datetime) -> Item:
    opened: datetime | None = row["opened"]
    days = (now - opened).total_seconds() / 86400 if opened else 0.0
    back = row["kind"] == "ruling" or any(f in stale for f in row["suspects"])
    points = worth(row["severity"], row["dependents"], row["speaking_for"], row["against"], days, back)
    texts: dict[str, Any] = {
        name: row[name]
        for name in ("id", "kind", "severity", "state", "subject", "name", "index", "component", "year", "attribute",
                     "scope", "explanation_vi", "explanation_en", "opened")
    }  # fmt: skip
    return Item(
        **texts,
        figures=tuple(row["figures"]),
        facts=tuple(row["suspects"]),
        sources=tuple(row["sources"]),
        worth=points,
    )

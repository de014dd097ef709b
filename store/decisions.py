"""Decisions in the store: the projection of what reviewers ruled, and the evidence to rule on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from normalize.ids import content_id
from store.database import Row, Store, append
from store.reconcile.claim import Key
from store.tables import existing, mark_unreconciled

VALUE, NONE, UNDO = "value", "none", "undo"
"""Verdicts: this figure; no figure is right; the superseded decision is taken back."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One decision as the store keeps it.

    `value` is None unless `verdict` is `value`; `seen` and `fingerprint` are those of `ground` at the time;
    `made_at` is naive UTC; `supersedes` is the id of the decision that it replaces or takes back.
    """

    id: str
    key: Key
    verdict: str
    value: Decimal | str | None
    decimals: int
    unit: str | None
    seen: tuple[str, ...]
    fingerprint: str
    reason: str
    reviewer: str
    made_at: datetime
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision on a fact stands on: the figures that are claimed, and a hash of who says what."""

    seen: tuple[str, ...]
    fingerprint: str


def ground(store: Store, fact_id: str) -> Ground:
    """Return the evidence that a decision on a fact would be made on now; empty where nothing is claimed."""
    row = store.query("ground", {"fact": fact_id})[0]
    return Ground(tuple(row["seen"] or ()), content_id("fingerprint", *(row["said"] or ())))


def add_decisions(store: Store, decisions: Iterable[Ruled]) -> int:
    """Add the decisions that the store does not have, note what is to be reconciled, and return how many.

    Adding the same again changes nothing. The table refuses updates and deletions.
    """
    given = {d.id: d for d in decisions}
    with store.transaction() as cursor:
        known = existing(cursor, "decision", given)
        new = sorted((d for d in given.values() if d.id not in known), key=lambda d: (d.made_at, d.id))
        append(cursor, "decision", map(_row, new))
        mark_unreconciled(cursor, {(d.key.index, d.key.component) for d in new})
    return len(new)


def _row(d: Ruled) -> Row:
    k = d.key
    number = d.value if isinstance(d.value, Decimal) else None
    label = d.value if isinstance(d.value, str) else None
    return (
        d.id, k.subject, k.index, k.component, k.year, k.attribute, k.scope, d.verdict, number, label,
        d.decimals, d.unit, list(d.seen), d.fingerprint, d.reason, d.reviewer, d.made_at, d.supersedes,
    )  # fmt: skip

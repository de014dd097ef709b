"""Reconciling a store: what waits is computed anew from observations, decisions and reference data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import duckdb

from normalize.reference import Reference
from normalize.reference import load as load_reference
from store.claims import at_hand
from store.database import Row, Store, append, mark, set_mark
from store.reconcile.outcome import Conflict, Fact
from store.reconcile.whole import VERSION, Outcome, reconcile
from store.reference_tables import sync_reference
from store.rows import PLACES
from store.scripts import script

PORTION: Final = 100_000
"""Claims that are reconciled at a time, if a single league has not more."""


@dataclass(frozen=True, slots=True)
class ReconcileReport:
    """What the store holds after reconciling: `leagues` counts what was computed anew."""

    leagues: int
    facts: int
    conflicts: int
    open: int


def reconcile_store(
    store: Store, reference: Reference | None = None, *, everything: bool = False
) -> ReconcileReport:
    """Compute the facts and conflicts anew of whatever has changed since, in one transaction.

    `everything` does it for the whole store, with the same result; so does a change of the reference data or
    of the rules. Rows that come out as they were are not touched.
    """
    reference = reference or load_reference()
    with store.transaction() as cursor:
        changed = sync_reference(cursor, reference)
        if everything or changed or mark(cursor, "rules") != str(VERSION):
            cursor.execute(script("queries/mark_everything"))
            set_mark(cursor, "rules", str(VERSION))
        waiting = cursor.execute(script("queries/waiting")).fetchall()
        for some in _portions(waiting):
            cursor.execute("CREATE OR REPLACE TEMP TABLE at_hand (index VARCHAR, component VARCHAR)")
            append(cursor, "at_hand", some)
            found = at_hand(cursor, reference)
            _replace(cursor, reconcile(found.claims, found.rulings, reference, former=found.former))
            cursor.execute("DROP TABLE at_hand")
        cursor.execute("DELETE FROM unreconciled")
    return _report(store, len(waiting))


def _portions(waiting: Iterable[tuple[str, str | None, int]]) -> Iterator[list[Row]]:
    """Leagues that are reconciled at a time, so that not all claims are in memory at once."""
    portion: list[Row] = []
    size = 0
    for index, component, claims in waiting:
        if portion and size + claims > PORTION:
            yield portion
            portion, size = [], 0
        portion.append((index, component))
        size += claims
    if portion:
        yield portion


def _replace(cursor: duckdb.DuckDBPyConnection, outcome: Outcome) -> None:
    """Put an outcome in the place of what the leagues at hand had. Dependent tables go first."""
    league = "(SELECT {0}.id FROM {0} JOIN at_hand u ON u.index = {0}.index"
    league += " AND u.component IS NOT DISTINCT FROM {0}.component)"
    facts, conflicts = league.format("fact"), league.format("conflict")
    _sync(cursor, "fact_evidence", "fact_id, observation_id", facts, _evidence(outcome.facts))
    _sync(cursor, "fact_reason", "fact_id, position", facts, _reasons(outcome.facts))
    _sync(cursor, "fact", "id", facts, map(_fact, outcome.facts))
    _sync(cursor, "conflict_member", "conflict_id, position", conflicts, _members(outcome.conflicts))
    _sync(cursor, "conflict", "id", conflicts, map(_conflict, outcome.conflicts))


def _sync(cursor: duckdb.DuckDBPyConnection, table: str, key: str, ids: str, rows: Iterable[Row]) -> None:
    """Make `rows` the only ones of a table whose first key is among `ids`; equal rows stay where they are."""
    first = key.partition(",")[0]
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE coming AS FROM {table} LIMIT 0")
    append(cursor, "coming", rows)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE present AS FROM {table} WHERE {first} IN {ids}")
    cursor.execute(
        f"DELETE FROM {table} WHERE ({key}) IN (SELECT ({key}) FROM (FROM present EXCEPT FROM coming))"
    )
    cursor.execute(f"INSERT INTO {table} (FROM coming EXCEPT FROM present) ORDER BY {key}")
    cursor.execute("DROP TABLE coming")
    cursor.execute("DROP TABLE present")


def _fact(fact: Fact) -> Row:
    k = fact.key
    number = round(fact.value, PLACES) if isinstance(fact.value, Decimal) else None
    label = fact.value if isinstance(fact.value, str) else None
    return (
        k.id, k.subject, k.index, k.component, k.year, k.attribute, k.scope, number, label,
        min(max(fact.decimals, 0), PLACES), fact.unit, fact.ranked, fact.status, fact.rough, fact.confidence,
        fact.sources, fact.settled, fact.ruling, fact.stale,
    )  # fmt: skip


def _evidence(facts: Iterable[Fact]) -> Iterator[Row]:
    for fact in facts:
        for e in fact.evidence:
            yield (fact.key.id, e.observation, e.role, e.witness, e.weight)


def _reasons(facts: Iterable[Fact]) -> Iterator[Row]:
    for fact in facts:
        for position, r in enumerate(fact.reasons):
            yield (fact.key.id, position, r.kind, r.weight, list(r.facts))


def _conflict(c: Conflict) -> Row:
    k = c.key
    return (
        c.id, c.kind, c.severity, c.state, k.subject, k.index, k.component, k.year, k.attribute, k.scope,
        c.vi, c.en,
    )  # fmt: skip


def _members(conflicts: Iterable[Conflict]) -> Iterator[Row]:
    for c in conflicts:
        for position, m in enumerate(c.members):
            yield (c.id, position, m.role, m.fact, m.observation, m.value)


def _report(store: Store, leagues: int) -> ReconcileReport:
    facts = store.rows("SELECT count(*) FROM fact")[0][0]
    conflicts, open_ = store.rows("SELECT count(*), count(*) FILTER (WHERE state = 'open') FROM conflict")[0]
    return ReconcileReport(leagues, facts, conflicts, open_)

"""Decisions as the first version of the store kept them, without a file: read once, when such a store is migrated."""

import duckdb

from store.decisions import Decision, Verdict
from store.reconcile.claim import Key
from store.reconcile.measure import figure_text

_COLUMNS = """
    id, subject, index, component, year, attribute, scope, verdict, value, label, decimals, unit, seen, fingerprint,
    reason, reviewer, made_at, supersedes
"""


def first_decisions(cursor: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Return the decisions of a store of version 1, in the order in which they were made."""
    found: dict[str, Decision] = {}
    for row in cursor.execute(f"SELECT {_COLUMNS} FROM decision ORDER BY made_at, id").fetchall():
        (id_, subject, index, component, year, attribute, scope, verdict, value, label, decimals, unit, seen,
         fingerprint, reason, reviewer, made_at, supersedes) = row  # fmt: skip
        known = Verdict(verdict)
        over = found.get(supersedes)
        found[id_] = Decision(
            key=Key(subject, index, component, year, attribute, scope),
            verdict=known,
            who=reviewer,
            when=made_at,
            why=reason,
            seq=len(found) + 1,
            figure=figure_text(label if value is None else value, decimals)
            if known is Verdict.VALUE
            else None,
            unit=unit,
            seen=tuple(seen),
            fingerprint=fingerprint,
            supersedes=(over.id,) if over else (),
        )
    return list(found.values())

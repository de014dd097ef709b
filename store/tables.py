"""Small reads and writes on the store's tables, by lists of ids, within a transaction."""

from collections.abc import Iterable, Mapping

import duckdb

from store.scripts import script

League = tuple[str, str | None]
"""An index and a component: what is reconciled together."""


def existing(cursor: duckdb.DuckDBPyConnection, table: str, ids: Iterable[str]) -> set[str]:
    """Which of some ids the table has."""
    found = cursor.execute(f"SELECT id FROM {table} WHERE id IN (SELECT unnest(?))", [list(ids)]).fetchall()
    return {row[0] for row in found}


def delete(cursor: duckdb.DuckDBPyConnection, table: str, column: str, ids: Iterable[str]) -> None:
    """Delete the rows with some ids."""
    if ids := list(ids):
        cursor.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [ids])


def current(cursor: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> dict[str, str]:
    """The current revision of each of some articles."""
    rows = cursor.execute(
        "SELECT article_id, revision_id FROM current_revision WHERE article_id IN (SELECT unnest(?))",
        [list(articles)],
    ).fetchall()
    return dict(rows)


def leagues(cursor: duckdb.DuckDBPyConnection, revisions: Iterable[str]) -> Mapping[str, set[League]]:
    """The indices and components that each of some revisions says something about."""
    found: dict[str, set[League]] = {}
    for revision, index, component in cursor.execute(script("queries/leagues"), [list(revisions)]).fetchall():
        found.setdefault(revision, set()).add((index, component))
    return found


def observations(cursor: duckdb.DuckDBPyConnection, revisions: Iterable[str]) -> set[str]:
    """The ids of the observations of some revisions."""
    rows = cursor.execute(
        "SELECT id FROM observation WHERE revision_id IN (SELECT unnest(?))", [list(revisions)]
    ).fetchall()
    return {row[0] for row in rows}


def drop_reading(cursor: duckdb.DuckDBPyConnection, revisions: Iterable[str]) -> None:
    """Delete some revisions with all that was read from them; their fetches stay."""
    revisions = list(revisions)
    delete(cursor, "observation_slot", "observation_id", observations(cursor, revisions))
    for table in ("observation", "sentence", "block", "revision_sketch"):
        delete(cursor, table, "revision_id", revisions)
    delete(cursor, "revision", "id", revisions)


def mark_unreconciled(cursor: duckdb.DuckDBPyConnection, touched: Iterable[League]) -> None:
    """Note that the facts of some leagues wait to be computed anew."""
    for league in sorted(touched, key=lambda t: (t[0], t[1] or "")):
        cursor.execute(script("queries/mark_unreconciled"), {"index": league[0], "component": league[1]})

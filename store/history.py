"""The history of what is known: from when to when the store published each figure and each conflict.

Facts are computed anew all the time, and each time what came out differently is noted with its moment: the former
version is closed, the new one opened, none is changed. A moment is later than any before it, even where the clock
of the machine was set back. What an article says about a year and when the store believed it are two different
times; this is the second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import duckdb

from store.database import Store
from store.scripts import script

Record = dict[str, Any]
Clock = Callable[[], datetime]
"""Tells the time, in naive UTC."""

_TICK: Final = timedelta(microseconds=1)
_PARTS: Final = (("fact", "fact_id", "history_facts"), ("conflict", "conflict_id", "history_conflicts"))


@dataclass(frozen=True, slots=True)
class Moment:
    """When what is known changed, and how much: versions opened and closed, of facts and of conflicts.

    `late` is how far the machine's clock was behind the moment before; None where it was not.
    """

    known_at: datetime
    cause: str
    facts_from: int
    facts_to: int
    conflicts_from: int
    conflicts_to: int
    late: timedelta | None = None


def utc_now() -> datetime:
    """The time, in naive UTC as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def record_history(store: Store, cause: str, clock: Clock = utc_now) -> Moment | None:
    """Note what is known now where it differs from what was noted last; None where nothing does.

    It compares the facts themselves, so that whatever was left out when a process was killed is made up for.
    """
    with store.transaction() as cursor:
        told = clock()
        last = cursor.execute("SELECT max(known_at) FROM moment").fetchall()[0][0]
        known_at = told if last is None or told > last else last + _TICK
        facts, conflicts = (
            _record(cursor, f"{part}_history", key, name, known_at) for part, key, name in _PARTS
        )
        if not any(facts + conflicts):
            return None
        row = [known_at, cause, told, *facts, *conflicts]
        cursor.execute("INSERT INTO moment VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        late = last - told if last is not None and told < last else None
        return Moment(known_at, cause, *facts, *conflicts, late)


def _record(
    cursor: duckdb.DuckDBPyConnection, table: str, key: str, name: str, moment: datetime
) -> tuple[int, int]:
    """Close the versions that hold no more, open those that hold from now on; return how many of each."""
    known = f"(SELECT * EXCLUDE (known_from, known_to) FROM {table} WHERE known_to IS NULL)"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE coming AS {script(f'queries/{name}').rstrip().rstrip(';')}")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE going AS (FROM {known} EXCEPT FROM coming)")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE starting AS (FROM coming EXCEPT FROM {known})")
    closed, opened = cursor.execute(
        "SELECT (SELECT count(*) FROM going), (SELECT count(*) FROM starting)"
    ).fetchall()[0]
    if closed:
        cursor.execute(
            f"UPDATE {table} SET known_to = ? WHERE known_to IS NULL AND {key} IN (SELECT {key} FROM going)",
            [moment],
        )
    if opened:
        cursor.execute(f"INSERT INTO {table} SELECT *, ?, NULL FROM starting ORDER BY {key}", [moment])
    for temporary in ("coming", "going", "starting"):
        cursor.execute(f"DROP TABLE {temporary}")
    return opened, closed


def moments(store: Store) -> list[Record]:
    """Return the moments at which what is known changed, the latest first."""
    return store.query("moments")


def history_of(store: Store, key: str, attribute: str | None = None) -> list[Record]:
    """Return the versions of the figures of a row of facts, those of each figure in order of time."""
    return store.query("history_of", {"key": key, "attribute": attribute})


def changes(store: Store, earlier: datetime, later: datetime) -> list[Record]:
    """Return the figures that were published otherwise at one moment than at another (naive UTC)."""
    return store.query("changes", {"earlier": earlier, "later": later})


def conflict_changes(store: Store, earlier: datetime, later: datetime) -> list[Record]:
    """Return the conflicts that opened, closed or changed their state between two moments (naive UTC)."""
    return store.query("conflict_changes", {"earlier": earlier, "later": later})


def changes_at(store: Store, moment: datetime) -> list[Record]:
    """Return what changed at one moment."""
    return changes(store, moment - _TICK, moment)


def conflict_changes_at(store: Store, moment: datetime) -> list[Record]:
    """Return which conflicts changed at one moment."""
    return conflict_changes(store, moment - _TICK, moment)

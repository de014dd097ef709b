"""Migrations: an ordered list of steps, each applied together with its record in one transaction.

A step never changes once it was released; a new wish is a new step. Views are no migrations: they are made
anew from their files whenever those change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from store.scripts import script

if TYPE_CHECKING:
    import duckdb

    from store.database import Store

    Step = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, what it does in words, and how."""

    version: int
    name: str
    apply: "Step"


MIGRATIONS: Final[list[Migration]] = []


def migration(version: int, name: str) -> "Callable[[Step], Step]":
    """Add the decorated function to the list. Raises ValueError where `version` is not the next number."""

    def add(step: "Step") -> "Step":
        if version != len(MIGRATIONS) + 1:
            raise ValueError(f"migration {version} {name!r} comes after number {len(MIGRATIONS)}")
        MIGRATIONS.append(Migration(version, name, step))
        return step

    return add


@migration(1, "the first tables")
def _first(cursor: "duckdb.DuckDBPyConnection") -> None:
    for name in ("0_meta", "1_pages", "2_observations", "3_facts", "4_decisions", "5_runs", "6_reference"):
        cursor.execute(script(f"schema/{name}"))


@migration(2, "decisions in full, and what was known when")
def _decisions(cursor: "duckdb.DuckDBPyConnection") -> None:
    from store.decisions_first import first_decisions
    from store.decisions_table import add

    former = first_decisions(cursor)
    cursor.execute("DROP TABLE decision")
    for name in ("7_decisions", "8_history", "9_witnesses"):
        cursor.execute(script(f"schema/{name}"))
    add(cursor, former)


LATEST: Final = len(MIGRATIONS)


def version_of(store: "Store") -> int | None:
    """The version of the store's schema; None where no migration was ever recorded in the file."""
    known = store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'migration'")
    if not known:
        return None
    version = store.rows("SELECT max(version) FROM migration")[0][0]
    return int(version) if version is not None else None


def migrate(store: "Store", migrations: Sequence[Migration] | None = None) -> tuple[str, ...]:
    """Apply the steps that the store has not seen, and return their names."""
    done = version_of(store) or 0
    pending = [m for m in (MIGRATIONS if migrations is None else migrations) if m.version > done]
    for step in pending:
        with store.transaction() as cursor:
            cursor.execute(script("schema/migration"))
            step.apply(cursor)
            applied = datetime.now(UTC).replace(tzinfo=None)
            cursor.execute("INSERT INTO migration VALUES (?, ?, ?)", [step.version, step.name, applied])
    return tuple(m.name for m in pending)

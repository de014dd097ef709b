"""Old stores: migrated, they are what a new store is, and nothing that they held is lost."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from test_store_sql import fill

from store import migrations
from store.checks import run_checks
from store.database import Store, open_store
from store.decisions import Verdict, read_decision
from store.decisions_file import DecisionFile
from store.reconciling import reconcile_store
from store.upkeep import bring_up_to_date

OLD = Path(__file__).parent / "old"
ROWS: dict[str, list[dict[str, Any]]] = {
    "source": [{"id": "a.vn"}],
    "article": [{"id": "a", "source_id": "a.vn"}],
    "revision": [{"id": "r", "article_id": "a", "text": "PCI 2024 đạt 66,5 điểm."}],
    "retrieval": [{"id": "t", "revision_id": "r", "snapshot_id": "s"}],
    "snapshot": [{"id": "s"}],
    "sentence": [{"revision_id": "r", "span_start": 0, "span_end": 23, "text": "PCI 2024 đạt 66,5 điểm."}],
    "observation": [
        {
            "id": "o", "revision_id": "r", "subject": "province/son-la", "index": "PCI", "attribute": "score",
            "value": 66.5, "stated_decimals": 1, "unit": "point", "span_start": 13, "span_end": 17, "sentence_end": 23,
        }
    ],
}  # fmt: skip
DECISION = (
    "INSERT INTO decision (id, subject, index, year, attribute, verdict, value, label, decimals, unit, seen,"
    " fingerprint, reason, reviewer, made_at, supersedes) VALUES"
    " ('d1', 'province/son-la', 'PCI', 2024, 'score', 'value', 66.4, NULL, 1, 'point', ['66.5'], 'f', 'why', 'lan',"
    " '2025-06-01', NULL),"
    " ('d2', 'province/son-la', 'PCI', 2024, 'score', 'none', NULL, NULL, 0, NULL, ['66.5'], 'f', 'no', 'lan',"
    " '2025-06-02', 'd1'),"
    " ('d3', 'province/son-la', 'PCI', 2024, 'score', 'undo', NULL, NULL, 0, NULL, [], 'f', 'yes', 'lan',"
    " '2025-06-03', 'd2'),"
    " ('d4', 'province/son-la', 'PCI', 2024, 'group', 'value', NULL, 'Khá', 0, NULL, [], 'f', 'g', 'minh',"
    " '2025-06-04', NULL)"
)


def catalog(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store is, but for its rows."""
    queries = {
        "columns": "SELECT table_name, column_name, column_index, data_type, is_nullable, column_default, comment "
        "FROM duckdb_columns() WHERE NOT internal",
        "tables": "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal",
        "views": "SELECT view_name, comment, sql FROM duckdb_views() WHERE NOT internal",
        "macros": "SELECT function_name, parameters, macro_definition, comment FROM duckdb_functions() "
        "WHERE NOT internal",
        "constraints": "SELECT table_name, constraint_type, constraint_text FROM duckdb_constraints()",
        "triggers": "SELECT trigger_name, table_name FROM duckdb_triggers()",
        "versions": "SELECT version, name FROM migration",
    }
    return {what: sorted(store.rows(query), key=repr) for what, query in queries.items()}


def old_store(path: Path, version: int) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute((OLD / f"{version}.sql").read_text("utf-8"))


@pytest.mark.parametrize("version", range(1, migrations.LATEST))
def test_a_migrated_store_is_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    """Where this fails, a schema file of an old step was changed: leave it, and add a migration."""
    old_store(tmp_path / "old.duckdb", version)
    with open_store(tmp_path / "old.duckdb") as migrated, open_store(tmp_path / "new.duckdb") as new:
        was, now = catalog(migrated), catalog(new)
        for what in now:
            assert was[what] == now[what], what


def test_every_former_version_is_frozen() -> None:
    assert sorted(int(p.stem) for p in OLD.glob("*.sql")) == list(range(1, migrations.LATEST))


def test_what_an_old_store_held_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    old_store(path, 1)
    with duckdb.connect(str(path)) as connection:
        connection.execute(DECISION)
    with open_store(path) as store:
        for table, rows in ROWS.items():
            fill(store, table, rows)
        found = [read_decision(r) for (r,) in store.rows("SELECT record FROM decision ORDER BY seq")]
        assert [(d.verdict, d.figure, d.who, d.why, d.when.day) for d in found] == [
            (Verdict.VALUE, "66.4", "lan", "why", 1), (Verdict.NONE, None, "lan", "no", 2),
            (Verdict.UNDO, None, "lan", "yes", 3), (Verdict.VALUE, "Khá", "minh", "g", 4),
        ]  # fmt: skip
        assert [d.supersedes for d in found] == [(), (found[0].id,), (found[1].id,), ()]
        reconcile_store(store)
        assert store.rows("SELECT figure, settled FROM facts_long ORDER BY attribute") == [
            ("Khá", "decided"),
            ("66.4", "decided"),
        ]
        bring_up_to_date(store, "ingest")
        assert DecisionFile.of(path).read().decisions == tuple(found)
        assert [s for (s,) in store.rows("SELECT state FROM decisions ORDER BY seq")] == [
            "applied", "undone", "applied", "applied",
        ]  # fmt: skip
        assert not any(run_checks(store).values())

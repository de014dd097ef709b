"""The SQL files: every view and check with rows that go in and the rows that must come out, in `sql/*.toml`.

A file names what it is `about`, gives rows for tables under `[input]` (columns left out get a default of their
type), and lists `[[expect]]`: a `query` (or the name of a `check`) with its `rows`, every cell as text.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.database import Store, open_store
from store.scripts import script, scripts

FOLDER = Path(__file__).parent / "sql"
FILES = sorted(FOLDER.glob("*.toml"))
DEFAULTS: dict[str, Any] = {
    "index": "PCI", "year": 2024, "status": "stated", "rough": False, "stale": False, "confidence": 0.9, "decimals": 2,
    "stated_decimals": 2, "sources": 1, "settled": "single", "severity": "high", "state": "open", "role": "suspect",
    "fetched_at": "2025-05-01 12:00:00", "headers": "{}", "made_at": "2025-05-01 12:00:00", "seen": [], "rule": "r",
    "source_id": "a.vn", "verdict": "value", "span_end": 1, "sentence_end": 9, "http_status": 200,
}  # fmt: skip
BY_TYPE = {"VARCHAR": "", "INTEGER": 0, "BIGINT": 0, "DOUBLE": 0, "BOOLEAN": False, "VARCHAR[]": []}


def fill(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    columns = store.rows(
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    )
    assert columns, f"no table {table}"
    names = {name for name, _, _ in columns}
    with store.transaction() as cursor:
        for row in rows:
            assert set(row) <= names, f"{table} has no {set(row) - names}"
            values = [
                row.get(name, None if nullable else DEFAULTS.get(name, BY_TYPE.get(kind)))
                for name, kind, nullable in columns
            ]
            marks = ", ".join("?" * len(values))
            cursor.execute(f"INSERT INTO {table} VALUES ({marks})", values)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_sql(path: Path, tmp_path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert case["about"]
    with open_store(tmp_path / "store.duckdb") as store:
        for table, rows in case["input"].items():
            fill(store, table, rows)
        for expect in case["expect"]:
            sql = script(f"checks/{expect['check']}") if "check" in expect else expect["query"]
            found = [["NULL" if v is None else str(v) for v in row] for row in store.rows(sql)]
            assert found == expect["rows"], sql


def test_every_view_and_check_has_a_file(tmp_path: Path) -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    for name in scripts("checks"):
        assert f'check = "{name.partition("/")[2]}"' in told, name
    with open_store(tmp_path / "store.duckdb") as store:
        views = store.rows(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal UNION ALL "
            "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro'"
        )
        values = store.rows(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal AND function_type = 'macro'"
        )
    for (view,) in views:
        assert re.search(rf"FROM {view}\b", told), view
    for (macro,) in values:
        assert re.search(rf"\b{macro}\(", told), macro

"""docs/analysts.md: its commands, its Python and its SQL are run, in the order in which they stand."""

import shlex
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import pandas as pd
import pytest
import regex
from analyst_help import ROOT, chiso, demo_store

from chiso.api import COLUMNS
from store.database import open_store
from store.publish import publish

TEXT = (ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return regex.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=regex.S | regex.M)


COMMANDS = [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()]
QUERIES = [query.strip() for block in blocks("sql") for query in block.split(";") if query.strip()]


@lru_cache(maxsize=1)
def place() -> Path:
    """A folder as it is after `make demo`: demo/chiso.duckdb and the published copy beside it."""
    folder = Path(mkdtemp(prefix="chiso-docs-"))
    (folder / "demo").mkdir()
    (folder / "demo" / "chiso.duckdb").write_bytes(demo_store().read_bytes())
    with open_store(folder / "demo" / "chiso.duckdb") as store:
        publish(store, folder / "demo" / "chiso.published", keep=2, version="0")
    return folder


@pytest.fixture(autouse=True)
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(place())
    yield


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "chiso"
    done = chiso_run(words)
    assert (done.code, done.err if done.code else "") == (0, "")
    assert done.out or "rows" in done.err


def chiso_run(words: list[str]) -> Any:
    return chiso(*words, store=Path("demo/chiso.duckdb"))


def test_commands_write_the_files_that_they_name() -> None:
    for name in ("par-2024.parquet", "pci.xlsx", "par-index.xlsx", "facts.csv", "report/index.html"):
        path = Path(name)
        if not path.exists():  # where tests run in several processes, the commands may have run elsewhere
            [command] = [c for c in COMMANDS if path.parts[0] in c]
            assert chiso_run(shlex.split(command)[1:]).code == 0
        assert path.stat().st_size > 0


def test_python() -> None:
    names: dict[str, Any] = {}
    exec("\n".join(blocks("python")), names)
    for name in ("par", "years", "everything", "said", "best", "both"):
        assert isinstance(names[name], pd.DataFrame)
        assert len(names[name]) > 0, name
    names["store"].close()
    names["db"].close()


def test_the_columns_that_are_told_are_those_of_the_api() -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith("| `facts("))
    told = [name.strip() for name in row.strip("| ").rpartition("|")[2].split(",")]
    assert sorted(told) == sorted(COLUMNS["facts"])


@pytest.mark.parametrize("query", QUERIES, ids=[q[:40] for q in QUERIES])
def test_queries(query: str) -> None:
    with duckdb.connect("demo/chiso.published/current.duckdb", read_only=True) as db:
        rows = db.sql(query).fetchall()
    assert rows


def test_the_value_is_marked_in_its_sentence() -> None:
    [query] = [q for q in QUERIES if "value_start" in q]
    with duckdb.connect("demo/chiso.published/current.duckdb", read_only=True) as db:
        for row in db.sql(query).df().itertuples():
            assert row.value.replace(",", ".").startswith(row.said)


def test_links_arrive() -> None:
    for target in regex.findall(r"\]\((?!http)([^)#]+)", TEXT):
        assert (ROOT / "docs" / target).exists(), target

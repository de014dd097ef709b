"""Asking the store in SQL: read-only, and without a way out of the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from store.errors import BadQuery, NoStore, explain
from store.scripts import quoted

_PAGE: Final = 1000
_HARMLESS: Final = (
    duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.PRAGMA,
    duckdb.StatementType.CALL, duckdb.StatementType.MULTI,
)  # fmt: skip
_TABLES: Final = "chiso query 'SHOW TABLES' lists tables and views"
_READS: Final = (
    "a query only reads the store, and no other file; the store changes by chiso ingest and chiso decide, and "
    "--csv, --parquet and --xlsx write answers"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer, and its rows as they are fetched."""

    columns: tuple[str, ...]
    connection: duckdb.DuckDBPyConnection

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows, once. Raises BadQuery where a row cannot be computed."""
        while page := _guarded(lambda: self.connection.fetchmany(_PAGE)):
            yield from page


@contextmanager
def ask(path: Path, sql: str) -> Iterator[Answer]:
    """Run one statement on the store at `path`.

    The file is opened read-only; DuckDB may neither read nor write any other file nor load an extension, and
    that cannot be switched on again by the statement. Raises BadQuery with DuckDB's own words, and StoreError
    where the store cannot be opened.
    """
    with _locked_down(path) as connection:
        statement = _one(connection, sql)
        _guarded(lambda: connection.execute(statement), statement)
        yield Answer(tuple(column[0] for column in connection.description or ()), connection)


def copy_answer(path: Path, sql: str, parquet: Path) -> int:
    """Write the answer to one query as a Parquet file, and return how many rows it has.

    The file is the only one that DuckDB may touch beside the store. Raises as `ask` does; also for a statement that
    is no query, such as EXPLAIN.
    """
    with _locked_down(path, parquet) as connection:
        statement = _one(connection, sql)
        if statement.type != duckdb.StatementType.SELECT:
            raise BadQuery(f"only a query can be written to a file, not {_called(statement)}", to_do=_READS)
        how = "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false"
        copy = f"COPY (\n{statement.query.strip().rstrip(';')}\n) TO {quoted(parquet)} ({how})"
        return int(_guarded(lambda: connection.execute(copy).fetchall()[0][0]))


@contextmanager
def _locked_down(path: Path, *allowed: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if not path.exists():
        raise NoStore("there is no store here", str(path), "make one with: chiso ingest PATH --store FILE")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except (duckdb.Error, OSError) as error:
        raise explain(error, path) from error
    try:
        if allowed:
            connection.execute("SET allowed_paths = $paths", {"paths": [str(p) for p in allowed]})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = _guarded(lambda: connection.extract_statements(sql))
    if len(statements) != 1:
        raise BadQuery("one statement is wanted", to_do=f"{len(statements)} were given; ask them one by one")
    found: duckdb.Statement = statements[0]
    return found


def _guarded(action: Any, statement: duckdb.Statement | None = None) -> Any:
    try:
        return action()
    except duckdb.Error as error:
        changes = statement is not None and statement.type not in _HARMLESS
        raise BadQuery(str(error).strip(), to_do=_READS if changes else _TABLES) from error


def _called(statement: duckdb.Statement) -> str:
    return str(statement.type).rpartition(".")[2].replace("_", " ")

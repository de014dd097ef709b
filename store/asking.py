"""Asking the store in SQL: read-only, and without a way out of the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from store.errors import BadQuery, NoStore, explain

_PAGE = 1000


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
    if not path.exists():
        raise NoStore("there is no store here", str(path), "make one with: chiso ingest PATH --store FILE")
    try:
        connection = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
    except (duckdb.Error, OSError) as error:
        raise explain(error, path) from error
    try:
        statements = _guarded(lambda: connection.extract_statements(sql))
        if len(statements) != 1:
            raise BadQuery(
                "one statement is wanted", to_do=f"{len(statements)} were given; ask them one by one"
            )
        _guarded(lambda: connection.execute(statements[0]))
        yield Answer(tuple(column[0] for column in connection.description or ()), connection)
    finally:
        connection.close()


def _guarded(action: Any) -> Any:
    try:
        return action()
    except duckdb.Error as error:
        raise BadQuery(
            str(error).strip(), to_do="chiso query 'SHOW TABLES' lists tables and views"
        ) from error

"""The store's file: opened with clear errors, read with a cursor a query, written in transactions."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import duckdb
import regex

from store.errors import Locked, NoStore, NotAStore, StoreError, TooNew, TooOld, Unwritable, explain
from store.migrations import LATEST, migrate, version_of
from store.renewal import is_for_readers, renew
from store.scripts import digest, script, scripts

Row = tuple[Any, ...]
PATIENCE: Final = 3.0
"""Seconds that who wants to write waits for a store that another process has."""
_AGAIN: Final = 0.05
_TRIGGER = regex.compile(r"CREATE TRIGGER IF NOT EXISTS (\w+)")


class Store:
    """An open store. Use it as a context manager, or close it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool) -> None:
        self._connection = connection
        self.path = path
        self.read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, so that other processes can open it."""
        self._connection.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own: a second query on one cursor would silently end the first."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose work is kept as a whole, or not at all where an exception leaves the block.

        Raises StoreError where the file does not take it, as on a full disk.
        """
        with self.cursor() as cursor:
            cursor.begin()
            try:
                try:
                    yield cursor
                except BaseException:
                    cursor.rollback()
                    raise
                cursor.commit()
            except (duckdb.IOException, duckdb.FatalException) as error:
                what = f"the store cannot be written: {str(error).splitlines()[0]}"
                raise StoreError(what, str(self.path), "what was kept before is untouched") from error

    def rows(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.cursor() as cursor:
            return cursor.execute(query, parameters).fetchall()

    def records(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """Return all rows of a query, each as a dictionary of its columns."""
        with self.cursor() as cursor:
            cursor.execute(query, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def query(self, name: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows of a named query, `queries/<name>.sql`."""
        return self.records(script(f"queries/{name}"), parameters or {})


def open_store(path: Path, *, read_only: bool = False, patience: float = PATIENCE) -> Store:
    """Open the store at `path`; unless `read_only`, make it where there is none and bring it up to date.

    Who wants to write waits up to `patience` seconds where another process has the file: readers have it for moments.
    Raises a subclass of StoreError: NoStore, Unwritable, Locked (with the process that holds it), NotAStore,
    TooNew (made by a newer chiso or DuckDB), TooOld (read-only, and to be migrated first). A file that this
    call made is removed again where it cannot be prepared.
    """
    path = Path(path)
    fresh = not path.exists()
    if read_only and fresh:
        raise NoStore("there is no store here", str(path), "make one with: chiso ingest PATH --store FILE")
    if not read_only:
        check_writable(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, path) from error
    store = Store(_connect(path, read_only, 0 if read_only else patience), path, read_only)
    try:
        _check(store, fresh)
        if not read_only:
            store = _renewed(store, patience)
            migrate(store)
            _refresh_views(store)
            _guard(store)
    except BaseException:
        store.close()
        if fresh:
            remove(path)
        raise
    return store


def _renewed(store: Store, patience: float) -> Store:
    """The store itself; opened anew where it was a copy for readers."""
    with store.cursor() as cursor:
        if not is_for_readers(cursor):
            return store
    store.close()
    renew(store.path)
    return Store(_connect(store.path, False, patience), store.path, False)


def check_writable(path: Path) -> None:
    """Raise Unwritable where no store can be written at `path`; change nothing."""
    if path.exists():
        if path.is_file() and not os.access(path, os.W_OK):
            raise Unwritable("the store may not be written", str(path), "check its permissions")
        return
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise Unwritable(f"{folder} is no folder", str(path), "give another path with --store")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unwritable(
            f"the folder {folder} may not be written",
            str(path),
            "check its permissions, or give another path with --store",
        )


def remove(path: Path) -> None:
    """Remove a store with its write-ahead log."""
    for file in (path, path.with_name(path.name + ".wal")):
        file.unlink(missing_ok=True)


def _connect(path: Path, read_only: bool, patience: float) -> duckdb.DuckDBPyConnection:
    end = time.monotonic() + patience
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only)
        except (duckdb.Error, OSError) as error:
            found = explain(error, path)
            if not isinstance(found, Locked) or time.monotonic() >= end:
                raise found from error
        time.sleep(_AGAIN)


def _check(store: Store, fresh: bool) -> None:
    """Refuse files that chiso has not made, or that a newer one has."""
    where = str(store.path)
    version = version_of(store)
    if version is None and not fresh:
        tables = store.rows("SELECT count(*) FROM duckdb_tables()")[0][0]
        if tables or store.read_only:
            raise NotAStore(
                "this DuckDB database was not made by chiso", where, "give another path with --store"
            )
    if version is not None and version > LATEST:
        raise TooNew(
            f"the store has version {version}, this chiso knows up to {LATEST}", where, "update chiso"
        )
    if store.read_only and version is not None and version < LATEST:
        raise TooOld(
            f"the store has version {version}, this chiso wants {LATEST}",
            where,
            "bring it up to date by writing to it once: chiso ingest PATH --store FILE",
        )


def _refresh_views(store: Store) -> None:
    """Make the views anew where their files have changed since."""
    now = digest("views")
    if store.rows("SELECT value FROM meta WHERE name = 'views'") == [(now,)]:
        return
    with store.transaction() as cursor:
        for name in scripts("views"):
            cursor.execute(script(name))
        set_mark(cursor, "views", now)


def _guard(store: Store) -> None:
    """Put the guards in their place where they are missing, as in a copy of a store."""
    wanted = {name for guard in scripts("guards") for name in _TRIGGER.findall(script(guard))}
    present = {row[0] for row in store.rows("SELECT trigger_name FROM duckdb_triggers()")}
    if not wanted <= present:
        with store.transaction() as cursor:
            for guard in scripts("guards"):
                cursor.execute(script(guard))


def mark(cursor: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """What the store notes of itself under `name`."""
    row = cursor.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def set_mark(cursor: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Note something under `name`."""
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [name, value])


def append(cursor: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> int:
    """Append rows to a table with the bulk appender, within the cursor's transaction; return how many."""
    count = 0
    with cursor.appender(table) as appender:
        for row in rows:
            appender.append_row(*row)
            count += 1
    return count

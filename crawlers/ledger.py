"""The ledger's file: SQLite, opened so that what was committed is on the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from normalize.errors import UserError

SCHEMA: Final = Path(__file__).parent / "ledger.sql"
VERSION: Final = 1


class LedgerError(UserError):
    """A ledger that cannot be opened or written."""


class Ledger:
    """An open ledger. One process writes to it; any number may look."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._durable: bool | None = None
        try:
            if read_only:
                if not path.exists():
                    raise self._nothing_yet()
                address = f"{path.absolute().as_uri()}?mode=ro"  # a path may hold what an address may not
                self.db = sqlite3.connect(address, uri=True, isolation_level=None)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                self.db = sqlite3.connect(path, isolation_level=None)
                self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA busy_timeout = 10000")
            self._prepare(read_only)
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(
                f"the ledger cannot be opened: {error}", str(path), "give another --archive"
            ) from error
        self.db.row_factory = sqlite3.Row

    def _nothing_yet(self) -> LedgerError:
        return LedgerError("nothing has been crawled here yet", str(self.path), "crawl first: chiso update")

    def _prepare(self, read_only: bool) -> None:
        version = self.db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise LedgerError(
                f"the ledger has version {version}, this chiso knows {VERSION}",
                str(self.path),
                "update chiso",
            )
        if version < VERSION:
            if read_only:
                raise self._nothing_yet()
            self.db.executescript(
                f"BEGIN IMMEDIATE; {SCHEMA.read_text('utf-8')} PRAGMA user_version = {VERSION}; COMMIT"
            )

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction: kept as a whole or not at all.

        A `durable` one has reached the disk when the block ends. One that is not still survives the death of
        the process, but not that of the machine: enough for a lease, whose loss costs one request at most.
        """
        if durable is not self._durable:
            self.db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def rows(self, query: str, parameters: Any = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self.db.execute(query, parameters).fetchall()

    def row(self, query: str, parameters: Any = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found: sqlite3.Row | None = self.db.execute(query, parameters).fetchone()
        return found

    def close(self) -> None:
        """Close the file."""
        self.db.close()

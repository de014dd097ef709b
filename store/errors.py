"""What can go wrong with a store, in words."""

from pathlib import Path
from typing import Final

import regex

from normalize.errors import UserError

_PID: Final = regex.compile(r"Conflicting lock is held in (?P<what>.*?) \(PID (?P<pid>\d+)\)")


class StoreError(UserError):
    """The store cannot be opened, read or written."""


class NoStore(StoreError):
    """There is no store at the path."""


class Unwritable(StoreError):
    """The folder or file does not let itself be written."""


class Locked(StoreError):
    """Another process has the store open; `pid` is its number."""

    def __init__(self, what: str, where: str, to_do: str, pid: int) -> None:
        super().__init__(what, where, to_do)
        self.pid = pid


class NotAStore(StoreError):
    """The file is no DuckDB database, or one that something else made."""


class TooNew(StoreError):
    """The store was made by a newer chiso or a newer DuckDB."""


class TooOld(StoreError):
    """The store must be brought up to date before it can be read."""


class BadQuery(StoreError):
    """A query that DuckDB refuses."""


def explain(error: Exception, path: Path) -> StoreError:
    """Return what DuckDB's error on opening `path` means.

    DuckDB has one class for nearly all of them, so its text decides. The texts are those of DuckDB 2.0.
    """
    text = str(error)
    where = str(path)
    if match := _PID.search(text):
        pid = int(match["pid"])
        program = Path(match["what"].split(" ")[0]).name
        return Locked(
            f"another process has the store open: {program}, number {pid}",
            where,
            "wait until it has finished, or end it; to look meanwhile, open a published copy",
            pid,
        )
    if "database does not exist" in text:
        return NoStore("there is no store here", where, "make one with: chiso ingest PATH --store FILE")
    if "No such file" in text:  # of a file that was to be made
        return Unwritable("no store can be made here", where, "give another path with --store")
    if "not a valid DuckDB database" in text:
        empty = path.exists() and path.stat().st_size == 0
        return NotAStore(
            "the file is empty, so it is no store" if empty else "the file is no DuckDB database",
            where,
            "remove it, or give another path with --store",
        )
    if "version number" in text or "newer version of DuckDB" in text or "storage version" in text:
        import duckdb

        return TooNew(
            f"the store was written by a newer DuckDB than {duckdb.__version__}",
            where,
            "update chiso, which brings its DuckDB along",
        )
    if "Permission denied" in text or "Read-only file system" in text:
        return Unwritable("the store may not be opened", where, "check the permissions of file and folder")
    if "Is a directory" in text:
        return NotAStore("this is a folder, not a store", where, "give the path of a file with --store")
    if "different configuration" in text:
        return StoreError("this program has the store open in another way already", where, "close it first")
    return StoreError(f"the store cannot be opened: {text.splitlines()[0]}", where)

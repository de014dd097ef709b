"""One crawl at a time: a lock that the system itself lifts when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.errors import UserError


class Busy(UserError):
    """Another crawl is at work in this folder."""

    exit_code = 75  # EX_TEMPFAIL: try again later


class Unusable(UserError):
    """A folder in which no crawl can be kept."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock at `path`. Raises Busy, with the process that holds it, where another does.

    Raises Unusable where no file can be made there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Unusable(
            f"the folder of the crawl cannot be used ({error.strerror})",
            str(path.parent),
            "give another folder with --archive or --store",
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            raise Busy(
                f"another crawl is at work here (process {holder or 'unknown'})",
                str(path),
                "wait for it, or give another folder with --archive",
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)

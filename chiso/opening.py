"""The store for those who read and for those who decide, be it that another process has it."""

import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from chiso.console import err
from normalize.errors import UserError
from store.database import Store, open_store
from store.errors import Locked, NoStore
from store.publish import Version, current, published_folder

PATIENCE: Final = 3.0
"""Seconds to wait for a store that another process has."""


def reviewer(name: str | None) -> str:
    """Return who decides: the name given, else what CHISO_REVIEWER says, else the user of the machine."""
    if name is not None and name.strip():
        return name.strip()
    if found := os.environ.get("CHISO_REVIEWER", "").strip():
        return found
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UserError(
            "a decision needs a name", to_do="say who you are: --by NAME, or CHISO_REVIEWER"
        ) from error


@contextmanager
def store_to_decide(path: Path, patience: float = PATIENCE) -> Iterator[Store]:
    """Open the store to write to it; where another process keeps it open, its published copy to read.

    Raises StoreError; Locked where there is no published copy to look at meanwhile.
    """
    if not path.exists():
        raise NoStore("there is no store here", str(path), "make one with: chiso ingest PATH --store FILE")
    with _first_or_published(path, patience, read_only=False) as store:
        yield store


@contextmanager
def store_to_read(path: Path) -> Iterator[Store]:
    """Open the store to read it; where another process is writing to it, its published copy, and say so.

    Raises StoreError; Locked where there is no published copy.
    """
    with _first_or_published(path, 0, read_only=True) as store:
        if store.path != path:
            err.print(
                f"Another process is writing to the store: this is what was published as {store.path.parent.name}.",
                style="yellow",
            )
        elif store.rows("FROM unreconciled LIMIT 1"):
            err.print(
                "An ingest was cut off: there are articles whose figures do not count yet. "
                "Any chiso ingest goes on from there.",
                style="yellow",
            )
        yield store


def path_to_read(path: Path) -> Path:
    """Return the file to read: that of the store; where another process is writing to it, of its published copy.

    Raises StoreError as `store_to_read` does, and tells the same.
    """
    with store_to_read(path) as store:
        return store.path


@contextmanager
def _first_or_published(path: Path, patience: float, *, read_only: bool) -> Iterator[Store]:
    end = time.monotonic() + patience
    while True:
        try:
            store = open_store(path, read_only=read_only, patience=0)
            break
        except Locked:
            if time.monotonic() < end:
                time.sleep(0.1)
                continue
            copy = _published(path)
            if copy is None:
                raise
            store = open_store(copy.database, read_only=True)
            break
    with store:
        yield store


def _published(path: Path) -> Version | None:
    return current(published_folder(path))

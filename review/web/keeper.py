"""Who has the store's file when: the desk's readers share it for moments, and decisions are counted between them.

DuckDB lets one process write a file, or several read it. So the desk never keeps it: it is opened for reading when a
page needs it, let go of when no page has needed it for a moment (`LINGER`), and in any case between two pages once it
has been held for `HOLD`. A decision goes to the decision file first, which no lock of the store stops; the keeper's
thread opens the store for writing shortly after, makes the decision count, and lets go of it again. While another
process has the store, pages show its published copy, and decisions wait. What is answered from memory does not open it.
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import duckdb

from review.web.later import Later
from store.database import Store, open_store
from store.decisions_file import DecisionFile
from store.errors import Locked, StoreError
from store.publish import current, published_folder
from store.upkeep import bring_up_to_date

LINGER: Final = 0.3
"""Seconds without a page after which the file is let go of."""
HOLD: Final = 2.0
"""Seconds after which it is let go of between two pages."""
DELAY: Final = 0.7
"""Seconds without a new decision before those that wait are counted."""
PATIENCE: Final = 3.0
"""Seconds after which they are counted although more come."""
SHARE: Final = 10.0
"""Counting takes no more than about one part in so many of the time, however large the store."""
_RETRY: Final = 1.0
_LOG: Final = logging.getLogger(__name__)
Mark = tuple[tuple[int, int], ...]


class Keeper:
    """Opens the store for readers, and counts decisions in a thread of its own. Use it as a context manager."""

    def __init__(self, path: Path, told: Callable[[], None] | None = None) -> None:
        self.path = path
        self.file = DecisionFile.of(path)
        self.trouble: str | None = None
        self.epoch = 0
        """Grows whenever the store's content may be another than before."""
        self.behind: str | None = None
        """The name of the published version that is shown while another process has the store."""
        self._told = told
        self._state = threading.Condition()
        self._store: Store | None = None
        self._opened = self._used = self._took = 0.0
        self._readers = 0
        self._changing = self._counting = self._ending = False
        self._wish: tuple[float, float] | None = None
        self._mark: tuple[str, Mark] | None = None
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._state:
            self._ending = True
            self._state.notify_all()
        self._thread.join()
        self.let_go()

    def let_go(self) -> None:
        """Close the file as soon as no page needs it."""
        with self._state:
            self._state.wait_for(lambda: not self._readers, timeout=PATIENCE)
            self._close()

    @contextmanager
    def reading(self, *, later: bool = False) -> Iterator[Store]:
        """The store for one page. Raises StoreError; Locked where another process has it and nothing is published.

        With `later` it is opened when something is first asked of it, for pages that memory mostly answers; but at once
        where the file is another than what was read last, so that memory is not older than the file.
        """
        own = ExitStack()
        with self._state:
            self._state.wait_for(lambda: not self._changing)
            same = self._store is None and self._mark == (str(self.path), _mark(self.path))
            if later and same:
                found: Store = Later(self.path, lambda: self._cursor(own))
            else:
                connection = self._cursor(own)
                assert self._store is not None
                found = Store(connection, self._store.path, read_only=True)  # only the keeper writes
            self._readers += 1  # one that has not opened it, too: nobody changes anything meanwhile
        try:
            yield found
        finally:
            with self._state:
                own.close()
                self._readers -= 1
                self._used = time.monotonic()
                if not self._readers and self._used - self._opened > HOLD and not self._changing:
                    self._close()
                self._state.notify_all()

    def _cursor(self, own: ExitStack) -> duckdb.DuckDBPyConnection:
        """A connection of a page's own, made while nobody else makes one: it refuses two calls at once."""
        with self._state:
            return own.enter_context((self._store or self._open()).cursor())

    def count_soon(self) -> None:
        """Have the decisions that wait counted."""
        now = time.monotonic()
        with self._state:
            first = self._wish[1] if self._wish else now + max(PATIENCE, SHARE * self._took)
            self._wish = (min(now + max(DELAY, self._took), first), first)
            self._state.notify_all()

    @property
    def waiting(self) -> bool:
        """Whether decisions wait to be counted."""
        return self._wish is not None or self._counting

    @property
    def counting(self) -> bool:
        """Whether decisions are being counted just now."""
        return self._counting

    def settled(self, timeout: float = 30.0) -> bool:
        """Wait until no decision waits any more; False where that takes longer than `timeout` seconds."""
        with self._state:
            return self._state.wait_for(lambda: not self.waiting, timeout)

    def _open(self) -> Store:
        try:
            self._store = open_store(self.path, read_only=True)
            self.behind = None
        except Locked:
            version = current(published_folder(self.path))
            if version is None:
                raise
            self._store = open_store(version.database, read_only=True)
            self.behind = version.name
        self._opened = time.monotonic()
        mark = (str(self._store.path), _mark(self._store.path))
        if mark != self._mark:
            self._mark = mark
            self.epoch += 1
        return self._store

    def _close(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _run(self) -> None:
        while True:
            with self._state:
                now = time.monotonic()
                due = self._wish is not None and (self._ending or now >= self._wish[0])
                if self._ending and not due:
                    return
                if not due:
                    idle = self._store is not None and not self._readers
                    if idle and now - self._used > LINGER:
                        self._close()
                        continue
                    waits = [self._wish[0] - now] if self._wish else []
                    waits += [max(0.01, self._used + LINGER - now)] if idle else []
                    self._state.wait(min(waits) if waits else None)
                    continue
                self._wish = None
                self._changing = self._counting = True
                self._state.wait_for(lambda: not self._readers)
                self._close()
            self._count()

    def _count(self) -> None:
        """Count what waits, whatever goes wrong: no other thread does, and pages wait for this one."""
        start = time.monotonic()
        try:
            self._write()
        except Locked:
            self.trouble = None
            if not self._ending:  # else what waits in the decision file counts with whoever reconciles next
                with self._state:
                    later = time.monotonic() + _RETRY
                    self._wish = (later, later + PATIENCE)
        except StoreError as error:
            self.trouble = str(error)
        except Exception as error:  # the decisions are kept, and count with the next one
            _LOG.exception("decisions could not be counted")
            self.trouble = f"{type(error).__name__}: {error}"
        try:
            if self._told is not None:
                self._told()
        except Exception:  # pages read for themselves what could not be read ahead
            _LOG.exception("what changed could not be read ahead")
        with self._state:
            self._took = time.monotonic() - start
            self._counting = False
            self._state.notify_all()

    def _write(self) -> None:
        """Open the store to write, let pages read on in it meanwhile, and let go of it."""
        try:
            store = open_store(self.path, patience=0)  # pages wait for it
            with ExitStack() as own:
                with self._state:
                    self._store = store
                    self._changing, self.behind = False, None
                    self._opened = math.inf  # not to be closed by a page
                    connection = own.enter_context(store.cursor())
                    self._state.notify_all()
                kept = bring_up_to_date(
                    Store(connection, self.path, read_only=False), "decide", file=self.file
                )
            self.trouble = "; ".join(f"{p.place}: {p.reason}" for p in kept.problems) or None
        finally:
            with self._state:
                self._changing = True
                self._state.wait_for(lambda: not self._readers)
                self.epoch += 1
                self._mark = None
                self._changing = False
                self._state.notify_all()  # they run once this is done
                self._close()


def _mark(path: Path) -> Mark:
    """What changes when a database does: size and time of the file and of its log."""
    found = []
    for file in (path, path.with_name(path.name + ".wal")):
        try:
            status = file.stat()
            found.append((status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            found.append((0, 0))
    return tuple(found)

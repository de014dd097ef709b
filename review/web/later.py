"""A store that is opened when something is first asked of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from store.database import Store


class Later(Store):
    """A store to read that is opened when something is first asked of it."""

    def __init__(self, path: Path, connect: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self.path, self.read_only = path, True
        self._connect = connect
        self._own: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, as that of any store."""
        self._own = self._own or self._connect()
        with Store(self._own, self.path, self.read_only).cursor() as cursor:
            yield cursor

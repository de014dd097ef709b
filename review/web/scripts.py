"""The desk's named SQL files."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from store.database import Store

Record = dict[str, Any]
FOLDER: Final = Path(__file__).parent / "sql"


@lru_cache(maxsize=64)
def sql(name: str) -> str:
    """Return the SQL of the file `sql/<name>.sql`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def ask(store: Store, name: str, **parameters: Any) -> list[Record]:
    """Return the rows of a named query."""
    return store.records(sql(name), parameters)

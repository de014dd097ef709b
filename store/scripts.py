"""The named SQL files of the store, and text within SQL."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from normalize.ids import content_id

FOLDER: Final = Path(__file__).parent / "sql"


@lru_cache(maxsize=64)
def script(name: str) -> str:
    """Return the SQL that is called `name`: its folder and file without ending, as in `queries/claims`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def scripts(folder: str) -> tuple[str, ...]:
    """Return the names of a folder's files in their order."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((FOLDER / folder).glob("*.sql")))


def quoted(text: object) -> str:
    """Return a text, such as a path, as a literal of SQL, for statements that take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"


def digest(folder: str) -> str:
    """Return a hash of a folder's files."""
    return content_id(*(script(name) for name in scripts(folder)))

"""A published version made a store again: it was written for older DuckDBs, which know no guards."""

import secrets
from pathlib import Path
from typing import Final

import duckdb

from store.errors import StoreError
from store.scripts import quoted

GUARDED: Final = 2
"""The first DuckDB whose files can have triggers."""
_STORAGE = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = current_database()"


def is_for_readers(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the open file was written for DuckDBs that know no triggers, as a published version is."""
    [(written_for,)] = connection.execute(_STORAGE).fetchall()
    return int(str(written_for).removeprefix("v").partition(".")[0]) < GUARDED


def renew(path: Path) -> None:
    """Write the closed file at `path` anew as this DuckDB writes stores, in one step.

    Raises StoreError where that fails; the file is then as it was.
    """
    spare = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {quoted(path)} AS former (READ_ONLY)")
            connection.execute(f"ATTACH {quoted(spare)} AS renewed (STORAGE_VERSION 'v{GUARDED}.0.0')")
            connection.execute("COPY FROM DATABASE former TO renewed")
            connection.execute("DETACH renewed")
        spare.chmod(path.stat().st_mode)
        spare.replace(path)
    except (duckdb.Error, OSError) as error:
        what = f"the published copy cannot be made a store: {str(error).splitlines()[0]}"
        raise StoreError(what, str(path), "make room there; the file is as it was") from error
    finally:
        spare.unlink(missing_ok=True)
        spare.with_name(spare.name + ".wal").unlink(missing_ok=True)

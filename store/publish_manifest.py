"""The manifest of a published version: what it holds, and by what it is known to be whole."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from store.database import Store
from store.migrations import version_of

Manifest = dict[str, Any]
FORMAT: Final = 1
_COUNTS: Final = ("article", "observation", "fact", "conflict", "decision", "moment")


def describe(
    folder: Path, store: Store, name: str, made_at: datetime, chiso: str, storage: str, previous: str | None
) -> Manifest:
    """Return the manifest of what lies in a folder: files with sizes, checksums and rows; counts; versions."""
    with duckdb.connect(str(folder / "chiso.duckdb"), read_only=True) as copy:
        counts = {table: copy.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in _COUNTS}
        [(open_,)] = copy.execute("SELECT count(*) FROM conflict WHERE state = 'open'").fetchall()
        [(known_at,)] = copy.execute("SELECT max(known_at) FROM moment").fetchall()
    return {
        "format": FORMAT,
        "name": name,
        "made_at": made_at.isoformat() + "Z",
        "known_at": known_at and known_at.isoformat() + "Z",
        "previous": previous,
        "chiso": chiso,
        "duckdb": duckdb.__version__,
        "duckdb_at_least": storage,
        "schema": version_of(store),
        "counts": counts | {"conflict_open": open_},
        "files": [
            {"path": str(path.relative_to(folder)), "bytes": path.stat().st_size, "sha256": checksum(path)}
            | ({"rows": _rows(path)} if path.suffix == ".parquet" else {})
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ],
    }


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a version; None where there is none that can be read."""
    try:
        found = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def check_files(folder: Path, manifest: Manifest) -> list[str]:
    """Return what is wrong with the files of a version, in words; nothing where it is whole."""
    bad = []
    for entry in manifest["files"]:
        path = folder / entry["path"]
        if not path.is_file():
            bad.append(f"{entry['path']} is missing")
        elif path.stat().st_size != entry["bytes"] or checksum(path) != entry["sha256"]:
            bad.append(f"{entry['path']} has been changed")
    return bad


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> int:
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(path)]
        ).fetchall()
        return int(found[0][0])

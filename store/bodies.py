"""The bytes of snapshots: compressed in the store, or beside it where they are large."""

import gzip
import os
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from crawlers.snapshot import Snapshot

LIMIT: Final = 1024 * 1024
"""Bytes of the largest page that is kept inside of the store."""


def kept(snapshot: Snapshot, store: Path) -> tuple[bytes | None, str | None]:
    """Return the body to keep in the store, or None and the path of the file that has it.

    A large page that came from a file stays there. One from the web is written to the folder
    `<store>.bodies`, under the name of its hash and in one move, so that a crash leaves no half of it.
    """
    if len(snapshot.body) <= LIMIT:
        return gzip.compress(snapshot.body, mtime=0), None
    parts = urlsplit(snapshot.url)
    if parts.scheme == "file":
        return None, unquote(parts.path)
    target = store.with_name(store.name + ".bodies") / snapshot.id[:2] / f"{snapshot.id}.gz"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(snapshot.body, mtime=0))
        Path(name).replace(target)
    return None, str(target)


def body_of(body: bytes | None, path: str | None) -> bytes:
    """Return the bytes of a snapshot from what `kept` returned. Raises OSError where the file has gone."""
    if body is not None:
        return gzip.decompress(body)
    data = Path(path or "").read_bytes()
    return gzip.decompress(data) if path and path.endswith(".gz") else data

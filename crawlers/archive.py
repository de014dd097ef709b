"""The archive: every body that was ever fetched, once, compressed, named by the sha256 of its bytes."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from crawlers.zstandard import ZstdError, compress, decompress
from normalize.errors import UserError

LEVEL: Final = 3
"""zstd's own default: a tenth of a millisecond for a page, which shrinks to less than half."""


class Damaged(UserError):
    """A body of the archive that is missing or is not what its name says."""


class Archive:
    """A folder of bodies. Files appear whole or not at all, and are on the disk before `keep` returns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the body called `name` is kept."""
        return self.folder / name[:2] / f"{name}.zst"

    def keep(self, bodies: Iterable[bytes]) -> None:
        """Keep `bodies`. They are on the disk, and so are their names, when this returns.

        Raises OSError where the disk does not take them.
        """
        shelves: set[Path] = set()
        for body in bodies:
            target = self.path(name_of(body))
            if not target.exists():
                self._write(body, target)
                shelves.add(target.parent)
        for shelf in shelves:
            _sync(shelf)

    def _write(self, body: bytes, target: Path) -> None:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync(self.folder)
        part = target.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(compress(body, LEVEL))
                file.flush()
                os.fsync(file.fileno())
            part.rename(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def body(self, name: str) -> bytes:
        """Return the body called `name`. Raises Damaged where it is missing or has been changed."""
        path = self.path(name)
        try:
            body = decompress(path.read_bytes())
        except (OSError, ZstdError) as error:
            raise Damaged(
                f"the body cannot be read: {error}", str(path), "restore it from a backup"
            ) from error
        if name_of(body) != name:
            raise Damaged("the body is not what its name says", str(path), "restore it from a backup")
        return body

    def sweep(self) -> int:
        """Remove what a killed run left half-written; return how many files that were."""
        left = list(self.folder.glob("*/*.part"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def name_of(body: bytes) -> str:
    """The name of a body: the sha256 of its bytes, in hex."""
    return hashlib.sha256(body).hexdigest()


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

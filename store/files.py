"""Files that are written as a whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.errors import UserError


class FileError(UserError):
    """A file cannot be written."""


@contextmanager
def written_whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a name beside `path` to write to; what is there after the block takes its place in one step.

    Raises FileError where there is a file already and not `force`, and where it cannot be written; an exception in
    the block leaves everything as it was.
    """
    if path.is_dir():
        raise FileError("this is a folder", str(path), "give the name of a file")
    if path.exists() and not force:
        raise FileError("there is a file already", str(path), "give another name, or --force")
    spare = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        spare = Path(name)
        spare.chmod(0o644)
        yield spare
        spare.replace(path)
    except OSError as error:
        raise FileError(
            f"it cannot be written: {error.strerror or error}",
            str(path),
            "make room, or check its permissions",
        ) from error
    finally:
        if spare is not None:
            spare.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text file in UTF-8 as a whole. Raises FileError."""
    with written_whole(path, force=force) as spare:
        spare.write_text(text, encoding="utf-8")

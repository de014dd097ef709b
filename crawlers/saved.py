"""Saved pages: from paths on disk to snapshots, as if they had just been fetched."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

from crawlers.snapshot import Snapshot
from crawlers.sniff import foreign
from normalize.errors import UserError

SUFFIXES: Final = frozenset({".txt", ".html", ".htm", ".xhtml"})
"""Endings of files that are taken for articles, in lower case."""

LIMIT: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is read. No article comes near; what is larger is a mistake."""


class Refused(UserError):
    """A path that no snapshot is made of: `path`, the reason (`what`), and what `to_do` about it."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(reason, str(path), advice)
        self.path = path


class Unopened(Refused):
    """The path is not there, or the system does not let it be read."""


class OtherSuffix(Refused):
    """A file was named whose ending says that it is no saved page."""


class TooLarge(Refused):
    """The file is larger than LIMIT."""


class Empty(Refused):
    """The file holds nothing, or nothing but blanks."""


class NotText(Refused):
    """The bytes are those of another kind of file, whatever its name says."""


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that `paths` name, each once: files as they are, folders' saved pages in order.

    From folders, at any depth, come only files with an ending of SUFFIXES; hidden ones are left out, and so
    are the folders that a browser puts beside a page for its pictures and frames. A file that was named
    itself is yielded whatever it is, so that `read` can say why it is refused. Raises Unopened for a path
    that does not exist and for a folder that cannot be listed.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            found = _inside(path) if path.is_dir() else iter((path,))
            path.stat()
        except OSError as error:
            _unopened(path, error)
        for file in found:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def read(path: Path) -> Snapshot:
    """Return the snapshot of a saved page: its URL is the `file:` URL, its time that of the last change.

    Raises a subclass of Refused for a file that cannot be read or is no text: Unopened, OtherSuffix,
    TooLarge, Empty, NotText.
    """
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise OtherSuffix(path, f"no saved page has the ending {path.suffix or '(none)'}", f"give {known}")
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            body = file.read(LIMIT + 1)
    except OSError as error:
        _unopened(path, error)
    if len(body) > LIMIT:
        size = max(about.st_size, len(body)) / 1024 / 1024
        raise TooLarge(
            path,
            f"{size:.0f} MB is more than the {LIMIT // 1024 // 1024} MB that are read",
            "save the article alone, without pictures inside of it",
        )
    if not body.strip():
        raise Empty(path, "the file is empty", "save the page again")
    if kind := foreign(body):
        raise NotText(path, f"this is no text but seems to be {kind}", "save the page as text or HTML")
    return Snapshot(
        url=path.resolve().as_uri(),
        body=body,
        fetched_at=datetime.fromtimestamp(about.st_mtime, UTC).replace(tzinfo=None),
    )


def _inside(folder: Path) -> Iterator[Path]:
    def failed(error: OSError) -> NoReturn:
        _unopened(Path(error.filename), error)

    for name, folders, files in os.walk(folder, onerror=failed):
        pages = sorted(f for f in files if not f.startswith(".") and Path(f).suffix.lower() in SUFFIXES)
        stems = {Path(f).stem for f in pages}
        folders[:] = sorted(d for d in folders if not d.startswith(".") and not _is_assets(d, stems))
        yield from (Path(name, page) for page in pages)


def _is_assets(folder: str, stems: set[str]) -> bool:
    """Whether a browser made `folder` for what a page beside it shows: "page_files" for "page.html"."""
    return folder.removesuffix("_files") in stems and folder.endswith("_files")


def _unopened(path: Path, error: OSError) -> NoReturn:
    reason = (error.strerror or str(error)).lower()
    raise Unopened(path, reason, "check the path and its permissions") from error

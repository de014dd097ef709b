"""The decision file: JSON lines, only ever appended to, the durable truth of what reviewers ruled.

It lies beside the store as `<store>.decisions.jsonl` (a symbolic link may lead into a git repository), survives a
store that is thrown away and computed again, and can be read and compared line by line. Whoever writes holds an
exclusive lock, writes whole lines and waits until the disk has them; what a crash left of a last line is put aside.
A line that cannot be read is reported and left, and the others count.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from normalize.ids import content_id
from store.decisions import BadDecision, Decision, read_decision
from store.errors import StoreError
from store.files import sync

ENDING: Final = ".decisions.jsonl"


class DecisionFileError(StoreError):
    """The decision file cannot be read or written."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no decision: which one, from 1, and what is wrong with it."""

    number: int
    why: str
    text: str
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What the file holds: decisions in order, each once; lines that cannot be read; a hash of which they are."""

    decisions: tuple[Decision, ...] = ()
    bad: tuple[BadLine, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did: the decisions that were added, and what the file holds with them."""

    added: tuple[Decision, ...]
    contents: Contents


def decisions_path(store: Path) -> Path:
    """Return where the decisions of the store at a path are."""
    return store.with_name(store.name.removesuffix(".duckdb") + ENDING)


class DecisionFile:
    """A decision file; it need not exist yet. What was read once is not read again while the file is unchanged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[tuple[int, ...], Contents] | None = None

    @classmethod
    def of(cls, store: Path) -> "DecisionFile":
        """The decision file of the store at a path."""
        return cls(decisions_path(store))

    def read(self) -> Contents:
        """Return what the file holds; nothing where there is none. Raises DecisionFileError."""
        if not self.path.exists():
            return Contents()
        with self._open(os.O_RDONLY, fcntl.LOCK_SH, "read") as handle:
            return self._contents(handle)

    def append(self, make: Callable[[Contents], Iterable[Decision]]) -> Appended:
        """Append what `make` returns for what the file holds, and return once it is on the disk.

        Nobody else writes between the two. Decisions that the file has already are left out. Exceptions of `make`
        leave the file as it was. Raises DecisionFileError where the lines cannot be kept: none of them is then.
        """
        fresh = not self.path.exists()
        with self._open(os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX, "written") as handle:
            before = self._contents(handle)
            known = {d.id for d in before.decisions}
            added = {d.id: d for d in make(before) if d.id not in known}
            if added:
                self._mend_end(handle)
                self._write(handle, lines(added.values()).encode())
                if fresh:
                    sync(self.path.parent)
                now = _contents_of(
                    (*before.decisions, *added.values()), tuple(b for b in before.bad if not b.torn)
                )
                self._seen = _mark(handle), now
            return Appended(tuple(added.values()), self._contents(handle))

    def _contents(self, handle: int) -> Contents:
        mark = _mark(handle)
        if self._seen is None or self._seen[0] != mark:
            try:
                self._seen = mark, parse(_bytes(handle))
            except OSError as error:
                raise self._error("read", error) from error
        return self._seen[1]

    def _mend_end(self, handle: int) -> None:
        """Give the file a whole last line: end one that lacks only its end, put aside what is torn."""
        size = os.fstat(handle).st_size
        if not size or os.pread(handle, 1, size - 1) == b"\n":
            return
        data = _bytes(handle)
        whole, _, rest = data.rpartition(b"\n")
        if isinstance(_line(rest, 0), Decision):
            self._write(handle, b"\n")
            return
        aside = self.path.with_name(self.path.name + ".torn")
        try:
            with aside.open("ab") as file:
                file.write(rest + b"\n")
                file.flush()
                os.fsync(file.fileno())
            os.ftruncate(handle, len(whole) + 1 if whole else 0)
        except OSError as error:
            raise self._error("written", error) from error

    def _write(self, handle: int, data: bytes) -> None:
        end = os.lseek(handle, 0, os.SEEK_END)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError as error:
            os.ftruncate(handle, end)
            raise self._error("written", error) from error

    @contextmanager
    def _open(self, flags: int, lock: int, what: str) -> Iterator[int]:
        try:
            handle = os.open(self.path, flags | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise self._error(what, error) from error
        try:
            fcntl.flock(handle, lock)
            yield handle
        finally:
            os.close(handle)

    def _error(self, what: str, error: OSError) -> DecisionFileError:
        return DecisionFileError(
            f"the decision file cannot be {what}: {error.strerror}",
            str(self.path),
            "nothing was decided; make room, or mend its permissions, and decide again"
            if what == "written"
            else "check its permissions",
        )


def parse(data: bytes) -> Contents:
    """Return what the bytes of a decision file say. Empty lines say nothing; of equal ones the first counts."""
    lines = data.split(b"\n")
    end = len(lines)
    found: dict[str, Decision] = {}
    bad: list[BadLine] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match _line(line, number):
            case Decision() as decision:
                found.setdefault(decision.id, decision)
            case BadLine() as problem:
                bad.append(problem if number < end else _torn(problem))
    return _contents_of(tuple(found.values()), tuple(bad))


def _contents_of(decisions: tuple[Decision, ...], bad: tuple[BadLine, ...]) -> Contents:
    return Contents(decisions, bad, content_id("decisions", *sorted(d.id for d in decisions)))


def _line(line: bytes, number: int) -> Decision | BadLine:
    try:
        return read_decision(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return BadLine(number, f"it is not UTF-8: {error.reason}", line.decode("utf-8", "replace"))
    except BadDecision as error:
        return BadLine(number, str(error), line.decode("utf-8", "replace"))


def _torn(line: BadLine) -> BadLine:
    why = "it breaks off: whoever wrote it was cut short, and was never told that it was kept"
    return BadLine(line.number, why, line.text, torn=True)


def _mark(handle: int) -> tuple[int, ...]:
    """What changes when a file does."""
    status = os.fstat(handle)
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _bytes(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def lines(decisions: Iterable[Decision]) -> str:
    """Return decisions as the text of a file."""
    return "".join(f"{d.record}\n" for d in decisions)

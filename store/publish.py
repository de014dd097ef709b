"""Publishing: the store as versioned copies that anybody can read while the next one is made.

    <store>.published/
        versions/20260131T120000Z-3f2a9c01/
            chiso.duckdb         the whole store, readable by DuckDB from 1.2 on
            parquet/*.parquet    its tables and views
            manifest.json        what is in it, with sizes, checksums and counts
        current         → versions/…   swapped in one step
        current.duckdb  → current/chiso.duckdb

A version is made under another name, written to the disk, and only then given its own; it never changes
afterwards. Readers open `current.duckdb`: they keep the version they opened, however many follow, and never meet
the lock of the store. The last few versions are kept.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb

from store.checks import run_checks
from store.database import Store
from store.errors import StoreError
from store.files import sync
from store.history import Clock, utc_now
from store.publish_manifest import Manifest, check_files, describe, read_manifest
from store.scripts import quoted

ENDING: Final = ".published"
DATABASE: Final = "chiso.duckdb"
PARQUET: Final = "parquet"
KEEP: Final = 5
"""Versions that are kept unless another number is given."""
STORAGE: Final = "v1.2.0"
"""The oldest DuckDB that can read what is published."""
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_FEWEST: Final = 2
"""Versions that are always kept: somebody may be opening the one before."""
_LEFT_OUT: Final = frozenset({"snapshot", "meta", "migration", "unreconciled", "decision_refused"})
"""Tables without use outside of DuckDB: the bytes of pages, and notes of the store to itself."""


class PublishError(StoreError):
    """Nothing was published, or nothing was rolled back; what was current still is."""


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: its folder and what it holds."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The version's name: when it was made, in UTC, and a mark."""
        return self.folder.name

    @property
    def database(self) -> Path:
        """Its DuckDB file."""
        return self.folder / DATABASE


def published_folder(store: Path) -> Path:
    """Return where the versions of the store at a path are."""
    return store.with_name(store.name.removesuffix(".duckdb") + ENDING)


def versions(folder: Path) -> list[Version]:
    """Return the versions that there are, the latest first; those without a manifest are none."""
    found = []
    for path in sorted((folder / "versions").glob("[!.]*"), reverse=True):
        if (manifest := read_manifest(path)) is not None:
            found.append(Version(path, manifest))
    return found


def current(folder: Path) -> Version | None:
    """Return the version that readers get; None where nothing was published yet."""
    try:
        path = folder / "versions" / (folder / "current").readlink().name
    except OSError:
        return None
    manifest = read_manifest(path)
    return Version(path, manifest) if manifest is not None else None


def publish(
    store: Store, folder: Path | None = None, *, keep: int = KEEP, version: str = "", clock: Clock = utc_now
) -> Version:
    """Publish the store as it is now, and return the version that was made.

    `version` is that of chiso, for the manifest. Raises PublishError where there is something in the store that
    does not count yet, where its checks find something, and where the disk does not take it; what was current
    stays so. Versions but for the last `keep` are removed, never the current one.
    """
    folder = folder or published_folder(store.path)
    _check_whole(store)
    with _only_one(folder):
        former = current(folder)
        name = _name(clock(), former)
        draft = folder / "versions" / f".{name}"
        try:
            draft.mkdir(parents=True)
            _write(store, draft)
            manifest = describe(
                draft, store, name, clock(), version, STORAGE, former.name if former else None
            )
            (draft / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2), "utf-8")
            _settle(draft)
            path = draft.rename(folder / "versions" / name)
            sync(path.parent)
            _point(folder, name)
        except (OSError, duckdb.Error) as error:
            shutil.rmtree(draft, ignore_errors=True)
            what = str(error).splitlines()[0]
            raise PublishError(
                f"nothing was published: {what}", str(folder), "make room there; what was current still is"
            ) from error
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _log(folder, {"what": "publish", "version": name, "at": clock()})
        _forget(folder, keep, name)
        found = current(folder)
        assert found is not None
        return found


def rollback(folder: Path, to: str | None = None, *, clock: Clock = utc_now) -> Version:
    """Make a former version current again: that whose name begins with `to`, else the one before the current.

    It is checked against its manifest first. Raises PublishError where there is none, several are meant, or it is
    damaged.
    """
    with _only_one(folder):
        known = versions(folder)
        now = current(folder)
        target = _meant(known, now, to, folder)
        if bad := check_files(target.folder, target.manifest):
            raise PublishError(
                f"version {target.name} is damaged: {'; '.join(bad)}", str(folder), "roll back to another one"
            )
        _point(folder, target.name)
        _log(folder, {"what": "rollback", "version": target.name, "from": now and now.name, "at": clock()})
        return target


def _meant(known: list[Version], now: Version | None, to: str | None, folder: Path) -> Version:
    listed = ", ".join(v.name for v in known) or "none"
    if to is None:
        older = [v for v in known if now is None or v.name < now.name]
        if not older:
            raise PublishError(
                "there is no version before the current one", str(folder), f"there are: {listed}"
            )
        return older[0]
    found = [v for v in known if v.name.startswith(to)]
    if len(found) != 1:
        what = f"no version is called {to!r}" if not found else f"{len(found)} versions begin with {to!r}"
        raise PublishError(what, str(folder), f"there are: {listed}")
    return found[0]


def _check_whole(store: Store) -> None:
    if store.rows("FROM unreconciled LIMIT 1"):
        raise PublishError(
            "there are articles or decisions that do not count yet", str(store.path),
            "reconcile first: chiso publish does, and so does any chiso ingest",
        )  # fmt: skip
    bad = {name: len(rows) for name, rows in run_checks(store).items() if rows}
    if bad:
        told = ", ".join(f"{name} ({count})" for name, count in bad.items())
        raise PublishError(
            f"the store's checks find something: {told}", str(store.path),
            "see what: chiso doctor; please report it, since it is a bug of chiso",
        )  # fmt: skip


def _write(store: Store, draft: Path) -> None:
    """Copy the store into a folder: one file of DuckDB, and Parquet of tables and views."""
    (draft / PARQUET).mkdir()
    with store.cursor() as cursor:
        [(inside,)] = cursor.execute("SELECT current_database()").fetchall()
        cursor.execute(f"ATTACH {quoted(draft / DATABASE)} AS published (STORAGE_VERSION '{STORAGE}')")
        try:
            cursor.execute(f'COPY FROM DATABASE "{inside}" TO published')
            cursor.execute("CHECKPOINT published")
        finally:
            cursor.execute("DETACH published")
    with duckdb.connect(str(draft / DATABASE), read_only=True) as copy:
        for table, comment in copy.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal "
            "UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
        ).fetchall():
            if table not in _LEFT_OUT:
                target = quoted(draft / PARQUET / f"{table}.parquet")
                told = f"KV_METADATA {{comment: {quoted(comment or '')}}}"
                copy.execute(f'COPY (FROM "{table}") TO {target} (FORMAT parquet, COMPRESSION zstd, {told})')


def _name(now: datetime, former: Version | None) -> str:
    """A name that sorts behind the former one, be the clock set back."""
    stamp = f"{now:{_STAMP}}"
    if former is not None and stamp <= (last := former.name[:16]):
        following = datetime.strptime(last, _STAMP) + timedelta(seconds=1)
        stamp = f"{following:{_STAMP}}"
    return f"{stamp}-{secrets.token_hex(4)}"


def _settle(draft: Path) -> None:
    """Bring all files to the disk, and make them read-only."""
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            sync(path)
            path.chmod(0o444)
    for path in (draft / PARQUET, draft):
        sync(path)


def _point(folder: Path, name: str) -> None:
    """Swap the link in one step, so that there is a current version at every moment."""
    for link, target in (("current", f"versions/{name}"), ("current.duckdb", f"current/{DATABASE}")):
        if link != "current" and (folder / link).is_symlink():
            continue
        spare = folder / f".{link}-{secrets.token_hex(4)}"
        spare.symlink_to(target)
        spare.replace(folder / link)
    sync(folder)


def _forget(folder: Path, keep: int, name: str) -> None:
    """Remove what is left of drafts, and all versions but the last `keep` and the current one."""
    for draft in (folder / "versions").glob(".*"):
        shutil.rmtree(draft, ignore_errors=True)
    for old in versions(folder)[max(_FEWEST, keep) :]:
        if old.name != name:
            shutil.rmtree(old.folder, ignore_errors=True)


def _log(folder: Path, entry: dict[str, Any]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, default=lambda m: m.isoformat() + "Z") + "\n")


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Let one process at a time publish or roll back."""
    try:
        (folder / "versions").mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise PublishError(
            f"nothing can be published there: {error.strerror}",
            str(folder),
            "check the permissions of the folder",
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

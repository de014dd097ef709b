"""Opening a store: what can be wrong with the file, in words; migrations and views; transactions."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from store import database, migrations
from store.database import Store, open_store
from store.errors import Locked, NoStore, NotAStore, StoreError, TooNew, TooOld, Unwritable, explain
from store.migrations import Migration, migrate, migration
from store.scripts import script, scripts

HOLD = """
import sys
from pathlib import Path
from store.database import open_store
with open_store(Path(sys.argv[1]), read_only=sys.argv[2] == "reader"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "s.duckdb"
    open_store(made).close()
    return made


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open for writing."""
    yield from _hold(path, "writer")


def _hold(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    root = Path(database.__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    if process.stdin is not None and not process.stdin.closed:
        process.stdin.close()
    process.wait()
    process.stdout.close()


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "s.duckdb"
    with open_store(path) as store:
        assert store.rows("SELECT max(version) FROM migration") == [(migrations.LATEST,)]
        assert store.rows("FROM facts") == []
    assert path.exists()


def test_everything_in_the_store_is_commented(path: Path) -> None:
    with open_store(path, read_only=True) as store:
        for kind, name in (("tables", "table_name"), ("views", "view_name")):
            silent = f"SELECT {name} FROM duckdb_{kind}() WHERE comment IS NULL AND NOT internal"
            assert store.rows(silent) == []
        assert store.rows(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        ) == []  # fmt: skip
        silent = "SELECT function_name FROM duckdb_functions() WHERE comment IS NULL AND NOT internal"
        assert store.rows(silent) == []


@pytest.mark.parametrize("read_only", [False, True])
def test_locked_by_another_process(path: Path, holder: subprocess.Popen[str], read_only: bool) -> None:
    with pytest.raises(Locked) as caught:
        open_store(path, read_only=read_only, patience=0.2)
    assert caught.value.pid == holder.pid
    assert str(holder.pid) in str(caught.value)
    assert str(path) in str(caught.value)


def test_readers_do_not_lock_readers_out_but_a_writer(path: Path) -> None:
    for reader in _hold(path, "reader"):
        with open_store(path, read_only=True) as store:
            assert store.rows("FROM facts") == []
        with pytest.raises(Locked) as caught:
            open_store(path, patience=0)
        assert caught.value.pid == reader.pid


@pytest.mark.parametrize("how", ["reader", "writer"])
def test_who_wants_to_write_waits_for_who_has_the_file_for_a_moment(path: Path, how: str) -> None:
    for other in _hold(path, how):
        with pytest.raises(Locked):
            open_store(path, patience=0)
        assert other.stdin is not None
        release = threading.Timer(0.3, other.stdin.close)
        release.start()
        with open_store(path, patience=60) as store:
            assert not store.read_only and store.rows("FROM facts") == []
        release.join()
        other.wait(timeout=60)


def test_nothing_there_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="no store here"):
        open_store(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"hello, world\n" * 900, "no DuckDB database")]
)
def test_not_a_database(tmp_path: Path, content: bytes, words: str, read_only: bool) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(content)
    with pytest.raises(NotAStore, match=words):
        open_store(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_somebody_else(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "s.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs (a INTEGER)")
    with pytest.raises(NotAStore, match="not made by chiso"):
        open_store(path, read_only=read_only)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("theirs",)]


@pytest.mark.parametrize("read_only", [False, True])
def test_made_by_a_newer_chiso(path: Path, read_only: bool) -> None:
    with open_store(path) as store, store.transaction() as cursor:
        cursor.execute("INSERT INTO migration VALUES (99, 'of tomorrow', '2030-01-01')")
    with pytest.raises(TooNew, match="version 99"):
        open_store(path, read_only=read_only)


def test_made_by_an_older_chiso(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def more(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("CREATE TABLE more (a INTEGER)")

    now = migrations.LATEST
    newer = Migration(now + 1, "a table more", more)
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, newer])
    monkeypatch.setattr(database, "LATEST", now + 1)
    with pytest.raises(TooOld, match=f"version {now}"):
        open_store(path, read_only=True)
    with open_store(path) as store:
        names = [name for (name,) in store.rows("SELECT name FROM migration ORDER BY version")]
        assert names == [m.name for m in migrations.MIGRATIONS]
        assert store.rows("FROM more") == []


def test_made_by_a_newer_duckdb() -> None:
    text = (
        "IO Error: Trying to read a database file with version number 999, but we can only read versions "
        "between 64 and 68.\nThe database file was created with a newer version of DuckDB."
    )
    assert isinstance(explain(duckdb.IOException(text), Path("x")), TooNew)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match="is no folder"):
        open_store(tmp_path / "file" / "s.duckdb")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Unwritable, match="may not be written"):
        open_store(tmp_path / "s.duckdb")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
@pytest.mark.parametrize("path", ["/proc/chiso/s.duckdb", "/proc/s.duckdb"])
def test_a_folder_that_nobody_may_write(path: str) -> None:
    with pytest.raises(Unwritable):
        open_store(Path(path))


@pytest.mark.parametrize("checked", [True, False])
def test_a_folder_that_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: bool
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    if checked:
        with pytest.raises(Unwritable, match="may not be written"):
            open_store(tmp_path / "s.duckdb")
    else:
        (tmp_path / "s.duckdb").write_bytes(b"")
        with pytest.raises(Unwritable, match="may not be written"):
            open_store(tmp_path / "s.duckdb")


def test_a_migration_that_fails_leaves_nothing_of_itself(path: Path) -> None:
    def broken(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("CREATE TABLE half (a INTEGER)")
        raise RuntimeError("in the middle")

    with open_store(path) as store:
        with pytest.raises(RuntimeError):
            migrate(store, [Migration(migrations.LATEST + 1, "broken", broken)])
        assert store.rows("SELECT max(version) FROM migration") == [(migrations.LATEST,)]
        assert store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'") == []


def test_a_store_that_cannot_be_prepared_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(store: Store) -> None:
        raise RuntimeError("no views today")

    monkeypatch.setattr(database, "_refresh_views", broken)
    with pytest.raises(RuntimeError):
        open_store(tmp_path / "s.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_migrations_are_numbered_without_gaps() -> None:
    assert [m.version for m in migrations.MIGRATIONS] == list(range(1, migrations.LATEST + 1))
    with pytest.raises(ValueError, match="comes after number"):
        migration(migrations.LATEST + 2, "out of order")(lambda cursor: None)


def test_views_are_made_anew_when_their_files_change(path: Path) -> None:
    with open_store(path) as store, store.transaction() as cursor:
        cursor.execute("CREATE OR REPLACE VIEW conflicts AS SELECT 1 AS old")
    with open_store(path) as store:  # the files have not changed, so nothing is done
        assert store.rows("FROM conflicts") == [(1,)]
        with store.transaction() as cursor:
            database.set_mark(cursor, "views", "of yesterday")
    with open_store(path) as store:
        assert store.rows("FROM conflicts") == []


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    with open_store(path) as store:
        with pytest.raises(KeyError), store.transaction() as cursor:
            database.append(cursor, "source", [("a.vn", "press", None)])
            raise KeyError
        assert store.rows("FROM source") == []
        with store.transaction() as cursor:
            assert database.append(cursor, "source", [("a.vn", "press", None)]) == 1
        assert store.rows("SELECT id FROM source") == [("a.vn",)]


def test_two_queries_at_a_time_do_not_end_each_other(path: Path) -> None:
    with open_store(path) as store, store.cursor() as one:
        one.execute("SELECT * FROM range(3)")
        assert one.fetchone() == (0,)
        assert store.rows("SELECT 1") == [(1,)]
        assert one.fetchone() == (1,)


def test_every_script_is_valid_sql_and_says_what_it_is_for() -> None:
    for folder in ("schema", "views", "checks", "queries"):
        for name in scripts(folder):
            assert script(name).startswith("-- "), name
            assert script(name).rstrip().endswith(";"), name


def test_the_store_can_be_published_for_older_duckdb(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store, store.cursor() as cursor:
        cursor.execute(f"ATTACH '{tmp_path / 'out.duckdb'}' AS out (STORAGE_VERSION 'v1.2.0')")
        cursor.execute("COPY FROM DATABASE s TO out")
        cursor.execute("DETACH out")
    with open_store(tmp_path / "out.duckdb", read_only=True) as copy:
        assert copy.rows("FROM league('PCI', 2024)") == []
        assert copy.rows("FROM facts") == []

"""Publishing: whole versions, one swap, readers in other processes who never notice."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from store_samples import REFERENCE, page

from store import database, publish_manifest
from store.database import Store, open_store
from store.load import load
from store.publish import PublishError, Version, current, publish, published_folder, rollback, versions
from store.rows import Loaded
from store.upkeep import bring_up_to_date

ROOT = Path(database.__file__).parent.parent
HERE = Path(__file__).parent
START = datetime(2025, 6, 1, 12)


class Clock:
    """A clock that goes on by a second each time, or is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        keep(opened, page(("son-la", "score", "91.87"), ("son-la", "rank", 2)))
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "s.published"


def keep(store: Store, *items: Loaded) -> None:
    load(store, items, REFERENCE)
    bring_up_to_date(store, "ingest", REFERENCE)


def more(store: Store, number: int) -> None:
    keep(store, page(("ha-noi", "score", f"{80 + number}"), url="https://b.vn/2", minutes=number))


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


# what is published


def test_a_version_is_the_whole_store(store: Store, folder: Path) -> None:
    made = publish(store, version="1.2", clock=Clock())
    assert made.name.startswith("20250601T120001Z-")
    assert (folder / "current.duckdb").resolve() == made.database
    for sql in (
        "FROM facts",
        "FROM league('PAR', 2024)",
        "FROM evidence",
        "FROM facts_as_of('2999-01-01')",
        "FROM comparable('PAR')",
    ):
        assert asked(folder / "current.duckdb", sql) == store.rows(sql) != [], sql
    silent = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    assert asked(folder / "current.duckdb", silent) == [(0,)]
    assert asked(
        folder / "current.duckdb", "SELECT count(*) FROM duckdb_functions() WHERE NOT internal"
    ) == store.rows("SELECT count(*) FROM duckdb_functions() WHERE NOT internal")
    assert not list(made.folder.rglob("*.wal"))


def test_parquet_holds_the_same_with_the_comments(store: Store, folder: Path) -> None:
    made = publish(store)
    for name in ("facts", "facts_long", "evidence", "observation", "fact_history", "province"):
        path = made.folder / "parquet" / f"{name}.parquet"
        with duckdb.connect() as connection:
            rows = connection.execute(f"FROM read_parquet('{path}')").fetchall()
            [(told,)] = connection.execute(f"SELECT value FROM parquet_kv_metadata('{path}')").fetchall()
        assert sorted(map(repr, rows)) == sorted(map(repr, store.rows(f"FROM {name}")))
        kind = "table" if name in ("observation", "fact_history", "province") else "view"
        assert (
            told.decode()
            == store.rows(f"SELECT comment FROM duckdb_{kind}s() WHERE {kind}_name = '{name}'")[0][0]
        )
    assert not (made.folder / "parquet" / "snapshot.parquet").exists()


def test_the_manifest_says_what_is_in_it(store: Store, folder: Path) -> None:
    clock = Clock()
    first = publish(store, version="1.2", clock=clock)
    more(store, 1)
    made = publish(store, version="1.2", clock=clock)
    told = json.loads((folder / "current" / "manifest.json").read_text("utf-8"))
    assert told == made.manifest
    assert (told["previous"], told["chiso"], told["duckdb"]) == (first.name, "1.2", duckdb.__version__)
    assert told["counts"]["fact"] == store.rows("SELECT count(*) FROM fact")[0][0] == 3
    assert told["known_at"] == store.rows("SELECT max(known_at) FROM moment")[0][0].isoformat() + "Z"
    assert {f["path"] for f in told["files"]} == {
        str(p.relative_to(made.folder))
        for p in made.folder.rglob("*")
        if p.is_file() and p.name != "manifest.json"
    }
    assert [f["rows"] for f in told["files"] if f["path"] == "parquet/fact.parquet"] == [3]
    assert publish_manifest.check_files(made.folder, made.manifest) == []


def test_what_is_published_may_not_be_written(store: Store) -> None:
    made = publish(store)
    for path in made.folder.rglob("*"):
        if path.is_file():
            assert not path.stat().st_mode & 0o222, path


def test_older_duckdb_can_read_it(store: Store) -> None:
    """The header says who can read a file: bytes 8 to 12 are DUCK, the number after is 65 from DuckDB 1.2 on."""
    made = publish(store)
    head = made.database.read_bytes()[8:20]
    assert (head[:4], int.from_bytes(head[4:], "little")) == (b"DUCK", 65)
    assert store.path.read_bytes()[12] != 65


# retention, rollback


def test_the_last_few_are_kept(store: Store, folder: Path) -> None:
    clock = Clock()
    made = [publish(store, keep=3, clock=clock).name for _ in range(5)]
    assert [v.name for v in versions(folder)] == made[:1:-1]
    assert publish(store, keep=0, clock=clock).name
    assert len(versions(folder)) == 2


def test_rollback_and_on_from_there(store: Store, folder: Path) -> None:
    clock = Clock()
    first = publish(store, clock=clock)
    more(store, 1)
    second = publish(store, clock=clock)
    assert rollback(folder).name == first.name
    assert asked(folder / "current.duckdb", "SELECT count(*) FROM fact") == [(2,)]
    with pytest.raises(PublishError, match="no version before") as caught:
        rollback(folder)
    assert first.name in caught.value.to_do
    assert rollback(folder, second.name[:20]).name == second.name
    assert rollback(folder, first.name).name == first.name
    third = publish(store, clock=clock)
    assert (third.name > second.name, now(folder)) == (True, third.name)
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]
    assert [e["what"] for e in log] == ["publish", "publish", "rollback", "rollback", "rollback", "publish"]


@pytest.mark.parametrize(("to", "words"), [("1999", "no version is called"), ("2025", "2 versions begin")])
def test_rollback_to_what_is_not_there(store: Store, folder: Path, to: str, words: str) -> None:
    clock = Clock()
    made = [publish(store, clock=clock).name for _ in range(2)]
    with pytest.raises(PublishError, match=words) as caught:
        rollback(folder, to)
    assert all(name in caught.value.to_do for name in made)
    assert now(folder) == made[-1]


@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_damaged_version_is_not_rolled_back_to(store: Store, folder: Path, how: str) -> None:
    clock = Clock()
    first = publish(store, clock=clock)
    second = publish(store, clock=clock)
    target = first.folder / "parquet" / "fact.parquet"
    target.chmod(0o644)
    if how == "missing":
        target.unlink()
    else:
        target.write_bytes(target.read_bytes()[:-1] + b"x")
    with pytest.raises(PublishError, match=r"fact\.parquet (is missing|has been changed)"):
        rollback(folder)
    assert now(folder) == second.name


def test_a_clock_that_is_set_back_does_not_mix_up_versions(store: Store, folder: Path) -> None:
    days = (START - timedelta(days=n // 3) for n in range(100))
    made = [publish(store, clock=lambda: next(days)).name for _ in range(3)]
    assert made == sorted(made)
    assert [v.name for v in versions(folder)] == made[::-1]


def now(folder: Path) -> str | None:
    found: Version | None = current(folder)
    return found.name if found else None


def test_nothing_is_published_yet(folder: Path) -> None:
    assert current(folder) is None
    assert versions(folder) == []


# what is not published


def test_half_done_runs_are_not_published(store: Store, folder: Path) -> None:
    load(store, [page(("ha-noi", "score", "90"), url="https://b.vn/2")], REFERENCE)
    with pytest.raises(PublishError, match="do not count yet"):
        publish(store)
    assert now(folder) is None
    bring_up_to_date(store, "ingest", REFERENCE)
    assert publish(store)


def test_a_store_whose_checks_find_something_is_not_published(store: Store, folder: Path) -> None:
    former = publish(store).name
    with store.transaction() as cursor:
        cursor.execute("UPDATE fact SET settled = 'guessed' WHERE attribute = 'rank'")
    with pytest.raises(PublishError, match=r"impossible_values \(1\)"):
        publish(store)
    assert now(folder) == former


def test_a_full_disk_leaves_what_was_current(store: Store, folder: Path) -> None:
    former = publish(store).name
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(PublishError, match="nothing was published"):
            publish(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert now(folder) == former
    assert [p.name for p in (folder / "versions").iterdir()] == [former]
    assert asked(folder / "current.duckdb", "SELECT count(*) FROM fact") == [(2,)]
    assert store.rows("SELECT count(*) FROM fact") == [(2,)]
    assert publish(store).name > former


def test_a_file_in_place_of_the_folder(store: Store, folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(PublishError, match="nothing can be published there"):
        publish(store)


def test_a_store_can_be_had_back_from_a_version(store: Store, folder: Path, tmp_path: Path) -> None:
    made = publish(store)
    copy = tmp_path / "again.duckdb"
    copy.write_bytes(made.database.read_bytes())
    with open_store(copy) as again:
        assert again.rows("FROM facts") == store.rows("FROM facts")
        keep(again, page(("ha-noi", "score", "90"), url="https://b.vn/2"))
        assert again.rows("SELECT count(*) FROM fact") == [(3,)]
    assert published_folder(copy) == tmp_path / "again.published"


# other processes

READER = """
import sys
import duckdb
path, out = sys.argv[1], 0
print("ready", flush=True)
while True:
    with duckdb.connect(path, read_only=True) as c:
        for _ in range(3):
            ask = lambda sql: c.execute(sql).fetchall()
            one = lambda sql: ask("SELECT count(*) FROM " + sql)[0][0]
            runs = ask("SELECT DISTINCT value FROM fact WHERE attribute = 'score' AND subject <> 'province/son-la'")
            facts = one("facts")
            said = one("evidence WHERE role = 'for'")
            known = one("(FROM facts EXCEPT FROM facts_as_of('2999-01-01'))")
            waiting = one("unreconciled")
        assert len(runs) <= 1, runs
        assert (facts, said, known, waiting) in [(1, 2, 0, 0), (7, 8, 0, 0)], (facts, said, known, waiting)
    out += 1
    print(int(runs[0][0]) if runs else -1, flush=True)
"""

WRITER = f"""
import sys
sys.path[:0] = [{str(HERE)!r}, {str(ROOT)!r}]
from pathlib import Path
from store_samples import NAMES, REFERENCE, page
from store.database import open_store
from store.load import load
from store.publish import publish
from store.upkeep import bring_up_to_date
others = [slug for slug in NAMES if slug != "son-la"][:6]
number = int(sys.argv[2])
while True:
    number += 1
    with open_store(Path(sys.argv[1])) as store:
        for slug in others:  # a run of six pages, each in a transaction of its own
            score = (slug, "score", 10 + number % 80)
            load(store, [page(score, url=f"https://b.vn/{{slug}}", minutes=number)], REFERENCE)
        bring_up_to_date(store, "update", REFERENCE)
        publish(store, keep=2)
    print(number, flush=True)
"""


def process(code: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.slow
def test_readers_never_meet_an_error_or_a_half_done_run(store: Store, folder: Path, tmp_path: Path) -> None:
    """Three readers open the published file again and again while a writer updates, publishes and is killed."""
    publish(store)
    store.close()
    readers = [process(READER, folder / "current.duckdb") for _ in range(3)]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        last = 0
        for _ in range(3):
            writer = process(WRITER, tmp_path / "s.duckdb", last)
            assert writer.stdout is not None
            for _ in range(2):
                last = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            _, trouble = writer.communicate()
            assert not trouble
            last += 1  # what was cut off may be in the store
        seen = []
        for reader in readers:
            assert reader.poll() is None, reader.communicate()[1]
            reader.send_signal(signal.SIGINT)
            out, _ = reader.communicate()
            seen.append({int(line) for line in out.split() if line.lstrip("-").isdigit()})
        assert all(len(each) > 1 for each in seen), "readers saw versions come"
    finally:
        for reader in readers:
            reader.kill()
    with open_store(tmp_path / "s.duckdb") as again:
        bring_up_to_date(again, "update", REFERENCE)
        made = publish(again)
    assert now(folder) == made.name
    assert not list((folder / "versions").glob(".*"))


def test_a_reader_keeps_the_version_that_it_opened(store: Store, folder: Path) -> None:
    clock = Clock()
    publish(store, keep=2, clock=clock)
    with duckdb.connect(str(folder / "current.duckdb"), read_only=True) as reader:
        for number in range(4):
            more(store, number)
            publish(store, keep=2, clock=clock)
        assert reader.execute("SELECT count(*) FROM fact").fetchall() == [(2,)]
        assert reader.execute("SELECT count(*) FROM evidence").fetchall() == [(2,)]
    assert asked(folder / "current.duckdb", "SELECT count(*) FROM fact") == [(3,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(store: Store, folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(PublishError, match="nothing can be published there"):
        publish(store)

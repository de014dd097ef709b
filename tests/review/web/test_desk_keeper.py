"""Who has the store's file: the desk lets go of it, reads what is published while another has it, and counts later."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from web_help import HAI_PHONG, Guest, crowd, desk, keep, key, says

from review.web import keeper
from review.web.keeper import LINGER
from review.web.scripts import ask
from store import database
from store.database import open_store
from store.publish import publish

ROOT = Path(database.__file__).parent.parent
HOLDER = """
import sys
from pathlib import Path
from store.database import open_store
with open_store(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process has the store open to write."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.stdin.write("\n")
            process.stdin.close()
            process.wait()


def test_another_process_can_write_while_the_desk_is_open(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        assert lan.get("/queue") == 200
        own.keeper.settled()
        deadline = time.monotonic() + 50 * LINGER
        while own.keeper._store is not None and time.monotonic() < deadline:
            time.sleep(LINGER / 5)
        with held(path):  # would fail where the desk still had the file
            assert own.keeper._store is None
        assert lan.get("/queue") == 200


def test_what_is_published_is_shown_and_decisions_wait_while_another_has_the_store(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with open_store(path) as store:
        publish(store)
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        own.keeper.settled()
        own.keeper.let_go()
        with held(path):
            assert lan.get("/queue") == 200
            assert "Một tiến trình khác đang ghi" in lan.text
            found = lan.json("/queue.json?all=1")["items"][0]["id"]
            lan.get(f"/item/{found}")
            assert lan.rule("claim", 0) == 200
            assert lan.json("/queue.json")["items"] == []  # decided, though it does not count yet
            assert lan.json("/decisions.json")[0]["state"] == "waiting"
            own.keeper.let_go()
        assert own.keeper.settled()
        assert lan.json("/decisions.json")[0]["state"] == "applied"
        assert "Một tiến trình khác" not in lan.text or lan.get("/queue") == 200


def test_without_a_published_copy_the_desk_says_that_the_store_is_busy(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        own.keeper.settled()
        own.keeper.let_go()
        with held(path):
            assert lan.get("/queue") == 503
            assert "another process has the store open" in lan.text
        assert lan.get("/queue") == 200


def test_a_decision_counts_before_the_desk_ends(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, _):
        lan = Guest(client, sessions)
        lan.get("/next")
        lan.rule("claim", 0)
    with open_store(path, read_only=True) as store:
        assert store.rows("SELECT settled FROM fact WHERE id = ?", [key().id]) == [("decided",)]


def test_what_nobody_expected_is_told_and_the_next_decision_counts_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(2))
    reconcile, failures = keeper.bring_up_to_date, [duckdb.Error("the disk is full")]

    def fails_once(*given: Any, **more: Any) -> Any:
        if failures:
            raise failures.pop()
        return reconcile(*given, **more)

    monkeypatch.setattr(keeper, "bring_up_to_date", fails_once)
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        lan.get("/next")
        lan.rule("claim", 0)
        assert own.keeper.settled()
        assert "could not be counted" in caplog.text and "the disk is full" in caplog.text
        assert lan.get("/queue") == 200 and "the disk is full" in lan.text
        assert [d["state"] for d in lan.json("/decisions.json")] == ["waiting"]
        lan.get("/next")
        lan.rule("claim", 0)
        assert own.keeper.settled()
        assert [d["state"] for d in lan.json("/decisions.json")] == ["applied"] * 2
        assert lan.get("/queue") == 200 and "the disk is full" not in lan.text


def test_what_cannot_be_read_ahead_does_not_stop_the_counting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def told() -> None:
        raise duckdb.Error("no more memory")

    with keeper.Keeper(keep(tmp_path / "s.duckdb", *HAI_PHONG), told) as own:
        for _ in range(2):
            own.count_soon()
            assert own.settled()
    assert caplog.text.count("duckdb.Error: no more memory") == 2


def test_what_waited_from_before_counts_when_the_desk_opens(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    other = keep(tmp_path / "t.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, _):
        lan = Guest(client, sessions)
        lan.get("/next")
        lan.rule("claim", 0)
    (tmp_path / "t.decisions.jsonl").write_text((tmp_path / "s.decisions.jsonl").read_text())
    with desk(other) as (_client, _sessions, own):
        assert own.keeper.settled()
        with own.keeper.reading() as store:
            assert store.rows("SELECT settled FROM fact WHERE id = ?", [key().id]) == [("decided",)]


def test_a_new_page_of_another_process_shows_at_once(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        before = len(lan.json("/facts.json"))
        own.keeper.let_go()
        keep(path, says(("son-la", "score", "80.5"), host="z.vn"))
        assert len(lan.json("/facts.json")) == before + 1


@pytest.mark.parametrize("missing", ["nothing.duckdb", "text.duckdb"])
def test_no_desk_over_what_is_no_store(tmp_path: Path, missing: str) -> None:
    (tmp_path / "text.duckdb").write_text("no database")
    chiso = Path(sys.executable).parent / "chiso"
    asked = subprocess.run(
        [chiso, "review", "--store", tmp_path / missing],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert asked.returncode == 1
    assert missing in asked.stderr and "Traceback" not in asked.stderr


def test_the_evidence_that_a_ruling_is_made_on_is_what_the_store_says(tmp_path: Path) -> None:
    own = (
        says(("hai-phong", "group", "A"), host="g.vn"),
        says(("hai-phong", "score", "92.1"), host="h.vn", year=2022),
    )
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(5), *own)
    with open_store(path, read_only=True) as store:
        facts = [row[0] for row in store.rows("SELECT id FROM fact ORDER BY id")]
        seen = {
            row["fact_id"]: (row["seen"], row["fingerprint"]) for row in ask(store, "grounds", facts=facts)
        }
        wanted = store.rows("SELECT fact_id, seen, fingerprint FROM fact_ground ORDER BY fact_id")
        assert len(wanted) > 8 and seen == {fact: (figures, mark) for fact, figures, mark in wanted}

"""The folder of a crawl: its bodies, its lock, its ledger."""

import os
import sqlite3
from pathlib import Path

import pytest

from crawlers.archive import Archive, Damaged, name_of
from crawlers.frontier import Frontier
from crawlers.ledger import Ledger, LedgerError
from crawlers.lock import Busy, only_one
from crawlers.run import CrawlError, Options, crawl


def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Frontier, "open", full)
    with pytest.raises(CrawlError, match="database or disk is full") as told:
        crawl({}, [], tmp_path, Options("test/1"))
    assert "goes on where it stopped" in told.value.to_do


def test_the_archive_keeps_a_body_once_and_notices_damage(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = "Sơn La".encode() * 1000
    archive.keep([body, body, b"other"])
    assert archive.body(name_of(body)) == body
    assert len(list(tmp_path.rglob("*.zst"))) == 2
    path = archive.path(name_of(body))
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(Damaged):
        archive.body(name_of(body))
    path.write_bytes(archive.path(name_of(b"other")).read_bytes())
    with pytest.raises(Damaged, match="not what its name says"):
        archive.body(name_of(body))
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "x.part").write_bytes(b"half")
    assert archive.sweep() == 1


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    def hold() -> int:
        with only_one(tmp_path / "lock"):
            return int((tmp_path / "lock").read_text())

    with only_one(tmp_path / "lock"), pytest.raises(Busy, match=f"another crawl.*process {os.getpid()}"):
        hold()
    assert hold() == os.getpid()


def test_a_ledger_of_the_future_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.sqlite")
    ledger.db.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(LedgerError, match="version 99"):
        Ledger(tmp_path / "l.sqlite")
    (tmp_path / "no.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError):
        Ledger(tmp_path / "no.sqlite")


def test_a_ledger_is_looked_at_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a#b?c%20 dữ liệu" / "l.sqlite"
    Ledger(path).close()
    look = Ledger(path, read_only=True)
    assert look.rows("SELECT * FROM site") == []
    look.close()


def test_a_ledger_without_anything_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").touch()
    for name in ("l.sqlite", "none.sqlite"):
        with pytest.raises(LedgerError, match="nothing has been crawled"):
            Ledger(tmp_path / name, read_only=True)

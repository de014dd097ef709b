"""A WARC, ingested: the same facts as from the crawl; and the gate lets through whatever could state one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "crawlers"))

from portal_help import ROOT, Server, crawl, ledger

from chiso.rawgate import RawGate
from extract.charset import decode
from extract.gate import Gate
from normalize.reference import load
from normalize.text import shadow

CHISO = Path(sys.executable).parent / "chiso"


def chiso(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CHISO, *words], capture_output=True, text=True, cwd=ROOT, timeout=200, check=False)


def test_a_crawl_goes_out_as_a_warc_and_comes_in_again(tmp_path: Path) -> None:
    with Server() as server:
        crawl(tmp_path / "crawl", server, only=["yen-bai", "vung-tau"])
    done = chiso("warc", tmp_path / "all.warc.gz", "--archive", tmp_path / "crawl")
    assert done.returncode == 0, done.stderr
    done = chiso("ingest", tmp_path / "all.warc.gz", "--store", tmp_path / "c.duckdb", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["new"] >= 8
    assert told["observations_new"] > 50
    urls = {row[0] for row in ledger(tmp_path / "crawl", "SELECT url FROM page WHERE kind = 'article'")}
    shown = json.loads(
        chiso(
            "query", "SELECT list(url) AS urls FROM article", "--store", tmp_path / "c.duckdb", "--json"
        ).stdout
    )
    found = shown[0]["urls"] if isinstance(shown, list) else shown["urls"]
    assert len(urls & set(found)) >= 8
    again = json.loads(
        chiso("ingest", tmp_path / "all.warc.gz", "--store", tmp_path / "c.duckdb", "--json").stdout
    )
    assert (again["new"], again["observations_new"]) == (0, 0)


def test_a_damaged_warc_is_reported(tmp_path: Path) -> None:
    (tmp_path / "bad.warc.gz").write_bytes(b"garbage" * 100)
    done = chiso("ingest", tmp_path / "bad.warc.gz", "--store", tmp_path / "c.duckdb")
    assert done.returncode == 1
    assert "bad.warc.gz" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "c.duckdb").exists()


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures" / "pages").glob("*.html")), ids=lambda p: p.stem)
def test_no_page_with_a_name_is_turned_away(path: Path) -> None:
    assert RawGate(load())(path.read_bytes())


def test_the_raw_gate_is_no_stricter_than_that_of_the_text() -> None:
    reference = load()
    raw, gate = RawGate(reference), Gate(reference)
    turned_away = 0
    for path in sorted((ROOT / "fixtures" / "articles").glob("*.txt")):
        text = decode(path.read_bytes()).text
        page = f"<html><body><p>{text.replace(chr(10), '<br>')}</p></body></html>".encode()
        if gate.article(shadow(text)):
            assert raw(page), path.name
        turned_away += not raw(page)
    assert turned_away > 0


@pytest.mark.parametrize(
    "page",
    ["<b>PAR</b>\n INDEX", "par&nbsp;index", "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "Chỉ số Cải cách hành chính"],
)
def test_names_are_seen_through_tags_and_cases(page: str) -> None:
    assert RawGate(load())(page.encode())

"""The verbs that keep what was read and look at it, as a person runs them."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chiso import cli, console, pipeline
from store.database import open_store

FIRST = """Sơn La giữ hạng PAR INDEX

Năm 2024, tỉnh Sơn La đạt 90,02% PAR INDEX, xếp thứ 12/63, tăng 1 bậc so với năm 2023.
"""
SECOND = """Cải cách hành chính năm 2024

Chỉ số PAR INDEX năm 2024 của tỉnh Sơn La đạt 90,20%, xếp thứ 12.
Năm 2024, thành phố Hải Phòng đạt 96,17% PAR INDEX, xếp thứ 1.
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("CHISO_STORE", str(tmp_path / "store" / "s.duckdb"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(console.out, "_width", 200)  # rich looks at COLUMNS only when a console is made

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["chiso", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def kept(run: Run, pages: Path) -> Run:
    assert run("ingest", pages).code == 0
    return run


# ingest


def test_ingest_makes_a_store_and_says_what_it_did(run: Run, pages: Path) -> None:
    done = run("ingest", pages, "--json")
    assert done.code == 0
    [report] = done.json
    assert (report["pages"], report["new"], report["unchanged"], report["problems"]) == (2, 2, 0, [])
    assert int(str(report["observations_new"])) >= 6
    assert report["conflicts_open"] == 1
    again = run("ingest", pages, "--json")
    assert again.code == 0
    assert (again.json[0]["new"], again.json[0]["unchanged"]) == (0, 2)
    table = run("ingest", pages)
    assert "unchanged" in table.out


def test_ingest_reports_bad_pages_and_goes_on(run: Run, pages: Path) -> None:
    (pages / "empty.txt").write_text("")
    (pages / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (pages / "menu.html").write_text("<html><body></body></html>")
    done = run("ingest", pages, pages / "missing.txt", pages / "other.docx", "--json")
    assert done.code == 0
    [report] = done.json
    assert (report["new"], len(report["problems"])) == (2, 5)
    for name, words in (
        ("empty.txt", "the file is empty"), ("picture.html", "no text but seems to be a PNG"),
        ("menu.html", "there is no text in it"), ("missing.txt", "no such file"), ("other.docx", "no such file"),
    ):  # fmt: skip
        assert any(name in line and words in line for line in done.err.splitlines()), (name, done.err)
    told = run("query", "SELECT count(*) AS n FROM ingest_problem", "--json").json
    assert told == [{"n": 5}]
    (pages / "empty.txt").write_text(FIRST.replace("Sơn La", "Lào Cai"), encoding="utf-8")
    run("ingest", pages)
    places = run("query", "SELECT place FROM ingest_problem ORDER BY ALL", "--json").json
    assert [Path(str(p["place"])).name for p in places] == [
        "menu.html",
        "missing.txt",
        "other.docx",
        "picture.html",
    ]
    runs = run("query", "SELECT outcome, articles_new, problems FROM run ORDER BY started", "--json").json
    assert [(r["outcome"], r["articles_new"], r["problems"]) for r in runs] == [
        ("done with problems", 2, 5), ("done with problems", 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"  \n", bytes(range(256)) * 4])
def test_nothing_readable_makes_no_store(run: Run, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    done = run("ingest", bad)
    assert done.code == 1
    assert "bad.txt" in done.err
    assert not (tmp_path / "store").exists()


def test_a_name_with_brackets_is_said_as_it_is(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "[tin][" / "b].txt"
    bad.parent.mkdir()
    bad.write_text("")
    for verb in ("ingest", "extract"):
        assert f"skipped {bad}: the file is empty" in run(verb, bad).err
    assert "chiso: [/red].txt: no such file" in run("explain", "[/red].txt").err
    bad.write_text(FIRST.replace("Sơn La giữ", "[/video] Sơn La giữ"), encoding="utf-8")
    assert "[/video] Sơn La giữ" in run("extract", bad).out
    assert run("ingest", bad).code == 0
    assert "[/tỉnh]" in run("query", 'SELECT 1 AS "[/tỉnh]"').out


def test_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("ingest", tmp_path / "none")
    assert done.code == 1
    assert "no such file" in done.err


def test_a_folder_without_pages(run: Run, tmp_path: Path) -> None:
    done = run("ingest", tmp_path)
    assert done.code == 1
    assert "no saved page was found" in done.err


def test_a_page_that_trips_a_rule_does_not_cost_the_others(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract import read

    real = read.read_article

    def broken(snapshot: Any) -> object:
        article = real(snapshot)
        if article.doc == "first":
            raise ZeroDivisionError("in a rule")
        return article

    monkeypatch.setattr(read, "read_article", broken)
    done = run("ingest", pages, "--json")
    assert (done.code, done.json[0]["new"]) == (0, 1)
    assert "ZeroDivisionError: in a rule" in done.err


def _spoil(path: Path, content: bytes | None) -> None:
    """Put something in the place of a store: bytes, or a folder for None."""
    path.parent.mkdir()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)


BAD_STORES: list[tuple[str, Callable[[Path], object], str]] = [
    ("a file in place of its folder", lambda p: p.parent.write_text(""), "is no folder"),
    ("a folder in its place", lambda p: _spoil(p, None), "folder"),
    ("an empty file", lambda p: _spoil(p, b""), "the file is empty"),
    ("another file", lambda p: _spoil(p, b"text" * 9999), "no DuckDB database"),
]


@pytest.mark.parametrize(("name", "spoil", "words"), BAD_STORES, ids=[b[0] for b in BAD_STORES])
def test_a_store_that_cannot_be(
    run: Run, pages: Path, tmp_path: Path, name: str, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(tmp_path / "store" / "s.duckdb")
    done = run("ingest", pages)
    assert done.code == 1
    assert words in done.err
    assert "→" in done.err
    assert "Traceback" not in done.err


def test_a_store_of_a_newer_version(kept: Run, pages: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "store" / "s.duckdb") as store, store.transaction() as cursor:
        cursor.execute("INSERT INTO migration VALUES (99, 'of tomorrow', '2030-01-01')")
    for arguments in (("ingest", pages), ("table", "PAR_INDEX", 2024), ("conflicts",), ("show", "abcd")):
        done = kept(*arguments)
        assert done.code == 1
        assert "version 99" in done.err
        assert "update chiso" in done.err


def test_a_store_that_another_process_holds(kept: Run, pages: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from store.database import open_store\n"
    code += "with open_store(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "store" / "s.duckdb")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(pipeline.__file__).parent.parent,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    for arguments in (("ingest", pages), ("table", "PAR_INDEX", 2024), ("query", "SELECT 1")):
        done = kept(*arguments)
        assert done.code == 1
        assert f"number {holder.pid}" in done.err
    holder.communicate()
    assert kept("query", "SELECT 1").code == 0


def test_progress_tells_every_page(pages: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    report = pipeline.ingest([pages], tmp_path / "s.duckdb", lambda *seen: told.append(seen))
    assert told == [(1, 2, "first.txt"), (2, 2, "second.txt")]
    assert report.anything


# table


def test_a_league_table(kept: Run) -> None:
    done = kept("table", "par index", 2024)
    assert done.code == 0
    lines = [line for line in done.out.splitlines() if "Sơn La" in line or "Hải Phòng" in line]
    assert "Hải Phòng" in lines[0]
    assert "96,17" in lines[0]
    for part in ("12", "▲1", "?", "score 90,02 ≠ 90,20"):
        assert part in lines[1]
    assert "nothing decides" in done.out
    assert "chiso conflicts --index PAR_INDEX --year 2024" in done.err


def test_a_league_table_for_programs(kept: Run) -> None:
    done = kept("table", "PAR_INDEX", 2024, "--json", "--limit", 1)
    [table] = done.json
    assert (table["index"], table["year"], table["who"]) == ("PAR_INDEX", 2024, "province")
    [row] = table["rows"]
    assert (row["name"], row["rank"], row["score"], row["unit"]) == ("Hải Phòng", 1, 96.17, "percent")


MISTAKES = [
    (("table", "PARINDEKS", "2024"), ["no index is called", "did you mean", "PAR_INDEX"]),
    (("table", "PAR_INDEX", "1999"), ["nothing is known of PAR_INDEX 1999", "2024"]),
    (("table", "PAR_INDEX", "2024", "--component", "thể chếe"), ["has no component", "the-che"]),
    (("table", "PAR_INDEX", "2024", "--who", "ministry"), ["for any ministry"]),
    (("table", "PAR_INDEX", "soon"), ["valid integer"]),
    (("conflicts", "--index", "PCJ"), ["no index is called", "PCI"]),
    (("conflicts", "--kind", "odd"), ["odd"]),
    (("show", "Sơn Ka:PAR_INDEX:2024"), ["nobody is called", "province/son-la"]),
    (("show", "Sơn La:PAR_INDEX:1999"), ["nothing is known", "province/son-la:PAR_INDEX:2024"]),
    (("show", "Sơn La:2024"), ["no key of a fact"]),
    (("show", "0"), ["begins so"]),
    (("query", "selec"), ["syntax error"]),
    (("query", "SELECT * FROM read_text('/etc/passwd')"), ["disabled by configuration"]),
]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=[" ".join(m[0])[:40] for m in MISTAKES])
def test_mistakes_get_a_message(kept: Run, arguments: tuple[str, ...], words: list[str]) -> None:
    done = kept(*arguments)
    assert done.code != 0
    for word in words:
        assert word in done.err, done.err
    assert "Traceback" not in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "arguments", [("table", "PCI", 2024), ("conflicts",), ("show", "abcd"), ("query", "SELECT 1")]
)
def test_no_store_yet(run: Run, arguments: tuple[object, ...], tmp_path: Path) -> None:
    done = run(*arguments)
    assert done.code == 1
    assert "no store here" in done.err
    assert not (tmp_path / "store").exists()


def test_an_ingest_that_was_cut_off_is_told_and_mended(kept: Run, pages: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "store" / "s.duckdb") as store, store.transaction() as cursor:
        cursor.execute("INSERT INTO unreconciled VALUES ('PAR_INDEX', NULL)")
    assert "cut off" in kept("table", "PAR_INDEX", 2024).err
    kept("ingest", pages)
    assert "cut off" not in kept("table", "PAR_INDEX", 2024).err


# conflicts, show, query


def test_conflicts(kept: Run) -> None:
    done = kept("conflicts")
    for part in ("value", "high", "open", "90.02%", "90.20%"):
        assert part in done.out
    assert "khác" in kept("conflicts", "--lang", "vi").out
    [one] = kept("conflicts", "--json", "--index", "PAR_INDEX", "--year", 2024, "--kind", "value").json
    assert one["figures"] == ["90.02", "90.20"]
    assert kept("conflicts", "--state", "decided").out == "No conflict.\n"
    assert kept("conflicts", "--state", "decided", "--json").out == ""


def test_show_a_row_of_facts(kept: Run) -> None:
    done = kept("show", "Sơn La:par-index:2024")
    assert done.code == 0
    for part in (
        "score:", "90,02%", "✔ for", "90,20%", "✘ against", "first.txt", "second.txt",
        "tỉnh Sơn La đạt 90,02% PAR INDEX", "rule “", "subject:", "hạng 12/63", "+1 bậc", "Conflicts:",
    ):  # fmt: skip
        assert part in done.out, part
    [sheet] = kept("show", "province/son-la:PAR_INDEX:2024", "--json").json
    assert {f["attribute"] for f in sheet["facts"]} == {"score", "rank", "rank_change"}


def test_show_a_conflict_and_an_observation(kept: Run) -> None:
    [conflict] = kept("conflicts", "--json").json
    done = kept("show", str(conflict["id"])[:8])
    assert "Sơn La, PAR INDEX 2024, điểm" in done.out
    assert "Sơn La, PAR INDEX 2024, score" in done.out
    [sheet] = kept("show", conflict["id"], "--json").json
    said = sheet["evidence"][0]["observation_id"]
    done = kept("show", said[:10])
    assert f"Observation {said}" in done.out


def test_the_value_is_highlighted_in_its_sentence() -> None:
    from chiso.sheets import sentence

    text = sentence({"sentence": "Sơn La đạt 90,02% năm 2024.", "value_start": 11, "value_end": 17})
    assert [text.plain[s.start : s.end] for s in text.spans] == ["90,02%"]


def test_query(kept: Run) -> None:
    sql = "SELECT province, rank, score, conflict FROM facts WHERE rank = 1"
    assert kept("query", sql, "--json").json == [
        {"province": "Hải Phòng", "rank": 1, "score": 96.17, "conflict": []}
    ]
    rows = list(csv.reader(kept("query", sql, "--csv").out.splitlines()))
    assert rows == [["province", "rank", "score", "conflict"], ["Hải Phòng", "1", "96.1700", "[]"]]
    assert "Hải Phòng" in kept("query", sql).out
    many = kept("query", "SELECT * FROM range(500)", "--limit", 3)
    assert "only the first 3 rows" in many.err
    assert "499" not in many.out


@pytest.mark.parametrize("verb", ["ingest", "table", "conflicts", "show", "query"])
def test_every_verb_has_help_with_an_example(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert "CHISO_STORE" in done.out


def test_a_pipe_that_closes_is_no_error(kept: Run, tmp_path: Path) -> None:
    root = Path(pipeline.__file__).parent.parent
    start = f"{sys.executable} -c 'from chiso.cli import main; main()'"
    command = f"{start} query 'SELECT * FROM range(100000)' --csv | head -2"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=root, check=False)
    assert done.stdout.splitlines() == ["range", "0"]
    assert "Traceback" not in done.stderr

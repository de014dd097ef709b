"""The verb `query`: its forms, its refusals with their reasons, its prompt with completion, its pager."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from analyst_help import ROOT, chiso, demo_store, empty_store
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from chiso.prompt import Names, history_file, is_whole, run, session
from chiso.schema import Schema, schema_of
from store.database import open_store

TOP = "SELECT name, rank, score, conflict FROM league('PAR_INDEX', 2023) WHERE rank <= 5 ORDER BY rank, name"


@pytest.fixture(scope="module")
def schema() -> Iterator[Schema]:
    with open_store(demo_store(), read_only=True) as store:
        yield schema_of(store)


def known() -> list[tuple[object, ...]]:
    with open_store(demo_store(), read_only=True) as store:
        return store.rows(TOP)


# forms


def test_every_form_gives_the_same_rows(tmp_path: Path) -> None:
    rows = known()
    names = [row[0] for row in rows]
    told = chiso("query", TOP, "--json", store=demo_store()).json
    assert [(r["name"], r["rank"], r["conflict"]) for r in told] == [(r[0], r[1], r[3]) for r in rows]
    read = list(csv.DictReader(io.StringIO(chiso("query", TOP, "--csv", store=demo_store()).out)))
    assert [r["name"] for r in read] == names
    parquet, xlsx = tmp_path / "top.parquet", tmp_path / "top.xlsx"
    assert chiso("query", TOP + " -- the best;", "--parquet", parquet, store=demo_store()).code == 0
    import duckdb

    assert duckdb.sql(f"FROM '{parquet}'").fetchall() == rows  # with their types: DECIMAL, lists
    done = chiso("query", TOP, "--xlsx", xlsx, store=demo_store())
    assert f"{len(rows)} rows" in done.err
    head, *cells = openpyxl.load_workbook(xlsx).active.iter_rows(values_only=True)
    assert head == ("name", "rank", "score", "conflict")
    assert [row[0] for row in cells] == names
    assert [row[2] for row in cells] == [None if r[2] is None else pytest.approx(float(r[2])) for r in rows]
    shown = chiso("query", TOP, store=demo_store()).out
    for name in names:
        assert name in shown


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    for form in ("--parquet", "--xlsx"):
        path = tmp_path / f"mine{form[2:]}"
        path.write_text("mine")
        done = chiso("query", "SELECT 1", form, path, store=demo_store())
        assert (done.code, "a file already" in done.err, path.read_text()) == (1, True, "mine")
        assert chiso("query", "SELECT 1", form, path, "--force", store=demo_store()).code == 0
        assert path.read_bytes() != b"mine"
    bad = tmp_path / "bad.parquet"
    assert chiso("query", "SELECT nothing", "--parquet", bad, store=demo_store()).code == 1
    assert not list(tmp_path.glob("*bad*"))


@pytest.mark.parametrize(
    "arguments",
    [("table", "PAR INDEX", "2023"), ("trend", "Sơn La", "SIPAS"), ("coverage",), ("coverage", "--index", "PCI"),
     ("compare", "Hải Phòng", "Quảng Ninh")],
    ids=" ".join,
)  # fmt: skip
def test_the_other_verbs_have_these_forms_too(arguments: tuple[str, ...], tmp_path: Path) -> None:
    [told] = chiso(*arguments, "--json", store=demo_store()).json
    assert told["rows"]
    read = list(csv.DictReader(io.StringIO(chiso(*arguments, "--csv", store=demo_store()).out)))
    parquet, xlsx = tmp_path / "a.parquet", tmp_path / "a.xlsx"
    assert chiso(*arguments, "--parquet", parquet, store=demo_store()).code == 0
    assert chiso(*arguments, "--xlsx", xlsx, store=demo_store()).code == 0
    import duckdb

    frame = duckdb.sql(f"FROM '{parquet}'").df()
    sheet = pd.read_excel(xlsx)
    assert list(frame.columns) == list(sheet.columns) == list(read[0])
    assert len(frame) == len(sheet) == len(read) == len(told["rows"])
    assert list(frame["year"]) == [r["year"] for r in told["rows"]] if "year" in frame else True


def test_an_empty_store_has_empty_forms(tmp_path: Path) -> None:
    parquet = tmp_path / "none.parquet"
    assert chiso("query", "FROM facts", "--parquet", parquet, store=empty_store()).code == 0
    import duckdb

    frame = duckdb.sql(f"FROM '{parquet}'").df()
    assert (len(frame), "score" in frame) == (0, True)
    shown = chiso("table", "PCI", 2023, store=empty_store())
    assert (shown.code, "Nothing is known" in shown.err, "rank" in shown.out) == (0, True, True)


# refusals

REFUSED = [
    ("DELETE FROM fact", "read-only", "only reads the store"),
    ("COPY fact TO '/tmp/chiso-stolen.csv'", "disabled by configuration", "--parquet"),
    ("ATTACH '/tmp/other.duckdb'", "disabled by configuration", "only reads the store"),
    ("SET threads = 1", "locked", "only reads the store"),
    ("FROM fcts", 'Did you mean "fact', "SHOW TABLES"),
    ("SELECT provinze FROM facts", '"province"', "SHOW TABLES"),
    ("SELECT 1; SELECT 2", "one statement", "one by one"),
    ("EXPLAIN FROM facts", "EXPLAIN", "only reads the store"),
]


@pytest.mark.parametrize(("sql", "why", "what_to_do"), REFUSED, ids=[sql[:16] for sql, _, _ in REFUSED])
def test_what_is_refused_and_why(sql: str, why: str, what_to_do: str, tmp_path: Path) -> None:
    forms: list[tuple[object, ...]] = [("--parquet", tmp_path / "x.parquet")]
    if not sql.startswith("EXPLAIN"):
        forms += [(), ("--json",), ("--csv",)]
    for form in forms:
        done = chiso("query", sql, *form, store=demo_store())
        assert (done.code, done.out) == (1, "")
        assert what_to_do in done.err
        if "--parquet" not in form or "EXPLAIN" in sql:
            assert why in done.err
    assert not list(tmp_path.iterdir())
    assert not Path("/tmp/chiso-stolen.csv").exists()


def test_a_file_beside_the_one_asked_for_cannot_be_touched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    done = chiso(
        "query", f"FROM read_csv('{secret}')", "--parquet", tmp_path / "x.parquet", store=demo_store()
    )
    assert (done.code, "disabled by configuration" in done.err) == (1, True)
    both = chiso("query", "SELECT 1", "--csv", "--json", store=demo_store())
    assert (both.code, "choose one" in both.err) == (1, True)


# the prompt


def completions(schema: Schema, text: str) -> list[str]:
    return [c.text for c in Names(schema).get_completions(Document(text), CompleteEvent())]


def test_completion_knows_views_columns_macros_and_values(schema: Schema) -> None:
    assert completions(schema, "FROM fac")[0] == "facts"
    assert completions(schema, "FROM ")[0] == "facts"
    assert "league(" in completions(schema, "SELECT * FROM lea")
    assert completions(schema, "SELECT * FROM facts WHERE score_s")[0] == "score_settled"
    assert "said_unit" not in completions(schema, "SELECT * FROM facts WHERE said")
    assert "said_unit" in completions(schema, "SELECT * FROM evidence WHERE said")
    assert completions(schema, "FROM facts WHERE index = 'PAR") == ["PAR_INDEX"]
    assert "PCI" in completions(schema, "FROM league('P")
    assert "Sơn La" in completions(schema, "FROM facts WHERE province IN ('Hà Nội', 'Sơn")
    assert completions(schema, "sel")[0] == "SELECT"
    assert completions(schema, ".col") == [".columns"]
    assert "facts" in completions(schema, ".columns fact")
    meta = next(Names(schema).get_completions(Document("FROM facts"), CompleteEvent()))
    assert "start here" in meta.display_meta_text


def test_a_query_goes_on_until_its_semicolon() -> None:
    assert is_whole("FROM facts;")
    assert is_whole("FROM facts; ")
    assert is_whole(".tables")
    assert is_whole("quit")
    assert is_whole("")
    assert not is_whole("FROM facts")
    assert not is_whole("SELECT 1,\n 2")


def test_the_prompt_asks_and_answers_until_one_leaves(
    schema: Schema, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    with create_pipe_input() as typed:
        prompt = session(schema, input=typed, output=DummyOutput(), history=InMemoryHistory())
        typed.send_text("SELECT 1,\r 2;\r")
        typed.send_text("\r.columns factss\r.columns facts\r.tables\r.help\r")
        typed.send_text("FROM facts;\rquit\r")
        typed.send_text("never;\r")
        run(prompt, schema, asked.append)
    assert asked == ["SELECT 1,\n 2;", "FROM facts;"]
    told = capsys.readouterr()
    assert "Did you mean facts" in told.err
    for part in ("start here", "the year that was measured", "Tab completes"):
        assert part in told.out


def test_ctrl_d_leaves_and_ctrl_c_only_forgets_the_line(schema: Schema) -> None:
    asked: list[str] = []
    with create_pipe_input() as typed:
        prompt = session(schema, input=typed, output=DummyOutput(), history=InMemoryHistory())
        typed.send_text("FROM wrong\x03SELECT 2;\r\x04")
        run(prompt, schema, asked.append)
    assert asked == ["SELECT 2;"]


def test_queries_are_remembered_in_the_users_state_folder() -> None:
    assert history_file({"XDG_STATE_HOME": "/state"}) == Path("/state/chiso/queries")
    assert history_file({}).parts[-3:] == ("state", "chiso", "queries")


def test_in_a_terminal(tmp_path: Path) -> None:
    """A real terminal: the prompt, an answer through the pager, a mistake that does not end it."""
    import pty
    import select

    parent, child = pty.openpty()
    pager = tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\ntee -a "{tmp_path}/paged"\n')
    pager.chmod(0o755)
    environment = {
        **os.environ, "TERM": "xterm", "PAGER": str(pager), "XDG_STATE_HOME": str(tmp_path), "COLUMNS": "80",
        "LINES": "24", "PROMPT_TOOLKIT_NO_CPR": "1",
    }  # fmt: skip
    command = [
        sys.executable,
        "-c",
        "from chiso.cli import main; main()",
        "query",
        "--store",
        str(demo_store()),
    ]
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=ROOT, env=environment)
    os.close(child)
    seen = b""

    def until(what: str) -> None:
        nonlocal seen
        while what.encode() not in seen:
            ready, _, _ = select.select([parent], [], [], 60)
            assert ready, seen.decode(errors="replace")
            seen += os.read(parent, 65536)
        seen = seen.partition(what.encode())[2]

    try:
        until("read-only")
        until("chiso>")
        os.write(parent, b"DROP TABLE fact;\r")
        until("only reads the store")
        until("chiso>")
        os.write(parent, b"SELECT province, score FROM facts ORDER BY ALL LIMIT 50;\r")
        until("chiso>")
        os.write(parent, b"\x04")
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(parent)
    assert "province" in (tmp_path / "paged").read_text("utf-8")
    assert "DROP TABLE fact" in (tmp_path / "chiso" / "queries").read_text("utf-8")


def test_piped_sql() -> None:
    command = [
        sys.executable,
        "-c",
        "from chiso.cli import main; main()",
        "query",
        "--csv",
        "--store",
        str(demo_store()),
    ]
    done = subprocess.run(command, input=TOP, capture_output=True, text=True, cwd=ROOT, check=True)
    assert len(list(csv.reader(done.stdout.splitlines()))) == len(known()) + 1
    nothing = subprocess.run(command, input="", capture_output=True, text=True, cwd=ROOT, check=False)
    assert (nothing.returncode, "one statement is wanted" in nothing.stderr) == (1, True)
    noise = subprocess.run(command, input=b"\xff", capture_output=True, cwd=ROOT, check=False)
    assert (noise.returncode, b"Traceback" in noise.stderr) == (1, False)


def test_while_another_process_writes_the_published_copy_is_read(tmp_path: Path) -> None:
    from store.publish import publish, published_folder

    path = tmp_path / "mine.duckdb"
    path.write_bytes(demo_store().read_bytes())
    with open_store(path) as store:
        publish(store, published_folder(path), keep=2, version="0")
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        for arguments in (
            ("query", TOP),
            ("table", "PAR INDEX", "2023"),
            ("trend", "Sơn La", "SIPAS"),
            ("coverage",),
        ):
            done = chiso(*arguments, "--json", store=path)
            assert (done.code, "this is what was published" in done.err) == (0, True)
            assert done.out == chiso(*arguments, "--json", store=demo_store()).out
        writer.communicate("")

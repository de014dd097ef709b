"""The verbs of reviewers as a person runs them: decide, undo, decisions, why, history, diff."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from desk_help import KEY, OTHER, ROW, TABLE, THIRD, Desk

from chiso import cli

HOLD = """
import sys
from pathlib import Path
from store.database import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.read("bang.txt", TABLE)
    desk.read("tinh.txt", OTHER)
    return desk.folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copy(made / "s.duckdb", tmp_path)
    return Desk(tmp_path)


# decide and undo


def test_a_decision_counts_and_is_kept_in_its_file(desk: Desk) -> None:
    before = desk.fact()
    assert before["settled"] == "open"
    told = desk("decide", desk.conflict()[:8], "--take", "90,20", "--because", "bảng của Bộ")
    assert told.code == 0
    assert "90,20% is right" in told.out
    assert "(lan: bảng của Bộ)" in told.out.replace("\n", " ")
    assert (desk.fact()["figure"], desk.fact()["settled"], desk.fact()["confidence"]) == (
        "90.20",
        "decided",
        1,
    )
    [line] = desk.decisions.read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["who"], kept["why"], kept["figure"], kept["verdict"]) == (
        "lan",
        "bảng của Bộ",
        "90.20",
        "claim",
    )
    undone = desk("undo", kept["id"][:8], "--because", "nhầm")
    assert f"takes back {kept['id'][:8]}" in undone.out.replace("\n", " ")
    after = desk.fact()
    assert {n: after[n] for n in ("figure", "settled", "confidence")} == {
        n: before[n] for n in ("figure", "settled", "confidence")
    }
    assert len(desk.decisions.read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "figure", "settled"),
    [
        (["--take", "CLAIM"], "90.20", "decided"),
        (["--value", "90,11%", "--source", "Quyết định 123"], "90.11", "decided"),
        (["--none"], None, "decided"),
        (["--both", "90,20"], "90.20", "decided"),
        (["--misread", "CLAIM", "--slot", "value", "--should-be", "90,02"], "90.02", "single"),
        (["--source-error", "CLAIM"], "90.02", "single"),
    ],
)
def test_every_verdict(desk: Desk, options: list[str], figure: str | None, settled: str) -> None:
    [why] = desk("why", KEY, "--attribute", "score", "--json").json
    [claim] = [c["observation_id"] for w in why["witnesses"] for c in w["claims"] if c["figure"] == "90.20"]
    given = [claim[:8] if o == "CLAIM" else o for o in options]
    told = desk("decide", KEY, "--attribute", "score", *given, "--because", "so", "--json")
    assert (told.code, told.err) == (0, "")
    [record] = told.json
    assert [c["figure_after"] for c in record["changes"] if c["attribute"] == "score"] in ([figure], [])
    assert (desk.fact()["figure"], desk.fact()["settled"]) == (figure, settled)


def test_later_and_a_remark_leave_the_figure_as_it_is(desk: Desk) -> None:
    before = desk.fact()
    for options in (["--defer", "--until", "2999-01-31"], ["--note"]):
        assert desk("decide", desk.conflict(), *options, "--because", "hỏi lại Bộ").code == 0
    assert desk.fact() == before
    states = {r["verdict"]: r["state"] for r in desk("decisions", "list", "--json").json}
    assert states == {"defer": "deferred", "comment": "noted"}


def test_several_figures_are_accepted_in_one_go_and_undone_in_one_go(desk: Desk) -> None:
    named = desk("decide", KEY, "--take", "12", "--because", "so")
    assert (named.code, "that means 2 figures" in named.err) == (1, True)
    assert re.search(r"\n    [0-9a-f]{8}  Sơn La:PAR_INDEX:2024 rank 12\n", named.err)
    assert desk("decide", KEY, "--accept", "--because", "đúng cả").code == 0
    assert {desk.fact(a)["settled"] for a in ("score", "rank")} == {"decided"}
    assert desk("undo").code == 0
    assert "decided" not in {desk.fact(a)["settled"] for a in ("score", "rank")}


def test_two_reviewers_who_differ(desk: Desk) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so").code == 0
    refused = desk("decide", desk.conflict(), "--take", "90,02", "--because", "khác", "--by", "minh")
    assert (refused.code, refused.out) == (1, "")
    assert "lan ruled 90.20" in refused.err
    assert re.search(r"take it back: chiso undo [0-9a-f]{8}", refused.err)
    assert desk.fact()["figure"] == "90.20"
    told = desk("decide", desk.conflict(), "--take", "90,02", "--because", "khác", "--by", "minh", "--second")
    assert told.code == 0
    assert desk.fact()["settled"] == "open"
    listed = desk("decisions", "list", "--state", "disputed")
    assert listed.out.count("disputed") == 2
    assert desk("undo", "--by", "minh").code == 0
    assert (desk.fact()["figure"], desk.fact()["settled"]) == ("90.20", "decided")


def test_contradicted_by_a_new_article_it_comes_back(desk: Desk) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so").code == 0
    desk.read("ba.txt", THIRD)
    assert (desk.fact()["settled"] != "decided", desk.fact()["stale"]) == (True, True)
    listed = desk("decisions", "list", "--state", "stale", columns=200)
    assert "claimed then 90.02, 90.20, now 90.02, 90.20, 90.31" in " ".join(listed.out.split())
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "vẫn thế").code == 0
    assert (desk.fact()["settled"], desk.fact()["stale"]) == ("decided", False)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "one verdict is wanted"),
        (["--none", "--note"], "only one verdict is wanted"),
        (["--take", "90,20"], "a decision needs a reason"),
        (["--take", "99", "--because", "x"], "claimed are: 90.02, 90.20"),
        (["--take", "90,20", "--source", "x", "--because", "x"], "--source goes with --value"),
        (["--value", "99", "--because", "x"], "needs a source"),
        (["--value", "199", "--source", "x", "--because", "x"], "outside of the scale, 0 to 100"),
        (["--value", "nhiều", "--source", "x", "--because", "x"], "is no score"),
        (["--misread", "0000", "--slot", "value", "--because", "x"], "no claim about it is called '0000'"),
        (["--defer", "--until", "mai", "--because", "x"], "write it as 2026-01-31"),
        (["--defer", "--until", "2001-01-31", "--because", "x"], "2001-01-31 is past"),
        (["--none", "--because", "x", "--expect", "0123"], "the evidence has changed since you looked"),
    ],
)
def test_what_does_not_fit_is_refused_with_nothing_kept(desk: Desk, options: list[str], words: str) -> None:
    told = desk("decide", KEY, "--attribute", "score", *options)
    assert (told.code, told.out) == (1, "")
    assert words in told.err
    assert "Traceback" not in told.err
    assert not desk.decisions.exists() or not desk.decisions.read_text()


@pytest.mark.parametrize(
    ("verb", "what", "words"),
    [
        ("decide", "0000", "no conflict, figure or observation has an id that begins so"),
        ("decide", "Sơn La:PAR INDX:2024", "did you mean PAR_INDEX?"),
        ("decide", "Sơn La:PAR INDEX:1999", f"known are: {ROW}"),
        ("why", "Sơn Lla:PAR INDEX:2024", "did you mean province/son-la"),
        ("why", "Sơn La:PCI:2024", f"known are: {ROW}"),
        ("history", "Sơn La:PCI:2024", f"known are: {ROW}"),
        ("history", "Sơn La", "no conflict, figure or observation"),
        ("undo", "0000", "no decision has an id that begins so"),
        ("undo", None, "no decision of lan stands"),
    ],
)
def test_wrong_names_get_the_nearest(desk: Desk, verb: str, what: str | None, words: str) -> None:
    more = ["--none", "--because", "x"] if verb == "decide" else []
    told = desk(verb, *([what] if what else []), *more)
    assert (told.code, told.out) == (1, "")
    assert words in told.err


def test_what_is_no_more_is_told_with_what_it_was(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.read("bang.txt", TABLE)
    desk.read("tinh.txt", OTHER)
    conflict = desk.conflict()
    desk.read("tinh.txt", OTHER.replace("90,20", "90,02"))
    told = desk("decide", conflict[:8], "--none", "--because", "x")
    assert (told.code, "this conflict is no more, since" in told.err) == (1, True)
    assert "it was: Sơn La, PAR INDEX 2024, score: 90.02%" in told.err


def test_while_another_process_has_the_store_a_decision_waits(desk: Desk) -> None:
    assert desk("publish").code == 0
    root = Path(cli.__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        told = desk("decide", desk.conflict(), "--take", "90,20", "--because", "so")
        assert "counts when that one reconciles next" in " ".join(told.out.split())
        seen = desk("why", KEY, "--attribute", "score")
        assert "this is what was published" in " ".join(seen.err.split())
        holder.communicate()
    assert desk("publish").code == 0
    assert desk.fact()["settled"] == "decided"


def test_a_corrupt_line_is_told_and_the_others_count(desk: Desk) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so").code == 0
    line = desk.decisions.read_text("utf-8")
    desk.decisions.write_text(line.replace("90.20", "90.02") + "{nonsense\n" + line, "utf-8")
    told = desk("publish")
    assert told.code == 0
    assert f"{desk.decisions}:1: it was changed" in told.err
    assert f"{desk.decisions}:2: it is not JSON" in told.err
    assert (desk.fact()["figure"], desk.fact()["settled"]) == ("90.20", "decided")


# decisions


def test_decisions_travel_between_stores(desk: Desk, made: Path, tmp_path: Path) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so").code == 0
    out = tmp_path / "out.jsonl"
    assert desk("decisions", "export", out).code == 0
    assert desk("decisions", "export", "-").out == out.read_text("utf-8") == desk.decisions.read_text("utf-8")
    assert desk("decisions", "export", out).code == 1
    assert desk("decisions", "export", tmp_path / "none.jsonl", "--index", "PCI").code == 0
    assert (tmp_path / "none.jsonl").read_text() == ""
    (tmp_path / "other").mkdir()
    shutil.copy(made / "s.duckdb", tmp_path / "other")
    other = Desk(tmp_path / "other")
    assert other("decisions", "import", out, "--json").json == [{"added": 1, "known": 0, "unreadable": 0}]
    assert other("decisions", "import", out, "--json").json == [{"added": 0, "known": 1, "unreadable": 0}]
    assert other.fact() == desk.fact()
    out.write_text(out.read_text("utf-8") + "x\n", "utf-8")
    told = other("decisions", "import", out)
    assert (told.code, f"{out}:2: it is not JSON" in told.err) == (1, True)
    assert other("decisions", "import", tmp_path / "bang.txt").code == 1


def test_no_decision_yet(desk: Desk) -> None:
    assert desk("decisions", "list").out == "No decision.\n"
    assert desk("decisions", "list", "--json").out == ""


# why, history, diff


def test_why_adds_up(desk: Desk) -> None:
    [told] = desk("why", KEY, "--attribute", "score", "--json").json
    total = told["arithmetic"]
    parts = sum(w["weight"] for w in told["witnesses"]) + sum(r["weight"] for r in told["reasons"])
    assert total["start"] + parts == pytest.approx(total["log_odds"])
    assert total["confidence"] == told["fact"]["confidence"]
    text = desk("why", KEY, "--attribute", "score").out
    assert f"{total['log_odds']:+.2f}" in text
    assert "90,02%" in text
    assert "90,20%" in text
    assert desk("why", KEY, "--attribute", "group").code == 1


def test_history_and_difference(desk: Desk) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so").code == 0
    rows = desk("history", KEY, "--attribute", "score", "--json").json
    assert [(r["settled"], r["cause"], r["reviewer"]) for r in rows] == [
        ("single", "ingest", None), ("open", "ingest", None), ("decided", "decide", "lan"),
    ]  # fmt: skip
    assert [r["known_to"] for r in rows] == [*(r["known_from"] for r in rows[1:]), None]
    by_id = desk("history", rows[0]["fact_id"][:8], "--json").json
    assert [r for r in by_id if r["attribute"] == "score"] == rows
    assert "decide: lan, claim “so”" in desk("history", KEY, "--attribute", "score", columns=120).out
    since = rows[1]["known_from"].replace(" ", "T") + "Z"
    told = desk("diff", "--from", since, "--json").json
    changed = [(r["what"], r["attribute"], r["figure_after"]) for r in told if "figure_after" in r]
    assert ("90.20") in {c[2] for c in changed}
    assert [(r["conflict"], r["what"]) for r in told if "conflict" in r] == [(desk.conflict(), "decided")]
    assert "conflict decided" in desk("diff", "--from", since).out
    assert desk("diff", "--from", "now").out == "Nothing is otherwise.\n"
    assert "exchange --from and --to" in desk("diff", "--from", "now", "--to", "2001-01-01").err
    assert "is no moment" in desk("diff", "--from", "gestern").err


def test_what_is_shown_fits_80_columns(desk: Desk) -> None:
    assert desk("decide", desk.conflict(), "--take", "90,20", "--because", "so " * 30).code == 0
    for verb in (["why", KEY], ["history", KEY], ["diff", "--from", "2001-01-01"], ["decisions", "list"]):
        wide = [line for line in desk(*verb).out.splitlines() if len(line) > 80]
        assert wide == [], verb


@pytest.mark.parametrize(
    "verb",
    ["decide", "undo", "decisions list", "decisions export", "decisions import", "why", "history", "diff", "publish",
     "rollback", "export"],
)  # fmt: skip
def test_every_verb_has_help_with_an_example(desk: Desk, verb: str) -> None:
    told = desk(*verb.split(), "--help")
    assert told.code == 0
    assert f"Example: chiso {verb}" in told.out

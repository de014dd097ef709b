"""The verbs that need no store, run as a user runs them."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "fixtures" / "articles"
CHISO = Path(sys.executable).parent / "chiso"
KEYS = {
    "doc", "subject", "index", "component", "year", "attribute", "value", "unit", "scope", "of", "status",
    "start", "end", "sentence", "rule", "confidence", "reasons",
}  # fmt: skip


def chiso(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CHISO, *words], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


def said_well(run: subprocess.CompletedProcess[str], *words: str) -> None:
    """A mistake of the user: an exit code, a message with these words, advice, and no traceback."""
    assert run.returncode not in (0, None)
    assert "Traceback" not in run.stderr + run.stdout
    assert "→" in run.stderr or "(" in run.stderr
    for word in words:
        assert word in run.stderr


def test_extract_prints_one_object_a_line_that_quotes_its_page() -> None:
    run = chiso("extract", ARTICLES / "par-03-son-la-2024.txt", "--format", "jsonl")
    assert run.returncode == 0
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(records) > 5
    for record in records:
        assert set(record) >= KEYS
        assert record["doc"] == "par-03-son-la-2024"
        start, end = record["sentence"]
        assert start <= record["start"] < record["end"] <= end
    assert any(r["attribute"] == "score" and r["value"] == 90.02 for r in records)


def test_extract_of_a_folder_goes_on_past_a_bad_page(tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").write_bytes(b"")
    (tmp_path / "b-binary.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 100)
    (tmp_path / "c-good.txt").write_text("Kết quả\n\nNăm 2023, Hải Phòng xếp thứ 2 PAR INDEX.\n", "utf-8")
    run = chiso("extract", tmp_path, "--format", "jsonl")
    said_well(run, "a-empty.txt", "b-binary.txt")
    (record,) = [json.loads(line) for line in run.stdout.splitlines()]
    assert (record["doc"], record["value"]) == ("c-good", 2)


def test_explain_says_why_a_number_is_no_observation() -> None:
    run = chiso("explain", "Phấn đấu năm 2025, Hải Phòng đạt 95% chỉ số PAR INDEX.", "--json")
    said = json.loads(run.stdout)
    assert said["observations"] == []
    (abstention,) = [a for a in said["abstentions"] if "95" in a["text"]]
    assert "target" in abstention["why"]


def test_explain_shows_the_reading_of_a_sentence_to_a_person() -> None:
    run = chiso("explain", "Năm 2023, Hải Phòng xếp thứ 2 PAR INDEX với 91,87%.")
    assert run.returncode == 0
    assert "Hải Phòng" in run.stdout and "91,87" in run.stdout


@pytest.mark.parametrize("verb", ["explain", "normalize"])
def test_a_text_may_be_longer_than_any_name_of_a_file(verb: str) -> None:
    run = chiso(verb, "Năm 2023, Hải Phòng xếp thứ 2 PAR INDEX với 91,87%. " * 8, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    assert "91,87%" in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("extract", "nowhere/at-all"), "nowhere/at-all"),
        (("explain", "nowhere/page.html"), "nowhere/page.html"),
        (("evaluate", "nowhere"), "nowhere"),
        (("evaluate", "tests"), "no gold"),
        (("demo", "--into", "/proc/none"), "/proc/none"),
    ],
    ids=str,
)
def test_a_wrong_path_gets_a_message(words: tuple[str, ...], said: str) -> None:
    said_well(chiso(*words), said)


def test_gold_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Tiêu đề\n\nNăm 2023.\n", "utf-8")
    (tmp_path / "x.json").write_text('{"observations": [{"subject": "national"}]}', "utf-8")
    said_well(chiso("evaluate", tmp_path), "x.json")


def test_evaluate_counts(tmp_path: Path) -> None:
    for path in ARTICLES.glob("par-03-*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    run = chiso("evaluate", tmp_path, "--json")
    report = json.loads(run.stdout)
    assert report["documents"] == 1
    overall = report["slices"]["status"]["stated"]
    assert overall["right"] + overall["wrong"] > 0


def test_the_command_itself_starts_at_once() -> None:
    """Nothing heavy is imported before a verb needs it; the clock is only asked whether it is minutes."""
    heavy = ("spacy", "underthesea", "duckdb", "pandas", "scrapy")
    code = f"import sys, chiso.cli; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[]"
    began = time.monotonic()
    assert chiso("--help").returncode == 0
    assert time.monotonic() - began < 60

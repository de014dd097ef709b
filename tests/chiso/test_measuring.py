"""`chiso evaluate` as people and machines use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "fixtures" / "articles"
CHISO = Path(sys.executable).parent / "chiso"
GOLD = {
    "subject": "province/hai-phong", "index": "PAR_INDEX", "component": None, "year": 2023, "attribute": "rank",
    "value": 2, "unit": None, "scope": "national", "of": None, "status": "stated", "optional": False, "evidence": "x",
}  # fmt: skip


def evaluate(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CHISO, "evaluate", *words],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
        env={"COLUMNS": "80", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents: one right, one with a wrong year in the gold, one with a fact that is not said."""
    texts = {"a": GOLD, "b": GOLD | {"year": 2021}, "c": GOLD | {"attribute": "score", "value": 91.87}}
    gold = tmp_path / "gold"
    gold.mkdir()
    for name, observation in texts.items():
        (gold / f"{name}.txt").write_text("Kết quả\n\nNăm 2023, Hải Phòng xếp thứ 2 PAR INDEX.\n", "utf-8")
        (gold / f"{name}.json").write_text(json.dumps({"id": name, "observations": [observation]}), "utf-8")
    return gold


def test_what_is_wrong_is_shown_with_sentence_rule_and_slot(folder: Path) -> None:
    run = evaluate(folder, "--rules", "--sources", "--documents")
    assert run.returncode == 0
    assert "Hải Phòng xếp thứ 2 PAR INDEX" in run.stdout
    assert "meant: year 2021" in run.stdout
    assert "nothing like it in the gold" in run.stdout
    assert "3 documents, 3 answers" in run.stdout
    assert "overlap" in run.stdout and "subject: clause" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_the_report_is_one_json_object(folder: Path) -> None:
    report = json.loads(evaluate(folder, "--json").stdout)
    assert (report["precision"], report["recall"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert report["by_document"]["a"]["precision"] == 1
    assert report["wrong_slots"] == {"year": 1, "nothing like it in the gold": 1}
    assert report["sources"]["year"]["clause"]["wrong"] == 2
    assert sum(rule["right"] for rule in report["rules"].values()) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--min-precision", "0.3"), 0),
        (("--min-precision", "0.5"), 1),
        (("--min-recall", "0.5"), 1),
        (("--min-precision", "0.3", "--min-recall", "0.3"), 0),
        (("--min-recall", "7"), 2),
    ],
    ids=str,
)
def test_a_build_fails_where_less_is_reached(folder: Path, words: tuple[str, ...], code: int) -> None:
    run = evaluate(folder, *words)
    assert run.returncode == code
    assert "Traceback" not in run.stderr
    if code == 1:
        assert "below" in run.stderr


def test_a_part_set_aside_is_measured_and_not_shown(folder: Path) -> None:
    run = evaluate(folder, "--aside", "3")
    assert "part set aside" in run.stdout and "part seen" in run.stdout
    assert "○ missed score" not in run.stdout  # that one is in c, the third
    assert "meant: year 2021" in run.stdout


def test_another_version_is_compared_with(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "before.jsonl"
    assert evaluate(folder, "--save", saved).returncode == 0
    assert "0 gained, 0 lost, 0 changed" in " ".join(evaluate(folder, "--against", saved).stdout.split())
    records = [json.loads(line) for line in saved.read_text("utf-8").splitlines()]
    changed = [r | {"year": 2021} if r["doc"] == "b" else r for r in records if r["doc"] != "a"]
    saved.write_text("".join(json.dumps(r) + "\n" for r in changed), "utf-8")
    said = evaluate(folder, "--against", saved, "--json")
    found = {d["doc"]: (d["kind"], d["slots"], d["verdict"]) for d in json.loads(said.stdout)["against"]}
    assert found == {"a": ("gained", [], "better"), "b": ("changed", ["year"], "worse")}
    text = " ".join(evaluate(folder, "--against", saved).stdout.split())
    assert "1 gained, 0 lost, 1 changed; by the gold 1 better, 1 worse" in text
    assert "year: 2021 → 2023" in text


def test_what_extract_printed_can_be_compared_with(tmp_path: Path) -> None:
    """`extract` knows no date but the page's; the comparison reads the pages as it did."""
    run = subprocess.run(
        [CHISO, "extract", ARTICLES, "--format", "jsonl"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    saved = tmp_path / "other.jsonl"
    saved.write_text(run.stdout, "utf-8")
    text = " ".join(evaluate(ARTICLES, "--against", saved).stdout.split())
    assert "0 gained, 0 lost, 0 changed" in text


@pytest.mark.parametrize("words", [("--against", "nowhere.jsonl"), ("--save", "nowhere/x.jsonl")], ids=str)
def test_a_file_that_cannot_be_used_gets_a_message(folder: Path, words: tuple[str, ...]) -> None:
    run = evaluate(folder, *words)
    assert run.returncode not in (0, None)
    assert "nowhere" in run.stderr and "Traceback" not in run.stderr

"""Readings that reviewers rejected, as cases for tests."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from web_help import HAI_PHONG, Guest, crowd, desk, keep, key, says

from review.case import case_of
from review.decision import Choice
from review.desk import decide
from review.web.cases_export import misread
from store import database
from store.database import open_store
from store.decisions import Verdict

ROOT = Path(database.__file__).parent.parent
CHISO = Path(sys.executable).parent / "chiso"


def export(store: Path, into: Path) -> subprocess.CompletedProcess[str]:
    command = [CHISO, "review", "export-cases", into, "--store", store, "--json"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_a_rejected_claim_becomes_a_case_with_what_it_should_have_been(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(1))
    with desk(path) as (client, sessions, own):
        lan = Guest(client, sessions)
        found = next(i for i in lan.json("/queue.json?all=1")["items"] if i["name"] == "Hải Phòng")
        lan.get(f"/item/{found['id']}")
        forms = [lan.form("claim", n)[1] for n in (0, 1)]
        claim = next(f["claim"][0] for f in forms if f["figure"] == ["91.87"])
        assert lan.rule("misread", claim=claim, slot="year", correction="2022") == 200
        assert own.keeper.settled()
    told = export(path, tmp_path / "cases")
    assert told.returncode == 0, told.stderr
    (line,) = told.stdout.splitlines()
    assert json.loads(line)["rejected"] == 1
    (text,) = (tmp_path / "cases").glob("*.txt")
    gold = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    assert text.read_text(encoding="utf-8").startswith("Hai thành phố\n") and gold["id"] == text.stem
    assert sorted((o["attribute"], o["year"], o["value"]) for o in gold["observations"]) == [
        ("rank", 2023, 2),
        ("score", 2022, 91.87),
    ]
    again = export(path, tmp_path / "cases")
    assert again.returncode == 1 and "there is a file already" in again.stderr


OLD, NEW = "thua-thien-hue", "hue"
"""The names of a province before and since 2025."""


@pytest.mark.parametrize(
    ("slot", "correction", "left"),
    [
        ("value", "hạng 7/34", [7]), ("value", "7,50", [7.5]), ("value", "nan", []), ("value", "inf", []),
        ("value", "bảy", []), ("year", "202²", []), ("year", "năm ngoái", []),
    ],
)  # fmt: skip
def test_a_correction_is_read_as_people_type_it_and_left_out_where_it_is_no_number(
    tmp_path: Path, slot: str, correction: str, left: list[float]
) -> None:
    """The claim names the province as it was called before, the figure as it is called in its year."""
    path = keep(tmp_path / "s.duckdb", says((OLD, "rank", 5), host="e.vn", year=2025))
    with open_store(path) as store:
        case = case_of(store, key(NEW, "rank", 2025).id)
        (claim,) = case.claims
        assert claim["subject"] == f"province/{OLD}"
        chosen = Choice(Verdict.MISREAD, claims=(claim["observation_id"],), slot=slot, correction=correction)
        made = decide(store, case, chosen, who="lan").decisions
        (found,) = misread(store, made)
    assert (found.rejected, [o["value"] for o in found.gold["observations"]]) == (1, left)


def test_without_rejections_there_is_no_case(tmp_path: Path) -> None:
    told = export(keep(tmp_path / "s.duckdb", *HAI_PHONG), tmp_path / "cases")
    assert told.returncode == 0 and told.stdout == "" and "No claim was found" in told.stderr

"""The extractor is as good as it was: precision and recall on gold do not fall below what has been reached.

The fixtures are ours and always here. The real articles are not part of the project; where a copy lies beside
it, they are measured too. Bounds lie a little below what was measured, so that a change that costs one figure
in a hundred is noticed.
"""

from pathlib import Path

import pytest

from chiso.articles import answers
from extract.scoring.gold import Gold, read_gold
from extract.scoring.report import Report, evaluate

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "gold"


def report_of(folder: Path) -> Report:
    if not folder.exists():
        pytest.skip(f"{folder} is not here: these articles are not part of the project")
    return evaluate((gold, answers(gold)) for gold in read_gold(folder))


@pytest.mark.parametrize(
    ("folder", "precision", "recall", "implied"),
    [
        (ROOT / "fixtures" / "articles", 0.97, 0.95, 0.88),
        (ROOT / "fixtures" / "reports", 0.95, 0.92, 0.80),
        (ROOT / "fixtures" / "pages", 0.95, 0.93, None),
        (SHARED / "seeds", 0.99, 0.99, 0.95),
        (SHARED / "dev", 0.99, 0.98, 0.85),
    ],
    ids=lambda v: v.name if isinstance(v, Path) else "",
)
def test_stated_and_implied(folder: Path, precision: float, recall: float, implied: float | None) -> None:
    report = report_of(folder)
    stated = report.slice("status", "stated")
    assert stated.precision is not None and stated.precision >= precision
    assert stated.recall is not None and stated.recall >= recall
    if implied is not None:
        found = report.slice("status", "implied").recall
        assert found is not None and found >= implied


EMPTY = [
    gold
    for folder in ("articles", "reports")
    for gold in read_gold(ROOT / "fixtures" / folder)
    if not gold.observations
]


@pytest.mark.parametrize("gold", EMPTY, ids=lambda gold: gold.doc)
def test_nothing_is_read_where_nothing_is_said(gold: Gold) -> None:
    assert answers(gold) == []

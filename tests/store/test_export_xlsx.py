"""Cells of workbooks: what Excel has no number for is text, and no traceback."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from store.export_xlsx import write_table

MOMENT = datetime(2025, 6, 1, 12)

CELLS: list[tuple[Any, Any]] = [
    (Decimal("91.87"), 91.87),
    (True, True),
    (date(2025, 6, 1), datetime(2025, 6, 1)),
    (MOMENT, MOMENT),
    (["a", "b"], "a; b"),
    (float("inf"), "inf"),
    (float("nan"), "nan"),
    (MOMENT.replace(tzinfo=UTC), "2025-06-01 12:00:00+00:00"),
    (date(1831, 1, 1), "1831-01-01"),
    (datetime(1831, 1, 1, 8), "1831-01-01 08:00:00"),
]


@pytest.mark.parametrize(("value", "kept"), CELLS, ids=[str(v) for v, _ in CELLS])
def test_a_cell(tmp_path: Path, value: Any, kept: Any) -> None:
    assert write_table(tmp_path / "t.xlsx", ["what"], [(value,)]) == 1
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["what"], [kept]]

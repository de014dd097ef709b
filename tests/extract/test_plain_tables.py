"""Tables in text files: bars, tabs, columns of blanks, and what only looks like one."""

import pytest
from text_help import LONG, kinds, table

from extract.plain import read


def test_bars_make_a_table() -> None:
    text = "Tiêu đề\n\nHạng | Tỉnh | Điểm\n1 | Hải Phòng | 96,17\n2 | Vũng Tàu | 93,35\n\nHết bảng."
    assert table(text) == [
        (0, 0, "Hạng", True),
        (0, 1, "Tỉnh", True),
        (0, 2, "Điểm", True),
        (1, 0, "1", False),
        (1, 1, "Hải Phòng", False),
        (1, 2, "96,17", False),
        (2, 0, "2", False),
        (2, 1, "Vũng Tàu", False),
        (2, 2, "93,35", False),
    ]


def test_a_framed_table_with_rules_and_empty_cells() -> None:
    rows = (
        "| Tỉnh | Năm 2023 | Năm 2024 |",
        "|:---|---:|---:|",
        "| Huế | | 88,1 |",
        "| Sơn La | 88,66 | 90,02 |",
    )
    text = "Tiêu đề\n\n" + "\n".join(rows)
    assert table(text) == [
        (0, 0, "Tỉnh", True),
        (0, 1, "Năm 2023", True),
        (0, 2, "Năm 2024", True),
        (1, 0, "Huế", False),
        (1, 2, "88,1", False),
        (2, 0, "Sơn La", False),
        (2, 1, "88,66", False),
        (2, 2, "90,02", False),
    ]


@pytest.mark.parametrize("gap", ["\t", "      "])
def test_tabs_and_columns_of_blanks_make_a_table(gap: str) -> None:
    rows = [("Hạng", "Tỉnh     ", "Điểm"), ("1   ", "Hải Phòng", "96,17"), ("12  ", "Sơn La   ", "90,02")]
    text = "Tiêu đề\n\n" + "\n".join(gap.join(row).rstrip() for row in rows) + "\n\n" + LONG
    assert [cell[:3] for cell in table(text)] == [
        (r, c, value.strip()) for r, row in enumerate(rows) for c, value in enumerate(row)
    ]
    assert kinds(text)[-1] == "paragraph"


def test_columns_of_blanks_keep_their_place_where_a_cell_is_missing() -> None:
    text = "Tiêu đề\n\nTỉnh        2023     2024\nSơn La      88,66    90,02\nHuế                  88,10\n"
    assert [cell[:3] for cell in table(text)][-2:] == [(2, 0, "Huế"), (2, 2, "88,10")]


def test_a_first_row_with_figures_is_no_header() -> None:
    assert not any(header for *_, header in table("Tiêu đề\n\n1 | Hải Phòng | 96,17\n2 | Vũng Tàu | 93,35\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Một dòng | có gạch\n\nMột dòng | nữa có gạch\n",
        "-   Hải Phòng dẫn đầu\n-   Quảng Ninh xếp thứ hai\n-   Hà Nội xếp thứ ba\n",
        "1.\tHải Phòng dẫn đầu\n2.\tQuảng Ninh xếp thứ hai\n",
        "\tĐoạn văn thứ nhất có thụt đầu dòng.\n\tĐoạn văn thứ hai cũng thụt đầu dòng.\n",
        "Câu này có  hai dấu cách liền nhau.\nCòn câu sau thì  ở chỗ khác hẳn, không thẳng  cột.\n",
        "16/05/2025 08:15 | Lượt xem: 1.234\n17/05/2025 08:15 | Lượt xem: 1.235\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert table(f"Tiêu đề\n\n{text}") == []


def test_two_tables_are_numbered() -> None:
    text = "Tiêu đề\n\nA | B\n1 | 2\n\nGiữa hai bảng.\n\nC | D\n3 | 4\n"
    assert {b.cell.table for b in read(text).blocks if b.cell} == {0, 1}

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


@pytest.mark.parametrize(
    "rule", ["|:---|---:|---:|", "|---|---|---|", "| --- | --- | --- |", "+---+---+---+"]
)
def test_a_framed_table_with_rules_and_empty_cells(rule: str) -> None:
    rows = (
        "| Tỉnh | Năm 2023 | Năm 2024 |",
        rule,
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


def test_a_table_with_one_cell_a_line() -> None:
    text = "Tiêu đề\n\nChỉ số\nNăm 2022\nNăm 2023\nTính minh bạch\n5,53\n6,20\nĐào tạo lao động\n4,79\n5,03\n"
    text += "Chi phí thời gian\n7,29\n7,64\n\nNhận xét: có hai chỉ số tăng điểm.\n"
    assert table(text) == [
        (0, 0, "Chỉ số", True),
        (0, 1, "Năm 2022", True),
        (0, 2, "Năm 2023", True),
        (1, 0, "Tính minh bạch", False),
        (1, 1, "5,53", False),
        (1, 2, "6,20", False),
        (2, 0, "Đào tạo lao động", False),
        (2, 1, "4,79", False),
        (2, 2, "5,03", False),
        (3, 0, "Chi phí thời gian", False),
        (3, 1, "7,29", False),
        (3, 2, "7,64", False),
    ]


def test_figures_with_signs_below_a_name_need_no_header() -> None:
    blocks = [
        "PCI\n66,10 điểm\nHạng 25/63\n▼ 9 bậc",
        "PAPI\n43,40 điểm\nHạng 19\n▲ 4 bậc",
        "DTI\n0,6680\nHạng 8\n■ Không đổi",
    ]
    cells = table("Tiêu đề\n\n" + "\n\n".join(blocks) + "\n\nHết.\n")
    assert [cell[:3] for cell in cells[4:8]] == [
        (1, 0, "PAPI"),
        (1, 1, "43,40 điểm"),
        (1, 2, "Hạng 19"),
        (1, 3, "▲ 4 bậc"),
    ]
    assert not any(header for *_, header in cells)


def test_a_label_and_figures_with_one_blank_between() -> None:
    text = "Tiêu đề\n\nHạ tầng kỹ thuật 9 5 12\nHạ tầng nhân lực 21 18 16\nỨng dụng CNTT 4 6 7\n"
    assert [cell[2] for cell in table(text)][:4] == ["Hạ tầng kỹ thuật", "9", "5", "12"]


@pytest.mark.parametrize(
    "text",
    [
        "Hải Phòng\n1\nHà Nội\n2\nQuảng Ninh\n3\n",  # three pairs are any list
        "Điện thoại\n0208 3855 688\nFax\n0208 3857 943\n",
        "Ông Nguyễn Văn A sinh năm 1970\nBà Trần Thị B sinh năm 1975\nÔng Lê Văn C sinh năm 1980\n",
    ],
)
def test_lines_that_are_no_table(text: str) -> None:
    assert table(f"Tiêu đề\n\n{text}") == []


def test_headers_with_one_blank_between() -> None:
    head = "STT Tỉnh Điểm Xếp hạng vùng Xếp hạng cả nước"
    text = (
        f"Tiêu đề\n\n{head}\n1 Bà Rịa - Vũng Tàu 89,03 1 4\n2 Bình Dương 87,46 2 19\n3 Tây Ninh 84,50 5 55\n"
    )
    cells = table(text)
    assert [cell[2] for cell in cells[:5]] == ["STT", "Tỉnh", "Điểm", "Xếp hạng vùng", "Xếp hạng cả nước"]
    assert [cell[2] for cell in cells[5:10]] == ["1", "Bà Rịa - Vũng Tàu", "89,03", "1", "4"]
    assert [header for *_, header in cells] == [True] * 5 + [False] * 15

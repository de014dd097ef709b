"""Text files whose lines were cut at a width, and files that only look like it."""

import textwrap

import pytest
from text_help import LONG, OTHER, blocks, kinds

from extract import wraps
from extract.article import Kind
from extract.plain import read


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_paragraphs_are_one_block_each(width: int) -> None:
    text = f"Sơn La lên hạng 12\n\n{wrapped(LONG, width)}\n\n{wrapped(OTHER, width)}\n"
    reading = read(text)
    assert [b.kind for b in reading.blocks] == [Kind.TITLE, Kind.PARAGRAPH, Kind.PARAGRAPH]
    quoted = [text[b.start : b.end] for b in reading.blocks[1:]]
    assert [" ".join(q.split()) for q in quoted] == [LONG, OTHER]
    assert "\n" in quoted[0]


@pytest.mark.parametrize("width", [72, 90])
def test_indented_paragraphs_need_no_blank_lines(width: int) -> None:
    indented = ["  " + wrapped(p, width) for p in (LONG, OTHER, LONG)]
    assert kinds("Sơn La lên hạng 12\n" + "\n".join(indented)) == ["title", *["paragraph"] * 3]


def test_lines_wrapped_by_their_bytes_are_joined_too() -> None:
    rows, row = [], ""
    for word in (LONG + " " + OTHER).split():
        if len(f"{row} {word}".encode()) > 80:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    text = "Sơn La lên hạng 12\n\n" + "\n".join([*rows, row])
    assert kinds(text) == ["title", "paragraph"]


def test_wrapped_items_keep_their_hanging_lines() -> None:
    first = "- " + wrapped(OTHER, 70).replace("\n", "\n  ")
    text = f"Tiêu đề\n\n{wrapped(LONG, 72)}\n\n{first}\n- Việc thứ hai còn lại.\n"
    assert kinds(text) == ["title", "paragraph", "item", "item"]


def test_a_sentence_that_goes_on_in_small_letters_is_joined_at_any_width() -> None:
    text = (
        "Tiêu đề\n\nĐội Thanh niên tình nguyện của tỉnh\ntại Trung tâm hành chính công\n\n"
        "Thể chế,\nBộ máy và Công vụ đều tăng.\n"
    )
    assert [t for _, t in blocks(text)][1:] == [
        "Đội Thanh niên tình nguyện của tỉnh\ntại Trung tâm hành chính công",
        "Thể chế,\nBộ máy và Công vụ đều tăng.",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["Hải Phòng 96,17", "Bà Rịa - Vũng Tàu 93,35", "Hà Nội 92,75", "Quảng Ninh 92,05"],
        [
            "Chỉ số thành phần Gia nhập thị trường của tỉnh đạt 7,04",
            "Chỉ số thành phần Tiếp cận đất đai của tỉnh đạt 6,98",
            "Chỉ số thành phần Tính minh bạch của tỉnh đạt 5,94",
            "Chỉ số thành phần Đào tạo lao động của tỉnh đạt 5,58",
        ],
        ["Chỉ số PAR INDEX năm 2024 của tỉnh đạt 90,02%", "Chỉ số SIPAS năm 2024 của tỉnh đạt 84,05%"],
    ],
)
def test_a_list_of_short_lines_is_no_paragraph(rows: list[str]) -> None:
    text = "Tiêu đề của bài viết\n\n" + "\n".join(rows)
    assert [t for k, t in blocks(text)][1:] == rows


def test_paragraphs_on_lines_of_their_own_are_not_joined() -> None:
    assert kinds(f"Tiêu đề\n{LONG}\n{OTHER}\n{LONG}") == ["title", *["paragraph"] * 3]


def test_capitals_are_not_joined_to_the_text() -> None:
    capitals = "NHÌN LẠI BẢNG XẾP HẠNG CÁC TỈNH, THÀNH PHỐ TỪ NĂM 2014 TRỞ VỀ TRƯỚC"
    text = f"Tiêu đề\n\n{wrapped(LONG, 72)}\n\n{capitals}\n{wrapped(OTHER, 72)}"
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph"]


def test_a_file_that_is_not_wrapped_has_no_width() -> None:
    assert wraps.usual_width([LONG, OTHER, "", "Hà Nội", "Huế", "Cần Thơ", "Đà Nẵng"]) is None
    assert wraps.usual_width([]) is None


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (
            "Kém nhất vùng là Cà Mau với kết quả chưa tới bảy mươi, trên cả Sóc",
            "Trăng (64,05 điểm, hạng 58).",
        ),
        ("Tỉnh đứng thứ bảy trong mười một tỉnh của vùng về chỉ số PAR", "INDEX và thứ sáu về SIPAS."),
        (
            "So với năm 2022 thì tăng hai bậc; so với cả kỳ năm 2021 trước",
            "(86,05 điểm, hạng 43) thì tăng mười.",
        ),
        (
            "Đứng thứ hai toàn quốc trong bảng xếp hạng này là tỉnh Quảng Ninh",
            "65,60 điểm, xếp thứ ba Đồng Tháp.",
        ),
        ("Điểm số của tỉnh tăng nhẹ song thứ hạng vẫn chỉ ở mức trung bình", "47/63 tỉnh, thành phố."),
        ("Ba là, mặt tích cực: chính quyền số đã lên thứ tư, như vậy tăng", "21 bậc, phải giữ cho được."),
    ],
)
def test_what_stands_over_a_line_end_joins_the_lines(line: str, following: str) -> None:
    """A name, a bracket, or a number with its words, where nothing else tells that the file is wrapped."""
    assert wraps.goes_on(line, following, None)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("Bảng điểm của các tỉnh, thành phố trong vùng Đồng bằng sông Hồng", "Hà Nội 92,75"),
        (
            "Công bố bảng xếp hạng Chỉ số cải cách hành chính năm 2023 cấp tỉnh",
            "10 đơn vị dẫn đầu gồm Quảng Ninh.",
        ),
        (
            "Chi phí thời gian: 7,50 điểm, xếp thứ tư trong vùng và thứ mười",
            "Tính minh bạch: 6,98 điểm, xếp thứ 8.",
        ),
        ("Bảng xếp hạng", "Hải Phòng dẫn đầu."),
        ("Báo cáo kết quả khảo sát của tỉnh năm 2023 theo từng nhóm đối tượng", "(5) Thủ tục hành chính."),
    ],
)
def test_headings_and_lists_are_not_joined_to_what_follows(line: str, following: str) -> None:
    """Though nothing ends them."""
    assert not wraps.goes_on(line, following, None)


def test_a_title_is_not_joined_because_of_its_length() -> None:
    title = "Chỉ số cải cách hành chính của Sơn La năm 2023 lên tới hạng mười hai"
    text = f"{title}\n{wrapped('Tỉnh ' + LONG, len(title) + 2)}\n\n{wrapped(OTHER, len(title) + 2)}\n"
    assert kinds(text)[0] == "title"
    assert blocks(text)[0][1] == title

"""Text files: titles, kinds of lines, dates, and that nothing is lost."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_help import LONG, OTHER, blocks, kinds

from crawlers.snapshot import Snapshot
from extract import dates, grids, lines, plain
from extract.article import Kind
from extract.errors import Unreadable
from extract.plain import read, read_plain
from normalize.text import canonical

# --- titles -------------------------------------------------------------------------------------------------


def test_the_first_line_is_the_title() -> None:
    assert blocks(f"\n\n  Sơn La lên hạng 12 \n{LONG}") == [
        ("title", "Sơn La lên hạng 12"),
        ("paragraph", LONG),
    ]
    assert read(f"Sơn La lên hạng 12\n{LONG}").title == "Sơn La lên hạng 12"


@pytest.mark.parametrize(
    "noise",
    [
        "image banner",
        "PublishingPortal - Block_BanTin_Toolbar",
        "17/04/2024",
        "Tăng cỡ chữ Giảm cỡ chữ",
        "Lượt xem: 1.234",
        "anh tin bai",
        "Trang chủ » Tin tức » Cải cách hành chính",
    ],
)
def test_noise_above_the_title_is_not_the_title(noise: str) -> None:
    reading = read(f"{noise}\n\nSơn La lên hạng 12\n{LONG}")
    assert reading.title == "Sơn La lên hạng 12"
    assert reading.blocks[0].kind in (Kind.FURNITURE, Kind.BYLINE)


@pytest.mark.parametrize("first", [LONG, "1. Kết quả chung của tỉnh", "Hạng | Tỉnh\n1 | Hải Phòng"])
def test_a_paragraph_an_item_or_a_table_is_no_title(first: str) -> None:
    reading = read(f"{first}\n\n{OTHER}")
    assert reading.title == ""
    assert Kind.TITLE not in {b.kind for b in reading.blocks}


# --- kinds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- Chính quyền số: 0,6683 điểm, hạng 29", "item"),
        ("• Kinh tế số: hạng 27", "item"),
        ("* Xã hội số: hạng 26", "item"),
        ("+ Thể chế: 93,64 điểm", "item"),
        ("1. Hải Phòng - 74,84 điểm.", "item"),
        ("a) Cải cách thể chế;", "item"),
        ("Ảnh: Toàn cảnh phiên họp", "caption"),
        ("Biểu đồ: Kết quả của tỉnh từ năm 2021 đến năm 2024", "caption"),
        ("Bảng 2. Xếp hạng 14 tỉnh", "caption"),
        ("(Ảnh: Thu Hà)", "caption"),
        ("Ảnh minh họa", "caption"),
        ("Nguồn: Cổng thông tin điện tử tỉnh", "byline"),
        ("Tác giả: Lò Thị Mai", "byline"),
        ("Tin, ảnh: Thu Hà", "byline"),
        ("Cập nhật 04/05/2022, 06:07", "byline"),
        ("Lượt xem: 2", "furniture"),
        ("Tăng cỡ chữ Giảm cỡ chữ", "furniture"),
        ("Chịu trách nhiệm quản lý nội dung: Giám đốc Sở", "furniture"),
        ("Giấy phép số: 01/GP-BTTTT", "furniture"),
        ("anh tin bai", "furniture"),
        ("Block_BanTin_ViewData", "furniture"),
        ("Chia sẻ lên Facebook", "furniture"),
        ("Đang online: 57", "furniture"),
        ("Ảnh hưởng của việc sáp nhập đến kết quả chưa được đánh giá hết.", "paragraph"),
        ("Bảng xếp hạng năm nay gọi đủ tên 63 địa phương: Hải Phòng dẫn đầu.", "paragraph"),
        ("Chịu trách nhiệm trước dân là điều ông nhắc nhiều lần.", "paragraph"),
        ("-0,31 điểm là mức giảm lớn nhất trong số các chỉ số.", "paragraph"),
        ("2024 là năm thứ 13 Bộ Nội vụ công bố chỉ số này.", "paragraph"),
        ("90.000 phiếu đã được gửi đi trong đợt khảo sát này.", "paragraph"),
        ("Nguồn lực dành cho cải cách hành chính còn mỏng.", "paragraph"),
        ("Hôm nay, Bộ Nội vụ công bố kết quả xếp hạng.", "paragraph"),
        ("84,05%", "paragraph"),
        ("26/63", "paragraph"),
    ],
)
def test_a_line_is_known_by_its_looks(line: str, kind: str) -> None:
    assert (kind, line) in blocks(f"Tiêu đề của bài\n\n{LONG}\n\n{line}\n\n{OTHER}")


def test_a_short_line_above_a_longer_one_is_a_heading() -> None:
    text = f"Tiêu đề\n\n{LONG}\n\nBắc Giang áp sát ngôi đầu\n{OTHER}\n\nKẾT QUẢ CHUNG CỦA TỈNH\n\n{LONG}"
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_numbered_headings_are_told_from_items() -> None:
    short = "Tỉnh được 62,16 điểm, ở hạng 32 cả nước."
    text = f"Tiêu đề\n\n{LONG}\n\n1. Nhóm đầu bảng\n{OTHER}\n\n2. An Giang\n{short}\n"
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]
    text = f"Tiêu đề\n\n{LONG}\n\n1. Hải Phòng\n2. Quảng Ninh\n3. Long An\n\n{OTHER}"
    assert kinds(text) == ["title", "paragraph", "item", "item", "item", "paragraph"]


def test_the_last_line_of_a_list_is_no_heading() -> None:
    names = ("Bà Rịa - Vũng Tàu", "Đà Nẵng", "Quảng Ninh")
    rows = "\n".join(f"Hạng {place}: {name} (năm 2023: hạng 7)" for place, name in enumerate(names, start=4))
    assert kinds(f"Tiêu đề\nCác hạng kế tiếp có xê dịch:\n{rows}\n{OTHER}") == ["title", *["paragraph"] * 5]


@pytest.mark.parametrize("name", ["Nguyên Mạnh", "Hương Lan", "N.H.V", "Theo Thu Hà", "Thu Hà - Minh Khôi"])
def test_an_article_ends_with_the_name_of_its_author(name: str) -> None:
    assert blocks(f"Tiêu đề\n{LONG}\n{name}\n")[-1] == ("byline", name)


def test_the_last_of_a_list_of_names_is_no_author() -> None:
    assert kinds(f"Tiêu đề\n{LONG}\nBa tỉnh dẫn đầu\nHải Phòng\nQuảng Ninh\nHà Nội")[-1] == "paragraph"


def test_what_follows_the_footer_is_furniture() -> None:
    footer = (
        "Thông tin mới nhất\nThống kê truy cập\n• Đang online: 1\nSỞ NỘI VỤ\nĐịa chỉ: tầng 2.\nCấp năm 2025."
    )
    assert kinds(f"Tiêu đề\n{LONG}\n\n{footer}")[2:] == ["furniture"] * 6


def test_the_words_of_the_footer_in_a_menu_above_the_text_close_nothing() -> None:
    assert blocks(f"Thư viện ảnh\nSơn La lên hạng 12\n{LONG}")[-1] == ("paragraph", LONG)


def test_a_box_of_other_articles_ends_where_the_text_goes_on() -> None:
    text = f"Tiêu đề\n{LONG}\n\nTin liên quan\nĐiện Biên xếp thứ 40 năm 2024\n\n{OTHER}\n"
    assert kinds(text) == ["title", "paragraph", "furniture", "furniture", "paragraph"]


# --- dates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("17/04/2024", date(2024, 4, 17)),
        ("Thứ tư, 17/04/2024 15:10", date(2024, 4, 17)),
        ("Thứ Tư, ngày 17 tháng 4 năm 2024", date(2024, 4, 17)),
        ("Cập nhật 04/05/2022, 06:07", date(2022, 5, 4)),
        ("Cập nhật lúc: 08:15 16/05/2025", date(2025, 5, 16)),
        ("Ngày đăng: 16/05/2025", date(2025, 5, 16)),
        ("Ngày đăng: 16-05-2025 | Lượt xem: 1.234", date(2025, 5, 16)),
        ("CN, 06/04/2025 | 20:15 GMT+7", date(2025, 4, 6)),
        ("(16/05/2025)", date(2025, 5, 16)),
        ("Đăng lúc 16/05/2025 | Cập nhật: 17/05/2025", date(2025, 5, 16)),
        ("Hôm nay: 23/11/2026", None),
        ("Ngày 06/4/2025, tại Trụ sở Chính phủ, phiên họp diễn ra.", None),
        ("Sáng 6/4/2025", None),
        ("31/02/2024", None),
        ("5/16/2025", None),
        ("01/01/1970", None),
        ("Giai đoạn 2021-2025", None),
    ],
)
def test_only_a_line_that_is_a_date_gives_the_date(line: str, day: date | None) -> None:
    assert dates.stated(line) == day
    assert read(f"Tiêu đề\n{line}\n{LONG}").published == day


def test_the_first_line_with_a_date_that_has_been_counts() -> None:
    text = f"Tiêu đề\n24/11/2026\n{LONG}\nCập nhật 17/04/2024\n18/04/2024"
    assert read(text, latest=date(2026, 11, 23)).published == date(2024, 4, 17)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-05-16T08:15:00+07:00", date(2025, 5, 16)),
        ("2025-04-06T17:30:00Z", date(2025, 4, 7)),
        ("2025-04-06", date(2025, 4, 6)),
        ("2025-4-6 08:15", date(2025, 4, 6)),
        ("06/04/2025 8:15:00", date(2025, 4, 6)),
        ("4/16/2025 8:15:00 AM", None),
        ("0001-01-01T00:00:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("hôm qua", None),
    ],
)
def test_dates_for_machines(value: str, day: date | None) -> None:
    assert dates.coded(value) == day


# --- the article --------------------------------------------------------------------------------------------


def test_the_text_of_the_article_is_the_canonical_file() -> None:
    raw = "Tiêu\u00a0đề\r\n\r\nSơn La đạt 90,02\u00a0%.\r\n"
    article = read_plain(Snapshot("file:///x/b%C3%A0i%201.txt", raw.encode(), datetime(2025, 5, 1)), raw)
    assert article.text == canonical(raw).text
    assert article.doc == "bài 1"
    assert article.way == "text"
    assert article.source == ""
    assert [article.quote(b.start, b.end) for b in article.blocks] == ["Tiêu đề", "Sơn La đạt 90,02 %."]
    assert [b.path for b in article.blocks] == ["1", "3"]


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_LINES", 10)
    with pytest.raises(Unreadable, match="more than 10 lines"):
        read("a\n" * 11)


WORDS = st.sampled_from(
    "Sơn La đạt 90,02% hạng 12/63 . : | \t   Ảnh: Nguồn: - 1. • Tin liên quan Thống kê truy cập".split(" ")
    + ["\n", "\n\n", "\n  ", " | ", "---", LONG[:70]]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=80).map(" ".join), st.text(max_size=200)))
def test_blocks_are_in_order_apart_and_whole(raw: str) -> None:
    text = canonical(raw).text
    blocks_found = read(text).blocks
    at = 0
    for block in blocks_found:
        quoted = text[block.start : block.end]
        assert at <= block.start < block.end
        assert quoted == quoted.strip() != ""
        assert text.count("\n", 0, block.start) + 1 == int(block.path)
        at = block.end
    covered = "".join(text[b.start : b.end] for b in blocks_found)
    # Nothing is lost: all that is in no block are blanks and what draws a table.
    assert sum(c.isalnum() for c in covered) == sum(c.isalnum() for c in text)


@given(st.text(max_size=120))
def test_looks_of_any_line(line: str) -> None:
    text = " ".join(canonical(line).text.split())
    for look in (lines.is_item, lines.is_caption, lines.is_byline, lines.is_furniture, lines.is_signature):
        assert look(text) in (True, False)
    assert grids.find([text, text]) is not None

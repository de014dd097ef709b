"""The blocks of a page: paragraphs, items, captions, bylines, furniture, and the cells of tables."""

import pytest
from page_help import BODY, PROSE, article, page, pairs

from extract.article import Cell
from extract.pages import read


@pytest.mark.parametrize(
    ("inside", "blocks"),
    [
        ("<h2>Kết quả <i>chung</i></h2>", [("heading", "Kết quả chung")]),
        ("<p><strong>PAR INDEX nhích lên</strong></p>", [("heading", "PAR INDEX nhích lên")]),
        ("<ul><li>Một</li><li><p>Hai</p></li></ul>", [("item", "Một"), ("item", "Hai")]),
        ("<ol><li>Ngoài<ul><li>Trong</li></ul></li></ol>", [("item", "Ngoài"), ("item", "Trong")]),
        ("<p>- Chính quyền số: hạng 29</p>", [("item", "- Chính quyền số: hạng 29")]),
        ("<p>a\n   b&nbsp;\tc</p>", [("paragraph", "a b c")]),
        ("<p>67<b>,48</b> điểm.</p>", [("paragraph", "67,48 điểm.")]),
        (
            "<div>Ngoài một câu.<p>Trong hai câu.</p>Ngoài ba câu.</div>",
            [("paragraph", f"{w} câu.") for w in ("Ngoài một", "Trong hai", "Ngoài ba")],
        ),
        ("<p>Thu&#777;y Đi&ecirc;&#777;n.</p>", [("paragraph", "Thủy Điển.")]),
        ("<p>Sơn&shy;La&#8203; đạt&#x202f;90%.</p>", [("paragraph", "SơnLa đạt 90%.")]),
        ("<pre>Dòng một.\nDòng hai.</pre>", [("paragraph", "Dòng một."), ("paragraph", "Dòng hai.")]),
        ("<p>Câu một.<br>Câu hai.</p>", [("paragraph", "Câu một."), ("paragraph", "Câu hai.")]),
        ("<p>Sơn La<br>đạt<br/>90,02% trong năm.</p>", [("paragraph", "Sơn La đạt 90,02% trong năm.")]),
        (
            "<p>Gồm:<br>1. Hải Phòng<br>2. Quảng Ninh</p>",
            [("paragraph", "Gồm:"), ("item", "1. Hải Phòng"), ("item", "2. Quảng Ninh")],
        ),
        (
            "<figure><img src=a><figcaption>Cán bộ một cửa</figcaption></figure>",
            [("caption", "Cán bộ một cửa")],
        ),
        ("<p><img src=a></p><p align=center>Cán bộ một cửa</p>", [("caption", "Cán bộ một cửa")]),
        ("<p><img src=a><br><em>Cán bộ một cửa</em></p>", [("caption", "Cán bộ một cửa")]),
        (
            '<div class="wp-caption"><img src=a><p class="wp-caption-text">Cán bộ một cửa</p></div>',
            [("caption", "Cán bộ một cửa")],
        ),
        ('<div class="PhotoCMS_Caption"><p>Cán bộ một cửa</p></div>', [("caption", "Cán bộ một cửa")]),
        (
            "<table><tr><td><img src=a></td></tr><tr><td>Cán bộ một cửa</td></tr></table>",
            [("caption", "Cán bộ một cửa")],
        ),
        ("<p>Biểu đồ: Kết quả 5 năm</p>", [("caption", "Biểu đồ: Kết quả 5 năm")]),
        ("<p>Nguồn: Sở Nội vụ</p>", [("byline", "Nguồn: Sở Nội vụ")]),
        ('<p class="author">Lò Thị Mai</p>', [("byline", "Lò Thị Mai")]),
        ('<p style="text-align: right"><b>Lò Thị Mai</b></p>', [("byline", "Lò Thị Mai")]),
        ("<p>Lượt xem: 1.234</p>", [("furniture", "Lượt xem: 1.234")]),
        (
            "<p><a href=x>Điện Biên xếp thứ 40 về PAR INDEX</a></p>",
            [("furniture", "Điện Biên xếp thứ 40 về PAR INDEX")],
        ),
        (
            "<p>Tin liên quan</p><p>Điện Biên xếp thứ 40</p>",
            [("furniture", "Tin liên quan"), ("furniture", "Điện Biên xếp thứ 40")],
        ),
        ("<p>Xem <a href=x>bảng xếp hạng</a> năm nay.</p>", [("paragraph", "Xem bảng xếp hạng năm nay.")]),
        (
            "<table><tr><td><p>Khung nền cho một đoạn.</p></td></tr></table>",
            [("paragraph", "Khung nền cho một đoạn.")],
        ),
        ("<o:p>&nbsp;</o:p><p></p><br><hr>", []),
        ('<div class="share-box">Chia sẻ</div><script>a</script><style>b</style><!-- c -->', []),
        ('<p style="display:none">Ẩn</p><p hidden>Ẩn</p><template>Ẩn</template><noscript>Ẩn</noscript>', []),
        (
            '<div class="tags">PAR INDEX</div><div id="box_binhluan">Hay quá</div>'
            '<ul class="breadcrumb"><li>Tin</li></ul>',
            [],
        ),
    ],
)
def test_what_a_piece_of_html_becomes(inside: str, blocks: list[tuple[str, str]]) -> None:
    assert article(inside) == blocks


def test_a_bold_paragraph_above_all_others_is_the_lead() -> None:
    found = pairs(read(page(f"<article><p><strong>{PROSE * 2}</strong></p>{BODY}</article>")))
    assert found[1] == ("lead", (PROSE * 2).strip())


def test_what_follows_the_footer_in_the_body_is_furniture() -> None:
    found = pairs(
        read(page(f"<article>{BODY}<p>Thống kê truy cập</p><p>Một câu rất dài. {PROSE * 2}</p></article>"))
    )
    assert [kind for kind, _ in found][-2:] == ["furniture", "furniture"]


# --- tables -------------------------------------------------------------------------------------------------


def cells(inside: str) -> list[tuple[str, Cell]]:
    html = page(f"<article><p>{PROSE}</p>{inside}<p>{PROSE * 2}</p></article>")
    reading = read(html)
    return [(reading.text[b.start : b.end], b.cell) for b in reading.blocks if b.cell]


def test_spans_move_the_cells_below_and_beside() -> None:
    table = (
        "<table><tr><th rowspan=2>Tỉnh</th><th colspan=2>Năm 2024</th></tr>"
        "<tr><th>PAR INDEX</th><th>SIPAS</th></tr>"
        "<tr><td rowspan=2>Sơn La</td><td>90,02</td><td>84,05</td></tr>"
        "<tr><td>12</td><td>26</td></tr></table>"
    )
    assert cells(table) == [
        ("Tỉnh", Cell(0, 0, 0, 2, 1, True)),
        ("Năm 2024", Cell(0, 0, 1, 1, 2, True)),
        ("PAR INDEX", Cell(0, 1, 1, header=True)),
        ("SIPAS", Cell(0, 1, 2, header=True)),
        ("Sơn La", Cell(0, 2, 0, 2, 1)),
        ("90,02", Cell(0, 2, 1)),
        ("84,05", Cell(0, 2, 2)),
        ("12", Cell(0, 3, 1)),
        ("26", Cell(0, 3, 2)),
    ]


@pytest.mark.parametrize(
    ("top", "headers"),
    [
        ("<thead><tr><td>Tỉnh</td><td>Điểm</td></tr></thead>", 2),
        ("<tr><td>Tỉnh</td><td>Năm 2024</td></tr>", 2),
        ("<tr><td colspan=2>Bảng năm 2024</td></tr><tr><td>Tỉnh</td><td>Điểm</td></tr>", 3),
        ("<tr><td>Huế</td><td>88,1</td></tr>", 0),
        ("<tr><th>Huế</th><td>88,1</td></tr>", 1),
    ],
)
def test_headers_are_marked_or_told_by_their_words(top: str, headers: int) -> None:
    found = cells(
        f"<table>{top}<tr><td>Sơn La</td><td>90,02</td></tr><tr><td>Hà Nội</td><td>92,75</td></tr></table>"
    )
    assert [cell.header for _, cell in found].count(True) == headers
    assert all(cell.header for _, cell in found[:headers])


def test_empty_cells_keep_their_place() -> None:
    assert cells("<table><tr><td>a</td><td></td><td>1</td></tr><tr><td></td><td>b</td></tr></table>") == [
        ("a", Cell(0, 0, 0)),
        ("1", Cell(0, 0, 2)),
        ("b", Cell(0, 1, 1)),
    ]


def test_absurd_spans_are_clipped() -> None:
    found = cells(
        "<table><tr><td colspan=99999 rowspan=99999>a</td><td>b</td></tr>"
        "<tr><td colspan=x>1</td><td>2</td></tr></table>"
    )
    assert all(cell.column < 200 and cell.column_span <= 200 and cell.row_span <= 2 for _, cell in found)


def test_the_paragraphs_of_a_cell_are_one_line() -> None:
    assert (
        cells("<table><tr><td><p>Cải cách</p><p>thể chế</p></td><td>93<br>,64</td></tr></table>")[0][0]
        == "Cải cách thể chế"
    )


def test_the_caption_of_a_table_stands_above_it() -> None:
    found = article("<table><caption>Bảng điểm</caption><tr><td>Huế</td><td>88,1</td></tr></table>")
    assert found == [("caption", "Bảng điểm"), ("cell", "Huế"), ("cell", "88,1")]


def test_a_table_in_a_table_is_read_in_its_place() -> None:
    inner = "<table><tr><td>Huế</td><td>88,1</td></tr></table>"
    assert article(f"<table><tr><td>Trước.</td><td>{inner}</td></tr></table>") == [
        ("paragraph", "Trước."),
        ("cell", "Huế"),
        ("cell", "88,1"),
    ]


def test_a_fence_of_links_in_cells_is_still_a_table() -> None:
    assert (
        cells("<table><tr><td><a href=x>Tỉnh Thừa Thiên Huế</a></td><td>88,1</td></tr></table>")[0][0]
        == "Tỉnh Thừa Thiên Huế"
    )

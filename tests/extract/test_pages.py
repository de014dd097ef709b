"""Pages of HTML: the six fixture pages against their golden articles, and where title, date and body stand."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from page_help import BODY, FOLDER, LATEST, LD, PAGES, PROSE, page, pairs, well_made
from selectolax.lexbor import LexborHTMLParser

from crawlers.saved import read as read_file
from crawlers.snapshot import Snapshot
from extract.article import Cell, Kind
from extract.charset import decode
from extract.html.dom import fold
from extract.html.layout import Layout
from extract.pages import read
from extract.read import read_article
from normalize.errors import UserError

UNREAD = {Kind.FURNITURE, Kind.BYLINE, Kind.CAPTION}
# What stands on the pages around their articles; with what it would be taken for.
NEVER = (
    "23/11/2026",
    "Lượt xem",
    "Số lượt truy cập",
    "Đang online",
    "Giấy phép",
    "Trang chủ",
    "cỡ chữ",
    "Facebook",
    "Thống kê",
    "Điện Biên",
    "chuyển đổi số",
    "Ba Bể",
    "Block_",
    "Cổng thông tin điện tử",
    "Lịch tiếp công dân",
    "quý I",
    "PCI",
    "Cà Mau",
    "thứ 40",
    "Mua báo",
    "Tổng số điểm",
    "MARQUEE",
    "Chào mừng",
    "__VIEWSTATE",
    "display",
    "27°C",
)


# --- the fixture pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_fixture_page_is_read_as_its_golden_article(path: Path) -> None:
    golden = json.loads(path.with_suffix(".article.json").read_text("utf-8"))
    found = read_article(read_file(path))
    assert found.title == golden["title"]
    assert (found.published and found.published.isoformat()) == golden["published"]
    assert found.way == golden["way"]
    assert [list(pair) for pair in pairs(found)] == golden["blocks"]
    assert found.doc == path.stem
    well_made(found)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_nothing_around_the_article_gets_into_it(path: Path) -> None:
    read_of_it = [text for kind, text in pairs(read_article(read_file(path))) if Kind(kind) not in UNREAD]
    assert not [(word, text) for word in NEVER for text in read_of_it if word in text]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_each_path_leads_back_to_the_words_of_its_block(path: Path) -> None:
    html = decode(path.read_bytes()).text
    reading = read(html, LATEST)
    tree = LexborHTMLParser(html)
    for block in reading.blocks:
        if block.path:
            node = tree.css_first(block.path)
            assert node is not None, block.path
            assert reading.text[block.start : block.end].replace(" ", "") in fold(node.text()).replace(
                " ", ""
            )


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_fact_of_the_gold_is_in_the_text(path: Path) -> None:
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = read_article(read_file(path))
    text = fold(found.text)
    assert gold["id"] == found.doc
    assert gold["published"] == (found.published and found.published.isoformat())
    assert [o["evidence"] for o in gold["observations"] if fold(o["evidence"]) not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_cut_anywhere_is_read_or_refused(path: Path) -> None:
    body = path.read_bytes()
    for end in range(0, len(body), 97):
        try:
            well_made(read(decode(body[:end]).text, LATEST))
        except UserError as error:
            assert error.what


def test_the_cells_of_a_fixture_table_know_their_place() -> None:
    found = read_article(read_file(FOLDER / "sharepoint-bac-kan.html"))
    cells = {found.quote(b.start, b.end): b.cell for b in found.blocks if b.cell}
    assert cells["PAR INDEX năm 2023 của tỉnh Bắc Kạn"] == Cell(0, 0, 0, column_span=3, header=True)
    assert cells["Điểm"] == Cell(0, 1, 1, header=True)
    assert cells["93,64"] == Cell(0, 2, 1)
    assert "Cải cách thể chế | 93,64 | 32\nCải cách tổ chức bộ máy | 92,52 | 24\n" in found.text


# --- titles -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta property="og:title" content="Sơn La lên hạng 12 năm 2024">', "<h1>Báo Duyên Hải</h1>"),
        ("<title>Sơn La lên hạng 12 năm 2024 - Cổng thông tin điện tử tỉnh Sơn La</title>", ""),
        ("<title>Cổng thông tin điện tử tỉnh Sơn La | Sơn La lên hạng 12 năm 2024</title>", ""),
        ("<title>Sơn La lên hạng 12 năm 2024 | Báo Duyên Hải</title>", "<h1>Báo Duyên Hải</h1>"),
        (
            '<meta property="og:site_name" content="Miền Duyên Hải">'
            "<title>Sơn La lên hạng 12 năm 2024 - Miền Duyên Hải</title>",
            "",
        ),
        (
            "<title>Chi tiết tin tức</title>",
            "<h1>Trang thông tin điện tử Sở Nội vụ</h1><h2>Sơn La lên hạng 12 năm 2024</h2>",
        ),
        (
            "<title></title>",
            '<h1><a href="/">Sở Nội vụ tỉnh Sơn La</a></h1><h3>Sơn La lên hạng 12 năm 2024</h3>',
        ),
        (
            "",
            '<a href="/"><h1>Sở Nội vụ tỉnh Sơn La</h1></a><div class="ArticleHeader">'
            "<div>Sơn La lên hạng 12 năm 2024</div><div>07/04/2025</div></div>",
        ),
        (
            f'{LD}[{{"@type":"NewsArticle","headline":"Sơn La lên hạng 12 năm 2024"}}]</script>',
            "",
        ),
    ],
)
def test_the_title_is_that_of_the_article_not_of_the_site(head: str, top: str) -> None:
    reading = read(page(f"{top}{BODY}", head))
    assert reading.title == "Sơn La lên hạng 12 năm 2024"
    assert pairs(reading)[0] == ("title", "Sơn La lên hạng 12 năm 2024")


def test_a_dash_inside_of_a_title_is_kept() -> None:
    name = "Bà Rịa - Vũng Tàu tăng ba bậc PAR INDEX"
    assert read(page(BODY, f"<title>{name} - Cổng thông tin điện tử tỉnh</title>")).title == name


def test_the_title_is_not_repeated_in_the_body() -> None:
    reading = read(page(f"<article><h1>Sơn La lên hạng 12 năm 2024</h1>{BODY}</article>"))
    assert [text for _, text in pairs(reading)].count("Sơn La lên hạng 12 năm 2024") == 1


def test_a_page_without_a_title_has_none() -> None:
    reading = read(page(BODY, ""))
    assert reading.title == ""
    assert reading.blocks[0].kind is Kind.PARAGRAPH


# --- dates --------------------------------------------------------------------------------------------------

CLOCK = "<div>Thứ hai, 23/11/2026</div>"


@pytest.mark.parametrize(
    ("head", "around"),
    [
        ('<meta property="article:published_time" content="2025-04-07T09:20:00+07:00">', ""),
        ('<meta property="article:published_time" content="hôm qua">', "<span>07/04/2025</span>"),
        (
            LD + '{"@graph":[{"@type":["NewsArticle"],"datePublished":"2025-04-06T18:00:00Z"}]}</script>',
            "",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePubl</script>',
            "<p>Ngày đăng: 07/04/2025</p>",
        ),
        ("", '<time datetime="2025-04-07">Hôm qua</time>'),
        ("", '<span itemprop="datePublished" content="2025-04-07T00:00:00"></span>'),
        ("", '<div class="PostDate">07/04/2025 09:20 | Tác giả: Mai</div>'),
        ("", "<div>Thứ hai, 07/04/2025 09:20 | Lượt xem: 1.234</div>"),
        ("", "<div><span>Ngày đăng:</span> <span>07/04/2025</span></div>"),
        ("", f"<p>{PROSE}</p><div>Cập nhật lúc 09:20, ngày 07/04/2025</div>"),
    ],
)
def test_the_date_is_the_one_of_the_article(head: str, around: str) -> None:
    html = page(f"{CLOCK}<div><h1>Sơn La lên hạng 12 năm 2024</h1>{around}</div><div>{BODY}</div>", head)
    assert read(html, LATEST).published == date(2025, 4, 7)


@pytest.mark.parametrize(
    "html",
    [
        page(f"{CLOCK}<div><h1>Sơn La lên hạng 12</h1></div><div>{BODY}</div>"),
        page(f'<div id="header"><div>Thứ hai, 23/11/2026</div></div><h1>Sơn La lên hạng 12</h1>{BODY}'),
        page(f'<span class="date-today">23/11/2026</span><h1>Sơn La lên hạng 12</h1>{BODY}'),
        page(f"<h1>Sơn La lên hạng 12</h1><div>Hôm nay: 23/11/2026</div>{BODY}"),
        page(f"<h1>Sơn La lên hạng 12</h1><div>24/11/2026</div>{BODY}"),
        page(f"<h1>Sơn La lên hạng 12</h1><p>Sáng 6/4/2025, Bộ Nội vụ công bố kết quả.</p>{BODY}"),
        page(
            f"<h1>Sơn La lên hạng 12</h1>{BODY}<h4>Tin khác</h4>"
            "<ul><li><a href=x>Họp</a> <i>(02/04/2025)</i></li></ul>"
        ),
        page(
            f"<h1>Sơn La lên hạng 12</h1>{BODY}<table><tr><td>Công bố</td><td>06/04/2025</td></tr><tr>"
            "<td>1</td><td>2</td></tr></table>"
        ),
        page(BODY, '<meta property="article:published_time" content="2027-01-01">'),
        page(
            BODY,
            '<script type="application/ld+json">{"@type":"WebSite","datePublished":"2010-01-01"}</script>',
        ),
    ],
)
def test_other_dates_on_the_page_are_not_its_date(html: str) -> None:
    assert read(html, LATEST).published is None


def test_a_date_beside_the_title_is_found_above_it() -> None:
    html = page(
        f"{CLOCK}<div><span>07/04/2025</span><h1>Sơn La lên hạng 12 năm 2024</h1></div><div>{BODY}</div>"
    )
    assert read(html, LATEST).published == date(2025, 4, 7)


# --- the body -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="ArticleContent">{BODY}</div>',
        '<div class="journal-content-article"><a href=x>Thông báo</a></div>'
        f'<div class="journal-content-article">{BODY}</div>',
        f"<main><nav>Menu</nav><article>{BODY}</article></main>",
        f"<div><div>{BODY}</div></div>",
        f"<form><table><tr><td>Menu</td><td><div>{PROSE}</div><div>{PROSE * 2}</div></td></table></form>",
        f'<div class="has-sidebar print-area">{BODY}</div>',
        f'<div class="menu-wrapper"><div class="bodytext">{BODY}</div></div>',
        f"<div>{PROSE}<br><br>{PROSE * 2}</div>",
        f"<section><div><p>{PROSE}</p></div></section><section><div><p>{PROSE * 2}</p></div></section>",
    ],
)
def test_the_body_is_found(body: str) -> None:
    menu = "<ul>" + '<li><a href="/x">Chuyên mục cải cách hành chính của tỉnh</a></li>' * 30 + "</ul>"
    side = "<div>Thăm dò ý kiến: bạn thấy trang này thế nào?</div>"
    found = pairs(read(page(f"{menu}{body}{side}{menu}")))
    assert [pair for pair in found if pair[0] == "paragraph"][:2] == [
        ("paragraph", PROSE.strip()),
        ("paragraph", (PROSE * 2).strip()),
    ]
    assert not any("Chuyên mục" in text for kind, text in found if kind != "furniture")


def test_a_table_is_a_body_too() -> None:
    rows = "".join(f"<tr><td>{i}</td><td>Tỉnh {i}</td><td>9{i % 10},17</td></tr>" for i in range(63))
    reading = read(page(f"<div><a href=x>Menu</a></div><div><table>{rows}</table></div>"))
    assert sum(b.kind is Kind.CELL for b in reading.blocks) == 189


def test_a_recipe_comes_before_what_is_usual() -> None:
    html = page(
        '<h1>Tiêu đề của trang nào đó</h1><b class="t">Sơn La lên hạng 12</b>'
        f'<i class="d">Ngày 07.04.2025</i><div class="l">{PROSE}</div>'
        f'<div class="ArticleContent">{"Sai rồi, đây là phần khác của trang. " * 20}</div>'
        f'<div class="b">{BODY}<p class="x">Bỏ dòng này đi.</p></div>',
        "",
    )
    layout = Layout(title=(".t",), date=(".d",), lead=(".l",), body=(".b",), drop=(".x",))
    reading = read(html, LATEST, layout)
    assert reading.title == "Sơn La lên hạng 12"
    assert reading.published == date(2025, 4, 7)
    assert [kind for kind, _ in pairs(reading)] == ["title", "lead", "paragraph"]
    assert "Sai rồi" not in reading.text
    assert "Bỏ dòng" not in reading.text


def test_a_recipe_with_a_broken_selector_is_refused() -> None:
    with pytest.raises(ValueError, match=r"body: 'p:::' is no CSS"):
        Layout(body=("p:::",))


@pytest.mark.parametrize("name", ["ArticleSummary", "sapo", "hometext m-bottom"])
def test_a_lead_outside_of_the_body_is_kept(name: str) -> None:
    other = '<div class="sapo">Một bài khác cũng có phần mở đầu của riêng mình, dài chừng này.</div>'
    html = page(
        f'{other}<h1>Sơn La lên hạng 12 năm 2024</h1><div class="{name}">{PROSE}</div>'
        f'<div class="ArticleContent"><p>{PROSE * 3}</p></div>{other}'
    )
    assert pairs(read(html))[1:] == [("lead", PROSE.strip()), ("paragraph", (PROSE * 3).strip())]


def test_a_lead_that_the_body_repeats_is_kept_once() -> None:
    html = page(
        f'<h1>Sơn La lên hạng 12 năm 2024</h1><p class="sapo">{PROSE}</p><div class="ArticleContent">'
        f"<p>{PROSE}</p><p>{PROSE * 3}</p></div>"
    )
    assert [text for _, text in pairs(read(html))].count(PROSE.strip()) == 1


def test_trafilatura_reads_what_no_element_holds() -> None:
    parts = "".join(
        f"<section><div><div><p>Câu {i}: tỉnh thứ {i} đạt {80 + i},5% trong năm 2024.</p></div></div>"
        "</section>"
        for i in range(12)
    )
    reading = read(page(f'<div class="clock">23/11/2026</div><h1>Sơn La lên hạng 12</h1>{parts}'))
    assert reading.way == "trafilatura"
    assert "tỉnh thứ 11 đạt 91,5%" in reading.text
    assert "23/11/2026" not in reading.text
    well_made(reading)


def test_a_page_without_text_has_no_blocks() -> None:
    assert read("<html><body><script>var a = 1;</script><nav>Menu</nav></body></html>").blocks == ()


def test_the_time_of_the_snapshot_bounds_the_date() -> None:
    html = page(f"<h1>Sơn La lên hạng 12</h1><div>07/04/2025</div>{BODY}").encode()
    # 17:30 UTC on the 6th is the 7th in Vietnam.
    assert read_article(Snapshot("file:///a.html", html, datetime(2025, 4, 6, 17, 30))).published == date(
        2025, 4, 7
    )
    assert read_article(Snapshot("file:///a.html", html, datetime(2025, 4, 6, 16, 30))).published is None
    assert read_article(Snapshot("file:///a.html", html, datetime(1980, 1, 1))).published == date(2025, 4, 7)

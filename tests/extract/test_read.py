"""Snapshots to articles: by content, with the address that they give themselves."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.snapshot import Snapshot
from extract.errors import Unreadable
from extract.html.layout import Layout
from extract.read import is_markup, read_article

WHEN = datetime(2025, 5, 1)
PROSE = "<p>" + "Tỉnh đạt 90,02% và đứng thứ 12 trên 63 tỉnh, thành phố trong năm 2024. " * 5 + "</p>"
FILE = "file:///tmp/tin.html"
WEB = "https://sonla.gov.vn/tin-923263"


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<!DOCTYPE html><p>a", True),
        ("\ufeff\n<html>", True),
        ("<div>một mẩu</div>", True),
        ("<?xml version='1.0'?><html xmlns='x'><body/></html>", True),
        ("<!-- saved from url=(0014)about:internet --><HTML><BODY>", True),
        ("chữ <b>đậm</b> <p>một</p><br><p>hai</p>", True),
        ("Sơn La đạt 90,02%", False),
        ("x < 5 và y > 3, <không phải thẻ>", False),
        ("Thẻ <p> mở đầu một đoạn văn.", False),
        ("", False),
    ],
)
def test_html_is_told_by_its_tags(text: str, markup: bool) -> None:
    assert is_markup(text) is markup


@pytest.mark.parametrize("name", ["tin.txt", "tin.html"])
def test_content_decides_not_the_name(name: str) -> None:
    assert read_article(Snapshot(f"file:///{name}", PROSE.encode(), WHEN)).way == "html"
    assert read_article(Snapshot(f"file:///{name}", "Sơn La đạt 90%".encode(), WHEN)).way == "text"


@pytest.mark.parametrize(
    ("head", "url", "source"),
    [
        (f'<link rel="canonical" href="{WEB}">', WEB, "sonla.gov.vn"),
        (f'<meta property="og:url" content=" {WEB} ">', WEB, "sonla.gov.vn"),
        (
            f'<link rel="canonical" href="/tin-923263"><meta property="og:url" content="{WEB}">',
            WEB,
            "sonla.gov.vn",
        ),
        (
            '<link rel="canonical" href="https://SonLa.gov.vn/?nid=5">',
            "https://SonLa.gov.vn/?nid=5",
            "sonla.gov.vn",
        ),
        ('<link rel="canonical" href="https://sonla.gov.vn/">', FILE, ""),
        ('<link rel="canonical" href="javascript:void(0)">', FILE, ""),
        ('<link rel="canonical" href="http://[::1">', FILE, ""),
        ("<link rel=canonical>", FILE, ""),
        ("", FILE, ""),
    ],
)
def test_a_saved_page_stands_where_it_says_it_stands(head: str, url: str, source: str) -> None:
    article = read_article(Snapshot(FILE, f"<html><head>{head}</head>{PROSE}".encode(), WHEN))
    assert (article.url, article.source) == (url, source)


def test_a_page_from_the_web_stands_where_it_was_fetched() -> None:
    html = f'<link rel="canonical" href="https://khac.vn/tin">{PROSE}'.encode()
    article = read_article(Snapshot(WEB, html, WHEN, final_url=f"{WEB}?a=1"))
    assert (article.url, article.source) == (f"{WEB}?a=1", "sonla.gov.vn")
    assert read_article(Snapshot(WEB, html, WHEN)).url == WEB


def test_the_header_of_the_answer_gives_the_charset() -> None:
    html = "<p>Привет, сегодня хорошая погода в городе.</p>".encode("koi8-r")
    snapshot = Snapshot(WEB, html, WHEN, headers={"content-TYPE": "text/html; charset=KOI8-R"})
    assert "хорошая погода" in read_article(snapshot).text


def test_a_layout_is_passed_on() -> None:
    html = f'<div class="ArticleContent">{PROSE}</div><div class="b">{PROSE}Đúng</div>'.encode()
    assert "Đúng" in read_article(Snapshot(WEB, html, WHEN), Layout(body=(".b",))).text


@pytest.mark.parametrize(
    "body", [b"<html><body></body></html>", b"<script>1</script>", b" \n ", b"\x00" * 99]
)
def test_what_has_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_article(Snapshot(FILE, body, WHEN))
    assert refused.value.to_do


def test_one_article_has_one_id_and_a_revision_for_each_text() -> None:
    first = read_article(Snapshot(WEB, PROSE.encode(), WHEN))
    again = read_article(
        Snapshot(WEB, f"<html>{PROSE}<script>1</script></html>".encode(), datetime(2025, 6, 1))
    )
    edited = read_article(Snapshot(WEB, PROSE.replace("12", "13").encode(), WHEN))
    assert first.id == again.id == edited.id
    assert first.revision == again.revision != edited.revision
    assert first.snapshot != again.snapshot


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=500),
    st.sampled_from([b"", b"<html><p>", b"\xff\xfe", b"\xef\xbb\xbf", b"<table><tr><td>"]),
)
def test_any_bytes_are_read_or_refused(body: bytes, prefix: bytes) -> None:
    try:
        article = read_article(Snapshot(FILE, prefix + body, WHEN))
    except Unreadable as refused:
        assert refused.what
        return
    assert all(article.quote(b.start, b.end).strip() for b in article.blocks)

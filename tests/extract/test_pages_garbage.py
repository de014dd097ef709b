"""Pages that nobody wrote: bombs, cut and mangled pages, any sequence of tags. All end, all in order."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_help import BODY, LATEST, PAGES, PROSE, page, well_made

from extract import pages
from extract.charset import decode
from extract.html.dom import Page
from extract.pages import read
from normalize.errors import UserError


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000,
        "<a>" * 500_000,
        "<ul><li>" * 50_000,
        "".join(f"<p><b id={i}>" for i in range(5_000)),
        "".join(f"<b id={i}>" for i in range(1_000)) + "<p>x</p>" * 5_000,
        "<p " + "".join(f"a{i}=b " for i in range(50_000)) + ">",
        "<p>x</p>" * 300_000,
    ],
    ids=["deep", "links", "lists", "formats", "formats in paragraphs", "attributes", "many"],
)
def test_a_page_that_no_parser_gets_through_is_refused(bomb: str) -> None:
    with pytest.raises(UserError, match="elements"):
        read(bomb)


@pytest.mark.parametrize(
    "noise", ["<!--" * 200_000, "<" * 500_000, "<script>" * 1000, "&" * 500_000, "<a<b" * 50_000]
)
def test_other_garbage_ends(noise: str) -> None:
    well_made(read(page(BODY) + noise))


def test_drawings_do_not_count_as_deep() -> None:
    icon = "<svg viewBox='0 0 9 9'>" + "<path d='M0 0'/>" * 40 + "</svg>"
    assert "đứng thứ 12" in read(page(icon * 300 + BODY)).text


def test_a_large_page_is_not_given_to_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_FALLBACK_LIMIT", 100)
    assert read(page("<p>Tỉnh đạt 90,02%.</p>" + "<div></div>" * 100)).way == "html"


PIECES = st.sampled_from(
    "<table> </table> <tr> <td> <td\trowspan=3> <th\tcolspan=2> <p> </p> <br> <img> <a\thref=x> </a> "
    "<li> <ul> </ul> <b> </b> "
    "<h1> <figure> <figcaption> <div\tclass=sapo> <div\tclass=caption> </div> <svg> <template> <select> "
    "<math> <frameset> <pre> "
    "<!-- --> <o:p> <article> <noscript> <header> &#x301; &zwj; &shy; <caption> <form> <plaintext> "
    "<body> <html> <main> 90,02% "
    "Sơn Lượt 17/04/2024 - 1. | Nguồn: Ảnh: \x00 \u2028 \ud7ff".replace(" ", "\n").split("\n")
    + [
        " ",
        "\n",
        PROSE,
        '<script type="application/ld+json">{"@type":"Article","datePublished":1,"headline":[]}</script>',
    ]
    + [
        "<link rel=canonical href='http://[x/y'>",
        "<time datetime='2025-99-99'>",
        "<p style='text-align:right'>",
        "Tin liên quan",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=80).map(lambda pieces: "".join(pieces).replace("\t", " ")))
def test_any_html_makes_a_well_made_article(html: str) -> None:
    well_made(read(html, LATEST))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PAGES), st.data())
def test_a_mangled_page_makes_a_well_made_article(path: Path, data: st.DataObject) -> None:
    body = path.read_bytes()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 2_000)))
    try:
        well_made(read(decode(body[:start] + data.draw(st.binary(max_size=20)) + body[end:]).text, LATEST))
    except UserError as error:
        assert error.what


def test_nothing_is_remembered_between_pages() -> None:
    first, other = (decode(path.read_bytes()).text for path in PAGES[:2])
    before = read(first, LATEST)
    read(other, LATEST)
    assert read(first, LATEST) == before


def test_paths_are_short_and_anchored() -> None:
    found = Page('<div><div id="a"><p>x</p><p>y</p></div><div id="b c"><o:p>z</o:p></div></div>')
    second = found.tree.css("p")[1]
    assert found.path(second) == "#a>p:nth-of-type(2)"
    office = next(node for node in found.root.traverse() if node.tag == "o:p")
    assert found.path(office) == "html>body>div>div:nth-of-type(2)>*"

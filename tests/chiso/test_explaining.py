"""The page on how an article was read: all of it is there, nothing of it is fetched, and it answers to the mouse."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chiso.articles import article_of_text, read_articles
from chiso.explaining.page import page, write
from chiso.explaining.story import Story, tell
from extract.article import Article
from extract.extractor import extractor
from normalize.errors import UserError

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "fixtures" / "articles"
CHROMIUM = Path("/usr/bin/chromium")
SOME = sorted(ARTICLES.glob("*.txt"))[::6] + sorted((ROOT / "fixtures" / "pages").glob("*.html"))


def story_of(article: Article) -> Story:
    return tell(extractor().extract(article), extractor().reference)


def story(path: Path) -> Story:
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return story_of(article)


class Parsed(HTMLParser):
    """The words of the article's column, where each piece of them begins, and everything that points elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside = False
        self.words: list[str] = []
        self.pieces: dict[int, str] = {}
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.elsewhere: list[str] = []
        self._at: int | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.inside = self.inside or tag == "article"
        if known.get("id"):
            self.anchors.append(str(known["id"]))
        if tag == "a":
            self.links.append(str(known["href"]).removeprefix("#"))
        elif known.get("src") or known.get("href", "data:,") != "data:,":
            self.elsewhere.append(f"{tag} {known}")
        self._at = int(str(known["data-a"])) if "data-a" in known else None

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"
        self._at = None

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)
            if self._at is not None:
                self.pieces[self._at] = data


def letters(text: str) -> str:
    """Without blanks, and without the bars between the cells of a plain text's table, which are lines now."""
    return "".join(text.replace("|", "").split())


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


@pytest.mark.parametrize("path", SOME, ids=lambda p: p.name)
def test_the_whole_article_is_there_with_every_fact_and_every_number(path: Path) -> None:
    told = story(path)
    text = page(told)
    parsed, data = Parsed(text), data_of(text)
    article = told.extraction.article
    assert letters("".join(parsed.words)) == letters(article.text)
    assert all(article.text.startswith(words, at) for at, words in parsed.pieces.items())
    assert {tuple(f["span"]) for f in data["facts"]} == {
        (o.start, o.end) for o in told.extraction.observations
    }
    assert len(data["fates"]) == len(told.fates)
    assert all(f["why"] for f in data["fates"] if f["outcome"] != "read")
    links = [link for link in parsed.links if link.startswith("a")]
    assert len(links) == len(data["facts"]) + sum(f["outcome"] != "read" for f in data["fates"])
    shown = {f["span"][0] for f in data["facts"]}
    assert {f"a{at}" for at in shown} <= set(parsed.anchors) and len(parsed.anchors) == len(
        set(parsed.anchors)
    )


@pytest.mark.parametrize("path", SOME[:3], ids=lambda p: p.name)
def test_nothing_is_fetched_from_anywhere(path: Path) -> None:
    text = page(story(path))
    assert Parsed(text).elsewhere == []
    style = text.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def test_what_an_article_says_is_never_taken_for_markup() -> None:
    evil = 'Năm 2023, Hải Phòng xếp thứ 2 PAR INDEX </script><script>alert("1")</script> & <b>đậm</b> với 91,87%.'
    told = story_of(article_of_text(evil))
    text = page(told)
    assert len(told.extraction.observations) == 2
    assert text.count("<script") == 2 and "<b>đậm" not in text
    assert html.escape("<b>đậm</b>") in text
    data_of(text)


def test_an_article_about_something_else_says_so() -> None:
    text = page(story_of(article_of_text("Tỉnh trồng 1.200 ha lúa năm 2023.")))
    assert "did not pass the gate" in text
    assert data_of(text)["facts"] == []


def test_a_number_that_tells_the_edition_of_a_tables_values_is_said_to_do_so() -> None:
    told = story(ARTICLES / "mix-42-phu-yen-bang-chi-so.txt")
    years = [f for f in told.fates if f.text in ("2021", "2022", "2023")]
    assert years and all("edition" in f.why for f in years if f.outcome.value == "something else")
    assert not [f for f in years if f.outcome.value == "no value"]


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "why.html"
    command = [Path(sys.executable).parent / "chiso", "explain", SOME[0], "--html", out]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "why.html" in run.stdout
    assert out.read_text("utf-8") == page(story(SOME[0]))
    with pytest.raises(UserError, match="cannot be written"):
        write(story(SOME[0]), tmp_path / "nowhere" / "why.html")


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Page"]:
    if not CHROMIUM.exists():
        assert os.environ.get("CHISO_CI") != "1", "chromium is missing, and CI must have it"
        pytest.skip("chromium is not installed here")
    from playwright.sync_api import sync_playwright

    path = tmp_path_factory.mktemp("explain") / "why.html"
    write(story(ARTICLES / "par-03-son-la-2024.txt"), path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1300, "height": 900})
        troubles: list[str] = []
        shown.on(
            "request", lambda r: troubles.append(r.url) if not r.url.startswith(("file:", "data:")) else None
        )
        shown.on("pageerror", lambda e: troubles.append(str(e)))
        shown.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        shown.goto(path.as_uri())
        yield shown
        browser.close()
    assert troubles == []


def test_a_click_on_a_value_tells_its_slots_and_draws_where_they_came_from(browser_page: "Page") -> None:
    value = browser_page.locator("article .fact", has_text="26/63")
    value.click()
    card = browser_page.locator("#card")
    assert "hạng 26/63" in card.inner_text()
    assert {"subject", "index", "year"} <= set(card.locator("dt").all_inner_texts())
    assert browser_page.locator("#arcs path").count() == 3
    assert "Sơn La" in browser_page.locator("article .on.s-subject").all_inner_texts()
    assert "2024" in browser_page.locator("article .on.s-year").all_inner_texts()
    browser_page.keyboard.press("Escape")
    assert card.is_hidden()


def test_the_list_leads_to_the_words_and_a_refused_number_says_why(browser_page: "Page") -> None:
    browser_page.locator("[data-fate]", has_text="0,11").first.click()
    assert "gap" in browser_page.locator("#card").inner_text()
    assert browser_page.locator("article .on").inner_text() == "0,11"
    browser_page.locator("[data-fact]").last.click()
    assert browser_page.locator("article .fact.on").first.is_visible()
    before = browser_page.locator("#card").inner_text()
    browser_page.keyboard.press("j")
    assert browser_page.locator("#card").inner_text() != before
    browser_page.keyboard.press("Escape")


def test_it_is_dark_where_people_want_it_dark(browser_page: "Page") -> None:
    def paper() -> str:
        return str(browser_page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = paper()
    browser_page.locator("#theme").click()
    assert paper() != light
    browser_page.locator("#theme").click()
    assert paper() == light

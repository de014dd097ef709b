"""What lists, feeds and sitemaps name, and where the walk over them ends."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discover import read_feed, read_listing, read_sitemap
from crawlers.probe import draft
from crawlers.recipe import Recipe
from crawlers.recipe_files import load_recipes
from normalize.errors import UserError

PORTALS = Path(__file__).parent.parent.parent / "fixtures" / "portals" / "sites"
RECIPES = load_recipes(PORTALS)
NEVER = frozenset[str]()


def page(links: list[str], more: str = "") -> str:
    return "".join(f'<div class="views-row"><a href="{link}">x</a></div>' for link in links) + more


def listing(
    recipe: Recipe, html: str, *, old: frozenset[str] = NEVER, trail: str | None = None, sweep: bool = False
):  # type: ignore[no-untyped-def]
    return read_listing(recipe, 0, 1, recipe.listings[0].url, html, trail, old.__contains__, sweep)


MORE = '<ul><li class="pager-next"><a href="/tin-tuc?page=1">sau</a></li></ul>'


def test_a_listing_names_articles_once_and_its_next_page() -> None:
    recipe = RECIPES["vung-tau"]
    found = listing(
        recipe,
        page(
            [
                "/node/1",
                "/node/2#top",
                "/node/1?utm_source=x",
                "https://else.vn/node/9",
                "javascript:x",
                "/gioi-thieu",
            ],
            MORE,
        ),
    )
    assert [a.key for a in found.articles] == ["vung-tau#1", "vung-tau#2"]
    assert [a.url for a in found.articles] == [
        "http://vungtau.example/node/1",
        "http://vungtau.example/node/2",
    ]
    assert [(x.url, x.number) for x in found.lists] == [("http://vungtau.example/tin-tuc?page=1", 2)]


def test_the_walk_stops_at_known_articles_unless_it_sweeps() -> None:
    recipe = RECIPES["vung-tau"]
    html = page([f"/node/{n}" for n in range(12)], MORE)
    ten = frozenset(f"vung-tau#{n}" for n in range(2, 12))
    assert not listing(recipe, html, old=ten).lists
    assert listing(
        recipe, html, old=ten - {"vung-tau#11"}
    ).lists  # an unknown one behind them: the list shifts
    assert listing(recipe, html, old=ten, sweep=True).lists


def test_a_page_that_says_what_the_one_before_said_is_the_last() -> None:
    recipe = RECIPES["vung-tau"]
    html = page(["/node/1", "/node/2"], MORE)
    trail = listing(recipe, html).lists[0].trail
    assert trail
    assert not listing(recipe, html, trail=trail).lists
    assert listing(recipe, page(["/node/3"], MORE), trail=trail).lists


def test_a_postback_becomes_a_form() -> None:
    recipe = RECIPES["bac-kan"]
    html = (
        '<form><input type="hidden" name="__VIEWSTATE" value="/wE+p="><a href="ChiTietTinTuc.aspx?nid=7">x</a>'
        """<a class="rgPageNext" href="javascript:__doPostBack('ctl00$rg$next','')">2</a></form>"""
    )
    found = listing(recipe, html)
    assert found.lists[0].form == "__VIEWSTATE=%2FwE%2Bp%3D&__EVENTTARGET=ctl00%24rg%24next&__EVENTARGUMENT="
    assert found.lists[0].url == recipe.listings[0].url


def test_a_feed_and_a_sitemap_are_read() -> None:
    recipe = RECIPES["yen-bai"]
    rss = b"<rss><channel><item><link>http://yenbai.example/news/tin/a-5.html</link></item><item><link>http://b.vn/c-6.html</link></item></channel></rss>"
    assert [a.key for a in read_feed(recipe, rss).articles] == ["yen-bai#5"]
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://yenbai.example/news/a-8.html"/><updated>2025-05-12T00:00:00Z</updated></entry></feed>'
    assert [(a.key, a.modified) for a in read_feed(recipe, atom).articles] == [("yen-bai#8", 1747008000.0)]
    index = b"<sitemapindex><sitemap><loc>http://yenbai.example/a.xml</loc></sitemap><sitemap><loc>http://b.vn/b.xml</loc></sitemap></sitemapindex>"
    assert [x.url for x in read_sitemap(recipe, 0, 0, index).lists] == ["http://yenbai.example/a.xml"]
    assert not read_sitemap(recipe, 0, 1, index).lists  # an index inside of an index is none


def test_what_is_no_address_costs_only_itself() -> None:
    recipe = RECIPES["yen-bai"]
    rss = b"<rss><item><link>http://[x</link></item><item><link>http://yenbai.example/news/tin/a-5.html</link></item></rss>"
    assert [a.key for a in read_feed(recipe, rss).articles] == ["yen-bai#5"]
    index = b"<sitemapindex><sitemap><loc>http://[x</loc></sitemap><sitemap><loc>http://yenbai.example/a.xml</loc></sitemap></sitemapindex>"
    assert [x.url for x in read_sitemap(recipe, 0, 0, index).lists] == ["http://yenbai.example/a.xml"]
    for url in ("http://[x", "yenbai.example", "ftp://yenbai.example/"):
        with pytest.raises(UserError, match="no web address"):
            draft(url, "vnpt")


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss><item><link>&b;</link></item></rss>'
    assert read_feed(RECIPES["yen-bai"], bomb).articles == ()
    stolen = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><link>http://yenbai.example/&a;-5.html</link></item></rss>'
    assert all("root" not in a.url for a in read_feed(RECIPES["yen-bai"], stolen).articles)


@given(st.binary(max_size=200))
def test_any_feed_is_read_or_refused(body: bytes) -> None:
    for read in (
        lambda: read_feed(RECIPES["yen-bai"], body),
        lambda: read_sitemap(RECIPES["yen-bai"], 0, 0, body),
    ):
        with suppress(ValueError):
            read()


@given(st.text(max_size=300))
def test_any_listing_is_read(html: str) -> None:
    listing(RECIPES["vung-tau"], html)

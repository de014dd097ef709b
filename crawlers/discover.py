"""Discovery: from a list, a feed or a sitemap to the articles that it names, and to its next page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

import regex
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawlers.keys import article_key, host_of, web_host
from crawlers.pages import Found
from crawlers.recipe import Listing, Recipe
from crawlers.stamps import in_seconds, posted
from normalize.ids import content_id

_POSTBACK: Final = regex.compile(
    r"""__doPostBack\(\s*['"](?P<target>[^'"]*)['"]\s*,\s*['"](?P<argument>[^'"]*)['"]"""
)
_MOST_LINKS: Final = 5000
_MOST_ENTRIES: Final = 50_000  # the limit of the sitemap protocol
_MOST_SITEMAPS: Final = 500


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a list named: articles, and lists that follow from it."""

    articles: tuple[Found, ...]
    lists: tuple[Found, ...] = ()

    @property
    def all(self) -> tuple[Found, ...]:
        """Both."""
        return (*self.articles, *self.lists)


def read_listing(
    recipe: Recipe, source: int, number: int, url: str, html: str, trail: str | None,
    is_old: Callable[[str], bool], sweep: bool,
) -> Discovery:  # fmt: skip
    """Return what a page of a listing names.

    The walk goes on to the next page unless the last `stop_after` articles in a row were known before this
    run, or it names what the page before it named, whose hash is `trail`: a list that repeats its last page for
    ever ends so. A `sweep` does not stop at known articles.
    """
    listing = recipe.listings[source]
    tree = LexborHTMLParser(html)
    links: dict[str, Found] = {}
    for node in tree.css(listing.link)[:_MOST_LINKS]:
        target = _target(url, node)
        key = article_key(recipe, target) if target else None
        if key is not None and target is not None:
            links.setdefault(key, Found(key, target, "article"))
    articles = tuple(links.values())
    if not articles:
        return Discovery(())
    old = 0
    for key in reversed(links):
        if not is_old(key):
            break
        old += 1
    here = content_id(*sorted(links))
    enough = old >= min(listing.stop_after, len(links)) and not sweep
    follow = not enough and here != trail and number - listing.first + 1 < listing.most
    following = _next_page(recipe, listing, source, number, url, tree) if follow else None
    return Discovery(articles, (replace(following, trail=here),) if following else ())


def _next_page(
    recipe: Recipe, listing: Listing, source: int, number: int, url: str, tree: LexborHTMLParser
) -> Found | None:
    key = f"{recipe.id} listing {source} {number + 1}"
    if listing.paging == "template":
        more = listing.more.replace("{page}", str(number + 1))
        glue = "&" if more.startswith("?") and urlsplit(listing.url).query else "?"
        page = listing.url.rstrip("/") + (glue + more[1:] if more.startswith("?") else more)
        return Found(key, page, "listing", source, number + 1)
    if listing.paging == "none":
        return None
    node = tree.css_first(listing.more)
    if node is None:
        return None
    if listing.paging == "next":
        target = _target(url, node)
        inside = target is not None and host_of(target) in recipe.hosts
        return Found(key, target, "listing", source, number + 1) if target and inside else None
    script = " ".join(value or "" for name, value in node.attributes.items() if name in ("href", "onclick"))
    match = _POSTBACK.search(script)
    if match is None:
        return None
    fields = {
        field.attributes["name"] or "": field.attributes.get("value") or ""
        for field in tree.css("input[type=hidden][name]")
    }
    fields |= {"__EVENTTARGET": match["target"], "__EVENTARGUMENT": match["argument"]}
    return Found(key, url, "listing", source, number + 1, form=urlencode(fields))


def read_feed(recipe: Recipe, body: bytes) -> Discovery:
    """Return the articles of an RSS or Atom feed. Raises ValueError for what is no XML."""
    found: dict[str, Found] = {}
    for item in _elements(body, ("item", "entry"))[:_MOST_ENTRIES]:
        link, stamp = "", None
        for child in item:
            name = _local(child.tag)
            if name == "link":
                link = link or (child.text or "").strip() or child.get("href", "")
            elif name == "guid" and not link and (child.text or "").startswith("http"):
                link = (child.text or "").strip()
            elif name == "updated":
                stamp = _moment(child.text or "")
        key = article_key(recipe, link)
        if key:
            found.setdefault(key, Found(key, link, "article", modified=stamp))
    return Discovery(tuple(found.values()))


def read_sitemap(recipe: Recipe, source: int, number: int, body: bytes) -> Discovery:
    """Return the articles of a sitemap, or the sitemaps of an index. Raises ValueError for what is no XML.

    An index may name further ones, but those may not: that is what the protocol says, and it ends loops.
    """
    found: dict[str, Found] = {}
    lists: dict[str, Found] = {}
    for entry in _elements(body, ("url", "sitemap"))[:_MOST_ENTRIES]:
        texts = {_local(child.tag): (child.text or "").strip() for child in entry}
        url = texts.get("loc", "")
        if _local(entry.tag) == "sitemap":
            if number == 0 and len(lists) < _MOST_SITEMAPS and host_of(url) in recipe.hosts:
                lists.setdefault(url, Found(f"{recipe.id} sitemap {url}", url, "sitemap", source, 1))
        elif key := article_key(recipe, url):
            found.setdefault(key, Found(key, url, "article", modified=_moment(texts.get("lastmod", ""))))
    return Discovery(tuple(found.values()), tuple(lists.values()))


def _elements(body: bytes, names: tuple[str, ...]) -> "list[etree._Element]":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"this is no XML: {error}") from error
    if root is None:
        raise ValueError("this is no XML")
    return [e for e in root.iter() if isinstance(e.tag, str) and _local(e.tag) in names]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _moment(text: str) -> float | None:
    """Seconds since 1970 of an ISO or RFC 822 stamp, UTC where it names no zone; None for anything else.

    A bare day is over when it is over: a page changed on the day it was fetched may have changed since.
    """
    text = text.strip()
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return posted(text)
    if len(text) == len("2025-01-01"):
        when = when.replace(hour=23, minute=59)
    return in_seconds(when)


def _target(base: str, node: LexborNode) -> str | None:
    href = (node.attributes.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        target = urljoin(base, href)
    except ValueError:
        return None
    return target.partition("#")[0] if web_host(target) else None

"""What a page says about itself to machines: its address, its title, its site's name, its dates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from extract.dates import coded
from extract.html.dom import fold
from extract.origin import names_article

_MOST_SCRIPTS: Final = 50
_LONGEST_SCRIPT: Final = 500_000
_TITLE_NAMES: Final = ("og:title", "twitter:title", "title")
_DATE_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "pubdate",
    "publishdate",
    "datepublished",
    "dc.date.issued",
    "dc.date",
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What stands in the head and in JSON-LD, "" or empty where nothing does.

    `url` is the address the page gives itself, if it is one of an article; `dates` come the surest first.
    """

    url: str
    site: str
    title: str
    document_title: str
    dates: tuple[date, ...]


def read(tree: LexborHTMLParser) -> Meta:
    """Return what the page of `tree` says about itself."""
    named: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = fold(attributes.get("content") or "")
        if name and content:
            named.setdefault(name.lower(), content)
    articles = list(_articles(tree))
    headlines = (fold(a["headline"]) for a in articles if isinstance(a.get("headline"), str))
    stamps = [named[name] for name in _DATE_NAMES if name in named]
    stamps += [a["datePublished"] for a in articles if isinstance(a.get("datePublished"), str)]
    document_title = tree.css_first("title")
    canonical = tree.css_first("link[rel=canonical]")
    addresses = (canonical.attributes.get("href") if canonical is not None else "", named.get("og:url", ""))
    return Meta(
        url=next((address.strip() for address in addresses if address and names_article(address)), ""),
        site=named.get("og:site_name", ""),
        title=next((named[n] for n in _TITLE_NAMES if n in named), "") or next(headlines, ""),
        document_title=fold(document_title.text()) if document_title is not None else "",
        dates=tuple(day for stamp in stamps if (day := coded(stamp))),
    )


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that speak of an article, wherever they stand in it."""
    for script in tree.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]:
        source = script.text()
        if len(source) > _LONGEST_SCRIPT:
            continue
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue  # cut, or written by hand; other places may have what it said
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = [*value, *waiting]
            elif isinstance(value, dict):
                if any(kind.endswith(("Article", "Posting", "Report")) for kind in _types(value)):
                    yield value
                waiting += [v for v in value.values() if isinstance(v, dict | list)]


def _types(value: dict[str, Any]) -> list[str]:
    kinds = value.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]

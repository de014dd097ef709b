"""A snapshot → its article, whatever it is: a page of HTML or a file of text."""

from typing import Final

import regex

from crawlers.snapshot import Snapshot
from extract.article import Article
from extract.charset import decode
from extract.errors import Unreadable
from extract.html.layout import Layout
from extract.origin import address, host, latest_day
from extract.plain import read_plain

_HEAD: Final = 64 * 1024
_MARKUP: Final = regex.compile(
    r"<(?:!doctype html"
    r"|(?:html|head|body|meta|title|main|article|section|div|p|table|tr|td|ul|ol|li|h[1-6]"
    r"|br|span|a|font|center|script)"
    r"\b[^<>]*>)",
    regex.I,
)
_ENOUGH_MARKUP: Final = 3


def read_article(snapshot: Snapshot, layout: Layout | None = None) -> Article:
    """Return the article of `snapshot`; `layout` says where its parts stand on the pages of its site.

    Content decides how it is read, not the name of the file. A page from the web stands where it was fetched;
    a saved one where it says itself that it stands, else at its file. Raises Unreadable for bytes that are no
    text, for a page that cannot be parsed in bounded time, and where no text is left.
    """
    text = decode(snapshot.body, _content_type(snapshot)).text
    article = _read_page(snapshot, text, layout) if is_markup(text) else read_plain(snapshot, text)
    if not article.blocks:
        raise Unreadable("there is no text in it", to_do="save the page again when its article is shown")
    return article


def is_markup(text: str) -> bool:
    """Whether `text` is HTML, by its first tags: one where it begins with a tag, else some."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    return len(_MARKUP.findall(head)) >= (1 if head.startswith("<") else _ENOUGH_MARKUP)


def _read_page(snapshot: Snapshot, html: str, layout: Layout | None) -> Article:
    from extract.pages import read

    reading = read(html, latest_day(snapshot), layout)
    url = address(snapshot, reading.url)
    return Article(
        doc=snapshot.name,
        url=url,
        source=host(url),
        snapshot=snapshot.id,
        title=reading.title,
        published=reading.published,
        text=reading.text,
        blocks=reading.blocks,
        way=reading.way,
    )


def _content_type(snapshot: Snapshot) -> str | None:
    return next((value for name, value in snapshot.headers.items() if name.lower() == "content-type"), None)

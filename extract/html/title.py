"""The title of an article, which is neither the name of its site nor what a menu says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from extract.dates import stated
from extract.html.dom import INLINE, Page, events, fold
from extract.html.layout import Layout
from extract.html.meta import Meta
from normalize.text import shadow

_SHORTEST: Final = 12
_LONGEST: Final = 300
_SITE_NAME: Final = regex.compile(
    r"(?:(?:cổng|trang)(?: thành phần)? ?(?:thông tin|ttđt|tin điện tử|web|điện tử)|báo điện tử)\b\D{0,80}"
    r"|trang chủ|home|tin tức(?: ?(?:-|và)? sự kiện)?|(?:tin )?chi tiết(?: tin(?: tức)?| bài viết)?|xem tin"
    r"|bản tin|thông báo|đăng nhập|tin trong tỉnh|tin nổi bật"
)
_SEPARATOR: Final = regex.compile(r"\s(?:[-–—|»•·]|::)\s|\s?\|\s?")
_HOMES: Final = frozenset(
    ("", "/", "./", "#", "index.html", "/index.html", "/trang-chu", "/home", "/web/guest")
)
_HEADINGS: Final = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Title:
    """The title and the element it was read from, None where only the head of the page has it."""

    text: str
    node: LexborNode | None


def choose(page: Page, meta: Meta, layout: Layout) -> Title:
    """Return the title of the article on `page`, "" if it has none.

    What machines are told counts most; then what stands where titles stand, the name of the site aside; then
    the title of the document without the site's name.
    """
    told = cut(meta.title, meta)
    document = cut(meta.document_title, meta)
    seen = list(_candidates(page, layout, meta, document))
    if told:
        return Title(told, _same(seen, told))
    for text, node in seen:
        if _said(text, document):
            return Title(text, node)
    if seen:
        return Title(*seen[0])
    return Title("" if is_site_name(document, meta) else document, None)


def is_article_title(text: str, meta: Meta) -> bool:
    """Whether the head of the page names an article by `text`."""
    if not _SHORTEST <= len(text) <= _LONGEST or is_site_name(text, meta):
        return False
    return any(_said(text, title) for title in (meta.title, meta.document_title))


def is_site_name(text: str, meta: Meta) -> bool:
    """Whether `text` is the name of a site or of a page of every site: "Cổng thông tin …", "Trang chủ"."""
    folded = shadow(text)
    return folded == shadow(meta.site) or _SITE_NAME.fullmatch(folded) is not None


def cut(title: str, meta: Meta) -> str:
    """Return `title` without the names of sites before and behind it; "" if nothing else is in it."""
    while separators := list(_SEPARATOR.finditer(title)):
        first, last = separators[0], separators[-1]
        head, tail = title[: last.start()], title[last.end() :]
        bar = "|" in last[0] or ":" in last[0]
        if is_site_name(tail, meta):
            title = head
        elif is_site_name(title[: first.start()], meta):
            title = title[first.end() :]
        elif bar and len(tail) < len(head):
            title = head
        else:
            break
    title = title.strip(" -–—|»•·")
    return "" if is_site_name(title, meta) else title


def _said(text: str, title: str) -> bool:
    return bool(title) and shadow(title).startswith(shadow(text))


def _within(text: str, title: str) -> bool:
    return shadow(text) in shadow(title)


def _same(seen: list[tuple[str, LexborNode]], title: str) -> LexborNode | None:
    wanted = shadow(title)
    exact = (node for text, node in seen if shadow(text) == wanted)
    alike = (node for text, node in seen if len(text) > 2 * _SHORTEST and _said(text, title))
    return next(exact, None) or next(alike, None)


def _candidates(page: Page, layout: Layout, meta: Meta, document: str) -> Iterator[tuple[str, LexborNode]]:
    for selector in (*layout.title, *_HEADINGS):
        for node in page.tree.css(selector):
            text = _first_line(node)
            if _leads_home(node):
                continue
            if not _SHORTEST <= len(text) <= _LONGEST or is_site_name(text, meta) or stated(text):
                continue
            # What was cut off the title of the document is the name of the site.
            if _within(text, meta.document_title) and not _within(text, document):
                continue
            yield text, node


def _first_line(node: LexborNode) -> str:
    """The text of the first block in `node`: a box around the title may hold the date, too."""
    pieces: list[str] = []
    for part, _ in events(node):
        if part.is_text_node:
            pieces.append(part.text_content or "")
        elif part.tag == "br":
            pieces.append(" ")
        elif part.tag not in INLINE and any(piece.strip() for piece in pieces):
            break
    return fold("".join(pieces))


def _leads_home(node: LexborNode) -> bool:
    """Whether the heading is a link to the front page, as the name of a site is."""
    around = node.parent
    link = around if around is not None and around.tag == "a" else node.css_first("a[href]")
    if link is None:
        return False
    return (link.attributes.get("href") or "").strip() in _HOMES

"""What stands on a page around its article: taken out of the tree before anything is read.

The clock in the header is taken for the date, a counter for a score, a list of other articles for the text: a
page is read only after they are gone.
"""

from collections.abc import Iterable
from typing import Final

import regex
from selectolax.lexbor import LexborNode

from extract.html.dom import Page, ancestors, text_of
from extract.html.layout import Layout
from extract.html.meta import Meta
from extract.html.title import is_article_title
from extract.html.weights import ENOUGH, Weights

_TAGS: Final = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video map nav footer aside "
    "button select input textarea dialog marquee link meta".split()
)
_ROLES: Final = frozenset("navigation banner contentinfo search complementary dialog menu menubar".split())
# One of these words in a class or an id, cut at hyphens and capitals: "ArticleInMenu", "box_binhluan".
_WORDS: Final = frozenset(
    "nav navbar navigation menu submenu topmenu breadcrumb breadcrumbs footer sidebar share sharing social "
    "related relate comment comments clock counter visitor visitors visits ticker marquee print login search "
    "toolbar tags keywords rating vote player audio tts banner ads adv advert advertisement copyright popup "
    "modal hotline weblink weblinks pagination pager language cookie captcha today fontsize "
    "lienquan binhluan thongke quangcao lienket dongho tinkhac".split()
)
_RUN_TOGETHER: Final = regex.compile(
    r"breadcrumb|datetoday|currentdate|datenow|fontsize|baivietkhac|tinlienquan|tinkhac|othernews|othersnews"
    r"|relatednews|luottruycap|socialshare|tinmoi|newsother|audioplayer|texttospeech"
)
_HEADER_NAMES: Final = frozenset(
    ("header", "site-header", "siteheader", "top-header", "header-top", "topbar")
)
_NAME: Final = regex.compile(r"\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")
_HIDDEN: Final = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.I)
_NEVER: Final = frozenset("html body main article h1 h2 h3 h4 tr td tbody p".split())
# No box beside an article holds so much of the page's own text.
_TOO_MUCH: Final = 0.4


def strip(page: Page, meta: Meta, layout: Layout) -> None:
    """Take out of `page` what its tags, names and roles show to be no part of the article.

    Kept is whatever holds the title or a body that `layout` names, or a large part of the page's text, by
    whatever name: templates call their wrappers "has-sidebar" and "print-area".
    """
    weights = Weights(page.root)
    kept = _kept(page, meta, layout, weights)
    limit = max(_TOO_MUCH * weights.text(page.root), 1)
    named = {node.mem_id for selector in layout.drop for node in page.tree.css(selector)}
    doomed: set[int] = set()
    outermost: list[LexborNode] = []
    for node in weights.elements:
        parent = node.parent
        if parent is not None and parent.mem_id in doomed:
            doomed.add(node.mem_id)
            continue
        gone = node.mem_id in named
        if not gone and node.mem_id not in kept:
            gone = node.tag in _TAGS or (weights.text(node) <= limit and _is_furniture(node))
        if gone:
            doomed.add(node.mem_id)
            outermost.append(node)
    for node in outermost:
        node.decompose()


def words(node: LexborNode) -> set[str]:
    """Return the words in the class and id of `node`, in lower case: "ArticleInMenu" has three."""
    names = f"{node.attributes.get('class') or ''} {node.id or ''}"
    return {word.lower() for word in _NAME.findall(names[:500])}


def _is_furniture(node: LexborNode) -> bool:
    tag, attributes = node.tag or "", node.attributes
    if "hidden" in attributes or _HIDDEN.search((attributes.get("style") or "")[:500]):
        return True
    if tag in _NEVER:
        return False
    if tag == "header":
        return not any(step.tag in ("article", "main") for step in ancestors(node))
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    classes, name = (attributes.get("class") or "")[:500], (node.id or "")[:500]
    if not classes and not name:
        return False
    whole = {piece.lower() for piece in (*classes.split(), name)}
    run_together = (piece.replace("-", "").replace("_", "") for piece in whole)
    return (
        bool(whole & _HEADER_NAMES)
        or bool(words(node) & _WORDS)
        or any(_RUN_TOGETHER.search(piece) for piece in run_together)
    )


def _kept(page: Page, meta: Meta, layout: Layout, weights: Weights) -> set[int]:
    """The elements that hold the title or a named body, and these themselves."""
    bodies = (node for selector in layout.body for node in page.tree.css(selector))
    holders = [node for node in bodies if weights.text(node) >= ENOUGH]
    for selector in ("h1", "h2", "h3", *layout.title):
        holders += [node for node in page.tree.css(selector) if is_article_title(text_of(node), meta)]
    return _with_ancestors(holders)


def _with_ancestors(nodes: Iterable[LexborNode]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        step: LexborNode | None = node
        while step is not None and step.mem_id not in found:
            found.add(step.mem_id)
            step = step.parent
    return found

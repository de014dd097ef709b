"""Which element of a page holds the text of the article."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from extract.html import tables
from extract.html.dom import Page, ancestors
from extract.html.layout import Layout
from extract.html.weights import ENOUGH, Weights

_LABEL: Final = 25
"""Letters up to which the text of a block says nothing about where the article is."""

_MOSTLY_LINKS: Final = 0.5
_LARGE_SHARE: Final = 0.5
_ALMOST_ALL: Final = 0.7


def choose(page: Page, weights: Weights, layout: Layout) -> LexborNode | None:
    """Return the element with the article's text, or None if the page has no text worth the name.

    An element that `layout` names wins, then one that says it is an article, then the densest in text that is
    no link. Where several have the same name, it is the one with most text: portals use one class for the
    article and for the boxes beside it.
    """
    for selector in layout.body:
        if (named := _fullest(page.tree.css(selector), weights)) is not None:
            return named
    main = _fullest(page.tree.css("main, [role=main]"), weights)
    scope = main if main is not None else page.root
    article = _fullest(page.tree.css("article"), weights)
    if article is not None and weights.text(article) >= _LARGE_SHARE * weights.text(scope):
        return article
    return _densest(scope, weights)


def _fullest(nodes: Sequence[LexborNode], weights: Weights) -> LexborNode | None:
    full = [node for node in nodes if weights.text(node) >= ENOUGH]
    return max(full, key=weights.text, default=None)


def _densest(scope: LexborNode, weights: Weights) -> LexborNode | None:
    """The element with most text close under it: in itself, in its blocks, and half of what is one deeper."""
    score: Counter[int] = Counter()
    nodes: dict[int, LexborNode] = {}
    for node in scope.traverse():
        own = weights.own(node)
        step: LexborNode | None = node
        if own <= _LABEL:
            if not own or node.tag not in ("td", "th"):
                continue
            table = _around(node, "table")  # figures are short, but a table of them may be what it is about
            step = table.parent if table is not None else None
        for share in (2, 2, 1):
            if step is None or step.tag in ("html", "-document"):
                break
            nodes[step.mem_id] = step
            score[step.mem_id] += own * share
            step = step.parent
    if not score:
        return scope if weights.text(scope) else None
    best = nodes[max(score, key=lambda key: score[key])]
    return _outside_of_data(_widened(best, scope, weights))


def _around(node: LexborNode, tag: str) -> LexborNode | None:
    """The nearest element around `node` with `tag`."""
    return next((step for step in ancestors(node) if step.tag == tag), None)


def _outside_of_data(node: LexborNode) -> LexborNode:
    """`node`, or what holds the table of data that it is or is a part of: a table is read as a whole."""
    table = node if node.tag == "table" else _around(node, "table")
    if table is not None and table.parent is not None and tables.read(table).use is tables.Use.DATA:
        return table.parent
    return node


def _widened(node: LexborNode, scope: LexborNode, weights: Weights) -> LexborNode:
    """`node`, or what is around it where it holds only a part: an article cut into rows or sections."""
    whole = weights.prose(scope)
    while weights.prose(node) < _ALMOST_ALL * whole and node.mem_id != scope.mem_id:
        around = node.parent
        if around is None or around.tag in ("html", "-document"):
            break
        letters = weights.text(around) + weights.links(around)
        if weights.links(around) > _MOSTLY_LINKS * letters and not _has_twin(node, around, weights):
            break
        node = around
    return node


def _has_twin(node: LexborNode, around: LexborNode, weights: Weights) -> bool:
    """Whether another part with paragraphs stands beside `node` that is built like it."""
    name = node.attributes.get("class")
    return any(
        other.tag == node.tag and other.attributes.get("class") == name and weights.prose(other)
        for other in around.iter()
        if other.mem_id != node.mem_id
    )

"""When an article was published, by what its page says. Never by the clock in its header."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from selectolax.lexbor import LexborNode

from extract import dates
from extract.html.dom import Page, ancestors, text_of
from extract.html.layout import Layout
from extract.html.meta import Meta
from extract.html.weights import PROSE, Weights

_NEAR_BEHIND: Final = 40
"""Elements below the title among which its date stands."""

_NEAR_BEFORE: Final = 12
_MOST_PARAGRAPHS: Final = 1
_SHORT: Final = 120


def choose(
    page: Page,
    weights: Weights,
    meta: Meta,
    layout: Layout,
    *,
    title: LexborNode | None,
    body: LexborNode | None,
    latest: date | None,
) -> date | None:
    """Return the date of publication, or None if the page does not give any up to `latest`.

    Machine-readable dates come first, then elements named as dates, then a line near the title that is
    nothing but a date. `page` is without its furniture.
    """
    coded = (dates.coded(value) for value in _stamps(page))
    named = (dates.within(text_of(node)) for s in layout.date for node in page.tree.css(s))
    near = (dates.stated(text_of(node)) for node in _near(weights, title, body))
    for found in (*meta.dates, *coded, *named, *near):
        if found and (latest is None or found <= latest):
            return found
    return None


def _stamps(page: Page) -> Iterator[str]:
    for node in page.tree.css("[itemprop=datePublished]"):
        yield node.attributes.get("content") or node.attributes.get("datetime") or text_of(node)
    for node in page.tree.css("time[datetime]"):
        yield node.attributes.get("datetime") or ""


def _near(weights: Weights, title: LexborNode | None, body: LexborNode | None) -> Iterator[LexborNode]:
    """Short elements below the title, then beside it, the nearest first; above the body where no title is."""
    place = {node.mem_id: index for index, node in enumerate(weights.elements)}
    if title is not None:
        at = place[title.mem_id]
        yield from _above_the_text(weights, at + 1, _NEAR_BEHIND)
        # Above the title only what shares its box: further up is the header of the page.
        beside = reversed(weights.elements[max(0, at - _NEAR_BEFORE) : at])
        yield from (n for n in beside if _is_short(weights, n) and title.parent and _in(n, title.parent))
    elif body is not None:
        at = place[body.mem_id]
        above = reversed(weights.elements[max(0, at - _NEAR_BEFORE) : at])
        yield from (n for n in above if _is_short(weights, n))
        yield from _above_the_text(weights, at, _NEAR_BEFORE)


def _above_the_text(weights: Weights, at: int, most: int) -> Iterator[LexborNode]:
    """Short elements from number `at` on, down to the lead and the first paragraph but no further."""
    paragraphs = 0
    for node in weights.elements[at : at + most]:
        paragraphs += weights.own(node) >= PROSE and node.tag != "td"
        if paragraphs > _MOST_PARAGRAPHS:
            return
        if _is_short(weights, node):
            yield node


def _is_short(weights: Weights, node: LexborNode) -> bool:
    return 0 < weights.text(node) + weights.links(node) <= _SHORT


def _in(node: LexborNode, holder: LexborNode) -> bool:
    return any(step.mem_id == holder.mem_id for step in ancestors(node))

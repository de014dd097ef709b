"""The lead of an article where it stands outside of the body: it holds the headline score and rank."""

from typing import Final

from selectolax.lexbor import LexborNode

from extract.html.dom import Page, ancestors
from extract.html.layout import Layout
from extract.html.weights import Weights

_SHORTEST: Final = 30
_LONGEST: Final = 1_500


def choose(
    page: Page, weights: Weights, layout: Layout, *, title: LexborNode | None, body: LexborNode | None
) -> LexborNode | None:
    """Return the element of the lead, or None if there is none outside of `body`.

    It is the last one above the body, for other articles have leads, too, and stands below the title.
    """
    place = {node.mem_id: index for index, node in enumerate(weights.elements)}
    top = place.get(title.mem_id, -1) if title is not None else -1
    bottom = place.get(body.mem_id, len(place)) if body is not None else len(place)
    around = {node.mem_id for node in (body, *ancestors(body))} if body is not None else set()
    for selector in layout.lead:
        found = [
            node
            for node in page.tree.css(selector)
            if _SHORTEST <= weights.text(node) <= _LONGEST
            and top < place.get(node.mem_id, -1) < bottom
            and node.mem_id not in around
        ]
        if found:
            return found[-1]
    return None

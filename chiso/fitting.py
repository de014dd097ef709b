"""Recipe and page: which layout is tried, and which of its parts are there. Pure functions."""

from datetime import date

from selectolax.lexbor import LexborHTMLParser

from crawlers.recipe import EXPECTED, Recipe
from crawlers.recipe import Layout as Selectors
from extract.html.layout import Layout


def layout_for(recipe: Recipe, tree: LexborHTMLParser, day: date) -> Selectors | None:
    """The recipe's layout for a page fetched on `day`: the first that held then and is recognised."""
    held = recipe.layouts_on(day)
    return next((x for x in held if not x.detect or tree.css_first(x.detect) is not None), None)


def as_layout(selectors: Selectors | None) -> Layout | None:
    """The same selectors as the reader of pages takes them."""
    if selectors is None:
        return None
    return Layout(
        title=selectors.title,
        date=selectors.date,
        lead=selectors.lead,
        body=selectors.body,
        drop=selectors.drop,
    )


def parts_found(tree: LexborHTMLParser, selectors: Selectors | None) -> frozenset[str]:
    """The parts that the recipe's own selectors find on a page, with something in them."""
    if selectors is None:
        return frozenset()
    return frozenset(part for part in EXPECTED if any(_holds(tree, s) for s in getattr(selectors, part)))


def _holds(tree: LexborHTMLParser, selector: str) -> bool:
    return any(node.text(strip=True) for node in tree.css(selector))

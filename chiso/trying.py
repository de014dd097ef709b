"""What a recipe makes of a page: the reading of one snapshot, with the parts that its selectors found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from chiso.fitting import as_layout, layout_for, parts_found
from crawlers.recipe import EXPECTED, Recipe
from crawlers.recipe_files import FAMILIES
from crawlers.snapshot import Snapshot
from extract.charset import decode
from extract.read import read_article

if TYPE_CHECKING:
    from extract.article import Article


@dataclass(frozen=True, slots=True)
class Tried:
    """A page as read: its article, and which parts the recipe's own selectors found."""

    article: "Article"
    parts: frozenset[str]

    @property
    def way(self) -> str:
        """Who read the body: the recipe's selectors, the usual ones, or trafilatura."""
        return "recipe" if "body" in self.parts and self.article.way == "html" else self.article.way


def try_page(recipe: Recipe, snapshot: Snapshot) -> Tried:
    """Read a page by a recipe. Raises Unreadable where there is nothing to read."""
    tree = LexborHTMLParser(decode(snapshot.body, snapshot.headers.get("content-type")).text)
    selectors = layout_for(recipe, tree, snapshot.fetched_at.date())
    return Tried(read_article(snapshot, as_layout(selectors)), parts_found(tree, selectors))


def guess_family(snapshot: Snapshot) -> str:
    """Return the family whose selectors find most parts of a page; of equals the first by name."""
    import tomllib

    tree = LexborHTMLParser(decode(snapshot.body, snapshot.headers.get("content-type")).text)

    def found(name: str) -> int:
        layouts = tomllib.loads((FAMILIES / f"{name}.toml").read_text("utf-8"))["layout"]
        return max(sum(_any(tree, layout.get(part, ())) for part in EXPECTED) for layout in layouts)

    names = sorted(file.stem for file in FAMILIES.glob("*.toml"))
    return max(names, key=found)


def _any(tree: LexborHTMLParser, selectors: "list[str] | tuple[str, ...]") -> bool:
    # "h1" and "time" are everybody's: they say nothing about the family.
    return any(tree.css_first(s) is not None for s in selectors if s not in ("h1", "time"))

"""The names of pages: one key for all the addresses that one article is reached by."""

from typing import Final
from urllib.parse import urlsplit

import regex

from crawlers.recipe import Recipe

_TRACKING: Final = regex.compile(r"(?:utm_\w+|fbclid|gclid|zarsrc|_gl|ref)", regex.I)


def host_of(url: str) -> str:
    """The host of an address, "" where it has none or cannot be read: pages and people write what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def web_host(url: str) -> str:
    """The host of a web address, "" for anything else."""
    return host_of(url) if url.lower().startswith(("http://", "https://")) else ""


def normal(url: str) -> str:
    """Return `url` as it is compared: parameters in order, without tracking, fragment and a last slash."""
    from w3lib.url import canonicalize_url, url_query_cleaner

    parts = urlsplit(url)
    names = [piece.partition("=")[0] for piece in parts.query.split("&")]
    drop = [name for name in names if _TRACKING.fullmatch(name)]
    clean = url_query_cleaner(url, drop, remove=True, unique=False) if drop else url
    parts = urlsplit(canonicalize_url(clean))
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def article_key(recipe: Recipe, url: str) -> str | None:
    """Return the key of the article at `url`: site and id, or None where the address is no article's.

    Addresses of the same article, be it by http or https, with www or without, of the old scheme or the new,
    have one key if the recipe's pattern finds the same id in them.
    """
    if host_of(url) not in recipe.hosts:
        return None
    parts = urlsplit(url)
    match = recipe.article.search(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return f"{recipe.id}#{match['id']}" if match else None


class Directory:
    """Whose host is whose."""

    def __init__(self, recipes: dict[str, Recipe]) -> None:
        self.recipes = recipes
        self._owner = {host: recipe for recipe in recipes.values() for host in recipe.hosts}

    def owner(self, url: str) -> Recipe | None:
        """The recipe of the site that `url` is on, if there is one."""
        return self._owner.get(host_of(url))

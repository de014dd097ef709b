"""Pages as they go in and out of the frontier: found, given leave for, settled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from crawlers.outcome import Outcome
from crawlers.recipe import Recipe


class Rank(IntEnum):
    """What goes first on a host."""

    ROBOTS = 0
    LISTS = 1
    NEW = 2
    AGAIN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A page that a list named, or the list's own next page. `modified`: when it changed, as the list says."""

    key: str
    url: str
    kind: str
    source: int = 0
    number: int = 0
    form: str | None = None
    trail: str | None = None
    modified: float | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """Leave to fetch one page once."""

    fetch: int
    key: str
    site: str
    host: str
    kind: str
    url: str
    home: str
    form: str | None
    trail: str | None
    source: int
    number: int
    attempts: int
    hops: int
    etag: str | None
    modified: str | None
    snapshot: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a fetch brought. `retry_at` overrides when the page is tried again after a failure."""

    outcome: Outcome
    status: int | None = None
    detail: str = ""
    latency: float | None = None
    size: int | None = None
    snapshot: str | None = None
    headers: str | None = None
    tls: bool | None = None
    etag: str | None = None
    modified: str | None = None
    moved_to: str = ""
    moved_for_good: bool = False
    found: Sequence[Found] = field(default=())
    links: int | None = None
    retry_at: float | None = None
    last_try: bool = False


def roots(recipe: Recipe) -> list[Found]:
    """The lists at which the walk of a site begins."""
    found = [
        Found(f"{recipe.id} listing {i} {x.first}", x.url, "listing", i, x.first)
        for i, x in enumerate(recipe.listings)
    ]
    found += [Found(f"{recipe.id} feed {url}", url, "feed", i) for i, url in enumerate(recipe.feeds)]
    return found + [
        Found(f"{recipe.id} sitemap {url}", url, "sitemap", i) for i, url in enumerate(recipe.sitemaps)
    ]

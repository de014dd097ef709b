"""A recipe: all that is known of one site, as a value."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import regex

from normalize.dates import VIETNAM

PARTS: Final = ("title", "date", "lead", "body", "drop")
EXPECTED: Final = ("title", "date", "body")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of articles with pages: `paging` is "none", "template", "next" or "postback".

    `link` selects the links of articles. `more` is the template with `{page}`, or the selector of the link to
    the next page (for "postback": of the link whose script posts the form). A walk ends after `stop_after`
    articles in a row that an earlier run knew, or after `most` pages.
    """

    url: str
    link: str
    paging: str
    more: str
    first: int
    stop_after: int
    most: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of an article stand: CSS selectors, the likeliest first.

    It holds for pages fetched up to `until` (None: still), and only where `detect` matches, if that is given.
    """

    until: date | None
    detect: str
    title: tuple[str, ...]
    date: tuple[str, ...]
    lead: tuple[str, ...]
    body: tuple[str, ...]
    drop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One site. Durations are seconds; `floor` is the least gap between two requests to it.

    `subject` is whose portal it is ("province/son-la") or "". From `valid_to` on the host speaks for nobody
    new: its articles stay its own, and `successor` is the site that took over. `tls` is "verify" or, as an
    exception that every snapshot records, "unverified". `expect` are the least shares of pages on which a
    part must be found.
    """

    id: str
    name: str
    family: str
    verified: bool
    subject: str
    host: str
    aliases: tuple[str, ...]
    scheme: str
    tls: str
    valid_from: date | None
    valid_to: date | None
    successor: str
    every: float
    floor: float
    patience: float
    budget: int
    sweep_every: float
    quiet: tuple[time, time] | None
    article: "regex.Pattern[str]"
    listings: tuple[Listing, ...]
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    layouts: tuple[Layout, ...]
    expect: tuple[tuple[str, float], ...]
    digest: str
    path: Path

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host and its other names."""
        return (self.host, *self.aliases)

    @property
    def root(self) -> str:
        """The front page."""
        return f"{self.scheme}://{self.host}/"

    def retired(self, day: date) -> bool:
        """Whether the site had ended by `day`."""
        return self.valid_to is not None and day > self.valid_to

    def layouts_on(self, day: date) -> tuple[Layout, ...]:
        """The layouts that held on `day`, those with the nearest end first."""
        held = [layout for layout in self.layouts if layout.until is None or day <= layout.until]
        return tuple(sorted(held, key=lambda layout: layout.until or date.max))

    def is_quiet(self, now: datetime) -> bool:
        """Whether the site is to be left alone at `now` (naive UTC), by Vietnam's clock."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        at = now.replace(tzinfo=UTC).astimezone(VIETNAM).time()
        return start <= at < end if start <= end else at >= start or at < end

"""Where and when a snapshot comes from: what its article is called after, and dated no later than."""

from datetime import UTC, date
from typing import Final
from urllib.parse import urlsplit

from crawlers.snapshot import Snapshot
from normalize.dates import VIETNAM

# Archives that are to come out the same every time give their files a time of long ago.
_NO_REAL_TIME: Final = 2000


def host(url: str) -> str:
    """Return the host of a web address in lower case, "" for anything else."""
    try:
        parts = urlsplit(url.strip())
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def names_article(url: str) -> bool:
    """Whether `url` is a whole web address and more than a host: broken templates name the front page."""
    if not host(url):
        return False
    parts = urlsplit(url.strip())
    return parts.path.strip("/") != "" or parts.query != ""


def address(snapshot: Snapshot, own: str = "") -> str:
    """Return the URL of the article: what answered on the web, else what a saved page says itself (`own`)."""
    found = snapshot.final_url or snapshot.url
    return found if host(found) or not own else own


def latest_day(snapshot: Snapshot) -> date | None:
    """Return the day in Vietnam on which `snapshot` was taken, None if that is not known."""
    if snapshot.fetched_at.year < _NO_REAL_TIME:
        return None
    return snapshot.fetched_at.replace(tzinfo=UTC).astimezone(VIETNAM).date()

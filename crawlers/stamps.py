"""Times of day as servers write them in headers, feeds and sitemaps."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def posted(text: str) -> float | None:
    """Return the seconds since 1970 of an RFC 822 date, UTC where it names no zone; None for anything else."""
    try:
        return in_seconds(parsedate_to_datetime(text))
    except (
        ValueError,
        TypeError,
        OverflowError,
    ):  # OverflowError: a zone of more hours than fit into a number
        return None


def in_seconds(when: datetime) -> float:
    """Return the seconds since 1970 of a moment, UTC where it has no zone."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()

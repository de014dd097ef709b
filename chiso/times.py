"""Moments as people type them."""

from datetime import UTC, datetime

from normalize.errors import UserError
from store.history import utc_now


def moment_of(text: str) -> datetime:
    """Return a moment in naive UTC: a day or a time of this machine's zone, one with its own zone, or `now`.

    A day is its first moment. The name of a published version (20260131T120000Z, whatever follows) is the moment
    that it was made. Raises UserError for anything else.
    """
    text = text.strip()
    if text.lower() == "now":
        return utc_now()
    try:
        if len(text) > 16 and text[8:9] == "T" and text[15:16] == "Z":  # the name of a version
            text = text[:16]
        return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:  # the latter at the ends of the calendar
        raise UserError(
            f"{text!r} is no moment", to_do="write 2026-01-31, '2026-01-31 18:30', 2026-01-31T11:30Z, or now"
        ) from error

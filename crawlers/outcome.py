"""How a fetch ended: a name for every way, and what follows from each."""

from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """The end of one fetch. Whatever is not one of the first four is a failure."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    MOVED = "moved"
    GONE = "gone"

    INTERRUPTED = "interrupted"
    """The run was killed; whether the request was sent is not known."""
    TIMEOUT = "timeout"
    REFUSED = "connection_refused"
    NO_HOST = "host_unknown"
    TLS = "tls"
    CONNECTION = "connection_lost"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    RATE_LIMITED = "rate_limited"
    SERVER = "server_error"
    FORBIDDEN = "forbidden"
    REJECTED = "rejected"
    """Another status from 400 to 499."""
    ODD_STATUS = "odd_status"
    ROBOTS = "robots_denied"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_OUT = "redirect_out"
    REDIRECT_HOME = "redirect_home"
    NOT_A_PAGE = "not_a_page"
    """A PDF, a picture, an archive where a page was asked for."""
    EMPTY_LIST = "empty_list"
    """A list that names no article: its layout has changed, or it is not what it was."""
    LOGIN = "login"
    CHALLENGE = "challenge"
    NOT_FOUND_PAGE = "not_found_page"
    MAINTENANCE = "maintenance"
    TINY = "tiny_body"
    BROKEN = "broken"
    """A bug of ours or an answer that no library understood; `detail` has the words."""

    @property
    def good(self) -> bool:
        """Whether the page was there, or told us for sure where it went."""
        return self in _GOOD

    @property
    def passing(self) -> bool:
        """Whether trying again soon makes sense."""
        return self in _PASSING

    @property
    def of_host(self) -> bool:
        """Whether it speaks against the host rather than against the page."""
        return self in _OF_HOST


_GOOD: Final = frozenset({Outcome.OK, Outcome.NOT_MODIFIED, Outcome.MOVED, Outcome.GONE})
_OF_HOST: Final = frozenset(
    {
        Outcome.TIMEOUT,
        Outcome.REFUSED,
        Outcome.NO_HOST,
        Outcome.TLS,
        Outcome.CONNECTION,
        Outcome.RATE_LIMITED,
        Outcome.SERVER,
        Outcome.CHALLENGE,
        Outcome.MAINTENANCE,
    }
)
_PASSING: Final = (_OF_HOST | {Outcome.TRUNCATED}) - {Outcome.TLS, Outcome.CHALLENGE, Outcome.MAINTENANCE}


def of_status(status: int) -> Outcome:
    """Return what an HTTP status says."""
    if status == 304:
        return Outcome.NOT_MODIFIED
    if 200 <= status < 300:
        return Outcome.OK
    if status in (301, 302, 303, 307, 308):
        return Outcome.MOVED
    if status in (404, 410):
        return Outcome.GONE
    if status in (401, 403, 407, 451):
        return Outcome.FORBIDDEN
    if status in (408, 429):
        return Outcome.RATE_LIMITED
    if 400 <= status < 500:
        return Outcome.REJECTED
    return Outcome.SERVER if 500 <= status < 600 else Outcome.ODD_STATUS


def of_error(error: BaseException) -> Outcome:
    """Return what an exception of the downloader says, by the names of it and of its causes."""
    seen: list[BaseException | None] = [error]
    seen += getattr(error, "reasons", ())  # Twisted wraps failures in one that lists them
    for each in list(seen):
        if each is not None:
            seen += [
                getattr(each, "value", None),
                each.__cause__ if isinstance(each, BaseException) else None,
            ]
    words = " ".join(f"{type(e).__name__} {e}" for e in seen if e is not None)
    return next((outcome for mark, outcome in _MARKS if mark in words), Outcome.BROKEN)


_MARKS: Final = (
    ("certificate", Outcome.TLS),
    ("SSL", Outcome.TLS),
    ("VerificationError", Outcome.TLS),
    ("DownloadTimeoutError", Outcome.TIMEOUT),
    ("User timeout", Outcome.TIMEOUT),
    ("ResponseDataLossError", Outcome.TRUNCATED),
    ("DownloadConnectionRefusedError", Outcome.REFUSED),
    ("CannotResolveHostError", Outcome.NO_HOST),
    ("exceeded DOWNLOAD_MAXSIZE", Outcome.TOO_LARGE),
    ("larger than", Outcome.TOO_LARGE),
    ("DownloadCancelledError", Outcome.TOO_LARGE),
    ("IgnoreRequest", Outcome.TOO_LARGE),
    ("DownloadFailedError", Outcome.CONNECTION),
    ("ConnectionLost", Outcome.CONNECTION),
    ("ResponseNeverReceived", Outcome.CONNECTION),
)

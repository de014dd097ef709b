"""Politeness, host by host: one request at a time, a gap between two, robots.txt, and a breaker."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from protego import Protego

from crawlers.outcome import Outcome
from crawlers.stamps import posted

LONGEST_GAP: Final = 60.0
"""Seconds that a slow host stretches the gap to at most; what robots.txt asks for is not bounded by this."""
LONGEST_CRAWL_DELAY: Final = 300.0
"""Seconds of the longest Crawl-delay that is waited for; a host that asks for more is left alone."""
UNSETTLED: Final = 16
"""Answers of one host that may wait for the disk before nothing more is asked of it."""
BREAKER: Final = 5
"""Failures of the host in a row after which it is left alone."""
FIRST_REST: Final = 3600.0
LONGEST_REST: Final = 86400.0
_LONGEST_RETRY_AFTER: Final = 86400.0


def next_gap(gap: float, latency: float, ok: bool, floor: float) -> float:
    """Return the gap after an answer that took `latency` seconds: Scrapy's AutoThrottle for one request at once.

    The gap goes halfway to the latency, or all the way where the latency is longer; an answer that was no
    success never shortens it. Unlike there, a failure counts too: it doubles the gap, for one that answers
    errors quickly is a host in trouble.
    """
    if not ok:
        return min(LONGEST_GAP, max(floor, 2 * gap, latency))
    return min(LONGEST_GAP, max(floor, latency, (gap + latency) / 2))


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, None where there is none that can be read."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        when = posted(value)
        if when is None:
            return None
        seconds = when - now
    return min(max(0.0, seconds), _LONGEST_RETRY_AFTER)


@dataclass
class Host:
    """What is known of one host in this run. `floor` is the gap that its recipe asks for (seconds).

    Times are those of a monotonic clock.
    """

    name: str
    floor: float
    gap: float
    free_at: float = 0.0
    busy: bool = False
    unsettled: int = 0
    """Answers that came and are not in the ledger yet: what a kill would cost."""
    dry: bool = False
    """Nothing waits for it: it is looked at again when something is brought in."""
    robots: Protego | None = None
    robots_known: bool = False
    failures: int = 0
    closed: str = ""
    """Why nothing more is asked of it in this run."""

    def allows(self, url: str, agent: str) -> bool:
        """Whether robots.txt lets us fetch `url`."""
        return self.robots is None or bool(self.robots.can_fetch(url, agent))

    def obey(self, body: bytes, agent: str) -> None:
        """Take in robots.txt. A Crawl-delay raises the floor; one beyond reason closes the host."""
        self.robots = Protego.parse(body.decode("utf-8-sig", "ignore"))
        self.robots_known = True
        delay = self.robots.crawl_delay(agent)
        if delay is not None:
            if delay > LONGEST_CRAWL_DELAY:
                self.closed = f"robots.txt asks for {delay:g} seconds between requests"
            self.floor = max(self.floor, float(delay))
            self.gap = max(self.gap, self.floor)

    def answered(self, outcome: Outcome, latency: float, now: float, pause: float | None) -> None:
        """Note how a request ended, at `now`; `pause` is what Retry-After asked for (seconds)."""
        self.busy = False
        self.gap = next_gap(self.gap, latency, not outcome.of_host, self.floor)
        self.free_at = now + max(self.gap, pause or 0.0)
        self.failures = self.failures + 1 if outcome.of_host else 0
        if self.failures >= BREAKER:
            self.closed = f"breaker: {self.failures} failures in a row, the last {outcome}"


def rest(times: int) -> float:
    """Return how long a host is left alone whose breaker opened `times` times in a row (seconds)."""
    return min(LONGEST_REST, FIRST_REST * 2.0 ** min(10, max(0, times - 1)))


def moment(now: float) -> datetime:
    """Naive UTC of seconds since 1970."""
    return datetime.fromtimestamp(now, UTC).replace(tzinfo=None)

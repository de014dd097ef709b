"""When a page is looked at again: soon while it is young, seldom once it is old."""

import random
from typing import Final

DAY: Final = 86400.0
AGES: Final = (DAY, 7 * DAY, 30 * DAY)
"""An article is looked at again at these ages, counted from when it was found."""
LATER: Final = 90 * DAY
"""And then every so often."""
_FIRST_WAIT: Final = 2.0
_LONGEST_WAIT: Final = 120.0
_NEXT_RUN: Final = 0.75 * DAY


def next_visit(found: float, now: float) -> float:
    """Return when an article that was found then and visited `now` is to be visited again (seconds).

    A visit may come an hour before its age is reached: runs start a little earlier or later every night.
    """
    for age in AGES:
        if now < found + age - DAY / 24:
            return found + age - DAY / 24
    return now + LATER


def next_try(tries: int) -> float:
    """Return how long to wait after the `tries`-th failure in one run (seconds).

    The bound doubles each time, and the wait is anything between half of it and all, so that hosts which
    failed together are not asked together again.
    """
    bound = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (tries - 1))
    return random.uniform(bound / 2, bound)


def next_round(rounds: int) -> float:
    """Return how long a page is left alone that failed for good in `rounds` runs before this (seconds).

    The next night, then after 1.5, 3, 6 … days, 48 at most.
    """
    return _NEXT_RUN * 2.0 ** min(6, rounds)

"""Leases: while one reviewer looks at an item, the queue offers the others something else."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

TERM: Final = timedelta(minutes=5)
"""How long an item is somebody's after they looked at it last."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has an item, until when (naive UTC)."""

    who: str
    until: datetime


class Leases:
    """Who has which item. They live as long as the desk; a ruling is guarded by its evidence, not by them."""

    def __init__(self, clock: Callable[[], datetime], term: timedelta = TERM) -> None:
        self._clock, self._term = clock, term
        self._lock = threading.Lock()
        self._held: dict[str, Lease] = {}

    def take(self, item: str, who: str, *, over: bool = False) -> Lease:
        """Take an item, or keep it longer; return who has it now, which is somebody else where they were first.

        With `over` it is taken from them. Whoever takes an item lets go of the one before.
        """
        with self._lock:
            held = self._live().get(item)
            if held is not None and held.who != who and not over:
                return held
            for other in [i for i, lease in self._held.items() if lease.who == who and i != item]:
                del self._held[other]
            lease = self._held[item] = Lease(who, self._clock() + self._term)
            return lease

    def of(self, item: str) -> Lease | None:
        """Who has an item now; None for nobody."""
        with self._lock:
            return self._live().get(item)

    def others(self, who: str) -> frozenset[str]:
        """The items that somebody else has."""
        with self._lock:
            return frozenset(i for i, lease in self._live().items() if lease.who != who)

    def let_go(self, item: str, who: str) -> None:
        """Give an item back."""
        with self._lock:
            if (held := self._held.get(item)) is not None and held.who == who:
                del self._held[item]

    def _live(self) -> dict[str, Lease]:
        now = self._clock()
        self._held = {i: lease for i, lease in self._held.items() if lease.until > now}
        return self._held

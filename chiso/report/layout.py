"""Where things stand in a chart: scales, ticks, labels that do not cover each other, dots that do not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to pixels. Where all values are the same, they stand in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values (1, 2 or 5 times a power of ten apart) that cover the span from `low` to `high`.

    The first is at or below `low`, the last at or above `high`.
    """
    if high - low <= 1e-9 * max(1.0, abs(low), abs(high)):  # one value, as far as a float can tell
        low, high = low - 0.5, high + 0.5
    raw = (high - low) / max(1, about)
    size = 10.0 ** floor(log10(raw))
    step = next(m * size for m in (1, 2, 5, 10) if m * size >= raw * 0.999999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    places = max(0, -floor(log10(step)))
    return [round(i * step, places) for i in range(first, last + 1)]


def rank_ticks(deepest: int) -> list[int]:
    """The ranks to write at the side: the first, tens, and the last."""
    tens = [rank for rank in range(10, deepest, 10) if deepest - rank >= 4]
    return [1, *tens, deepest] if deepest > 1 else [1]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels as near as can be to where they are wanted, at least `gap` apart, in the same order.

    Least squares by pooling neighbours that would collide; then moved into `low` … `high` as far as there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    pools: list[tuple[float, int]] = []  # the mean of where each would begin, and how many
    for place, i in enumerate(order):
        mean, size = wanted[i] - place * gap, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, size = (other * others + mean * size) / (others + size), others + size
        pools.append((mean, size))
    starts = [mean for mean, size in pools for _ in range(size)]
    room = max(high - gap * (len(wanted) - 1), low)
    placed = [min(max(start, low), room) + k * gap for k, start in enumerate(starts)]
    found = [0.0] * len(wanted)
    for place, i in enumerate(order):
        found[i] = placed[place]
    return found


def swarm(places: Sequence[float], size: float) -> list[int]:
    """Heights of dots over a line, in levels from 0, so that no two of `size` overlap; the lowest that is free."""
    levels: list[list[float]] = []
    found = [0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: (places[i], i)):
        for level, taken in enumerate(levels):
            if places[i] - taken[-1] >= size:
                taken.append(places[i])
                found[i] = level
                break
        else:
            found[i] = len(levels)
            levels.append([places[i]])
    return found


def shade(share: float | None, steps: int = 7) -> int | None:
    """Which of some shades a share from 0 to 1 gets; None for None."""
    return None if share is None else min(steps - 1, max(0, int(share * steps)))

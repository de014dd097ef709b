"""How sure a value is: log-odds as a sum of what speaks for and against it.

A witness whose source is right with the chance 1 - e and was read rightly with the chance c says the truth
with the chance q = (1 - e) c; else it says one of n other values. For the value that it says it weighs

    ln( n q / (1 - q) )                                        (Dong et al. 2009, "ACCU")

and with T(v), the sum of these weights over the witnesses of v and of all other reasons for v,

    P(v) = exp T(v) / ( n + sum over all values u that are said of exp T(u) ),

where n stands for all that nobody says. The log-odds of the value are then the sum

    T(v)  -  ln n  -  ln( 1 + sum over u of exp T(u) / n )

of what speaks for it, of the odds at the start, and of what the others take away. The last part is shared out
over the others by exp T(u), and for each over its witnesses by their weight, so that every witness has a
number of its own and all numbers add up to the log-odds. One witness alone leaves P = q.

Weights are whole millionths of a nat: sums of them do not depend on their order.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NAT: Final = 1_000_000
"""Weights are counted in millionths of a nat."""
FLOOR: Final = 0.02
CEILING: Final = 0.999
"""Bounds of the chance that a single witness says the truth."""
FURTHEST: Final = 500 * NAT
"""Log-odds beyond these are as good as certain."""
PLACES: Final = 4
"""Decimals of a confidence."""


def weight(truth: float, others: int) -> int:
    """What a witness that says the truth with that chance weighs for the value it says, in NAT."""
    q = min(max(truth, FLOOR), CEILING)
    return round(NAT * math.log(others * q / (1 - q)))


def start(others: int) -> int:
    """The log-odds of a value before anybody speaks for it, in NAT."""
    return -round(NAT * math.log(others))


def chance(odds: int) -> float:
    """The probability of log-odds, rounded to PLACES."""
    return round(1 / (1 + math.exp(-min(max(odds, -FURTHEST), FURTHEST) / NAT)), PLACES)


@dataclass(frozen=True, slots=True)
class Side:
    """All that speaks for one value: weights of witnesses by name, and of other reasons, in NAT."""

    witnesses: Mapping[str, int]
    reasons: int = 0

    @property
    def total(self) -> int:
        """T(v)."""
        return sum(self.witnesses.values()) + self.reasons


def against(rivals: Sequence[Side], others: int) -> tuple[dict[str, int], ...]:
    """What the witnesses of each rival take away from a value: negative weights in NAT, by name."""
    if not rivals:
        return ()
    odds = [math.exp(min(max(side.total, -FURTHEST), FURTHEST) / NAT) / others for side in rivals]
    whole = -round(NAT * math.log1p(math.fsum(odds)))
    return tuple(
        dict(zip(side.witnesses, _shares(part, list(side.witnesses.values())), strict=True))
        for side, part in zip(rivals, _shares(whole, odds), strict=True)
    )


def _shares(whole: int, parts: Sequence[float]) -> list[int]:
    """Share out a whole number in proportion; what rounding leaves goes to the last of the largest."""
    sizes = [max(p, 0) for p in parts]
    if not any(sizes):
        sizes = [1] * len(parts)
    total = math.fsum(sizes)
    shares = [int(whole * size / total) for size in sizes]
    largest = max(range(len(sizes)), key=lambda i: (sizes[i], i))
    shares[largest] += whole - sum(shares)
    return shares

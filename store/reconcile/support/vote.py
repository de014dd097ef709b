"""A vote: what a check of a value against other facts adds to its log-odds.

A value that is right passes a check if the other facts are right too (with the chance s), else by luck (with
the chance l, the same as for a wrong value):

    P(pass | right) = s + (1 - s) l        P(pass | wrong) = l

so that a check that is passed adds ln((s + (1 - s) l) / l), and one that is failed ln(1 - s). The chances s are
those of the other facts before any check, so that nothing is counted in a circle.
"""

import math
from dataclasses import dataclass
from typing import Final

from store.reconcile.fusion.belief import NAT

SUREST: Final = 0.97
"""Checks are never quite sure: an institute may revise a figure, a change may be told of other editions."""
LEAST: Final = 0.02
"""The least chance of passing by luck: slips are not random."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A check of one value: its `kind`, what it adds in millionths of a nat, the ids of the facts it rests on."""

    kind: str
    weight: int
    facts: tuple[str, ...] = ()


def worth(passed: bool, sure: float, luck: float) -> int:
    """What a check adds to the log-odds of a value, in millionths of a nat."""
    sure, luck = min(sure, SUREST), min(max(luck, LEAST), 1.0)
    return round(NAT * math.log((sure + (1 - sure) * luck) / luck if passed else 1 - sure))

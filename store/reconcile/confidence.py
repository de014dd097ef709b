"""How sure a published value is: a noisy-or of its independent witnesses, lowered by those against it.

Each witness w brings c_w, the best confidence of its observations (the chance that the text says so and was
read rightly), at most CEILING. Of the witnesses for the value at least one is right with the chance

    s = 1 - product over w for of (1 - c_w)                  (noisy-or, Pearl 1988)

and of those against it with a, in the same way. For and against cannot both be right; given that, the chance
of the value is

    confidence = s (1 - a) / (1 - s a).

Its log-odds are a sum, ln s + sum over w for of -ln(1 - c_w) + sum over w against of ln(1 - c_w), so that the
list of evidence with its weights adds up to the confidence; it is computed that way, since for many witnesses
the products are too near to 0 and 1. An implied or rough claim against a stated, exact value speaks with half
its confidence.
"""

import math
from collections.abc import Iterable
from typing import Final

CEILING: Final = 0.995
WEAKER: Final = 0.5
"""What is left of the confidence of an implied or rough claim that stands against a stated, exact value."""
PLACES: Final = 4


def weight(confidence: float) -> float:
    """What a witness of that confidence adds to the log-odds of what it says; against it, the negative."""
    return round(-math.log1p(-min(confidence, CEILING)), 6)


def combined(for_: Iterable[float], against: Iterable[float]) -> float:
    """Return the confidence of a value from the confidences of the witnesses for and against it.

    From 0 to 1, rounded to PLACES; the order of the witnesses does not matter.
    """
    speaking = math.fsum(weight(c) for c in for_)
    s = -math.expm1(-speaking)
    if s <= 0:
        return 0.0
    odds = math.log(s) + speaking - math.fsum(weight(c) for c in against)
    return round(1 / (1 + math.exp(-odds)) if odds > -700 else 0.0, PLACES)

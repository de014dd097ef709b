"""What a ruling on an item is worth: what comes first in the queue, and why."""

import math
from dataclasses import dataclass
from typing import Final

SEVERITY: Final = {"high": 3.0, "medium": 2.0, "low": 1.0}
"""Points for how grave a conflict is."""
DOUBT: Final = 1.0
"""Points for figures that are evenly matched."""
MONTH: Final = 30.0


@dataclass(frozen=True, slots=True)
class Worth:
    """The parts of an item's worth, in points; `total` orders the queue.

    severity: 3 for high, 2 for medium, 1 for low. dependents: ½·log2(1 + n) for the n other published figures that
    are derived from the disputed ones or in conflict because of them. doubt: up to 1, by how evenly those for and
    against are matched. age: 1 after about six months in the queue, growing ever more slowly. returned: 2 for a ruling
    that came back, as stale or disputed.
    """

    severity: float
    dependents: float
    doubt: float
    age: float
    returned: float = 0.0

    @property
    def total(self) -> float:
        """All points together."""
        return round(self.severity + self.dependents + self.doubt + self.age + self.returned, 4)


def worth(
    severity: str, dependents: int, speaking_for: int, against: int, days: float, returned: bool = False
) -> Worth:
    """Return what a ruling is worth. `speaking_for` and `against` count independent witnesses of the figures."""
    heard = speaking_for + against
    even = 1 - abs(speaking_for - against) / heard if heard else 0.0
    return Worth(
        severity=SEVERITY.get(severity, 0.0),
        dependents=round(math.log2(1 + max(0, dependents)) / 2, 4),
        doubt=round(DOUBT * even, 4),
        age=round(math.log1p(max(0.0, days) / MONTH) / math.log(7), 4),
        returned=2.0 if returned else 0.0,
    )

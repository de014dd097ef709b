"""How sure a reading is: a logistic model over what may have misled it, fitted to gold and kept as data.

The log-odds of being right are those of the surest kind of observation (a cell of a table under its own headers),
less a doubt for everything that is known to mislead: prose, a slot whose words stand far from the value, a change
of a score. No doubt is negative, so a further one never makes a reading surer. docs/confidence.md has the curve.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, Final

from extract.frame import Slot

SOURCE: Final = Path(__file__).with_name("confidence.toml")
SLOTS: Final = ("subject", "index", "year", "scope")
OWN: Final = "own"
ASSUMED: Final = "assumed"
_FREE: Final = "trafilatura"


@dataclass(frozen=True)
class Model:
    """The table of `confidence.toml`. `prior` holds what each doubt was before any gold was asked."""

    base: float
    doubts: Mapping[str, float]
    levels: Mapping[str, str]
    least: float
    most: float
    prior: Mapping[str, float]
    prior_base: float

    def level(self, reason: str) -> str:
        """How far from its value a slot was taken: "own", "text", "stage" or "assumed"."""
        return self.levels.get(reason, ASSUMED)

    def sure(self, doubts: Iterable[str]) -> float:
        """The chance of being right under these doubts, between `least` and `most`."""
        odds = self.base - sum(self.doubts[d] for d in doubts)
        return min(self.most, max(self.least, 1 / (1 + exp(-odds))))


def of_table(data: Mapping[str, Any]) -> Model:
    """The model of a parsed table. Raises ValueError where a doubt is negative or its bounds are none."""
    doubts = {name: float(d["fitted"]) for name, d in data["doubts"].items()}
    wrong = [name for name, d in doubts.items() if d < 0]
    if wrong or not 0 < data["least"] < data["most"] < 1:
        raise ValueError(f"negative doubts {wrong} or no bounds: {data['least']} to {data['most']}")
    return Model(
        base=float(data["base"]["fitted"]),
        doubts=doubts,
        levels={reason: level for level, reasons in data["reasons"].items() for reason in reasons},
        least=float(data["least"]),
        most=float(data["most"]),
        prior={name: float(d["prior"]) for name, d in data["doubts"].items()},
        prior_base=float(data["base"]["prior"]),
    )


@cache
def model() -> Model:
    """The model that is in use."""
    return of_table(tomllib.loads(SOURCE.read_text(encoding="utf-8")))


def doubts_of(slots: Mapping[str, Slot], attribute: str, status: str, way: str, in_table: bool) -> list[str]:
    """Everything that may have misled a reading, by the names of `confidence.toml`."""
    found = [] if in_table else ["prose"]
    if way == _FREE:
        found.append("a page without a layout")
    if status == "implied":
        found.append("implied")
    if attribute == "score_change":
        found.append("change of score")
    for name in SLOTS:
        level = model().level(slots[name].reason) if name in slots else OWN
        if level != OWN:
            found.append(f"{name}: {level}")
    return found

"""The positions of the tile maps, from the files beside this module: ours, drawn by hand on a grid."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "data"
OLD, NEW = "63", "34"
"""The maps: of the units until 30 June 2025, and of those since."""
_FIRST_OF_NEW: Final = 2025


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit's place on the grid, from 0 in the north and west, with a short name that fits into it."""

    subject: str
    short: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Islands:
    """An archipelago: its name, whose it is (`of`, as written), its box on the grid, its dots within that box."""

    subject: str
    name: str
    of: str
    row: int
    column: int
    rows: int
    columns: int
    dots: tuple[tuple[float, float], ...]


@lru_cache(maxsize=2)
def tiles(which: str) -> tuple[Tile, ...]:
    """The tiles of a map, OLD or NEW."""
    return tuple(
        Tile(f"province/{row['slug']}", row["short"], int(row["row"]), int(row["column"]))
        for row in _rows(f"tiles_{which}.csv")
    )


@lru_cache(maxsize=2)
def islands(which: str) -> tuple[Islands, ...]:
    """The archipelagos of a map."""
    return tuple(
        Islands(
            f"province/{row['slug']}",
            row["name"],
            row["of"],
            int(row["row"]),
            int(row["column"]),
            int(row["rows"]),
            int(row["columns"]),
            tuple((float(a), float(b)) for a, b in (pair.split() for pair in row["dots"].split(";"))),
        )
        for row in _rows("islands.csv")
        if row["map"] == which
    )


def map_of(year: int, subjects: Iterable[str]) -> str:
    """The map on which an edition's subjects are drawn: that of its year, unless more of them are on the other."""
    chosen, other = (NEW, OLD) if year >= _FIRST_OF_NEW else (OLD, NEW)
    known = set(subjects)
    missing = {which: len(known - {t.subject for t in tiles(which)}) for which in (chosen, other)}
    return other if missing[other] < missing[chosen] else chosen


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""What helps to judge a disputed figure: its other editions, the league table around it, the arithmetic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from review.web.evidence import Column
from review.web.scripts import Record, ask
from store.database import Store
from store.reconcile.claim import Key

BESIDE: Final = 3
"""Rows of the league table that are shown above and below a disputed place."""
_CHANGES: Final = {
    "score": "score_change",
    "rank": "rank_change",
    "score_change": "score_change",
    "rank_change": "rank_change",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the league table; `own` is the one in question, `gap` tells that rows are left out above it."""

    row: Record
    own: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that ought to close: former ± change = figure. `off` is by how much it does not, 0 where it does."""

    figure: str
    former: str
    change: str
    year: int
    off: Decimal

    @property
    def closes(self) -> bool:
        """Whether it closes."""
        return not self.off


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Other editions by year, lines of the league table, and sums."""

    years: tuple[tuple[int, dict[str, Record]], ...]
    league: tuple[Line, ...]
    sums: tuple[Sum, ...]


def neighbourhood(store: Store, key: Key, columns: Sequence[Column]) -> Neighbourhood:
    """Read the neighbourhood of a figure of which the columns are claimed."""
    rows = ask(
        store, "near", subject=key.subject, index=key.index, component=key.component, year=key.year, scope=key.scope
    )  # fmt: skip
    years: dict[int, dict[str, Record]] = {}
    for row in rows:
        years.setdefault(row["year"], {})[row["attribute"]] = row
    table = ask(
        store, "around", index=key.index, year=key.year, component=key.component, kind=key.subject.partition("/")[0]
    )  # fmt: skip
    figures = [c.figure for c in columns]
    league = () if key.attribute not in ("rank", "score") else around(table, key, figures)
    return Neighbourhood(tuple(years.items()), league, sums(key, figures, years))


def around(table: Sequence[Record], key: Key, figures: Iterable[str]) -> tuple[Line, ...]:
    """The rows of a league table around a subject, and around each disputed figure of it."""
    centres = {n for n, row in enumerate(table) if row["subject"] == key.subject}
    for figure in figures:
        wanted = _number(figure)
        if wanted is None or any(_number(table[n][key.attribute]) == wanted for n in centres):
            continue
        near = [
            (abs(value - wanted), n)
            for n, row in enumerate(table)
            if (value := _number(row[key.attribute])) is not None and row["subject"] != key.subject
        ]
        centres |= {min(near)[1]} if near else set()
    shown = sorted({n for c in centres for n in range(c - BESIDE, c + BESIDE + 1) if 0 <= n < len(table)})
    return tuple(
        Line(table[n], table[n]["subject"] == key.subject, place > 0 and shown[place - 1] != n - 1)
        for place, n in enumerate(shown)
    )


def sums(key: Key, figures: Iterable[str], years: dict[int, dict[str, Record]]) -> tuple[Sum, ...]:
    """The sums that former edition and change make, for each disputed figure. A rise in rank lowers its number."""
    name = _CHANGES.get(key.attribute)
    if name is None:
        return ()
    base = name.removesuffix("_change")
    own, before = years.get(key.year, {}), years.get(key.year - 1, {})
    found = []
    for figure in figures:
        level = figure if key.attribute == base else _figure(own.get(base))
        change = figure if key.attribute == name else _figure(own.get(name))
        numbers = [_number(t) for t in (level, change, _figure(before.get(base)))]
        now, moved, former = numbers
        if now is None or moved is None or former is None or level is None or change is None:
            continue
        meant = former - moved if base == "rank" else former + moved
        found.append(Sum(level, str(_figure(before[base])), change, key.year - 1, now - meant))
    return tuple(found)


def _figure(row: Record | None) -> str | None:
    return row["figure"] if row else None


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except ArithmeticError:
        return None

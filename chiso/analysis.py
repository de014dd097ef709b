"""What analysts see in the terminal: a subject through the years, two side by side, what is known of what."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from chiso.sheets import arrow, number, rivals, settled, sure

Record = Mapping[str, Any]

_BARS: Final = "▁▂▃▄▅▆▇█"
_YEAR_WIDTH: Final = 6
"""Characters that the column of a year takes, with what stands between columns."""
_UNIT: Final = {"percent": "%", "point": "điểm"}


def sparkline(values: Sequence[Decimal | float | None], upside_down: bool = False) -> str:
    """A line of bars, the least value lowest, or highest where `upside_down`, as ranks want; a gap for None.

    >>> sparkline([1, 5, None, 9])
    '▁▅ █'
    """
    known = [float(v) for v in values if v is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    top = len(_BARS) - 1

    def bar(value: Decimal | float | None) -> str:
        if value is None:
            return " "
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return _BARS[int((1 - share if upside_down else share) * top + 0.5)]

    return "".join(map(bar, values))


def over_years(rows: Iterable[Record], of: str) -> list[Any]:
    """The values of a column, one for each year from the first to the last; None where a year has none."""
    by_year = {row["year"]: row[of] for row in rows}
    return [by_year.get(year) for year in range(min(by_year), max(by_year) + 1)] if by_year else []


def trend_head(rows: Sequence[Record]) -> Text:
    """The lines over a trend: rank and score as bars, with where they start and end."""
    text = Text()
    for of, upside_down in (("rank", True), ("score", False)):
        known = [row for row in rows if row[of] is not None]
        if len(known) < 2:
            continue
        first, last = known[0], known[-1]
        decimals = ("score_decimals",) if of == "score" else ()
        start, end = (number(row[of], *(row[d] for d in decimals)) for row in (first, last))
        line = sparkline(over_years(known, of), upside_down)
        text.append("\n" if text else "").append(f"{of:<6}").append(line, style="cyan")
        text.append(f"  {start} ({first['year']}) → {end} ({last['year']})", style="dim")
    return text


def trend_table(rows: Sequence[Record], title: str) -> Table:
    """A subject through the editions: figures, how they moved, what is in conflict, where the territory changed."""
    unit = next((row["unit"] for row in rows if row["unit"]), None)
    table = _table(title)
    table.add_column("year", no_wrap=True)
    table.add_column("rank", justify="right", no_wrap=True)
    table.add_column("±", no_wrap=True)
    table.add_column(f"score, {_UNIT[unit]}" if unit else "score", justify="right", no_wrap=True)
    table.add_column("±", no_wrap=True)
    if any(row["group"] for row in rows):
        table.add_column("group", overflow="fold")
    table.add_column("by", justify="right", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("conflicts", min_width=14, overflow="fold")
    for row in rows:
        of = f"/{row['ranked']}" if row["rank"] is not None and row["ranked"] else ""
        cells: list[RenderableType] = [
            _year(row),
            settled(number(row["rank"]) + of, row["rank_settled"]),
            moved(row, "rank"),
            settled(number(row["score"], row["score_decimals"]), row["score_settled"]),
            moved(row, "score"),
        ]
        if any(r["group"] for r in rows):
            cells.append(row["group"] or "")
        table.add_row(*cells, str(row["sources"]), sure(row["confidence"]), rivals(row))
    return table


def move(row: Record, of: str) -> tuple[Decimal | int | None, bool]:
    """How a figure moved, up positive, and whether sources say otherwise.

    Computed from the year before where that is known and the territory is the same, else what sources say.
    """
    stated = row[f"{of}_change"]
    before, now = row[f"{of}_before"], row[of]
    if row["year_before"] != row["year"] - 1 or before is None or now is None or row["new_territory"]:
        return stated, False
    computed = before - now if of == "rank" else now - before
    return computed, stated is not None and stated != computed


def moved(row: Record, of: str) -> Text:
    """The movement as an arrow; `≠` and what sources say behind it where that differs."""
    change, differs = move(row, of)
    computed = differs or change != row[f"{of}_change"]  # what sources say has the decimals that they say
    text = arrow(change, (row["score_decimals"] or 0) if of == "score" and computed else 0)
    return text.append(f" ≠ {arrow(row[f'{of}_change']).plain}", style="yellow") if differs else text


def comparison_table(rows: Sequence[Record], first: str, second: str) -> Table:
    """Two subjects side by side; the arrow points at the better one, the lead is of the first."""
    table = _table(f"{first} · {second}")
    for name in ("index", "year"):
        table.add_column(name, no_wrap=True)
    for name in (first, second):
        table.add_column(name, justify="right", overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("places", justify="right", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("conflicts", overflow="fold")
    before = None
    for row in rows:
        kinds = sorted({*row["first_conflict"], *row["second_conflict"]})
        table.add_row(
            row["index"] if row["index"] != before else "",
            str(row["year"]),
            _side(row, "first"),
            _side(row, "second"),
            _ahead(row),
            arrow(row["rank_lead"]),
            arrow(row["score_lead"], max(row["first_decimals"] or 0, row["second_decimals"] or 0)),
            Text(", ".join(kinds), style="yellow"),
        )
        before = row["index"]
    return table


def _side(row: Record, which: str) -> Text:
    rank, score = row[f"{which}_rank"], row[f"{which}_score"]
    text = settled(number(rank), row[f"{which}_rank_settled"])
    if score is not None:
        shown = number(score, row[f"{which}_decimals"]) + ("%" if row["unit"] == "percent" else "")
        text = Text.assemble(text, ("  ", ""), settled(shown, row[f"{which}_score_settled"]))
    return text


def _ahead(row: Record) -> Text:
    lead = row["rank_lead"] if row["rank_lead"] is not None else row["score_lead"]
    if lead is None:
        return Text("")
    return Text("◀" if lead > 0 else "▶" if lead < 0 else "=", style="bold")


@dataclass(frozen=True, slots=True)
class ByYears:
    """A table with a column for every year, broken into as many tables below each other as the terminal needs."""

    title: str
    years: Sequence[int]
    rows: Sequence[tuple[str, Mapping[int, Text]]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        """Yield the tables, the early years first; all but the last have equally many."""
        widest = max((cell_len(name) for name, _ in self.rows), default=0)
        room = max(1, (options.max_width - widest - _YEAR_WIDTH) // _YEAR_WIDTH)
        bands = max(1, -(-len(self.years) // room))
        many = -(-len(self.years) // bands)
        for i in range(bands):
            years = self.years[i * many : (i + 1) * many]
            table = _table(self.title if i == 0 else "")
            table.add_column("", no_wrap=True, min_width=widest)
            for year in years:
                table.add_column(str(year), justify="right", no_wrap=True)
            for name, cells in self.rows:
                if bands > 1 and cells.keys().isdisjoint(years):
                    continue  # a line of dots in every table would only hide the others
                table.add_row(name, *(cells.get(year, Text("·", style="dim")) for year in years))
            yield table


def coverage_table(rows: Sequence[Record], who: str) -> ByYears:
    """Indices by years: how many are known, of how many; marked where some are in conflict."""
    return _by_years(rows, f"How many of each edition are known ({who})", "index", "index", _known)


def _known(row: Record) -> Text:
    share = row["subjects"] / row["expected"] if row["expected"] else None
    style = "dim" if share is None else "green" if share >= 0.9 else "yellow" if share >= 0.3 else "red"
    return Text.assemble((str(row["subjects"]), style), ("!" if row["flagged"] else "", "bold yellow"))


def cells_table(rows: Sequence[Record], title: str) -> ByYears:
    """Subjects by years: from how many witnesses each is known; `?` where nothing decides, `!` where in conflict."""
    return _by_years(rows, title, "subject", "name", _witnesses)


def _witnesses(row: Record) -> Text:
    style = "green" if row["witnesses"] > 1 else "bold" if row["witnesses"] else "cyan"
    mark = "?" if row["undecided"] else "!" if row["in_conflict"] else ""
    return Text.assemble((str(row["witnesses"]), style), (mark, "bold yellow"))


def _by_years(
    rows: Sequence[Record], title: str, key: str, name: str, cell: Callable[[Record], Text]
) -> ByYears:
    lines: dict[str, tuple[str, dict[int, Text]]] = {}
    for row in rows:
        lines.setdefault(row[key], (row[name], {}))[1][row["year"]] = cell(row)
    return ByYears(title, sorted({row["year"] for row in rows}), list(lines.values()))


def _year(row: Record) -> Text:
    return Text(f"{row['year']} ⚑", style="bold magenta") if row["new_territory"] else Text(str(row["year"]))


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))

"""Verbs that look at the store: table, conflicts, show, query."""

import csv
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, out, print_json
from chiso.options import DEFAULT_STORE, Json, StoreFile
from chiso.plain_values import cell, plain, plain_record
from normalize.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from store.database import Store


class Who(StrEnum):
    """Who is in a league table."""

    province = "province"
    ministry = "ministry"
    region = "region"


class Language(StrEnum):
    """The language of explanations."""

    vi = "vi"
    en = "en"


class ConflictKind(StrEnum):
    """Kinds of conflict."""

    value = "value"
    arithmetic = "arithmetic"
    rank_order = "rank_order"
    rank_shared = "rank_shared"
    bounds = "bounds"
    group = "group"
    mean = "mean"


class ConflictState(StrEnum):
    """Whether a conflict waits for somebody."""

    open = "open"
    settled = "settled"
    decided = "decided"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(table)
    app.command()(conflicts)
    app.command()(show)
    app.command()(query)


def table(
    index: Annotated[str, typer.Argument(help="The index, as PCI, SIPAS, “PAR INDEX”.")],
    year: Annotated[int, typer.Argument(help="The edition: the year that was measured.")],
    component: Annotated[str | None, typer.Option(help="A part of the index instead of the whole.")] = None,
    who: Annotated[Who, typer.Option(help="Who is listed.")] = Who.province,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many rows from the top.")] = None,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show the league table of an edition: rank, score, changes, conflicts, and how sure each row is.

    Example: [bold]chiso table PCI 2024 --limit 10[/] or [bold]chiso table "PAR INDEX" 2023 --who ministry[/]
    """
    from chiso.names import component_or_own, index_named
    from chiso.sheets import league_table, legend
    from normalize.reference import load
    from store.lookup import editions, league

    reference = load()
    with _open(store) as kept:
        found = index_named(index, reference)
        known = editions(kept, found.id)
        part = component_or_own(component, found, {e["component"] for e in known if e["component"]})
        rows = league(kept, found.id, year, part, who.value)
    if not rows:
        years = sorted(
            {e["year"] for e in known if e["component"] == part and e["kind"] == who.value}, reverse=True
        )
        listed = ", ".join(map(str, years))
        name = f"{found.id}{f' {part}' if part else ''} {year}"
        raise UserError(
            f"nothing is known of {name} for any {who.value}",
            to_do=f"known editions: {listed}" if listed else "ingest an article about it first",
        )
    shown = rows[:limit]
    if json:
        print_json(
            {"index": found.id, "year": year, "component": part, "who": who.value,
             "rows": [{k: plain(v) for k, v in row.items()} for row in shown]}
        )  # fmt: skip
        return
    title = f"{found.names[0]}{f' · {part}' if part else ''} {year}"
    out.print(league_table(shown, title, who.value))
    if (marks := legend(shown)) is not None:
        out.print(marks)
    flagged = sum(bool(row["conflict"]) for row in shown)
    left = f"{len(rows)} in all; " if len(shown) < len(rows) else ""
    err.print(
        f"{left}{flagged} with conflicts: see chiso conflicts --index {found.id} --year {year}", style="dim"
    )


def conflicts(
    kind: Annotated[ConflictKind | None, typer.Option(help="Only one kind.")] = None,
    index: Annotated[str | None, typer.Option(help="Only one index.")] = None,
    year: Annotated[int | None, typer.Option(help="Only one edition.")] = None,
    state: Annotated[
        ConflictState | None, typer.Option(help="Only those that are open, settled by a rule, or decided.")
    ] = None,
    language: Annotated[
        Language, typer.Option("--lang", help="The language of the explanations.")
    ] = Language.en,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """List what cannot all be true, the gravest first.

    Example: [bold]chiso conflicts --index PCI --state open[/]; then [bold]chiso show ID[/]
    """
    from chiso.names import index_named
    from chiso.sheets import conflict_table
    from normalize.reference import load
    from store.lookup import conflicts as find

    only = index_named(index, load()).id if index else None
    with _open(store) as kept:
        rows = find(kept, kind and kind.value, only, year, state and state.value)
    if json:
        for row in rows:
            print_json({k: plain(v) for k, v in row.items()})
        return
    if not rows:
        out.print("No conflict.")
        return
    out.print(conflict_table(rows, language.value))
    open_ = sum(row["state"] == "open" for row in rows)
    err.print(f"{len(rows)} conflicts, {open_} of them open; see one with chiso show ID", style="dim")


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a conflict or observation (its beginning is enough), or the key of a fact.",
        ),
    ],
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show the claims about one thing side by side: sentence, source, date, rule, and the reason of every slot.

    Example: [bold]chiso show province/hai-phong:PAR_INDEX:2023[/] or [bold]chiso show 3f2a9c01[/]
    """
    from chiso.names import key_named
    from chiso.sheets import sheet
    from normalize.reference import load
    from store.lookup import sheet_of_id, sheet_of_key

    reference = load()
    with _open(store) as kept:
        found = sheet_of_key(kept, key_named(what, reference)) if ":" in what else sheet_of_id(kept, what)
    if json:
        print_json(
            {
                "conflict": plain_record(found.conflict),
                "observation": plain_record(found.observation),
                "facts": [plain_record(f) for f in found.facts],
                "evidence": [plain_record(e) for e in found.evidence],
                "conflicts": [plain_record(c) for c in found.conflicts],
            }
        )
        return
    for part in sheet(found, reference):
        out.print(part)


def query(
    sql: Annotated[str, typer.Argument(help="One statement of DuckDB's SQL.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a row.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="Rows of the table for people; JSON and CSV have all.")
    ] = 200,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Ask the store in SQL, read-only. Start from the views facts, evidence, conflicts, coverage and league().

    Example: [bold]chiso query "SELECT province, rank, score FROM facts WHERE index = 'PCI' AND year = 2024"[/]
    """
    from store.asking import ask

    with ask(store, sql) as answer:
        if json:
            for row in answer.rows():
                print_json({k: plain(v) for k, v in zip(answer.columns, row, strict=True)})
        elif as_csv:
            writer = csv.writer(sys.stdout)
            writer.writerow(answer.columns)
            writer.writerows([cell(v) for v in row] for row in answer.rows())
        else:
            _print_answer(answer.columns, answer.rows(), limit)


def _print_answer(columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]], limit: int) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = Table(*columns)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > limit:
            break
        shown.add_row(*(Text(cell(v)) for v in row))
    out.print(shown)
    if count > limit:
        err.print(f"only the first {limit} rows are shown; --limit, --json or --csv give more", style="dim")


def _open(path: "Path") -> "Store":
    from store.database import open_store

    store = open_store(path, read_only=True)
    if store.rows("FROM unreconciled LIMIT 1"):
        err.print(
            "An ingest was cut off: there are articles whose figures do not count yet. "
            "Any chiso ingest goes on from there.",
            style="yellow",
        )
    return store

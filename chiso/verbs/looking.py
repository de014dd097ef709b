"""Verbs that look at the store: table, conflicts, show."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, out, print_json
from chiso.forms import Csv, Force, Form, Parquet, Xlsx, named
from chiso.options import DEFAULT_STORE, Json, Kind, StoreFile
from chiso.plain_values import plain, plain_record
from normalize.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from store.database import Store


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
    revision = "revision"
    reprint = "reprint"


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


def table(
    index: Annotated[str, typer.Argument(help="The index, as PCI, SIPAS, “PAR INDEX”.")],
    year: Annotated[int, typer.Argument(help="The edition: the year that was measured.")],
    component: Annotated[str | None, typer.Option(help="A part of the index instead of the whole.")] = None,
    who: Annotated[Kind, typer.Option(help="Who is listed.")] = Kind.province,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many rows from the top.")] = None,
    json: Json = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
    xlsx: Xlsx = None,
    force: Force = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show the league table of an edition: rank, score, changes, conflicts, and how sure each row is.

    Example: [bold]chiso table PCI 2024 --limit 10[/] or [bold]chiso table "PAR INDEX" 2023 --who ministry[/]
    """
    from chiso.names import component_or_own, index_named
    from chiso.sheets import league_table, legend
    from normalize.reference import load
    from store.lookup import editions, league

    form = Form(json, as_csv, parquet, xlsx, force)
    found = index_named(index, load())
    with _open(store) as kept:
        known = editions(kept, found.id)
        part = component_or_own(component, found, {e["component"] for e in known if e["component"]})
        head = {"index": found.id, "year": year, "component": part, "who": who.value}
        many = len(league(kept, found.id, year, part, who.value))
        if not many and known:
            raise _no_such_edition(head, known)
        shown = named(kept, "league", head, form, head, limit)
    if not form.for_people:
        return
    title = f"{found.names[0]}{f' · {part}' if part else ''} {year}"
    out.print(league_table(shown, title, who.value))
    if (marks := legend(shown)) is not None:
        out.print(marks)
    flagged = sum(bool(row["conflict"]) for row in shown)
    left = f"{many} in all; " if len(shown) < many else ""
    if not shown:
        err.print("Nothing is known yet: chiso ingest PATH", style="dim")
        return
    err.print(
        f"{left}{flagged} with conflicts: see chiso conflicts --index {found.id} --year {year}", style="dim"
    )


def _no_such_edition(head: Mapping[str, Any], known: Sequence[Mapping[str, Any]]) -> UserError:
    years = {e["year"] for e in known if e["component"] == head["component"] and e["kind"] == head["who"]}
    listed = ", ".join(str(year) for year in sorted(years, reverse=True))
    name = " ".join(str(head[part]) for part in ("index", "component", "year") if head[part] is not None)
    return UserError(
        f"nothing is known of {name} for any {head['who']}",
        to_do=f"known editions: {listed}" if listed else "ingest an article about it first",
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


def _open(path: "Path") -> "AbstractContextManager[Store]":
    from chiso.opening import store_to_read

    return store_to_read(path)

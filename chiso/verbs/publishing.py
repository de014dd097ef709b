"""Verbs that bring what is known to others: export, publish, rollback."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chiso.console import out, print_json, say_problems
from chiso.options import DEFAULT_STORE, Json, StoreFile
from normalize.errors import UserError

if TYPE_CHECKING:
    from store.publish import Version


class Form(StrEnum):
    """Formats of exports."""

    csv = "csv"
    parquet = "parquet"
    json = "json"
    jsonl = "jsonl"
    xlsx = "xlsx"


Into = Annotated[
    Path | None,
    typer.Option(
        "--into", envvar="CHISO_PUBLISHED", help="The folder of versions; else one beside the store."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(export)
    app.command()(publish)
    app.command()(rollback)


def export(
    to: Annotated[
        Path,
        typer.Argument(
            help="The file; its ending says the format. For several views a folder, or one .xlsx."
        ),
    ],
    view: Annotated[
        list[str] | None, typer.Option("--view", help="Which view or table; may be repeated. Else facts.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All views that people start from.")] = False,
    index: Annotated[str | None, typer.Option(help="Only one index.")] = None,
    year: Annotated[int | None, typer.Option(help="Only one edition.")] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="The format, where the name does not say it.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Write what is known into files for other programs: CSV, Parquet, JSON or an Excel workbook.

    Example: [bold]chiso export pci.xlsx --all --index PCI[/] or [bold]chiso export facts.parquet[/]
    """  # fmt: skip
    from chiso.names import index_named, nearest
    from chiso.opening import store_to_read
    from normalize.reference import load
    from store.export import DEFAULT, WORKBOOK, NoSuchPart, format_of
    from store.export import export as write

    if everything and view:
        raise UserError("--all is everything already", to_do="leave out --view")
    several = everything or len(view or ()) > 1
    chosen = format_of(to, form.value if form else "csv" if several and not to.suffix else None)
    where = {"index": index_named(index, load()).id if index else None, "year": year}
    with store_to_read(store) as kept:
        try:
            written = write(
                kept, view or (WORKBOOK if everything else DEFAULT), to, chosen, where, force=force
            )
        except NoSuchPart as error:
            near = nearest(error.name, error.known)
            offer = f"did you mean {' or '.join(near)}? " if near else ""
            raise UserError(error.what, "", f"{offer}{error.to_do}") from error
    for file in written:
        if json:
            print_json({"path": str(file.path), "format": chosen.value, "rows": dict(file.rows)})
        else:
            told = ", ".join(f"{name}: {count} rows" for name, count in file.rows.items())
            out.print(f"{file.path}  {told}", markup=False, soft_wrap=True)


def publish(
    into: Into = None,
    keep: Annotated[int, typer.Option(min=2, help="How many versions are kept.")] = 5,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Publish the store: a new read-only version for analysts, who read on while it is made.

    Analysts open current.duckdb in the folder that is printed, with any DuckDB from 1.2 on, or its Parquet files.

    Example: [bold]chiso publish --keep 10[/]
    """
    from chiso import __version__
    from store.database import open_store
    from store.errors import NoStore
    from store.publish import publish as make
    from store.publish import published_folder
    from store.upkeep import bring_up_to_date

    if not store.exists():
        raise NoStore("there is no store here", str(store), "make one with: chiso ingest PATH --store FILE")
    folder = into or published_folder(store)
    with open_store(store) as kept:
        say_problems(bring_up_to_date(kept, "publish").problems, "attention")
        made = make(kept, folder, keep=keep, version=__version__)
    _say(made, folder, "published", json)


def rollback(
    version: Annotated[
        str | None, typer.Argument(help="The beginning of a version's name; else the one before the current.")
    ] = None,
    into: Into = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the versions that there are.")] = False,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Make a former version the current one again. The store itself is not touched, and the next publish goes on.

    Example: [bold]chiso rollback --list[/]; then [bold]chiso rollback 20260131[/]
    """  # fmt: skip
    from store.publish import current, published_folder, versions
    from store.publish import rollback as go_back

    folder = into or published_folder(store)
    if not folder.exists():
        raise UserError("nothing was published there", str(folder), "publish first: chiso publish")
    if not list_:
        _say(go_back(folder, version), folder, "current is again", json)
        return
    now = current(folder)
    for found in versions(folder):
        is_current = now is not None and found.name == now.name
        if json:
            print_json({"current": is_current, **found.manifest})
        else:
            counts = found.manifest["counts"]
            told = f"{counts['fact']} figures, {counts['conflict_open']} open conflicts, {counts['decision']} decisions"
            out.print(f"{'→' if is_current else ' '} {found.name}  {told}", soft_wrap=True)


def _say(made: "Version", folder: Path, how: str, json: bool) -> None:
    if json:
        print_json(made.manifest)
        return
    counts = made.manifest["counts"]
    out.print(
        f"{how} {made.name}: {counts['fact']} figures, {counts['conflict_open']} open conflicts",
        soft_wrap=True,
    )
    out.print(str(folder / "current.duckdb"), soft_wrap=True, markup=False)

"""Verbs for analysts: a subject through the years, two subjects side by side, what is known of what."""

from typing import Annotated, Any

import typer

from chiso.console import err, out
from chiso.forms import Csv, Force, Form, Parquet, Xlsx, named
from chiso.options import DEFAULT_STORE, Json, Kind, StoreFile
from normalize.errors import UserError

Part = Annotated[str | None, typer.Option(help="A part of the index instead of the whole.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(trend)
    app.command()(compare)
    app.command()(coverage)


def trend(
    subject: Annotated[str, typer.Argument(help="Who: “Sơn La”, son-la, ministry/bo-noi-vu.")],
    index: Annotated[str, typer.Argument(help="The index, as PCI, SIPAS, “PAR INDEX”.")],
    component: Part = None,
    json: Json = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
    xlsx: Xlsx = None,
    force: Force = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show one subject through the editions of an index: figures, how they moved, and what is in conflict.

    Example: [bold]chiso trend "Sơn La" SIPAS[/] or [bold]chiso trend hue PCI --csv[/]
    """
    from chiso.analysis import trend_head, trend_table
    from chiso.names import component_known, index_named, subject_named
    from chiso.opening import store_to_read
    from chiso.sheets import legend
    from normalize.reference import load

    form = Form(json, as_csv, parquet, xlsx, force)
    reference = load()
    who, found = subject_named(subject, reference), index_named(index, reference)
    with store_to_read(store) as kept:
        part = component_known(kept, component, found)
        asked = {"subject": who, "index": found.id, "component": part}
        rows = named(kept, "trend", asked, form, asked)
        others = kept.rows("SELECT DISTINCT index FROM facts WHERE subject = ? ORDER BY index", [who])
    if not form.for_people:
        return
    title = f"{reference.title(who)} · {found.names[0]}{f' · {part}' if part else ''}"
    if (head := trend_head(rows)).plain:
        out.print(head)
    out.print(trend_table(rows, title))
    if (marks := legend(rows)) is not None:
        out.print(marks)
    if any(row["new_territory"] for row in rows):
        out.print("⚑ another territory than before: not to be compared", style="dim")
    if not rows:
        known = ", ".join(index for (index,) in others)
        note = f"; known are: {known}" if known else ""
        err.print(f"Nothing is known of it{note}.", style="dim")
    else:
        err.print(f"see the sentences with chiso show '{rows[-1]['key']}'", style="dim", soft_wrap=True)


def compare(
    first: Annotated[str, typer.Argument(help="Who.")],
    second: Annotated[str, typer.Argument(help="And whom with.")],
    index: Annotated[
        str | None, typer.Option(help="One index, all its editions; else the last edition of each.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Only this edition.")] = None,
    component: Annotated[str | None, typer.Option(help="A part of that index instead of the whole.")] = None,
    json: Json = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
    xlsx: Xlsx = None,
    force: Force = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Set two subjects side by side: who is ahead, by how many places, by what score.

    Without --index and --year: each index in the last edition that knows both. Example: [bold]chiso compare "Hải
    Phòng" "Quảng Ninh" --index "PAR INDEX"[/]
    """
    from chiso.analysis import comparison_table
    from chiso.names import component_known, index_named, subject_named
    from chiso.opening import store_to_read
    from normalize.history import renamed
    from normalize.reference import load

    form = Form(json, as_csv, parquet, xlsx, force)
    if component is not None and index is None:
        raise UserError("a component is a part of an index", to_do="give --index too")
    reference = load()
    one, other = subject_named(first, reference), subject_named(second, reference)
    slug = one.partition("/")[2]
    if other in {one, *(f"province/{name}" for name in renamed(reference.successions, slug))}:
        raise UserError(f"{first!r} and {second!r} are one and the same", one, "name two")
    kinds = {who.partition("/")[0] for who in (one, other)}
    if len(kinds) > 1:
        raise UserError(
            f"a {one.partition('/')[0]} and a {other.partition('/')[0]} are not ranked together",
            f"{one}, {other}",
            "compare subjects of one kind",
        )
    found = index_named(index, reference) if index is not None else None
    with store_to_read(store) as kept:
        asked = {
            "first": one, "second": other, "index": found.id if found else None, "year": year,
            "component": component_known(kept, component, found) if found else None,
        }  # fmt: skip
        rows = named(kept, "compare", asked | {"latest": found is None and year is None}, form, asked)
    if not form.for_people:
        return
    out.print(comparison_table(rows, reference.title(one), reference.title(other)))
    if not rows:
        err.print("Nothing is known of either.", style="dim")
    else:
        err.print("▲ ▼ is the lead of the first: places, score", style="dim")


def coverage(
    index: Annotated[str | None, typer.Option(help="One index, subject by subject.")] = None,
    who: Annotated[Kind, typer.Option(help="Whose figures.")] = Kind.province,
    json: Json = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
    xlsx: Xlsx = None,
    force: Force = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show what is known: of each index how many per edition; with --index who, and from how many witnesses.

    Example: [bold]chiso coverage[/] or [bold]chiso coverage --index PCI[/]
    """
    from chiso.analysis import cells_table, coverage_table
    from chiso.names import index_named
    from chiso.opening import store_to_read
    from normalize.reference import load

    form = Form(json, as_csv, parquet, xlsx, force)
    found = index_named(index, load()) if index is not None else None
    name = "coverage_cells" if found else "coverage"
    asked: dict[str, Any] = {"index": found.id if found else None, "who": who.value}
    with store_to_read(store) as kept:
        rows = named(kept, name, asked, form, asked)
    if not form.for_people:
        return
    if found:
        out.print(cells_table(rows, f"{found.names[0]}: from how many witnesses ({who.value})"))
        err.print("? nothing decides   ! in conflict   · nothing is known", style="dim")
    else:
        out.print(coverage_table(rows, who.value))
        err.print("! some in conflict   · nothing is known; more with --index", style="dim")
    if not rows:
        err.print("Nothing is known yet: chiso ingest PATH", style="dim")

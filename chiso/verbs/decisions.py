"""The verbs of `chiso decisions`: list, export, import."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from chiso.console import err, out, print_json, say
from chiso.options import DEFAULT_STORE, Json, StoreFile
from normalize.errors import UserError


class State(StrEnum):
    """How a decision stands."""

    applied = "applied"
    stale = "stale"
    vanished = "vanished"
    disputed = "disputed"
    replaced = "replaced"
    undone = "undone"
    moot = "moot"
    deferred = "deferred"
    due = "due"
    noted = "noted"
    waiting = "waiting"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    group = typer.Typer(no_args_is_help=True, help="Decisions: list them, bring them to others and back.")
    group.command("list")(list_decisions)
    group.command("export")(export_decisions)
    group.command("import")(import_decisions)
    app.add_typer(group, name="decisions")


def list_decisions(
    state: Annotated[State | None, typer.Option(help="Only those that stand so.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only those of one reviewer.")] = None,
    index: Annotated[str | None, typer.Option(help="Only one index.")] = None,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """List decisions, the latest first, and how each stands: applied, stale, disputed, undone and so on.

    Example: [bold]chiso decisions list --state stale[/]
    """
    from chiso.names import index_named
    from chiso.opening import store_to_read
    from chiso.plain_values import plain_record
    from chiso.verdicts import decision_table
    from normalize.reference import load

    only = index_named(index, load()).id if index else None
    with store_to_read(store) as kept:
        rows = kept.query("decision_list", {"state": state and state.value, "reviewer": by, "index": only})
    if json:
        for row in rows:
            print_json(plain_record(row))
    elif rows:
        out.print(decision_table(rows))
    else:
        out.print("No decision.")


def export_decisions(
    to: Annotated[Path, typer.Argument(help="The file to write; - for standard output.")],
    index: Annotated[str | None, typer.Option(help="Only those on one index.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Write decisions as JSON lines, as others can import them.

    Example: [bold]chiso decisions export for-minh.jsonl --index PCI[/]
    """
    from chiso.names import index_named
    from normalize.reference import load
    from store.decisions_file import DecisionFile, lines
    from store.files import write_text

    only = index_named(index, load()).id if index else None
    contents = DecisionFile.of(store).read()
    found = [d for d in contents.decisions if only in (None, d.key.index)]
    if str(to) == "-":
        out.file.write(lines(found))
    else:
        write_text(to, lines(found), force=force)
        err.print(f"{len(found)} decisions written to {to}", markup=False)
    _complain(store, contents.bad)


def import_decisions(
    source: Annotated[
        Path, typer.Argument(help="A file that chiso decisions export, or another store, has written.")
    ],
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Add the decisions of another file; those that are known already change nothing, in whatever order they come.

    Example: [bold]chiso decisions import from-minh.jsonl[/]
    """
    from chiso.opening import store_to_decide
    from store.decisions_file import DecisionFile
    from store.upkeep import bring_up_to_date

    if not source.is_file():
        raise UserError("there is no such file", str(source), "give a file of decisions")
    given = DecisionFile(source).read()
    if given.bad and not given.decisions:
        raise UserError("this is no file of decisions", f"{source}:{given.bad[0].number}", given.bad[0].why)
    with store_to_decide(store) as kept:
        added = DecisionFile.of(store).append(lambda _: given.decisions).added
        if not kept.read_only:
            bring_up_to_date(kept, "import", file=DecisionFile.of(store))
    known = len(given.decisions) - len(added)
    _complain(source, given.bad)
    if json:
        print_json({"added": len(added), "known": known, "unreadable": len(given.bad)})
    else:
        out.print(f"{len(added)} decisions added, {known} known already")
    if given.bad:
        raise typer.Exit(1)


def _complain(path: Path, bad: Sequence[Any]) -> None:
    for line in bad:
        say("skipped", f"{path}:{line.number}: {line.why}")

"""Verbs that keep what was read: ingest. Registers those that look at it, too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, out, print_json, say_problems
from chiso.options import DEFAULT_STORE, Json, StoreFile
from chiso.verbs import looking
from normalize.errors import UserError

if TYPE_CHECKING:
    from chiso.pipeline import IngestReport, Progress


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(ingest)
    looking.register(app)


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Saved pages (.txt, .html), WARCs, or folders of them.")
    ],
    store: StoreFile = DEFAULT_STORE,
    json: Json = False,
) -> None:
    """Read saved pages, keep what they state, and reconcile it with what is known.

    Reading the same pages again changes nothing. A page that cannot be read is reported, and the others go on.

    Example: [bold]chiso ingest fixtures/articles --store data/chiso.duckdb[/]
    """
    from chiso.warcs import ingest_all as run

    with _progress() as progress:
        report = run(paths, store, progress)
    say_problems(report.problems)
    if json:
        print_json(_ingest_record(report))
    else:
        _ingest_summary(report)
    if not report.anything:
        if not report.pages and not report.problems:
            raise UserError(
                "no saved page was found there",
                " ".join(map(str, paths)),
                "give .txt, .html or .warc.gz files",
            )
        raise typer.Exit(1)


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """A progress bar on a terminal; nothing where the output goes elsewhere."""
    if not err.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Bar(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, name="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)


def _ingest_record(report: "IngestReport") -> dict[str, Any]:
    loaded, facts = report.loaded, report.facts
    return {
        "store": str(report.store),
        "pages": report.pages,
        "new": loaded.new,
        "revised": loaded.revised,
        "reread": loaded.reread,
        "unchanged": loaded.unchanged,
        "observations_new": loaded.observations_new,
        "observations_gone": loaded.observations_gone,
        "facts": facts.facts if facts else None,
        "conflicts": facts.conflicts if facts else None,
        "conflicts_open": facts.open if facts else None,
        "problems": [asdict(p) for p in report.problems],
    }


def _ingest_summary(report: "IngestReport") -> None:
    from rich.markup import escape
    from rich.table import Table

    loaded, facts = report.loaded, report.facts
    summary = Table(title=escape(str(report.store)), title_justify="left", show_header=False)
    rows = [
        ("articles: new", loaded.new),
        ("revised: the text has changed", loaded.revised),
        ("read differently: the rules have changed", loaded.reread),
        ("unchanged", loaded.unchanged),
        ("skipped: could not be read", len(report.problems)),
        ("observations: new", loaded.observations_new),
        ("gone", loaded.observations_gone),
    ]
    rows += (
        [("facts in the store", facts.facts), ("conflicts", facts.conflicts), ("of them open", facts.open)]
        if facts
        else []
    )
    for name, count in rows:
        summary.add_row(name, str(count))
    out.print(summary)

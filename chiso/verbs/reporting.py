"""The verb `report`: what a store knows as a static site."""

from pathlib import Path
from typing import Annotated

import typer

from chiso.console import err, out, print_json
from chiso.options import DEFAULT_STORE, Json, StoreFile


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(report)


def report(
    into: Annotated[Path, typer.Option(help="The folder that gets the pages; a former report is replaced.")],
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Write a site that opens from disk: league tables, profiles, charts, conflicts; each figure with its sentences.

    Example: [bold]chiso report --into report[/], then open report/index.html in a browser.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from chiso.opening import store_to_read
    from chiso.report.site import write

    columns = (TextColumn("Writing pages"), BarColumn(), MofNCompleteColumn())
    with store_to_read(store) as kept, Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("pages", total=None)
        written = write(kept, into, lambda done, total: progress.update(task, completed=done, total=total))
    if json:
        print_json({"start": str(written.start), "pages": written.pages, "bytes": written.size})
        return
    out.print(f"{written.pages} pages, {written.size / 1e6:.1f} MB", highlight=False)
    out.print(str(written.start), soft_wrap=True, markup=False)

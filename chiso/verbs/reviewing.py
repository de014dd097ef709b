"""The verbs of `chiso review`: the review desk, and rejected readings as cases for tests."""

from pathlib import Path
from typing import Annotated

import typer

from chiso.console import err, out, print_json
from chiso.options import DEFAULT_STORE, Json, StoreFile


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    group = typer.Typer(
        invoke_without_command=True, help="The review desk: settle in a browser what disagrees."
    )
    group.callback()(review)
    group.command("export-cases")(export_cases)
    app.add_typer(group, name="review")


def review(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="The port on this machine; 0 for any that is free.")] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    second_share: Annotated[
        float, typer.Option(min=0, max=1, help="Which share of the items two reviewers are to rule on.")
    ] = 0.1,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Open the review desk: a web application on this machine, for those who settle figures that disagree.

    It prints an address with a token that lets a browser in, and serves 127.0.0.1 only, until Ctrl-C.

    Example: [bold]chiso review --open[/]
    """
    if context.invoked_subcommand is not None:
        return
    from review.web.serving import serve

    def ready(address: str) -> None:
        if json:
            print_json({"url": address})
        else:
            out.print(address, soft_wrap=True, markup=False, highlight=False)
            err.print("Open this address; it lets in whoever has it. Ctrl-C ends the desk.", style="dim")
        out.file.flush()
        if open_:
            import webbrowser

            webbrowser.open(address)

    serve(store, port, second_share, ready)


def export_cases(
    to: Annotated[Path, typer.Argument(help="The folder that gets a text and its gold for each article.")],
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Write articles of which a reviewer found a claim extracted wrongly as cases for chiso evaluate.

    The gold has what else was read of the article, and what it should have been where the reviewer said so: look it
    over before you rely on it. The texts are those of the sources: mind whose they are.

    Example: [bold]chiso review export-cases misread/[/], then chiso evaluate misread/
    """
    from chiso.opening import store_to_read
    from review.web.cases_export import export, misread
    from store.decisions_file import DecisionFile

    with store_to_read(store) as kept:
        found = misread(kept, DecisionFile.of(store).read().decisions)
    export(found, to, force=force)
    for case in found:
        if json:
            print_json(
                {"id": case.id, "rejected": case.rejected, "observations": len(case.gold["observations"])}
            )
        else:
            out.print(
                f"{case.id}: {case.rejected} rejected, {len(case.gold['observations'])} left", markup=False
            )
    err.print(
        f"{len(found)} cases written to {to}" if found else "No claim was found to be extracted wrongly.",
        markup=False,
    )

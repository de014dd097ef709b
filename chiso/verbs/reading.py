"""Verbs that read texts and need no store: extract, explain, evaluate."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chiso.console import out, print_json, say
from chiso.verbs import measuring
from normalize.errors import UserError


class Format(StrEnum):
    """How `extract` prints."""

    jsonl = "jsonl"
    table = "table"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(extract)
    app.command()(explain)
    measuring.register(app)


def extract(
    paths: Annotated[list[Path], typer.Argument(help="Saved pages (.txt, .html) or folders of them.")],
    format: Annotated[Format, typer.Option(help="jsonl for programs, table for people.")] = Format.table,
) -> None:
    """Print the observations of saved pages, without any store.

    Example: [bold]chiso extract fixtures/articles --format jsonl[/] prints one JSON object a line, with the keys
    of the annotation guidelines and start, end, sentence, rule, confidence, reasons.
    """
    from rich.text import Text

    from chiso.articles import read_articles
    from chiso.display import observation_table
    from extract.extractor import extractor

    problems = 0
    reader = extractor()
    for item in read_articles(paths):
        if isinstance(item, UserError):
            problems += 1
            say("skipped", str(item))
            continue
        extraction = reader.extract(item)
        if format is Format.jsonl:
            for observation in extraction.observations:
                print_json(observation.record(item.text))
        elif extraction.observations:
            out.print(observation_table(extraction, reader.reference))
        else:
            out.print(Text.assemble((item.doc, "bold"), ": no observation"))
    sys.stdout.flush()
    if problems:
        raise typer.Exit(1)


def explain(
    what: Annotated[str, typer.Argument(help="A text in quotes, or the path of a saved page.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print observations and abstentions as one JSON object.")
    ] = False,
    all: Annotated[bool, typer.Option("--all", help="Show sentences without any number too.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one page for the browser to this file instead.")
    ] = None,
) -> None:
    """Show how a text is read: mentions, observations with the reason of every slot, and why others are none.

    Example: [bold]chiso explain "Năm 2024, Hải Phòng dẫn đầu PAR INDEX với 96,17%"[/]

    For the browser: [bold]chiso explain page.html --html why.html[/] writes one file that needs no other.
    """
    from chiso.articles import article_of_text, path_named, read_articles
    from chiso.explaining.story import tell
    from chiso.explaining.terminal import explanation
    from extract.extractor import extractor

    path = path_named(what)
    if path is None and len(what.split()) == 1 and ("/" in what or Path(what).suffix):
        raise UserError("no such file", what, "give the path of a saved page, or a text in quotes")
    reader = extractor()
    items = list(read_articles([path]) if path is not None else [article_of_text(what)])
    if html is not None and len(items) > 1:
        raise UserError("several pages, and one file to write", what, "name one of them, or leave out --html")
    for item in items:
        if isinstance(item, UserError):
            raise item
        extraction = reader.extract(item)
        if html is not None:
            from chiso.explaining.page import write

            write(tell(extraction, reader.reference), html)
            out.print(f"{len(extraction.observations)} observations: {html}", soft_wrap=True, markup=False)
        elif json:
            print_json(
                {
                    "doc": item.doc,
                    "passed_gate": extraction.passed,
                    "observations": [o.record(item.text) for o in extraction.observations],
                    "abstentions": [
                        {
                            "start": a.start,
                            "end": a.end,
                            "text": a.text,
                            "kind": a.kind,
                            "rule": a.rule,
                            "why": a.why,
                        }
                        for a in extraction.abstentions
                    ],
                }
            )
        else:
            for part in explanation(tell(extraction, reader.reference), everything=all):
                out.print(part)

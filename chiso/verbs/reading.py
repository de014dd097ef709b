"""Verbs that read texts and need no store: extract, explain, evaluate."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chiso.console import err, out, print_json
from normalize.errors import UserError


class Format(StrEnum):
    """How `extract` prints."""

    jsonl = "jsonl"
    table = "table"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(extract)
    app.command()(explain)
    app.command()(evaluate)


def extract(
    paths: Annotated[list[Path], typer.Argument(help="Saved pages (.txt, .html) or folders of them.")],
    format: Annotated[Format, typer.Option(help="jsonl for programs, table for people.")] = Format.table,
) -> None:
    """Print the observations of saved pages, without any store.

    Example: [bold]chiso extract fixtures/articles --format jsonl[/] prints one JSON object a line, with the keys
    of the annotation guidelines and start, end, sentence, rule, confidence, reasons.
    """
    from chiso.articles import read_articles
    from chiso.display import observation_table
    from extract.extractor import extractor

    problems = 0
    reader = extractor()
    for item in read_articles(paths):
        if isinstance(item, UserError):
            problems += 1
            err.print(f"[yellow]skipped[/] {item}", soft_wrap=True)
            continue
        extraction = reader.extract(item)
        if format is Format.jsonl:
            for observation in extraction.observations:
                print_json(observation.record(item.text))
        elif extraction.observations:
            out.print(observation_table(extraction, reader.reference))
        else:
            out.print(f"[bold]{item.doc}[/]: no observation")
    sys.stdout.flush()
    if problems:
        raise typer.Exit(1)


def explain(
    what: Annotated[str, typer.Argument(help="A text in quotes, or the path of a saved page.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print observations and abstentions as one JSON object.")
    ] = False,
    all: Annotated[bool, typer.Option("--all", help="Show sentences without any number too.")] = False,
) -> None:
    """Show how a text is read: mentions, observations with the reason of every slot, and why others are none.

    Example: [bold]chiso explain "Năm 2024, Hải Phòng dẫn đầu PAR INDEX với 96,17%"[/]
    """
    from chiso.articles import article_of_text, read_articles
    from chiso.display import explanation
    from extract.extractor import extractor

    path = Path(what)
    is_path = len(what) < 1000 and "\n" not in what and path.exists()
    if not is_path and len(what.split()) == 1 and ("/" in what or path.suffix):
        raise UserError("no such file", what, "give the path of a saved page, or a text in quotes")
    reader = extractor()
    for item in read_articles([path]) if is_path else [article_of_text(what)]:
        if isinstance(item, UserError):
            raise item
        extraction = reader.extract(item)
        if json:
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
            for part in explanation(extraction, reader.reference, everything=all):
                out.print(part)


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder of <id>.txt (or .html) with gold <id>.json.")],
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    errors: Annotated[bool, typer.Option(help="List every wrong and every missed observation.")] = True,
) -> None:
    """Measure precision and recall against gold files, and list what is wrong or missed.

    Example: [bold]chiso evaluate fixtures/articles[/]
    """
    from chiso.articles import answers
    from chiso.display import evaluation
    from extract.evaluate import evaluate as score
    from extract.evaluate import read_gold, wrong_slots

    report = score((gold, answers(gold)) for gold in read_gold(folder))
    if json:
        print_json(
            {
                "documents": report.documents,
                "answers": report.answers,
                "optional": report.optional,
                "precision": report.overall.precision,
                "recall": report.overall.recall,
                "slices": {
                    dimension: {
                        value: {"precision": s.precision, "recall": s.recall, **vars(s)}
                        for value, s in values.items()
                    }
                    for dimension, values in report.slices.items()
                },
                "wrong_slots": dict(wrong_slots(report)),
                "wrong": report.wrong,
                "missed": report.missed,
            }
        )
        return
    for part in evaluation(report, errors=errors):
        out.print(part)

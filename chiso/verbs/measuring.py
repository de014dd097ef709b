"""The verb that measures: evaluate."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, out, print_json

if TYPE_CHECKING:
    from extract.scoring.against import Difference
    from extract.scoring.board import Board
    from extract.scoring.gold import Gold
    from extract.scoring.report import Report

_SHARE = {"min": 0.0, "max": 1.0}


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(evaluate)


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder of <id>.txt (or .html) with gold <id>.json.")],
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    errors: Annotated[bool, typer.Option(help="List every wrong and every missed observation.")] = True,
    rules: Annotated[bool, typer.Option("--rules", help="Show the scoreboard of the rules.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Show from where slots were taken.")] = False,
    documents: Annotated[bool, typer.Option("--documents", help="Show every document.")] = False,
    aside: Annotated[
        int | None,
        typer.Option(
            min=2, help="Set every n-th document by name aside: measured apart, its errors not shown."
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            help="What another version read of the same pages (extract --format jsonl, or evaluate --save)."
        ),
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Write the answers to this file, for --against another time.")
    ] = None,
    min_precision: Annotated[
        float | None, typer.Option(help="Exit with 1 below this precision, for CI.", **_SHARE)
    ] = None,
    min_recall: Annotated[
        float | None, typer.Option(help="Exit with 1 below this recall, for CI.", **_SHARE)
    ] = None,
) -> None:
    """Measure precision and recall against gold files, and list what is wrong or missed.

    Example: [bold]chiso evaluate fixtures/articles --rules[/]

    To see what a change of the rules does: [bold]chiso evaluate fixtures/articles --save before.jsonl[/], change
    them, then [bold]chiso evaluate fixtures/articles --against before.jsonl[/] lists facts gained, lost, changed.
    """
    from chiso import measures

    report, board, records, golds = _measure(folder, aside)
    hidden = frozenset(g.doc for g in golds[aside - 1 :: aside]) if aside else frozenset()
    found = _differences(against, golds, records) if against is not None else None
    if save is not None:
        _save(save, records, golds)
    if json:
        print_json(measures.as_json(report, board, found))
    else:
        show = errors and found is None
        for shown in measures.evaluation(report, board, show, rules, sources, documents, hidden):
            out.print(shown)
        seen = None if found is None else [d for d in found if d.doc not in hidden]
        for shown in measures.changes(seen) if seen is not None else ():
            out.print(shown)
    sys.stdout.flush()
    _demand("precision", report.overall.precision, min_precision)
    _demand("recall", report.overall.recall, min_recall)


def _measure(
    folder: Path, aside: int | None
) -> "tuple[Report, Board, dict[str, list[dict[str, Any]]], list[Gold]]":
    from chiso.articles import read_with_gold
    from extract.scoring.board import Board
    from extract.scoring.gold import read_gold
    from extract.scoring.report import Report, add

    report, board = Report(), Board()
    golds = read_gold(folder)
    records: dict[str, list[dict[str, Any]]] = {}
    for number, gold in enumerate(golds, start=1):
        part = "" if aside is None else "seen" if number % aside else "set aside"
        extraction = read_with_gold(gold)
        answers = [o.record(extraction.article.text) for o in extraction.observations]
        board.add(extraction, answers, add(report, gold, answers, part))
        records[gold.doc] = answers
    return report, board, records, golds


def _differences(
    path: Path, golds: "list[Gold]", records: dict[str, list[dict[str, Any]]]
) -> "list[Difference]":
    """Compare with a file; one that `extract` printed was read without the dates that only the gold knows."""
    from chiso.articles import read_with_gold
    from extract.scoring.against import compare, read_records

    old = read_records(path)
    dated = any("published" in r for rs in old.values() for r in rs)
    found: list[Difference] = []
    for gold in golds:
        new = records[gold.doc]
        told = gold
        if not dated and gold.published:
            extraction = read_with_gold(gold, dated=False)
            if extraction.article.published is None:
                new = [o.record(extraction.article.text) for o in extraction.observations]
        found += compare(gold.doc, old.get(gold.doc, []), new, told)
    return found


def _save(path: Path, records: dict[str, list[dict[str, Any]]], golds: "list[Gold]") -> None:
    import json as encoder

    from normalize.errors import UserError

    lines = [
        encoder.dumps({**record, "published": gold.published}, ensure_ascii=False)
        for gold in golds
        for record in records[gold.doc]
    ]
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"cannot be written ({error.strerror})", str(path), "name a file in a folder that exists"
        ) from error


def _demand(what: str, reached: float | None, least: float | None) -> None:
    if least is not None and (reached is None or reached < least):
        said = "nothing to measure" if reached is None else f"{reached:.4f}"
        err.print(
            f"[bold red]chiso:[/] {what} {said} is below the {least} that was asked for", soft_wrap=True
        )
        raise typer.Exit(1)

"""The verb `query`: the store in SQL, one answer or a prompt."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from chiso.console import err, print_json, say_error
from chiso.forms import Csv, Force, Form, Parquet, Xlsx, hand_over
from chiso.options import DEFAULT_STORE, StoreFile
from chiso.plain_values import cell, plain
from normalize.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(query)


def query(
    sql: Annotated[
        str | None,
        typer.Argument(help="One statement of DuckDB's SQL; without it a prompt, or what is piped in."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a row.")] = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
    xlsx: Xlsx = None,
    force: Force = False,
    limit: Annotated[
        int, typer.Option(min=1, help="Rows of the table for people; other forms have all.")
    ] = 200,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Ask the store in SQL, read-only. Start from the views facts, evidence, conflicts, coverage and league().

    Without SQL it asks for it: Tab completes names and values, .tables lists what there is, long answers are paged.

    Example: [bold]chiso query "SELECT province, rank, score FROM facts WHERE index = 'PCI' AND year = 2024"[/]
    """
    from chiso.opening import path_to_read

    form = Form(json, as_csv, parquet, xlsx, force)
    path = path_to_read(store)
    if sql is not None:
        _answer(path, sql, form, limit)
    elif not sys.stdin.isatty():
        _answer(path, _piped(), form, limit)
    elif form.for_people:
        _prompt(path, limit)
    else:
        raise UserError("there is nothing to answer", to_do="give the SQL: chiso query 'FROM facts' --csv")


def _piped() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("this is no text", "standard input", "pipe in SQL in UTF-8") from error


def _answer(path: Path, sql: str, form: Form, limit: int) -> None:
    from store.asking import ask, copy_answer

    if form.parquet:
        hand_over(form, (), (), lambda: None, lambda target: copy_answer(path, sql, target))
        return
    with ask(path, sql) as answer:
        given = hand_over(
            form, answer.columns, answer.rows(), lambda: _json(answer.columns, answer.rows()), lambda _: 0
        )
        if not given:
            _print(answer.columns, answer.rows(), limit)


def _json(columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    for row in rows:
        print_json({k: plain(v) for k, v in zip(columns, row, strict=True)})


def _print(columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]], limit: int) -> None:
    from chiso.paging import plain_rows, show

    shown = [[cell(v) for v in row] for row in islice(rows, limit)]
    more = next(rows, None) is not None
    show(plain_rows(columns, shown), len(shown))
    if more:
        err.print(f"only the first {limit} rows are shown; --limit or another form has more", style="dim")


def _prompt(path: Path, limit: int) -> None:
    from chiso.prompt import run, session
    from chiso.schema import schema_of
    from store.asking import ask
    from store.database import open_store

    with open_store(path, read_only=True) as store:
        schema = schema_of(store)

    def answer(sql: str) -> None:
        try:
            with ask(path, sql) as found:
                _print(found.columns, found.rows(), limit)
        except UserError as error:
            say_error(error)

    err.print(f"{path}, read-only. A query ends with ;  .help tells more.", style="dim", markup=False)
    run(session(schema), schema, answer)

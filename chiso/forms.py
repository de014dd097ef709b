"""The forms in which verbs give tables to programs: JSON and CSV to standard output, Parquet and Excel as files."""

import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, print_json
from chiso.plain_values import cell, plain_record
from normalize.errors import UserError

if TYPE_CHECKING:
    from store.database import Store

Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Parquet = Annotated[Path | None, typer.Option("--parquet", help="Write a Parquet file.", metavar="FILE")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", help="Write an Excel workbook.", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@dataclass(frozen=True, slots=True)
class Form:
    """What was asked for; where nothing was, the answer is for people."""

    json: bool = False
    csv: bool = False
    parquet: Path | None = None
    xlsx: Path | None = None
    force: bool = False

    def __post_init__(self) -> None:
        given = {"--json": self.json, "--csv": self.csv, "--parquet": self.parquet, "--xlsx": self.xlsx}
        asked = [name for name, value in given.items() if value]
        if len(asked) > 1:
            raise UserError(f"{' and '.join(asked)} are {len(asked)} answers", to_do="choose one")

    @property
    def for_people(self) -> bool:
        """Whether nothing was asked for that programs read."""
        return not (self.json or self.csv or self.parquet or self.xlsx)


def hand_over(
    form: Form,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    as_json: Callable[[], None],
    as_parquet: Callable[[Path], int],
) -> bool:
    """Give a table in the form that was asked for, and say whether one was; an answer for people is not given here.

    `as_parquet` writes a Parquet file at a path and returns how many rows it has. Raises FileError where a file
    is there already, or cannot be written.
    """
    if form.json:
        as_json()
    elif form.csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([cell(value) for value in row] for row in rows)
    elif form.parquet:
        from store.files import written_whole

        with written_whole(form.parquet, force=form.force) as spare:
            count = as_parquet(spare)
        _written(form.parquet, count)
    elif form.xlsx:
        from store.export_xlsx import write_table
        from store.files import written_whole

        with written_whole(form.xlsx, force=form.force) as spare:
            count = write_table(spare, columns, ([_flat(value) for value in row] for row in rows))
        _written(form.xlsx, count)
    return not form.for_people


def named(
    store: "Store",
    name: str,
    asked: Mapping[str, Any],
    form: Form,
    head: Mapping[str, Any],
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of a named query, once they were given in the form that was asked for; `limit` is for all forms.

    JSON is one object: `head`, which says what was asked, and the rows.
    """
    from store.scripts import script

    sql = script(f"queries/{name}").strip().rstrip(";") + (f"\nLIMIT {limit:d}" if limit is not None else "")
    with store.cursor() as cursor:
        cursor.execute(sql, dict(asked))
        columns = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    records = [dict(zip(columns, row, strict=True)) for row in rows]

    def as_json() -> None:
        print_json({**head, "rows": [plain_record(record) for record in records]})

    def as_parquet(path: Path) -> int:
        target = "'" + str(path).replace("'", "''") + "'"
        with store.cursor() as cursor:
            copied = cursor.execute(
                f"COPY (\n{sql}\n) TO {target} (FORMAT parquet, COMPRESSION zstd)", dict(asked)
            )
            return int(copied.fetchall()[0][0])

    hand_over(form, columns, rows, as_json, as_parquet)
    return records


def _flat(value: Any) -> Any:
    """Lists of structs as JSON, which a cell of Excel can hold."""
    return cell(value) if isinstance(value, list) and any(isinstance(item, dict) for item in value) else value


def _written(path: Path, rows: int) -> None:
    err.print(f"{path}: {rows} rows", markup=False, soft_wrap=True)

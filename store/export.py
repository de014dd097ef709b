"""Exporting what is known: views and tables as CSV, Parquet, JSON, JSON lines or Excel workbooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import duckdb

from store.database import Store
from store.errors import StoreError
from store.files import FileError, written_whole
from store.scripts import quoted

DEFAULT: Final = ("facts",)
WORKBOOK: Final = ("facts", "fact_scope_rank", "evidence", "conflicts", "decisions", "coverage")
"""What an export of everything has: what people start from, rather than the tables underneath."""


class Format(StrEnum):
    """A format, by the ending of its files."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


_HOW: Final = {
    Format.CSV: "FORMAT csv, HEADER true",
    Format.PARQUET: "FORMAT parquet, COMPRESSION zstd",
    Format.JSON: "FORMAT json, ARRAY true",
    Format.JSONL: "FORMAT json",
}
_ORDER: Final = ("index", "year", "component", "key", "attribute", "scope", "id")


class NoSuchPart(StoreError):
    """The store has no view or table of that name; `known` are those that it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no view or table {name!r}", to_do=f"there are: {', '.join(known)}")
        self.name = name
        self.known = tuple(known)


@dataclass(frozen=True, slots=True)
class Part:
    """A view or table: its comment, and its columns with their types and comments."""

    name: str
    is_view: bool
    comment: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, what of the store it has, and how many rows of each."""

    path: Path
    rows: Mapping[str, int]


def parts(store: Store) -> dict[str, Part]:
    """Return the views and tables of the store, views first."""
    found: dict[str, Part] = {}
    for row in store.query("parts"):
        columns = tuple((c["name"], c["type"], c["comment"] or "") for c in row["columns"])
        found[row["name"]] = Part(row["name"], row["is_view"], row["comment"] or "", columns)
    return found


def format_of(path: Path, given: str | None) -> Format:
    """Return the format that is asked for, else that of a file's ending. Raises FileError for none that is known."""
    name = given or path.suffix.removeprefix(".").lower()
    try:
        return Format(name)
    except ValueError:
        listed = ", ".join(Format)
        what = "the format is not known from the name" if not name else f"there is no format {name!r}"
        raise FileError(
            what, str(path), f"one of: {listed}; by the ending of the file, or --format"
        ) from None


def export(
    store: Store,
    names: Sequence[str],
    path: Path,
    form: Format,
    where: Mapping[str, Any],
    *,
    force: bool = False,
) -> tuple[Exported, ...]:
    """Write views or tables, each file as a whole or not at all.

    One goes into the file `path`; several into one workbook (xlsx), or each into a file of the folder `path`.
    `where` keeps the rows whose columns have these values; None and columns that a part does not have filter
    nothing, but a filter that fits no part is an error. Raises NoSuchPart, FileError, StoreError.
    """
    known = parts(store)
    chosen = []
    for name in dict.fromkeys(names):
        if name not in known:
            raise NoSuchPart(name, list(known))
        chosen.append(known[name])
    _check_filters(chosen, where)
    if form is Format.XLSX:
        from store.export_xlsx import write_workbook

        with written_whole(path, force=force) as spare:
            rows = write_workbook(store, chosen, where, spare)
        return (Exported(path, rows),)
    if len(chosen) == 1:
        return (_write(store, chosen[0], path, form, where, force),)
    if path.exists() and not path.is_dir():
        raise FileError("several views go into a folder, and this is a file", str(path), "give a folder")
    if path.suffix == f".{form}" and not path.exists():
        raise FileError(
            "several views go into a folder, and this is the name of a file", str(path),
            f"give a folder and --format {form}, or the name of an .xlsx",
        )  # fmt: skip
    return tuple(_write(store, part, path / f"{part.name}.{form}", form, where, force) for part in chosen)


def selection(part: Part, where: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the query for a part's rows under a filter, in a fixed order, and its parameters."""
    names = [name for name, _, _ in part.columns]
    asked = {name: value for name, value in where.items() if value is not None and name in names}
    conditions = " AND ".join(f'"{name}" = ${name}' for name in asked)
    first = [name for name in _ORDER if name in names]
    order = ", ".join(f'"{name}"' for name in (*first, *(name for name in names if name not in first)))
    return (
        f'SELECT * FROM "{part.name}"{f" WHERE {conditions}" if conditions else ""} ORDER BY {order}',
        asked,
    )


def _check_filters(chosen: Sequence[Part], where: Mapping[str, Any]) -> None:
    for name, value in where.items():
        if value is not None and not any(name == column for part in chosen for column, _, _ in part.columns):
            listed = ", ".join(part.name for part in chosen)
            raise FileError(f"{listed} cannot be narrowed by {name}", to_do=f"leave out --{name}")


def _write(
    store: Store, part: Part, path: Path, form: Format, where: Mapping[str, Any], force: bool
) -> Exported:
    sql, asked = selection(part, where)
    with written_whole(path, force=force) as spare, store.cursor() as cursor:
        try:
            count = cursor.execute(f"COPY ({sql}) TO {quoted(spare)} ({_HOW[form]})", asked).fetchall()[0][0]
        except duckdb.Error as error:
            raise FileError(
                f"it cannot be written: {str(error).splitlines()[0]}",
                str(path),
                "make room, or check its permissions",
            ) from error
    return Exported(path, {part.name: count})

"""Reading the data files: rows and tables with the place they stand at, turned into the records they declare.

Nothing here knows what a province or an index is; whether the records fit each other is for `schema`.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import regex

from normalize.errors import UserError
from normalize.text import canonical

T = TypeVar("T")
Row = dict[str, Any]


class BadReference(UserError):
    """A data file that cannot be trusted: `where` names file and line, `what` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a record stands: a line of a CSV or text file, or table number `number` of a TOML file.

    TOML readers keep no positions, so lines are looked up again, and only when somebody has to be told.
    """

    path: Path
    line: int = 1
    table: str = ""
    number: int = 0

    def __str__(self) -> str:
        return self.at()

    def at(self, value: str | None = None) -> str:
        """Return "file:line" of the record, or of the first line from it on that holds `value`."""
        lines = _text(self.path).splitlines()
        start = self.line - 1
        if self.table:
            headers = [i for i, line in enumerate(lines) if line.strip().startswith(f"[[{self.table}]]")]
            start = headers[self.number - 1] if self.number <= len(headers) else 0
        if value is not None:
            quoted = (f'"{value}"', f"'{value}'", value)
            for needle in quoted:
                for i in range(start, len(lines)):
                    if needle in lines[i]:
                        return f"{self.path}:{i + 1}"
        return f"{self.path}:{start + 1}"

    def bad(self, what: str, to_do: str, value: str | None = None) -> BadReference:
        """Return the error that says what is wrong here, at the line of `value` where it is given."""
        return BadReference(what, self.at(value), to_do)


def csv_rows(path: Path, kind: type[T]) -> Iterator[tuple[Where, T]]:
    """Yield the records of a CSV file. Raises BadReference for a file or row of another shape."""
    text = _text(path)
    try:
        reader = csv.DictReader(text.splitlines(), strict=True)
        for row in reader:
            where = Where(path, reader.line_num)
            if None in row or None in row.values():
                raise where.bad(
                    f"the row has {'more' if None in row else 'fewer'} cells than the file has columns",
                    'give every column a cell, and put quotes (") around a cell with a comma',
                )
            yield where, build(kind, {k: v for k, v in row.items() if v != ""}, where, text_cells=True)
    except csv.Error as error:
        raise BadReference(
            f"not valid CSV: {error}", f"{path}:{reader.line_num}", "mend the quotes"
        ) from error


def toml_tables(path: Path, name: str, kind: type[T]) -> Iterator[tuple[Where, T]]:
    """Yield the records of the `[[name]]` tables of a TOML file that holds nothing else."""
    content = toml(path)
    for key in content:
        if key != name:
            raise Where(path).bad(f"unknown key {key!r}", f"the file holds [[{name}]] tables only", key)
    yield from tables(content, path, name, kind)


def tables(content: Row, path: Path, name: str, kind: type[T]) -> Iterator[tuple[Where, T]]:
    """Yield the records of the `[[name]]` tables of a TOML file that is already parsed."""
    entries = content.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise Where(path).bad(f"{name} is no list of tables", f"write [[{name}]], with two brackets", name)
    for number, entry in enumerate(entries, start=1):
        where = Where(path, table=name, number=number)
        yield where, build(kind, entry, where)


def toml(path: Path) -> Row:
    """Parse a TOML file. Raises BadReference, with the line, where it is none."""
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        place = regex.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(place[1]) if place else len(_text(path).splitlines())
        raise BadReference(f"not valid TOML: {error}", f"{path}:{line}", "mend the line") from error


def listed(path: Path) -> Iterator[tuple[Where, str]]:
    """Yield the lines of a text file, without comments (`#` to the end of the line) and empty lines."""
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if text := line.partition("#")[0].strip():
            yield Where(path, number), text


def build(kind: type[T], row: Mapping[str, Any], where: Where, text_cells: bool = False) -> T:
    """Make a `kind` out of a row, each value turned into what its field is declared as."""
    declared = {f.name.rstrip("_"): f for f in fields(kind)}  # type: ignore[arg-type]
    for key in row:
        if key not in declared:
            known = ", ".join(sorted(declared))
            raise where.bad(f"unknown key {key!r}", f"known are {known}", key)
    for key, field in declared.items():
        if key not in row and field.default is MISSING:
            raise where.bad(f"{key!r} is missing", "give it a value")
    values: Row = {}
    for key, value in row.items():
        field = declared[key]
        try:
            values[field.name] = _value(field.type, value, where, text_cells)
        except (ValueError, ArithmeticError) as error:
            raise where.bad(f"{key}: {error}", "see docs/reference.md for what it takes", key) from error
    return kind(**values)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadReference("there is no such file", str(path), "copy it from the bundled data") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadReference(f"cannot be read: {error}", str(path), "save it as UTF-8 text") from error


def _value(declared: Any, value: Any, where: Where, text_cells: bool) -> Any:
    """Turn a value of a file into the type that a field declares. Raises ValueError for any other value."""
    kinds = [t for t in (get_args(declared) or (declared,)) if t is not type(None)]
    kind = tuple if get_origin(declared) is tuple else kinds[0]
    if kind is date:
        if isinstance(value, datetime):  # is a date to Python, but cannot be compared with one
            raise ValueError(f"a date without a time of day is wanted, not {value}")
        return value if isinstance(value, date) else date.fromisoformat(_checked(value, str, "a date"))
    if kind is Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError(f"a number is wanted, not {value!r}")
        number = Decimal(str(value))
        if not number.is_finite():
            raise ValueError(f"a number is wanted, not {value!r}")
        return number
    if kind is int:
        if isinstance(value, bool):
            raise ValueError(f"a whole number is wanted, not {value!r}")
        return int(value) if text_cells else _checked(value, int, "a whole number")
    if kind is bool:
        return _checked(value, bool, "true or false")
    if kind is str:
        return _filled(value)
    if kinds[0] is str:
        return tuple(_filled(v) for v in _checked(value, list, "a list of strings"))
    entries = _checked(value, list | tuple, "a list of tables")
    return tuple(
        e if is_dataclass(e) else build(kinds[0], _checked(e, dict, "a table"), where) for e in entries
    )


def _checked(value: Any, kind: Any, wanted: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{wanted} is wanted, not {value!r}")
    return value


def _filled(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise ValueError(f"a string without blanks around it is wanted, not {value!r}")
    if canonical(value).text != value:
        raise ValueError(f"{value!r} is not in canonical form (NFC, plain blanks, nothing invisible)")
    return value

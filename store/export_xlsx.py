"""Excel workbooks: a sheet a view, a sheet that says what it is, and a note on every column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from normalize.errors import UserError
from store.database import Store
from store.export import Part, selection
from store.files import FileError

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format as Style
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 1_048_576
"""Rows of a sheet, its header counted: the limit of Excel."""
LETTERS: Final = 32_767
"""Characters of a cell: the limit of Excel."""
_FIRST_YEAR: Final = 1900  # of the calendar of Excel
_PAGE: Final = 2_000
_WIDEST: Final = 60
_CUT: Final = "… (cut: too long for Excel)"


class TooLarge(UserError):
    """More rows than a sheet can have."""


def write_workbook(
    store: Store, parts: Sequence[Part], where: Mapping[str, Any], path: Path
) -> dict[str, int]:
    """Write parts of the store into a workbook, and return how many rows each has.

    Text is text, also where it begins with "=": no cell is a formula. Numbers are numbers, days are days, lists are
    joined by semicolons; what Excel has no number for is text: infinity, a moment with its time zone, a day before
    1900. What is longer than a cell of Excel can be is cut, and says so. Raises TooLarge, FileError.
    """
    with _workbook(path, constant_memory=True) as book:
        about = book.add_worksheet("about")
        rows = {part.name: _part(book, store, part, where) for part in parts}
        _about(book, about, store, parts, where, rows)
    return rows


def write_table(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str = "answer"
) -> int:
    """Write one table into a workbook of one sheet, and return how many rows it has. Cells are those of write_workbook.

    Raises TooLarge, FileError.
    """
    full = TooLarge(
        "the answer has more rows than a sheet of Excel can have", "", "add a LIMIT, or write Parquet or CSV"
    )
    with _workbook(path) as book:
        return _fill(book, book.add_worksheet(name), columns, rows, full)


@contextmanager
def _workbook(path: Path, *, constant_memory: bool = False) -> Iterator["xlsxwriter.Workbook"]:
    """A workbook without formulas and links; it is written at the end of the block. Raises FileError."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    options = {
        "constant_memory": constant_memory, "strings_to_formulas": False, "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    try:
        yield book
        book.close()
    except XlsxWriterException as error:
        raise FileError(
            f"it cannot be written: {error}", str(path), "make room, or check its permissions"
        ) from error


def _part(book: "xlsxwriter.Workbook", store: Store, part: Part, where: Mapping[str, Any]) -> int:
    sql, asked = selection(part, where)
    sheet = book.add_worksheet(part.name[:31])
    for column, (_, _, comment) in enumerate(part.columns):
        if comment:
            sheet.write_comment(0, column, comment, {"x_scale": 2, "author": "chiso"})
    full = TooLarge(
        f"{part.name} has more rows than a sheet of Excel can have", part.name,
        "narrow it by --index or --year, or export Parquet or CSV",
    )  # fmt: skip
    with store.cursor() as cursor:
        cursor.execute(sql, asked)
        pages = iter(lambda: cursor.fetchmany(_PAGE), [])
        rows = (row for page in pages for row in page)
        return _fill(book, sheet, [name for name, _, _ in part.columns], rows, full)


def _fill(
    book: "xlsxwriter.Workbook", sheet: "Worksheet", columns: Sequence[str], rows: Iterable[Sequence[Any]],
    full: TooLarge,
) -> int:  # fmt: skip
    """Write a header and rows, and return how many rows there are. Raises `full` where there are too many."""
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    widths = [len(column) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count >= ROWS:
            raise full
        for place, value in enumerate(row):
            widths[place] = max(widths[place], _cell(sheet, count, place, value, day))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    return count


def _cell(sheet: "Worksheet", row: int, column: int, value: Any, day: "Style") -> int:
    """Write one cell, and return how wide it would like to be."""
    match value:
        case None:
            return 0
        case bool():
            sheet.write_boolean(row, column, value)
            return 5
        case int() | float() | Decimal() if isfinite(value):
            sheet.write_number(row, column, float(value))
            return 10
        case datetime() if value.tzinfo is None and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, value)
            return 19
        case date() if not isinstance(value, datetime) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
            return 10
        case _:
            text = _text(value)
            if text:
                sheet.write_string(row, column, text)
            return len(text)


def _text(value: Any) -> str:
    if isinstance(value, list):
        text = "; ".join(map(str, value))
    elif isinstance(value, dict):
        text = "; ".join(f"{name}: {item}" for name, item in value.items())
    else:
        text = str(value)
    return text if len(text) <= LETTERS else text[: LETTERS - len(_CUT)] + _CUT


def _about(
    book: "xlsxwriter.Workbook", sheet: "Worksheet", store: Store, parts: Sequence[Part],
    where: Mapping[str, Any], rows: Mapping[str, int],
) -> None:  # fmt: skip
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    [(known_at,)] = store.rows("SELECT max(known_at) FROM moment")
    narrowed = ", ".join(f"{n} = {v}" for n, v in where.items() if v is not None)
    lines: list[tuple[str, str]] = [
        ("chiso", "What Vietnamese provinces and newspapers report about governance indices, reconciled"),
        ("known at", f"{known_at:%Y-%m-%d %H:%M:%S} UTC" if known_at else "nothing is known yet"),
        ("narrowed to", narrowed or "everything"),
        ("each figure", "leads by its key to the sheet evidence: the sentence, the article and its address"),
        ("", ""),
    ]
    lines += [(part.name, f"{part.comment} ({rows[part.name]} rows)") for part in parts]
    lines += [("", ""), ("column", "what it is")]
    lines += [(f"{part.name}.{name}", comment) for part in parts for name, _, comment in part.columns]
    for number, (name, text) in enumerate(lines):
        if name:
            sheet.write_string(number, 0, name, bold)
            sheet.write_string(number, 1, text, wrapped)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)

"""Tables of plain texts, and a pager for those that are larger than the terminal."""

import os
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from chiso.console import out

_WIDEST: Final = 10_000
_FRAME: Final = 4
"""Lines of a table beside its rows: its borders and the line with the names."""


def plain_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table for people from texts."""
    table = Table()
    for column in columns:
        table.add_column(Text(column))
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def show(table: Table, rows: int) -> None:
    """Print a table as wide as it is; through a pager where it is higher or wider than the terminal."""
    wide = int(out.measure(table, options=out.options.update(max_width=_WIDEST)).maximum)
    sheet = Console(width=max(wide, out.size.width), force_terminal=out.is_terminal, highlight=False)
    if not out.is_terminal or (rows + _FRAME < out.size.height and wide <= out.size.width):
        sheet.print(table)
        return
    before = os.environ.get("LESS")
    os.environ["LESS"] = (
        before if before is not None else "-RSFX"
    )  # colours, no folding; short ones do not stop
    try:
        with sheet.pager(styles=True):
            sheet.print(table)
    finally:
        if before is None:
            del os.environ["LESS"]

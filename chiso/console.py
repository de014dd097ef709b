"""Where the command writes: results to standard output, everything else to standard error."""

import json
import sys
from typing import Any, Final

from rich.console import Console

from normalize.errors import UserError

out: Final = Console(highlight=False, soft_wrap=False)
err: Final = Console(stderr=True, highlight=False)


def say_error(error: UserError) -> None:
    """Say what went wrong, where, and what to do."""
    where = f"{error.where}: " if error.where else ""
    err.print(f"[bold red]chiso:[/] {where}", end="", markup=True, soft_wrap=True)
    err.print(error.what, markup=False, soft_wrap=True)
    if error.to_do:
        err.print(f"  → {error.to_do}", markup=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Write a value as JSON for programs: one line for a record, UTF-8 as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")

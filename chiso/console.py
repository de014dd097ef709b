"""Where the command writes: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.text import Text

from normalize.errors import UserError

if TYPE_CHECKING:
    from store.runs import Problem

out: Final = Console(highlight=False, soft_wrap=False)
err: Final = Console(stderr=True, highlight=False)


def say_error(error: UserError) -> None:
    """Say what went wrong, where, and what to do."""
    where = f"{error.where}: " if error.where else ""
    say("chiso:", f"{where}{error.what}", "bold red", error.to_do)


def say_problems(problems: "Iterable[Problem]", word: str = "skipped") -> None:
    """Say of each problem where it is, what is wrong, and what to do."""
    for p in problems:
        say(word, f"{p.place}: {p.reason}", advice=p.advice)


def say(word: str, what: str, style: str = "yellow", advice: str = "") -> None:
    """Say something on standard error after a word in colour. What is said is no markup: it may quote anything."""
    err.print(Text.assemble((word, style), f" {what}"), soft_wrap=True)
    if advice:
        err.print(f"  → {advice}", markup=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Write a value as JSON for programs: one line for a record, UTF-8 as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")

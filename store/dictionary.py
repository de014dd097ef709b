"""The data dictionary: every view, macro and table of the store with its columns, from their comments.

Each view and table macro comes with an example query and the rows that it gives on the example store.

    python -m store.dictionary > docs/dictionary.md
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from store.database import Store
from store.example import example_store
from store.export import Part, parts
from store.scripts import script, scripts

START: Final = (
    "facts", "league", "comparable", "evidence", "conflicts", "decisions", "coverage", "facts_as_of", "facts_between",
)  # fmt: skip
"""What people start from, in this order."""
SHOWN: Final = 6
"""Rows of an example that are shown."""
_MACRO: Final = re.compile(
    r"CREATE OR REPLACE MACRO (?P<name>\w+)\((?P<parameters>[^)]*)\) AS (?P<table>TABLE)?"
)


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: how it is called, what it is for, and the columns that it gives (none for one that gives a value)."""

    name: str
    signature: str
    comment: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A query that shows what a view or macro is good for."""

    about: str
    sql: str


def examples() -> dict[str, Example]:
    """Return the example of every view and macro that gives rows, by its name."""
    found = {}
    for name in scripts("examples"):
        about, _, sql = script(name).partition("\n")
        found[name.partition("/")[2]] = Example(about.removeprefix("-- "), sql.strip())
    return found


def macros(store: Store) -> dict[str, Macro]:
    """Return the macros of the store by name."""
    comments: dict[str, str | None] = dict(
        store.rows(
            "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal AND macro_definition <> ''"
        )
    )
    found = {}
    for name in scripts("views"):
        for match in _MACRO.finditer(script(name)):
            signature = f"{match['name']}({', '.join(p.strip() for p in match['parameters'].split(','))})"
            columns = _columns(store, match["name"], match["parameters"]) if match["table"] else ()
            found[match["name"]] = Macro(match["name"], signature, comments.get(match["name"]) or "", columns)
    return dict(sorted(found.items()))


def _columns(store: Store, name: str, parameters: str) -> tuple[tuple[str, str], ...]:
    needed = [p for p in parameters.split(",") if ":=" not in p]
    try:
        rows = store.rows(f"DESCRIBE FROM {name}({', '.join('NULL' for _ in needed)})")
    except duckdb.Error as error:
        raise ValueError(f"the macro {name} cannot be described: {error}") from error
    return tuple((row[0], row[1]) for row in rows)


def dictionary(store: Store) -> str:
    """Return the data dictionary in Markdown; the rows of its examples are those that the store gives."""
    known, called, shown = parts(store), macros(store), examples()
    lines = [
        "# Data dictionary",
        "",
        "Made from the comments in the schema by `python -m store.dictionary > docs/dictionary.md`; a test watches",
        "that it is up to date. The examples are run on a small store of invented articles",
        "([example.toml](../store/sql/examples/example.toml)); of their rows the first few are shown.",
        "How to open a store, and how it keeps time, is told in [store.md](store.md).",
        "",
        "Start here:",
        "",
        "| View or macro | What it is |",
        "|---|---|",
        *(f"| [`{name}`](#{name}) | {_cell(_comment(name, known, called))} |" for name in START),
        "",
        "## Views",
        "",
    ]
    for part in known.values():
        if part.is_view:
            lines += _part(part)
            lines += _example(store, shown[part.name])
    lines += ["## Table macros", ""]
    for macro in called.values():
        if macro.columns:
            lines += _macro(macro)
            lines += _example(store, shown[macro.name])
    lines += ["## Macros for values", "", "| Macro | What it gives |", "|---|---|"]
    lines += [f"| `{m.signature}` | {_cell(m.comment)} |" for m in called.values() if not m.columns]
    lines += ["", "## Tables", "", "What the views are made of.", ""]
    for part in known.values():
        if not part.is_view:
            lines += _part(part)
    return "\n".join(lines).rstrip() + "\n"


def _comment(name: str, known: Mapping[str, Part], called: Mapping[str, Macro]) -> str:
    return known[name].comment if name in known else called[name].comment


def _part(part: Part) -> Iterator[str]:
    yield from (
        f"### {part.name}",
        "",
        f"{part.comment}.",
        "",
        "| Column | Type | What it is |",
        "|---|---|---|",
    )
    for name, type_, comment in part.columns:
        yield f"| `{name}` | {_cell(type_)} | {_cell(comment)} |"
    yield ""


def _macro(macro: Macro) -> Iterator[str]:
    yield from (f"### {macro.name}", "", f"`{macro.signature}`", "", f"{macro.comment}.", "")
    yield "Columns: " + ", ".join(f"`{name}` {type_}" for name, type_ in macro.columns) + "."
    yield ""


def _example(store: Store, example: Example) -> Iterator[str]:
    yield from (example.about, "", "```sql", example.sql, "```", "")
    rows = store.records(example.sql)
    if rows:
        yield f"| {' | '.join(rows[0])} |"
        yield f"|{'---|' * len(rows[0])}"
    for row in rows[:SHOWN]:
        yield f"| {' | '.join(_cell(_value(value)) for value in row.values())} |"
    if len(rows) > SHOWN:
        yield f"\n… and {len(rows) - SHOWN} more."
    yield ""


def _value(value: Any) -> str:
    """A value as people read it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case list():
            return ", ".join(map(_value, value))
    return str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> None:
    """Write the dictionary to standard output, with the rows of the example store."""
    with tempfile.TemporaryDirectory() as folder, example_store(Path(folder) / "example.duckdb") as store:
        sys.stdout.write(dictionary(store))


if __name__ == "__main__":
    main()

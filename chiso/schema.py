"""What a store has to ask about: views, macros, columns, and the values that some columns can have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from store.database import Store

_FIRST: Final = ("facts", "evidence", "conflicts", "coverage", "league", "trend")
_VALUES: Final = {
    "index": "SELECT id FROM index_definition ORDER BY id",
    "province": "SELECT DISTINCT name FROM province ORDER BY name COLLATE vi",
    "subject": "SELECT id FROM subject ORDER BY id",
    "name": "SELECT name FROM subject ORDER BY name COLLATE vi",
    "kind": "SELECT DISTINCT kind FROM facts ORDER BY kind",
    "attribute": "SELECT DISTINCT attribute FROM fact ORDER BY attribute",
    "settled": "SELECT DISTINCT settled FROM fact ORDER BY settled",
    "component": "SELECT DISTINCT component FROM fact WHERE component IS NOT NULL ORDER BY component",
}


@dataclass(frozen=True, slots=True)
class Schema:
    """The names of a store, each with its comment; macros are written with their parenthesis."""

    all: Mapping[str, str]
    """Views, macros and tables, those to start from first."""
    columns: Mapping[str, Mapping[str, str]]
    """By the name of their view or table."""
    macros: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    """The values of some columns, by the name of the column."""


def schema_of(store: Store) -> Schema:
    """Read the names of a store."""
    from store.export import parts

    known = parts(store)
    macros = {
        str(name): str(comment or "")
        for name, comment in store.rows(
            """SELECT DISTINCT function_name, comment FROM duckdb_functions()
            WHERE NOT internal AND function_type = 'table_macro' ORDER BY function_name"""
        )
    }
    names = {name: part.comment for name, part in known.items()} | {f"{n}(": c for n, c in macros.items()}
    order = {name: place for place, name in enumerate(_FIRST)}
    ordered = sorted(names, key=lambda name: order.get(name.rstrip("("), len(order)))
    return Schema(
        {name: names[name] for name in ordered},
        {name: {column: comment for column, _, comment in part.columns} for name, part in known.items()},
        frozenset(macros),
        {column: tuple(str(v) for (v,) in store.rows(query)) for column, query in _VALUES.items()},
    )

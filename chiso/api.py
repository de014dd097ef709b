"""What analysts call from Python: the store as pandas DataFrames, in five functions.

    import chiso.api as chiso

    store = chiso.open_store("demo/chiso.duckdb")
    chiso.league(store, "PAR INDEX", 2024)
    chiso.trend(store, "Sơn La", "SIPAS")
    chiso.facts(store, index="PCI", component="all")
    chiso.evidence(store, "Sơn La:PAR INDEX:2024")

Subjects, indices and components are called as people call them; a name that nothing is called by raises
`normalize.errors.UserError` with the nearest names. What is not known gives an empty frame with the same columns.

Every frame has the columns and dtypes that `COLUMNS` lists for it, also where it is empty; a value that is not known
is `<NA>` (dates: `NaT`):

- whole numbers are `Int64`, words `string`, truth values `boolean`, dates `datetime64[s]`;
- scores and their changes are `Float64`. The store keeps them as DECIMAL(12, 4), and a binary float holds any such
  number exactly enough that rounding to four places gives it back; `score_text` has the score as published, with
  just the decimals that are known ("90.20"), for when the last digit counts;
- `conflict` holds a tuple of kinds, empty where nothing is amiss; `reasons` a dictionary from slot to reason.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from chiso.names import component_known, index_named, key_named, subject_named
from chiso.options import DEFAULT_STORE
from normalize.reference import load
from store.database import Store
from store.database import open_store as _open

__all__ = ["COLUMNS", "evidence", "facts", "league", "open_store", "trend"]

_INT, _TEXT, _REAL, _BOOL, _DAY, _OBJECT = "Int64", "string", "Float64", "boolean", "datetime64[s]", "object"
_FIGURES: Final = {
    "year": _INT, "rank": _INT, "ranked": _INT, "rank_change": _INT, "score": _REAL, "score_text": _TEXT,
    "unit": _TEXT, "score_change": _REAL, "group": _TEXT, "conflict": _OBJECT, "confidence": _REAL,
    "sources": _INT, "settled": _TEXT, "key": _TEXT,
}  # fmt: skip
_WHO: Final = {"name": _TEXT, "subject": _TEXT, "kind": _TEXT}

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "facts": {**_WHO, "index": _TEXT, "component": _TEXT, **_FIGURES},
    "league": {"name": _TEXT, "subject": _TEXT, **_FIGURES},
    "trend": {
        "name": _TEXT, "subject": _TEXT, **_FIGURES, "year_before": _INT, "rank_before": _INT, "score_before": _REAL,
        "new_territory": _BOOL,
    },
    "evidence": {
        "key": _TEXT, "name": _TEXT, "index": _TEXT, "component": _TEXT, "year": _INT, "attribute": _TEXT,
        "scope": _TEXT, "published_figure": _TEXT, "role": _TEXT, "said": _TEXT, "said_unit": _TEXT,
        "sentence": _TEXT, "value_start": _INT, "value_end": _INT, "title": _TEXT, "url": _TEXT, "source": _TEXT,
        "published": _DAY, "rule": _TEXT, "reasons": _OBJECT, "status": _TEXT, "rough": _BOOL,
        "confidence": _REAL, "witness": _TEXT, "weight": _REAL, "fact_id": _TEXT, "observation_id": _TEXT,
    },
}  # fmt: skip
"""The columns of each function's frame, in order, with their dtypes. Their meaning is that of the columns of the
view or macro of the same name, see the data dictionary; `score_text` is the score as published."""

_SCORE_TEXT: Final = "figure(score, score_decimals, NULL) AS score_text"


def open_store(path: str | Path | None = None) -> Store:
    """Open a store read-only; without a path the one that CHISO_STORE names, else data/chiso.duckdb.

    Use it as a context manager or close it. Raises a subclass of store.errors.StoreError with what to do.
    """
    return _open(Path(path or os.environ.get("CHISO_STORE") or DEFAULT_STORE), read_only=True)


def facts(
    store: Store,
    *,
    subject: str | None = None,
    index: str | None = None,
    year: int | None = None,
    component: str | None = None,
    kind: str | None = None,
) -> pd.DataFrame:
    """Return what is published, a row for each subject and edition; None leaves a filter out.

    `component` None means indices as wholes, "all" these and all their parts, a name that part (of `index`, which
    must be given then). `kind` is province, ministry, region or national. Ordered by index, component, year (latest
    first) and rank.
    """
    reference = load()
    found = index_named(index, reference) if index is not None else None
    asked = {
        "subject": subject_named(subject, reference) if subject is not None else None,
        "index": found.id if found else None,
        "year": year,
        "kind": kind,
        "all": component == "all",
        "part": None,
    }
    if component is not None and component != "all":
        if found is None:
            raise ValueError("a component is a part of an index: give the index too")
        asked["part"] = component_known(store, component, found)
    query = f"""
        SELECT *, {_SCORE_TEXT} FROM facts
        WHERE ($subject IS NULL OR subject = $subject OR subject IN
                (SELECT also FROM unit_known_as k WHERE k.subject = $subject))
            AND ($index IS NULL OR index = $index) AND ($year IS NULL OR year = $year)
            AND ($kind IS NULL OR kind = $kind) AND ($all OR component IS NOT DISTINCT FROM $part)
        ORDER BY index, component NULLS FIRST, year DESC, kind DESC, rank NULLS LAST, score DESC NULLS LAST, key
    """
    return _frame(store, "facts", query, asked)


def league(
    store: Store, index: str, year: int, component: str | None = None, who: str = "province"
) -> pd.DataFrame:
    """Return the league table of an edition, best first, of provinces, ministries or regions (`who`)."""
    found = index_named(index, load())
    asked = {"index": found.id, "year": year, "part": component_known(store, component, found), "who": who}
    query = f"""
        SELECT *, $year AS year, {_SCORE_TEXT} FROM league($index, $year, part := $part, who := $who)
        ORDER BY rank NULLS LAST, score DESC NULLS LAST, name COLLATE vi
    """
    return _frame(store, "league", query, asked)


def trend(store: Store, subject: str, index: str, component: str | None = None) -> pd.DataFrame:
    """Return one subject through the editions of an index, the earliest first, under every name it had.

    `new_territory` marks the editions in which it is another land than in the one known before: do not draw a line
    over it.
    """
    reference = load()
    found = index_named(index, reference)
    asked = {
        "subject": subject_named(subject, reference),
        "index": found.id,
        "part": component_known(store, component, found),
    }
    query = f"SELECT *, {_SCORE_TEXT} FROM trend($subject, $index, part := $part) ORDER BY year"
    return _frame(store, "trend", query, asked)


def evidence(store: Store, key: str | Iterable[str]) -> pd.DataFrame:
    """Return what speaks for and against the figures of one or several rows of facts, the strongest first.

    A key is the column `key` of the other frames, or said as people say it: "Hải Phòng:PAR INDEX:2023".
    """
    reference = load()
    keys = [key_named(k, reference) for k in ([key] if isinstance(key, str) else key)]
    query = """
        SELECT * FROM evidence WHERE list_contains($keys, key)
        ORDER BY list_position($keys, key), list_position(['score', 'rank', 'score_change', 'rank_change', 'group'],
            attribute), scope NULLS FIRST, list_position(['for', 'ground', 'against', 'aside'], role),
            abs(weight) DESC, published NULLS LAST, observation_id
    """
    return _frame(store, "evidence", query, {"keys": keys})


def _frame(store: Store, name: str, query: str, parameters: dict[str, Any]) -> pd.DataFrame:
    columns = COLUMNS[name]
    listed = ", ".join(f'"{column}"' for column in columns)
    with store.cursor() as cursor:
        found = cursor.execute(f"SELECT {listed} FROM ({query})", parameters).df()
    makers: dict[str, Callable[[Any], Any]] = {"conflict": tuple, "reasons": dict}
    for column in makers.keys() & columns.keys():
        cells = [makers[column](() if cell is None else cell) for cell in found[column]]
        found[column] = pd.Series(cells, index=found.index, dtype="object")
    return found.astype(dict(columns))

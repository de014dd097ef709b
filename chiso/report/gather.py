"""From the store to what the report knows of it: a query for each kind of thing, no more."""

from dataclasses import fields
from typing import Any, TypeVar

from chiso.report.known import Known
from chiso.report.model import (
    Change,
    Claim,
    Clash,
    Component,
    Fact,
    Index,
    Row,
    Score,
    Spell,
    Step,
    grouped,
)
from store.database import Store

T = TypeVar("T")

_QUERIES: dict[type, str] = {
    Index: "FROM index_definition ORDER BY short",
    Row: """FROM facts ORDER BY index, component NULLS FIRST, year, kind DESC, rank NULLS LAST, score DESC NULLS LAST,
        name COLLATE vi, key""",
    Fact: """FROM facts_long ORDER BY key, scope NULLS FIRST,
        list_position(['score', 'rank', 'score_change', 'rank_change', 'group'], attribute)""",
    Claim: """FROM evidence ORDER BY fact_id, list_position(['for', 'ground', 'against', 'rejected', 'aside'], role),
        abs(weight) DESC, published NULLS LAST, observation_id""",
    Clash: """FROM conflicts ORDER BY list_position(['open', 'settled', 'decided'], state),
        list_position(['high', 'medium', 'low'], severity), year DESC, index, kind, id""",
    Change: "FROM changes",
    Component: "FROM components",
    Score: "FROM sources_scorecard ORDER BY claims DESC, source",
    Spell: "FROM province ORDER BY name COLLATE vi, valid_from",
    Step: "FROM succession ORDER BY happened, to_slug, from_slug",
}


def gather(store: Store) -> Known:
    """Read all that a report is made of. An empty store gives an empty one."""
    facts, claims = _all(store, Fact), _all(store, Claim)
    expected = store.rows(
        "SELECT index, kind, year, expected FROM coverage WHERE component IS NULL AND expected IS NOT NULL"
    )
    articles, sources, fetched = store.rows(
        """SELECT (SELECT count(*) FROM article), (SELECT count(DISTINCT source_id) FROM article),
            (SELECT max(fetched_at) FROM retrieval)"""
    )[0]
    moment = store.rows("SELECT max(known_at) FROM moment")[0][0]
    return Known(
        store=store.path.name,
        moment=moment or fetched,
        indices=_all(store, Index),
        rows=_all(store, Row),
        facts=grouped(facts, lambda f: f.key),
        claims=grouped(claims, lambda c: c.fact_id),
        clashes=_all(store, Clash),
        changes={c.key: c for c in _all(store, Change)},
        components={c.key: c for c in _all(store, Component)},
        scorecard=_all(store, Score),
        spells=_all(store, Spell),
        steps=_all(store, Step),
        expected={(index, kind, year): count for index, kind, year, count in expected},
        names=dict(store.rows("SELECT id, name FROM subject")),
        articles=articles,
        sources=sources,
    )


def _all(store: Store, kind: type[T]) -> tuple[T, ...]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    listed = ", ".join(f'"{name}"' for name in names)
    rows = store.rows(f"SELECT {listed} {_QUERIES[kind]}")
    return tuple(kind(**dict(zip(names, map(_kept, row), strict=True))) for row in rows)


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value

"""Decisions in the store: a projection of the decision file, and the evidence to decide on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from normalize.ids import content_id
from store.database import Row, Store, append, mark, set_mark
from store.decisions import RULINGS, Decision, read_decision
from store.decisions_file import DecisionFile, DecisionFileError
from store.decisions_standing import DISPUTED, STANDS, standings
from store.runs import Problem
from store.tables import mark_unreconciled


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision on a fact stands on: the figures that are claimed, and a hash of who says what."""

    seen: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did: decisions that were new to the store, and those that the file lacked and got back.

    `problems` are lines that cannot be read, and trouble with the file.
    """

    added: int = 0
    returned: int = 0
    problems: tuple[Problem, ...] = ()


def ground(store: Store, fact_id: str) -> Ground:
    """Return the evidence that a decision on a fact would be made on now; empty where nothing is claimed."""
    found = store.query("ground", {"fact": fact_id})
    if not found:
        return Ground((), content_id("fingerprint"))
    return Ground(tuple(found[0]["seen"]), found[0]["fingerprint"])


def add_decisions(store: Store, decisions: Iterable[Decision]) -> int:
    """Add the decisions that the store does not have, note what is to be reconciled, and return how many.

    Adding the same again changes nothing, and the order in which decisions come does not matter. The table
    refuses updates and deletions.
    """
    with store.transaction() as cursor:
        return add(cursor, decisions)


def stored_decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions that the store has, in their order."""
    with store.cursor() as cursor:
        return _stored(cursor)


def replay(store: Store, file: DecisionFile) -> Replayed:
    """Bring store and file together: each gets what only the other has.

    So a store that was made anew has all decisions again, and a file that was lost or set back, too. Trouble
    with the file is returned and not raised: what the store has goes on to count.
    """
    try:
        contents = file.read()
    except DecisionFileError as error:
        return Replayed(problems=(Problem(error.where, error.what, error.to_do),))
    problems = tuple(
        Problem(
            f"{file.path}:{line.number}",
            line.why,
            "nothing is to be done: the next decision puts it aside"
            if line.torn
            else "put the line back from a copy of the file, or remove it; the other lines count",
        )
        for line in contents.bad
    )
    with store.cursor() as cursor:
        if mark(cursor, "decisions") == contents.digest or not (contents.decisions or _any(cursor)):
            return Replayed(problems=problems)
    with store.transaction() as cursor:
        added = add(cursor, contents.decisions)
        known = _stored(cursor)
        set_mark(cursor, "decisions", content_id("decisions", *sorted(d.id for d in known)))
    inside = {d.id for d in contents.decisions}
    missing = [d for d in known if d.id not in inside]
    if missing:
        try:
            file.append(lambda _: missing)
        except DecisionFileError as error:
            what = f"{len(missing)} decisions of the store are not in it, and cannot be written: {error.what}"
            return Replayed(added, 0, (*problems, Problem(error.where, what, error.to_do)))
    return Replayed(added, len(missing), problems)


def _any(cursor: duckdb.DuckDBPyConnection) -> bool:
    return bool(cursor.execute("FROM decision LIMIT 1").fetchall())


def _stored(cursor: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    rows = cursor.execute("SELECT record FROM decision ORDER BY seq, made_at, id").fetchall()
    return tuple(read_decision(row[0]) for row in rows)


def add(cursor: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> int:
    """Do what `add_decisions` does within a transaction."""
    known = {d.id: d for d in _stored(cursor)}
    new = sorted({d.id: d for d in decisions if d.id not in known}.values(), key=lambda d: d.order)
    append(cursor, "decision", map(_row, new))
    append(cursor, "decision_claim", (row for d in new for row in _claims(d)))
    known |= {d.id: d for d in new}
    now = {(id_, s.word, s.by) for id_, s in standings(known.values()).items()}
    before = set(cursor.execute("FROM decision_standing").fetchall())
    if now != before:
        cursor.execute("DELETE FROM decision_standing")
        append(cursor, "decision_standing", sorted(now, key=repr))
    moved = {d for row in now ^ before if (d := known.get(row[0]))} | set(new)
    mark_unreconciled(cursor, {(d.key.index, d.key.component) for d in moved})
    return len(new)


def _row(d: Decision) -> Row:
    k, value = d.key, d.value
    return (
        d.id, d.seq, d.verdict.value, k.id, k.subject, k.index, k.component, k.year, k.attribute, k.scope,
        value if isinstance(value, Decimal) else None, value if isinstance(value, str) else None, d.decimals,
        d.unit, list(d.also), d.slot, d.correction, d.source, d.why, d.who, d.when, d.conflict, list(d.seen),
        d.fingerprint, list(d.supersedes), d.until, d.batch, d.token, d.record,
    )  # fmt: skip


def _claims(d: Decision) -> Iterator[Row]:
    for position, c in enumerate(d.claims):
        yield (d.id, position, c.article, c.observation, c.subject, c.figure)


def standing_rulings(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return the rulings that are live, disputed ones too, by the id of their fact."""
    known = {d.id: d for d in decisions}
    found: dict[str, tuple[Decision, ...]] = {}
    for id_, standing in standings(known.values()).items():
        d = known[id_]
        if d.verdict in RULINGS and standing.word in (STANDS, DISPUTED):
            found[d.key.id] = tuple(sorted((*found.get(d.key.id, ()), d), key=lambda x: x.order))
    return found

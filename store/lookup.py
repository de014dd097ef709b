"""Looking things up: league tables, conflicts, and whatever an id or key leads to, with its evidence."""

from dataclasses import dataclass
from typing import Any

from store.database import Store
from store.errors import StoreError

Record = dict[str, Any]

SHORTEST = 4
"""Digits that the beginning of an id must have to be looked up."""
_MANY = 8


class NotFound(StoreError):
    """Nothing in the store is called so."""


class Ambiguous(StoreError):
    """The beginning of an id means several things; the advice lists them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All there is to show of one thing: published figures, what spoke for and against each, conflicts.

    `conflict` is set where a conflict was asked for, `observation` where a single observation was.
    """

    facts: tuple[Record, ...]
    evidence: tuple[Record, ...]
    conflicts: tuple[Record, ...]
    conflict: Record | None = None
    observation: Record | None = None


def league(
    store: Store, index: str, year: int, component: str | None = None, who: str = "province"
) -> list[Record]:
    """Return the rows of a league table, best first; `rivals` lists the conflicts of each."""
    asked = {"index": index, "year": year, "component": component, "who": who}
    return store.query("league", asked)


def editions(store: Store, index: str) -> list[Record]:
    """Return what is known of an index: component, year, kind of subject, and of how many."""
    return store.query("editions", {"index": index})


def conflicts(
    store: Store,
    kind: str | None = None,
    index: str | None = None,
    year: int | None = None,
    state: str | None = None,
) -> list[Record]:
    """Return the conflicts, the gravest first; None leaves a filter out."""
    return store.query("conflicts", {"kind": kind, "index": index, "year": year, "state": state})


def sheet_of_key(store: Store, key: str) -> Sheet:
    """Return what is known of a row of facts. Raises NotFound with the rows of the subject that are nearest."""
    found = _sheet(store, key=key)
    if not found.facts:
        raise NotFound("nothing is known of that", key, near_keys(store, key))
    return found


def near_keys(store: Store, key: str) -> str:
    """Return advice on a key that no row of facts has: the rows of its subject that are nearest."""
    near = store.query("near_keys", {"key": key, "many": _MANY})
    return f"known are: {', '.join(row['key'] for row in near)}" if near else "see chiso table"


def sheet_of_id(store: Store, prefix: str) -> Sheet:
    """Return what the id of a conflict, a figure or an observation leads to; its beginning is enough.

    Raises NotFound, or Ambiguous with the candidates.
    """
    what, id_ = found_by_id(store, prefix)
    sheet = _sheet(store, **{what: id_})
    if what == "conflict":
        one = store.records("SELECT * FROM conflicts WHERE id = ?", [id_])[0]
        return Sheet(sheet.facts, sheet.evidence, sheet.conflicts, conflict=one)
    if what == "observation":
        one = store.query("observation", {"id": id_})[0]
        return Sheet(sheet.facts, sheet.evidence, sheet.conflicts, observation=one)
    return sheet


def found_by_id(store: Store, prefix: str) -> tuple[str, str]:
    """Return what an id's beginning means, `conflict`, `fact` or `observation`, and the id.

    Raises NotFound, or Ambiguous with the candidates.
    """
    prefix = prefix.lower()
    found = store.query("find", {"prefix": prefix}) if len(prefix) >= SHORTEST else []
    if not found:
        former = store.query("find_former", {"prefix": prefix}) if len(prefix) >= SHORTEST else []
        if former:
            one = former[0]
            raise NotFound(
                f"this {one['what']} is no more, since {one['until']:%Y-%m-%d %H:%M:%S} UTC", prefix,
                f"it was: {one['words']}",
            )  # fmt: skip
        raise NotFound(
            "no conflict, figure or observation has an id that begins so",
            prefix,
            f"give {SHORTEST} digits or more of an id that chiso conflicts prints, or the key of a row of facts",
        )
    if len(found) > 1:
        listed = "; ".join(f"{f['what']} {f['id']}: {f['words']}" for f in found[:_MANY])
        more = f"; and {len(found) - _MANY} more" if len(found) > _MANY else ""
        raise Ambiguous(f"{len(found)} ids begin so", prefix, f"one of: {listed}{more}")
    return found[0]["what"], found[0]["id"]


def _sheet(
    store: Store,
    key: str | None = None,
    fact: str | None = None,
    conflict: str | None = None,
    observation: str | None = None,
) -> Sheet:
    asked = {"key": key, "fact": fact, "conflict": conflict, "observation": observation}
    facts = store.query("facts_of", asked)
    ids = [f["fact_id"] for f in facts]
    evidence = store.query("evidence_of", {"facts": ids})
    return Sheet(tuple(facts), tuple(evidence), tuple(store.query("conflicts_of", {"facts": ids})))

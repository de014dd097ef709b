"""Which decisions stand: a pure function of all of them, whatever the order they came in.

A decision is live unless a live one supersedes it; so whoever undoes an undo is back where they were. Of the live
rulings on one fact only the last of each reviewer counts; where those of two reviewers differ, all are disputed
and none is applied until somebody supersedes them. Rejections of claims stand beside each other, and beside
rulings. A postponement stands until something else is decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from store.decisions import REJECTIONS, RULINGS, Decision, Verdict
from store.reconcile.claim import Key

STANDS: Final = "stands"
DISPUTED: Final = "disputed"
REPLACED: Final = "replaced"
UNDONE: Final = "undone"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one decision stands, and which other one makes it so (None for one that stands)."""

    word: str
    by: str | None = None


def standings(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """Return how each decision stands, by its id."""
    known = {d.id: d for d in decisions}
    found = _superseded(known)
    facts: dict[Key, list[Decision]] = {}
    for d in sorted(known.values(), key=lambda d: d.order):
        if d.id not in found:
            facts.setdefault(d.key, []).append(d)
    for live in facts.values():
        found |= _on_one_fact(live)
    return {id_: found[id_] for id_ in sorted(found)}


def _superseded(known: Mapping[str, Decision]) -> dict[str, Standing]:
    """Those that a live decision supersedes. A decision names only older ones, so nobody supersedes itself."""
    over: dict[str, list[str]] = {id_: [] for id_ in known}
    named = {d.id: known.keys() & set(d.supersedes) for d in known.values()}
    for id_, names in named.items():
        for name in names:
            over[name].append(id_)
    left = {id_: len(by) for id_, by in over.items()}
    ready = [id_ for id_, count in left.items() if not count]
    found: dict[str, Standing] = {}
    while ready:
        d = known[ready.pop()]
        live = [known[by] for by in over[d.id] if by not in found]
        if live:
            last = max(live, key=lambda n: n.order)
            found[d.id] = Standing(UNDONE if last.verdict is Verdict.UNDO else REPLACED, last.id)
        for name in named[d.id]:
            left[name] -= 1
            if not left[name]:
                ready.append(name)
    return found


def _on_one_fact(live: list[Decision]) -> dict[str, Standing]:
    """How the live decisions on one fact, in their order, stand to each other."""
    found = {d.id: Standing(STANDS) for d in live}
    last_of: dict[str, Decision] = {}
    for d in live:
        if d.verdict in RULINGS:
            if d.who in last_of:
                found[last_of[d.who].id] = Standing(REPLACED, d.id)
            last_of[d.who] = d
    rulings = sorted(last_of.values(), key=lambda d: d.order)
    if len({(d.value, d.unit) for d in rulings}) > 1:
        for d in rulings:
            other = next(o for o in reversed(rulings) if (o.value, o.unit) != (d.value, d.unit))
            found[d.id] = Standing(DISPUTED, other.id)
    acting = [d for d in live if d.verdict in RULINGS | REJECTIONS]
    for d in live:
        if d.verdict is Verdict.DEFER:
            later = [o for o in live if o.order > d.order and (o in acting or o.verdict is Verdict.DEFER)]
            if later:
                found[d.id] = Standing(REPLACED, later[-1].id)
    return found

"""The process that the fuzzer of the store kills: it does what it is told on standard input, a JSON line each.

It answers each line with one of its own once the thing is done. Started as `python fuzz_worker.py FOLDER`.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from store_samples import REFERENCE, page

from store.database import Store, open_store
from store.decisions import Claimed, Decision, Verdict
from store.decisions_file import Contents, DecisionFile
from store.decisions_table import ground
from store.errors import StoreError
from store.load import load
from store.reconcile.claim import Key
from store.rows import Loaded
from store.upkeep import bring_up_to_date

Order = dict[str, Any]
NAME = "s.duckdb"
WHEN = datetime(2025, 6, 1)


def item(order: Order) -> Loaded:
    """The page that an order brings, read by the rules that it names."""
    stated = tuple((slug, attribute, value) for slug, attribute, value in order["stated"])
    made = page(*stated, url=order["url"], minutes=order["minutes"], index=order["index"], year=order["year"])
    kept = (o for i, o in enumerate(made.observations) if i not in order["missed"])
    return made._replace(observations=tuple(replace(o, confidence=order["sure"]) for o in kept))


def upkeep(store: Store, order: Order) -> None:
    """What follows every change; the clock goes as it likes."""
    clock: Callable[[], datetime] = lambda: WHEN + timedelta(hours=order["clock"])  # noqa: E731
    bring_up_to_date(store, "fuzz", REFERENCE, clock=clock)


def bring(folder: Path, order: Order) -> Order:
    """Load a page; where the order leaves upkeep out, a later one makes up for it."""
    with open_store(folder / NAME) as store:
        load(store, [item(order)], REFERENCE)
        if order["upkeep"]:
            upkeep(store, order)
    return {}


def refill(folder: Path, order: Order) -> Order:
    """Load many pages into a store that is made anew."""
    with open_store(folder / NAME) as store:
        load(store, map(item, order["pages"]), REFERENCE)
        upkeep(store, order)
    return {}


def keep(folder: Path, order: Order) -> Order:
    """Only upkeep."""
    with open_store(folder / NAME) as store:
        upkeep(store, order)
    return {}


@contextmanager
def full_disk(folder: Path, room: int) -> Iterator[None]:
    """No file may grow by more than `room` bytes over what the largest one has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max((f.stat().st_size for f in folder.iterdir()), default=0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def bring_to_a_full_disk(folder: Path, order: Order) -> Order:
    """Load a page where there is no room; it is said that it failed, if it did."""
    try:
        with full_disk(folder, order["room"]):
            return bring(folder, order) | {"kept": True}
    except StoreError as error:
        return {"kept": False, "why": str(error)}


def decide(folder: Path, order: Order) -> Order:
    """Rule on some published figure, or take a decision back. One wish is one decision, be it told twice."""
    file = DecisionFile.of(folder / NAME)
    with open_store(folder / NAME) as store:

        def make(known: Contents) -> list[Decision]:
            if any(d.token == order["token"] for d in known.decisions):
                return []
            seq = max((d.seq for d in known.decisions), default=0) + 1
            when = WHEN + timedelta(hours=order["clock"])
            more = {"seq": seq, "when": when, "who": order["who"], "token": order["token"]}
            return [d for d in [decision(store, known, order, more)] if d]

        file.append(make)
        if order["upkeep"]:
            upkeep(store, order)
    return {"records": [d.record for d in file.read().decisions if d.token == order["token"]]}


def decision(store: Store, known: Contents, order: Order, more: dict[str, Any]) -> Decision | None:
    pick: int = order["pick"]
    if order["do"] == "undo":
        if not known.decisions:
            return None
        former = known.decisions[pick % len(known.decisions)]
        return Decision(key=former.key, verdict=Verdict.UNDO, supersedes=(former.id,), **more)
    facts = store.rows(
        "SELECT fact_id, subject, index, component, year, attribute, scope, unit FROM facts_long ORDER BY fact_id"
    )
    if not facts:
        return None
    id_, *at, unit = facts[pick % len(facts)]
    seen = ground(store, id_)
    more |= {"key": Key(*at), "seen": seen.seen, "fingerprint": seen.fingerprint, "why": "fuzz"}
    if order["verdict"] == "misread":
        claims = store.rows(
            "SELECT r.article_id, o.id, o.subject, figure(o.value, o.stated_decimals, o.label) FROM fact_evidence e "
            "JOIN observation o ON o.id = e.observation_id JOIN revision r ON r.id = o.revision_id "
            "WHERE e.fact_id = ? AND e.role IN ('for', 'against') ORDER BY o.id",
            [id_],
        )
        if not claims:
            return None
        claim = Claimed(*claims[pick % len(claims)])
        return Decision(verdict=Verdict.MISREAD, claims=(claim,), slot="value", **more)
    if order["verdict"] == "none" or not seen.seen:
        return Decision(verdict=Verdict.NONE, **more)
    return Decision(verdict=Verdict.CLAIM, figure=seen.seen[pick % len(seen.seen)], unit=unit, **more)


DO: dict[str, Callable[[Path, Order], Order]] = {
    "bring": bring, "full": bring_to_a_full_disk, "refill": refill, "keep": keep, "decide": decide, "undo": decide,
}  # fmt: skip


def main(folder: Path) -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(DO[order["do"]](folder, order)), flush=True)


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    assert datetime.now(UTC)
    main(Path(sys.argv[1]))

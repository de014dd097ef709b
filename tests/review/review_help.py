"""A small store of two pages that disagree, and short words for deciding in it."""

from datetime import datetime, timedelta
from typing import Any

from store_samples import REFERENCE, key, page

from review.case import Case, case_of
from review.decision import Choice
from review.desk import Taken, decide, undo
from store.database import Store
from store.decisions_file import DecisionFile
from store.load import load
from store.rows import Loaded
from store.upkeep import bring_up_to_date

SCORE, RANK, GROUP = key().id, key(attribute="rank").id, key(attribute="group").id
START = datetime(2025, 6, 1, 9)
PAGES = (
    page(("son-la", "score", "91.87"), ("son-la", "rank", 12), ("son-la", "group", "A")),
    page(("son-la", "score", "91.81"), url="https://b.vn/2"),
)


def keep(store: Store, *items: Loaded) -> None:
    load(store, items, REFERENCE)
    bring_up_to_date(store, "ingest", REFERENCE)


def clock() -> datetime:
    clock.ticks += 1  # type: ignore[attr-defined]
    return START + timedelta(seconds=clock.ticks)  # type: ignore[attr-defined]


clock.ticks = 0  # type: ignore[attr-defined]


def take(store: Store, choice: Choice, fact: str = SCORE, **more: Any) -> Taken:
    given: dict[str, Any] = {"who": "lan", "why": "so", "clock": clock, "reference": REFERENCE}
    return decide(store, case_of(store, fact), choice, **(given | more))


def back(store: Store, which: str | None = None, **more: Any) -> Taken:
    given: dict[str, Any] = {"who": "lan", "clock": clock, "reference": REFERENCE}
    return undo(store, which, **(given | more))


def published(store: Store, fact: str = SCORE) -> tuple[Any, ...]:
    return store.rows("SELECT figure, settled FROM facts_long WHERE fact_id = ?", [fact])[0]


def claim(case: Case, figure: str) -> str:
    return str(case.claims_of(figure)[0]["observation_id"])


def kept(store: Store) -> int:
    return len(DecisionFile.of(store.path).read().decisions)

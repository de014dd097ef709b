"""Why a figure is what it is: every number of it is there, and they add up."""

import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from store_samples import REFERENCE, key, page

from review.case import case_of
from review.decision import Choice
from review.desk import decide
from review.why import REASONS, SETTLED, Why, why
from store.database import Store, open_store
from store.decisions import Verdict
from store.load import load
from store.lookup import NotFound
from store.reconcile import outcome
from store.upkeep import bring_up_to_date

SAYS = "Hai báo cùng đăng một bài dài hơn mười hai chữ để thấy rằng bài này chép của bài kia"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        load(
            opened,
            [
                page(("son-la", "score", "91.87"), ("son-la", "rank", 12), extra=SAYS),
                page(("son-la", "score", "91.87"), ("son-la", "rank", 12), extra=SAYS, url="https://b.vn/2"),
                page(("son-la", "score", "91.81"), url="https://c.vn/3"),
                page(
                    ("son-la", "score", "1.20"),
                    ("ha-noi", "score_change", "1.50"),
                    url="https://d.vn/4",
                    year=2025,
                ),
                page(("ha-noi", "score", "90.00"), url="https://e.vn/5"),
            ],
            REFERENCE,
        )
        bring_up_to_date(opened, "ingest", REFERENCE)
        yield opened


def one(store: Store, attribute: str = "score", subject: str = "son-la", year: int = 2024) -> Why:
    [found] = why(store, key(subject, year=year).text, attribute)
    return found


def test_a_reprint_is_no_witness_of_its_own(store: Store) -> None:
    found = one(store)
    assert [(w.role, w.figure, len(w.claims)) for w in found.witnesses] == [
        ("for", "91.87", 2), ("against", "91.81", 1),
    ]  # fmt: skip
    assert found.witnesses[0].weight > 0 > found.witnesses[1].weight


def test_the_parts_add_up_to_the_confidence(store: Store) -> None:
    for attribute in ("score", "rank"):
        found = one(store, attribute)
        assert found.total is not None
        parts = [found.total.start, *(w.weight for w in found.witnesses), *(r.weight for r in found.reasons)]
        assert math.fsum(parts) == pytest.approx(found.total.log_odds)
        assert 1 / (1 + math.exp(-found.total.log_odds)) == pytest.approx(found.total.confidence, abs=1e-4)
        assert found.total.confidence == found.case.fact["confidence"]


def test_where_a_reviewer_decided_nothing_is_weighed(store: Store) -> None:
    case = case_of(store, key().id)
    decide(
        store, case, Choice(Verdict.CLAIM, figure="91.81"), who="lan", why="so", reference=REFERENCE,
        clock=lambda: datetime(2030, 1, 1),
    )  # fmt: skip
    found = one(store)
    assert (found.total, found.words) == (None, SETTLED["decided"])
    assert found.decision is not None
    assert (found.decision["reviewer"], found.decision["reason"]) == ("lan", "so")
    assert [v["settled"] for v in found.versions][-1] == "decided"


def test_a_derived_figure_rests_on_its_grounds(store: Store) -> None:
    found = one(store, subject="ha-noi", year=2025)
    assert (found.case.fact["figure"], found.case.fact["settled"]) == ("91.50", "derived")
    assert [(g.key.year, g.key.attribute) for g in found.grounds] == [(2024, "score"), (2025, "score_change")]
    assert found.total is None


def test_the_record_is_plain(store: Store) -> None:
    told = json.loads(json.dumps(one(store).record(), default=str))
    assert told["fact"]["figure"] == "91.87"
    assert told["ground"]["seen"] == ["91.81", "91.87"]
    assert {w["role"] for w in told["witnesses"]} == {"for", "against"}


def test_every_way_to_settle_and_every_reason_has_words() -> None:
    ways = {
        outcome.SINGLE, outcome.AGREED, outcome.MOST_PRECISE, outcome.STATED, outcome.WITHIN_BOUNDS, outcome.MAJORITY,
        outcome.WEIGHED, outcome.OPEN, outcome.DECIDED, outcome.DERIVED,
    }  # fmt: skip
    assert set(SETTLED) == ways
    folder = Path(outcome.__file__).parent / "support"
    cast = {kind for p in folder.glob("*.py") for kind in re.findall(r'Vote\("(\w+)"', p.read_text("utf-8"))}
    assert cast == set(REASONS)


def test_what_is_not_published(store: Store) -> None:
    with pytest.raises(NotFound, match="nothing is published about that") as caught:
        why(store, key(year=1999).text)
    assert key().text in caught.value.to_do

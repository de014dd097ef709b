"""What was known at any time: the history keeps what was published, whatever comes later, whatever the clock says."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NAMES, REFERENCE, key, page

from store.database import Store, open_store
from store.decisions import Decision, Verdict
from store.decisions_file import DecisionFile
from store.decisions_table import ground
from store.history import (
    Moment,
    changes,
    changes_at,
    conflict_changes,
    conflict_changes_at,
    history_of,
    moments,
    record_history,
)
from store.load import load
from store.reconciling import reconcile_store
from store.rows import Loaded
from store.upkeep import bring_up_to_date

NOON = datetime(2025, 6, 1, 12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


def keep(store: Store, *items: Loaded, at: datetime = NOON) -> Moment | None:
    load(store, items, REFERENCE)
    return bring_up_to_date(store, "ingest", REFERENCE, clock=lambda: at).moment


def as_of(store: Store, moment: datetime) -> list[Any]:
    return store.rows("SELECT * FROM facts_as_of(?) ORDER BY ALL", [moment])


def now(store: Store) -> list[Any]:
    return store.rows("SELECT * FROM facts ORDER BY ALL")


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def test_what_was_published_is_known_for_ever(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.87"), ("son-la", "rank", 2)))
    first = now(store)
    keep(store, page(("son-la", "score", "91.81"), url="https://b.vn/2"), at=hours(1))
    second = now(store)
    assert first != second
    assert as_of(store, hours(-1)) == []
    assert as_of(store, NOON) == as_of(store, hours(0.99)) == first
    assert as_of(store, hours(1)) == as_of(store, hours(999)) == second


def test_nothing_new_is_no_moment(store: Store) -> None:
    assert keep(store) is None
    item = page(("son-la", "score", "91.87"))
    made = keep(store, item)
    assert made == Moment(NOON, "ingest", 1, 0, 0, 0)
    assert keep(store, item, at=hours(1)) is None
    reconcile_store(store, REFERENCE, everything=True)
    assert record_history(store, "reconcile", lambda: hours(2)) is None
    assert [(m["known_at"], m["cause"], m["facts_from"]) for m in moments(store)] == [(NOON, "ingest", 1)]


def test_a_clock_that_is_set_back(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.87")), at=hours(5))
    before = now(store)
    made = keep(store, page(("ha-noi", "score", "90"), url="https://b.vn/2"), at=hours(1))
    assert made is not None
    assert made.known_at == hours(5) + timedelta(microseconds=1)
    assert made.late == timedelta(hours=4)
    assert as_of(store, hours(5)) == before
    assert as_of(store, made.known_at) == now(store)
    assert store.rows("SELECT clock FROM moment ORDER BY known_at") == [(hours(5),), (hours(1),)]
    same = keep(store, page(("da-nang", "score", "90"), url="https://c.vn/3"), at=made.known_at)
    assert same is not None
    assert same.known_at > made.known_at


def test_the_history_of_a_figure_with_what_changed_it(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.87"), ("son-la", "rank", 2)))
    keep(store, page(("son-la", "score", "91.81"), url="https://b.vn/2"), at=hours(1))
    found = ground(store, key().id)
    DecisionFile.of(store.path).append(
        lambda _: [
            Decision(
                key(), Verdict.CLAIM, "lan", hours(2), "so", figure="91.81", unit="percent", seen=found.seen
            )
        ]
    )
    bring_up_to_date(store, "decide", REFERENCE, clock=lambda: hours(2))
    keep(
        store,
        page(("ha-noi", "rank", 3), minutes=9),
        page(("ha-noi", "rank", 3), url="https://b.vn/2", minutes=9),
        at=hours(3),
    )
    rows = history_of(store, key().text)
    told = [
        (r["attribute"], r["figure"], r["settled"], r["cause"], r["known_from"], r["known_to"]) for r in rows
    ]
    assert told[:3] == [
        ("score", "91.87", "single", "ingest", NOON, hours(1)),
        ("score", told[1][1], "open", "ingest", hours(1), hours(2)),
        ("score", "91.81", "decided", "decide", hours(2), hours(3)),
    ]
    ranks = told[3:]  # weighed anew where its score became more or less sure
    assert {r[:3] for r in ranks} == {("rank", "2", "single")}
    assert (ranks[0][4], ranks[-1][5]) == (NOON, hours(3))
    assert [r[5] for r in ranks[:-1]] == [r[4] for r in ranks[1:]]
    assert [(r["reviewer"], r["reason"], r["verdict"]) for r in rows[2:3]] == [("lan", "so", "claim")]
    assert history_of(store, key().text, "rank") == rows[3:]
    assert history_of(store, "province/nobody:PAR:2024") == []


def test_the_difference_of_two_moments(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.87"), ("ha-noi", "rank", 1)))
    keep(store, page(("son-la", "score", "91.81"), ("da-nang", "rank", 3), minutes=5), at=hours(1))
    keep(store, page(("son-la", "score", "91.81"), url="https://b.vn/2", extra="Báo khác"), at=hours(2))
    found = {(r["key"], r["attribute"]): r for r in changes(store, NOON, hours(1))}
    assert {k[0].split(":")[0]: r["what"] for k, r in found.items()} == {
        "province/son-la": "changed", "province/da-nang": "new", "province/ha-noi": "gone",
    }  # fmt: skip
    row = found[(key().text, "score")]
    assert (row["figure_before"], row["figure_after"], row["unit_after"]) == ("91.87", "91.81", "percent")
    assert [r["what"] for r in changes_at(store, hours(2))] == ["settled"]
    assert changes(store, hours(2), hours(9)) == []
    back = {r["key"]: r["what"] for r in changes(store, hours(1), NOON)}
    assert back[key("da-nang").text] == "gone"


def test_conflicts_open_and_close(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.87")))
    keep(store, page(("son-la", "score", "91.81"), url="https://b.vn/2"), at=hours(1))
    keep(store, page(("son-la", "score", "91.87"), url="https://b.vn/2", minutes=9), at=hours(2))
    assert [(c["what"], c["kind"]) for c in conflict_changes_at(store, hours(1))] == [("opened", "value")]
    assert [(c["what"], c["kind"], c["state_before"]) for c in conflict_changes_at(store, hours(2))] == [
        ("closed", "value", "open"), ("opened", "revision", None),
    ]  # fmt: skip
    assert [(c["what"], c["kind"]) for c in conflict_changes(store, NOON, hours(2))] == [
        ("opened", "revision")
    ]
    assert store.rows("SELECT figures, known_from, known_to FROM conflict_history WHERE kind = 'value'") == [
        (["91.81", "91.87"], hours(1), hours(2))
    ]


def test_an_upkeep_that_was_cut_off_is_made_up_for(store: Store) -> None:
    load(store, [page(("son-la", "score", "91.87"))], REFERENCE)
    reconcile_store(store, REFERENCE)  # and then the process dies
    assert as_of(store, hours(9)) == []
    keep(store)
    assert as_of(store, NOON) == now(store) != []


ARTICLES = st.tuples(
    st.sampled_from(list(NAMES)[:3]), st.sampled_from(["score", "rank"]), st.integers(1, 3), st.integers(1, 4),
    st.integers(-3, 9),
)  # fmt: skip


@settings(deadline=None, max_examples=15)
@given(st.lists(ARTICLES, min_size=1, max_size=7), st.randoms())
def test_every_moment_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, told: list[Any], chance: random.Random
) -> None:
    """Pages come and are edited, the clock jumps about: each moment gives what was published then."""
    path = tmp_path_factory.mktemp("h") / "s.duckdb"
    seen: list[tuple[datetime, list[Any], list[Any]]] = []
    with open_store(path) as store:
        for minute, (slug, attribute, value, article, clock) in enumerate(told):
            item = page((slug, attribute, value), url=f"https://a.vn/{article}", minutes=minute)
            if made := keep(store, item, at=hours(clock)):
                long = store.rows("SELECT * FROM facts_long ORDER BY ALL")
                seen.append((made.known_at, now(store), long))
        assert [m for m, _, _ in seen] == sorted({m for m, _, _ in seen})
        for moment, facts, long in seen:
            assert as_of(store, moment) == facts
            assert store.rows("SELECT * FROM facts_long_as_of(?) ORDER BY ALL", [moment]) == long
        a, b = sorted(chance.choices(range(len(seen)), k=2))
        before, after = ({r[0]: r for r in seen[i][2]} for i in (a, b))
        keys = {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
        assert {r["fact_id"] for r in changes(store, seen[a][0], seen[b][0])} == keys
        [(open_,)] = store.rows("SELECT count(*) FROM fact_history WHERE known_to IS NULL")
        assert open_ == len(seen[-1][2])

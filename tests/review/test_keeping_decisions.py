"""Decisions, the store and the disk; and the cases that are decided on."""

from datetime import datetime
from pathlib import Path

import pytest
from review_help import PAGES, SCORE, back, claim, keep, published, take
from store_samples import REFERENCE, key

from review.case import cases
from review.decision import Choice
from review.errors import AlreadyDecided
from store.checks import run_checks
from store.database import Store, open_store
from store.decisions import Verdict
from store.decisions_file import DecisionFile, DecisionFileError
from store.lookup import NotFound
from store.upkeep import bring_up_to_date


def test_with_the_store_open_for_reading_a_decision_waits(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        keep(store, *PAGES)
    with open_store(path, read_only=True) as store:
        result = take(store, Choice(Verdict.CLAIM, figure="91.81"))
        assert result.waiting
        assert published(store)[1] == "open"
    with open_store(path) as store:
        bring_up_to_date(store, "ingest", REFERENCE)
        assert published(store) == ("91.81", "decided")


def test_a_decision_file_that_was_lost_comes_back_with_the_next_decision(store: Store) -> None:
    first = take(store, Choice(Verdict.CLAIM, figure="91.81")).decisions[0]
    DecisionFile.of(store.path).path.unlink()
    with pytest.raises(AlreadyDecided):
        take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh")
    assert [d.id for d in DecisionFile.of(store.path).read().decisions] == [first.id]
    DecisionFile.of(store.path).path.unlink()
    assert back(store).decisions[0].supersedes == (first.id,)
    assert published(store)[1] == "open"


def test_a_decision_that_cannot_be_kept_is_not_taken(store: Store) -> None:
    before = published(store)
    DecisionFile.of(store.path).path.mkdir()
    with pytest.raises(DecisionFileError, match="cannot be written"):
        take(store, Choice(Verdict.NONE))
    assert published(store) == before


def test_a_clock_that_was_set_back_is_told_and_nothing_goes_wrong(store: Store) -> None:
    take(store, Choice(Verdict.CLAIM, figure="91.81"), clock=lambda: datetime(2030, 1, 1))
    result = take(store, Choice(Verdict.CLAIM, figure="91.87"), clock=lambda: datetime(2029, 1, 1))
    assert published(store) == ("91.87", "decided")
    [problem] = result.problems
    assert (problem.place, "behind" in problem.reason) == ("the clock", True)
    assert [c["attribute"] for c in result.changes if c["what"] == "changed"] == ["score"]
    assert not any(run_checks(store).values())


def test_a_case_from_a_conflict_a_figure_an_observation_and_a_key(store: Store) -> None:
    [conflict] = store.rows("SELECT id FROM conflicts")[0]
    [case] = cases(store, conflict[:8])
    assert case.key == key()
    assert [c["figure"] for c in case.claims] == sorted(
        (c["figure"] for c in case.claims), key=lambda f: f != case.fact["figure"]
    )
    assert [c["kind"] for c in case.conflicts] == ["value"]
    assert cases(store, SCORE) == (case,)
    assert cases(store, claim(case, "91.81")) == (case,)
    assert [c.key.attribute for c in cases(store, key().text)] == ["score", "rank", "group"]
    with pytest.raises(NotFound):
        cases(store, "province/nowhere:PAR:2024")
    with pytest.raises(NotFound):
        cases(store, "0000")

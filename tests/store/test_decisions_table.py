"""Decisions in the store: replayed from the file and back, applied, stale, vanished, rejected."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from store_samples import REFERENCE, dump, key, page

from store.checks import run_checks
from store.database import Store, open_store
from store.decisions import Claimed, Decision, Verdict
from store.decisions_file import DecisionFile
from store.decisions_table import add_decisions, ground, replay, standing_rulings, stored_decisions
from store.load import load
from store.rows import Loaded
from store.upkeep import Upkeep, bring_up_to_date


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    return DecisionFile(tmp_path / "s.decisions.jsonl")


def keep(store: Store, *items: Loaded) -> Upkeep:
    load(store, items, REFERENCE)
    return bring_up_to_date(store, "ingest", REFERENCE)


def decide(store: Store, file: DecisionFile, figure: str | None, **more: Any) -> Decision:
    found = ground(store, key().id)
    seq = max((d.seq for d in file.read().decisions), default=0) + 1
    given: dict[str, Any] = {
        "verdict": Verdict.CLAIM if figure else Verdict.NONE, "who": "lan", "when": datetime(2025, 6, 1), "why": "so",
        "unit": "percent" if figure else None,
    }  # fmt: skip
    made = Decision(
        key=key(), figure=figure, seq=seq, seen=found.seen, fingerprint=found.fingerprint, **(given | more)
    )
    file.append(lambda _: [made])
    return made


def state(store: Store) -> tuple[Any, ...]:
    return store.rows("SELECT figure, settled, stale FROM facts_long WHERE subject = 'province/son-la'")[0]


def states(store: Store) -> list[str]:
    return [s for (s,) in store.rows("SELECT state FROM decisions ORDER BY seq")]


TWO = (page(("son-la", "score", "91.87")), page(("son-la", "score", "91.81"), url="https://b.vn/2"))


def test_the_file_is_replayed_with_every_upkeep(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    kept = keep(store)
    assert (kept.replayed.added, kept.replayed.returned, kept.problems) == (1, 0, ())
    assert state(store) == ("91.81", "decided", False)
    assert states(store) == ["applied"]
    again = keep(store)
    assert (again.replayed.added, again.moment, again.reconciled.leagues) == (0, None, 0)


def test_a_store_that_is_made_anew_has_all_decisions_again(
    store: Store, file: DecisionFile, tmp_path: Path
) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    keep(store)
    with open_store(tmp_path / "new.duckdb") as new:
        load(new, TWO, REFERENCE)
        bring_up_to_date(new, "ingest", REFERENCE, file=file)
        left_out = ["migration", "moment", "fact_history", "conflict_history"]
        assert dump(new, without=left_out) == dump(store, without=left_out)


def test_a_file_that_was_lost_comes_back_from_the_store(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    made = [decide(store, file, "91.81"), decide(store, file, "91.87", who="minh")]
    keep(store)
    file.path.unlink()
    assert keep(store).replayed.returned == 2
    assert list(file.read().decisions) == made
    assert states(store) == ["disputed", "disputed"]


def test_a_file_that_was_set_back_gets_what_it_lacks_and_keeps_what_it_has(
    store: Store, file: DecisionFile
) -> None:
    keep(store, *TWO)
    first = decide(store, file, "91.81")
    former = file.path.read_bytes()
    second = decide(store, file, "91.87", supersedes=(first.id,))
    keep(store)
    file.path.write_bytes(former)
    third = decide(store, file, None, who="hoa", supersedes=(first.id,))
    kept = keep(store)
    assert (kept.replayed.added, kept.replayed.returned) == (1, 1)
    assert set(file.read().decisions) == {first, second, third} == set(stored_decisions(store))
    assert states(store) == ["replaced", "disputed", "disputed"]


def test_a_garbled_line_is_reported_mended_from_the_store_and_the_rest_counts(
    store: Store, file: DecisionFile
) -> None:
    keep(store, *TWO)
    made = decide(store, file, "91.81")
    keep(store)
    file.path.write_bytes(file.path.read_bytes().replace(b"91.81", b"91.82", 1))
    kept = keep(store)
    [problem] = kept.problems
    assert problem.place == f"{file.path}:1"
    assert "it was changed" in problem.reason
    assert "put the line back" in problem.advice
    assert kept.replayed.returned == 1
    assert file.read().decisions == (made,)
    assert state(store) == ("91.81", "decided", False)
    assert len(keep(store).problems) == 1
    file.path.write_text(made.record + "\n", "utf-8")
    assert keep(store).problems == ()


def test_trouble_with_the_file_does_not_stop_the_rest(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    keep(store)
    file.path.unlink()
    file.path.mkdir()
    kept = keep(store, page(("ha-noi", "score", "90.1"), url="https://c.vn/3"))
    assert [p.place for p in kept.problems] == [str(file.path)]
    assert kept.reconciled.facts == 2
    assert state(store) == ("91.81", "decided", False)


def test_a_full_disk_on_the_way_back_is_reported(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    keep(store)
    file.path.write_bytes(b"")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with store.transaction() as cursor:
        cursor.execute("DELETE FROM meta WHERE name = 'decisions'")
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        found = replay_only(store, file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "1 decisions of the store are not in it" in found
    assert keep(store).replayed.returned == 1


def replay_only(store: Store, file: DecisionFile) -> str:
    """A replay where nothing is to be written to the store, so that only the file meets the limit."""
    import store.decisions_table as table

    real, table.set_mark = table.set_mark, lambda *_: None
    try:
        return replay(store, file).problems[0].reason
    finally:
        table.set_mark = real


def test_adding_in_any_order_gives_the_same(store: Store, file: DecisionFile, tmp_path: Path) -> None:
    keep(store, *TWO)
    made = [
        decide(store, file, "91.81"),
        decide(store, file, "91.87", who="minh"),
        decide(store, file, None, who="hoa"),
    ]
    keep(store)
    with open_store(tmp_path / "other.duckdb") as other:
        load(other, TWO, REFERENCE)
        for d in reversed(made):
            assert add_decisions(other, [d, d]) == 1
        assert add_decisions(other, made) == 0
        for table in ("decision", "decision_standing", "decision_claim"):
            assert sorted(other.rows(f"FROM {table}"), key=repr) == sorted(
                store.rows(f"FROM {table}"), key=repr
            )
    assert [d.who for d in standing_rulings(made)[key().id]] == ["lan", "minh", "hoa"]


# when a decision no longer holds


def test_more_that_agrees_is_applied_and_noted(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    keep(store)
    assert store.rows("SELECT evidence_changed, seen_then, seen_now FROM decisions") == [
        (False, ["91.81", "91.87"], ["91.81", "91.87"])
    ]
    keep(store, page(("son-la", "score", "91.8"), url="https://c.vn/3"))
    assert state(store) == ("91.81", "decided", False)
    assert store.rows("SELECT state, evidence_changed, seen_now FROM decisions") == [
        ("applied", True, ["91.8", "91.81", "91.87"])
    ]


def test_contradicted_it_is_stale_with_old_and_new_side_by_side(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    made = decide(store, file, "91.81")
    keep(store, page(("son-la", "score", "95"), url="https://c.vn/3"))
    assert state(store)[2] is True
    assert store.rows("SELECT state, figure, seen_then, seen_now FROM decisions") == [
        ("stale", "91.81", ["91.81", "91.87"], ["91.81", "91.87", "95"])
    ]
    assert store.rows("SELECT kind, state FROM conflict") == [("value", "open")]
    decide(store, file, "91.81", supersedes=(made.id,))
    keep(store)
    assert states(store) == ["replaced", "applied"]


def test_a_decision_on_what_nobody_claims_any_more(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    keep(store)
    gone = [replace(i.article, text=i.article.text + "Đã sửa.\n") for i in TWO]
    edited = [
        Loaded(replace(i.snapshot, body=a.text.encode(), fetched_at=datetime(2025, 7, 1)), a, ())
        for i, a in zip(TWO, gone, strict=True)
    ]
    keep(store, *edited)
    assert store.rows("SELECT count(*) FROM fact") == [(0,)]
    assert store.rows("SELECT state, seen_now FROM decisions") == [("vanished", [])]
    keep(store, *(i._replace(snapshot=replace(i.snapshot, fetched_at=datetime(2025, 8, 1))) for i in TWO))
    assert states(store) == ["applied"]
    assert state(store) == ("91.81", "decided", False)


def test_disputed_rulings_are_not_applied(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    lan = decide(store, file, "91.81")
    minh = decide(store, file, "91.87", who="minh")
    keep(store)
    assert state(store)[1:] == ("open", False)
    assert states(store) == ["disputed", "disputed"]
    assert store.rows("SELECT by_decision FROM decisions ORDER BY seq") == [(minh.id,), (lan.id,)]
    decide(store, file, "91.81", who="hoa", supersedes=(lan.id, minh.id))
    keep(store)
    assert state(store) == ("91.81", "decided", False)
    assert store.rows("SELECT conflict FROM facts") == [([],)]


def test_reviewers_who_agree_are_one_ruling(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    decide(store, file, "91.81")
    last = decide(store, file, "91.81", who="minh")
    keep(store)
    assert states(store) == ["applied", "applied"]
    assert store.rows("SELECT decision_id FROM fact") == [(last.id,)]


# claims that do not count


def rejection(store: Store, file: DecisionFile, verdict: Verdict, url: str = "https://b.vn/2") -> Decision:
    [(article, observation, figure)] = store.rows(
        "SELECT r.article_id, o.id, figure(o.value, o.stated_decimals, o.label) FROM observation o "
        "JOIN revision r ON r.id = o.revision_id JOIN article a ON a.id = r.article_id WHERE a.url = ?",
        [url],
    )
    claims = (Claimed(article, observation, "province/son-la", figure),)
    slot = "value" if verdict is Verdict.MISREAD else None
    return decide(store, file, None, verdict=verdict, claims=claims, slot=slot)


@pytest.mark.parametrize("verdict", [Verdict.MISREAD, Verdict.SOURCE_ERROR])
def test_a_rejected_claim_does_not_count_and_can_still_be_seen(
    store: Store, file: DecisionFile, verdict: Verdict
) -> None:
    keep(store, *TWO)
    assert state(store)[1] == "open"
    made = rejection(store, file, verdict)
    keep(store)
    assert state(store) == ("91.87", "single", False)
    assert states(store) == ["applied"]
    assert store.rows("FROM conflict") == []
    assert store.rows("SELECT role, said, weight FROM evidence ORDER BY role") == [
        ("for", "91.87", store.rows("SELECT weight FROM fact_evidence")[0][0]), ("rejected", "91.81", 0.0),
    ]  # fmt: skip
    assert not any(run_checks(store).values())
    back = Decision(key(), Verdict.UNDO, "lan", datetime(2025, 6, 2), seq=2, supersedes=(made.id,))
    file.append(lambda _: [back])
    keep(store)
    assert state(store)[1] == "open"
    assert states(store) == ["undone", "applied"]


def test_a_rejection_survives_another_reading_and_another_text_of_the_article(
    store: Store, file: DecisionFile
) -> None:
    keep(store, *TWO)
    rejection(store, file, Verdict.MISREAD)
    keep(store)
    again = page(("son-la", "score", "91.81"), url="https://b.vn/2", rule="another", confidence=0.5)
    keep(store, again)
    assert state(store) == ("91.87", "single", False)
    edited = page(("ha-noi", "rank", 3), ("son-la", "score", "91.81"), url="https://b.vn/2", minutes=9)
    keep(store, edited)
    assert state(store) == ("91.87", "single", False)
    assert states(store) == ["applied"]


def test_a_rejection_is_moot_once_the_claim_is_not_made(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    rejection(store, file, Verdict.MISREAD)
    keep(store, page(("son-la", "score", "91.87"), url="https://b.vn/2", minutes=9))
    assert states(store) == ["moot"]
    assert state(store) == ("91.87", "single", False)


def test_the_same_slip_elsewhere_comes_back_to_the_queue(store: Store, file: DecisionFile) -> None:
    keep(store, *TWO)
    rejection(store, file, Verdict.SOURCE_ERROR)
    keep(store, page(("son-la", "score", "91.81"), url="https://c.vn/3", extra="Báo khác"))
    assert store.rows("SELECT kind, state FROM conflict") == [("value", "open")]


# guards


TABLES = ["decision", "decision_claim"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = 'x'", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_decisions_are_guarded_also_in_a_copy(
    store: Store, file: DecisionFile, tmp_path: Path, table: str, statement: str
) -> None:
    keep(store, *TWO)
    rejection(store, file, Verdict.SOURCE_ERROR)
    keep(store)
    copy = tmp_path / "copy.duckdb"
    with store.cursor() as cursor:
        cursor.execute(f"ATTACH '{copy}' AS copy")
        cursor.execute("COPY FROM DATABASE s TO copy")
        cursor.execute("DETACH copy")
    sql = statement.format(table, "reason" if table == "decision" else "figure")
    with open_store(copy) as other:
        for each in (store, other):
            before = each.rows(f"FROM {table}")
            with pytest.raises(duckdb.Error, match="append-only"), each.transaction() as cursor:
                cursor.execute(sql)
            assert each.rows(f"FROM {table}") == before != []

"""Several reviewers: who may rule over whom, what has changed since one looked, who is first."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from review_help import GROUP, PAGES, SCORE, back, keep, kept, published, take
from store_samples import REFERENCE, page

from review.case import case_of
from review.decision import Choice
from review.desk import decide
from review.errors import AlreadyDecided, EvidenceMoved
from store.database import Store, open_store
from store.decisions import Verdict
from store.decisions_file import DecisionFile
from store.lookup import NotFound
from store.upkeep import bring_up_to_date


def test_the_ruling_of_somebody_else_is_not_replaced_without_saying_so(store: Store) -> None:
    first = take(store, Choice(Verdict.CLAIM, figure="91.81")).decisions[0]
    with pytest.raises(AlreadyDecided, match=r"lan ruled 91\.81") as caught:
        take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh")
    assert [d.id for d in caught.value.decisions] == [first.id]
    assert kept(store) == 1
    [made] = take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh", instead=True).decisions
    assert made.supersedes == (first.id,)
    assert published(store) == ("91.87", "decided")
    back(store, who="minh")
    assert published(store) == ("91.81", "decided")


def test_an_own_ruling_is_replaced(store: Store) -> None:
    first = take(store, Choice(Verdict.CLAIM, figure="91.81")).decisions[0]
    [made] = take(store, Choice(Verdict.NONE)).decisions
    assert made.supersedes == (first.id,)
    assert published(store) == (None, "decided")


def test_a_second_opinion_that_differs_makes_a_dispute_and_a_third_settles_it(store: Store) -> None:
    take(store, Choice(Verdict.CLAIM, figure="91.81"))
    assert (
        take(store, Choice(Verdict.CLAIM, figure="91.81"), who="hoa", second=True).decisions[0].supersedes
        == ()
    )
    assert published(store) == ("91.81", "decided")
    result = take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh", second=True)
    assert published(store)[1] == "open"
    assert [c["state_after"] for c in result.conflicts] == ["open"]
    states = [d["state"] for d in case_of(store, SCORE).standing]
    assert states == ["disputed"] * 3
    take(store, Choice(Verdict.CLAIM, figure="91.87"), who="eva", instead=True)
    assert published(store) == ("91.87", "decided")
    assert [d["state"] for d in case_of(store, SCORE).decisions] == [
        "applied",
        "replaced",
        "replaced",
        "replaced",
    ]


def test_a_stale_ruling_gives_way_to_anybody(store: Store) -> None:
    take(store, Choice(Verdict.CLAIM, figure="91.81"))
    keep(store, page(("son-la", "score", "80"), url="https://c.vn/3"))
    assert [d["state"] for d in case_of(store, SCORE).standing] == ["stale"]
    [made] = take(store, Choice(Verdict.CLAIM, figure="80"), who="minh").decisions
    assert len(made.supersedes) == 1
    assert published(store) == ("80", "decided")


def test_evidence_that_moved_is_told_and_nothing_is_written(store: Store) -> None:
    case = case_of(store, SCORE)
    keep(store, page(("son-la", "score", "80"), url="https://c.vn/3"))
    with pytest.raises(EvidenceMoved, match=r"claimed are now: 80, 91\.81, 91\.87"):
        take(store, Choice(Verdict.CLAIM, figure="91.81"), expect=case.ground.fingerprint)
    assert kept(store) == 0
    now = case_of(store, SCORE)
    assert take(store, Choice(Verdict.CLAIM, figure="91.81"), expect=now.ground.fingerprint).decisions


def test_a_figure_that_is_not_published_any_more(store: Store) -> None:
    case = case_of(store, GROUP)
    keep(store, page(("son-la", "score", "91.87"), ("son-la", "rank", 12), minutes=9))
    with pytest.raises(NotFound, match="not published any more"):
        decide(
            store, case, Choice(Verdict.NONE), who="lan", expect=case.ground.fingerprint, reference=REFERENCE
        )
    assert kept(store) == 0


def test_of_two_who_look_at_once_the_second_is_told(store: Store) -> None:
    seen = [d["id"] for d in case_of(store, SCORE).standing]
    take(store, Choice(Verdict.CLAIM, figure="91.81"), knows=seen)
    with pytest.raises(AlreadyDecided, match="decided meanwhile, by lan"):
        take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh", knows=seen, instead=True)
    with pytest.raises(AlreadyDecided, match="decided meanwhile, by lan"):
        take(store, Choice(Verdict.CLAIM, figure="91.81"), knows=seen)
    assert kept(store) == 1
    knows = [d["id"] for d in case_of(store, SCORE).standing]
    take(store, Choice(Verdict.CLAIM, figure="91.87"), who="minh", knows=knows, instead=True)


def test_one_wish_is_one_decision(store: Store) -> None:
    first = take(store, Choice(Verdict.CLAIM, figure="91.81"), token="t1")
    again = take(store, Choice(Verdict.CLAIM, figure="91.81"), token="t1")
    assert (first.again, again.again) == (False, True)
    assert [d.id for d in again.decisions] == [d.id for d in first.decisions]
    assert back(store, token="t2").again is False
    assert back(store, token="t2").again is True
    assert kept(store) == 2


def _decide_in_process(path: str, who: str, barrier: Any, results: Any) -> None:
    file = DecisionFile.of(Path(path))
    with open_store(Path(path), read_only=True) as store:
        case = case_of(store, SCORE)
        barrier.wait()
        try:
            decide(
                store,
                case,
                Choice(Verdict.CLAIM, figure="91.81"),
                who=who,
                knows=[],
                file=file,
                reference=REFERENCE,
            )
            results.put((who, "taken"))
        except AlreadyDecided:
            results.put((who, "told"))


def test_two_processes_deciding_at_once_make_one_decision(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        keep(store, *PAGES)
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(3), context.Queue()
    processes = [
        context.Process(target=_decide_in_process, args=(str(path), who, barrier, results))
        for who in ("a", "b", "c")
    ]
    for process in processes:
        process.start()
    told = sorted(results.get(timeout=60)[1] for _ in processes)
    for process in processes:
        process.join()
    assert told == ["taken", "told", "told"]
    assert len(DecisionFile.of(path).read().decisions) == 1
    with open_store(path) as store:
        bring_up_to_date(store, "decide", REFERENCE)
        assert published(store) == ("91.81", "decided")

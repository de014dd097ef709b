"""Taking decisions: every verdict, who may rule over whom, undo, and what is refused with nothing written."""

import multiprocessing
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import REFERENCE, key, page

from normalize.errors import UserError
from review.case import Case, case_of, cases
from review.decision import Choice
from review.desk import Taken, decide, decide_all, undo
from review.errors import AlreadyDecided, BadChoice, EvidenceMoved, NoSuchDecision
from review.figures import typed_figure
from store.checks import run_checks
from store.database import Store, open_store
from store.decisions import Verdict
from store.decisions_file import DecisionFile, DecisionFileError
from store.load import load
from store.lookup import NotFound
from store.rows import Loaded
from store.upkeep import bring_up_to_date

SCORE, RANK, GROUP = key().id, key(attribute="rank").id, key(attribute="group").id
START = datetime(2025, 6, 1, 9)
PAGES = (
    page(("son-la", "score", "91.87"), ("son-la", "rank", 12), ("son-la", "group", "A")),
    page(("son-la", "score", "91.81"), url="https://b.vn/2"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        keep(opened, *PAGES)
        yield opened


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


# verdicts


def test_take_the_claim_that_is_right(store: Store) -> None:
    result = take(store, Choice(Verdict.CLAIM, figure="91,81"), why="bảng của Bộ")
    [made] = result.decisions
    assert (made.figure, made.unit, made.seen, made.why) == (
        "91.81",
        "percent",
        ("91.81", "91.87"),
        "bảng của Bộ",
    )
    assert [c.figure for c in made.claims] == ["91.81"]
    assert published(store) == ("91.81", "decided")
    [change] = [c for c in result.changes if c["attribute"] == "score"]
    assert {c["what"] for c in result.changes if c is not change} <= {"weighed"}
    assert (change["what"], change["attribute"], change["figure_before"], change["figure_after"]) in [
        ("changed", "score", "91.87", "91.81"), ("settled", "score", "91.81", "91.81"),
    ]  # fmt: skip
    assert [(c["kind"], c["state_before"], c["state_after"]) for c in result.conflicts] == [
        ("value", "open", "decided")
    ]


def test_take_a_claim_by_its_id_or_several_that_agree(store: Store) -> None:
    keep(store, page(("son-la", "score", "91.8"), url="https://c.vn/3", extra="khác"))
    case = case_of(store, SCORE)
    ids = (claim(case, "91.8")[:8], claim(case, "91.81"))
    [made] = take(store, Choice(Verdict.CLAIM, claims=ids)).decisions
    assert (made.figure, [c.figure for c in made.claims]) == ("91.81", ["91.8", "91.81"])
    with pytest.raises(BadChoice, match=r"claims differ: 91.87 and 91.81|claims differ: 91.81 and 91.87"):
        take(store, Choice(Verdict.CLAIM, claims=(claim(case, "91.87"), claim(case, "91.81"))))


def test_another_figure_with_its_source(store: Store) -> None:
    [made] = take(store, Choice(Verdict.VALUE, figure="91,85%", source="https://moha.example/1")).decisions
    assert (made.figure, made.source, made.claims) == ("91.85", "https://moha.example/1", ())
    assert published(store) == ("91.85", "decided")


def test_no_figure_is_right(store: Store) -> None:
    take(store, Choice(Verdict.NONE))
    assert published(store) == (None, "decided")


def test_preliminary_and_final(store: Store) -> None:
    [made] = take(store, Choice(Verdict.BOTH, figure="91.87")).decisions
    assert (made.figure, made.also) == ("91.87", ("91.81",))
    assert published(store) == ("91.87", "decided")
    assert store.rows("SELECT conflict FROM facts") == [([],)]
    with pytest.raises(BadChoice, match="no other figure is claimed"):
        take(store, Choice(Verdict.BOTH, figure="12"), RANK)


@pytest.mark.parametrize("verdict", [Verdict.MISREAD, Verdict.SOURCE_ERROR])
def test_claims_that_do_not_count(store: Store, verdict: Verdict) -> None:
    case = case_of(store, SCORE)
    slot = "value" if verdict is Verdict.MISREAD else None
    choice = Choice(verdict, claims=(claim(case, "91.81"),), slot=slot, correction="91,87" if slot else None)
    [made] = take(store, choice).decisions
    assert (made.figure, made.slot, [c.figure for c in made.claims]) == (None, slot, ["91.81"])
    assert published(store) == ("91.87", "single")
    now = case_of(store, SCORE)
    assert [(c["figure"], c["role"]) for c in now.claims] == [("91.87", "for"), ("91.81", "rejected")]
    with pytest.raises(AlreadyDecided, match="rejected already"):
        take(store, choice, who="minh")
    back(store)
    assert published(store)[1] == "open"


def test_put_off_with_a_note_changes_nothing_and_is_remembered(store: Store) -> None:
    result = take(store, Choice(Verdict.DEFER, until=datetime(2030, 1, 1).date()), why="hỏi Sở Nội vụ")
    assert (result.changes, result.conflicts) == ((), ())
    assert [(d["verdict"], d["state"]) for d in case_of(store, SCORE).standing] == [("defer", "deferred")]
    take(store, Choice(Verdict.COMMENT), why="đã hỏi")
    take(store, Choice(Verdict.CLAIM, figure="91.87"))
    assert [(d["verdict"], d["state"]) for d in case_of(store, SCORE).decisions] == [
        ("claim", "applied"), ("comment", "noted"), ("defer", "replaced"),
    ]  # fmt: skip
    assert [d["verdict"] for d in case_of(store, SCORE).standing] == ["claim"]


def test_a_group_and_a_rank(store: Store) -> None:
    take(store, Choice(Verdict.VALUE, figure="nhóm B", source="bảng"), GROUP)
    take(store, Choice(Verdict.VALUE, figure="hạng 13/63", source="bảng"), RANK)
    assert (published(store, GROUP), published(store, RANK)) == (("B", "decided"), ("13", "decided"))


def test_reprints_are_rejected_together(store: Store) -> None:
    reprint = page(("son-la", "score", "91.81"), url="https://c.vn/3")
    keep(store, reprint)
    case = case_of(store, SCORE)
    one = next(c for c in case.claims if c["figure"] == "91.81")
    cluster = case.reprints_of(one)
    assert len(cluster) == 2
    take(store, Choice(Verdict.SOURCE_ERROR, claims=tuple(c["observation_id"] for c in cluster)))
    assert published(store) == ("91.87", "single")


# what does not fit

BAD: list[tuple[Choice, dict[str, Any], str]] = [
    (Choice(Verdict.CLAIM), {}, "which claim"),
    (Choice(Verdict.CLAIM, figure="90"), {}, "nobody claims 90"),
    (Choice(Verdict.CLAIM, figure="chín mươi"), {}, "is no score"),
    (Choice(Verdict.CLAIM, claims=("ffffffff",)), {}, "no claim about it is called"),
    (Choice(Verdict.CLAIM, claims=("f",)), {}, "called|too short"),
    (Choice(Verdict.VALUE, figure="91,85"), {}, "needs a source"),
    (Choice(Verdict.VALUE, figure="9185", source="x"), {}, "outside of the scale, 0 to 100"),
    (Choice(Verdict.VALUE, figure="91,12345", source="x"), {}, "more decimals"),
    (Choice(Verdict.VALUE, figure="", source="x"), {}, "is no score"),
    (Choice(Verdict.VALUE, figure="64", source="x"), {"fact": RANK}, "rank 64 is outside of 1 to 63"),
    (Choice(Verdict.VALUE, figure="0", source="x"), {"fact": RANK}, "rank 0 is outside"),
    (Choice(Verdict.VALUE, figure="1,5", source="x"), {"fact": RANK}, "more decimals"),
    (Choice(Verdict.VALUE, figure=" ", source="x"), {"fact": GROUP}, "needs a label"),
    (Choice(Verdict.MISREAD, claims=("x",)), {}, "what of it was misread"),
    (Choice(Verdict.MISREAD, slot="year"), {}, "which claim"),
    (Choice(Verdict.SOURCE_ERROR), {}, "which claim"),
    (Choice(Verdict.DEFER), {"why": " "}, "a note needs words"),
    (Choice(Verdict.DEFER, until=datetime(2020, 1, 1).date()), {}, "is past"),
    (Choice(Verdict.COMMENT), {"why": ""}, "a note needs words"),
    (Choice(Verdict.UNDO), {}, "taken back by its id"),
    (Choice(Verdict.NONE), {"who": "  "}, "needs a name"),
]


@pytest.mark.parametrize(("choice", "more", "words"), BAD, ids=[f"{c.verdict}: {w}" for c, _, w in BAD])
def test_a_choice_that_does_not_fit_is_refused(
    store: Store, choice: Choice, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadChoice, match=words) as caught:
        take(store, choice, **more)
    assert isinstance(caught.value, UserError)
    assert caught.value.to_do
    assert kept(store) == 0


FIGURES = [
    ("91,87", "score", "91.87"), ("91.87%", "score", "91.87"), ("  091,8 điểm", "score", "91.8"),
    ("0,5", "score", "0.5"),
    ("12", "rank", "12"), ("hạng 12/63", "rank", "12"), ("thứ 2", "rank", "2"), ("−4 bậc", "rank_change", "-4"),
    ("giảm 4 bậc", "rank_change", "-4"), ("+4", "rank_change", "4"), ("-1,72%", "score_change", "-1.72"),
    ("nhóm A", "group", "A"), ("Khá", "group", "Khá"), ("Group B", "group", "B"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attribute", "figure"), FIGURES)
def test_figures_as_people_type_them(text: str, attribute: str, figure: str) -> None:
    assert typed_figure(text, key(attribute=attribute), REFERENCE) == figure


# several reviewers


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


# what has changed since one looked


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


# undo


def test_undo_is_a_decision_and_can_be_undone(store: Store) -> None:
    before = published(store)
    made = take(store, Choice(Verdict.NONE)).decisions[0]
    [undone] = back(store, made.id[:6]).decisions
    assert (undone.verdict, undone.supersedes) == (Verdict.UNDO, (made.id,))
    assert published(store) == before
    with pytest.raises(AlreadyDecided, match="undone by lan") as caught:
        back(store, made.id)
    assert undone.id[:8] in caught.value.to_do
    back(store, undone.id)
    assert published(store) == (None, "decided")
    assert kept(store) == 3


def test_undo_without_a_name_takes_back_the_last_of_ones_own(store: Store) -> None:
    take(store, Choice(Verdict.NONE))
    take(store, Choice(Verdict.NONE), RANK)
    take(store, Choice(Verdict.NONE), GROUP, who="minh")
    assert back(store).decisions[0].key.attribute == "rank"
    assert back(store).decisions[0].key.attribute == "score"
    with pytest.raises(NoSuchDecision, match="no decision of lan stands"):
        back(store)
    assert published(store, GROUP) == (None, "decided")


@pytest.mark.parametrize(
    ("which", "words"), [("ffffffff", "no decision has an id"), ("a", "an id|too short")]
)
def test_undo_of_nothing(store: Store, which: str, words: str) -> None:
    take(store, Choice(Verdict.NONE))
    with pytest.raises(NoSuchDecision, match=words):
        back(store, which)


def test_what_is_decided_in_one_go_is_taken_back_in_one_go(store: Store) -> None:
    both = [(case_of(store, f), Choice(Verdict.NONE)) for f in (SCORE, RANK)]
    made = decide_all(store, both, who="lan", clock=clock, reference=REFERENCE, token="t").decisions
    assert len({d.batch for d in made}) == 1
    assert [d.token for d in made] == ["t", "t.1"]
    assert len(back(store).decisions) == 2
    assert (published(store)[1], published(store, RANK)[1]) == ("open", "single")
    again = decide_all(store, both, who="lan", clock=clock, reference=REFERENCE).decisions
    assert len(back(store, again[0].id, only=True).decisions) == 1
    assert published(store, RANK) == (None, "decided")


def test_one_bad_choice_of_several_and_none_is_kept(store: Store) -> None:
    both = [
        (case_of(store, SCORE), Choice(Verdict.NONE)),
        (case_of(store, RANK), Choice(Verdict.CLAIM, figure="99")),
    ]
    with pytest.raises(BadChoice):
        decide_all(store, both, who="lan", reference=REFERENCE)
    assert kept(store) == 0


# the store and the disk


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


# cases


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

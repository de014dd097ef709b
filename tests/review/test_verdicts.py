"""What each verdict decides, and what it leaves."""

from datetime import datetime

import pytest
from review_help import GROUP, RANK, SCORE, back, claim, keep, published, take
from store_samples import page

from review.case import case_of
from review.decision import Choice
from review.errors import AlreadyDecided, BadChoice
from store.database import Store
from store.decisions import Verdict


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

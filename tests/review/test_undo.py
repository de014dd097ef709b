"""Taking decisions back, and what is decided in one go."""

import pytest
from review_help import GROUP, RANK, SCORE, back, clock, kept, published, take
from store_samples import REFERENCE

from review.case import case_of
from review.decision import Choice
from review.desk import decide_all
from review.errors import AlreadyDecided, BadChoice, NoSuchDecision
from store.database import Store
from store.decisions import Verdict


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

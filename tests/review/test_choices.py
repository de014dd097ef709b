"""A choice that does not fit is refused in words with nothing written; figures are as people type them."""

from datetime import datetime
from typing import Any

import pytest
from review_help import GROUP, RANK, kept, take
from store_samples import REFERENCE, key

from normalize.errors import UserError
from review.decision import Choice
from review.errors import BadChoice
from review.figures import typed_figure
from store.database import Store
from store.decisions import Verdict

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

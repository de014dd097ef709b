"""Conflict `reprint`: copies of one text that differ."""

from datetime import date

import pytest
from conflict_samples import outcome
from store_samples import claim

from store.reconcile.claim import Claim


def test_copies_of_one_text_that_differ_are_a_reprint() -> None:
    first = claim("91.87", article="b", text="t", published=date(2025, 4, 1))
    later = claim("91.78", article="a", text="t", published=date(2025, 4, 3))
    [found] = outcome(first, later).conflicts
    assert (found.kind, found.severity, found.state) == ("reprint", "high", "open")
    assert "đầu tiên b.vn (01/04/2025), sau đó a.vn (03/04/2025)" in found.vi
    assert "first b.vn (01/04/2025), then a.vn (03/04/2025)" in found.en
    assert {m.observation for m in found.members} == {first.id, later.id}


def test_a_reprint_beside_other_sources_is_told_in_the_conflict_of_values() -> None:
    copies = [claim("91.87", article="b", text="t"), claim("91.78", article="a", text="t")]
    [found] = outcome(*copies, claim("91.87", article="c")).conflicts
    assert found.kind == "value"
    assert "Bản in lại khác con số" in found.vi


@pytest.mark.parametrize(
    "claims",
    [
        [claim(v, article=a, text="t", start=i) for a in "ab" for i, v in enumerate(("91.87", "91.78"))],
        [claim("91.87"), claim("91.78", start=9)],
        [claim("91.87"), claim("91.78", article="b")],
    ],
    ids=["both give both", "one article", "two texts"],
)
def test_what_is_no_reprint(claims: list[Claim]) -> None:
    [found] = outcome(*claims).conflicts
    assert found.kind == "value"
    assert "in lại" not in found.vi

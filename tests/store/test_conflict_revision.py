"""Conflict `revision`: a page that said one figure says another now."""

from decimal import Decimal

import pytest
from conflict_samples import score
from store_samples import REFERENCE, claim, key

from store.reconcile.claim import Claim, Ruling
from store.reconcile.outcome import Conflict
from store.reconcile.whole import reconcile


def revised(*now: Claim, before: list[Claim], rulings: tuple[Ruling, ...] = ()) -> list[Conflict]:
    found = reconcile(now, rulings, REFERENCE, former=before)
    return [c for c in found.conflicts if c.kind == "revision"]


def test_a_page_that_changed_its_figure() -> None:
    before, now = claim("90.23", id="old"), claim("90.32")
    [alone] = revised(now, before=[before])
    assert (alone.severity, alone.state) == ("medium", "settled")
    assert {m.observation for m in alone.members} == {"old", now.id}
    assert "a.vn trước viết 90,23%, nay sửa thành 90,32%." in alone.vi
    assert "a.vn said 90.23% before and says 90.32% now." in alone.en
    [backed] = revised(now, claim("90.32", article="b"), before=[before])
    assert (backed.severity, backed.state) == ("low", "settled")
    others = [claim("90.23", article=a) for a in "bcd"]
    [outvoted] = revised(now, *others, before=[before])
    assert (outvoted.severity, outvoted.state) == ("medium", "open")
    assert "Con số đang công bố là 90,23%" in outvoted.vi
    ruled = Ruling("r", key(), Decimal("90.32"), 2, "percent", ("90.23", "90.32"))
    [decided] = revised(now, *others, before=[before], rulings=(ruled,))
    assert (decided.severity, decided.state) == ("low", "decided")


NOT_REVISED: list[tuple[str, list[Claim], list[Claim]]] = [
    ("it says so still", [claim("90.32"), claim("90.23", start=9)], [claim("90.23", id="old")]),
    ("it says it more exactly", [claim("90.23")], [claim("90.2", id="old")]),
    ("it says it in another unit", [claim("90.23", unit="point")], [claim("90.23", id="old")]),
    ("it says it no more", [score("ha-noi", "80")], [claim("90.23", id="old")]),
    ("it was only implied", [claim("90.32")], [claim("90.23", id="old", status="implied")]),
    ("it was only rough", [claim("99")], [claim("90", id="old", rough=True)]),
    ("another page says it", [claim("90.32")], [claim("90.23", article="b", id="old")]),
]


@pytest.mark.parametrize(("name", "now", "before"), NOT_REVISED, ids=[n[0] for n in NOT_REVISED])
def test_what_is_no_revision(name: str, now: list[Claim], before: list[Claim]) -> None:
    assert revised(*now, before=before) == []

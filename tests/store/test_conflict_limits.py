"""Conflicts `bounds`, `group` and `mean`: figures that scale, groups or the provinces rule out."""

import pytest
from conflict_samples import conflicts, group, rank, score
from store_samples import claim, key

from store.reconcile.claim import Claim

BOUNDS = [
    (score("son-la", "102.5"), True),
    (score("son-la", "100"), False),
    (score("son-la", "1.5", index="DTI"), True),
    (rank("son-la", 64), True),
    (rank("son-la", 64, ranked=64), False),
    (rank("son-la", 12, ranked=11), True),
    (rank("son-la", 35, year=2025), True),
    (claim(35, key("son-la", "rank", year=2025), ranked=63), False),
    (claim("50", key(index="PCI", component="minh-bach")), True),
]


@pytest.mark.parametrize(("said", "wrong"), BOUNDS, ids=[str(i) for i in range(len(BOUNDS))])
def test_bounds(said: Claim, wrong: bool) -> None:
    found = conflicts("bounds", said)
    assert bool(found) is wrong
    if wrong:
        assert found[0].severity == "high"
        assert "thang điểm" in found[0].vi or "được xếp hạng" in found[0].vi


GROUPS: list[tuple[list[Claim], str | None]] = [
    ([score("son-la", "90.02"), group("B")], "medium"),
    ([score("son-la", "90.02"), group("A")], None),
    ([score("son-la", "90.02"), group("a")], None),
    ([score("son-la", "89.96"), group("A")], "medium"),
    ([score("son-la", "90.0"), group("B")], None),  # may be 89,96
    ([score("son-la", "79"), group("B")], "medium"),
    ([score("son-la", "90.02"), group("khá")], None),
    ([score("son-la", "90.02"), group("B", status="implied")], "low"),
]


@pytest.mark.parametrize(("claims", "severity"), GROUPS)
def test_group(claims: list[Claim], severity: str | None) -> None:
    found = conflicts("group", *claims)
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert "nhưng nhóm ấy từ" in c.vi


def test_mean() -> None:
    trio = [
        score(n, v, index="TRIO") for n, v in (("ha-noi", "80.1"), ("son-la", "81.1"), ("da-nang", "82.1"))
    ]
    nation = key("national", index="TRIO")
    assert conflicts("mean", *trio, claim("81.10", nation)) == []
    assert conflicts("mean", *trio, claim("81.14", nation)) == []  # scores of one decimal
    [found] = conflicts("mean", *trio, claim("81.60", nation))
    assert found.severity == "low"
    assert "81,10%" in found.vi
    assert conflicts("mean", *trio[:2], claim("81.60", nation)) == []

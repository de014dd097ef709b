"""Conflict `rank_shared`: several on one rank, and no tie explains it."""

from dataclasses import replace

import pytest
from conflict_samples import conflicts, field, rank

from store.reconcile.claim import Claim

SHARED: list[tuple[str, list[Claim], str | None]] = [
    ("different scores", field(("quang-ninh", 1, "92.18"), ("hai-phong", 1, "91.87")), "medium"),
    ("equal scores are a tie", field(("quang-ninh", 1, "92.18"), ("hai-phong", 1, "92.2")), None),
    ("no scores", [rank("quang-ninh", 1), rank("hai-phong", 1, article="b")], "low"),
    (
        "the text says a tie",
        [rank("quang-ninh", 3, start=40), rank("hai-phong", 3, start=40)],
        None,
    ),
    ("a province and a ministry", [rank("quang-ninh", 1), rank("ministry/bo-noi-vu", 1)], None),
]


@pytest.mark.parametrize(("name", "claims", "severity"), SHARED, ids=[s[0] for s in SHARED])
def test_rank_shared(name: str, claims: list[Claim], severity: str | None) -> None:
    found = conflicts("rank_shared", *_elsewhere(claims))
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert "Quảng Ninh" in c.vi
        assert "Hải Phòng" in c.en


def _elsewhere(claims: list[Claim]) -> list[Claim]:
    """Claims at places of their own, but for those that were given one."""
    return [c if c.start else replace(c, start=100 + i) for i, c in enumerate(claims)]

"""Conflict `arithmetic`: an edition, the one before and the change between them do not add up."""

import pytest
from conflict_samples import change, conflicts, outcome, rank, score
from store_samples import claim, key

from store.reconcile.claim import Claim

ARITHMETIC: list[tuple[str, list[Claim], str | None]] = [
    (
        "it adds up",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "1.82")],
        None,
    ),
    (
        "rounding explains it",
        [score("son-la", "84.05"), score("son-la", "82.2", year=2023), change("son-la", "score", "1.9")],
        None,
    ),
    (
        "rounding does not",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "1.92")],
        "medium",
    ),
    (
        "the sign",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "-1.82")],
        "medium",
    ),
    (
        "ranks up are positive",
        [rank("son-la", 26), rank("son-la", 33, year=2023), change("son-la", "rank", "7")],
        None,
    ),
    (
        "ranks are exact",
        [rank("son-la", 26), rank("son-la", 33, year=2023), change("son-la", "rank", "6")],
        "medium",
    ),
    (
        "a member is in dispute itself",
        [
            rank("son-la", 26),
            rank("son-la", 27, article="b"),
            rank("son-la", 33, year=2023),
            change("son-la", "rank", "1"),
        ],
        "low",
    ),
    (
        "a member is only implied",
        [rank("son-la", 26), rank("son-la", 33, year=2023, status="implied"), change("son-la", "rank", "6")],
        "low",
    ),
    (
        "between editions of another size",
        [rank("son-la", 20, year=2025), rank("son-la", 33), change("son-la", "rank", "3", year=2025)],
        "low",
    ),
    (
        "roughly",
        [
            score("son-la", "84.05"),
            score("son-la", "80", year=2023, rough=True),
            change("son-la", "score", "1.82"),
        ],
        None,
    ),
    ("without the edition before", [score("son-la", "84.05"), change("son-la", "score", "1.82")], None),
]


@pytest.mark.parametrize(("name", "claims", "severity"), ARITHMETIC, ids=[a[0] for a in ARITHMETIC])
def test_arithmetic(name: str, claims: list[Claim], severity: str | None) -> None:
    found = conflicts("arithmetic", *claims)
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert len(c.members) == 3
        assert "Sơn La" in c.vi
        assert "không khớp" in c.vi


def test_changes_in_another_unit_prove_nothing() -> None:
    claims = [
        claim("60.1", key(index="PCI")),
        claim("55.3", key(index="PCI", year=2023)),
        claim("8.6", key(index="PCI", attribute="score_change"), unit="percent"),
    ]
    assert outcome(*claims).conflicts == ()


def test_a_change_that_fits_an_earlier_edition_was_told_of_that() -> None:
    claims = [rank("son-la", 5), rank("son-la", 9, year=2023), rank("son-la", 16, year=2021)]
    assert conflicts("arithmetic", *claims, change("son-la", "rank", "11")) == []
    assert conflicts("arithmetic", *claims, change("son-la", "rank", "10"))

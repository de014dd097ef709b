"""What no source says: figures that follow from the edition before and the change; and a province that is renamed."""

import pytest
from conflict_samples import change, outcome, rank, score
from store_samples import claim, key

from store.reconcile.claim import Claim, Key

DERIVED: list[tuple[str, list[Claim], Key, str | None]] = [
    ("a score", [score("son-la", "82.23", year=2023), change("son-la", "score", "1.82")], key(), "84.05"),
    (
        "a coarse score",
        [score("son-la", "82.2", year=2023), change("son-la", "score", "1.82")],
        key(),
        "84.0",
    ),
    ("a rank", [rank("son-la", 33, year=2023), change("son-la", "rank", "7")], key(attribute="rank"), "26"),
    (
        "no rank below 1",
        [rank("son-la", 3, year=2023), change("son-la", "rank", "7")],
        key(attribute="rank"),
        None,
    ),
    (
        "no rank that somebody else holds",
        [rank("son-la", 33, year=2023), change("son-la", "rank", "7"), rank("ha-noi", 26)],
        key(attribute="rank"),
        None,
    ),
    (
        "nothing where it is known",
        [score("son-la", "82.23", year=2023), change("son-la", "score", "1.82"), score("son-la", "84.1")],
        key(),
        "84.1",
    ),
    (
        "nothing from what is open",
        [
            score("son-la", "82.23", year=2023),
            score("son-la", "82.5", year=2023, article="b"),
            change("son-la", "score", "1.82"),
        ],
        key(),
        None,
    ),
    (
        "nothing from what is rough",
        [score("son-la", "82", year=2023, rough=True), change("son-la", "score", "1.82")],
        key(),
        None,
    ),
    (
        "nothing between editions of another size",
        [rank("son-la", 33), change("son-la", "rank", "7", year=2025)],
        key(attribute="rank", year=2025),
        None,
    ),
]


@pytest.mark.parametrize(("name", "claims", "at", "value"), DERIVED, ids=[d[0] for d in DERIVED])
def test_derived(name: str, claims: list[Claim], at: Key, value: str | None) -> None:
    facts = {f.key: f for f in outcome(*claims).facts}
    if value is None:
        assert at not in facts
        return
    fact = facts[at]
    assert f"{fact.value:.{fact.decimals}f}" == value
    if fact.settled == "derived":
        assert (fact.sources, fact.status) == (0, "implied")
        assert {e.role for e in fact.evidence} == {"ground"}
        assert {e.observation for e in fact.evidence} == {c.id for c in claims}
        grounds = [facts[c.key].confidence for c in claims]
        assert fact.confidence == pytest.approx(grounds[0] * grounds[1], abs=0.0001)


def test_derived_values_are_not_derived_from_again_and_take_no_part_in_conflicts() -> None:
    claims = [
        rank("son-la", 33, year=2022),
        change("son-la", "rank", "7", year=2023),
        change("son-la", "rank", "1", year=2024),
        score("son-la", "80", year=2023),
        rank("ha-noi", 27, year=2023),
        score("ha-noi", "85", year=2023),
    ]
    found = outcome(*claims)
    assert [f.key.year for f in found.facts if f.settled == "derived"] == [2023]
    assert found.conflicts == ()


def test_a_renamed_province_is_one_in_each_edition() -> None:
    claims = [
        claim("80", key("hue", year=2023)),
        claim("80", key("thua-thien-hue", year=2023), article="b"),
        claim("81", key("thua-thien-hue", year=2025)),
    ]
    facts = outcome(*claims).facts
    assert [(f.key.subject, f.key.year, f.sources) for f in facts] == [
        ("province/thua-thien-hue", 2023, 2),
        ("province/hue", 2025, 1),
    ]

"""Conflict `value`: one thing, two figures that no rounding forgives."""

from decimal import Decimal

import pytest
from conflict_samples import conflicts, outcome, rank
from store_samples import claim, key

from store.reconcile.claim import Claim, Ruling

VALUES: list[tuple[str, list[Claim], str, str]] = [
    ("nothing decides", [claim("91.87"), claim("91.81", article="b")], "high", "open"),
    ("within one article", [claim("91.87"), claim("91.81", start=9)], "high", "open"),
    (
        "a majority decides",
        [claim("91.87"), claim("91.87", article="c"), claim("91.81", article="b")],
        "medium",
        "settled",
    ),
    (
        "an implied figure lost",
        [claim("91.87"), claim("91.81", article="b", status="implied")],
        "low",
        "settled",
    ),
    ("a rough figure lost", [claim("91.87"), claim("70", article="b", rough=True)], "low", "settled"),
]


@pytest.mark.parametrize(("name", "claims", "severity", "state"), VALUES, ids=[v[0] for v in VALUES])
def test_value(name: str, claims: list[Claim], severity: str, state: str) -> None:
    [found] = conflicts("value", *claims)
    assert (found.severity, found.state) == (severity, state)
    assert {m.observation for m in found.members} == {c.id for c in claims}
    for part in ("Sơn La", "PAR", "2024", "91,87%"):
        assert part in found.vi
    for part in ("Sơn La", "PAR", "2024", "91.87%"):
        assert part in found.en


def test_value_says_when_one_article_gives_both() -> None:
    [one] = conflicts("value", claim("91.87"), claim("91.81", start=9))
    assert "Cùng một bài viết" in one.vi
    assert "One and the same article" in one.en
    [two] = conflicts("value", claim("91.87"), claim("91.81", article="b"))
    assert "Cùng một bài viết" not in two.vi


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        (["a.vn", ""], "(2 sources: a.vn, …)"),
        (["a.vn", "b.vn"], "(2 sources: a.vn, b.vn)"),
        (["", ""], "(2 sources)"),
    ],
)
def test_value_names_the_hosts_and_says_that_there_are_more(hosts: list[str], said: str) -> None:
    saying = [claim("91.87", article=f"a{i}", source=host) for i, host in enumerate(hosts)]
    [one] = conflicts("value", *saying, claim("91.81", article="x", source="x.vn"))
    assert said in one.en


AGREEING: list[tuple[str, list[Claim]]] = [
    ("rounding", [claim("91.9"), claim("91.87", article="b")]),
    ("units of a scale of 100", [claim("91.87", unit="percent"), claim("91.87", article="b", unit="point")]),
    ("a rough figure", [claim("91", rough=True), claim("91.87", article="b")]),
    ("provinces and ministries are not compared", [rank("son-la", 1), rank("ministry/bo-noi-vu", 1)]),
    (
        "regional and national ranks",
        [rank("son-la", 9), claim(2, key("son-la", "rank", scope="region/tay-nguyen"))],
    ),
]


@pytest.mark.parametrize(("name", "claims"), AGREEING, ids=[a[0] for a in AGREEING])
def test_what_agrees_is_no_conflict(name: str, claims: list[Claim]) -> None:
    assert outcome(*claims).conflicts == ()


def test_the_id_of_a_conflict_stays_when_more_sources_say_the_same() -> None:
    two = [claim("91.87"), claim("91.81", article="b")]
    [before] = conflicts("value", *two)
    [after] = conflicts("value", *two, claim("91.8", article="c"), claim("91.87", article="d"))
    assert before.id == after.id
    [other] = conflicts("value", *two, claim("91.99", article="c"))
    assert other.id != before.id


def test_a_decision_settles_a_conflict_until_its_evidence_changes() -> None:
    two = [claim("91.87"), claim("91.81", article="b")]
    ruled = Ruling("r", key(), Decimal("91.81"), 2, "percent", ("91.81", "91.87"))
    [decided] = conflicts("value", *two, rulings=(ruled,))
    assert (decided.state, decided.severity) == ("decided", "low")
    [stale] = conflicts("value", *two, claim("90.1", article="c"), rulings=(ruled,))
    assert (stale.state, stale.severity) == ("open", "high")
    assert "bằng chứng nay đã khác" in stale.vi
    [gone] = conflicts("value", two[0], rulings=(ruled,))
    assert (gone.state, gone.severity) == ("open", "high")

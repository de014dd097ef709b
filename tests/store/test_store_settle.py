"""One fact out of its claims: what agrees, what is published, how that was settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from store_samples import REFERENCE, claim, key

from store.reconcile.claim import Claim, Key, Ruling, Trust
from store.reconcile.fusion.precision import agree
from store.reconcile.measure import measure
from store.reconcile.settle import Settlement, case_of, settle

RANK = key(attribute="rank")
CHANGE = key(attribute="score_change")


def settled(*claims: Claim, ruling: Ruling | None = None) -> Settlement:
    case = case_of(claims[0].key, claims, REFERENCE, ruling)
    assert case is not None
    return settle(case, REFERENCE)


CASES: list[tuple[str, list[Claim], str, str, int]] = [
    ("one says it", [claim("90.23")], "90.23", "single", 1),
    ("one says it twice", [claim("90.23"), claim("90.23", start=9)], "90.23", "single", 1),
    ("two say it", [claim("90.23"), claim("90.23", article="b")], "90.23", "agreed", 2),
    ("rounding forgives", [claim("90.2"), claim("90.23", article="b")], "90.23", "most precise", 2),
    ("rounding does not forgive", [claim("90.2"), claim("90.26", article="b")], "90.2", "open", 1),
    ("the edge of rounding", [claim("90.2"), claim("90.3", article="b")], "90.2", "open", 1),
    (
        "half way is rounded either way",
        [claim("90.2"), claim("90.25", article="b")],
        "90.25",
        "most precise",
        2,
    ),
    (
        "percent and point are one on a scale of 100",
        [claim("90.23", unit="percent"), claim("90.23", article="b", unit="point")],
        "90.23",
        "agreed",
        2,
    ),
    ("no unit is the usual one", [claim("90.23", unit=None)], "90.23", "single", 1),
    (
        "a rough figure near it agrees",
        [claim("90", rough=True), claim("90.23", article="b")],
        "90.23",
        "most precise",
        2,
    ),
    (
        "a rough figure far from it loses",
        [claim("70", rough=True), claim("90.23", article="b")],
        "90.23",
        "most precise",
        1,
    ),
    ("a rough figure alone", [claim("90", rough=True)], "90", "single", 1),
    (
        "many rough ones lose against one that is exact",
        [claim("70", article=a, rough=True) for a in "bcd"] + [claim("90.23")],
        "90.23",
        "most precise",
        1,
    ),
    (
        "implied loses against stated",
        [claim(3, RANK), *(claim(4, RANK, article=a, status="implied") for a in "bcd")],
        "3",
        "stated over implied",
        1,
    ),
    (
        "more witnesses win",
        [claim("90.1"), claim("90.2", article="b"), claim("90.2", article="c")],
        "90.2",
        "majority",
        2,
    ),
    (
        "one article is one witness, however often it says it",
        [claim("90.1", start=i) for i in range(3)] + [claim("90.2", article="b"), claim("90.2", article="c")],
        "90.2",
        "majority",
        2,
    ),
    (
        "reprints are one witness",
        [claim("90.1", article=a, text="copied") for a in "abc"] + [claim("90.2", article=a) for a in "xy"],
        "90.2",
        "majority",
        2,
    ),
    (
        "so are articles with the same long sentence",
        [claim("90.1", article=a, said="quoted") for a in "abc"] + [claim("90.2", article=a) for a in "xy"],
        "90.2",
        "majority",
        2,
    ),
    (
        "what the scale allows",
        [claim("902"), claim("902", article="b"), claim("90.2", article="c")],
        "90.2",
        "within bounds",
        1,
    ),
    ("a rank beyond the ranked", [claim(64, RANK), claim(63, RANK, article="b")], "63", "within bounds", 1),
    (
        "groups by their label",
        [claim("A", key(attribute="group")), claim("a", key(attribute="group"), article="b")],
        "a",
        "agreed",
        2,
    ),
    (
        "two groups",
        [claim("A", key(attribute="group")), claim("B", key(attribute="group"), article="b")],
        "A",
        "open",
        1,
    ),
    ("changes have a sign", [claim("1.5", CHANGE), claim("-1.5", CHANGE, article="b")], "1.5", "open", 1),
]


@pytest.mark.parametrize(("name", "claims", "value", "how", "sources"), CASES, ids=[c[0] for c in CASES])
def test_settling(name: str, claims: list[Claim], value: str, how: str, sources: int) -> None:
    fact = settled(*claims).fact
    shown = fact.value if isinstance(fact.value, str) else f"{fact.value:.{fact.decimals}f}"
    assert (shown, fact.settled, fact.sources) == (value, how, sources)


def test_open_ties_go_to_the_nearer_source_then_to_the_first_date() -> None:
    early = claim("90.1", article="x", published=date(2025, 1, 1))
    late = claim("90.2", article="y", published=date(2025, 2, 1))
    undated = claim("90.3", article="z", published=None)
    assert settled(undated, late, early).fact.value == Decimal("90.1")
    own = replace(late, trust=Trust.OWN_PORTAL)
    fact = settled(undated, early, own).fact
    assert (fact.value, fact.settled) == (Decimal("90.2"), "open")
    publisher = replace(undated, trust=Trust.PUBLISHER)
    assert settled(publisher, early, own).fact.value == Decimal("90.3")


SCALES = [
    ("a share in percent", key(index="DTI"), "70.25", "percent", "0.7025", "point", 4),
    ("a share in thousandths", key(index="DTI"), "702.5", "point", "0.7025", "point", 4),
    ("a share in hundredths", key(index="DTI"), "70.25", "point", "0.7025", "point", 4),
    ("a share", key(index="DTI"), "0.7025", "point", "0.7025", "point", 4),
    (
        "a part of ten in percent",
        key(index="PCI", component="minh-bach"),
        "67.2",
        "percent",
        "6.72",
        "point",
        2,
    ),
    ("an index that nobody knows", key(index="XYZ"), "12.5", "point", "12.5", "point", 1),
]


@pytest.mark.parametrize(("name", "at", "value", "unit", "wanted", "unit_wanted", "decimals"), SCALES)
def test_figures_are_put_on_the_scale_of_their_index(
    name: str, at: Key, value: str, unit: str, wanted: str, unit_wanted: str, decimals: int
) -> None:
    figure = measure(claim(value, at, unit=unit), REFERENCE)
    assert (figure.value, figure.unit, figure.decimals) == (Decimal(wanted), unit_wanted, decimals)
    assert not figure.aside


def test_points_of_a_component_that_is_given_in_percent_prove_nothing() -> None:
    at = key(component="the-che")
    points = claim("8.5", at, unit="point")
    percent = claim("85.1", at, article="b", unit="percent")
    found = settled(points, percent)
    assert (found.fact.value, found.fact.unit, found.rivals) == (Decimal("85.1"), "percent", ())
    assert {e.role for e in found.fact.evidence} == {"for", "aside"}
    alone = settled(points).fact
    assert (alone.value, alone.unit) == (Decimal("8.5"), "point")


def test_growth_in_percent_of_a_score_in_points_is_no_change_of_score() -> None:
    at = key(index="PCI", attribute="score_change")
    found = settled(claim("8.6", at, unit="percent"), claim("2.1", at, article="b", unit="point"))
    assert (found.fact.value, found.rivals) == (Decimal("2.1"), ())


def test_ranks_among_fields_of_other_size_do_not_collide() -> None:
    among = [claim(7, RANK, ranked=63), claim(4, RANK, article="b", ranked=34)]
    found = settled(*among)
    assert (found.fact.value, found.fact.ranked, found.rivals) == (Decimal(7), 63, ())
    assert settled(among[1]).fact.ranked == 34
    near = settled(claim(7, RANK, ranked=60), claim(8, RANK, article="b", ranked=63))
    assert near.rivals


def test_how_many_are_ranked_is_what_most_say_else_what_is_known() -> None:
    assert settled(claim(7, RANK)).fact.ranked == 63
    said = [claim(7, RANK, article=a, ranked=n) for a, n in (("a", 61), ("b", 61), ("c", 63))]
    assert settled(*said).fact.ranked == 61
    assert settled(claim(3, key(attribute="rank", scope="region/tay-nguyen"))).fact.ranked is None


def test_agreement_of_rough_figures() -> None:
    def both(a: Claim, b: Claim) -> bool:
        return agree(measure(a, REFERENCE), measure(b, REFERENCE))

    rough = claim("2.6", rough=True)
    assert both(rough, claim("2.69"))
    assert both(rough, claim("2.5"))  # one unit of the last place
    assert not both(rough, claim("2.9"))
    assert both(claim("85", rough=True), claim("89.2"))  # within 5%
    assert not both(claim("85", rough=True), claim("91"))


def ruling(value: str | None, *seen: str, at: Key | None = None) -> Ruling:
    number = Decimal(value) if value is not None else None
    decimals = len(value.partition(".")[2]) if value else 0
    return Ruling("r1", at or key(), number, decimals, "percent", tuple(seen))


RULINGS: list[tuple[str, list[Claim], Ruling, str | None, str, bool]] = [
    (
        "the same evidence",
        [claim("91.87"), claim("91.81", article="b")],
        ruling("91.81", "91.81", "91.87"),
        "91.81",
        "decided",
        False,
    ),
    (
        "more that agrees",
        [claim("91.87"), claim("91.81", article="b"), claim("91.8", article="c")],
        ruling("91.81", "91.81", "91.87"),
        "91.81",
        "decided",
        False,
    ),
    (
        "new that contradicts",
        [
            claim("91.87"),
            claim("91.81", article="b"),
            claim("91.99", article="c"),
            claim("91.87", article="d"),
        ],
        ruling("91.81", "91.81", "91.87"),
        "91.87",
        "majority",
        True,
    ),
    (
        "what spoke for it has gone",
        [claim("91.87")],
        ruling("91.81", "91.81", "91.87"),
        "91.87",
        "single",
        True,
    ),
    (
        "what spoke against it has gone",
        [claim("91.81")],
        ruling("91.81", "91.81", "91.87"),
        "91.81",
        "decided",
        False,
    ),
    ("a figure of the reviewer's own", [claim("91.87")], ruling("91.5", "91.87"), "91.5", "decided", False),
    ("no figure is right", [claim("91.87")], ruling(None, "91.87"), None, "decided", False),
    (
        "no figure was right, but a new one comes",
        [claim("91.5")],
        ruling(None, "91.87"),
        "91.5",
        "single",
        True,
    ),
]


@pytest.mark.parametrize(
    ("name", "claims", "ruled", "value", "how", "stale"), RULINGS, ids=[r[0] for r in RULINGS]
)
def test_rulings(
    name: str, claims: list[Claim], ruled: Ruling, value: str | None, how: str, stale: bool
) -> None:
    fact = settled(*claims, ruling=ruled).fact
    assert (fact.value, fact.settled, fact.stale) == (Decimal(value) if value else None, how, stale)
    assert fact.ruling == "r1"
    if how == "decided":
        assert fact.confidence == 1


def test_a_ruling_stands_without_any_claim_only_if_it_never_had_one() -> None:
    assert case_of(key(), [], REFERENCE, ruling("91.5")) is not None
    assert case_of(key(), [], REFERENCE, ruling("91.5", "91.5")) is None

"""Fusion of any claims: precision, witnesses, what is learned of sources, and verdicts whose reasons add up."""

import math
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.reconcile.fusion.belief import NAT, chance, weight
from store.reconcile.fusion.fuse import OTHERS, breadth, fuse, learned_from
from store.reconcile.fusion.learn import NOTHING, groups
from store.reconcile.fusion.mouths import mouths
from store.reconcile.fusion.precision import agree, overlap
from store.reconcile.fusion.standing import standing
from store.reconcile.fusion.statement import Statement
from store.reconcile.fusion.tally import UNIT, tally

LAW = settings(deadline=None)


def said(value: str, source: str = "a", item: str = "x", **more: object) -> Statement:
    label = not value.replace(".", "", 1).lstrip("-").isdigit()
    decimals = len(value.partition(".")[2])
    id_ = str(more.pop("id", f"{item} {source} {value} {more}"))
    number = value if label else Decimal(value)
    return Statement(id_, item, source, number, 0 if label else decimals, **more)  # type: ignore[arg-type]


AGREEMENT = [
    ("90.2", "90.23", True),
    ("90.2", "90.25", True),  # half way is rounded either way
    ("90.2", "90.26", False),
    ("90.2", "90.3", False),
    ("90", "90.49", True),
    ("-1.5", "1.5", False),
    ("A", "A", True),
    ("A", "B", False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), AGREEMENT)
def test_two_ways_of_writing_agree_if_one_value_may_be_rounded_to_both(
    one: str, other: str, wanted: bool
) -> None:
    a, b = said(one), said(other)
    assert agree(a, b) is agree(b, a) is wanted


@LAW
@given(st.integers(0, 99999), st.integers(0, 3), st.integers(0, 3))
def test_a_value_agrees_with_itself_however_it_is_rounded(thousandths: int, one: int, other: int) -> None:
    value = Decimal(thousandths) / 1000
    assert overlap(round(value, one), one, round(value, other), other)


def test_coarser_values_give_way_and_add_their_voice() -> None:
    stands = standing([said("90.2"), said("90.23", "b"), said("91", "c"), said("90.2", "d")], {})
    assert [(str(s.top.value), len(s.own), len(s.agreeing)) for s in stands] == [
        ("90.23", 1, 3),
        ("91", 1, 1),
    ]


def test_who_shares_a_mark_is_one_witness_be_it_through_others() -> None:
    found = mouths([("1", ("s", "t"), "a"), ("2", ("t", "u"), "b"), ("3", ("u",), "c"), ("4", ("v",), "d")])
    assert found == {"1": "a", "2": "a", "3": "a", "4": "d"}


def test_copiers_of_copiers_are_of_the_group() -> None:
    assert groups([("c", "d"), ("a", "b"), ("b", "c")]) == dict.fromkeys("abcd", "a")
    assert groups([]) == {}


def test_one_witness_alone_is_as_sure_as_its_source_and_its_reading() -> None:
    [verdict] = fuse([said("90.23", error=0.1, sure=0.9)], learned=NOTHING).values()
    assert verdict.confidence == pytest.approx(0.81, abs=0.0001)
    assert (verdict.value, verdict.decimals, verdict.rivals) == (Decimal("90.23"), 2, ())


def test_reprints_are_one_witness_and_so_is_a_source() -> None:
    alone = fuse([said("1")], learned=NOTHING)["x"]
    copied = fuse([said("1", s, text="t") for s in "abc"], learned=NOTHING)["x"]
    again = fuse([said("1", id="1"), said("1", id="2")], learned=NOTHING)["x"]
    apart = fuse([said("1", s) for s in "abc"], learned=NOTHING)["x"]
    assert alone.confidence == copied.confidence == again.confidence < apart.confidence


def test_two_witnesses_outweigh_three_copies() -> None:
    verdict = fuse([said("1", s, text="t") for s in "abc"] + [said("2", s) for s in "de"], learned=NOTHING)[
        "x"
    ]
    assert verdict.value == 2
    assert verdict.rivals == (1,)


def test_a_better_kind_of_source_outweighs_a_worse() -> None:
    verdict = fuse([said("1", "ministry", error=0.005), said("2", "blog", error=0.2)], learned=NOTHING)["x"]
    assert verdict.value == 1


def test_of_equals_the_first_is_taken() -> None:
    late, early = said("1", when=date(2025, 2, 1)), said("2", "b", when=date(2025, 1, 1))
    assert fuse([late, early], learned=NOTHING)["x"].value == 2


def test_a_coarse_figure_proves_less() -> None:
    assert breadth(said("90.23"), said("90.23"), OTHERS) == OTHERS
    assert breadth(said("90"), said("90.23"), OTHERS) < breadth(said("90.2"), said("90.23"), OTHERS) < OTHERS
    fine, coarse = (fuse([said("90.23"), said(v, "b")], learned=NOTHING)["x"] for v in ("90.23", "90"))
    assert fine.confidence > coarse.confidence > fuse([said("90.23")], learned=NOTHING)["x"].confidence


CLAIMS = st.lists(
    st.builds(
        lambda v, s, t, e, c: said(v, s, text=t, error=e, sure=c),
        st.sampled_from(["90", "90.2", "90.23", "90.3", "91"]),
        st.sampled_from(["", "a", "b", "c", "d"]),
        st.sampled_from(["", "t", "u"]),
        st.floats(0.005, 0.4),
        st.floats(0.3, 1),
    ),
    min_size=1,
    max_size=12,
)


@LAW
@given(CLAIMS)
def test_reasons_add_up_to_the_confidence(claims: list[Statement]) -> None:
    [verdict] = fuse(claims, learned=NOTHING).values()
    assert chance(round(NAT * math.fsum(r.weight for r in verdict.reasons))) == verdict.confidence
    assert {r.statement for r in verdict.reasons} - {None} <= {c.id for c in claims}


@LAW
@given(CLAIMS, st.randoms())
def test_the_order_of_statements_does_not_matter(claims: list[Statement], chance_: random.Random) -> None:
    shuffled = list(claims)
    chance_.shuffle(shuffled)
    assert fuse(claims) == fuse(shuffled)


@LAW
@given(st.floats(0, 1), st.floats(0, 1), st.integers(2, 100))
def test_who_is_right_more_often_weighs_more(one: float, other: float, others: int) -> None:
    low, high = sorted((one, other))
    assert weight(low, others) <= weight(high, others)


# what is learned


def world(
    accuracy: dict[str, float], copies: dict[str, str], items: int = 400, seed: int = 5
) -> list[Statement]:
    """Sources of these accuracies on items whose truth is 0; a copier takes over nine of ten."""
    chance_ = random.Random(seed)
    told: dict[str, list[int]] = {}
    for name, a in accuracy.items():
        own = [0 if chance_.random() < a else chance_.randint(1, 30) for _ in range(items)]
        if of := copies.get(name):
            own = [
                theirs if chance_.random() < 0.9 else mine for theirs, mine in zip(told[of], own, strict=True)
            ]
        told[name] = own
    return [said(str(v), s, item=f"{i}") for s, values in told.items() for i, v in enumerate(values)]


def test_how_often_sources_err_is_learned_without_the_truth() -> None:
    accuracy = {"a": 0.98, "b": 0.95, "c": 0.9, "d": 0.7, "e": 0.6}
    learned = learned_from(world(accuracy, {}))
    assert learned.group == {}
    for name, a in accuracy.items():
        assert learned.error(name, 0.05) == pytest.approx(1 - a, abs=0.05)


def test_copiers_are_found_and_good_sources_are_none() -> None:
    accuracy = {"a": 0.93, "b": 0.9, "c": 0.9, "bad": 0.6, "x": 0.9, "y": 0.9, "z": 0.9}
    learned = learned_from(world(accuracy, dict.fromkeys("xyz", "bad")))
    assert learned.group == dict.fromkeys(("bad", "x", "y", "z"), "bad")
    fused = fuse(world(accuracy, dict.fromkeys("xyz", "bad")))
    assert sum(v.value == 0 for v in fused.values()) / len(fused) > 0.97


def test_a_few_claims_teach_next_to_nothing() -> None:
    learned = learned_from([said("1"), said("1", "b"), said("2", "c")])
    assert learned.group == {}
    assert all(0.5 < f < 1.5 for f in learned.factor.values())
    assert learned.error("unheard of", 0.05) == 0.05


def test_a_pair_is_counted_on_what_both_say_in_texts_of_their_own() -> None:
    claims = [
        said("1", "a", "x"), said("2", "b", "x"), said("1", "a", "y"), said("1.0", "b", "y"),
        said("1", "a", "z", text="t"), said("9", "b", "z", text="t"),
        said("1", "a", "v", rough=True), said("9", "b", "v"), said("1", "", "x"),
    ]  # fmt: skip
    [pair] = tally(claims)
    assert (pair.one, pair.other, pair.common, pair.differ) == ("a", "b", 2, 1)
    assert (pair.shared, pair.unlike) == (2 * UNIT, UNIT)

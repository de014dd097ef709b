"""A reading's confidence: a further doubt never raises it, and on gold it is as right as it says."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.confidence import FOLDERS, Case, cases, fit, measured, rebased, reliability, written
from extract.confidence import SLOTS, SOURCE, doubts_of, model, of_table
from extract.frame import Slot

REASONS = sorted(model().levels) + ["a reason that nobody has thought of yet"]
OWN = sorted(reason for reason, level in model().levels.items() if level == "own")
slots = st.fixed_dictionaries({name: st.sampled_from(REASONS).map(lambda r: Slot("x", r)) for name in SLOTS})
attributes = st.sampled_from(["score", "rank", "score_change", "rank_change", "group"])
pages = st.sampled_from(["text", "html", "trafilatura"])
statuses = st.sampled_from(["stated", "implied"])


@pytest.fixture(scope="module")
def found() -> list[Case]:
    return [case for folder in FOLDERS for case in cases(folder)]


@given(slots, attributes, statuses, pages, st.booleans(), st.sampled_from(SLOTS), st.sampled_from(OWN))
def test_a_slot_said_beside_the_value_never_makes_it_less_sure(
    known: dict[str, Slot], attribute: str, status: str, way: str, table: bool, slot: str, own: str
) -> None:
    far = model().sure(doubts_of(known, attribute, status, way, table))
    near = model().sure(doubts_of(known | {slot: Slot("x", own)}, attribute, status, way, table))
    assert 0 < far <= near < 1


@given(st.lists(st.sampled_from(sorted(model().doubts)), unique=True))
def test_a_further_doubt_never_makes_a_reading_surer(doubts: list[str]) -> None:
    sure = [model().sure(doubts[:n]) for n in range(len(doubts) + 1)]
    assert sure == sorted(sure, reverse=True)
    assert model().least <= sure[-1] and sure[0] <= model().most


def test_confidence_on_gold_is_what_it_says(found: list[Case]) -> None:
    """On all fixtures, and on the part set aside, to which no doubt is fitted."""
    _, ece, _, auc = measured(found, model())
    assert ece < 0.04
    assert auc > 0.6 or all(case.right for case in found)
    aside = [case for case in found if case.aside]
    assert len(aside) > 300
    assert measured(aside, model())[1] < 0.04


def test_calibration_error_is_seen() -> None:
    """The measure can fail: answers that are right half the time and say 0.99 are off by 0.49."""
    bins, ece, brier, auc = reliability([0.99] * 100, [True, False] * 50)
    assert ece == pytest.approx(0.49) and auc == 0.5 and brier == pytest.approx(0.4901)
    (one,) = bins
    assert (one.count, one.right) == (100, 0.5)
    assert one.interval == pytest.approx((0.404, 0.596), abs=0.001)


def test_the_fit_finds_what_misleads() -> None:
    def make(doubts: tuple[str, ...], right: int, wrong: int) -> list[Case]:
        return [Case("d", doubts, n < right, False) for n in range(right + wrong)]

    made = make(("prose",), 990, 10) + make(("prose", "subject: stage"), 80, 20) + make(("implied",), 100, 0)
    base, doubts = fit(made, model(), 1.0)
    assert doubts["subject: stage"] > 2 and min(doubts.values()) == 0 == doubts["implied"]
    assert doubts["scope: assumed"] == pytest.approx(
        model().prior["scope: assumed"], abs=0.01
    )  # nothing tells
    text = written(SOURCE.read_text("utf-8"), base, doubts)
    using = rebased(made, of_table(tomllib.loads(text)))
    assert using.sure(["prose"]) == pytest.approx(0.99, abs=0.006)
    assert using.sure(["prose", "subject: stage"]) == pytest.approx(0.8, abs=0.03)


def test_a_doubt_that_would_make_readings_surer_is_refused() -> None:
    data = tomllib.loads(SOURCE.read_text("utf-8"))
    data["doubts"]["prose"]["fitted"] = -0.5
    with pytest.raises(ValueError, match="prose"):
        of_table(data)

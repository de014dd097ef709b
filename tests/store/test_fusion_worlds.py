"""Fusion on worlds whose truth is known: a small share of what `benchmarks/fusion.py` measures."""

from functools import lru_cache

import pytest

from benchmarks.fusion import CALIBRATED, GAIN, Result, calibration_error, failures, measure, provinces
from benchmarks.simulation import COPIED, NAMED, World, majority_accuracy, world
from normalize.reference import load

YEARS = range(2018, 2022)
RANDOM = [f"random {i}" for i in range(6)]


@lru_cache
def told(name: str) -> World:
    return world(name, provinces(load()), YEARS)


@lru_cache
def result(name: str) -> Result:
    return measure(told(name), load())


def test_a_world_tells_what_its_sources_are_like() -> None:
    good = told("eight that are good")
    assert len({c.source for c in good.claims}) == 8
    right = sum(c.value == good.truth[c.key] for c in good.claims) / len(good.claims)
    assert 0.88 < right < 0.96  # accuracy 0.95, less what is misread
    assert majority_accuracy(good) > right
    copied = told("copiers are the majority")
    assert majority_accuracy(copied) < 0.8


@pytest.mark.parametrize("name", [*NAMED, *RANDOM])
def test_fusion_is_never_below_the_majority(name: str) -> None:
    assert result(name).fused >= result(name).majority


@pytest.mark.parametrize("name", COPIED)
def test_fusion_is_far_above_the_majority_where_errors_are_copied(name: str) -> None:
    assert result(name).fused >= result(name).majority + GAIN


def test_confidence_is_calibrated() -> None:
    hits = [hit for name in (*NAMED, *RANDOM) for hit in result(name).hits]
    assert calibration_error(hits) <= CALIBRATED


def test_the_measure_sees_what_is_wrong() -> None:
    sure = tuple((0.9, i < 5) for i in range(10))
    assert calibration_error(sure) == pytest.approx(0.4)
    bad = Result(COPIED[0], 10, 0.6, 0.6, sure)
    assert len(failures([bad])) == 3

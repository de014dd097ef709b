"""The reference data: provinces through time, names, and what a bad file says."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from normalize.gazetteer import NameKind, gazetteer
from normalize.reference import BUNDLED, load_from

REFERENCE = load_from(BUNDLED)
GOLD = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.json"))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2007-12-31", 64),
        ("2008-08-01", 63),
        ("2023-12-31", 63),
        ("2025-06-30", 63),
        ("2025-07-01", 34),
        ("2026-11-01", 34),
    ],
)
def test_how_many_provinces_there_are(day: str, count: int) -> None:
    assert sum(p.valid_on(date.fromisoformat(day)) for p in REFERENCE.provinces) == count


def test_spells_of_one_province_do_not_overlap() -> None:
    for slug, spells in REFERENCE.spells.items():
        for earlier, later in pairwise(spells):
            assert earlier.valid_to is not None and earlier.valid_to < later.valid_from, slug


def test_every_one_of_the_63_has_one_successor_among_the_34() -> None:
    before = {p.slug for p in REFERENCE.provinces if p.valid_on(date(2025, 6, 30))}
    after = {p.slug for p in REFERENCE.provinces if p.valid_on(date(2025, 7, 1))}
    steps = Counter(s.from_slug for s in REFERENCE.successions if s.date == date(2025, 7, 1))
    assert set(steps) == before
    assert set(steps.values()) == {1}
    assert {s.to_slug for s in REFERENCE.successions if s.date == date(2025, 7, 1)} == after


def test_a_renamed_province_bears_the_name_of_its_edition() -> None:
    old, new = next((s.from_slug, s.to_slug) for s in REFERENCE.successions if s.kind == "rename")
    assert REFERENCE.slug_in(f"province/{old}", 2025) == f"province/{new}"
    assert REFERENCE.slug_in(f"province/{new}", 2023) == f"province/{old}"
    assert REFERENCE.slug_in(f"province/{new}", 2025) == f"province/{new}"


def test_a_merged_province_stays_itself() -> None:
    for step in REFERENCE.successions:
        if step.kind == "merge" and step.from_slug != step.to_slug:
            assert REFERENCE.slug_in(f"province/{step.from_slug}", 2023) == f"province/{step.from_slug}"


def test_how_many_are_ranked_is_open_around_a_change_of_the_map() -> None:
    assert REFERENCE.settled_count(2023) == 63
    assert REFERENCE.settled_count(2008) == 63
    assert REFERENCE.settled_count(2007) is None
    assert REFERENCE.settled_count(2024) is None
    assert REFERENCE.settled_count(None) is None


@pytest.mark.parametrize(
    "alias", [a for a in REFERENCE.aliases if a.kind in ("name", "abbr", "english")], ids=lambda a: a.alias
)
def test_every_alias_is_found_and_means_its_province(alias) -> None:  # type: ignore[no-untyped-def]
    text = f"Kết quả của {alias.alias}, năm 2023"
    found = [n.key for f in gazetteer(BUNDLED).find(text) for n in f.names if n.kind is NameKind.PROVINCE]
    assert found == [alias.slug]


@pytest.mark.parametrize("gold", GOLD, ids=lambda p: p.stem)
def test_no_score_of_a_whole_index_is_below_what_is_likely(gold: Path) -> None:
    for fact in json.loads(gold.read_text(encoding="utf-8"))["observations"]:
        if fact["attribute"] == "score" and fact["component"] is None and fact["value"] is not None:
            scale = REFERENCE.index[fact["index"]].scale_in(fact["year"])
            assert scale is not None
            assert Decimal(str(fact["value"])) >= (scale.likely_min or scale.min)


@pytest.mark.parametrize(
    ("index", "year", "lowest"),
    [
        ("PAR_INDEX", 2013, "58.91"), ("SIPAS", 2017, "67.7"), ("PCI", 2005, "36.4"), ("PCI", 2006, "36.8"),
        ("PAPI", 2016, "32.6"), ("PAPI", 2018, "39.9"), ("PII", 2023, "22.18"),
    ],
)  # fmt: skip
def test_low_scores_that_were_published_are_likely_enough(index: str, year: int, lowest: str) -> None:
    scale = REFERENCE.index[index].scale_in(year)
    assert scale is not None and scale.likely_min is not None
    assert scale.likely_min < Decimal(lowest) < scale.max

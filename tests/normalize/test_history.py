"""Units through time: both sides of every change, and joins that lose nothing."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from normalize.reference import BUNDLED, load_from

REFERENCE = load_from(BUNDLED)
CHANGES = sorted({s.date for s in REFERENCE.successions})
ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "data" / "provinces_63_to_34.csv"
DAY = timedelta(days=1)


def units(day: date) -> set[str]:
    return {p.slug for p in REFERENCE.provinces if p.valid_on(day)}


@pytest.mark.parametrize("day", [d for d in CHANGES if d > date(2004, 1, 1)], ids=str)
def test_both_sides_of_every_change(day: date) -> None:
    """The day before, every unit is what it was; on the day, it is what the succession says."""
    before, after = units(day - DAY), units(day)
    steps = [s for s in REFERENCE.successions if s.date == day]
    for step in steps:
        assert step.from_slug in before and step.to_slug in after
        assert REFERENCE.heirs(step.from_slug, day - DAY) == {step.from_slug}
        assert step.to_slug in REFERENCE.heirs(step.from_slug, day)
        assert step.from_slug in REFERENCE.forebears(step.to_slug, day - DAY)
    moved = {s.from_slug for s in steps}
    assert before - after <= moved
    assert after - before <= {s.to_slug for s in steps}
    for slug in before & after - moved:
        assert REFERENCE.heirs(slug, day) == {slug}


def test_bac_kan_is_never_thai_nguyen_while_it_lasts() -> None:
    names = [a.alias for a in REFERENCE.aliases if a.slug == "bac-kan" and a.kind != "host"]
    for name in names:
        for year in range(2006, 2025):
            found = REFERENCE.province_at(name, year)
            assert found is not None and found.slug == "bac-kan"
        for year in (2025, 2026):
            assert REFERENCE.province_at(name, year) is None
    assert REFERENCE.slug_in("province/bac-kan", 2023) == "province/bac-kan"
    assert REFERENCE.heirs("bac-kan", 2024) == {"bac-kan"}
    assert REFERENCE.heirs("bac-kan", 2025) == {"thai-nguyen"}


def test_the_63_and_the_34_join_to_the_succession_without_loss() -> None:
    day = date(2025, 7, 1)
    old, new = units(day - DAY), units(day)
    steps = [s for s in REFERENCE.successions if s.date == day]
    assert (len(old), len(new), len(steps)) == (63, 34, 63)
    assert Counter(s.from_slug for s in steps) == Counter(old)
    assert {s.to_slug for s in steps} == new
    assert {h for slug in old for h in REFERENCE.heirs(slug, day)} == new
    assert set().union(*(REFERENCE.forebears(slug, day - DAY) for slug in new)) == old
    # Names of the edition before, too: Thừa Thiên Huế became Huế, and Huế stayed.
    assert REFERENCE.heirs("thua-thien-hue", 2026) == {"hue"}
    assert REFERENCE.forebears("hue", 2023) == {"thua-thien-hue"}


@pytest.mark.parametrize("key", ["gso", "iso"])
@pytest.mark.parametrize("year", [2008, 2023, 2024, 2025, 2026])
def test_codes_are_unique_at_any_time(key: str, year: int) -> None:
    codes = Counter(getattr(p, key) for p in REFERENCE.provinces if p.valid_on(date(year, 12, 31)))
    assert set(codes.values()) == {1}


def test_splits_and_merges_are_followed_through_several_changes() -> None:
    assert REFERENCE.heirs("ha-tay", 2007) == {"ha-tay"}
    assert REFERENCE.heirs("ha-tay", 2026) == {"ha-noi"}
    assert REFERENCE.forebears("ha-noi", 2007) == {"ha-noi", "ha-tay"}
    assert REFERENCE.forebears("phu-tho", 2024) == {"phu-tho", "vinh-phuc", "hoa-binh"}
    assert REFERENCE.heirs("dong-nai", 2026) == {"dong-nai"}
    assert REFERENCE.heirs("binh-phuoc", 2026) == {"dong-nai"}


@pytest.mark.parametrize("year", range(2005, 2027))
def test_every_province_is_in_one_of_the_six_regions_in_every_year(year: int) -> None:
    day = date(year, 12, 31)
    six = [
        r.slug
        for r in REFERENCE.regions
        if any(p.region == r.slug and p.valid_on(day) for p in REFERENCE.provinces)
    ]
    assert len(six) == 6
    members = [m for slug in six for m in REFERENCE.members(slug, year)]
    assert sorted(members) == sorted(units(day))


def test_regions_have_the_members_of_their_time() -> None:
    assert "ha-tay" in REFERENCE.members("dong-bang-song-hong", 2007)
    assert "ha-tay" not in REFERENCE.members("dong-bang-song-hong", 2008)
    assert len(REFERENCE.members("trung-du-mien-nui-phia-bac", 2023)) == 14
    assert len(REFERENCE.members("trung-du-mien-nui-phia-bac", 2025)) == 9
    assert REFERENCE.members("thanh-pho-truc-thuoc-trung-uong", 2026)[-1] == "dong-nai"
    assert len(REFERENCE.members("thanh-pho-truc-thuoc-trung-uong", 2024)) == 5
    assert REFERENCE.members("tay-nguyen", 2025) == ("gia-lai", "dak-lak", "lam-dong")


def test_the_lists_of_the_six_regions_agree_with_the_provinces() -> None:
    for region in REFERENCE.regions:
        for day, listed in ((date(2024, 12, 31), region.members), (date(2025, 7, 1), region.members_34)):
            official = {p.slug for p in REFERENCE.provinces if p.region == region.slug and p.valid_on(day)}
            if official:
                assert set(listed) == official, (region.slug, day)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared table of provinces is not beside the checkout")
def test_codes_types_regions_and_succession_are_those_of_the_shared_table() -> None:
    from normalize.text import folded

    rows = list(csv.DictReader(SHARED.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 63
    day = date(2025, 7, 1)
    kinds = {"tỉnh": "tinh", "thành phố": "thanh-pho"}
    for row in rows:
        old = REFERENCE.province_at(row["name_old"], 2024)
        new = REFERENCE.province_at(row["name_new"], date(2026, 7, 1))
        assert old is not None and new is not None
        assert (old.gso, old.iso) == (row["gso_old"], row["iso_3166_2"])
        assert old.kind == kinds[row["type_old"]]
        assert folded(REFERENCE.region[old.region].name) == folded(row["region6"])
        assert (new.gso, new.kind) == (row["gso_new"], kinds[row["type_new_2026_07"]])
        assert REFERENCE.heirs(old.slug, day) == {new.slug}
    assert len({row["gso_new"] for row in rows}) == 34


def test_ministries_of_every_year_and_their_heirs() -> None:
    alive = {
        y: {m.slug for m in REFERENCE.ministries if m.valid_on(date(y, 12, 31)) and not m.beside}
        for y in (2006, 2012, 2024, 2025)
    }
    assert len(alive[2012]) == len(alive[2024]) == 22
    assert len(alive[2025]) == 17
    assert "bo-thuong-mai" in alive[2006] and "bo-thuong-mai" not in alive[2012]
    gone = alive[2024] - alive[2025]
    for slug in gone:
        assert set(REFERENCE.ministry[slug].successors) & alive[2025], slug


def test_every_index_has_a_scale_and_a_number_of_ranked_for_the_editions_of_the_project() -> None:
    for index in REFERENCE.indices:
        last = max((r.to or 2025) for r in index.ranked)
        for year in range(index.first_edition, last + 1):
            assert index.scale_in(year) is not None, (index.id, year)
        for kind in index.ranks:
            assert (
                any(index.ranked_in(kind, y) for y in range(index.first_edition, last + 1))
                or kind == "ministry"
            )


def test_components_of_a_period() -> None:
    papi = REFERENCE.index["PAPI"]
    assert len(papi.components_in(2017)) == 6
    assert len(papi.components_in(2018)) == 8
    pci = REFERENCE.index["PCI"]
    assert "canh-tranh-binh-dang" in {c.slug for c in pci.components_in(2013)}
    assert "canh-tranh-binh-dang" not in {c.slug for c in pci.components_in(2012)}
    assert len(REFERENCE.index["PAR_INDEX"].components_in(2023)) >= 8


def test_components_have_names_that_people_use() -> None:
    pci = REFERENCE.index["PCI"]
    assert pci.part("tinh-minh-bach") == pci.components["tinh-minh-bach"].names[0]
    assert pci.part("bo-nganh") == "các bộ, ngành"
    assert pci.part("khong-ai-biet") == "khong ai biet"

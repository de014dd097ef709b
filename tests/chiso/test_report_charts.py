"""The drawing of charts: labels apart, dots apart, scales that cover, text escaped; the tiles of both maps."""

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.report.charts.bump import Point, runs
from chiso.report.charts.heatmap import within
from chiso.report.charts.lines import TICK, apart
from chiso.report.layout import Scale, rank_ticks, shade, spread, swarm, ticks
from chiso.report.svg import el
from chiso.report.tile_data import NEW, OLD, islands, map_of, tiles
from chiso.report.words import words
from normalize.reference import load

places = st.lists(st.floats(0, 1000), min_size=1, max_size=40)


@given(places, st.floats(1, 20))
def test_labels_stand_apart_in_order_and_near_where_they_belong(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 2000)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= gap - 1e-6
    assert all(-1e-6 <= place <= 2000 + 1e-6 for place in placed)
    apart = [wanted[i] for i in order]
    if all(b - a >= gap for a, b in pairwise(apart)):
        assert placed == pytest.approx(wanted)


@given(places, st.floats(1, 30))
def test_dots_do_not_overlap_and_stand_as_low_as_can_be(where: list[float], size: float) -> None:
    levels = swarm(where, size)
    for (a, one), (b, other) in combinations(zip(where, levels, strict=True), 2):
        assert one != other or abs(a - b) >= size
    assert min(levels) == 0
    assert set(levels) == set(range(max(levels) + 1))


@given(st.floats(-1e4, 1e4), st.floats(0, 1e4), st.integers(2, 9))
def test_ticks_cover_the_values_evenly(low: float, more: float, about: int) -> None:
    marks = ticks(low, low + more, about)
    assert marks[0] <= low + 1e-6
    assert marks[-1] >= low + more - 1e-6
    assert 2 <= len(marks) <= 2 * about + 3
    steps = [b - a for a, b in pairwise(marks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@given(st.integers(1, 80))
def test_ranks_begin_with_the_first_and_end_with_the_last(deepest: int) -> None:
    marks = rank_ticks(deepest)
    assert (marks[0], marks[-1]) == (1, deepest)
    assert marks == sorted(set(marks))


def test_scales_and_shades() -> None:
    scale = Scale(0, 10, 100, 200)
    assert (scale(0), scale(5), scale(10)) == (100, 150, 200)
    assert Scale(3, 3, 0, 10)(3) == 5
    assert [shade(s) for s in (None, 0, 0.5, 1)] == [None, 0, 3, 6]
    assert within([1, None, 3, 2]) == [0, None, 1, 0.5]
    assert within([4, None]) == [0.5, None]


def test_what_is_drawn_is_escaped() -> None:
    drawn = str(el("text", '<script>"x" & y', title='a "b" <c>'))
    assert drawn == '<text title="a &quot;b&quot; &lt;c&gt;">&lt;script&gt;"x" &amp; y</text>'


@given(st.lists(st.integers(2005, 2026), min_size=1, max_size=6, unique=True).map(sorted))
def test_labels_of_years_do_not_touch_and_the_last_is_there(years: list[int]) -> None:
    x = Scale(years[0], years[-1], 38.0, 268.0)
    shown = sorted(apart(years, x))
    assert shown[-1] == years[-1]
    assert all(x(b) - x(a) >= TICK for a, b in pairwise(shown))
    assert apart([2013, 2023, 2024], Scale(2013, 2024, 38.0, 268.0)) == [2024, 2013]


def test_a_line_breaks_where_a_year_is_missing_or_the_land_is_another() -> None:
    line = [Point(y, 1, None, "", anew=y == 2025) for y in (2020, 2021, 2023, 2024, 2025)]
    assert [[p.year for p in run] for run in runs(line)] == [[2020, 2021], [2023, 2024], [2025]]


@pytest.mark.parametrize(("which", "day", "count"), [(OLD, "2024-12-31", 63), (NEW, "2025-07-01", 34)])
def test_the_tiles_are_the_units_of_their_time(which: str, day: str, count: int) -> None:
    then = {
        f"province/{slug}"
        for slug, spells in load().spells.items()
        for spell in spells
        if str(spell.valid_from) <= day and (spell.valid_to is None or str(spell.valid_to) >= day)
    }
    drawn = tiles(which)
    assert len(drawn) == count
    assert {t.subject for t in drawn} == then
    boxes = {(t.row, t.column) for t in drawn}
    assert len(boxes) == count
    assert len({t.short for t in drawn}) == count
    sea = {i.name: i for i in islands(which)}
    assert {name: i.subject for name, i in sea.items()} == {
        "Hoàng Sa": "province/da-nang", "Trường Sa": "province/khanh-hoa",
    }  # fmt: skip
    for island in sea.values():
        covered = {(r, c) for r in range(island.row, island.row + island.rows)
                   for c in range(island.column, island.column + island.columns)}  # fmt: skip
        assert not covered & boxes
        owner = next(t for t in drawn if t.subject == island.subject)
        assert island.column > owner.column  # off the coast, to the east
    for t in drawn:  # nobody stands alone
        assert boxes & {(t.row + a, t.column + b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)}


def test_the_north_is_above_the_south() -> None:
    for which in (OLD, NEW):
        rows = {t.subject.partition("/")[2]: t.row for t in tiles(which)}
        down = [rows[slug] for slug in ("cao-bang", "ha-noi", "nghe-an", "da-nang", "ho-chi-minh", "ca-mau")]
        assert down == sorted(set(down))


def test_the_map_of_an_edition() -> None:
    assert map_of(2024, ["province/bac-kan"]) == OLD
    assert map_of(2025, ["province/ha-noi"]) == NEW
    assert map_of(2025, ["province/bac-kan", "province/ha-nam"]) == OLD  # told under the old names still


def test_numbers_as_each_language_writes_them() -> None:
    vi, en = words("vi"), words("en")
    assert (vi.number(Decimal("90.2000"), 2), en.number(Decimal("90.2000"), 2)) == ("90,20", "90.20")
    assert (vi.count(1779), en.count(1779)) == ("1.779", "1,779")
    assert vi.figure("-1.5", "score_change", "percent") == "−1,5%"
    assert en.figure("4", "rank_change", None) == "+4"
    assert vi.change(Decimal("0.1"), 2) == "0,10"
    assert en.sure(0.999) == ">0.99"
    assert en.sure(1.0) == "1.00"
    assert vi.listed(["A", "B", "C"]) == "A, B và C"
    with pytest.raises(KeyError):
        vi("never said")

"""The analysts' verbs: they show what the store says; wrong names are met with near ones, nothing with nothing."""

import csv
from decimal import Decimal
from typing import Any

import pytest
from analyst_help import Result, chiso, demo_store, empty_store
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from chiso.analysis import cells_table, coverage_table, move, over_years, sparkline, trend_table
from store.database import open_store


def on_demo(*arguments: object) -> Result:
    return chiso(*arguments, store=demo_store())


def drawn(table: object, width: int = 160) -> str:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


# sparklines and movements

values = st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), max_size=30)


@given(values)
def test_a_sparkline_has_a_bar_for_each_value_the_extremes_at_the_edges(numbers: list[int | None]) -> None:
    line, turned = sparkline(numbers), sparkline(numbers, upside_down=True)
    known = [n for n in numbers if n is not None]
    assert len(line) == len(turned) == (len(numbers) if known else 0)
    for n, bar, other in zip(numbers if known else [], line, turned, strict=True):
        if n is None:
            assert bar == other == " "
        elif max(known) > min(known):
            assert (bar == "▁") or n != min(known)
            assert (bar == "█") or n != max(known)
            assert (other == "█") or n != min(known)
    order = [b for n, b in sorted((n, b) for n, b in zip(numbers, line, strict=False) if n is not None)]
    assert order == sorted(order)


def test_years_that_are_not_known_are_gaps() -> None:
    rows = [{"year": 2019, "rank": 3}, {"year": 2022, "rank": 1}]
    assert over_years(rows, "rank") == [3, None, None, 1]
    assert over_years([], "rank") == []


def row(**changes: Any) -> dict[str, Any]:
    return {
        "year": 2024, "rank": 9, "ranked": 63, "rank_change": None, "score": Decimal("90.2"), "unit": "percent",
        "score_change": None, "group": None, "year_before": 2023, "rank_before": 12, "score_before": Decimal("88.0"),
        "new_territory": False, "conflict": [], "confidence": 0.9, "sources": 2, "settled": "agreed",
        "score_decimals": 2, "score_settled": "agreed", "rank_settled": "open", "rivals": [],
    } | changes  # fmt: skip


def test_movements_are_computed_where_they_can_be_and_else_what_sources_say() -> None:
    assert move(row(), "rank") == (3, False)
    assert move(row(), "score") == (Decimal("2.2"), False)
    assert move(row(rank_change=4), "rank") == (3, True)
    assert move(row(rank_change=3), "rank") == (3, False)
    assert move(row(year_before=2022, rank_change=4), "rank") == (4, False)
    assert move(row(new_territory=True), "rank") == (None, False)
    assert move(row(rank_before=None, rank_change=-1), "rank") == (-1, False)


def test_a_trend_as_people_see_it() -> None:
    shown = drawn(trend_table([row(rank_change=4), row(year=2025, new_territory=True, rank=1)], "X"))
    assert "9/63?" in shown
    assert "▲3 ≠ ▲4" in shown
    assert "90,20" in shown
    assert "2025 ⚑" in shown


def test_coverage_as_people_see_it() -> None:
    rows = [
        {"index": "PCI", "year": 2023, "subjects": 60, "expected": 63, "flagged": 1},
        {"index": "PCI", "year": 2025, "subjects": 2, "expected": None, "flagged": 0},
    ]
    shown = drawn(coverage_table(rows, "province"))
    assert "60!" in shown
    assert "2024" not in shown
    many = [{**rows[0], "year": year} for year in range(2001, 2021)]
    for width in (200, 100, 80, 40):
        shown = drawn(coverage_table(many, "province"), width)
        assert "…" not in shown
        assert shown.count("60!") == 20
        assert all(str(year) in shown for year in range(2001, 2021))
    cells = [
        {"subject": "a", "name": "A", "year": 2023, "witnesses": 3, "undecided": True, "in_conflict": True},
        {"subject": "b", "name": "B", "year": 2024, "witnesses": 0, "undecided": False, "in_conflict": True},
    ]
    shown = drawn(cells_table(cells, "X"))
    assert "3?" in shown
    assert "0!" in shown
    assert shown.count("·") == 2


# the verbs


def test_trend() -> None:
    shown = on_demo("trend", "sơn la", "SIPAS")
    assert shown.code == 0
    for part in ("Sơn La · SIPAS", "rank ", "33/63", "26/63", "▲7", "84,05", "▲1,82", "rank 12 ≠ 26"):
        assert part in shown.out, part
    assert "chiso show 'province/son-la:SIPAS:2024'" in shown.err
    [told] = on_demo("trend", "son-la", "SIPAS", "--json").json
    with open_store(demo_store(), read_only=True) as store:
        known = store.records("SELECT year, rank, score FROM trend('son-la', 'SIPAS')")
    assert [(r["year"], r["rank"], r["score"]) for r in told["rows"]] == [
        (r["year"], r["rank"], float(r["score"])) for r in known
    ]
    assert (told["subject"], told["index"], told["component"]) == ("province/son-la", "SIPAS", None)
    rows = list(csv.DictReader(on_demo("trend", "son-la", "SIPAS", "--csv").out.splitlines()))
    assert [(r["year"], r["rank"]) for r in rows] == [(str(r["year"]), str(r["rank"])) for r in known]


def test_a_renamed_province_under_both_names() -> None:
    [old], [new] = (on_demo("trend", who, "PAR INDEX", "--json").json for who in ("Thừa Thiên Huế", "Huế"))
    assert old["rows"] == new["rows"]
    assert len({r["subject"] for r in new["rows"]}) == 2


def test_compare() -> None:
    shown = on_demo("compare", "Hải Phòng", "quảng ninh", "--index", "par index")
    assert shown.code == 0
    assert "PAR_INDEX" in shown.out
    [told] = on_demo("compare", "Hải Phòng", "quảng ninh", "--index", "par index", "--json").json
    by_year = {r["year"]: r for r in told["rows"]}
    assert by_year[2023]["first_rank"] == 2
    assert by_year[2023]["second_rank"] == 1
    assert by_year[2023]["rank_lead"] == -1
    assert by_year[2023]["score_lead"] == round(91.87 - 92.18, 2)
    [turned] = on_demo("compare", "quảng ninh", "Hải Phòng", "--index", "par index", "--json").json
    assert [r["rank_lead"] for r in turned["rows"]] == [
        None if r["rank_lead"] is None else -r["rank_lead"] for r in told["rows"]
    ]
    [last] = on_demo("compare", "Hải Phòng", "quảng ninh", "--json").json
    assert len({r["index"] for r in last["rows"]}) == len(last["rows"]) > 3
    [year] = on_demo("compare", "Hải Phòng", "quảng ninh", "--year", 2023, "--json").json
    assert {r["year"] for r in year["rows"]} == {2023}


def test_coverage() -> None:
    shown = on_demo("coverage")
    assert shown.code == 0
    assert "PAR_INDEX" in shown.out
    [told] = on_demo("coverage", "--json").json
    with open_store(demo_store(), read_only=True) as store:
        known = store.rows(
            "SELECT index, year, count(*) FROM facts WHERE component IS NULL AND kind = 'province' GROUP BY ALL"
        )
    assert {(r["index"], r["year"], r["subjects"]) for r in told["rows"]} == set(known)
    [cells] = on_demo("coverage", "--index", "PCI", "--json").json
    assert {(r["name"], r["year"]) for r in cells["rows"]} >= {("Hải Phòng", 2023), ("Quảng Ninh", 2023)}
    assert "ministry" in on_demo("coverage", "--who", "ministry").out


MISTAKES = [
    (("trend", "Sơn Ka", "SIPAS"), ["nobody is called", "province/son-la"]),
    (("trend", "Sơn La", "SIPASX"), ["no index is called", "SIPAS"]),
    (("trend", "Sơn La", "PCI", "--component", "minh bạck"), ["has no component", "tinh-minh-bach"]),
    (("trend", "Sơn La", "PCI", "--json", "--csv"), ["choose one"]),
    (("compare", "Huế", "Thừa Thiêm Huếê"), ["nobody is called", "thua-thien-hue"]),
    (("compare", "Huế", "Thừa Thiên Huế"), ["one and the same"]),
    (("compare", "Sơn La", "son-la"), ["one and the same"]),
    (("compare", "Sơn La", "ministry/bo-noi-vu"), ["not ranked together"]),
    (("compare", "Sơn La", "Lai Châu", "--component", "x"), ["give --index"]),
    (("compare", "Sơn La", "Lai Châu", "--index", "PCJ"), ["did you mean", "PCI"]),
    (("coverage", "--index", "PCJ"), ["did you mean", "PCI"]),
    (("coverage", "--who", "district"), ["district"]),
]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES, ids=[" ".join(m[0]) for m in MISTAKES])
def test_mistakes_get_a_message(arguments: tuple[str, ...], words: list[str]) -> None:
    done = on_demo(*arguments)
    assert done.code != 0
    for word in words:
        assert word in done.err, done.err
    assert "Traceback" not in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "arguments",
    [("trend", "Sơn La", "SIPAS"), ("compare", "Sơn La", "Lai Châu"), ("coverage",), ("coverage", "--index", "PCI")],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_store_gives_empty_tables(arguments: tuple[str, ...]) -> None:
    shown = chiso(*arguments, store=empty_store())
    assert (shown.code, "Nothing is known" in shown.err) == (0, True), shown.err
    assert shown.out.strip()
    assert chiso(*arguments, "--json", store=empty_store()).json[0]["rows"] == []
    [head] = csv.reader(chiso(*arguments, "--csv", store=empty_store()).out.splitlines())
    assert "year" in head


def test_no_store_yet(tmp_path: Any) -> None:
    for arguments in (("trend", "Sơn La", "SIPAS"), ("compare", "Sơn La", "Lai Châu"), ("coverage",)):
        done = chiso(*arguments, store=tmp_path / "none.duckdb")
        assert done.code == 1
        assert "no store here" in done.err


@pytest.mark.parametrize("verb", ["trend", "compare", "coverage"])
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    done = chiso(verb, "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert "CHISO_STORE" in done.out

"""The report: its figures are the store's, each leads to its sentences, and every link arrives."""

import filecmp
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from analyst_help import chiso, demo_store, empty_store, report
from selectolax.lexbor import LexborHTMLParser as Page

from chiso.report.site import MARK, write
from chiso.report.words import words
from normalize.errors import UserError
from store.database import Store, open_store

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(demo_store(), read_only=True) as opened:
        yield opened


@lru_cache(maxsize=2000)
def page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def pages() -> list[Path]:
    return sorted(report().rglob("*.html"))


def figures_of(store: Store, index: str, year: int, columns: str) -> dict[str, tuple[Any, ...]]:
    rows = store.rows(
        f"""SELECT subject, {columns} FROM facts
        WHERE index = ? AND year = ? AND component IS NULL AND kind = 'province'""",
        [index, year],
    )
    return {row[0]: row[1:] for row in rows}


def editions(store: Store) -> list[tuple[str, int, Page]]:
    found = store.rows("SELECT DISTINCT index, year FROM facts ORDER BY ALL")
    name = "edition/{}-{}.html"
    return [
        (index, year, page(report() / "vi" / name.format(index.lower().replace("_", "-"), year)))
        for index, year in found
    ]


# what is written


def test_every_link_and_every_file_that_a_page_names_is_there() -> None:
    ids: dict[Path, set[str]] = {}
    links = 0
    for path in pages():
        for node in page(path).css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if address.startswith(("http://", "https://")):
                assert node.tag == "a", f"{path}: {address} would be fetched"
                continue
            target, fragment = urldefrag(address)
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), f"{path}: {address}"
            assert file.is_relative_to(report().resolve())
            if fragment:
                if file not in ids:
                    ids[file] = {str(n.attributes["id"]) for n in page(file).css("[id]")}
                assert fragment in ids[file], f"{path}: {address}"
            links += 1
    assert links > 10_000


def test_ids_are_unique_on_each_page_and_charts_have_names() -> None:
    for path in pages():
        ids = [n.attributes["id"] for n in page(path).css("[id]")]
        assert len(ids) == len(set(ids)), path
        for chart in page(path).css("svg.chart"):
            title, text = chart.css_first("title"), chart.css_first("desc")
            assert title is not None and title.text()
            assert text is not None and text.text()
            assert str(title.attributes["id"]) in str(chart.attributes["aria-labelledby"])


def test_both_languages_have_the_same_pages() -> None:
    first, second = (
        {p.relative_to(report() / lang) for p in (report() / lang).rglob("*")} for lang in LANGUAGES
    )
    assert first == second
    for lang in LANGUAGES:
        root = page(report() / lang / "index.html").css_first("html")
        assert root is not None and root.attributes["lang"] == lang


def test_words_are_the_same_in_both_languages() -> None:
    def keys(table: dict[str, Any], nested: bool) -> set[str]:
        return {k for k, v in table.items() if isinstance(v, dict) is nested}

    vi, en = (dict(words(lang).table) for lang in LANGUAGES)
    assert keys(vi, False) == keys(en, False)
    assert keys(vi, True) == keys(en, True)
    for name in keys(vi, True) - {"reason_of", "how"}:  # reasons are English in the store
        assert set(vi[name]) == set(en[name]), name


def test_every_value_of_the_store_has_a_word(store: Store) -> None:
    from chiso.verbs.looking import ConflictKind

    for lang in LANGUAGES:
        table = words(lang).table
        assert {kind.value for kind in ConflictKind} <= set(table["kinds"])
        for name, query in {
            "settled_as": "SELECT DISTINCT settled FROM fact",
            "attributes": "SELECT DISTINCT attribute FROM fact",
            "roles": "SELECT DISTINCT role FROM evidence",
            "severities": "SELECT DISTINCT severity FROM conflict",
            "states": "SELECT DISTINCT state FROM conflict",
            "source_kinds": "SELECT DISTINCT kind FROM sources_scorecard",
        }.items():
            assert {value for (value,) in store.rows(query)} <= set(table[name]), (lang, name)


def test_it_is_made_again_byte_for_byte(tmp_path: Path, store: Store) -> None:
    write(store, tmp_path / "again")
    for path in report().rglob("*"):
        if path.is_file():
            again = tmp_path / "again" / path.relative_to(report())
            assert filecmp.cmp(path, again, shallow=False), path


# the figures


def test_league_tables_are_those_of_the_store(store: Store) -> None:
    told = 0
    for index, year, shown in editions(store):
        known = {
            s: (rank, score, decimals)
            for s, rank, score, decimals in store.rows(
                """SELECT subject, rank, score, score_decimals FROM facts
                WHERE index = ? AND year = ? AND component IS NULL""",
                [index, year],
            )
        }
        rows = shown.css("table.league tbody tr")
        assert {row.attributes["data-subject"] for row in rows} == set(known)
        for row in rows:
            rank, score, decimals = known[str(row.attributes["data-subject"])]
            cells = row.css("td, th")
            assert cells[0].attributes["data-value"] == ("" if rank is None else str(rank))
            assert cells[3].attributes["data-value"] == ("" if score is None else f"{score:.{decimals}f}")
            told += 1
    assert told > 300


def test_the_distribution_has_the_scores_of_the_store(store: Store) -> None:
    drawn = 0
    for index, year, shown in editions(store):
        dots = shown.css("svg.distribution .dot")
        known = figures_of(store, index, year, "score, score_decimals")
        given = {s: f"{score:.{decimals}f}" for s, (score, decimals) in known.items() if score is not None}
        if dots:
            drawn += 1
            assert {d.attributes["data-subject"]: d.attributes["data-score"] for d in dots} == given
        else:
            assert len(given) < 3 or len(_units(store, index, year)) > 1
    assert drawn > 10


def _units(store: Store, index: str, year: int) -> set[str]:
    return {
        unit
        for (unit,) in store.rows(
            "SELECT DISTINCT unit FROM facts WHERE index = ? AND year = ? AND component IS NULL AND kind = 'province' "
            "AND score IS NOT NULL",
            [index, year],
        )
    }


def test_the_tile_maps_have_the_ranks_and_scores_of_the_store(store: Store) -> None:
    drawn, names = 0, dict(store.rows("SELECT id, name FROM subject"))
    renamed = {"province/thua-thien-hue": "province/hue", "province/hue": "province/thua-thien-hue"}
    for index, year, shown in editions(store):
        chart = shown.css_first("svg.tiles")
        if chart is None:
            continue
        drawn += 1
        tiles = {t.attributes["data-subject"]: t for t in chart.css(".tile")}
        assert len(tiles) in (34, 63)
        assert {str(i.attributes["data-name"]) for i in chart.css(".islands")} == {"Hoàng Sa", "Trường Sa"}
        for subject, (rank, score, decimals) in figures_of(
            store, index, year, "rank, score, score_decimals"
        ).items():
            tile = tiles.get(subject) or tiles.get(renamed.get(subject))
            if tile is None:
                assert names[subject] in shown.css_first(".aside").text()  # said to be off the map
            elif rank is not None or score is not None:
                assert tile.attributes["data-rank"] == ("" if rank is None else str(rank))
                assert tile.attributes["data-score"] == ("" if score is None else f"{score:.{decimals}f}")
    assert drawn > 20


def test_the_bump_chart_has_the_ranks_of_the_store(store: Store) -> None:
    profile = dict.fromkeys(["province/thua-thien-hue", "province/hue"], "province/hue")
    drawn = 0
    for index in {index for index, _, _ in editions(store)}:
        chart = page(report() / "vi" / "index" / f"{index.lower().replace('_', '-')}.html").css_first(
            "svg.bump"
        )
        if chart is None:
            continue
        drawn += 1
        told = set()
        for line in chart.css("g.line"):
            for dot in line.css(".dot"):
                year, rank = (int(str(dot.attributes[f"data-{name}"])) for name in ("year", "rank"))
                told.add((line.attributes["data-subject"], year, rank))
        known = store.rows(
            """SELECT subject, year, rank FROM facts
            WHERE index = ? AND component IS NULL AND kind = 'province' AND rank IS NOT NULL""",
            [index],
        )
        assert told == {(profile.get(s, s), year, rank) for s, year, rank in known}
    assert drawn >= 5


def test_the_slopes_are_the_changes_of_the_store(store: Store) -> None:
    drawn = 0
    for index, year, shown in editions(store):
        lines = shown.css("svg.slope .slope-line")
        if not lines:
            continue
        drawn += 1
        told = {
            n.attributes["data-subject"]: (n.attributes["data-before"], n.attributes["data-after"])
            for n in lines
        }
        ranks, scores = (
            {
                s: (f"{before:f}", f"{after:f}") if of == "score" else (str(before), str(after))
                for s, before, after in store.rows(
                    f"""SELECT subject, {of}_before, {of} FROM changes
                    WHERE index = ? AND year = ? AND component IS NULL AND kind = 'province'
                        AND same_territory AND {of}_moved IS NOT NULL""",
                    [index, year],
                )
            }
            for of in ("rank", "score")
        )
        assert told in (ranks, scores)
    assert drawn > 5


def test_the_heat_maps_have_the_components_of_the_store(store: Store) -> None:
    drawn = 0
    for index, year, shown in editions(store):
        cells = {
            (c.attributes["data-row"], c.attributes["data-column"]): c.attributes["data-value"]
            for c in shown.css("svg.heatmap .cell")
        }
        known = store.rows(
            """SELECT subject, component, rank, score, score_decimals FROM facts
            WHERE index = ? AND year = ? AND component IS NOT NULL AND kind = 'province'
                AND (rank IS NOT NULL OR score IS NOT NULL)""",
            [index, year],
        )
        assert cells == {
            (s, part): f"#{rank}" if score is None else f"{score:.{decimals}f}"
            for s, part, rank, score, decimals in known
        }
        drawn += bool(cells)
    assert drawn > 5


def test_every_figure_leads_to_its_sentence_in_one_click(store: Store) -> None:
    """A figure is a link to a place where the sentence stands, its value marked; derived ones lead to their grounds."""
    targets = {}
    for path in pages():
        for node in page(path).css(
            "a.fig, svg.chart a.dot, svg.chart a.cell, svg.chart a.slope-line, a.tile[data-rank]"
        ):
            target, fragment = urldefrag(str(node.attributes["href"]))
            targets[(path.parent / target).resolve(), fragment] = node
    assert len(targets) > 1000
    by_file: dict[Path, dict[str, Any]] = {}
    for file, fragment in targets:
        if file not in by_file:
            by_file[file] = {str(n.attributes["id"]): n for n in page(file).css(".fact[id]")}
        fact = by_file[file][fragment]
        assert fact.css_first("blockquote mark") is not None, f"{file}#{fragment}"
    marked = {
        mark.text()
        for mark in page(report() / "vi/evidence/par-index/province-hai-phong.html").css(
            "#y2023\\.score mark"
        )
    }
    assert any(m.startswith("91,87%") for m in marked)
    assert any(m.startswith("91,81%") for m in marked)


# mistakes, and nothing


def test_the_verb(tmp_path: Path) -> None:
    done = chiso("report", "--into", tmp_path / "r", "--json", store=empty_store())
    assert done.code == 0
    [told] = done.json
    assert Path(told["start"]) == tmp_path / "r" / "index.html"
    assert told["pages"] == len(list((tmp_path / "r").glob("*/*.html")))
    for lang in LANGUAGES:
        for name in ("index", "coverage"):
            assert words(lang)("empty") in (tmp_path / "r" / lang / f"{name}.html").read_text("utf-8")
    assert chiso("report", "--into", tmp_path / "r", store=empty_store()).code == 0  # in place of the former


def test_what_is_no_report_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    for into in (mine, mine / "thesis.txt"):
        done = chiso("report", "--into", into, store=demo_store())
        assert (done.code, "no report" in done.err) == (1, True)
    assert [p.name for p in tmp_path.rglob("*")] == ["mine", "thesis.txt"]
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for here in (".", tmp_path / "here"):
        done = chiso("report", "--into", here, store=demo_store())
        assert (done.code, "where you stand" in done.err) == (1, True)
    with open_store(empty_store(), read_only=True) as store, pytest.raises(UserError):
        write(store, mine)
    assert (report() / MARK).exists()

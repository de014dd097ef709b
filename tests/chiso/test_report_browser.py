"""The report opened from disk in Chromium: nothing leaves the folder, clicks arrive, pages fit, charts are whole."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from analyst_help import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        assert os.environ.get("CHISO_CI") != "1", "chromium is missing, and CI must have it"
        pytest.skip("chromium is not installed here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


KINDS_OF_PAGES = [
    "index.html", "vi/index.html", "en/index/pci.html", "vi/edition/pci-2022.html", "en/edition/par-index-2025.html",
    "vi/province/hai-phong.html", "en/evidence/par-index/province-hai-phong.html", "vi/conflicts.html",
    "en/coverage.html", "vi/about.html",
]  # fmt: skip


def test_no_request_leaves_the_folder(browser: "Browser") -> None:
    shown = browser.new_page()
    asked: list[str] = []
    troubles: list[str] = []
    shown.on("request", lambda r: asked.append(r.url))
    shown.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else troubles.append(r.url))
    shown.on("pageerror", lambda e: troubles.append(str(e)))
    shown.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    for name in KINDS_OF_PAGES:
        shown.goto((report() / name).as_uri())
        shown.wait_for_load_state("networkidle")
    assert troubles == []
    assert len(asked) > 2 * len(KINDS_OF_PAGES)
    inside = report().as_uri()
    assert [url for url in asked if not url.startswith((inside, "data:"))] == []
    shown.close()


def test_from_the_start_to_a_sentence(browser: "Browser") -> None:
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto((report() / "index.html").as_uri())
    shown.wait_for_url("**/vi/index.html")
    shown.locator(".matrix a[href='edition/par-index-2023.html']").click()
    assert shown.locator("h1").inner_text() == "PAR INDEX 2023"
    row = shown.locator("tr[data-subject='province/hai-phong']")
    row.locator("a.fig", has_text="91,87").click()
    fact = shown.locator(".fact:target")
    assert "91,87%" in fact.locator("mark").all_inner_texts()
    box = fact.bounding_box()
    assert box is not None and 0 <= box["y"] < 900
    shown.locator(".tools a").click()  # the same page in English
    assert shown.locator("html").get_attribute("lang") == "en"
    shown.close()


def test_tables_sort_names_filter_and_lines_stand_out(browser: "Browser") -> None:
    shown = browser.new_page()
    shown.goto((report() / "vi/edition/pci-2022.html").as_uri())
    table = shown.locator("table.league").first

    def column(place: int) -> list[str]:
        return [str(v) for v in table.locator(f"tbody tr > :nth-child({place})").evaluate_all(
            "cells => cells.map(c => c.dataset.value ?? c.textContent.trim())"
        )]  # fmt: skip

    table.locator("thead button", has_text="điểm").click()
    scores = [float(v) for v in column(4) if v]
    assert scores == sorted(scores)
    assert all(v == "" for v in column(4)[len(scores) :])  # what is not known stays below
    table.locator("thead button", has_text="tên").click()
    names = column(3)
    assert names.index("Đắk Lắk") < names.index("Gia Lai")  # Đ after D, before G
    shown.goto((report() / "vi/index.html").as_uri())
    shown.locator("input[type=search]").fill("da n")
    assert shown.locator(".names li:visible").all_inner_texts() == ["Đà Nẵng"]
    shown.goto((report() / "vi/index/pci.html").as_uri())
    shown.locator("select").select_option(label="Cao Bằng")
    assert shown.locator(".bump .line.chosen").get_attribute("data-name") == "Cao Bằng"
    shown.close()


@pytest.mark.parametrize("name", KINDS_OF_PAGES[1:], ids=str)
def test_pages_fit_a_telephone_and_print(browser: "Browser", name: str) -> None:
    shown = browser.new_page(viewport={"width": 390, "height": 844})
    shown.goto((report() / name).as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.pdf(format="A4")[:5] == b"%PDF-"
    shown.emulate_media(media="print")
    for hidden in shown.locator("nav, .tools, .control").all():
        assert not hidden.is_visible()
    for table in shown.locator("details table").all():
        assert table.is_visible()  # paper does not unfold
    shown.close()


def test_no_text_of_a_chart_is_cut_off(browser: "Browser") -> None:
    """Every text of every kind of chart lies within its chart, or at most a few pixels beside it."""
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    seen = set()
    for name in (*KINDS_OF_PAGES[1:], "vi/edition/par-index-2023.html", "vi/edition/dti-2022.html"):
        shown.goto((report() / name).as_uri())
        seen |= set(shown.locator("svg.chart").evaluate_all("charts => charts.map(c => c.classList[1])"))
        outside = shown.evaluate(
            """() => [...document.querySelectorAll('svg.chart')].flatMap(chart => {
                const box = chart.getBoundingClientRect();
                return [...chart.querySelectorAll('text')].filter(text => {
                    const r = text.getBoundingClientRect();
                    return r.left < box.left - 3 || r.right > box.right + 3
                        || r.top < box.top - 3 || r.bottom > box.bottom + 3;
                }).map(text => chart.id + ': ' + text.textContent);
            })"""
        )
        assert outside == [], name
    assert seen == {"bump", "tiles", "distribution", "slope", "heatmap", "rank-line"}
    shown.close()

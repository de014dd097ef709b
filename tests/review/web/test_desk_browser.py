"""The desk in a real browser: by keyboard, under a burst of keys, without JavaScript, and for everybody's eyes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from web_help import HAI_PHONG, crowd, keep, key, says

from store import database
from store.decisions_file import DecisionFile
from store.errors import Locked
from store.rows import Loaded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(database.__file__).parent.parent
CHISO = Path(sys.executable).parent / "chiso"
CHROMIUM = Path("/usr/bin/chromium")
IMAGES = ROOT / "docs" / "images"


PATIENCE = 20_000
"""Milliseconds to wait for a page; far more than any takes."""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        assert os.environ.get("CHISO_CI") != "1", "chromium is missing, and CI must have it"
        pytest.skip("chromium is not installed here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def served(store: Path, *words: str) -> Iterator[str]:
    """The real command over a store; yields the address that it prints."""
    command = [str(CHISO), "review", "--store", str(store), "--json", "--second-share", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=30)
            finally:
                process.kill()


def sign_in(browser: "Browser", address: str, **context: Any) -> "Page":
    page = browser.new_context(viewport={"width": 1280, "height": 820}, **context).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.fill("[name=name]", "Lan")
    page.click("main button")
    go(page, "**/queue")
    return page


def calm(page: "Page") -> None:
    """Wait until the page that is shown takes keys."""
    page.wait_for_selector("html:not([data-busy])")


def go(page: "Page", wanted: Any) -> None:
    """Wait for an address, and for its page to take keys."""
    page.wait_for_url(wanted)
    calm(page)


def open_item(page: "Page", name: str = "Hải Phòng") -> str:
    """Open an item from the queue, as soon as it is there, and return its address."""
    queue = page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/queue"
    link = f"table.queue a:text-is('{name}')"

    def shown() -> bool:  # a queue that takes long to read is shown as it was, and read anew meanwhile
        page.goto(queue)
        return page.locator(link).count() > 0

    until(shown, f"{name} is in the queue")
    page.click(link)
    go(page, "**/item/**")
    return page.url


def key_of(page: "Page", figure: str) -> str:
    """The key that takes a figure."""
    return page.locator(f"button.take:has-text('{figure}') kbd").inner_text()


def until(found: Any, what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 30
    while not found():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def table_says(store: Path, score: str) -> bool:
    asked = subprocess.run(
        [CHISO, "table", "PAR_INDEX", "2023", "--store", store],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return any("Hải Phòng" in line and score in line for line in asked.stdout.splitlines())


def verdicts(store: Path) -> list[tuple[str, str | None]]:
    return [(d.verdict.value, d.figure) for d in DecisionFile.of(store).read().decisions]


def load_beside(store: Path, *items: Loaded) -> None:
    """Load pages as another process would, between two moments in which the desk has the file."""

    def done() -> bool:
        try:
            keep(store, *items)
        except Locked:
            return False
        return True

    until(done, "the desk keeps the store")


def test_by_keyboard_settle_undo_and_settle_otherwise(browser: "Browser", tmp_path: Path) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with served(store) as address:
        page = sign_in(browser, address)
        problems: list[str] = []
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: problems.append(str(e)))
        first = open_item(page)
        page.keyboard.press("?")
        page.wait_for_selector("dialog[open] kbd")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="detached")
        page.keyboard.press(key_of(page, "91,81%"))
        go(page, lambda u: u.split("?")[0] != first)
        assert verdicts(store) == [("claim", "91.81")]
        until(lambda: table_says(store, "91,81!"), "the table shows the ruling")
        page.keyboard.press("u")
        go(page, lambda u: "figure=" in u)
        assert "Hải Phòng" in page.inner_text("h1")
        page.keyboard.press(key_of(page, "91,87%"))
        go(page, lambda u: "figure=" not in u)
        assert verdicts(store)[1:] == [("undo", None), ("claim", "91.87")]
        until(lambda: table_says(store, "91,87!"), "the table shows the other ruling")
        here = page.url
        page.keyboard.press("j")
        go(page, lambda u: u != here)
        page.keyboard.press("k")
        go(page, here)
        page.keyboard.press("v")
        page.keyboard.type("81,99")
        page.keyboard.press("Tab")
        page.keyboard.type("1 n c u j")  # keys are letters while one types
        page.keyboard.press("Enter")
        go(page, lambda u: u != here)
        assert verdicts(store)[3] == ("value", "81.99") and len(verdicts(store)) == 4
        assert problems == []


def test_a_burst_of_fifty_keys_leaves_one_decision_for_each_item_that_was_seen(
    browser: "Browser", tmp_path: Path
) -> None:
    store = keep(tmp_path / "s.duckdb", *crowd(40))
    with served(store) as address:
        page = sign_in(browser, address)
        page.evaluate(
            """() => { const look = () => { const item = document.querySelector("[data-item]")?.dataset.item;
                if (item && window.shown.at(-1) !== item) window.shown.push(item); };
                window.shown = [];
                new MutationObserver(look).observe(document, { childList: true, subtree: true }); }"""
        )
        page.click("table.queue a")
        go(page, "**/item/**")
        page.evaluate(
            """() => { for (let i = 0; i < 50; i++)
                document.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true })); }"""
        )
        until(lambda: len(verdicts(store)) == 1, "the first key counts")
        calm(page)
        for _ in range(50):
            page.keyboard.press("1")
        page.wait_for_timeout(500)  # a reviewer who has let go of the keyboard
        for _ in range(5):
            calm(page)
            page.keyboard.press("1")
        calm(page)
        made = DecisionFile.of(store).read().decisions
        assert 6 <= len(made) <= 40
        assert set(Counter(d.key for d in made).values()) == {1}
        assert len({d.token for d in made}) == len(made)
        shown = page.evaluate("window.shown")
        assert [d.conflict for d in made] == shown[: len(made)] and len(shown) <= len(made) + 1


def test_the_next_item_is_there_before_it_is_asked_for(browser: "Browser", tmp_path: Path) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(5))
    with served(store) as address:
        page = sign_in(browser, address)
        open_item(page)
        for number in range(3):
            page.wait_for_selector("html[data-ahead]")
            asked: list[str] = []

            def note(request: Any, to: list[str] = asked) -> None:
                first = urlsplit((request.redirected_from or request).url).path
                if first != "/next" and not first.startswith("/static/"):  # else it is fetched ahead
                    to.append(f"{request.method} {urlsplit(request.url).path}")

            page.on("request", note)
            here = page.url
            page.keyboard.press("1")
            go(page, lambda u, before=here: u != before)
            page.remove_listener("request", note)
            assert asked == [f"POST {urlsplit(here).path}/rule"]
            assert len(verdicts(store)) == number + 1 and page.locator(".flash").count() == 1
            item = page.get_attribute("[data-item]", "data-item")
            assert page.url.split("/item/")[1] == item
        page.click(".flash button")
        go(page, "**figure=**")
        assert verdicts(store)[3] == ("undo", None)


def test_two_tabs_at_one_item_make_one_decision(browser: "Browser", tmp_path: Path) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(2))
    with served(store) as address:
        page = sign_in(browser, address)
        open_item(page)
        other = page.context.new_page()
        other.goto(page.url)
        page.keyboard.press("1")
        page.wait_for_selector(".flash")
        other.keyboard.press("2")
        other.wait_for_selector(".banner.error")
        assert len(verdicts(store)) == 1


def test_another_reading_of_a_page_brings_the_item_back_with_old_and_new(
    browser: "Browser", tmp_path: Path
) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(2))
    with served(store) as address:
        page = sign_in(browser, address)
        open_item(page)
        page.keyboard.press(key_of(page, "91,87%"))
        until(lambda: table_says(store, "91,87!"), "the ruling counts")
        edited = says(
            ("hai-phong", "score", "91.55"),
            ("hai-phong", "rank", 2),
            host="a.vn",
            title="Hai thành phố",
            minutes=60,
        )
        load_beside(store, edited)
        open_item(page)
        box = page.locator("#moved")
        assert "91,87%" in box.inner_text() and "Lan" in box.inner_text()
        assert box.locator(".gone").all_inner_texts() == ["91,87%"] and box.locator(
            ".new"
        ).all_inner_texts() == ["91,55%"]
        page.keyboard.press(key_of(page, "91,55%"))
        until(lambda: table_says(store, "91,55!"), "the new ruling counts")


def test_the_same_without_javascript(browser: "Browser", tmp_path: Path) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(2))
    with served(store) as address:
        page = sign_in(browser, address, java_script_enabled=False)
        first = open_item(page)
        page.click("button.take:has-text('91,81%')")
        go(page, lambda u: u != first)
        until(lambda: table_says(store, "91,81!"), "the table shows the ruling")
        page.click(".flash button")
        go(page, "**figure=**")
        page.click("button.take:has-text('91,87%')")
        until(lambda: table_says(store, "91,87!"), "the table shows the other ruling")
        page.click("summary:has-text('Để sau')")
        page.fill("details[open] textarea", "hỏi lại")
        page.click("details[open] button")
        page.wait_for_selector(".flash")
        assert [v for v, _ in verdicts(store)] == ["claim", "undo", "claim", "defer"]
        page.click("button:has-text('English')")
        assert page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_finding_of_axe_on_any_page(browser: "Browser", tmp_path: Path, theme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    store = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(3))
    with served(store) as address:
        page = sign_in(browser, address, color_scheme=theme, bypass_csp=True)
        base = address.split("/start")[0]
        open_item(page)
        page.keyboard.press("c")
        page.keyboard.type("một nhận xét")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".trail")
        item, article = page.url, page.get_attribute(".links a[href^='/article/']", "href")
        witness = page.get_attribute(".links a[href^='/witness/']", "href")
        paths = ["/queue", "/facts", "/articles?q=score", "/sources", "/provinces", "/province/hai-phong", "/indices",
                 "/index/PAR_INDEX", "/index/PAR_INDEX/2023", "/decisions", "/agreement", "/keys", "/nothing",
                 str(article), str(witness)]  # fmt: skip
        for url in [item, *(base + path for path in paths)]:
            page.goto(url)
            page.evaluate(
                "document.querySelectorAll('details').forEach((d) => { d.removeAttribute('name'); d.open = true; })"
            )
            found = Axe().run(page).response["violations"]
            grave = [
                (v["id"], n["target"], n.get("failureSummary"))
                for v in found
                if v["impact"] in ("serious", "critical")
                for n in v["nodes"]
            ]
            assert grave == [], url


def test_every_control_shows_where_the_keyboard_is(browser: "Browser", tmp_path: Path) -> None:
    store = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with served(store) as address:
        page = sign_in(browser, address)
        open_item(page)
        seen = 0
        for _ in range(30):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                "((e) => e === document.body ? null : getComputedStyle(e).outlineWidth)(document.activeElement)"
            )
            if outline is not None:
                assert float(outline.removesuffix("px")) >= 2
                seen += 1
        assert seen > 20


@pytest.mark.slow
def test_pictures_of_the_desk_over_the_projects_own_articles(browser: "Browser", tmp_path: Path) -> None:
    """CHISO_PICTURES=1 puts them into docs/images/."""
    store = tmp_path / "chiso.duckdb"
    pages = [str(ROOT / "fixtures" / folder) for folder in ("articles", "pages")]
    subprocess.run([CHISO, "ingest", *pages, "--store", store], check=True, cwd=ROOT, capture_output=True)
    into = IMAGES if os.environ.get("CHISO_PICTURES") == "1" else tmp_path / "images"
    into.mkdir(parents=True, exist_ok=True)
    with served(store) as address:
        base = address.split("/start")[0]
        for theme in ("light", "dark"):
            page = sign_in(browser, address, color_scheme=theme)  # type: ignore[arg-type]
            rows = page.request.get(f"{base}/queue.json?all=1&status=settled").json()["items"]
            item = next(r for r in rows if r["facts"] == [key().id])["id"]
            page.goto(f"{base}/item/{item}")
            article = page.get_attribute(".links a[href^='/article/']", "href")
            for name, path in (
                ("queue", "/queue"), ("conflict", f"/item/{item}"), ("article", str(article).split("#")[0]),
                ("province", "/province/hai-phong"), ("index", "/index/PAR_INDEX/2023"),
            ):  # fmt: skip
                page.goto(base + path)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                    f"{name} is wider than 1280"
                )
                picture = into / f"desk-{name}-{theme}.jpg"
                page.screenshot(path=picture, type="jpeg", quality=70)
                assert 10_000 < picture.stat().st_size < 150_000, picture.name
            page.set_viewport_size({"width": 820, "height": 1180})
            for path in ("/queue", f"/item/{item}", "/facts", str(article)):
                page.goto(base + path)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                    f"{path} is wider than a tablet"
                )
            page.context.close()

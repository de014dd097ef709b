"""The operator's verbs, run as an operator runs them, against the fixture portals."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "crawlers"))

from portal_help import ROOT, SITES, Server, Stage, ledger

CHISO = Path(sys.executable).parent / "chiso"
DAYS = {1: "2025-05-12T01:30", 2: "2025-05-13T01:30", 3: "2025-05-14T01:30", 4: "2025-07-02T01:30"}


def chiso(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("CHISO_")} | {"COLUMNS": "200"}
    done = subprocess.run(
        [CHISO, *words], capture_output=True, text=True, cwd=ROOT, timeout=200, env=env, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def update(
    folder: Path, server: Server, day: int, *more: str, sites: Path = SITES, code: int = 0
) -> dict[str, Any]:
    done = chiso(
        "update", "--store", folder / "c.duckdb", "--sites", sites, "--contact", "mailto:t@t.example", "--gap", "0",
        "--proxy", server.address, "--now", DAYS[day], "--json", *more, code=code,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    report["site"] = {row["site"]: row for row in report["sites"]}
    return report


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "c.duckdb"), read_only=True) as store:
        return store.execute(query).fetchall()


FACTS = (
    "SELECT index, component, year, rank, ranked, score, rank_change FROM facts"
    " WHERE subject = 'province/bac-kan' ORDER BY ALL"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Any, Any]]:
    folder = tmp_path_factory.mktemp("story")
    told: dict[Any, Any] = {"folder": folder}
    with Server() as server:
        for day in DAYS:
            server.stage.day = day
            server.stage.hits.clear()
            told[day] = update(folder, server, day, code=0 if day < 3 else 3)
            told[day, "hits"] = {host: list(found) for host, found in server.stage.hits.items()}
            told[day, "texts"] = dict(rows(folder, "SELECT id, text FROM revision"))
            told[day, "backan"] = rows(folder, FACTS)
        yield told


def test_day_one_everything_is_new(story: dict[Any, Any]) -> None:
    report = story[1]
    assert report["new"] == 32
    assert report["observations_new"] > 300
    assert report["problems"] == []
    assert {row["state"] for row in report["sites"]} == {"ok"}
    assert {tuple(row["coverage"]) for row in report["sites"]} == {(1.0, 1.0, 1.0)}


def test_day_two_tells_new_unchanged_edited_and_withdrawn(story: dict[Any, Any]) -> None:
    report = story[2]
    assert (report["new"], report["revised"]) == (1, 1)
    thai_nguyen = report["site"]["thai-nguyen"]
    assert (thai_nguyen["new"], thai_nguyen["changed"], thai_nguyen["same"]) == (1, 1, 4)
    assert report["site"]["mien-duyen-hai"]["gone"] == 1
    gone = ledger(story["folder"] / "crawl", "SELECT url FROM page WHERE gone IS NOT NULL")
    assert [url.rsplit("-", 1)[1] for (url,) in gone] == ["4735090.htm"]
    texts = rows(
        story["folder"],
        "SELECT text FROM revision JOIN article ON article.id = article_id WHERE url LIKE '%-20180' ORDER BY text",
    )
    assert len(texts) == 2
    assert "Thái Nguyên đạt 90,23%" in texts[0][0]
    assert "Thái Nguyên đạt 90,32%" in texts[1][0]


def test_an_unchanged_page_with_an_etag_is_not_sent_again(story: dict[Any, Any]) -> None:
    statuses = [
        hit.status
        for hit in story[2, "hits"]["mienduyenhai.example"]
        if hit.path.endswith(".htm") and "-47" in hit.path
    ]
    assert sorted(statuses) == [304] * 6 + [404]


def test_the_edited_figure_disagrees_with_the_others(story: dict[Any, Any]) -> None:
    found = rows(
        story["folder"],
        "SELECT figures FROM conflicts WHERE subject = 'province/thai-nguyen' AND index = 'SIPAS' AND year = 2024"
        " AND attribute = 'score' AND kind IN ('value', 'revision')",
    )
    assert any("90.32" in str(figures) and "90.23" in str(figures) for (figures,) in found)


def test_day_three_a_redesign_raises_the_alarm_and_touches_nothing(story: dict[Any, Any]) -> None:
    report = story[3]
    assert report["site"]["son-la"]["state"] == "quarantined"
    assert "the recipe found the title on 0%" in report["site"]["son-la"]["why"]
    assert report["site"]["son-la"]["held"] == 3
    assert {row["state"] for row in report["sites"] if row["site"] != "son-la"} == {"ok"}
    assert (report["new"], report["revised"]) == (0, 0)
    assert story[3, "texts"] == story[2, "texts"]


def test_day_four_a_merged_host_keeps_what_it_said(story: dict[Any, Any]) -> None:
    assert story[1, "backan"]
    assert story[4, "backan"] == story[1, "backan"]
    ranks = rows(
        story["folder"],
        "SELECT rank FROM facts WHERE subject = 'province/bac-kan' AND index = 'PCI' AND year = 2021",
    )
    assert ranks == [(48,)]
    sources = rows(
        story["folder"], "SELECT DISTINCT source_id FROM article WHERE url LIKE '%backan.example%'"
    )
    assert sources == [("backan.example",)]


def test_day_four_moved_articles_are_aliases_not_news(story: dict[Any, Any]) -> None:
    aliases = ledger(
        story["folder"] / "crawl",
        "SELECT key, url FROM alias WHERE key LIKE 'bac-kan#%' AND url LIKE '%thainguyen%' ORDER BY key",
    )
    assert [key for key, _ in aliases] == [f"bac-kan#11310{n}" for n in range(1, 5)]
    assert rows(
        story["folder"],
        "SELECT count(*) FROM article WHERE regexp_matches(url, 'thainguyen.*-1013[0-9]{3}$')",
    ) == [(0,)]
    asked = [hit.path for hit in story[4, "hits"]["backan.example"]]
    assert asked[0] == "/robots.txt"
    assert not [
        path for path in asked if path.startswith("/Trang/tin-tuc")
    ]  # the list of a dead site is left alone
    left = ledger(story["folder"] / "crawl", "SELECT error FROM page WHERE key = 'bac-kan#113105'")
    assert left == [("redirect_home",)]


def test_sites_shows_who_needs_a_look(story: dict[Any, Any]) -> None:
    words = ("sites", "--store", story["folder"] / "c.duckdb", "--sites", SITES, "--now", DAYS[4])
    shown = chiso(*words).stdout
    assert "son-la" in shown
    assert "quarantined" in shown
    told = {row["site"]: row for row in json.loads(chiso(*words, "--json").stdout)}
    assert told["son-la"]["state"] == "quarantined"
    assert told["bac-kan"]["state"] == "retired"
    assert told["yen-bai"]["next_due"] == "2025-07-03T01:30:00Z"


def test_a_new_recipe_ends_the_quarantine_and_reads_what_was_held(
    story: dict[Any, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    copy = subprocess.run(["cp", "-r", story["folder"], folder], check=True)
    assert copy.returncode == 0
    sites = tmp_path / "sites"
    subprocess.run(["cp", "-r", SITES, sites], check=True)
    recipe = sites / "son-la.toml"
    old = (
        '\n[[layout]]\nuntil = 2025-05-13\ntitle = [".ArticleHeader"]\ndate = [".PostDate"]\n'
        'lead = [".ArticleSummary"]\nbody = [".ArticleContent"]\n'
    )
    new = (
        '\n[[layout]]\ndetect = ".x-shell"\ntitle = [".x-t"]\ndate = [".x-i"]\n'
        'lead = [".x-s"]\nbody = [".x-c"]\ndrop = [".x-a2"]\n'
    )
    expect = "\n[expect]\ndate = 0.0\n"
    recipe.write_text(recipe.read_text("utf-8") + old + new + expect, "utf-8")
    # Dates are pictures now: the operator says that none are expected any more, and starts a new history.
    held = ledger(folder / "crawl", "SELECT count(*) FROM fetch WHERE reading = 'held'")[0][0]
    assert held >= 3
    with Server(Stage(day=4)) as server:
        report = update(folder, server, 4, "--site", "son-la", sites=sites)
    assert report["released"] == ["son-la"]
    assert report["site"]["son-la"]["state"] == "ok"
    assert report["new"] == 3
    assert ledger(folder / "crawl", "SELECT count(*) FROM fetch WHERE reading = 'held'") == [(0,)]


def test_nothing_is_due_twice_on_one_day(tmp_path: Path) -> None:
    with Server() as server:
        first = update(tmp_path, server, 1, "--site", "vung-tau", "--due")
        server.stage.hits.clear()
        second = update(tmp_path, server, 1, "--site", "vung-tau", "--due")
        assert first["run"] == 1
        assert second["run"] is None
        assert not server.stage.hits


def test_the_log_has_a_line_for_every_fetch(story: dict[Any, Any]) -> None:
    lines = [
        json.loads(line)
        for line in (story["folder"] / "crawl" / "crawl.jsonl").read_text("utf-8").splitlines()
    ]
    fetches = ledger(story["folder"] / "crawl", "SELECT count(*) FROM fetch")[0][0]
    assert sum(line["event"] == "fetch" for line in lines) == fetches


def test_check_says_whether_a_recipe_fits(tmp_path: Path) -> None:
    with Server(Stage(day=1)) as server:
        words = (
            "--sites",
            SITES,
            "--contact",
            "mailto:t@t.example",
            "--gap",
            "0",
            "--proxy",
            server.address,
            "--now",
            DAYS[1],
        )
        good = json.loads(chiso("site", "check", "son-la", *words, "--json").stdout)
        assert good["fits"]
        assert sum(row["kind"] == "article" for row in good["pages"]) == 3
        server.stage.day = 3
        bad = json.loads(chiso("site", "check", "son-la", *words, "--json", code=1).stdout)
        assert "the recipe found the title on 0 of 3 articles" in bad["faults"]
    assert not list(tmp_path.iterdir())


def test_try_guesses_the_family_and_drafts_a_recipe(tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    sites.mkdir()
    (sites / "vung-tau.toml").write_text((SITES / "vung-tau.toml").read_text("utf-8"), "utf-8")
    words = ("--sites", sites, "--contact", "mailto:t@t.example", "--gap", "0", "--now", DAYS[1])
    with Server() as server:
        portal = server.stage.portal("mienduyenhai.example")
        assert portal is not None
        from portals.render import path_of

        url = f"http://mienduyenhai.example{path_of(portal, portal.items[0])}"
        # What a draft says is tried as it stands: the host is not one of ours yet.
        shown = chiso("site", "try", url, *words, "--proxy", server.address).stdout
        assert "family newspaper" in shown
        assert 'host = "mienduyenhai.example"' in shown
        assert portal.items[0].title in shown.replace("\n", " ")
        chiso("site", "record", url, *words, "--proxy", server.address, "--into", tmp_path / "rec")
    page, reading = (
        sorted((tmp_path / "rec").rglob("*.html"))[0],
        sorted((tmp_path / "rec").rglob("*.json"))[0],
    )
    assert json.loads(reading.read_text("utf-8"))["title"] == portal.items[0].title
    assert portal.items[0].title in page.read_text("utf-8")


def test_schedule_writes_units_and_a_line_for_cron(tmp_path: Path) -> None:
    words = ("--contact", "mailto:t@t.example", "--at", "02:15", "--store", tmp_path / "a b.duckdb")
    chiso("schedule", "--into", tmp_path / "units", *words)
    timer = (tmp_path / "units" / "chiso-update.timer").read_text("utf-8")
    service = (tmp_path / "units" / "chiso-update.service").read_text("utf-8")
    assert "OnCalendar=*-*-* 02:15:00" in timer
    assert "Persistent=true" in timer
    assert "RandomizedDelaySec=30m" in timer
    assert f'"{tmp_path}/a b.duckdb"' in service
    line = chiso("schedule", "--cron", *words, "--sites", SITES).stdout
    assert line.rstrip().endswith(f"--sites {SITES} > /dev/null")
    assert line.startswith("15 2 * * * cd ")
    assert "update --due" in line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("update", "--site", "x", "--contact", "mailto:a@b"), "there is no site 'x'"),
        (("update",), "hosts have to know whom they can write to"),
        (("update", "--sites", "/no/such", "--contact", "mailto:a@b"), "there is no such folder"),
        (("schedule", "--at", "25:00", "--contact", "mailto:a@b"), "no time of day"),
        (("site", "try", "sonla", "--contact", "mailto:a@b"), "no web address"),
        (("site", "release", "son-la", "--archive", "/no/such"), "nothing has been crawled here yet"),
    ],
)
def test_mistakes_get_a_message(words: tuple[str, ...], said: str) -> None:
    done = chiso(*words, code=1)
    assert said in done.stderr.replace("\n", " ")


def test_a_second_update_in_the_same_folder_waits(tmp_path: Path) -> None:
    from crawlers.lock import only_one

    with Server() as server, only_one(tmp_path / "crawl" / "lock"):
        done = chiso(
            "update", "--store", tmp_path / "c.duckdb", "--sites", SITES, "--contact", "mailto:t@t.example",
            "--proxy", server.address, code=75,
        )  # fmt: skip
        assert f"process {os.getpid()}" in done.stderr.replace("\n", " ")
        assert not server.stage.hits


CONTENT = (
    "SELECT url, text, title, published FROM revision JOIN article ON article.id = article_id ORDER BY ALL",
    "SELECT columns(*) FROM observation ORDER BY id",
    "SELECT columns(*) FROM facts ORDER BY ALL",
    "SELECT id, kind, state, name, figures FROM conflicts ORDER BY id",
)


def killed_update(folder: Path, server: Server, wait: float) -> bool:
    """Start an update and kill it after so many seconds; return whether it was still at work."""
    words = [
        CHISO, "update", "--store", folder / "c.duckdb", "--sites", SITES, "--contact", "mailto:t@t.example",
        "--gap", "0", "--proxy", server.address, "--now", DAYS[1],
    ]  # fmt: skip
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=wait)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def check_killed_updates(tmp_path: Path, copies: int, times: int, longest: float, seed: int) -> None:
    dice = random.Random(seed)
    with Server(Stage(copies=copies, steady=True)) as server:
        update(tmp_path / "whole", server, 1)
        kills = sum(
            killed_update(tmp_path / "killed", server, dice.uniform(0.3, longest)) for _ in range(times)
        )
        update(tmp_path / "killed", server, 1)
    assert kills > 0
    for query in CONTENT:
        assert rows(tmp_path / "killed", query) == rows(tmp_path / "whole", query)


def test_an_update_that_was_killed_ends_with_the_same_store(tmp_path: Path) -> None:
    check_killed_updates(tmp_path, copies=1, times=3, longest=2.0, seed=3)


@pytest.mark.slow
def test_an_update_killed_thirty_times_ends_with_the_same_store(tmp_path: Path) -> None:
    check_killed_updates(tmp_path, copies=17, times=30, longest=4.0, seed=4)


def test_an_interrupted_update_says_so_and_the_next_goes_on(tmp_path: Path) -> None:
    with Server(Stage(copies=3)) as server:
        words = [
            CHISO, "update", "--store", tmp_path / "c.duckdb", "--sites", SITES, "--contact", "mailto:t@t.example",
            "--gap", "0.1", "--proxy", server.address, "--now", DAYS[1], "--json",
        ]  # fmt: skip
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while sum(map(len, list(server.stage.hits.values()))) < 20:
            assert process.poll() is None
            time.sleep(0.01)
        process.terminate()
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 3, errors
        assert json.loads(out)["finished"] is False
        assert "Traceback" not in errors
        report = update(tmp_path, server, 1)
    assert report["resumed"]
    assert rows(tmp_path, "SELECT count(*) FROM article") == [(96,)]

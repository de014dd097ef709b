"""Killed at random moments, a crawl goes on: it ends as an undisturbed one does, and asks for nothing in vain."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from portal_help import Server, Stage, crawl, ledger, start_crawl

from crawlers.hosts import UNSETTLED

PAGES = (
    "SELECT key, page.url, kind, state, snapshot, alias.url FROM page LEFT JOIN alias USING (key)"
    " WHERE kind <> 'robots' ORDER BY 1, 6"
)


def killed(folder: Path, server: Server, times: int, dice: random.Random, step: int) -> int:
    """Crawl, killing it `times` times at most after a few more requests each; return how often it was."""
    kills = 0
    while kills < times:
        process = start_crawl(folder, server)
        aim = requests(server) + dice.randint(1, step)
        wait = dice.random() * 0.004  # some time after the request: before, in or after what follows from it
        while process.poll() is None and requests(server) < aim:
            time.sleep(0.001)
        time.sleep(wait)
        if process.poll() is not None:
            process.communicate()
            break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
    crawl(folder, server)
    return kills


def requests(server: Server) -> int:
    return sum(map(len, list(server.stage.hits.values())))


def check(tmp_path: Path, copies: int, times: int, step: int, seed: int) -> None:
    with Server(Stage(copies=copies, steady=True)) as server:
        crawl(tmp_path / "whole", server)
    with Server(Stage(copies=copies, steady=True)) as server:
        kills = killed(tmp_path / "killed", server, times, random.Random(seed), step)
        hits = Counter(
            (host, hit.path, hit.method) for host, found in server.stage.hits.items() for hit in found
        )
    assert kills == times
    whole, resumed = (ledger(tmp_path / name, PAGES) for name in ("whole", "killed"))
    assert resumed == whole
    assert len(whole) >= 30 * copies
    allowed = Counter(
        dict(
            ledger(tmp_path / "killed", "SELECT url, count(*) FROM fetch GROUP BY url")
        )  # a row for each leave to ask
    )
    for (host, path, method), count in hits.items():
        if method == "GET":
            assert count <= allowed[f"http://{host}{path}"], path
    again = ledger(
        tmp_path / "killed",
        "SELECT key, count(*) FROM fetch WHERE outcome <> 'interrupted' AND kind <> 'robots'"
        " GROUP BY key HAVING count(*) > 1",
    )
    assert again == []  # what was done was never done again
    lost = ledger(tmp_path / "killed", "SELECT count(*) FROM fetch WHERE outcome = 'interrupted'")[0][0]
    assert lost <= kills * 6 * (1 + UNSETTLED)  # of each host one in flight, and what waited for the disk
    assert ledger(tmp_path / "killed", "SELECT count(*), max(resumed) FROM run") == [(1, kills)]
    for row in ledger(tmp_path / "killed", "SELECT snapshot FROM page WHERE snapshot IS NOT NULL"):
        assert (tmp_path / "killed" / "bodies" / row[0][:2] / f"{row[0]}.zst").exists()
    assert not list((tmp_path / "killed" / "bodies").glob("*/*.part"))


def test_three_kills(tmp_path: Path) -> None:
    check(tmp_path, copies=3, times=3, step=30, seed=1)


@pytest.mark.slow
def test_thirty_kills_of_a_crawl_of_five_hundred_pages(tmp_path: Path) -> None:
    check(tmp_path, copies=17, times=30, step=28, seed=2)

"""What hosts see of a crawl, as the fixture server counted it."""

from itertools import pairwise
from pathlib import Path

from portal_help import DAY1, Server, Stage, crawl, ledger, write_recipe

GAP = 0.15


def test_robots_first_one_at_a_time_with_a_gap_and_nothing_twice(tmp_path: Path) -> None:
    with Server() as server:
        crawl(tmp_path, server, floor=GAP)
        hits = {host: list(found) for host, found in server.stage.hits.items()}
        articles = {row[0] for row in ledger(tmp_path, "SELECT url FROM page WHERE kind = 'article'")}
        assert len(hits) == 6
        assert len(articles) >= 30
        for host, found in hits.items():
            assert found[0].path == "/robots.txt", host
            for before, after in pairwise(found):
                assert after.start >= before.end + GAP, (host, before, after)
            asked = [(hit.method, hit.path) for hit in found if hit.method == "GET"]
            assert len(asked) == len(set(asked)), host
            assert all("+mailto:t@t.example" in hit.agent for hit in found)
        first = sum(f"http://{host}{hit.path}" in articles for host, found in hits.items() for hit in found)
        assert first == len(articles)

        server.stage.hits.clear()
        crawl(tmp_path, server, now=DAY1 + 6 * 3600)
        again = [
            hit
            for host, found in server.stage.hits.items()
            for hit in found
            if f"http://{host}{hit.path}" in articles
        ]
        assert len(again) < 0.05 * first
        for host, found in server.stage.hits.items():
            assert found[0].path == "/robots.txt", host


def test_the_walk_of_a_list_stops_at_known_articles(tmp_path: Path) -> None:
    with Server(Stage(copies=20)) as server:
        crawl(tmp_path, server, only=["vung-tau"])
        first = [hit.path for hit in server.stage.hits["vungtau.example"] if hit.path.startswith("/tin-tuc")]
        server.stage.hits.clear()
        crawl(tmp_path, server, only=["vung-tau"], now=DAY1 + 6 * 3600)
        second = [hit.path for hit in server.stage.hits["vungtau.example"] if hit.path.startswith("/tin-tuc")]
    assert len(first) == 16  # 80 articles, five on a page
    assert second == ["/tin-tuc"]


def test_crawl_delay_is_obeyed(tmp_path: Path) -> None:
    with Server(Stage(crawl_delay=0.3)) as server:
        crawl(tmp_path, server, only=["vung-tau"])
        found = server.stage.hits["vungtau.example"]
    assert len(found) >= 6
    for before, after in pairwise(found):
        assert after.start >= before.end + 0.3


def test_a_page_that_robots_forbid_is_not_asked_for(tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    sites.mkdir()
    write_recipe(sites, "vung-tau", "vungtau.example", path="/admin/tin-tuc")
    with Server() as server:
        crawl(tmp_path / "c", server, sites=sites)
        assert [hit.path for hit in server.stage.hits["vungtau.example"]] == ["/robots.txt"]
    assert ledger(tmp_path / "c", "SELECT outcome FROM fetch WHERE kind = 'listing'") == [("robots_denied",)]


def test_quiet_hours_are_kept(tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    sites.mkdir()
    write_recipe(sites, "vung-tau", "vungtau.example", '[crawl]\nquiet_hours = "08:00-09:00"')
    with Server() as server:
        crawl(tmp_path / "c", server, sites=sites)  # 01:30 UTC is 08:30 in Vietnam
        assert not server.stage.hits
        crawl(tmp_path / "c", server, sites=sites, now=DAY1 + 3600)
        assert server.stage.hits["vungtau.example"]

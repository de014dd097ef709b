"""The frontier: what is asked for next, what is given back, what is told apart."""

from pathlib import Path

import pytest

from crawlers.coverage import Coverage, fault, measure
from crawlers.frontier import Frontier
from crawlers.keys import Directory
from crawlers.ledger import Ledger
from crawlers.outcome import Outcome
from crawlers.pages import Found, Settled, Ticket
from crawlers.recipe_files import load_recipes

PORTALS = Path(__file__).parent.parent.parent / "fixtures" / "portals" / "sites"
RECIPES = load_recipes(PORTALS)


class TestFrontier:
    """Leases and what follows from them, without a network."""

    @pytest.fixture
    def frontier(self, tmp_path: Path) -> Frontier:
        frontier = Frontier(Ledger(tmp_path / "l.sqlite"), Directory(RECIPES))
        frontier.open([RECIPES["vung-tau"]], 1000.0)
        return frontier

    def test_robots_come_first(self, frontier: Frontier) -> None:
        ticket = frontier.take("vungtau.example", 1000.0, robots_only=False)
        assert isinstance(ticket, Ticket)
        assert ticket.url == "http://vungtau.example/robots.txt"
        assert frontier.take("vungtau.example", 1000.0, robots_only=True) is None

    def test_what_is_not_due_is_waited_for(self, frontier: Frontier) -> None:
        for key in ("robots vungtau.example", "vung-tau listing 0 1"):
            ticket = frontier.lease(key, 1000.0)
            frontier.settle([(ticket, Settled(Outcome.TIMEOUT), 1000.0)])
        due = frontier.take("vungtau.example", 1000.0, robots_only=False)
        assert isinstance(due, float)
        assert 1000.0 < due < 1010.0
        assert isinstance(frontier.take("vungtau.example", due, robots_only=False), Ticket)

    def test_a_list_is_settled_with_what_it_named(self, frontier: Frontier) -> None:
        ticket = frontier.lease("vung-tau listing 0 1", 1000.0)
        found = (Found("vung-tau#1", "http://vungtau.example/node/1", "article"),)
        frontier.settle([(ticket, Settled(Outcome.OK, found=found), 1001.0)])
        assert frontier.ledger.row("SELECT state FROM page WHERE key = 'vung-tau#1'")["state"] == "waiting"  # type: ignore[index]

    def test_a_failure_waits_and_ends_after_three(self, frontier: Frontier) -> None:
        now = 1000.0
        for state in ("waiting", "waiting", "failed"):
            ticket = frontier.lease("vung-tau listing 0 1", now)
            frontier.settle([(ticket, Settled(Outcome.TIMEOUT), now)])
            row = frontier.ledger.row("SELECT state, due, error FROM page WHERE key = ?", (ticket.key,))
            assert row is not None
            assert (row["state"], row["error"]) == (state, "timeout")
            assert row["due"] > now
            now = row["due"]

    def test_what_was_leased_is_given_out_again_after_a_kill(self, frontier: Frontier) -> None:
        frontier.lease("vung-tau listing 0 1", 1000.0)
        again = Frontier(frontier.ledger, Directory(RECIPES))
        assert again.open([], 2000.0) == frontier.run
        assert again.resumed
        rows = frontier.ledger.rows("SELECT state FROM page WHERE key = 'vung-tau listing 0 1'")
        assert [row["state"] for row in rows] == ["waiting"]
        assert [row["outcome"] for row in frontier.ledger.rows("SELECT outcome FROM fetch")] == [
            "interrupted"
        ]

    def test_a_walk_that_was_cut_short_is_made_up_for(self, frontier: Frontier) -> None:
        frontier.close(1100.0)
        frontier.open([RECIPES["vung-tau"]], 90_000.0)  # its list was never fetched in the first run
        assert frontier.sweeps("vung-tau")
        ticket = frontier.lease("vung-tau listing 0 1", 90_000.0)
        frontier.settle([(ticket, Settled(Outcome.OK), 90_001.0)])
        frontier.close(90_002.0)
        frontier.open([RECIPES["vung-tau"]], 180_000.0)
        assert not frontier.sweeps("vung-tau")

    def test_a_redirected_article_keeps_its_address_and_gets_an_alias(self, frontier: Frontier) -> None:
        ticket = frontier.lease("vung-tau listing 0 1", 1000.0)
        found = (Found("vung-tau#1", "http://vungtau.example/node/1", "article"),)
        frontier.settle([(ticket, Settled(Outcome.OK, found=found), 1001.0)])
        ticket = frontier.lease("vung-tau#1", 1002.0)
        target = "http://sonla.example/tin-tuc/x-923101"
        frontier.settle([(ticket, Settled(Outcome.MOVED, moved_to=target), 1003.0)])
        row = frontier.ledger.row("SELECT url, fetch_url, host FROM page WHERE key = 'vung-tau#1'")
        assert row is not None
        assert tuple(row) == ("http://vungtau.example/node/1", target, "sonla.example")
        assert not frontier.is_old("son-la#923101")
        with frontier.ledger.writing() as db:
            assert (
                frontier.add(db, RECIPES["son-la"], [Found("son-la#923101", target, "article")], 1004.0) == 0
            )


def test_coverage_is_compared_with_the_sites_own_past() -> None:
    recipe = RECIPES["son-la"]
    whole = frozenset({"title", "date", "body"})
    good, bad = measure([whole] * 4, [900] * 4), measure([frozenset({"body"})] * 4, [900] * 4)
    assert fault(good, [good] * 3, recipe) is None
    assert "title on 0%" in (fault(bad, [good] * 3, recipe) or "")
    assert fault(bad, [bad] * 3, recipe) is None  # it never was otherwise
    assert fault(bad, [], recipe) is not None  # but a verified recipe has promised more
    assert fault(measure([frozenset()] * 2, [10] * 2), [good] * 3, recipe) is None  # two pages prove nothing
    assert "articles have 100" in (fault(Coverage(4, 1.0, 1.0, 1.0, 100.0), [good] * 3, recipe) or "")

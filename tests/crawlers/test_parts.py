"""The crawler's parts on their own: gaps, waits, outcomes, lists, the archive, the frontier."""

import os
import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.archive import Archive, Damaged, name_of
from crawlers.coverage import Coverage, fault, measure
from crawlers.discover import read_feed, read_listing, read_sitemap
from crawlers.frontier import Frontier
from crawlers.hosts import LONGEST_GAP, Host, next_gap, rest, retry_after
from crawlers.keys import Directory
from crawlers.ledger import Ledger, LedgerError
from crawlers.lock import Busy, only_one
from crawlers.outcome import Outcome, of_error, of_status
from crawlers.pages import Found, Settled, Ticket
from crawlers.probe import draft
from crawlers.recipe import Recipe
from crawlers.recipe_files import load_recipes
from crawlers.revisits import DAY, next_round, next_try, next_visit
from crawlers.run import CrawlError, Options, crawl
from normalize.errors import UserError

PORTALS = Path(__file__).parent.parent.parent / "fixtures" / "portals" / "sites"
RECIPES = load_recipes(PORTALS)
NEVER = frozenset[str]()

seconds = st.floats(0, 1000)


@given(gap=seconds, latency=seconds, floor=st.floats(0, LONGEST_GAP), ok=st.booleans())
def test_the_gap_keeps_its_floor_and_never_shrinks_on_failure(
    gap: float, latency: float, floor: float, ok: bool
) -> None:
    after = next_gap(gap, latency, ok, floor)
    assert floor <= after <= LONGEST_GAP
    if not ok:
        assert after >= min(gap, LONGEST_GAP)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("Mon, 12 May 2025 01:31:00 GMT", 60.0),
        ("soon", None),
        ("Mon, 12 May 2025 01:31:00 +99999999999999999999", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, wait: float | None) -> None:
    assert retry_after(value, 1747013400.0) == wait


def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Frontier, "open", full)
    with pytest.raises(CrawlError, match="database or disk is full") as told:
        crawl({}, [], tmp_path, Options("test/1"))
    assert "goes on where it stopped" in told.value.to_do


@given(st.text(max_size=40))
def test_any_retry_after_is_read_or_not(value: str) -> None:
    wait = retry_after(value, 0.0)
    assert wait is None or 0.0 <= wait <= DAY


def test_a_crawl_delay_beyond_reason_closes_the_host() -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(b"User-agent: *\nCrawl-delay: 86400\n", "chiso/1")
    assert "86400" in host.closed


def test_robots_speak_to_us_by_name() -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(b"User-agent: *\nDisallow:\n\nUser-agent: chiso\nDisallow: /tin\n", "chiso/0.1 (+mailto:a@b)")
    assert not host.allows("https://a.vn/tin/1", "chiso/0.1 (+mailto:a@b)")
    assert host.allows("https://a.vn/x", "chiso/0.1 (+mailto:a@b)")


@given(st.binary(max_size=300))
def test_any_robots_txt_is_taken(body: bytes) -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(body, "chiso/1")
    host.allows("https://a.vn/x", "chiso/1")


def test_the_breaker_counts_failures_of_the_host_in_a_row() -> None:
    host = Host("a.vn", 0.0, 0.0)
    for outcome in (
        Outcome.SERVER,
        Outcome.TIMEOUT,
        Outcome.OK,
        Outcome.SERVER,
        Outcome.SERVER,
        Outcome.GONE,
        Outcome.SERVER,
    ):
        host.answered(outcome, 0.1, 0.0, None)
    assert not host.closed
    for _ in range(4):
        host.answered(Outcome.SERVER, 0.1, 0.0, None)
    assert host.closed.startswith("breaker: 5 failures")
    assert rest(1) < rest(2) <= rest(50) == DAY


@given(found=st.floats(0, 1e9), age=st.floats(0, 1e8))
def test_a_page_is_looked_at_again_later(found: float, age: float) -> None:
    now = found + age
    assert next_visit(found, now) > now
    assert next_visit(found, now) - now <= 90 * DAY + 1


def test_young_pages_are_looked_at_more_often() -> None:
    assert next_visit(0.0, 0.0) <= DAY
    assert DAY < next_visit(0.0, DAY) <= 7 * DAY
    assert next_visit(0.0, 400 * DAY) == 490 * DAY


@given(st.integers(1, 20), st.integers(0, 100))
def test_waits_are_bounded(tries: int, rounds: int) -> None:
    random.seed(tries)
    assert 1.0 <= next_try(tries) <= 120.0
    assert 0.75 * DAY <= next_round(rounds) <= 48 * DAY


@given(st.integers(100, 999))
def test_every_status_has_a_name(status: int) -> None:
    assert of_status(status) in Outcome
    if status >= 500:
        assert not of_status(status).good


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("DownloadTimeoutError", Outcome.TIMEOUT),
        ("ResponseDataLossError", Outcome.TRUNCATED),
        ("CannotResolveHostError", Outcome.NO_HOST),
        ("DownloadConnectionRefusedError", Outcome.REFUSED),
        ("DownloadFailedError", Outcome.CONNECTION),
    ],
)
def test_what_scrapy_raises_has_a_name(name: str, outcome: Outcome) -> None:
    import scrapy.exceptions

    error = getattr(scrapy.exceptions, name)("words")
    assert of_error(error) is outcome
    assert of_error(ValueError("what")) is Outcome.BROKEN


def page(links: list[str], more: str = "") -> str:
    return "".join(f'<div class="views-row"><a href="{link}">x</a></div>' for link in links) + more


def listing(
    recipe: Recipe, html: str, *, old: frozenset[str] = NEVER, trail: str | None = None, sweep: bool = False
):  # type: ignore[no-untyped-def]
    return read_listing(recipe, 0, 1, recipe.listings[0].url, html, trail, old.__contains__, sweep)


MORE = '<ul><li class="pager-next"><a href="/tin-tuc?page=1">sau</a></li></ul>'


def test_a_listing_names_articles_once_and_its_next_page() -> None:
    recipe = RECIPES["vung-tau"]
    found = listing(
        recipe,
        page(
            [
                "/node/1",
                "/node/2#top",
                "/node/1?utm_source=x",
                "https://else.vn/node/9",
                "javascript:x",
                "/gioi-thieu",
            ],
            MORE,
        ),
    )
    assert [a.key for a in found.articles] == ["vung-tau#1", "vung-tau#2"]
    assert [a.url for a in found.articles] == [
        "http://vungtau.example/node/1",
        "http://vungtau.example/node/2",
    ]
    assert [(x.url, x.number) for x in found.lists] == [("http://vungtau.example/tin-tuc?page=1", 2)]


def test_the_walk_stops_at_known_articles_unless_it_sweeps() -> None:
    recipe = RECIPES["vung-tau"]
    html = page([f"/node/{n}" for n in range(12)], MORE)
    ten = frozenset(f"vung-tau#{n}" for n in range(2, 12))
    assert not listing(recipe, html, old=ten).lists
    assert listing(
        recipe, html, old=ten - {"vung-tau#11"}
    ).lists  # an unknown one behind them: the list shifts
    assert listing(recipe, html, old=ten, sweep=True).lists


def test_a_page_that_says_what_the_one_before_said_is_the_last() -> None:
    recipe = RECIPES["vung-tau"]
    html = page(["/node/1", "/node/2"], MORE)
    trail = listing(recipe, html).lists[0].trail
    assert trail
    assert not listing(recipe, html, trail=trail).lists
    assert listing(recipe, page(["/node/3"], MORE), trail=trail).lists


def test_a_postback_becomes_a_form() -> None:
    recipe = RECIPES["bac-kan"]
    html = (
        '<form><input type="hidden" name="__VIEWSTATE" value="/wE+p="><a href="ChiTietTinTuc.aspx?nid=7">x</a>'
        """<a class="rgPageNext" href="javascript:__doPostBack('ctl00$rg$next','')">2</a></form>"""
    )
    found = listing(recipe, html)
    assert found.lists[0].form == "__VIEWSTATE=%2FwE%2Bp%3D&__EVENTTARGET=ctl00%24rg%24next&__EVENTARGUMENT="
    assert found.lists[0].url == recipe.listings[0].url


def test_a_feed_and_a_sitemap_are_read() -> None:
    recipe = RECIPES["yen-bai"]
    rss = b"<rss><channel><item><link>http://yenbai.example/news/tin/a-5.html</link></item><item><link>http://b.vn/c-6.html</link></item></channel></rss>"
    assert [a.key for a in read_feed(recipe, rss).articles] == ["yen-bai#5"]
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://yenbai.example/news/a-8.html"/><updated>2025-05-12T00:00:00Z</updated></entry></feed>'
    assert [(a.key, a.modified) for a in read_feed(recipe, atom).articles] == [("yen-bai#8", 1747008000.0)]
    index = b"<sitemapindex><sitemap><loc>http://yenbai.example/a.xml</loc></sitemap><sitemap><loc>http://b.vn/b.xml</loc></sitemap></sitemapindex>"
    assert [x.url for x in read_sitemap(recipe, 0, 0, index).lists] == ["http://yenbai.example/a.xml"]
    assert not read_sitemap(recipe, 0, 1, index).lists  # an index inside of an index is none


def test_what_is_no_address_costs_only_itself() -> None:
    recipe = RECIPES["yen-bai"]
    rss = b"<rss><item><link>http://[x</link></item><item><link>http://yenbai.example/news/tin/a-5.html</link></item></rss>"
    assert [a.key for a in read_feed(recipe, rss).articles] == ["yen-bai#5"]
    index = b"<sitemapindex><sitemap><loc>http://[x</loc></sitemap><sitemap><loc>http://yenbai.example/a.xml</loc></sitemap></sitemapindex>"
    assert [x.url for x in read_sitemap(recipe, 0, 0, index).lists] == ["http://yenbai.example/a.xml"]
    for url in ("http://[x", "yenbai.example", "ftp://yenbai.example/"):
        with pytest.raises(UserError, match="no web address"):
            draft(url, "vnpt")


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss><item><link>&b;</link></item></rss>'
    assert read_feed(RECIPES["yen-bai"], bomb).articles == ()
    stolen = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><link>http://yenbai.example/&a;-5.html</link></item></rss>'
    assert all("root" not in a.url for a in read_feed(RECIPES["yen-bai"], stolen).articles)


@given(st.binary(max_size=200))
def test_any_feed_is_read_or_refused(body: bytes) -> None:
    for read in (
        lambda: read_feed(RECIPES["yen-bai"], body),
        lambda: read_sitemap(RECIPES["yen-bai"], 0, 0, body),
    ):
        with suppress(ValueError):
            read()


@given(st.text(max_size=300))
def test_any_listing_is_read(html: str) -> None:
    listing(RECIPES["vung-tau"], html)


def test_the_archive_keeps_a_body_once_and_notices_damage(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = "Sơn La".encode() * 1000
    archive.keep([body, body, b"other"])
    assert archive.body(name_of(body)) == body
    assert len(list(tmp_path.rglob("*.zst"))) == 2
    path = archive.path(name_of(body))
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(Damaged):
        archive.body(name_of(body))
    path.write_bytes(archive.path(name_of(b"other")).read_bytes())
    with pytest.raises(Damaged, match="not what its name says"):
        archive.body(name_of(body))
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "x.part").write_bytes(b"half")
    assert archive.sweep() == 1


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    def hold() -> int:
        with only_one(tmp_path / "lock"):
            return int((tmp_path / "lock").read_text())

    with only_one(tmp_path / "lock"), pytest.raises(Busy, match=f"another crawl.*process {os.getpid()}"):
        hold()
    assert hold() == os.getpid()


def test_a_ledger_of_the_future_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.sqlite")
    ledger.db.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(LedgerError, match="version 99"):
        Ledger(tmp_path / "l.sqlite")
    (tmp_path / "no.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError):
        Ledger(tmp_path / "no.sqlite")


def test_a_ledger_is_looked_at_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a#b?c%20 dữ liệu" / "l.sqlite"
    Ledger(path).close()
    look = Ledger(path, read_only=True)
    assert look.rows("SELECT * FROM site") == []
    look.close()


def test_a_ledger_without_anything_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").touch()
    for name in ("l.sqlite", "none.sqlite"):
        with pytest.raises(LedgerError, match="nothing has been crawled"):
            Ledger(tmp_path / name, read_only=True)


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

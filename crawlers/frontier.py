"""The frontier: which pages are known, which are to be fetched, and what became of each.

Every change is one transaction of the ledger, so a process may be killed between any two lines of this file:
what was leased is leased again by the next run, what was settled is settled, and a list is never settled
without the pages that it named.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from crawlers.keys import Directory, article_key, host_of, normal
from crawlers.ledger import Ledger
from crawlers.outcome import Outcome
from crawlers.pages import Found, Rank, Settled, Ticket, roots
from crawlers.recipe import Recipe
from crawlers.revisits import next_round, next_try, next_visit
from crawlers.seeding import arm_robots, day_of, hosts_in_use, seed

ATTEMPTS: Final = 3
"""Tries of one page in one run."""
HOPS: Final = 5
"""Redirects in a row that are followed, as RFC 9309 asks for robots.txt."""


class Frontier:
    """The pages of one run."""

    def __init__(
        self,
        ledger: Ledger,
        directory: Directory,
        only: Sequence[Found] | None = None,
        most: int | None = None,
    ) -> None:
        """Begin with the lists of each site or, to try something out, `only` with these pages.

        `most` bounds how many articles are brought in at all.
        """
        self.ledger = ledger
        self.directory = directory
        self.only = only
        self.left = most
        self.run = 0
        self.resumed = False

    def open(self, sites: Iterable[Recipe], now: float) -> int:
        """Begin a run over `sites`, or go on with the one that was killed; return its number.

        An interrupted run keeps its sites; those of `sites` that it did not have are added.
        """
        left = self.ledger.row("SELECT id FROM run WHERE finished IS NULL ORDER BY id DESC LIMIT 1")
        with self.ledger.writing() as db:
            if left is not None:
                self.run, self.resumed = left["id"], True
                db.execute("UPDATE run SET resumed = resumed + 1 WHERE id = ?", (self.run,))
                db.execute(
                    "UPDATE fetch SET outcome = ?, finished = ? WHERE outcome IS NULL",
                    (Outcome.INTERRUPTED, now),
                )
                db.execute("UPDATE page SET state = 'waiting' WHERE state = 'leased'")
                db.execute("UPDATE run_site SET trouble = NULL WHERE run = ?", (self.run,))
            else:
                self.run = db.execute("INSERT INTO run (started) VALUES (?)", (now,)).lastrowid or 0
            at_work = {
                row["site"] for row in db.execute("SELECT site FROM run_site WHERE run = ?", (self.run,))
            }
            for recipe in sites:
                if recipe.id not in at_work:
                    seed(db, recipe, self.run, now)
                    if not recipe.retired(day_of(now)):
                        self.add(db, recipe, roots(recipe) if self.only is None else self.only, now)
            for recipe in self.sites():
                for host in hosts_in_use(db, recipe):
                    arm_robots(db, recipe, host, self.run, now)
        return self.run

    def sites(self) -> list[Recipe]:
        """The sites of this run whose recipes still exist."""
        rows = self.ledger.rows("SELECT site FROM run_site WHERE run = ? ORDER BY site", (self.run,))
        return [self.directory.recipes[row["site"]] for row in rows if row["site"] in self.directory.recipes]

    def ensure_robots(self, host: str, now: float) -> None:
        """Have robots.txt of a host fetched that a redirect or a list led to."""
        recipe = self.directory.owner(f"//{host}")
        if recipe is not None:
            with self.ledger.writing(durable=False) as db:
                arm_robots(db, recipe, host, self.run, now)

    def add(self, db: sqlite3.Connection, recipe: Recipe, found: Iterable[Found], now: float) -> int:
        """Bring in pages that are not known; return how many they were."""
        new = 0
        for page in found:
            key, host = page.key, host_of(page.url)
            if page.kind == "article":
                known = db.execute(
                    "SELECT key FROM page WHERE key = ? UNION ALL SELECT key FROM alias WHERE name = ?",
                    (key, key),
                ).fetchone()
                if known is not None:
                    self._seen_again(db, known["key"], page, now)
                    continue
                if self.left is not None:
                    if self.left == 0:
                        continue
                    self.left -= 1
            rank = Rank.NEW if page.kind == "article" else Rank.LISTS
            cursor = db.execute(
                "INSERT OR IGNORE INTO page (key, site, host, kind, url, fetch_url, form, trail, source, number,"
                " rank, state, due, first_run, found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
                (key, recipe.id, host, page.kind, page.url, page.url, page.form, page.trail, page.source, page.number,
                 rank, now, self.run, now),
            )  # fmt: skip
            new += cursor.rowcount
        return new

    def _seen_again(self, db: sqlite3.Connection, key: str, page: Found, now: float) -> None:
        """A list names a known article: note another address, and look at it where it says that it changed."""
        row = db.execute("SELECT url, state, checked FROM page WHERE key = ?", (key,)).fetchone()
        if row["url"] != page.url:
            db.execute("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", (key, page.url, page.key))
        changed = page.modified is not None and row["checked"] is not None and page.modified > row["checked"]
        if (changed and row["state"] in ("done", "failed")) or row["state"] == "gone":
            db.execute(
                "UPDATE page SET state = 'waiting', due = ?, rank = ? WHERE key = ? AND coalesce(checked, 0) < ?",
                (now, Rank.AGAIN, key, self.started()),
            )

    def started(self) -> float:
        """When this run began."""
        row = self.ledger.row("SELECT started FROM run WHERE id = ?", (self.run,))
        return float(row["started"]) if row is not None else 0.0

    def is_old(self, key: str) -> bool:
        """Whether an article was known before this run."""
        row = self.ledger.row(
            "SELECT first_run FROM page WHERE key = ? UNION ALL"
            " SELECT first_run FROM alias JOIN page USING (key) WHERE alias.name = ? LIMIT 1",
            (key, key),
        )
        return row is not None and row["first_run"] < self.run

    def sweeps(self, site: str) -> bool:
        """Whether the lists of a site are walked to their end this time."""
        row = self.ledger.row("SELECT sweep FROM run_site WHERE run = ? AND site = ?", (self.run, site))
        return row is not None and bool(row["sweep"])

    def hosts(self) -> list[str]:
        """Every host that something waits for, among the sites of this run."""
        rows = self.ledger.rows(
            "SELECT DISTINCT page.host FROM page JOIN run_site USING (site)"
            " WHERE run = ? AND state = 'waiting' ORDER BY page.host",
            (self.run,),
        )
        return [row["host"] for row in rows]

    def take(self, host: str, now: float, *, robots_only: bool) -> Ticket | float | None:
        """Give out the page of `host` that is next, written down before its request is sent.

        It is the first in rank of those that are due. Return when the next will be where none is due yet, and
        None where nothing waits.
        """
        about = {"host": host, "run": self.run, "now": now}
        ours = f"host = :host AND state = 'waiting' {'AND rank = 0' if robots_only else ''}"
        ours += " AND (rank = 0 OR site IN (SELECT site FROM run_site WHERE run = :run))"
        with self.ledger.writing(durable=False) as db:
            page = db.execute(
                "UPDATE page SET state = 'leased' WHERE key = (SELECT key FROM page"
                f" WHERE {ours} AND due <= :now ORDER BY rank, due, key LIMIT 1) RETURNING *",
                about,
            ).fetchone()
            if page is not None:
                return self._ticket(db, page, now)
        row = self.ledger.row(f"SELECT min(due) AS due FROM page WHERE {ours}", about)
        return row["due"] if row is not None else None

    def lease(self, key: str, now: float) -> Ticket:
        """Give out a certain page."""
        with self.ledger.writing(durable=False) as db:
            page = db.execute("UPDATE page SET state = 'leased' WHERE key = ? RETURNING *", (key,)).fetchone()
            return self._ticket(db, page, now)

    def _ticket(self, db: sqlite3.Connection, page: sqlite3.Row, now: float) -> Ticket:
        fetch = db.execute(
            "INSERT INTO fetch (run, key, site, host, kind, url, started) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.run, page["key"], page["site"], page["host"], page["kind"], page["fetch_url"], now),
        ).lastrowid
        return Ticket(
            fetch or 0, page["key"], page["site"], page["host"], page["kind"], page["fetch_url"], page["url"],
            page["form"], page["trail"], page["source"], page["number"], page["attempts"], page["hops"],
            page["etag"], page["modified"], page["snapshot"],
        )  # fmt: skip

    def settle(self, brought: Iterable[tuple[Ticket, Settled, float]]) -> None:
        """Note what became of pages, and bring in what they named: one transaction, on the disk at its end."""
        with self.ledger.writing() as db:
            for ticket, what, now in brought:
                self._settle(db, ticket, what, now)

    def _settle(self, db: sqlite3.Connection, ticket: Ticket, what: Settled, now: float) -> None:
        db.execute(
            "UPDATE fetch SET finished = ?, outcome = ?, status = ?, detail = ?, latency = ?, size = ?,"
            " snapshot = ?, headers = ?, tls = ?, links = ? WHERE id = ?",
            (now, what.outcome, what.status, what.detail or None, what.latency, what.size, what.snapshot,
             what.headers, what.tls, what.links, ticket.fetch),
        )  # fmt: skip
        if what.outcome is Outcome.MOVED:
            self._moved(db, ticket, what, now)
        elif what.outcome in (Outcome.OK, Outcome.NOT_MODIFIED):
            self._there(db, ticket, what, now)
        elif what.outcome is Outcome.GONE:
            db.execute(
                "UPDATE page SET state = 'gone', checked = ?, gone = coalesce(gone, ?), attempts = 0, hops = 0,"
                " fetch_url = url, error = NULL WHERE key = ?",
                (now, now, ticket.key),
            )
        else:
            self._failed(db, ticket, what, now)
        self.add(db, self.directory.recipes[ticket.site], what.found, now)

    def _there(self, db: sqlite3.Connection, ticket: Ticket, what: Settled, now: float) -> None:
        fresh = what.outcome is Outcome.OK
        page = db.execute("SELECT found, same FROM page WHERE key = ?", (ticket.key,)).fetchone()
        if page is None:
            return  # a redirect has shown meanwhile that it is another page
        same = page["same"] + (what.outcome is Outcome.NOT_MODIFIED)
        db.execute(
            "UPDATE page SET state = 'done', due = ?, attempts = 0, hops = 0, fetched = ?, checked = ?, gone = NULL,"
            " etag = coalesce(?, etag), modified = coalesce(?, modified), snapshot = coalesce(?, snapshot),"
            " same = ?, error = NULL WHERE key = ?",
            (next_visit(page["found"], now), now, now, what.etag if fresh else None,
             what.modified if fresh else None, what.snapshot if fresh else None, same, ticket.key),
        )  # fmt: skip

    def _moved(self, db: sqlite3.Connection, ticket: Ticket, what: Settled, now: float) -> None:
        """Ask again where it is said to be now; its own address stays what it was."""
        db.execute(
            "UPDATE page SET state = 'waiting', due = ?, fetch_url = ?, host = ?, hops = hops + 1, etag = NULL,"
            " modified = NULL WHERE key = ?",
            (now, what.moved_to, host_of(what.moved_to), ticket.key),
        )
        if ticket.kind != "article":
            return
        owner = self.directory.owner(what.moved_to)
        name = (article_key(owner, what.moved_to) if owner else None) or normal(what.moved_to)
        db.execute("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", (ticket.key, what.moved_to, name))
        if name != ticket.key:
            # The new site's list may have named it already. It is no other article: unless an earlier run has
            # read it, it is forgotten, and what this run fetched of it is not read.
            db.execute("DELETE FROM page WHERE key = ? AND text IS NULL", (name,))

    def _failed(self, db: sqlite3.Connection, ticket: Ticket, what: Settled, now: float) -> None:
        tries = ticket.attempts % ATTEMPTS + 1
        again = what.outcome.passing and tries < ATTEMPTS and not what.last_try
        # Attempts count over runs, ATTEMPTS for each: a page that failed for good has used up those of its run.
        rounds = ticket.attempts // ATTEMPTS
        attempts = ticket.attempts + 1 if again else (rounds + 1) * ATTEMPTS
        wait = next_try(tries) if again else next_round(rounds)
        due = what.retry_at if what.retry_at is not None and again else now + wait
        db.execute(
            "UPDATE page SET state = ?, due = ?, attempts = ?, checked = ?, hops = 0, error = ?,"
            " fetch_url = CASE WHEN hops > 0 THEN url ELSE fetch_url END WHERE key = ?",
            ("waiting" if again else "failed", due, attempts, now, what.outcome, ticket.key),
        )

    def stop_site(self, sites: Iterable[str], why: str) -> None:
        """Note why sites were left alone before their end in this run."""
        with self.ledger.writing() as db:
            for site in sites:
                db.execute(
                    "UPDATE run_site SET trouble = coalesce(trouble, ?) WHERE run = ? AND site = ?",
                    (why, self.run, site),
                )

    def close(self, now: float) -> None:
        """End the run: every site gets the time of its next."""
        with self.ledger.writing() as db:
            for recipe in self.sites():
                # Where something kept us out, as quiet hours do, we come back sooner.
                db.execute(
                    "UPDATE site SET next_due = ? + ? * (SELECT CASE WHEN trouble IS NULL THEN 1.0 ELSE 0.25 END"
                    " FROM run_site WHERE run = ? AND run_site.site = site.site) WHERE site = ?",
                    (self.started(), recipe.every, self.run, recipe.id),
                )
            db.execute("UPDATE run SET finished = ? WHERE id = ?", (now, self.run))

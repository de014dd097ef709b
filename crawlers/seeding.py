"""The beginning of a run: what of a site is to be fetched this time."""

import sqlite3
from datetime import UTC, date, datetime, time
from typing import Final

from crawlers.hosts import moment
from crawlers.pages import Rank
from crawlers.recipe import Recipe

_DAY: Final = 86400.0


def day_of(now: float) -> date:
    """The day of a time in seconds since 1970, UTC."""
    return moment(now).date()


def seed(db: sqlite3.Connection, recipe: Recipe, run: int, now: float) -> None:
    """Take a site into a run, and set those of its articles to be fetched whose time has come.

    Its lists are brought in by the frontier; what an earlier walk left of them is forgotten. Of a site that has
    ended there are none, and its articles are looked at once more: to see where they lead now.
    """
    about = db.execute("SELECT swept FROM site WHERE site = ?", (recipe.id,)).fetchone()
    # A walk that was cut short has left out what stands deeper: it is made up for by one to the end.
    cut = db.execute(
        "SELECT 1 FROM page WHERE site = ? AND kind IN ('listing', 'feed', 'sitemap') AND state <> 'done'",
        (recipe.id,),
    ).fetchone()
    sweep = about is None or cut is not None or now - (about["swept"] or 0) >= recipe.sweep_every
    db.execute("INSERT INTO run_site VALUES (?, ?, ?, ?, NULL)", (run, recipe.id, recipe.digest, sweep))
    db.execute("INSERT OR IGNORE INTO site (site) VALUES (?)", (recipe.id,))
    if sweep:
        db.execute("UPDATE site SET swept = ? WHERE site = ?", (now, recipe.id))
    # Pages of lists are of one walk only: what stood on page 3 of the last one stands elsewhere now.
    db.execute("DELETE FROM page WHERE site = ? AND kind IN ('listing', 'feed', 'sitemap')", (recipe.id,))
    if recipe.valid_to is not None and recipe.retired(day_of(now)):
        end = datetime.combine(recipe.valid_to, time(), UTC).timestamp() + _DAY
        db.execute(
            "UPDATE page SET state = 'waiting', due = ?, rank = ? WHERE site = ? AND kind = 'article'"
            " AND state = 'done' AND coalesce(checked, 0) <= ?",
            (now, Rank.AGAIN, recipe.id, end),
        )
        return
    db.execute(
        "UPDATE page SET state = 'waiting', rank = ? WHERE key IN (SELECT key FROM page"
        " WHERE site = ? AND kind = 'article' AND state IN ('done', 'failed') AND due <= ?"
        " ORDER BY due LIMIT ?)",
        (Rank.AGAIN, recipe.id, now, recipe.budget),
    )


def hosts_in_use(db: sqlite3.Connection, recipe: Recipe) -> set[str]:
    """The host names of a site of which anything is to be fetched."""
    rows = db.execute(
        "SELECT DISTINCT host FROM page WHERE site = ? AND kind <> 'robots' AND state = 'waiting'",
        (recipe.id,),
    )
    return {row["host"] for row in rows}


def arm_robots(db: sqlite3.Connection, recipe: Recipe, host: str, run: int, now: float) -> None:
    """Have robots.txt of a host fetched, before anything else of it."""
    url = f"{recipe.scheme}://{host}/robots.txt"
    db.execute(
        "INSERT INTO page (key, site, host, kind, url, fetch_url, source, number, rank, state, due,"
        " first_run, found) VALUES (?, ?, ?, 'robots', ?, ?, 0, 0, ?, 'waiting', ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET state = 'waiting', due = excluded.due, attempts = 0, hops = 0,"
        " site = excluded.site, host = excluded.host, fetch_url = excluded.fetch_url",
        (f"robots {host}", recipe.id, host, url, url, Rank.ROBOTS, now, run, now),
    )

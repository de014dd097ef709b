"""What a crawl has brought and nobody has read yet: handed out as snapshots, ticked off as they are read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawlers.archive import Archive
from crawlers.hosts import moment
from crawlers.keys import host_of
from crawlers.ledger import Ledger
from crawlers.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that was fetched: which fetch it was, of which page and site, and what it last read like."""

    fetch: int
    run: int
    key: str
    site: str
    snapshot: Snapshot
    text: str | None

    def elsewhere(self, hosts: Sequence[str]) -> bool:
        """Whether a redirect led away from the `hosts` of its site, as after a merger of provinces."""
        return host_of(self.snapshot.url) not in hosts


_QUERY = """
SELECT fetch.*, page.url AS home, page.text AS last_text FROM fetch JOIN page USING (key)
WHERE fetch.kind = 'article' AND outcome = 'ok' AND reading IS NULL AND fetch.site = ?
ORDER BY fetch.finished, fetch.id
"""


def unread_sites(ledger: Ledger) -> list[str]:
    """The sites that have something to read."""
    rows = ledger.rows(
        "SELECT DISTINCT site FROM fetch WHERE kind = 'article' AND outcome = 'ok' AND reading IS NULL ORDER BY site"
    )
    return [row["site"] for row in rows]


def unread(ledger: Ledger, archive: Archive, site: str) -> Iterator[Unread]:
    """Yield what is unread of a site, oldest first. Raises Damaged for a body that the archive has lost.

    The final URL of each snapshot is the address that the article is known by for good, whatever redirects
    led to: so it stays one article, and the host's that published it.
    """
    for row in ledger.rows(_QUERY, (site,)):
        headers = json.loads(row["headers"] or "{}")
        snapshot = Snapshot(
            url=row["url"],
            body=archive.body(row["snapshot"]),
            fetched_at=moment(row["finished"]),
            final_url=row["home"],
            status=row["status"],
            headers=headers,
            tls_verified=None if row["tls"] is None else bool(row["tls"]),
        )
        yield Unread(row["id"], row["run"], row["key"], site, snapshot, row["last_text"])


def tick(ledger: Ledger, read: Iterable[tuple[Unread, str, str | None]], then: str | None = None) -> None:
    """Note how articles were read: "new", "changed", "same", "held", "moved" or "unreadable", and their text's hash.

    `then` names what has to follow, and is remembered with it: see `is_to_do`.
    """
    with ledger.writing() as db:
        if then is not None:
            db.execute("INSERT OR IGNORE INTO to_do VALUES (?)", (then,))
        for item, reading, text in read:
            db.execute("UPDATE fetch SET reading = ? WHERE id = ?", (reading, item.fetch))
            if text is not None and reading != "held":
                db.execute(
                    "UPDATE page SET text = ?, same = CASE WHEN ? = 'same' THEN same + 1 ELSE 0 END WHERE key = ?",
                    (text, reading, item.key),
                )


def is_to_do(ledger: Ledger, what: str) -> bool:
    """Whether something was to follow that a kill has come before."""
    return ledger.row("SELECT 1 FROM to_do WHERE what = ?", (what,)) is not None


def done(ledger: Ledger, what: str) -> None:
    """Note that it has followed."""
    with ledger.writing() as db:
        db.execute("DELETE FROM to_do WHERE what = ?", (what,))


def release(ledger: Ledger, site: str) -> int:
    """End the quarantine of a site: what was held back is unread again. Return how many pages that are."""
    with ledger.writing() as db:
        count = db.execute(
            "UPDATE fetch SET reading = NULL WHERE site = ? AND reading = 'held'", (site,)
        ).rowcount
        db.execute("UPDATE site SET quarantined = NULL, why = NULL, recipe = NULL WHERE site = ?", (site,))
        db.execute("UPDATE coverage SET held = 2 WHERE site = ? AND held = 1", (site,))
    return count

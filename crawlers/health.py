"""The health of sites: what the ledger says of each, in one row."""

from dataclasses import dataclass
from typing import Final

from crawlers.ledger import Ledger
from crawlers.recipe import Recipe

_RUN: Final = """
SELECT
    count(*) FILTER (WHERE kind = 'article' AND reading = 'new')                  AS new,
    count(*) FILTER (WHERE kind = 'article' AND reading = 'changed')              AS changed,
    count(*) FILTER (WHERE kind = 'article' AND (reading = 'same' OR outcome = 'not_modified')) AS same,
    count(*) FILTER (WHERE kind = 'article' AND reading = 'held')                 AS held,
    count(*) FILTER (WHERE kind = 'article' AND outcome = 'gone')                 AS gone,
    count(*) FILTER (WHERE kind = 'article')                                      AS articles,
    count(*)                                                                AS requests,
    count(*) FILTER (WHERE outcome NOT IN ('ok', 'not_modified', 'moved', 'gone', 'interrupted')) AS failed,
    count(*) FILTER (WHERE kind IN ('listing', 'feed', 'sitemap'))                AS lists,
    count(*) FILTER (WHERE kind IN ('listing', 'feed', 'sitemap') AND outcome IN ('ok', 'not_modified')) AS lists_ok,
    coalesce(sum(links), 0)                                                 AS links
FROM fetch WHERE run = :run AND site = :site
"""
_QUANTILE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Health:
    """One site. Times are seconds since 1970 UTC, latency seconds; None for what is not known yet.

    Counts are those of its last run: `new`, `changed` (another text) and `same` articles, `held` back by
    quarantine, `gone`, `failed` requests with the commonest `error`. `lag` is the time since an article of it
    was last found. `state` is "ok", "failed", "quarantined", "retired", "new" (never crawled).
    """

    site: str
    host: str
    verified: bool
    state: str
    why: str
    last_run: float | None
    last_ok: float | None
    last_found: float | None
    requests: int
    new: int
    changed: int
    same: int
    held: int
    gone: int
    failed: int
    error: str
    latency: float | None
    coverage: tuple[float, float, float] | None
    next_due: float | None

    @property
    def alarming(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in ("failed", "quarantined")


def health(ledger: Ledger, recipe: Recipe, retired: bool) -> Health:
    """Return the health of a site by its last run."""
    site = recipe.id
    last = ledger.row(
        "SELECT run, started, trouble FROM run_site JOIN run ON run.id = run WHERE site = ? ORDER BY run DESC LIMIT 1",
        (site,),
    )
    about = ledger.row("SELECT * FROM site WHERE site = ?", (site,))
    if last is None:
        return Health(
            site, recipe.host, recipe.verified, "retired" if retired else "new", "", None, None, None,
            0, 0, 0, 0, 0, 0, 0, "", None, None, None,
        )  # fmt: skip
    run = last["run"]
    counts = ledger.row(_RUN, {"run": run, "site": site})
    assert counts is not None  # aggregates always give a row
    error = ledger.row(
        "SELECT outcome FROM fetch WHERE run = ? AND site = ? AND outcome NOT IN"
        " ('ok', 'not_modified', 'moved', 'gone', 'interrupted') GROUP BY outcome ORDER BY count(*) DESC LIMIT 1",
        (run, site),
    )
    ok = ledger.row(
        "SELECT max(finished) AS at FROM fetch WHERE site = ? AND kind <> 'robots'"
        " AND outcome IN ('ok', 'not_modified')",
        (site,),
    )
    found = ledger.row("SELECT max(found) AS at FROM page WHERE site = ? AND kind = 'article'", (site,))
    fit = ledger.row(
        "SELECT title, date, body FROM coverage WHERE site = ? ORDER BY run DESC LIMIT 1", (site,)
    )
    state, why = _state(
        about["why"] if about and about["quarantined"] else None, last["trouble"], counts, retired
    )
    return Health(
        site, recipe.host, recipe.verified, state, why, last["started"], ok["at"] if ok else None,
        found["at"] if found else None, counts["requests"], counts["new"], counts["changed"], counts["same"],
        counts["held"], counts["gone"], counts["failed"], error["outcome"] if error else "",
        _latency(ledger, run, site), tuple(fit) if fit else None, about["next_due"] if about else None,
    )  # fmt: skip


def _state(broken: str | None, trouble: str | None, counts: object, retired: bool) -> tuple[str, str]:
    row = counts
    if broken is not None:
        return "quarantined", broken
    if trouble is not None and "quiet hours" not in trouble:
        return "failed", trouble
    if row["lists"] and not row["lists_ok"]:  # type: ignore[index]
        return "failed", "none of its lists could be read"
    return ("retired", "") if retired else ("ok", trouble or "")


def _latency(ledger: Ledger, run: int, site: str) -> float | None:
    """The latency that all but a twentieth of the answers stayed below."""
    rows = ledger.rows(
        "SELECT latency FROM fetch WHERE run = ? AND site = ? AND latency IS NOT NULL ORDER BY latency",
        (run, site),
    )
    return rows[min(len(rows) - 1, int(_QUANTILE * len(rows)))]["latency"] if rows else None


def due(ledger: Ledger | None, recipe: Recipe, now: float) -> bool:
    """Whether a site is to be crawled at `now`."""
    row = ledger.row("SELECT next_due FROM site WHERE site = ?", (recipe.id,)) if ledger is not None else None
    return row is None or row["next_due"] <= now


def interrupted(ledger: Ledger) -> bool:
    """Whether a killed run is waiting to be gone on with."""
    return ledger.row("SELECT 1 FROM run WHERE finished IS NULL") is not None

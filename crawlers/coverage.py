"""How well a site's layout still fits: its pages of this run against what they were in the runs before."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from crawlers.ledger import Ledger
from crawlers.recipe import EXPECTED, Recipe

LEAST: Final = 3
"""Pages below which nothing is concluded: an odd page or two come with every site."""
FALL: Final = 0.3
"""How far a share may fall below what is usual before the layout counts as broken."""
SHRUNK: Final = 0.25
"""The part of the usual length below which texts count as cut."""
RUNS: Final = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `pages` articles, the shares on which the recipe's selectors found a part; `length` in characters."""

    pages: int
    title: float
    date: float
    body: float
    length: float


def measure(found: Sequence[frozenset[str]], lengths: Sequence[int]) -> Coverage:
    """Return the coverage of pages, of each of which is given which parts were found and how long its text is."""
    count = len(found)
    title, day, body = (sum(part in page for page in found) / count if count else 0.0 for part in EXPECTED)
    return Coverage(count, title, day, body, float(median(lengths)) if lengths else 0.0)


def fault(now: Coverage, before: Sequence[Coverage], recipe: Recipe) -> str | None:
    """Return in words what is wrong with the layout, None where nothing is or too little is known.

    What is usual is the median of the site's own runs; a verified recipe is held to what it promises from its
    first run on.
    """
    if now.pages < LEAST:
        return None
    told = [run for run in before if run.pages >= LEAST]
    promised = dict(recipe.expect)
    for part in EXPECTED:
        if promised[part] == 0.0:
            continue  # the recipe says that the site does not have it
        usual = (
            median(getattr(run, part) for run in told) if told else promised[part] if recipe.verified else 0.0
        )
        share = getattr(now, part)
        if share < usual - FALL:
            return f"the recipe found the {part} on {share:.0%} of {now.pages} pages, usually on {usual:.0%}"
    if told and now.length < SHRUNK * median(run.length for run in told):
        usual = median(run.length for run in told)
        return f"articles have {now.length:.0f} characters, usually {usual:.0f}"
    return None


def history(ledger: Ledger, site: str, run: int) -> list[Coverage]:
    """The coverage of a site in its last runs before `run` that were not judged broken."""
    rows = ledger.rows(
        "SELECT pages, title, date, body, length FROM coverage WHERE site = ? AND run < ? AND held = 0"
        " ORDER BY run DESC LIMIT ?",
        (site, run, RUNS),
    )
    return [Coverage(*row) for row in rows]


def record(ledger: Ledger, run: int, recipe: Recipe, now: Coverage, wrong: str | None, at: float) -> None:
    """Keep the coverage of a run; where something is `wrong`, the site is in quarantine from now on."""
    with ledger.writing() as db:
        row = (run, recipe.id, now.pages, now.title, now.date, now.body, now.length, wrong is not None)
        db.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        if wrong is not None:
            db.execute(
                "INSERT INTO site (site, quarantined, why, recipe) VALUES (?, ?, ?, ?) ON CONFLICT (site) DO UPDATE"
                " SET quarantined = coalesce(quarantined, excluded.quarantined), why = excluded.why,"
                " recipe = excluded.recipe",
                (recipe.id, at, wrong, recipe.digest),
            )


def quarantined(ledger: Ledger, site: str) -> str | None:
    """Return the digest of the recipe whose layout broke, None for a site that is not in quarantine."""
    row = ledger.row("SELECT recipe FROM site WHERE site = ? AND quarantined IS NOT NULL", (site,))
    return row["recipe"] if row is not None else None

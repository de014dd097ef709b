"""One batch of pages against what the store knows: which readings are new, which replace others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from store.rows import Loaded, retrieval_id


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of a batch's pages.

    `revisions` gives the digest of each revision and when it was seen last, `retrievals` the revision of each
    fetch, `articles` the ids of the articles.
    """

    revisions: Mapping[str, tuple[str, datetime]]
    retrievals: Mapping[str, str]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write: readings that are new or replace a former reading, fetches that are new or move.

    `moved` are fetches known under a revision that another reader makes another text of.
    """

    fresh: tuple[tuple[Loaded, str], ...]
    replaced: tuple[tuple[Loaded, str], ...]
    fetched: tuple[Loaded, ...]
    moved: tuple[str, ...]
    new: int
    revised: int
    reread: int
    unchanged: int


def plan(items: Sequence[tuple[Loaded, str]], known: Known) -> Plan:
    """Return what a batch of pages, each with the digest of its reading, changes in the store.

    A reading counts unless the same text was seen later and read then. Of several in one batch, that of the
    latest fetch counts, and of several of one time the last.
    """
    readings = {i.article.revision: (i, d) for i, d in sorted(items, key=lambda x: x[0].snapshot.fetched_at)}
    fresh, replaced = [], []
    for revision, (item, digest) in readings.items():
        stored = known.revisions.get(revision)
        if stored is None:
            fresh.append((item, digest))
        elif stored[0] != digest and item.snapshot.fetched_at >= stored[1]:
            replaced.append((item, digest))
    fetches = {retrieval_id(i.snapshot): i for i, _ in items}
    holds = {f: i.article.revision for f, i in fetches.items()}
    moved = {f for f, revision in holds.items() if known.retrievals.get(f, revision) != revision}
    fetched = tuple(i for f, i in fetches.items() if f not in known.retrievals or f in moved)
    counts = _count(items, known, {i.article.revision for i, _ in replaced})
    return Plan(tuple(fresh), tuple(replaced), fetched, tuple(sorted(moved)), *counts)


def _count(
    items: Iterable[tuple[Loaded, str]], known: Known, replaced: set[str]
) -> tuple[int, int, int, int]:
    """How many pages are new, revised, reread, unchanged; a page that comes twice is unchanged then."""
    new = revised = reread = unchanged = 0
    articles, revisions = set(known.articles), set(known.revisions)
    for item, _ in items:
        a = item.article
        if a.revision in revisions:
            again = a.revision in replaced
            replaced = replaced - {a.revision}
            reread, unchanged = reread + again, unchanged + (not again)
        elif a.id not in articles:
            new += 1
        elif retrieval_id(item.snapshot) in known.retrievals:
            reread += 1
        else:
            revised += 1
        articles.add(a.id)
        revisions.add(a.revision)
    return new, revised, reread, unchanged

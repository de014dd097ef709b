"""Loading: what was read of pages goes into the store, once, however often it is brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import duckdb

from normalize.reference import Reference
from normalize.reference import load as load_reference
from store.batch import Known, plan
from store.bodies import kept
from store.database import Row, Store, append
from store.rows import (
    Loaded,
    Unstorable,
    article_row,
    block_rows,
    digest_of,
    observation_row,
    retrieval_id,
    retrieval_row,
    revision_row,
    sentence_rows,
    sketch_rows,
    slot_rows,
)
from store.scripts import script
from store.sources import source_of
from store.tables import (
    current,
    delete,
    drop_reading,
    existing,
    leagues,
    mark_unreconciled,
    observations,
)

BATCH: Final = 256
"""Pages loaded in one transaction."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading changed.

    Articles count once each: `new`, `revised` (another text than any known), `reread` (a known text that was
    read differently, by other rules or another reader), `unchanged`. `refused` names pages with a figure that
    cannot be stored, and why.
    """

    new: int = 0
    revised: int = 0
    reread: int = 0
    unchanged: int = 0
    observations_new: int = 0
    observations_gone: int = 0
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def articles(self) -> int:
        """How many pages were brought and are in the store now."""
        return self.new + self.revised + self.reread + self.unchanged

    def __add__(self, other: "LoadReport") -> "LoadReport":
        return LoadReport(
            self.new + other.new,
            self.revised + other.revised,
            self.reread + other.reread,
            self.unchanged + other.unchanged,
            self.observations_new + other.observations_new,
            self.observations_gone + other.observations_gone,
            self.refused + other.refused,
        )


def load(
    store: Store, items: Iterable[Loaded], reference: Reference | None = None, batch: int = BATCH
) -> LoadReport:
    """Load pages, `batch` of them in each transaction, and return what that changed.

    Whatever is in the store already is left as it is. A text that is known but was read differently replaces
    its former reading; a text that is new becomes the article's current revision if it was seen last, and the
    former's claims count no more. What needs to be reconciled is noted in the same transaction, so that a
    process killed at any point leaves a store that is whole. Raises StoreError where the file cannot be
    written.
    """
    reference = reference or load_reference()
    report = LoadReport()
    pending = iter(items)
    while group := list(islice(pending, batch)):
        good, refused = _storable(group)
        with store.transaction() as cursor:
            report += _load(cursor, good, store, reference)
        report += LoadReport(refused=refused)
    return report


def _storable(items: Sequence[Loaded]) -> tuple[list[tuple[Loaded, str]], tuple[tuple[str, str], ...]]:
    good: list[tuple[Loaded, str]] = []
    refused: list[tuple[str, str]] = []
    for item in items:
        try:
            good.append((item, digest_of(item)))
        except Unstorable as error:
            refused.append((item.article.url, str(error)))
    return good, tuple(refused)


def _load(
    cursor: duckdb.DuckDBPyConnection, items: Sequence[tuple[Loaded, str]], store: Store, reference: Reference
) -> LoadReport:
    fetches = {retrieval_id(item.snapshot) for item, _ in items}
    held = {
        fetch: (revision, article)
        for fetch, revision, article in _ask(cursor, "known_retrievals", sorted(fetches))
    }
    articles = {item.article.id for item, _ in items}
    revisions = sorted({item.article.revision for item, _ in items})
    known = Known(
        revisions={r: (digest, seen) for r, digest, seen in _ask(cursor, "known_revisions", revisions)},
        retrievals={fetch: revision for fetch, (revision, _) in held.items()},
        articles=frozenset(existing(cursor, "article", articles)),
    )
    todo = plan(items, known)
    left = dict(held[fetch] for fetch in todo.moved)  # revisions that may lose their last fetch
    articles |= set(left.values())
    before = current(cursor, articles)
    said_before = leagues(cursor, before.values())

    replaced = {item.article.revision for item, _ in todo.replaced}
    old = observations(cursor, replaced | left.keys())
    delete(cursor, "retrieval", "id", todo.moved)
    append(cursor, "retrieval", map(retrieval_row, todo.fetched))
    unseen = {row[0] for row in _ask(cursor, "unseen_revisions", sorted(left))}
    drop_reading(cursor, replaced | unseen)
    written = [*todo.fresh, *todo.replaced]
    _write_pages(cursor, todo.fetched, store)
    _write_readings(cursor, written, reference)

    after = current(cursor, articles)
    delete(cursor, "article", "id", articles - after.keys())
    touched = {i.article.id for i, _ in written} | {a for a in articles if before.get(a) != after.get(a)}
    touched |= {left[revision] for revision in unseen}  # what a page said before may be told no more
    said = (said_before, before), (leagues(cursor, after.values()), after)
    mark_unreconciled(
        cursor, {x for of, at in said for article in touched for x in of.get(at.get(article, ""), ())}
    )
    brought = {o.id for item, _ in written for o in item.observations}
    return LoadReport(
        new=todo.new,
        revised=todo.revised,
        reread=todo.reread,
        unchanged=todo.unchanged,
        observations_new=len(brought - old),
        observations_gone=len(old - existing(cursor, "observation", old)),
    )


def _ask(cursor: duckdb.DuckDBPyConnection, name: str, ids: list[str]) -> list[Row]:
    return cursor.execute(script(f"queries/{name}"), [ids]).fetchall()


def _write_pages(cursor: duckdb.DuckDBPyConnection, fetched: Iterable[Loaded], store: Store) -> None:
    pages = {item.snapshot.id: item.snapshot for item in fetched}
    known = existing(cursor, "snapshot", pages)
    rows = ((i, len(p.body), *kept(p, store.path)) for i, p in sorted(pages.items()) if i not in known)
    append(cursor, "snapshot", rows)


def _write_readings(
    cursor: duckdb.DuckDBPyConnection, written: Sequence[tuple[Loaded, str]], reference: Reference
) -> None:
    items = [item for item, _ in written]
    source = {host: source_of(host, reference) for host in {i.article.source for i in items}}
    sources = {s.id: s for s in source.values()}
    known = existing(cursor, "source", sources)
    append(cursor, "source", ((s.id, s.kind, s.owner) for i, s in sorted(sources.items()) if i not in known))
    articles = {i.article.id: i.article for i in items}
    known = existing(cursor, "article", articles)
    new = (a for i, a in sorted(articles.items()) if i not in known)
    append(cursor, "article", (article_row(a, source[a.source].id) for a in new))
    append(cursor, "revision", (revision_row(item, digest) for item, digest in written))
    append(cursor, "revision_sketch", (row for i in items for row in sketch_rows(i.article)))
    append(cursor, "block", (row for i in items for row in block_rows(i.article)))
    append(cursor, "sentence", (row for i in items for row in sentence_rows(i)))
    append(cursor, "observation", (observation_row(o) for i in items for o in i.observations))
    append(cursor, "observation_slot", (row for i in items for o in i.observations for row in slot_rows(o)))

"""From what was read to rows of the store: pure functions, one for each table."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from crawlers.snapshot import Snapshot
from extract.article import Article
from extract.observation import Observation
from normalize.ids import content_id
from normalize.numbers import places
from store.words import body_sketch, body_words, sentence_words

Row = tuple[Any, ...]

PLACES: Final = 4
"""Decimals that the store keeps, as the guidelines allow."""
_LARGEST: Final = Decimal(10) ** 8


class Loaded(NamedTuple):
    """What was read of one page: the bytes, the article in them, and what it states."""

    snapshot: Snapshot
    article: Article
    observations: tuple[Observation, ...]


class Unstorable(ValueError):
    """An observation whose value no column can hold; no index has such a figure."""


def retrieval_id(snapshot: Snapshot) -> str:
    """The id of one fetch: these bytes, from there, then."""
    return content_id("retrieval", snapshot.id, snapshot.url, snapshot.fetched_at.isoformat())


def retrieval_row(item: Loaded) -> Row:
    """When and how the page was fetched."""
    s = item.snapshot
    headers = json.dumps(dict(sorted(s.headers.items())), ensure_ascii=False)
    return (
        retrieval_id(s), s.id, item.article.revision, s.url, s.final_url, s.status, headers, s.tls_verified,
        s.fetched_at,
    )  # fmt: skip


def article_row(article: Article, source: str) -> Row:
    """The article, over all its revisions."""
    return (article.id, article.url, source, article.doc)


def revision_row(item: Loaded, digest: str) -> Row:
    """This text of it."""
    a = item.article
    return (a.revision, a.id, a.title, a.published, a.way, a.portal, a.text, body_words(a), digest)


def sketch_rows(article: Article) -> Iterator[Row]:
    """By what copies of the text are known; nothing for a text that is too short."""
    if found := body_sketch(article):
        yield (article.revision, list(found))


def block_rows(article: Article) -> Iterator[Row]:
    """The blocks of the text, in order."""
    for position, b in enumerate(article.blocks):
        c = b.cell
        cell = (c.table, c.row, c.column, c.row_span, c.column_span, c.header) if c else (None,) * 6
        yield (article.revision, position, str(b.kind), b.start, b.end, *cell, b.path)


def sentence_rows(item: Loaded) -> Iterator[Row]:
    """The sentences that carry observations, each once."""
    for start, end in sorted({o.sentence for o in item.observations}):
        text = item.article.text[start:end]
        yield (item.article.revision, start, end, text, sentence_words(text))


def observation_row(o: Observation) -> Row:
    """One observation. Raises Unstorable for a number of more than eight digits before the comma."""
    number, label, decimals = _split(o)
    return (
        o.id, o.revision, o.subject, o.index, o.component, o.year, o.attribute, o.scope, number, label,
        decimals, o.unit, o.of, o.status, o.rough, o.start, o.end, o.sentence[0], o.sentence[1], o.rule,
        round(o.confidence, 6),
    )  # fmt: skip


def slot_rows(o: Observation) -> Iterator[Row]:
    """Why each slot of an observation was filled as it was."""
    for name, slot in sorted(o.slots.items()):
        start, end = slot.span or (None, None)
        yield (o.id, name, None if slot.value is None else str(slot.value), start, end, slot.reason)


def digest_of(item: Loaded) -> str:
    """A hash of all that was read from the text: what it is called, how it is cut, what it states and why."""
    a = item.article
    blocks = (repr(row) for row in block_rows(a))
    told = (repr((observation_row(o), list(slot_rows(o)))) for o in item.observations)
    return content_id("digest", a.title, a.published, a.way, a.portal, *blocks, "observations", *sorted(told))


def _split(o: Observation) -> tuple[Decimal | None, str | None, int]:
    if isinstance(o.value, str):
        return None, o.value, 0
    if not o.value.is_finite() or abs(o.value) >= _LARGEST:
        raise Unstorable(f"{o.attribute} {o.value} of {o.subject} is no figure of an index")
    return round(o.value, PLACES), None, min(places(o.value), PLACES)

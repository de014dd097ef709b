"""From rows of the store to claims and rulings."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb

from normalize.reference import Reference
from store.reconcile.claim import Claim, Key, Ruling, Trust
from store.reconcile.reprints import copies
from store.scripts import script
from store.sources import FILE, Source, trust


@dataclass(frozen=True, slots=True)
class AtHand:
    """All that is to be reconciled at a time: `former` are the claims that their pages have replaced."""

    claims: list[Claim]
    former: list[Claim]
    rulings: list[Ruling]


def at_hand(cursor: duckdb.DuckDBPyConnection, reference: Reference) -> AtHand:
    """What is said and ruled about the leagues in the table `at_hand`."""
    reader = _Reader(reference, _copies(cursor))
    return AtHand(
        [reader.claim(row) for row in cursor.execute(script("queries/claims")).fetchall()],
        [reader.claim(row) for row in cursor.execute(script("queries/former_claims")).fetchall()],
        _rulings(cursor),
    )


def _rulings(cursor: duckdb.DuckDBPyConnection) -> list[Ruling]:
    return [
        Ruling(
            id=row[0],
            key=Key(*row[1:7]),
            value=row[7] if row[8] is None else row[8],
            decimals=row[9],
            unit=row[10],
            seen=tuple(row[11]),
        )
        for row in cursor.execute(script("queries/rulings")).fetchall()
    ]


def _copies(cursor: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], str]:
    """For each league (index and component) and text that has copies among those that speak there: their group."""
    texts: dict[tuple[str, str], list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for index, component, words, sketch in cursor.execute(script("queries/sketches")).fetchall():
        texts[index, component].append((words, tuple(sketch)))
    return {
        (*league, words): group for league, found in texts.items() for words, group in copies(found).items()
    }


class _Reader:
    """Makes claims of rows; what many rows have in common it makes once."""

    def __init__(self, reference: Reference, copied: dict[tuple[str, str, str], str]) -> None:
        self._reference = reference
        self._copied = copied
        self._trust: dict[tuple[Any, ...], Trust] = {}
        self._keys: dict[tuple[Any, ...], Key] = {}

    def claim(self, row: tuple[Any, ...]) -> Claim:
        (
            id_, subject, index, component, year, attribute, scope, value, label, decimals, unit, ranked, status,
            rough, confidence, start, revision, article, words, published, portal, said, host, kind, owner,
        ) = row  # fmt: skip
        at = (subject, index, component, year, attribute, scope)
        key = self._keys.get(at)
        if key is None:
            key = self._keys[at] = Key(*at)
        return Claim(
            id=id_,
            key=key,
            value=value if label is None else label,
            decimals=decimals,
            unit=unit,
            ranked=ranked,
            status=status,
            rough=rough,
            confidence=confidence,
            article=article,
            text=self._copied.get((index, component or "", words), words),
            said=said,
            revision=revision,
            start=start,
            source="" if host == FILE else host,
            trust=self._nearness(host, kind, owner, portal, subject, index),
            published=published,
        )

    def _nearness(self, *at: Any) -> Trust:
        found = self._trust.get(at)
        if found is None:
            host, kind, owner, portal, subject, index = at
            found = trust(Source(host, kind, owner), portal, subject, index, self._reference)
            self._trust[at] = found
        return found

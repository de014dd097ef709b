"""From rows of the store to claims and rulings."""

from typing import Any

import duckdb

from normalize.reference import Reference
from store.reconcile.claim import Claim, Key, Ruling
from store.scripts import script
from store.sources import FILE, Source, trust


def waiting_claims(cursor: duckdb.DuckDBPyConnection, reference: Reference) -> list[Claim]:
    """The claims of all that waits to be reconciled."""
    return [_claim(row, reference) for row in cursor.execute(script("queries/claims")).fetchall()]


def waiting_rulings(cursor: duckdb.DuckDBPyConnection) -> list[Ruling]:
    """The standing decisions on all that waits to be reconciled."""
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


def _claim(row: tuple[Any, ...], reference: Reference) -> Claim:
    (
        id_, subject, index, component, year, attribute, scope, value, label, decimals, unit, ranked, status,
        rough, confidence, start, revision, article, words, published, portal, said, host, kind, owner,
    ) = row  # fmt: skip
    return Claim(
        id=id_,
        key=Key(subject, index, component, year, attribute, scope),
        value=value if label is None else label,
        decimals=decimals,
        unit=unit,
        ranked=ranked,
        status=status,
        rough=rough,
        confidence=confidence,
        article=article,
        text=words,
        said=said,
        revision=revision,
        start=start,
        source="" if host == FILE else host,
        trust=trust(Source(host, kind, owner), portal, subject, index, reference),
        published=published,
    )

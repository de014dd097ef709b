"""The reference data as tables, so that analysts can join names."""

from collections.abc import Iterator

import duckdb

from normalize.ids import content_id
from normalize.reference import Index, Reference
from store.database import Row, append, mark, set_mark

NATIONAL = "national"


def sync_reference(cursor: duckdb.DuckDBPyConnection, reference: Reference) -> bool:
    """Write the reference data into its tables if they hold other data; return whether they did."""
    tables = {table: sorted(set(rows), key=repr) for table, rows in reference_rows(reference).items()}
    now = content_id(*(repr(item) for item in tables.items()))
    if mark(cursor, "reference") == now:
        return False
    for table, rows in tables.items():
        cursor.execute(f"DELETE FROM {table}")
        append(cursor, table, rows)
    set_mark(cursor, "reference", now)
    return True


def reference_rows(reference: Reference) -> dict[str, Iterator[Row]]:
    """The rows of every reference table."""
    indices = reference.indices
    return {
        "subject": _subjects(reference),
        "province": (
            (p.slug, f"province/{p.slug}", p.name, p.kind, p.gso, p.iso, p.region, p.valid_from, p.valid_to,
             p.name_en)
            for p in reference.provinces
        ),
        "succession": ((s.from_slug, s.to_slug, s.date, s.kind) for s in reference.successions),
        "region": ((r.slug, f"region/{r.slug}", r.name, r.division) for r in reference.regions),
        "ministry": (
            (m.slug, f"ministry/{m.slug}", m.name, m.beside, m.valid_from, m.valid_to)
            for m in reference.ministries
        ),
        "index_definition": (
            (i.id, i.names[0], i.name, i.name_en, i.publisher, i.first_edition) for i in indices
        ),
        "index_component": (row for i in indices for row in _components(i)),
        "index_scale": (
            (i.id, s.from_, s.to, s.min, s.max, s.unit) for i in indices for s in i.scale
        ),
        "index_ranked": ((i.id, r.kind, r.from_, r.to, r.count) for i in indices for r in i.ranked),
        "index_group": ((i.id, g.label, g.min, g.from_, g.to) for i in indices for g in i.group),
    }  # fmt: skip


def _components(index: Index) -> Iterator[Row]:
    for c in index.component:
        yield (index.id, c.slug, c.names[0] if c.names else c.slug, c.from_, c.to, c.scale_max)


def _subjects(reference: Reference) -> Iterator[Row]:
    for slug, spells in reference.spells.items():
        yield (f"province/{slug}", "province", spells[-1].name, spells[-1].name_en)
    for ministry in reference.ministries:
        yield (f"ministry/{ministry.slug}", "ministry", ministry.name, None)
    for region in reference.regions:
        yield (f"region/{region.slug}", "region", region.name, None)
    yield (NATIONAL, NATIONAL, reference.title(NATIONAL), None)

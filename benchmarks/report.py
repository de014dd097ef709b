"""How long the report takes and how big it gets: on a made-up store of so many years, all indices, all units.

python benchmarks/report.py [--years 20] [--store FILE] [--into FOLDER]
"""

import argparse
import tempfile
import time
from pathlib import Path

from chiso.report.site import write
from normalize.reference import load
from store.database import Store, open_store
from store.reference_tables import sync_reference

LAST = 2024
MAKE = """
CREATE TEMP TABLE made AS
SELECT
    i.id AS index, y.year, p.subject, p.name,
    CAST(40 + 40 * abs(sin(hash(p.slug, i.id) % 1000 + y.year / 6.0)) + hash(p.slug, i.id, y.year) % 700 / 100.0
        AS DECIMAL(12, 2)) AS score
FROM index_definition i, range($last - $years + 1, $last + 1) y(year), province p
WHERE p.valid_from <= '2024-12-01' AND (p.valid_to >= '2024-12-01' OR p.valid_to IS NULL);

CREATE TEMP TABLE figure_made AS
SELECT index, year, subject, name, 'score' AS attribute, NULL AS scope, CAST(score AS DECIMAL(12, 4)) AS value,
    'point' AS unit
FROM made
UNION ALL
SELECT index, year, subject, name, 'rank', 'national',
    CAST(row_number() OVER (PARTITION BY index, year ORDER BY score DESC, subject) AS DECIMAL(12, 4)), NULL
FROM made;

INSERT INTO source VALUES ('a.example', 'press', NULL), ('b.example', 'press', NULL);
INSERT INTO article
SELECT md5(index || year || w), 'https://' || w || '/' || lower(index) || '-' || year, w, lower(index) || '-' || year
FROM (SELECT DISTINCT index, year FROM made), (VALUES ('a.example'), ('b.example')) v(w);
INSERT INTO revision
SELECT md5(id || 'r'), id, 'Kết quả ' || doc, DATE '2025-04-01', 'html', NULL, '', id, id FROM article;
INSERT INTO retrieval
SELECT md5(id || 't'), id, id, '', '', 200, '{}', true, TIMESTAMP '2025-04-02 08:00:00' FROM revision;
CREATE TEMP TABLE said AS
SELECT
    f.*, r.id AS revision_id, a.id AS article_id, md5(r.id || f.subject || f.attribute) AS observation_id,
    left(sha256(f.subject || f.index || f.year || f.attribute), 16) AS fact_id,
    1000 * row_number() OVER (PARTITION BY r.id ORDER BY f.subject, f.attribute) AS start_at,
    'Năm ' || f.year || ', ' || f.name || ' đạt '
        || CASE f.attribute
            WHEN 'score' THEN replace(CAST(CAST(f.value AS DECIMAL(12, 2)) AS VARCHAR), '.', ',') || ' điểm'
            ELSE 'hạng ' || CAST(CAST(f.value AS INTEGER) AS VARCHAR)
        END
        || ' trong bảng xếp hạng, theo số liệu vừa được công bố tại hội nghị tổng kết.' AS sentence
FROM figure_made f
JOIN article a ON a.doc = lower(f.index) || '-' || f.year
JOIN revision r ON r.article_id = a.id;
INSERT INTO observation
SELECT observation_id, revision_id, subject, index, NULL, year, attribute, scope, value, NULL,
    CASE attribute WHEN 'score' THEN 2 ELSE 0 END, unit, NULL, 'stated', false, start_at + 20, start_at + 30, start_at,
    start_at + length(sentence), 'score', 0.9
FROM said;
INSERT INTO sentence SELECT revision_id, start_at, start_at + length(sentence), sentence, '' FROM said;
INSERT INTO fact
SELECT DISTINCT fact_id, subject, index, NULL, year, attribute, scope, value, NULL,
    CASE attribute WHEN 'score' THEN 2 ELSE 0 END, unit,
    CASE attribute WHEN 'rank' THEN 63 END, 'stated', false, 0.99, 2, 'agreed', NULL, false
FROM said;
INSERT INTO fact_evidence SELECT fact_id, observation_id, 'for', article_id, 2.3 FROM said;
INSERT INTO observation_slot
SELECT observation_id, slot, NULL, NULL, NULL, 'clause' FROM said, (VALUES ('subject'), ('index'), ('year')) v(slot);
"""


def make_store(path: Path, years: int) -> Store:
    """Make a store with a score and a rank of every unit in every edition, each said by two witnesses."""
    store = open_store(path)
    with store.transaction() as cursor:
        sync_reference(cursor, load())
        for statement in MAKE.split(";\n"):
            if statement.strip():
                used = {k: v for k, v in (("years", years), ("last", LAST)) if f"${k}" in statement}
                cursor.execute(statement, used)
    return store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--store", type=Path, help="a store to report on, or where to make one")
    parser.add_argument("--into", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "made.duckdb"
        store = open_store(path, read_only=True) if path.exists() else make_store(path, given.years)
        with store:
            rows, claims = store.rows(
                "SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM fact_evidence)"
            )[0]
            start = time.perf_counter()
            written = write(store, given.into or Path(folder) / "report")
            taken = time.perf_counter() - start
    print(
        f"{rows} rows of facts, {claims} claims: {written.pages} pages, {written.size / 1e6:.1f} MB, {taken:.1f} s"
    )


if __name__ == "__main__":
    main()

"""The review desk under load: how long its first page takes, and how long from a key to the next item.

    python benchmarks/review.py                              1,000,000 observations, 10,000 open conflicts
    python benchmarks/review.py --observations 100000 --conflicts 1000 --steps 20

A store is filled by SQL with made-up claims of the real provinces and indices, so that what is measured is the desk and
not the reading of articles. Then the real desk is served and used in headless Chromium: the queue is opened, and items
are ruled on by key, one after the other, each key `--pause` milliseconds after the item before can be ruled on; while
that goes on, decisions are counted. `key_to_next` ends when the next item stands in the page, `key_to_next_key` when
keys count again. `--json` prints a record.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from normalize.reference import load as load_reference
from store.database import open_store, set_mark
from store.decisions_file import DecisionFile
from store.history import record_history
from store.reconciling import VERSION
from store.reference_tables import sync_reference

CHROMIUM = Path("/usr/bin/chromium")


def fill(path: Path, observations: int, conflicts: int) -> None:
    """Make a store of articles with 20 claims each, three claims a figure, and so many open conflicts."""
    reference = load_reference()
    subjects = [f"province/{s}" for s in reference.spells]
    indices = [i.id for i in reference.indices]
    facts = observations // 3
    with open_store(path) as store, store.transaction() as c:
        sync_reference(c, reference)
        set_mark(c, "rules", str(VERSION))
        c.execute(
            "CREATE TEMP TABLE s AS SELECT unnest($1) AS subject, generate_subscripts($1, 1) - 1 AS n",
            [subjects],
        )
        c.execute(
            "CREATE TEMP TABLE x AS SELECT unnest($1) AS index, generate_subscripts($1, 1) - 1 AS n",
            [indices],
        )
        c.execute(
            """CREATE TEMP TABLE f AS
            SELECT g.i, left(sha256('f' || g.i), 16) AS id, s.subject, x.index,
                CASE (g.i // ($2 * $3)) % 9 WHEN 0 THEN NULL ELSE 'part-' || ((g.i // ($2 * $3)) % 9) END AS
                  component,
                2024 - CAST((g.i // ($2 * $3 * 9)) AS INTEGER) AS year,
                CAST(40 + (g.i * 7919) % 5000 / 100.0 AS DECIMAL(12, 4)) AS value, g.i < $4 AS open
            FROM range($1) g(i) JOIN s ON s.n = g.i % $2 JOIN x ON x.n = (g.i // $2) % $3""",
            [facts, len(subjects), len(indices), conflicts],
        )
        articles = observations // 20 + 1
        c.execute("INSERT INTO source SELECT 'site' || i || '.example', 'portal', NULL FROM range(70) r(i)")
        c.execute(
            """INSERT INTO article SELECT left(sha256('a' || i), 16), 'https://site' || (i % 70) || '.example/' || i,
                'site' || (i % 70) || '.example', 'tin-' || i FROM range($1) r(i)""", [articles]
        )  # fmt: skip
        c.execute(
            """INSERT INTO revision BY NAME SELECT left(sha256('r' || i), 16) AS id, left(sha256('a' || i), 16)
              AS article_id,
                'Tin số ' || i AS title, DATE '2024-05-01' AS published, 'html' AS way, NULL AS portal,
                'Tin số ' || i || chr(10) || repeat('Trong kỳ đánh giá vừa qua, tỉnh đạt 85,12% và được ghi
                  nhận. ', 20) AS text,
                'w' || i AS words, 'd' || i AS digest FROM range($1) r(i)""", [articles]
        )  # fmt: skip
        c.execute(
            """INSERT INTO retrieval BY NAME SELECT left(sha256('t' || i), 16) AS id, 'snap' AS snapshot_id,
                left(sha256('r' || i), 16) AS revision_id, 'https://x' AS url, '' AS final_url, 200 AS
                  http_status, '{}' AS headers,
                true AS tls_verified, TIMESTAMP '2024-05-02' AS fetched_at FROM range($1) r(i)""", [articles]
        )  # fmt: skip
        c.execute(
            """INSERT INTO block BY NAME SELECT left(sha256('r' || i), 16) AS revision_id, 1 AS position,
              'paragraph' AS kind,
                10 AS span_start, 900 AS span_end, '' AS path FROM range($1) r(i)""", [articles]
        )  # fmt: skip
        c.execute(
            """CREATE TEMP TABLE o AS SELECT f.i * 3 + k.n AS i, left(sha256('o' || (f.i * 3 + k.n)), 16) AS
              id, f.id AS fact_id,
                f.open, k.n, f.value + CASE WHEN f.open AND k.n = 2 THEN 1 ELSE 0 END AS value,
                left(sha256('r' || ((f.i * 3 + k.n * 997) % $1)), 16) AS revision_id,
                left(sha256('a' || ((f.i * 3 + k.n * 997) % $1)), 16) AS witness,
                f.subject, f.index, f.component, f.year FROM f, range(3) k(n)""", [articles]
        )  # fmt: skip
        c.execute(
            """INSERT INTO observation BY NAME SELECT id, revision_id, subject, index, component, year, 'score'
              AS attribute, value,
                2 AS stated_decimals, 'percent' AS unit, 'stated' AS status, false AS rough, 45 AS span_start,
                  51 AS span_end,
                10 AS sentence_start, 72 AS sentence_end, 'score' AS rule, 0.9 AS confidence FROM o"""
        )
        c.execute(
            """INSERT INTO observation_slot BY NAME SELECT o.id AS observation_id, t.slot, o.subject AS value,
                20 + t.n AS span_start, 24 + t.n AS span_end, 'clause' AS reason
            FROM o, (VALUES ('subject', 0), ('index', 6), ('year', 12)) t(slot, n)"""
        )
        c.execute(
            """INSERT INTO fact BY NAME SELECT id, subject, index, component, year, 'score' AS attribute,
              value, 2 AS decimals,
                'percent' AS unit, 'stated' AS status, false AS rough, 0.8 AS confidence, 2 AS sources,
                CASE WHEN open THEN 'open' ELSE 'agreed' END AS settled, false AS stale FROM f"""
        )
        c.execute(
            """INSERT INTO fact_evidence SELECT fact_id, id, CASE WHEN open AND n = 2 THEN 'against' ELSE 'for'
              END, witness, 1.0
            FROM o"""
        )
        c.execute(
            """INSERT INTO conflict BY NAME SELECT left(sha256('c' || i), 16) AS id, 'value' AS kind, 'high' AS
              severity,
                'open' AS state, subject, index, component, year, 'score' AS attribute, 'Hai con số khác nhau.'
                  AS explanation_vi,
                'Two figures differ.' AS explanation_en FROM f WHERE open"""
        )
        c.execute(
            """INSERT INTO conflict_member BY NAME SELECT left(sha256('c' || (o.i // 3)), 16) AS conflict_id,
              o.n AS position,
                'suspect' AS role, o.fact_id, o.id AS observation_id, CAST(round(o.value, 2) AS DECIMAL(12, 2))
                  AS value
            FROM o WHERE o.open"""
        )
    with open_store(path) as store:
        record_history(store, "ingest")


def use(path: Path, steps: int, pause: int) -> dict[str, object]:
    """Open the desk in a browser, and rule on so many items by key; return milliseconds."""
    from playwright.sync_api import sync_playwright

    chiso = Path(sys.executable).parent / "chiso"
    command = [str(chiso), "review", "--store", str(path), "--json", "--second-share", "0"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
        sync_playwright() as playwright,
    ):
        assert server.stdout is not None
        try:
            address = json.loads(server.stdout.readline())["url"]
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 820})
            page.set_default_timeout(120_000)
            page.goto(address)
            page.fill("[name=name]", "Đo")
            start = time.perf_counter()
            page.click("main button")
            page.wait_for_selector("table.queue, .empty")
            cold = (time.perf_counter() - start) * 1000
            first = []
            for _ in range(steps):
                page.goto(address.split("/start")[0] + "/queue")
                first.append(
                    page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
                )
            page.keyboard.press("Enter")
            page.wait_for_selector("[data-item]")
            keys = page.evaluate(
                """async ([steps, pause]) => {
                  const calm = () => new Promise((done) => { const look = () =>
                    'busy' in document.documentElement.dataset ? setTimeout(look, 1) : done(); look(); });
                  const shown = [], ready = [];
                  for (let n = 0; n < steps; n++) {
                    await calm();
                    const item = document.querySelector('[data-item]').dataset.item, start = performance.now();
                    document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
                    await new Promise((done) => { const look = () =>
                      document.querySelector('[data-item]')?.dataset.item !== item ? done() : setTimeout(look,
                        0); look(); });
                    shown.push(performance.now() - start);
                    await calm();
                    ready.push(performance.now() - start);
                    await new Promise((done) => setTimeout(done, pause));
                  }
                  return { shown, ready };
                }""",
                [steps, pause],
            )
            browser.close()
        finally:
            server.terminate()
            server.wait(timeout=600)
    made = DecisionFile.of(path).read().decisions
    assert len({d.key for d in made}) == len(made) == steps
    return {
        "cold_queue_ms": round(cold),
        "queue_ms": summary(first),
        "key_to_next_ms": summary(keys["shown"]),
        "key_to_next_key_ms": summary(keys["ready"]),
    }


def summary(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the worst."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "worst": round(ordered[-1], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="The review desk under load.")
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--conflicts", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--pause", type=int, default=1500, help="Milliseconds from an item to the key.")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chiso.duckdb"
        start = time.perf_counter()
        fill(path, asked.observations, asked.conflicts)
        filled = time.perf_counter() - start
        found = {
            "observations": asked.observations, "conflicts": asked.conflicts, "filled_s": round(filled, 1),
            "megabytes": round(path.stat().st_size / 1e6),
        } | use(path, asked.steps, asked.pause)  # fmt: skip
    print(json.dumps(found) if asked.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()

"""How long a store takes to load and reconcile many observations, beside a plain majority vote on the same rows.

    python benchmarks/reconcile.py [--observations 1000000] [--folder DIR]

Sources of the worlds of `benchmarks/simulation.py` tell of indices and their components over fifteen editions, in
articles of several figures each; every claim is an observation with its sentence and the reasons of its slots, as
extraction makes them. A process each loads them, reconciles the store, and votes: `GROUP BY` in DuckDB, the figure
that most observations of a key give. Printed are seconds and peak memory of each. The exit code is 1 where
reconciling takes more than ten times as long as loading and voting, or any process more than 4 GiB.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.common import timed
from benchmarks.fusion import provinces
from benchmarks.simulation import Source, tell, truth_of
from crawlers.snapshot import Snapshot
from extract.article import Article, Block, Kind
from extract.frame import Slot
from extract.observation import Observation
from normalize.reference import Reference, load
from store.database import open_store
from store.load import load as load_pages
from store.reconcile.claim import Claim
from store.reconciling import reconcile_store
from store.rows import Loaded

YEARS = range(2010, 2025)
SOURCES = [
    Source("ministry.vn", 0.995, 0.5), *(Source(f"portal{i:02}.gov.vn", 0.97, 0.35) for i in range(12)),
    *(Source(f"news{i:02}.vn", 0.9 + 0.005 * i, 0.3, 0.3) for i in range(16)),
    *(Source(f"copy{i}.vn", 0.9, 0.6, copies="news03.vn", reprints=i == 0) for i in range(4)),
]  # fmt: skip
CHUNK = 2048
TOGETHER = 6
"""Leagues that one article tells of."""
MOST_TIMES = 10
MOST_MEMORY = 4 * 1024**3

VOTE = """
CREATE OR REPLACE TABLE vote AS
WITH counted AS (
    SELECT subject, index, component, year, attribute, scope, value, count(*) AS votes
    FROM observation
    WHERE year IS NOT NULL
    GROUP BY ALL
)
FROM counted
QUALIFY row_number() OVER (
    PARTITION BY subject, index, component, year, attribute, scope ORDER BY votes DESC, value
) = 1
"""


def leagues(reference: Reference) -> list[tuple[str, str | None]]:
    """Indices and their components."""
    found: list[tuple[str, str | None]] = []
    for index in reference.indices:
        found += [(index.id, None), *((index.id, slug) for slug in sorted(index.components))]
    return found


def pages(many: int, reference: Reference) -> Iterator[Loaded]:
    """Pages of about so many observations together."""
    known, made = leagues(reference), 0
    everybody = provinces(reference)
    for turn, start in enumerate(range(0, 10**9, TOGETHER)):
        some = [known[(start + i) % len(known)] for i in range(TOGETHER)]
        articles: dict[str, list[tuple[str, str | None, Claim]]] = defaultdict(list)
        for index, component in dict.fromkeys(some):
            rng = random.Random(f"{turn} {index} {component}")
            for claim in tell("many", truth_of(everybody, YEARS, rng), SOURCES, rng).claims:
                articles[f"{claim.article} {turn}"].append((index, component, claim))
        for name in sorted(articles):
            yield page(name, articles[name])
            made += len(articles[name])
            if made >= many:
                return


def page(name: str, told: list[tuple[str, str | None, Claim]]) -> Loaded:
    """An article that tells of something in a sentence each."""
    first = told[0][2]
    url = f"https://{first.source}/{name.replace(' ', '-').replace('/', '-')}"
    text = f"Tin {name}\n"
    lines: list[tuple[int, int, int]] = []
    for index, component, c in told:
        start, value = len(text), f"{c.value:.{c.decimals}f}"
        line = f"{c.key.subject} năm {c.key.year} về {index} {component or ''}: {c.key.attribute} là {value}"
        text += line + ".\n"
        lines.append((start, start + len(line) + 1, start + len(line) - len(value)))
    when = datetime(2025, 1, 1) + timedelta(seconds=len(name))
    snapshot = Snapshot(url=url, body=text.encode(), fetched_at=when)
    article = Article(
        doc=name, url=url, source=first.source, snapshot=snapshot.id, title=f"Tin {name}",
        published=first.published, text=text,
        blocks=(Block(Kind.TITLE, 0, len(name) + 4), *(Block(Kind.PARAGRAPH, s, e) for s, e, _ in lines)),
    )  # fmt: skip
    observations = tuple(
        Observation(
            doc=name, revision=article.revision, subject=c.key.subject, index=index, component=component,
            year=c.key.year, attribute=c.key.attribute, value=c.value, unit=c.unit, scope=c.key.scope, of=None,
            status="stated", start=at, end=end - 1, sentence=(start, end), rule="sample", confidence=c.confidence,
            slots={
                "subject": Slot(c.key.subject, "clause", (start, start + 8)),
                "index": Slot(index, "clause", (start, start + 8)),
                "year": Slot(c.key.year, "clause", (start, start + 8)),
            },
        )
        for (index, component, c), (start, end, at) in zip(told, lines, strict=True)
    )  # fmt: skip
    return Loaded(snapshot, article, observations)


def work(step: str, path: Path, many: int) -> dict[str, float]:
    """Do one step on the store, and return what it took: `seconds`, and what came of it."""
    reference = load()
    spent = 0.0
    with open_store(path) as store:
        if step == "load":
            coming = pages(many, reference)
            while chunk := list(islice(coming, CHUNK)):
                spent += timed(partial(load_pages, store, chunk, reference))
            came = store.rows("SELECT count(*) FROM observation")[0][0]
        elif step == "reconcile":
            spent = timed(lambda: reconcile_store(store, reference))
            came = store.rows("SELECT count(*) FROM fact")[0][0]
        else:
            spent = min(timed(lambda: store.rows(VOTE)) for _ in range(3))
            came = store.rows("SELECT count(*) FROM vote")[0][0]
            store.rows("DROP TABLE vote")
    return {"seconds": spent, "rows": came}


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", choices=["load", "vote", "reconcile"])
    given = parser.parse_args()
    if given.step:
        found = work(given.step, given.folder / "s.duckdb", given.observations)
        print(json.dumps(found | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
        return 0
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        took: dict[str, dict[str, float]] = {}
        for step in ("load", "vote", "reconcile"):
            command = [sys.executable, __file__, "--step", step, "--folder", folder]
            done = subprocess.run(
                [*command, "--observations", str(given.observations)],
                check=True,
                capture_output=True,
                text=True,
            )
            took[step] = json.loads(done.stdout)
            t = took[step]
            print(
                f"{step:10} {t['seconds']:8.1f} s  {t['peak'] / 1024**3:5.2f} GiB  {t['rows']:9.0f} rows",
                flush=True,
            )
    seconds = {step: t["seconds"] for step, t in took.items()}
    whole = (seconds["load"] + seconds["reconcile"]) / (seconds["load"] + seconds["vote"])
    print(f"load and reconcile: {whole:.1f} times load and vote")
    print(f"reconcile alone: {seconds['reconcile'] / seconds['vote']:.0f} times the vote alone")
    return 1 if whole > MOST_TIMES or max(t["peak"] for t in took.values()) > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())

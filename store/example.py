"""The example store: a few invented articles, read, decided on and kept as a real store, for the data dictionary.

What was known when is part of it, so its clock is set: each article counts a minute after it was fetched.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from crawlers.snapshot import Snapshot
from store.database import Store, open_store
from store.decisions import Claimed, Decision, Verdict
from store.decisions_file import DecisionFile
from store.decisions_table import ground
from store.load import load
from store.reconcile.claim import Key
from store.rows import Loaded
from store.scripts import FOLDER
from store.upkeep import bring_up_to_date

DATA: Final = FOLDER / "examples" / "example.toml"


def example_store(path: Path) -> Store:
    """Make the example store at `path`, where there is none, and return it open. Raises StoreError."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    store = open_store(path)
    for article in data["article"]:
        load(store, [_loaded(article)])
        _count(store, "ingest", article["fetched_at"] + timedelta(minutes=1))
    for number, ruled in enumerate(data["decision"], start=1):
        _decide(store, _decision(store, ruled, number))
    return store


def _decide(store: Store, made: Decision) -> None:
    DecisionFile.of(store.path).append(lambda _: [made])
    _count(store, "decide", made.when)


def _loaded(article: dict[str, Any]) -> Loaded:
    from extract.extractor import extractor
    from extract.read import read_article

    snapshot = Snapshot(
        url=article["url"],
        body=article["text"].lstrip().encode(),
        fetched_at=article["fetched_at"],
        headers={"Content-Type": "text/plain; charset=utf-8"},
    )
    read = read_article(snapshot)
    return Loaded(snapshot, read, extractor().extract(read).observations)


def _count(store: Store, cause: str, moment: datetime) -> None:
    bring_up_to_date(store, cause, clock=lambda: moment)


def _decision(store: Store, ruled: dict[str, Any], number: int) -> Decision:
    """A decision on a figure; a rejection is one of all claims of it."""
    key = Key(ruled["subject"], ruled["index"], None, ruled["year"], ruled["attribute"], None)
    found = ground(store, key.id)
    verdict = Verdict(ruled["verdict"])
    rejected = store.query("case_claims", {"fact": key.id}) if verdict is Verdict.SOURCE_ERROR else []
    return Decision(
        key, verdict, ruled["who"], ruled["when"], ruled["why"], seq=number, figure=ruled.get("figure"),
        unit=ruled.get("unit"), seen=found.seen, fingerprint=found.fingerprint,
        claims=tuple(Claimed(c["article_id"], c["observation_id"], c["subject"], c["figure"]) for c in rejected),
    )  # fmt: skip

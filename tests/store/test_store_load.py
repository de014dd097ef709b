"""Loading: once is enough, edited pages supersede, new rules replace, and a kill leaves the last good state."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from store_samples import REFERENCE, dump, page

from store import bodies
from store.bodies import body_of
from store.checks import run_checks
from store.database import Store, open_store
from store.load import LoadReport, load
from store.reconciling import reconcile_store
from store.rows import Loaded, revision_row

PAGES = [
    page(("son-la", "score", "90.02"), ("son-la", "rank", 12), ("son-la", "group", "B"), url="https://sonla.gov.vn/1"),
    page(("son-la", "score", "90.02"), ("ha-noi", "score", "91.43"), url="https://a.vn/2"),
    page(("hai-phong", "score", "91.87"), ("hai-phong", "score", "91.81"), url="https://a.vn/3", minutes=5),
    page(url="https://a.vn/nothing"),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


def put(store: Store, *items: Loaded, batch: int = 256) -> LoadReport:
    return load(store, items, REFERENCE, batch)


def values(store: Store) -> list[tuple[str, str]]:
    rows = store.rows(
        "SELECT subject, figure(value, stated_decimals, label) FROM current_observation ORDER BY ALL"
    )
    return [(subject.partition("/")[2], said) for subject, said in rows]


def well(store: Store) -> None:
    assert {name: rows for name, rows in run_checks(store).items() if rows} == {}


def test_loading_twice_changes_nothing(store: Store) -> None:
    first = put(store, *PAGES)
    assert (first.new, first.observations_new, first.articles) == (4, 7, 4)
    reconcile_store(store, REFERENCE)
    before = dump(store)
    again = put(store, *PAGES)
    assert again == LoadReport(unchanged=4)
    assert store.rows("FROM unreconciled") == []
    reconcile_store(store, REFERENCE)
    assert dump(store) == before
    reconcile_store(store, REFERENCE, everything=True)
    assert dump(store) == before
    well(store)


@pytest.mark.parametrize("batch", [1, 2, 256])
def test_neither_order_nor_batches_matter(tmp_path: Path, store: Store, batch: int) -> None:
    put(store, *PAGES)
    reconcile_store(store, REFERENCE)
    with open_store(tmp_path / "other.duckdb") as other:
        put(other, *reversed(PAGES), batch=batch)
        reconcile_store(other, REFERENCE)
        assert dump(store, without=["migration"]) == dump(other, without=["migration"])


def test_what_is_kept_of_a_page(store: Store) -> None:
    item = PAGES[0]
    put(store, item)
    [(size, body, path)] = store.rows("SELECT size, body, path FROM snapshot")
    assert (size, path) == (len(item.snapshot.body), None)
    assert body_of(body, path) == item.snapshot.body
    [row] = store.records("FROM retrieval")
    assert row["fetched_at"] == item.snapshot.fetched_at
    assert row["headers"] == '{"Content-Type": "text/plain"}'
    assert store.rows("SELECT id, kind, owner FROM source") == [("sonla.gov.vn", "portal", "province/son-la")]
    [row] = store.records("FROM article")
    assert (row["url"], row["source_id"]) == ("https://sonla.gov.vn/1", "sonla.gov.vn")
    [row] = store.records("SELECT * FROM revision")
    assert row["text"] == item.article.text
    for o in item.observations:
        [row] = store.records("FROM observation WHERE id = ?", [o.id])
        assert item.article.text[row["span_start"] : row["span_end"]] == str(o.value)
        assert (row["label"] or row["value"]) == o.value
        slots = store.rows(
            "SELECT slot, value, span_start, reason FROM observation_slot WHERE observation_id = ?", [o.id]
        )
        assert sorted(slots) == [
            ("subject", "son-la", o.slots["subject"].span[0], "clause"),  # type: ignore[index]
            ("year", "2024", None, "title"),
        ]
    kinds = store.rows("SELECT kind FROM block ORDER BY position")
    assert kinds == [("title",), ("paragraph",), ("paragraph",), ("paragraph",)]


def test_an_edited_page_supersedes_what_it_said(store: Store) -> None:
    put(store, page(("son-la", "score", "90.02"), ("son-la", "rank", 12)))
    reconcile_store(store, REFERENCE)
    report = put(store, page(("son-la", "score", "90.20"), minutes=10))
    assert (report.new, report.revised, report.observations_new) == (0, 1, 1)
    assert values(store) == [("son-la", "90.20")]
    assert store.rows("SELECT count(*) FROM observation") == [(3,)]  # what it said before is kept
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT figure, conflict FROM facts_long") == [("90.20", ["revision"])]
    assert store.rows("SELECT kind, severity, state, figures FROM conflicts") == [
        ("revision", "medium", "settled", ["90.02", "90.20"])
    ]
    well(store)


def test_an_older_text_that_comes_later_supersedes_nothing(store: Store) -> None:
    put(store, page(("son-la", "score", "90.20"), minutes=10))
    reconcile_store(store, REFERENCE)
    before = dump(store)["fact"]
    report = put(store, page(("son-la", "score", "90.02")))
    assert report.revised == 1
    reconcile_store(store, REFERENCE)
    assert values(store) == [("son-la", "90.20")]
    assert dump(store)["fact"] == before


def test_a_page_that_takes_its_edit_back(store: Store) -> None:
    put(store, page(("son-la", "score", "90.02")), page(("son-la", "score", "90.20"), minutes=10))
    reconcile_store(store, REFERENCE)
    report = put(store, page(("son-la", "score", "90.02"), minutes=20))
    assert report == LoadReport(unchanged=1)
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT figure FROM facts_long") == [("90.02",)]
    well(store)


def test_other_rules_replace_what_was_read(store: Store) -> None:
    old = page(("son-la", "score", "90.02"), ("son-la", "rank", 12))
    put(store, old)
    reconcile_store(store, REFERENCE)
    kept, changed = old.observations[0], replace(old.observations[1], value=Decimal(13), rule="better")
    report = put(store, old._replace(observations=(kept, changed)))
    assert (report.reread, report.observations_new, report.observations_gone) == (1, 1, 1)
    assert values(store) == [("son-la", "13"), ("son-la", "90.02")]
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT figure FROM facts_long ORDER BY 1") == [("13",), ("90.02",)]
    well(store)


def test_the_same_observations_with_another_confidence_are_no_duplicates(store: Store) -> None:
    put(store, page(("son-la", "score", "90.02"), confidence=0.9))
    report = put(store, page(("son-la", "score", "90.02"), confidence=0.7))
    assert (report.reread, report.observations_new, report.observations_gone) == (1, 0, 0)
    assert store.rows("SELECT confidence FROM observation") == [(0.7,)]
    well(store)


def test_a_page_that_says_nothing_any_more(store: Store) -> None:
    old = page(("son-la", "score", "90.02"))
    put(store, old)
    reconcile_store(store, REFERENCE)
    put(store, old._replace(observations=()))
    reconcile_store(store, REFERENCE)
    for table in ("observation", "observation_slot", "sentence", "fact", "fact_evidence"):
        assert store.rows(f"FROM {table}") == [], table
    well(store)


def test_another_reader_makes_another_text_of_the_same_page(store: Store) -> None:
    old = page(("son-la", "score", "90.02"), body=b"<p>page</p>")
    put(store, old)
    reconcile_store(store, REFERENCE)
    new = page(("son-la", "score", "90.02"), extra="Lead", body=b"<p>page</p>")
    assert new.article.revision != old.article.revision
    report = put(store, new)
    assert (report.reread, report.revised) == (1, 0)
    assert store.rows("SELECT id FROM revision") == [(new.article.revision,)]
    assert store.rows("SELECT revision_id FROM retrieval") == [(new.article.revision,)]
    reconcile_store(store, REFERENCE)
    well(store)


def test_a_page_that_turns_out_to_stand_elsewhere(store: Store) -> None:
    old = page(("son-la", "score", "90.02"), body=b"x")
    put(store, old)
    reconcile_store(store, REFERENCE)
    article = replace(old.article, url="https://a.vn/canonical")
    moved = tuple(replace(o, revision=article.revision) for o in old.observations)
    put(store, Loaded(old.snapshot, article, moved))
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT url FROM article") == [("https://a.vn/canonical",)]
    assert store.rows("SELECT sources FROM facts_long") == [(1,)]
    well(store)


def test_equal_bytes_at_two_places_are_two_articles_and_one_witness(store: Store) -> None:
    text = "Tỉnh Sơn La đạt"
    put(
        store,
        *(
            page(("son-la", "score", "90.02"), url=f"https://{host}/1", extra=text)
            for host in ("a.vn", "b.vn")
        ),
    )
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT count(*) FROM snapshot") == [(1,)]
    assert store.rows("SELECT count(*) FROM article") == [(2,)]
    assert store.rows("SELECT sources, settled FROM facts_long") == [(1, "single")]


def test_a_reprint_under_another_title_is_the_same_witness(store: Store) -> None:
    put(
        store,
        page(("son-la", "score", "90.02"), url="https://a.vn/1", title="Tin của A"),
        page(("son-la", "score", "90.02"), url="https://b.vn/1", title="Theo báo A: một tin"),
        page(("son-la", "score", "90.02"), ("ha-noi", "score", "91"), url="https://c.vn/1"),
    )
    reconcile_store(store, REFERENCE)
    assert store.rows("SELECT sources FROM facts_long WHERE name = 'Sơn La'") == [(2,)]


def test_a_page_in_one_batch_twice(store: Store) -> None:
    item = page(("son-la", "score", "90.02"))
    report = put(store, item, item, page(("son-la", "score", "90.20"), minutes=1))
    assert (report.new, report.unchanged, report.revised) == (1, 1, 1)
    assert values(store) == [("son-la", "90.20")]
    well(store)


def test_large_pages_are_kept_beside_the_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LIMIT", 100)
    body = b"<p>" + b"x" * 200
    web = page(("son-la", "score", "90.02"), body=body)
    put(store, web)
    [(kept, path)] = store.rows("SELECT body, path FROM snapshot")
    assert kept is None
    assert Path(path).is_relative_to(store.path.with_name(store.path.name + ".bodies"))
    assert body_of(kept, path) == body
    saved = store.path.with_name("trang lưu.html")
    saved.write_bytes(body + b"!")
    file = page(("son-la", "score", "90.02"), body=body + b"!")
    put(store, file._replace(snapshot=replace(file.snapshot, url=saved.as_uri())))
    paths = {path for (path,) in store.rows("SELECT path FROM snapshot")}
    assert str(saved) in paths


def test_a_figure_that_no_column_can_hold_is_refused_and_the_others_go_on(store: Store) -> None:
    report = put(store, page(("son-la", "score", "123456789.5"), url="https://a.vn/bad"), PAGES[1])
    assert report.new == 1
    [(url, why)] = report.refused
    assert url == "https://a.vn/bad"
    assert "123456789.5" in why


def test_text_without_a_body_still_has_words() -> None:
    only_title = page(title="PCI 2024: Sơn La")
    assert (
        revision_row(only_title, "digest")[-2] != revision_row(page(title="PCI 2024: Lào Cai"), "digest")[-2]
    )


LOADER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from store_samples import REFERENCE, page
from store.database import open_store
from store.load import load
from store.reconciling import reconcile_store

def pages():
    for n in range(50):
        print(n, flush=True)
        yield page(("son-la", "score", f"{{80 + n % 7}}.{{n % 10}}"), ("ha-noi", "rank", n % 63 + 1), url=f"https://a{{n}}.vn/1")

with open_store(Path({path!r})) as store:
    for item in pages():
        load(store, [item], REFERENCE)
        if item.snapshot.url.endswith("5.vn/1"):
            reconcile_store(store, REFERENCE)
    reconcile_store(store, REFERENCE)
print("done", flush=True)
"""


MIDDLE = """
import sys, time
sys.path.insert(0, {tests!r})
from pathlib import Path
import store.load
from store_samples import REFERENCE, page
from store.database import append, open_store

def slow(cursor, table, rows):
    count = append(cursor, table, rows)
    if table == "observation":
        print("in the middle", flush=True)
        time.sleep(60)
    return count

store.load.append = slow
with open_store(Path({path!r})) as opened:
    store.load.load(opened, [page(("ha-noi", "score", "91.43"), url="https://new.vn/1")], REFERENCE)
"""


def test_a_load_that_is_killed_in_the_middle_of_a_transaction_has_not_been(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        put(store, PAGES[0])
        reconcile_store(store, REFERENCE)
        before = dump(store)
    code = MIDDLE.format(tests=str(Path(__file__).parent), path=str(path))
    root = Path(bodies.__file__).parent.parent
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_store(path) as store:
        assert dump(store) == before
        assert put(store, page(("ha-noi", "score", "91.43"), url="https://new.vn/1")).new == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_load_that_is_killed_leaves_the_last_good_state(tmp_path: Path, seed: int) -> None:
    path, whole = tmp_path / "killed.duckdb", tmp_path / "whole.duckdb"
    root = Path(bodies.__file__).parent.parent

    def loader(to: Path) -> subprocess.Popen[str]:
        code = LOADER.format(tests=str(Path(__file__).parent), path=str(to))
        return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)

    process = loader(path)
    assert process.stdout is not None
    chance = random.Random(seed)
    until = chance.randint(5, 40)
    for line in process.stdout:
        if int(line) == until:
            break
    time.sleep(chance.random() * 0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_store(path) as store:
        well(store)
        [(articles, observations)] = store.rows(
            "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM observation)"
        )
        assert until <= articles <= until + 1
        assert observations == 2 * articles
    for target in (path, whole):
        assert loader(target).communicate()[0].endswith("done\n")
    with open_store(path) as one, open_store(whole) as other:
        assert dump(one, without=["migration"]) == dump(other, without=["migration"])
        well(one)

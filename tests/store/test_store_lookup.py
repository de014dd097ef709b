"""Looking things up, and asking in SQL without a way out of the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from store_samples import REFERENCE, page

from store.asking import ask
from store.database import Store, open_store
from store.errors import BadQuery, Locked, NoStore
from store.load import load
from store.lookup import Ambiguous, NotFound, conflicts, editions, league, sheet_of_id, sheet_of_key
from store.reconciling import reconcile_store

KEY = "province/son-la:PAR:2024"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        pages = [
            page(("son-la", "score", "91.87"), ("son-la", "rank", 12), ("ha-noi", "rank", 3)),
            page(("son-la", "score", "91.81"), ("ministry/bo-noi-vu", "score", "80"), url="https://a.vn/2"),
            page(("son-la", "score", "88.01"), url="https://a.vn/3", year=2023),
        ]
        load(opened, pages, REFERENCE)
        reconcile_store(opened, REFERENCE)
        yield opened


def test_a_league_with_its_rivals(store: Store) -> None:
    rows = league(store, "PAR", 2024)
    assert [(r["name"], r["rank"], r["score_settled"]) for r in rows] == [
        ("Hà Nội", 3, None),
        ("Sơn La", 12, "open"),
    ]
    [rival] = rows[1]["rivals"]
    assert (rival["kind"], rival["figures"]) == ("value", ["91.81", "91.87"])
    assert rows[0]["rivals"] == []
    assert [r["name"] for r in league(store, "PAR", 2024, who="ministry")] == ["Bộ Nội vụ"]
    assert league(store, "PAR", 2024, "the-che") == []


def test_editions(store: Store) -> None:
    assert [(e["year"], e["kind"], e["subjects"]) for e in editions(store, "PAR")] == [
        (2024, "province", 2), (2024, "ministry", 1), (2023, "province", 1),
    ]  # fmt: skip


def test_conflicts_are_filtered(store: Store) -> None:
    assert [c["kind"] for c in conflicts(store)] == ["value"]
    assert len(conflicts(store, kind="value", index="PAR", year=2024, state="open")) == 1
    nowhere: tuple[dict[str, Any], ...] = (
        {"kind": "mean"},
        {"index": "PCI"},
        {"year": 2023},
        {"state": "decided"},
    )
    for nothing in nowhere:
        assert conflicts(store, **nothing) == []


def test_a_row_of_facts_with_its_sentences(store: Store) -> None:
    found = sheet_of_key(store, KEY)
    assert [f["attribute"] for f in found.facts] == ["score", "rank"]
    said = {(e["attribute"], e["role"]): e for e in found.evidence}
    assert set(said) == {("score", "for"), ("score", "against"), ("rank", "for")}
    for e in found.evidence:
        assert e["sentence"][e["value_start"] : e["value_end"]] == e["said"]
    assert len(found.conflicts) == 1


def test_a_key_that_is_not_known_offers_those_of_the_subject(store: Store) -> None:
    with pytest.raises(NotFound, match="province/son-la:PAR:2024"):
        sheet_of_key(store, "province/son-la:PAR:2022")


def test_ids_by_their_beginning(store: Store) -> None:
    [conflict] = conflicts(store)
    found = sheet_of_id(store, conflict["id"][:6])
    assert found.conflict is not None
    assert found.conflict["id"] == conflict["id"]
    assert len(found.evidence) == 2
    [(observation,)] = store.rows("SELECT id FROM observation WHERE subject = 'ministry/bo-noi-vu'")
    one = sheet_of_id(store, observation[:8].upper())
    assert one.observation is not None
    assert one.observation["said"] == "80"
    assert [f["name"] for f in one.facts] == ["Bộ Nội vụ"]
    fact = sheet_of_id(store, found.facts[0]["fact_id"])
    assert [f["fact_id"] for f in fact.facts] == [found.facts[0]["fact_id"]]


@pytest.mark.parametrize("prefix", ["abc", "ffffffffffff", "", "%", "____"])
def test_nothing_begins_so(store: Store, prefix: str) -> None:
    with pytest.raises(NotFound):
        sheet_of_id(store, prefix)


def test_several_begin_so(store: Store) -> None:
    with store.transaction() as cursor:
        for end in "12":
            cursor.execute(
                "INSERT INTO conflict SELECT 'abcd000' || ?, * EXCLUDE id FROM conflict LIMIT 1", [end]
            )
            cursor.execute(
                "INSERT INTO conflict_member SELECT 'abcd000' || ?, * EXCLUDE conflict_id FROM conflict_member LIMIT 1",
                [end],
            )
    with pytest.raises(Ambiguous, match=r"abcd0001.*abcd0002"):
        sheet_of_id(store, "abcd")
    assert sheet_of_id(store, "abcd0002").conflict is not None


def test_an_observation_of_an_edited_page_says_so(store: Store) -> None:
    load(store, [page(("ha-noi", "rank", 3), minutes=9)], REFERENCE)
    reconcile_store(store, REFERENCE)
    [(id_,)] = store.rows("SELECT id FROM observation WHERE value = 91.87")
    found = sheet_of_id(store, id_)
    assert found.observation is not None
    assert found.observation["is_current"] is False
    assert found.facts == ()


# asking


@pytest.fixture
def path(store: Store) -> Path:
    store.close()
    return store.path


def answer(path: Path, sql: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    with ask(path, sql) as found:
        return found.columns, list(found.rows())


def test_an_answer(path: Path) -> None:
    columns, rows = answer(path, "SELECT province, rank FROM facts WHERE rank < 10")
    assert columns == ("province", "rank")
    assert rows == [("Hà Nội", 3)]
    assert len(answer(path, "SELECT * FROM range(2500)")[1]) == 2500
    assert answer(path, "FROM league('PAR', 2024)")[1]


REFUSED = [
    ("selec", "syntax error"),
    ("SELECT nothing FROM facts", "nothing"),
    ("FROM fact; FROM fact", "2 were given"),
    ("", "0 were given"),
    ("DELETE FROM fact", "read-only"),
    ("CREATE TABLE mine (a INTEGER)", "read-only"),
    ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
    ("COPY fact TO '/tmp/out.csv'", "disabled by configuration"),
    ("ATTACH '/tmp/other.duckdb'", "disabled by configuration"),
    ("SET enable_external_access = true", "(locked|Cannot)"),
    ("INSTALL httpfs", "disabled by configuration"),
    ("SELECT error('in a row') FROM facts", "in a row"),
    ("SELECT CAST(name AS INTEGER) FROM facts", "Conversion"),
]


@pytest.mark.parametrize(("sql", "why"), REFUSED, ids=[sql[:20] for sql, _ in REFUSED])
def test_what_is_refused(path: Path, sql: str, why: str) -> None:
    before = path.read_bytes()
    with pytest.raises(BadQuery, match=why):
        answer(path, sql)
    assert path.read_bytes() == before


def test_no_store_to_ask(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        answer(tmp_path / "none.duckdb", "SELECT 1")


def test_asking_while_it_is_written(store: Store) -> None:
    import subprocess
    import sys

    from store import asking

    code = "import sys; from pathlib import Path; from store.asking import ask\n"
    code += "with ask(Path(sys.argv[1]), 'SELECT 1'): pass"
    root = Path(asking.__file__).parent.parent
    asked = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, cwd=root, check=False
    )
    assert Locked.__name__ in asked.stderr

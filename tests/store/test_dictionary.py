"""The data dictionary: nothing in the store is without a comment, every example works, and the page is up to date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.checks import run_checks
from store.database import Store
from store.dictionary import START, dictionary, examples, macros
from store.example import example_store
from store.export import parts
from store.history import moments

PAGE = Path(__file__).parents[2] / "docs" / "dictionary.md"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with example_store(tmp_path_factory.mktemp("example") / "s.duckdb") as made:
        yield made


def test_the_page_is_up_to_date(store: Store) -> None:
    """Where this fails: python -m store.dictionary > docs/dictionary.md"""
    assert PAGE.read_text("utf-8") == dictionary(store)


def test_everything_has_a_comment(store: Store) -> None:
    silent = [
        (part.name, column)
        for part in parts(store).values()
        for column, comment in [("", part.comment), *((name, told) for name, _, told in part.columns)]
        if not comment.strip()
    ]
    assert silent == []
    assert [m.name for m in macros(store).values() if not m.comment.strip()] == []
    assert set(START) <= {*parts(store), *macros(store)}


def test_every_view_and_table_macro_has_an_example_that_gives_rows(store: Store) -> None:
    views = {name for (name,) in store.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    wanted = views | {m.name for m in macros(store).values() if m.columns}
    assert set(examples()) == wanted
    for name, example in examples().items():
        assert name in example.sql
        assert store.rows(example.sql), f"{name}: {example.about}"


def test_the_example_store_is_as_real_as_any(store: Store) -> None:
    assert not any(run_checks(store).values())
    assert [m["cause"] for m in moments(store)][:2] == ["decide", "decide"]
    assert store.rows("SELECT DISTINCT state FROM decisions") == [("applied",)]

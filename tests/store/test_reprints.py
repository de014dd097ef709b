"""Reprints: texts that were copied with a few words changed are one witness."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import REFERENCE, dump, page

from extract.article import Block, Kind
from store.checks import run_checks
from store.database import Store, open_store
from store.load import load
from store.reconcile.reprints import ALIKE, SHORTEST, copies, likeness, sketch
from store.reconciling import reconcile_store
from store.rows import Loaded

WORDS = [f"từ{i}" for i in range(400)]


def text(seed: int, length: int = 120) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) for _ in range(length)]


def with_changes(words: list[str], *places: int) -> list[str]:
    return [f"khác{i}" if i in places else word for i, word in enumerate(words)]


def test_likeness_is_the_share_of_pieces_that_two_texts_have_in_common() -> None:
    one = text(1)
    assert likeness(sketch(one), sketch(one)) == 1
    assert likeness(sketch(one), sketch(text(2))) < 0.05
    changed = with_changes(one, 50)  # three of 118 pieces on each side
    assert likeness(sketch(one), sketch(changed)) == pytest.approx(115 / 121, abs=0.07)
    half = one[:60] + text(3, 60)
    assert likeness(sketch(one), sketch(half)) == pytest.approx(1 / 3, abs=0.17)


def test_short_texts_are_alike_by_chance_and_have_no_sketch() -> None:
    assert sketch(text(1, SHORTEST)) == ()
    assert sketch(text(1, SHORTEST + 2))
    assert likeness((), ()) == 0
    assert copies([("a", ()), ("b", ())]) == {}


def test_copies_of_copies_are_one_group_named_by_the_least() -> None:
    first = text(1)
    second = with_changes(first, 10, 40)
    third = with_changes(second, 70, 100, 110)
    known = {"b": sketch(second), "a": sketch(third), "c": sketch(first), "z": sketch(text(9))}
    assert copies(known.items()) == dict.fromkeys("abc", "a")


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.randoms())
def test_the_order_of_texts_does_not_matter_and_copies_are_found(seed: int, chance: random.Random) -> None:
    texts = {f"{seed}-{i}": text(seed + i) for i in range(4)}
    texts |= {f"{name}'": with_changes(words, chance.randrange(120)) for name, words in texts.items()}
    known = [(name, sketch(words)) for name, words in texts.items()]
    found = copies(known)
    chance.shuffle(known)
    assert copies(known) == found
    assert found == {name: name.rstrip("'") for name in texts}
    assert ALIKE < 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


def article(place: str, value: str, seed: int = 1, minutes: int = 0) -> Loaded:
    return page(
        ("son-la", "score", value), url=f"https://{place}.vn/1", extra=" ".join(text(seed)), minutes=minutes
    )


def put(store: Store, *items: Loaded) -> None:
    load(store, items, REFERENCE)
    reconcile_store(store, REFERENCE)
    assert not any(run_checks(store).values())


def whole(item: Loaded) -> Loaded:
    """The page with all of its text as a paragraph."""
    a = item.article
    body = Block(Kind.PARAGRAPH, len(a.title) + 1, len(a.text))
    return item._replace(article=replace(a, blocks=(a.blocks[0], body)))


def test_an_article_that_was_reprinted_with_a_few_words_changed_is_one_witness(store: Store) -> None:
    put(store, *(whole(article(p, "90.10")) for p in "ab"))
    copied = page(
        ("son-la", "score", "90.10"), url="https://c.vn/1", extra=" ".join(with_changes(text(1), 7, 60))
    )
    put(store, whole(copied))
    assert store.rows("SELECT sources, settled FROM fact") == [(1, "single")]
    put(store, whole(article("d", "90.10", seed=2)))
    assert store.rows("SELECT sources, settled FROM fact") == [(2, "agreed")]


def test_a_reprint_with_another_figure_is_a_conflict_of_its_own_kind(store: Store) -> None:
    put(store, whole(article("a", "90.10")), whole(article("b", "90.01")))
    assert store.rows("SELECT kind, severity, state FROM conflict") == [("reprint", "high", "open")]
    seen = store.rows("SELECT seen FROM fact_ground")
    assert seen == [(["90.01", "90.10"],)]
    before = dump(store)
    reconcile_store(store, REFERENCE, everything=True)
    assert dump(store) == before


def test_what_a_page_was_known_by_goes_with_its_reading(store: Store) -> None:
    put(store, whole(article("a", "90.10")))
    assert store.rows("SELECT count(*), min(len(sketch)) FROM revision_sketch") == [(1, 64)]
    again = whole(article("a", "90.10"))
    other_rule = again._replace(observations=())
    load(store, [other_rule], REFERENCE)
    assert store.rows("SELECT count(*) FROM revision_sketch") == [(1,)]
    put(store, again)

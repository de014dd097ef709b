"""Input that nobody should write: it is read to the end, with sane results, and the work grows with its length."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from benchmarks.growth import SHAPES, read
from extract import plain
from extract.extractor import Extraction
from extract.mention import Mention, Tag
from extract.rules.family import Taken
from extract.sentence import split

HOLD_NOTHING = (
    "prose without a full stop", "nested parentheses", "emojis", "digits", "digits with dots", "one word", "capitals",
    "full stops", "quotes", "decomposed letters", "words of the cues", "dashes",
)  # fmt: skip
"""Shapes whose only facts are those of their first sentence."""


def calls(work: Callable[[], object]) -> int:
    """How many calls of Python and of C functions some work takes: the same on every machine."""
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: Any) -> None:
        counts[event] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counts["call"] + counts["c_call"]


def facts(extraction: Extraction) -> set[tuple[object, ...]]:
    return {
        (o.subject, o.index, o.year, o.attribute, float(o.value))
        for o in extraction.observations
        if not isinstance(o.value, str)
    }


FIRST = {
    ("province/hai-phong", "PAR_INDEX", 2023, "rank", 2.0),
    ("province/hai-phong", "PAR_INDEX", 2023, "score", 91.87),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length_of_the_text(shape: str) -> None:
    """Four times the text takes four times the calls, and some more; with a quadratic step it would be sixteen."""
    read(shape, 100)
    small, large = (calls(lambda n=n: read(shape, n)) for n in (4_000, 16_000))
    assert large < 6 * small


@pytest.mark.parametrize(
    ("line", "last"),
    [("-    Hải Phòng dẫn đầu\n", ""), ("Huế     dẫn đầu\n", "1.      Hà Nội xếp sau\n")],
    ids=["a list", "columns above an item"],
)
def test_looking_for_tables_grows_with_the_number_of_lines(line: str, last: str) -> None:
    small, large = (calls(lambda n=n: plain.read(line * n + last)) for n in (200, 800))
    assert large < 6 * small


@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_before_the_nonsense_is_read_all_the_same(shape: str) -> None:
    extraction = read(shape, 20_000)
    assert facts(extraction) >= FIRST
    if shape in HOLD_NOTHING:
        assert facts(extraction) == FIRST


def test_a_megabyte_of_digits_is_no_number() -> None:
    extraction = read("digits", 1_000_000)
    assert facts(extraction) == FIRST
    assert max(len(r.sentence.text) for r in extraction.readings) < 100


def test_ten_thousand_rows_each_give_their_place() -> None:
    extraction = read("a table by tabs", 230_000)
    rows = {r.sentence.start for r in extraction.readings if r.block.cell is not None}
    assert len(rows) > 9_000
    assert all(0 <= f[-1] <= 100 for f in facts(extraction))


def test_ten_thousand_nested_parentheses() -> None:
    assert facts(read("nested parentheses", 20_000)) == FIRST


@pytest.mark.slow
def test_five_megabytes_without_a_full_stop() -> None:
    extraction = read("prose without a full stop", 5_000_000)
    assert facts(extraction) == FIRST
    assert sum(len(r.sentence.text) for r in extraction.readings) > 4_900_000


def test_a_sentence_without_end_is_cut_between_its_clauses() -> None:
    clause = "tỉnh đã hoàn thành 12 nhiệm vụ; "
    text = clause * 400
    pieces = list(split(text, 0, len(text)))
    assert len(pieces) > 1
    assert "".join(text[s:e] for s, e in pieces).replace(" ", "") == text.replace(" ", "")
    assert all(text[s:e].endswith(";") and text[s:e].startswith("tỉnh") for s, e in pieces)


def test_a_word_without_end_is_left_out() -> None:
    text = "Trước đó, " + "x" * 5_000 + " sau đó"
    assert [text[s:e] for s, e in split(text, 0, len(text))] == ["Trước đó,", "sau đó"]


def test_stretches_are_taken_once() -> None:
    taken = Taken()
    spans = [(10, 20), (0, 5), (5, 10), (18, 22), (20, 21), (4, 6), (30, 40), (25, 45), (22, 30)]
    kept = [(m.start, m.end) for m in taken.take(Mention(s, e, Tag.CUE, None, "") for s, e in spans)]
    assert kept == [(10, 20), (0, 5), (5, 10), (20, 21), (30, 40), (22, 30)]

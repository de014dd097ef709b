"""What holds for every article: spans quote, forms of Unicode do not matter, runs agree to the byte."""

import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.saved import read as read_file
from crawlers.snapshot import Snapshot
from extract.article import Article
from extract.extractor import extractor
from extract.observation import Observation
from extract.read import read_article
from normalize.numbers import DIGITS, count, read
from normalize.text import shadow

ROOT = Path(__file__).parent.parent.parent
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
SHARED = ROOT.parent / "shared" / "gold"
TEXTS = [*ARTICLES, *sorted(SHARED.glob("*/*.txt"))]

REASONS = {
    "own words", "apposition", "about", "share-out", "order", "clause", "sentence", "relative", "ahead", "recalled",
    "earlier sentence", "heading", "title", "main subject", "portal", "publication date", "streak", "span",
    "former edition", "mean", "never said", "none", "usual", "row", "row header", "column header", "size of the region",
}  # fmt: skip
WITHOUT_WORDS = {
    "none",
    "usual",
    "never said",
    "publication date",
    "portal",
    "size of the region",
    "order",
    "relative",
    "former edition",
}


def article_of(path: Path) -> Article:
    return read_article(read_file(path))


def summary(observations: tuple[Observation, ...]) -> list[tuple[object, ...]]:
    return sorted((*map(str, o.key), str(o.value), o.unit, o.of, o.status) for o in observations)


def quotes_value(article: Article, o: Observation) -> bool:
    """Whether the text at the value's span says the value, or, in a list, who holds the place."""
    written = article.quote(o.start, o.end)
    folded = shadow(written)
    if isinstance(o.value, str):
        return folded == shadow(o.value)
    if o.slots["subject"].span == (o.start, o.end):
        return o.attribute == "rank"  # the place follows from the order; the name is all there is to quote
    numbers = [
        r for n in regex.findall(DIGITS, folded) for r in (read(n).value, read(n).other) if r is not None
    ]
    numbers += [c for c in (count(w) for w in regex.findall(r"[\p{L} ]+", folded)) if c is not None]  # type: ignore[list-item]
    numbers += [c for c in (count(w) for w in folded.split()) if c is not None]  # type: ignore[list-item]
    if abs(o.value) in numbers:
        return True
    if "first" in o.rule or "second" in o.rule or "third" in o.rule or "last" in o.rule or "table" in o.rule:
        return o.attribute == "rank" and bool(folded)
    return "range" in o.rule


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_every_span_quotes_what_it_claims(path: Path) -> None:
    article = article_of(path)
    gazetteer = extractor().tagger
    for o in extractor().extract(article).observations:
        assert 0 <= o.start < o.end <= len(article.text)
        assert o.sentence[0] <= o.start and o.end <= o.sentence[1]
        assert quotes_value(article, o), (o, article.quote(o.start, o.end))
        for name, slot in o.slots.items():
            assert slot.reason in REASONS, (name, slot)
            if slot.span is None:
                assert slot.value is None or slot.reason in WITHOUT_WORDS, (name, slot)
                continue
            quote = article.quote(*slot.span)
            assert quote.strip() == quote and quote, (name, slot)
            if name == "year" and slot.reason in (
                "clause",
                "sentence",
                "column header",
                "row",
                "title",
                "heading",
            ):
                assert str(o.year) in quote or regex.search(
                    "năm|kì|này|giờ|nay|trước|sau|hiện", shadow(quote)
                ), (slot, quote)
            if name == "index" and slot.reason in ("clause", "about") and o.component is None:
                found = [str(m.value) for m in gazetteer.names(quote)]
                assert o.index in found, (slot, quote)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_composed_decomposed_and_odd_blanks_give_the_same(path: Path) -> None:
    snapshot = read_file(path)
    text = snapshot.body.decode()
    expected = summary(extractor().extract(article_of(path)).observations)
    for other in (
        unicodedata.normalize("NFD", text),
        unicodedata.normalize("NFC", text),
        regex.sub(r"(?<=\S) (?=\S)", "\u00a0", text),
        text.replace("\n", "\r\n"),
        text.translate({ord(a): b for a, b in zip("–—", "--", strict=True)}),
    ):
        article = read_article(replace(snapshot, body=other.encode()))
        assert summary(extractor().extract(article).observations) == expected


def test_extraction_is_the_same_in_every_process() -> None:
    code = (
        "import sys, json; from pathlib import Path; from chiso.articles import read_articles; "
        "from extract.extractor import extractor; "
        "[print(json.dumps(o.record(a.text), ensure_ascii=False)) for a in read_articles([Path(sys.argv[1])]) "
        "for o in extractor().extract(a).observations]"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "fixtures" / "articles")],
            capture_output=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    ids = [json.loads(line)["id"] for line in outputs.pop().splitlines()]
    assert len(ids) == len(set(ids)) > 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([line for p in ARTICLES[:40] for line in p.read_text("utf-8").splitlines() if line]),
        max_size=12,
    )
)
def test_any_lines_in_any_order_are_read_twice_alike(lines: list[str]) -> None:
    snapshot = Snapshot("file:///x.txt", "\n".join(lines).encode() or b"x", datetime(2026, 1, 1))
    article = read_article(snapshot)
    first, second = extractor().extract(article), extractor().extract(article)
    assert first.observations == second.observations
    assert all(article.quote(o.start, o.end) for o in first.observations)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_accident(text: str) -> None:
    snapshot = Snapshot(
        "file:///x.txt", ("PAR INDEX 2023\n" + text).encode("utf-8", "surrogatepass"), datetime(2026, 1, 1)
    )
    try:
        article = read_article(snapshot)
    except Exception as error:
        assert type(error).__name__ == "Unreadable"
        return
    extractor().extract(article)


def test_an_article_without_any_index_does_not_pass_the_gate() -> None:
    snapshot = Snapshot(
        "file:///x.txt", "Tin\nĐội bóng xếp thứ 5 với 30 điểm.".encode(), datetime(2026, 1, 1)
    )
    extraction = extractor().extract(read_article(snapshot))
    assert not extraction.passed
    assert not extraction.observations

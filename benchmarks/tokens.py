"""What underthesea's words contribute to the reading: the same articles with and without them.

    python -m benchmarks.tokens                     fixtures, and 3,000 made-up articles about other things
    python -m benchmarks.tokens --also DIR          more gold
    python -m benchmarks.tokens --docs docs/tokens.md   writes the figures there

Without words every doubt is settled as if the sentence could not be cut into any: a name stands as found, and "năm"
after an ordinal is the number five. The other way out without words, to believe no name in doubt, is measured beside.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import unrelated
from benchmarks.common import FOLDERS, put_into
from chiso.articles import article_of_text, read_with_gold
from extract import doubts
from extract.extractor import extractor
from extract.scoring.gold import Gold, read_gold
from extract.scoring.report import Report, add
from extract.words import Word, words
from normalize.reference import load

PIECES: Final = (
    "Ông Trần {} cho biết PAR INDEX năm 2023 xếp thứ 5.",
    "Theo ông Nguyễn Đức {}, PAR INDEX năm 2023 xếp thứ 5.",
    "Bà Hoàng {} đánh giá PCI năm 2023 đạt 60,10 điểm.",
    "Công ty {} Minh dẫn đầu PCI năm 2023.",
    "Xã Tân {} dẫn đầu PAR INDEX năm 2023.",
)
"""Sentences in which a province's name is only a piece of somebody else's."""
WHOLE: Final = (
    "Năm 2023, Chủ tịch UBND tỉnh {} Trương Quốc Huy cho biết PCI của tỉnh xếp thứ 30.",
    "Theo Giám đốc Sở Nội vụ {} Đỗ Đức Hà, PAR INDEX năm 2023 của tỉnh đạt 90,16%.",
    "Bí thư Tỉnh ủy {} Trần Hồng Minh: PAPI 2023 của tỉnh đạt 44,56 điểm.",
    "Năm 2023, Hội Doanh nghiệp trẻ {} Lê Thành Nam cho hay tỉnh xếp thứ 9 về PCI.",
)
"""Sentences in which it is the province, though a person's name follows."""


def none(text: str) -> tuple[Word, ...]:
    """No words at all."""
    return ()


WAYS: Final[dict[str, dict[str, Any]]] = {
    "with underthesea": {},
    "without words": {"words": none, "word_at": lambda text, at: None},
    "a doubtful name is never believed": {"_inside_longer": lambda text, m, named: True},
}


@contextmanager
def settled(way: str) -> Iterator[None]:
    """Read as one of WAYS says."""
    with patch.multiple(doubts, **WAYS[way]) if WAYS[way] else patch.object(doubts, "words", doubts.words):
        yield


@dataclass(frozen=True)
class Result:
    """What a way came to: on gold, and on articles about other things."""

    way: str
    report: Report
    false_facts: int
    seconds: float


def measure(way: str, golds: list[Gold], unrelated_count: int) -> Result:
    """Read everything in one way."""
    words.cache_clear()
    report = Report()
    with settled(way):
        begin = time.perf_counter()
        for gold in golds:
            extraction = read_with_gold(gold)
            add(report, gold, [o.record(extraction.article.text) for o in extraction.observations])
        seconds = time.perf_counter() - begin
        false_facts = sum(
            len(extractor().extract(article).observations)
            for article, _ in unrelated.made(unrelated_count, seed=0)
        )
    return Result(way, report, false_facts, seconds)


def doubtful(way: str) -> tuple[int, int, int, int]:
    """Facts read of PIECES, which hold none, and facts missed in WHOLE; each with how many sentences there are."""
    names = [p.name for p in load().provinces if p.valid_to is not None or p.valid_from.year < 2025]
    names = sorted({name for name in names if " " in name})

    def read(templates: tuple[str, ...]) -> int:
        return sum(
            bool(extractor().extract(article_of_text(t.format(name))).observations)
            for t in templates
            for name in names
        )

    with settled(way):
        return (
            read(PIECES),
            len(PIECES) * len(names),
            len(WHOLE) * len(names) - read(WHOLE),
            len(WHOLE) * len(names),
        )


def asked(golds: list[Gold]) -> tuple[int, int, int]:
    """How many sentences are read, how many of them ask for words, and how many of those cannot be placed."""
    texts: set[str] = set()
    unplaced = 0

    def count(text: str) -> tuple[Word, ...]:
        nonlocal unplaced
        found = words(text)
        if text not in texts:
            texts.add(text)
            unplaced += not found
        return found

    def at(text: str, position: int) -> Word | None:
        return next((w for w in count(text) if w.start <= position < w.end), None)

    sentences = 0
    with patch.multiple(doubts, words=count, word_at=at):
        for gold in golds:
            sentences += len(read_with_gold(gold).readings)
    return sentences, len(texts), unplaced


def table(results: list[Result], unrelated_count: int) -> Iterator[str]:
    """The figures as a Markdown table."""
    yield f"| way | precision | recall | wrong | missed | false facts in {unrelated_count:,} other articles | seconds |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for r in results:
        s = r.report.overall
        yield (
            f"| {r.way} | {s.precision:.4f} | {s.recall:.4f} | {s.wrong} | {s.missed} | {r.false_facts} |"
            f" {r.seconds:.1f} |"
        )


def doubts_table() -> Iterator[str]:
    """What became of sentences that are made to be doubtful, as a Markdown table."""
    yield "| way | false facts where the name is a piece of another | facts missed where it is the province |"
    yield "| --- | ---: | ---: |"
    for way in WAYS:
        false, pieces, missed, whole = doubtful(way)
        yield f"| {way} | {false} of {pieces} | {missed} of {whole} |"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--also", type=Path, action="append", default=[])
    parser.add_argument("--unrelated", type=int, default=3000)
    parser.add_argument("--docs", type=Path)
    chosen = parser.parse_args()
    golds = [gold for folder in (*FOLDERS, *chosen.also) for gold in read_gold(folder)]
    sentences, with_words, unplaced = asked(golds)
    results = [measure(way, golds, chosen.unrelated) for way in WAYS]
    figures = "\n".join(
        [
            f"{len(golds)} documents with gold, {sentences:,} sentences and rows read. For {with_words} of them"
            f" words were asked, and {unplaced} of those could not be placed exactly and got none.",
            "",
            *table(results, chosen.unrelated),
            "",
            *doubts_table(),
        ]
    )
    print(figures)
    if chosen.docs:
        put_into(chosen.docs, "tokens.py", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())

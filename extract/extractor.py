"""The whole reading of one article: gate, sentences, mentions, binders, scene, judgement, observations."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import regex

from extract.anchors import hold
from extract.article import Article, Block, Kind
from extract.bind.about import about
from extract.bind.orders import numbered, order
from extract.bind.shares import share_out
from extract.bind.spans import moved_over, streaks
from extract.bind.walk import Walk
from extract.bind.work import Work
from extract.carry import STAGES, carry
from extract.emit import observe
from extract.gate import Gate
from extract.items import item_number, marker
from extract.mention import Cue, Mention, Tag, Year
from extract.modality.judge import judge
from extract.observation import Abstention, Observation
from extract.overview.look import look_over
from extract.overview.senses import Senses
from extract.reading import Reading
from extract.resolve.resolved import Resolved
from extract.resolve.resolver import Resolver
from extract.scene import Scene
from extract.sentence import Placed, Sentence, split
from extract.tables.reader import TableReader
from extract.tagger import Tagger
from normalize.gazetteer import gazetteer
from normalize.reference import BUNDLED, VARIABLE, load_from
from normalize.text import shadow

_UNREAD: Final = frozenset({Kind.FURNITURE, Kind.BYLINE})


@dataclass(frozen=True)
class Extraction:
    """What an article states, and for every value that became no observation, why."""

    article: Article
    observations: tuple[Observation, ...]
    abstentions: tuple[Abstention, ...]
    readings: tuple[Reading, ...]
    passed: bool
    """Whether the article passed the gate."""


_LONGEST_ITEM: Final = 400
"""Characters from which what begins with a dash is a paragraph of its own."""
_CHOICES: Final = regex.compile(r"\s*A[.)]\s.{1,80}?\sB[.)]\s.{1,80}?\sC[.)]\s")
"""Answers to choose from: "A. Thứ 10    B. Thứ 15    C. Thứ 19"."""


class Extractor:
    """Reads articles with one set of reference data. Building costs milliseconds; it is safe to share."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        self.reference = load_from(folder)
        self.tagger = Tagger(gazetteer(folder), self.reference)
        self.gate = Gate(self.reference)
        self._senses = Senses(self.reference)

    def extract(self, article: Article) -> Extraction:
        """Return what the article states. A pure function of article, rules and reference data."""
        if not self.gate.article(shadow(article.text)):
            return Extraction(article, (), (), (), passed=False)
        placed = self._senses.settle(list(self._placed(article)))
        scene = look_over(article, placed, self.tagger, self.reference)
        edition = _main_edition(scene)
        placed = [(b, self._senses.towns(s, edition)) for b, s in placed]
        readings = tuple(hold(tuple(self._readings(article, placed, scene))))
        observations, abstentions = observe(article, readings, self.reference)
        return Extraction(article, observations, abstentions, readings, passed=True)

    def _placed(self, article: Article) -> Iterator[Placed]:
        """The article's sentences outside of tables, tagged, each with its block."""
        for block in article.blocks:
            if block.kind in _UNREAD or block.cell is not None:
                continue
            for start, end in split(article.text, block.start + marker(article, block), block.end):
                # Where a line was broken says nothing within a block; a blank has the same length.
                bare = Sentence(article.text[start:end].replace("\n", " "), start, ())
                yield block, Sentence(bare.text, start, tuple(self._tag(bare, block)))

    def _tag(self, sentence: Sentence, block: Block) -> Iterable[Mention]:
        opens = sentence.text.rstrip().endswith(":")  # what it says holds of the list below
        if self.gate.sentence(sentence.folded) or block.kind in STAGES or opens:
            return self.tagger.tag(sentence.text)
        return self.tagger.names(sentence.text, sentence.folded)

    def _readings(self, article: Article, placed: list[Placed], scene: Scene) -> Iterator[Reading]:
        """Read tables and sentences in the order of the page, each with the scene that those before it left."""
        by_start: dict[int, list[Sentence]] = {}
        for block, sentence in placed:
            by_start.setdefault(block.start, []).append(sentence)
        cells: dict[int, list[Block]] = {}
        for block in article.blocks:
            if block.cell is not None:
                cells.setdefault(block.cell.table, []).append(block)
        tables = TableReader(article, self.tagger, scene)
        for block in article.blocks:
            if block.cell is not None and block.cell.table in cells and block.kind is Kind.CELL:
                yield from tables.read(cells.pop(block.cell.table))
            if block.start in by_start and _CHOICES.match(article.text, block.start, block.end):
                del by_start[block.start]  # the answers of a quiz
            if block.start in by_start:
                question = article.quote(block.start, block.end).rstrip().endswith("?")
                number = item_number(article, block)
                # an answer in an interview begins with a dash, too
                item = block.kind is Kind.ITEM and not question and block.end - block.start < _LONGEST_ITEM
                scene.begin_block(block.kind in STAGES, item, numbered=number is not None)
                for sentence in by_start.pop(block.start):
                    yield self._read(block, sentence, scene, number)
                    number = None  # it is that of the item's first sentence

    def _read(self, block: Block, sentence: Sentence, scene: Scene, number: int | None) -> Reading:
        work = Work(sentence)
        first = next((m for m in work.mentions if m.tag not in (Tag.BREAK, Tag.CUE)), None)
        if block.kind is Kind.ITEM and first is not None and first.tag is Tag.SUBJECT and scene.list_index:
            scene.index = scene.list_index
        if block.kind is not Kind.ITEM and (first is None or first.tag is not Tag.COMPONENT):
            scene.aside_year = scene.aside_mean = (
                None  # what was said of the parentheses of a list ends with it
            )
        if not work.mentions:
            return Reading(sentence, block, work, ())
        share_out(work)
        order(work, scene.order, scene.places)
        if number is not None and scene.list_ranks:
            numbered(work, number)
        about(work, scene)
        moved_over(work)
        walk = Walk(work, scene)
        walk.run()
        planned = scene.plan and any(work.is_cue(k, Cue.TARGET) for k in work.positions(Tag.CUE))
        told_further = scene.aimed and _FURTHER.match(sentence.folded) is not None
        judge(work, (scene.aim or planned or told_further) and not _reports(work, scene))
        resolver = Resolver(work, scene)
        resolved = resolver.run()
        resolved += [s for s in streaks(work, resolved, resolver.counted) if _existed(s, scene)]
        carry(scene, block, walk, tuple(resolved))
        return Reading(sentence, block, work, tuple(resolved))


_FURTHER: Final = regex.compile(r"(?:cụ thể|trong đó|bao gồm|gồm)(?!\p{L})")
"""What a sentence begins with that tells the one before in detail: targets stay targets."""


def _existed(streak: Resolved, scene: Scene) -> bool:
    """Whether the index of a streak had that edition."""
    return int(str(streak.year.value)) >= scene.reference.index[str(streak.index.value)].first_edition


def _main_edition(scene: Scene) -> int | None:
    return scene.any_year.number if scene.any_year is not None else None


def _reports(work: Work, scene: Scene) -> bool:
    """Whether a sentence below a heading about targets names an edition that is out already."""
    latest = _main_edition(scene)
    return latest is not None and any(
        isinstance(m.value, Year) and m.value.years and m.value.years[-1] <= latest
        for m in work.mentions
        if m.tag is Tag.YEAR
    )


@lru_cache(maxsize=8)
def extractor(folder: Path | None = None) -> Extractor:
    """The extractor for a folder of reference data (CHISO_REFERENCE or the bundled one), built once."""
    return Extractor(folder or Path(os.environ.get(VARIABLE) or BUNDLED))

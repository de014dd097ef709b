"""The whole reading of one article: gate, sentences, mentions, binders, scene, judgement, observations."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from extract.article import Article, Block, Kind
from extract.bind.focus import NOBODY, Focus, Walk, about
from extract.bind.orders import order
from extract.bind.shares import share_out
from extract.bind.spans import streaks
from extract.bind.work import Work
from extract.emit import observe
from extract.frame import Slot
from extract.gate import Gate
from extract.mention import VALUES, Mention, Tag, Year
from extract.modality import judge
from extract.observation import Abstention, Observation
from extract.resolve import Resolved, Resolver
from extract.scene import Counts, Scene
from extract.sentence import Sentence, split
from extract.tagger import Tagger
from normalize.gazetteer import gazetteer
from normalize.reference import BUNDLED, VARIABLE, load_from
from normalize.text import shadow

_UNREAD: Final = frozenset({Kind.FURNITURE, Kind.BYLINE})
_STAGES: Final = frozenset({Kind.TITLE, Kind.HEADING})


@dataclass(frozen=True)
class Reading:
    """What was made of one sentence."""

    sentence: Sentence
    block: Block
    work: Work
    resolved: tuple[Resolved, ...]


@dataclass(frozen=True)
class Extraction:
    """What an article states, and for every value that became no observation, why."""

    article: Article
    observations: tuple[Observation, ...]
    abstentions: tuple[Abstention, ...]
    readings: tuple[Reading, ...]
    passed: bool
    """Whether the article passed the gate."""


class Extractor:
    """Reads articles with one set of reference data. Building costs milliseconds; it is safe to share."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        self.reference = load_from(folder)
        self.tagger = Tagger(gazetteer(folder), self.reference)
        self.gate = Gate(self.reference)

    def extract(self, article: Article) -> Extraction:
        """Return what the article states. A pure function of article, rules and reference data."""
        if not self.gate.article(shadow(article.text)):
            return Extraction(article, (), (), (), passed=False)
        sentences = [
            (block, Sentence(article.text[s:e], s, ()))
            for block in article.blocks
            if block.kind not in _UNREAD and block.cell is None
            for s, e in split(article.text, block.start, block.end)
        ]
        tagged = [
            (b, Sentence(s.text, s.start, tuple(self._tag(s, b))))
            for b, s in sentences
        ]
        scene = self._scene(article, tagged)
        readings = []
        last: Block | None = None
        for block, sentence in tagged:
            if block is not last:
                scene.begin_block(block.kind in _STAGES)
                last = block
            readings.append(self._read(block, sentence, scene))
        observations, abstentions = observe(article, readings, self.reference)
        return Extraction(article, observations, abstentions, tuple(readings), passed=True)

    def _tag(self, sentence: Sentence, block: Block) -> Iterable[Mention]:
        if self.gate.sentence(sentence.folded) or block.kind in _STAGES:
            return self.tagger.tag(sentence.text)
        return self.tagger.names(sentence.text, sentence.folded)

    # The first look: what the article is about

    def _scene(self, article: Article, tagged: list[tuple[Block, Sentence]]) -> Scene:
        counts = Counts()
        titles: list[tuple[str, Slot]] = []
        for block, sentence in tagged:
            self._count(block, sentence, counts, titles)
        scene = Scene(
            self.reference,
            published=article.published.year if article.published else None,
            known=frozenset(counts.indices),
        )
        scene.main_subject = _main_subject(article, counts, titles)
        for index, years in counts.years.items():
            late = scene.latest_edition(index)
            usable = {y: n for y, n in years.items() if late is None or y <= late} or dict(years)
            year = min(usable, key=lambda y: (-years[y], -y))
            slot = counts.spans[index, year]
            scene.main_year[index] = Slot(year, "ahead", slot.span)
        if scene.main_year:
            best = max(counts.years, key=lambda i: (sum(counts.years[i].values()), i))
            scene.any_year = scene.main_year[best]
        return scene

    def _count(self, block: Block, sentence: Sentence, counts: Counts, titles: list[tuple[str, Slot]]) -> None:
        last_index = counts.last_index
        valued = any(m.tag in VALUES for m in sentence.mentions)
        for i, m in enumerate(sentence.mentions):
            if m.tag is Tag.SUBJECT and isinstance(m.value, tuple):
                slot = Slot(m.value, "title" if block.kind is Kind.TITLE else "main subject", sentence.span(m))
                counts.see_subject(str(m.value[0]), slot)
                if block.kind is Kind.TITLE:
                    titles.append((str(m.value[0]), slot))
            elif m.tag is Tag.INDEX and not m.weak:
                last_index = str(m.value)
                counts.indices[last_index] += 1
                counts.last_index = last_index
            elif m.tag is Tag.COMPONENT and isinstance(m.value, tuple) and not m.weak:
                last_index = last_index or str(m.value[0]).partition("/")[0]
                counts.last_index = last_index
            elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years and last_index:
                previous = sentence.mentions[i - 1]
                beside = previous.tag is Tag.INDEX and m.start - previous.end < 12
                weight = 100 if beside and block.kind is Kind.TITLE else 3 if beside else 1
                weight += 2 if valued else 0
                counts.see_year(last_index, m.value, Slot(m.value.years[-1], "ahead", sentence.span(m)), weight)

    # One sentence

    def _read(self, block: Block, sentence: Sentence, scene: Scene) -> Reading:
        work = Work(sentence)
        if not work.mentions:
            return Reading(sentence, block, work, ())
        share_out(work)
        order(work, scene.order)
        about(work, scene)
        walk = Walk(work, scene)
        focus = walk.run()
        judge(work)
        resolver = Resolver(work, scene)
        resolved = resolver.run()
        resolved += streaks(work, resolved, resolver.counted)
        self._carry(block, work, scene, focus, walk.persistent, walk.beside_index, resolved)
        return Reading(sentence, block, work, tuple(resolved))

    def _carry(
        self, block: Block, work: Work, scene: Scene, focus: Focus, year: Slot | None, beside_index: bool, resolved: list[Resolved]
    ) -> None:
        """What the sentence leaves on the scene for those that follow."""
        subject, target = focus.subject, focus.target
        stage = block.kind in _STAGES
        reason = "title" if block.kind is Kind.TITLE else "heading" if stage else "earlier sentence"
        named = [m for i, m in enumerate(work.mentions) if m.tag is Tag.SUBJECT and i not in work.compared and i not in work.listed]
        of_list = subject is not None and any(subject.span == work.sentence.span(work.mentions[i]) for i in work.listed)
        if subject is not None and subject is not NOBODY and not of_list and str(subject.value).startswith("('province"):
            scene.subjects.append(Slot(subject.value, reason, subject.span))
        if len({m.value for m in named}) >= 2 and scene.main_subject is not None and not stage:
            scene.subjects.append(scene.main_subject)
        if target is not None and isinstance(target.value, str) and target.value != "OTHER":
            scene.index = Slot(target.value, reason, target.span)
        elif target is not None and isinstance(target.value, tuple):
            parents = {str(k).partition("/")[0] for k in target.value}
            if scene.index is None or scene.index.value not in parents:
                known = sorted(parents & scene.known)
                if known:
                    scene.index = Slot(known[0], reason, target.span)
        components = [work.slot(i, "clause") for i in work.positions(Tag.COMPONENT)]
        if len(components) > 1:
            scene.targets = components
        if year is not None and year.value is not None:
            scene.year = Slot(year.value, reason, year.span)
            scene.year_of_index = beside_index
        editions = [r.year for r in resolved if r.year.value is not None and r.status == "stated"]
        if editions or focus.year is not None:
            scene.last_year = editions[-1] if editions else focus.year
        if stage:
            if scene.index is not None and target is not None:
                scene.stage["index"] = scene.index
            if year is not None:
                scene.stage["year"] = Slot(year.value, reason, year.span)
        ranks = [r for r in resolved if r.attribute == "rank" and r.scope.value == "national"]
        if ranks:
            scene.order = (max(int(str(r.value)) for r in ranks[-1:]), len(ranks))


def _main_subject(article: Article, counts: Counts, titles: list[tuple[str, Slot]]) -> Slot | None:
    """Who the article is about: the only one of the title, else whoever is named most, else the portal's."""
    if len({name for name, _ in titles}) == 1:
        return titles[0][1]
    if titles:
        name = max((n for n, _ in titles), key=lambda n: counts.subjects[n])
        return next(slot for n, slot in titles if n == name)
    if article.portal is not None:
        return Slot((article.portal,), "portal")
    if counts.subjects:
        ranked = counts.subjects.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            return counts.first[ranked[0][0]]
    return None


@lru_cache(maxsize=8)
def extractor(folder: Path | None = None) -> Extractor:
    """The extractor for a folder of reference data (CHISO_REFERENCE or the bundled one), built once."""
    return Extractor(folder or Path(os.environ.get(VARIABLE) or BUNDLED))



"""The whole reading of one article: gate, sentences, mentions, binders, scene, judgement, observations."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import regex

from extract.article import Article, Block, Kind
from extract.bind.about import about
from extract.bind.focus import NOBODY, Focus
from extract.bind.orders import numbered, order
from extract.bind.shares import share_out
from extract.bind.spans import streaks
from extract.bind.walk import Walk
from extract.bind.work import Work
from extract.emit import observe
from extract.frame import Slot
from extract.gate import Gate
from extract.mention import VALUES, Cue, Mention, Tag, Year
from extract.modality import judge
from extract.observation import Abstention, Observation
from extract.resolve import Resolved, Resolver
from extract.scene import Counts, Scene
from extract.sentence import Sentence, split
from extract.tables import TableReader
from extract.tagger import Tagger
from normalize.gazetteer import gazetteer
from normalize.reference import BUNDLED, VARIABLE, load_from
from normalize.text import shadow

_UNREAD: Final = frozenset({Kind.FURNITURE, Kind.BYLINE})
_LEAD: Final = 4
"""How many sentences count as the lead, which says what an article reports."""
_LEVEL: Final = regex.compile(r"(?<!\p{L})(?:cấp|các|của|khối)(?!\p{L})", regex.IGNORECASE)
_PAST: Final = regex.compile(r"(?<!\p{L})(?:trước đây|trước kia|từng|trước đó|lịch sử)(?!\p{L})")
_AIMS: Final = regex.compile(
    r"(?<!\p{L})(?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp|kế hoạch|phấn đấu|quyết tâm|định hướng)(?!\p{L})"
)
"""Words that make a heading one about what is still to be reached."""
_NUMBER: Final = regex.compile(r"\s*(?:(?:\d+\.)*\d+[.)]?|[a-zđ][.)]|[-+•*])?\s*")
_RECALLED: Final = 4
_LOOK_BACK: Final = 8
"""The weight up to which an older edition of one index may only be looked back at."""
_ONLY: Final = 2
"""How often the only subject of an article must be named to be what it is about."""
_OFTEN: Final = 4
"""How often the most named subject must be named to be what an article without one in its title is about."""
_SIGNED: Final = regex.compile(r"\s*[\p{L} -]{3,30}, (?:ngày \d{1,2} )?tháng \d{1,2}\s?(?:năm |/)\d{4}\s*")
"""Where and when a report was signed: "Nghệ An, tháng 12/2023"."""
_PORTAL: Final = regex.compile(r"cổng (?:thông tin|ttđt)|trang thông tin điện tử")
_NUMBERED: Final = regex.compile(r"\s*(?P<n>\d{1,2})[.)]\s+")
_RANKING: Final = regex.compile(
    r"(?:vị trí|địa phương|tỉnh|thành phố|đơn vị|bộ)(?: có)?[^.;]{0,30}(?:cao nhất|dẫn đầu"
    r"|đứng đầu|đầu bảng)|xếp hạng|thứ hạng|thứ tự|top \d|tốp \d"
)
"""The line above a numbered list that makes its numbers places."""
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
        named = [i for i in self.reference.indices if i.generic]
        self._generic: Final = {i.id: {shadow(name) for name in i.generic} for i in named}
        self._elsewhere: Final = {
            i.id: regex.compile("|".join(regex.escape(shadow(word)) for word in i.elsewhere))
            for i in named
            if i.elsewhere
        }

    def extract(self, article: Article) -> Extraction:
        """Return what the article states. A pure function of article, rules and reference data."""
        if not self.gate.article(shadow(article.text)):
            return Extraction(article, (), (), (), passed=False)
        sentences = [
            (block, Sentence(article.text[s:e], s, ()))
            for block in article.blocks
            if block.kind not in _UNREAD and block.cell is None
            for s, e in split(article.text, block.start + _marker(article, block), block.end)
        ]
        tagged = [(b, Sentence(s.text, s.start, tuple(self._tag(s, b)))) for b, s in sentences]
        tagged = _without_doubles(tagged)
        tagged = self._without_generics(tagged)
        scene = self._scene(article, tagged)
        tagged = [(b, self._towns(s, scene)) for b, s in tagged]
        readings: list[Reading] = []
        by_start: dict[int, list[Sentence]] = {}
        for block, sentence in tagged:
            by_start.setdefault(block.start, []).append(sentence)
        done: set[int] = set()
        tables = TableReader(article, self.tagger, scene)
        for block in article.blocks:
            if block.cell is not None and block.cell.table not in done and block.kind is Kind.CELL:
                done.add(block.cell.table)
                cells = [b for b in article.blocks if b.cell is not None and b.cell.table == block.cell.table]
                readings += [Reading(r.sentence, r.block, r.work, r.resolved) for r in tables.read(cells)]
            if block.start in by_start:
                question = article.quote(block.start, block.end).rstrip().endswith("?")
                scene.begin_block(block.kind in _STAGES, block.kind is Kind.ITEM and not question)
                number = _item_number(article, block)
                for sentence in by_start.pop(block.start):
                    readings.append(self._read(block, sentence, scene, number))
                    number = None
        observations, abstentions = observe(article, readings, self.reference)
        return Extraction(article, observations, abstentions, tuple(readings), passed=True)

    def _tag(self, sentence: Sentence, block: Block) -> Iterable[Mention]:
        if self.gate.sentence(sentence.folded) or block.kind in _STAGES:
            return self.tagger.tag(sentence.text)
        return self.tagger.names(sentence.text, sentence.folded)

    def _without_generics(self, tagged: list[tuple[Block, Sentence]]) -> list[tuple[Block, Sentence]]:
        """Where an index is named by nothing but what other things are called too, it is not ours."""
        called: dict[str, set[bool]] = {}
        for _, sentence in tagged:
            for m in sentence.mentions:
                if m.tag is Tag.INDEX and not m.weak:
                    generic = sentence.folded[m.start : m.end] in self._generic.get(str(m.value), ())
                    called.setdefault(str(m.value), set()).add(generic)
        doubtful = {index for index, kinds in called.items() if kinds == {True}}
        if len(doubtful) < len(called):
            return tagged  # beside another index of ours it is ours
        doubtful = {
            index
            for index in doubtful
            if index in self._elsewhere and any(self._elsewhere[index].search(s.folded) for _, s in tagged)
        }
        if not doubtful:
            return tagged
        return [(b, s.replacing(lambda m: _not_ours(m, doubtful))) for b, s in tagged]

    def _towns(self, sentence: Sentence, scene: Scene) -> Sentence:
        """A province that is called a city while it was none: its town is meant ("thành phố Huế" in 2020)."""
        year = int(str(scene.any_year.value)) if scene.any_year is not None else None
        if year is None:
            return sentence
        mentions = tuple(
            replace(m, tag=Tag.FOREIGN, value=sentence.text[m.start : m.end], rule="town of that name")
            if m.tag is Tag.SUBJECT
            and m.rule == "province"
            and regex.match(r"(?:ubnd )?(?:thành phố|tp)", sentence.folded[m.start : m.end])
            and not self._city(str(m.value[0] if isinstance(m.value, tuple) else m.value), year)
            else m
            for m in sentence.mentions
        )
        return Sentence(sentence.text, sentence.start, mentions)

    def _city(self, subject: str, year: int) -> bool:
        """Whether a province is a city by the end of the year in which an edition is announced, or has no such year."""
        for y in (year + 1, year):
            slug = self.reference.slug_in(subject, y).partition("/")[2]
            spell = self.reference.province(slug, y)
            if spell is not None and spell.kind == "thanh-pho":
                return True
        return not self.reference.spells.get(subject.partition("/")[2])

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
        scene.main_index = max(
            counts.indices, key=lambda i: (counts.indices[i], -counts.index_spans[i][0], i), default=None
        )
        often = [n for _, n in counts.indices.most_common(2)]
        scene.main_index_is_clear = len(often) == 1 or (len(often) > 1 and often[0] >= 2 * often[1])
        scene.main_index_span = counts.index_spans.get(scene.main_index or "")
        scene.about_other = counts.others > 2 * sum(counts.indices.values()) and not counts.lead_index
        scene.main_subject = _main_subject(article, counts, titles, self._publisher(article))
        often = [n for _, n in counts.subjects.most_common(2)]
        scene.main_is_clear = scene.main_subject is not None and (
            scene.main_subject.reason in ("title", "portal")
            or (len(often) == 1 and often[0] >= _ONLY)
            or (often[0] >= _OFTEN and (len(often) == 1 or often[0] >= 2 * often[1]))
        )
        expected = {i: scene.latest_edition(i) for i in counts.indices}
        for index in counts.indices:
            best = counts.edition(index, expected[index])
            if best is not None:
                scene.main_year[index] = Slot(best, "ahead", counts.spans[index, best].span)
        overall = counts.edition(None, next((e for e in expected.values() if e is not None), None))
        for index, slot in list(scene.main_year.items()):
            # one look back at an older edition ("năm 2018 SIPAS đứng thứ 38") does not make it the article's
            late = overall is not None and int(str(slot.value)) < overall <= (expected[index] or overall)
            if (
                late
                and counts.years[index][int(str(slot.value))] <= _LOOK_BACK
                and slot.value not in counts.lead_years
            ):
                del scene.main_year[index]
        if overall is not None:
            span = next(s.span for (_, y), s in counts.spans.items() if y == overall)
            scene.any_year = Slot(overall, "ahead", span)
        return scene

    def _publisher(self, article: Article) -> Slot | None:
        """The only province that the page's furniture names: whose portal this is, where nobody says."""
        found: dict[str, Slot] = {}
        for block in article.blocks:
            text = article.quote(block.start, min(block.end, block.start + 200))
            if block.kind in (Kind.FURNITURE, Kind.BYLINE, Kind.HEADING) or _SIGNED.fullmatch(shadow(text)):
                if block.end - block.start >= 200:
                    continue
                if block.kind is Kind.HEADING and not _PORTAL.search(shadow(text)):
                    continue
                for m in self.tagger.names(text):
                    if m.tag is Tag.SUBJECT and m.rule == "province" and isinstance(m.value, tuple):
                        found.setdefault(
                            str(m.value[0]),
                            Slot(m.value, "portal", (block.start + m.start, block.start + m.end)),
                        )
        return next(iter(found.values())) if len(found) == 1 else None

    def _count(
        self, block: Block, sentence: Sentence, counts: Counts, titles: list[tuple[str, Slot]]
    ) -> None:
        valued = any(m.tag in VALUES for m in sentence.mentions)
        title = block.kind is Kind.TITLE
        aim = False
        for i, m in enumerate(sentence.mentions):
            aim = aim or (m.tag is Tag.CUE and m.value is Cue.TARGET)
            if m.tag is Tag.SUBJECT and isinstance(m.value, tuple):
                slot = Slot(m.value, "title" if title else "main subject", sentence.span(m))
                counts.see_subject(str(m.value[0]), slot)
                if title:
                    titles.append((str(m.value[0]), slot))
            elif m.tag is Tag.OTHER:
                counts.others += 5 if title else 1
            elif m.tag is Tag.INDEX and not m.weak:
                counts.indices[str(m.value)] += 5 if title else 1
                counts.lead_index = counts.lead_index or title or counts.sentences < _LEAD
                counts.index_spans.setdefault(str(m.value), sentence.span(m))
            elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
                aside = aim or sentence.paren_of(i) is not None or _looks_back(sentence, m)
                beside = _beside_index(sentence, i)
                weight = 0.2 if aside else 30 if title and beside else 4 if beside else 1 + valued
                if not title and beside and not aside and counts.sentences < _LEAD:
                    weight += 4
                if (title or counts.sentences < _LEAD) and not aside:
                    counts.lead_years.update(m.value.years)
                for year in m.value.years:
                    counts.see_year(beside, year, Slot(year, "ahead", sentence.span(m)), weight)
        counts.sentences += not title

    # One sentence

    def _read(self, block: Block, sentence: Sentence, scene: Scene, number: int | None) -> Reading:
        work = Work(sentence)
        if not work.mentions:
            return Reading(sentence, block, work, ())
        share_out(work)
        order(work, scene.order, scene.places)
        if number is not None and scene.list_ranks:
            numbered(work, number)
        about(work, scene)
        walk = Walk(work, scene)
        focus = walk.run()
        judge(work, scene.aim and not _reports(work, scene))
        resolver = Resolver(work, scene)
        resolved = resolver.run()
        resolved += streaks(work, resolved, resolver.counted)
        self._carry(block, work, scene, focus, walk.persistent, walk.beside_index, resolved)
        return Reading(sentence, block, work, tuple(resolved))

    def _carry(
        self,
        block: Block,
        work: Work,
        scene: Scene,
        focus: Focus,
        year: Slot | None,
        beside_index: bool,
        resolved: list[Resolved],
    ) -> None:
        """What the sentence leaves on the scene for those that follow."""
        subject, target = focus.subject, focus.target
        stage = block.kind in _STAGES
        reason = "title" if block.kind is Kind.TITLE else "heading" if stage else "earlier sentence"
        named = [
            m
            for i, m in enumerate(work.mentions)
            if m.tag is Tag.SUBJECT and i not in work.compared and i not in work.listed
        ]
        of_list = subject is not None and any(
            subject.span == work.sentence.span(work.mentions[i]) for i in work.listed
        )
        if (
            subject is not None
            and subject is not NOBODY
            and not of_list
            and str(subject.value).startswith("('province")
        ):
            scene.subjects.append(Slot(subject.value, reason, subject.span))
            scene.far = False
        elif (
            subject is not None and subject.value == ("national",) and not stage and scene.main(None) is None
        ):
            scene.subjects.append(Slot(subject.value, reason, subject.span))
        if len({m.value for m in named}) >= 2 and scene.main_subject is not None and not stage:
            scene.subjects.append(scene.main_subject)
        if target is not None and isinstance(target.value, str) and target.value != "OTHER":
            named_here = [
                work.slot(i, reason) for i in work.positions(Tag.INDEX) if not work.mentions[i].weak
            ]
            several = len({s.value for s in named_here}) > 1 and not resolved
            chosen = named_here[0] if several else target
            scene.index = Slot(chosen.value, reason, chosen.span)
        elif target is not None and isinstance(target.value, tuple):
            parents = {str(k).partition("/")[0] for k in target.value}
            if scene.index is None or scene.index.value not in parents:
                known = sorted(parents & scene.known)
                if known:
                    scene.index = Slot(known[0], reason, target.span)
        scene.below = subject is NOBODY
        if target is not None and target.value == "OTHER":
            scene.other = target
        elif work.positions(Tag.INDEX):
            scene.other = None
        if block.kind is not Kind.ITEM:
            scene.list_ranks = _RANKING.search(work.sentence.folded) is not None
        values = any(m.tag in VALUES for m in work.mentions)
        fresh = subject is not None and subject is not NOBODY and subject.reason == "clause" and not values
        if fresh or values or work.positions(Tag.SUBJECT):
            scene.introduced = subject if fresh else None
        opens = work.sentence.text.rstrip().endswith(":")
        if opens:
            scene.list_subject = focus.subject or scene.main_subject
        elif block.kind is not Kind.ITEM:
            scene.list_subject = None
        for m in work.mentions:
            if m.tag is Tag.NATION and (count := regex.search(r"\d+", work.sentence.folded[m.start : m.end])):
                kind = "ministry" if m.value == "ministries" else "province"
                scene.said.setdefault(kind, int(count[0]))
        if target is not None and target.value != "OTHER":
            scene.target = Slot(target.value, reason, target.span)
        components = [work.slot(i, "clause") for i in work.positions(Tag.COMPONENT)]
        scene.targets = (scene.targets + components)[-_RECALLED:]
        if year is not None and year.value is not None:
            scene.year = Slot(year.value, reason, year.span)
            scene.year_of_index = beside_index
            scene.year_index = next(
                (
                    _beside_index(work.sentence, i)
                    for i in work.positions(Tag.YEAR)
                    if work.sentence.span(work.mentions[i]) == year.span
                ),
                None,
            )
        outright = any(not work.mentions[i].weak for i in work.positions(Tag.INDEX))
        if not stage and (
            outright or any(r.component.value is None for r in resolved if r.status == "stated")
        ):
            scene.part = None
        editions = [r.year for r in resolved if r.year.value is not None and r.status == "stated"]
        if editions or focus.year is not None:
            scene.last_year = editions[-1] if editions else focus.year
        if stage:
            scene.headed = bool(named) and block.kind is not Kind.TITLE
            aims = _AIMS.search(work.sentence.folded) is not None
            scene.aim = aims and not resolved and block.kind is not Kind.TITLE
        if stage:
            if scene.index is not None and target is not None:
                scene.stage["index"] = scene.index
            if year is not None:
                scene.stage["year"] = Slot(year.value, reason, year.span)
            scene.part = None
        if (
            block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM)
            and (part := _section_on(work)) is not None
        ):
            scene.part = part
        ranks = [
            r
            for r in resolved
            if r.attribute == "rank"
            and r.scope.value == "national"
            and r.year.reason not in ("streak", "span")
        ]
        if ranks:
            scene.places.update({str(r.subject.value): int(str(r.value)) for r in ranks})
            scene.order = (max(int(str(r.value)) for r in ranks[-1:]), len(ranks))


def _without_doubles(tagged: list[tuple[Block, Sentence]]) -> list[tuple[Block, Sentence]]:
    """Drop an index's short name throughout an article that also has its look-alike and never its full name."""
    alike: set[str] = set()
    named: set[str] = set()
    for _, sentence in tagged:
        for m in sentence.mentions:
            written = sentence.text[m.start : m.end]
            if (
                m.tag is Tag.PSEUDO
                and m.rule == "lookalike"
                and m.value
                and _other_meaning(written, str(m.value))
            ):
                alike.add(str(m.value))
            elif m.tag is Tag.INDEX and not m.weak and written.count(" ") > 1:
                named.add(str(m.value))
    doubtful = alike - named
    if not doubtful:
        return tagged
    return [
        (
            b,
            Sentence(
                s.text,
                s.start,
                tuple(m for m in s.mentions if m.tag is not Tag.INDEX or m.value not in doubtful),
            ),
        )
        for b, s in tagged
    ]


def _not_ours(mention: Mention, doubtful: set[str]) -> Mention:
    if mention.tag is Tag.INDEX and mention.value in doubtful:
        return replace(mention, tag=Tag.OTHER, value="", rule="a name of many")
    return mention


def _other_meaning(written: str, index: str) -> bool:
    """Whether a look-alike gives a short name another meaning ("PCI DSS"), not another level ("PCI cấp huyện")."""
    short = index.partition("_")[0]
    return bool(
        regex.search(rf"(?<!\p{{L}}){short}(?!\p{{L}})", written, regex.IGNORECASE)
    ) and not _LEVEL.search(written)


def _section_on(work: Work) -> Slot | None:
    """The component whose name is all of a line: "2.1. Công tác chỉ đạo, điều hành" opens a section on it."""
    names = work.positions(Tag.COMPONENT)
    text = work.sentence.text.rstrip()
    if not names or work.frames or text.endswith((".", ":", ";", ",")):
        return None
    number = _NUMBER.match(text.casefold())
    first = work.mentions[names[0]]
    others = [m for m in work.mentions if m.tag not in (Tag.COMPONENT, Tag.INDEX, Tag.BREAK, Tag.CUE)]
    if others or number is None or first.start != number.end():
        return None
    return work.slot(names[0], "heading")


def _reports(work: Work, scene: Scene) -> bool:
    """Whether a sentence below a heading about targets names an edition that is out already."""
    latest = int(str(scene.any_year.value)) if scene.any_year is not None else None
    return latest is not None and any(
        isinstance(m.value, Year) and m.value.years and m.value.years[-1] <= latest
        for m in work.mentions
        if m.tag is Tag.YEAR
    )


def _looks_back(sentence: Sentence, year: Mention) -> bool:
    """Whether a year is only remembered: "thứ hạng cao nhất tỉnh từng có là hạng 6 ở PCI 2011"."""
    return bool(_PAST.search(sentence.folded[: year.start]))


def _beside_index(sentence: Sentence, i: int) -> str | None:
    """The index that a year stands beside: "PCI 2023", "Chỉ số CCHC của tỉnh năm 2024", "năm 2024 về SIPAS"."""
    m = sentence.mentions[i]
    for j in (i - 1, i - 2, i + 1):
        if 0 <= j < len(sentence.mentions):
            other = sentence.mentions[j]
            if other.tag is Tag.INDEX and not other.weak:
                gap = m.start - other.end if j < i else other.start - m.end
                if gap < (12 if j != i - 2 else 40):
                    return str(other.value)
            if j < i and other.tag not in (Tag.SUBJECT, Tag.GENERIC, Tag.NATION, Tag.CUE, Tag.BREAK):
                continue
    return None


def _marker(article: Article, block: Block) -> int:
    """How long the number of a list's item is ("1. ", "2) "): it belongs to no sentence."""
    match = _NUMBERED.match(article.text, block.start, block.end) if block.kind is Kind.ITEM else None
    return match.end() - block.start if match else 0


def _item_number(article: Article, block: Block) -> int | None:
    match = _NUMBERED.match(article.text, block.start, block.end) if block.kind is Kind.ITEM else None
    return int(match["n"]) if match else None


def _main_subject(
    article: Article, counts: Counts, titles: list[tuple[str, Slot]], publisher: Slot | None
) -> Slot | None:
    """Who the article is about: the only one of the title, else whoever is named most, else the portal's."""
    if len({name for name, _ in titles}) == 1:
        return titles[0][1]
    if titles:
        name = max((n for n, _ in titles), key=lambda n: counts.subjects[n])
        slot = next(slot for n, slot in titles if n == name)
        return Slot(slot.value, "main subject", slot.span)
    if article.portal is not None:
        return Slot((article.portal,), "portal")
    if publisher is not None:
        return publisher
    if counts.subjects:
        ranked = counts.subjects.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            return counts.first[ranked[0][0]]
    return None


@lru_cache(maxsize=8)
def extractor(folder: Path | None = None) -> Extractor:
    """The extractor for a folder of reference data (CHISO_REFERENCE or the bundled one), built once."""
    return Extractor(folder or Path(os.environ.get(VARIABLE) or BUNDLED))

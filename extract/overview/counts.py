"""How often whom, which indices and which editions an article names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import regex

from extract.article import Kind
from extract.frame import Slot, Span
from extract.mention import VALUES, Cue, Mention, Tag, Year
from extract.overview.years import beside_index, looks_back
from extract.sentence import Placed, Sentence

_LEAD: Final = 4
"""How many sentences count as the lead, which says what an article reports."""
_FIRST: Final = 2
"""How many sentences below the title say what an article is about."""
_TITLE_COUNTS: Final = 5
"""What a name in the title counts for."""
_FAR_MORE: Final = 2
"""How many times as often other indices must be named for an article to be about them."""
_SAID: Final = 4
"""The weight from which an article counts as saying which edition it reports; below it, its date decides."""


@dataclass
class Counts:
    """What a first look over the whole article found: how often whom, and which editions of which index."""

    subjects: Counter[str] = field(default_factory=Counter)
    first: dict[str, Slot] = field(default_factory=dict)
    titles: list[tuple[str, Slot]] = field(default_factory=list)
    """The subjects that the title names."""
    years: dict[str | None, Counter[int]] = field(default_factory=dict)
    """Weights of editions by the index they stand beside; under None, those of all."""
    spans: dict[tuple[str | None, int], Slot] = field(default_factory=dict)
    indices: Counter[str] = field(default_factory=Counter)
    index_spans: dict[str, Span] = field(default_factory=dict)
    lead_years: set[int] = field(default_factory=set)
    """Editions that the title or the first sentences name."""
    announced: dict[str, set[int]] = field(default_factory=dict)
    """Editions that the title or the first sentences name beside an index, with a value."""
    bases: set[int] = field(default_factory=set)
    """Years that changes are counted from, outside of plans: the edition reported is a later one."""
    lead_index: bool = False
    """Whether the title or the first sentences name an index of ours."""
    title_index: bool = False
    title_other: bool = False
    """Whether the title names an index of ours, and one that is not."""
    early: bool = False
    """Whether a subject is named in the title or the first sentences."""
    sentences: int = 0
    generics: int = 0
    """How often whoever is under discussion is named by a word like "tỉnh"."""
    speakers: int = 0
    """How many lines begin with who speaks, as in an interview."""
    others: int = 0
    """How often indices that are not ours are named."""

    def see_subject(self, subject: str, slot: Slot) -> None:
        """Count a subject."""
        self.subjects[subject] += 1
        self.first.setdefault(subject, slot)

    def see_year(self, index: str | None, year: int, slot: Slot, weight: float) -> None:
        """Count an edition, for the index it stands beside and for the article."""
        for key in {index, None}:
            weights = self.years.setdefault(key, Counter())
            weights[year] += weight  # type: ignore[assignment]
            self.spans.setdefault((key, year), slot)

    def edition(self, index: str | None, expected: int | None) -> int | None:
        """The edition that the article reports: the weightiest that can have been announced by then.

        The one that was due when the article was published weighs more; of equals the latest is taken.
        """
        weights = {
            y: w for y, w in self.years.get(index, Counter()).items() if expected is None or y <= expected
        }
        if not weights or (index is not None and max(weights.values()) < 1):
            return None  # an edition that is only aimed at, or in parentheses, is not the index's
        if expected is not None and max(weights.values()) < _SAID:
            return None
        best = max(weights, key=lambda y: (weights[y] + (3 if y == expected else 0), y))
        if index is not None and (announced := [y for y in self.announced.get(index, ()) if y in weights]):
            best = max(best, *announced)  # "quán quân PCI 2014 … sau PCI 2013": the other is compared with
        if expected is not None and best < expected - 1 and best not in self.lead_years:
            return None
        if expected is not None and best < expected and best in self.bases and best not in self.lead_years:
            return None
        return best

    def about_others(self) -> bool:
        """Whether the article is about an index that is not ours, and names ours by the way."""
        ours = sum(self.indices.values())
        titled = self.title_other and not self.title_index and self.others > ours
        return titled or (self.others > _FAR_MORE * ours and not self.lead_index)

    def in_lead(self) -> bool:
        """Whether the next sentence is the title or one of the first."""
        return self.sentences < _LEAD


_ASKS: Final = regex.compile(
    r"(?:[*–-] )?(?:(?:pv|p\.v|phóng viên|hỏi)\b[^:]{0,30}: ?\S|(?:xin )?thưa (?:ông|bà|đồng chí)(?!\p{L}))"
)
"""A question of an interview."""
_FROM: Final = regex.compile(r"(?<!\p{L})từ (?:\S+ ){1,5}$")
_TO: Final = regex.compile(r"[^,.;]{0,12} (?:lên|xuống|còn|tới|đến)(?!\p{L})")
"""Around the year that a movement began in: "tăng từ 60,98 năm 2018 lên 63,85"."""
_RANKINGS: Final = regex.compile(r"(?:bảng xếp hạng|các chỉ số)(?: của)?(?: năm)? $")
"""In front of a year that is that of all indices told: "xét riêng các bảng xếp hạng năm 2024"."""
_BY: Final = regex.compile(r"(?:được|do|bởi|theo|theo công bố của|cùng|với|trình) (?:các )?$")
_PUBLISHES: Final = regex.compile(
    r"(?: \p{L}+){0,2} (?:công bố|thực hiện|tổ chức|ban hành|phê duyệt|đánh giá|xây dựng|triển khai|phối hợp"
    r"|đưa ra)(?!\p{L})"
)


def _acts(sentence: Sentence, m: Mention) -> bool:
    """Whether a ministry publishes or measures: such an article is not about it."""
    return bool(_BY.search(sentence.before(m, 30)) or _PUBLISHES.match(sentence.after(m, 40)))


def count(placed: Iterable[Placed]) -> Counts:
    """Count what the sentences of an article name."""
    counts = Counts()
    for block, sentence in placed:
        _count(sentence, counts, block.kind is Kind.TITLE)
        counts.sentences += block.kind is not Kind.TITLE
        counts.speakers += _ASKS.match(sentence.folded) is not None
    return counts


def _count(sentence: Sentence, counts: Counts, title: bool) -> None:
    valued = any(m.tag in VALUES for m in sentence.mentions)
    aim = False
    for i, m in enumerate(sentence.mentions):
        aim = aim or (m.tag is Tag.CUE and m.value is Cue.TARGET)
        if m.tag is Tag.GENERIC:
            counts.generics += 1
        elif m.tag is Tag.SUBJECT and isinstance(m.value, tuple):
            if not title and m.rule == "ministry" and _acts(sentence, m):
                continue
            slot = Slot(m.value, "title" if title else "main subject", sentence.span(m))
            counts.see_subject(str(m.value[0]), slot)
            counts.early = counts.early or title or counts.in_lead()
            if title:
                counts.titles.append((str(m.value[0]), slot))
        elif m.tag is Tag.OTHER:
            counts.others += _TITLE_COUNTS if title else 1
            counts.title_other = counts.title_other or title
        elif m.tag is Tag.INDEX and not m.weak:
            counts.indices[str(m.value)] += _TITLE_COUNTS if title else 1
            counts.title_index = counts.title_index or title
            counts.lead_index = counts.lead_index or title or counts.in_lead()
            counts.index_spans.setdefault(str(m.value), sentence.span(m))
        elif m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years:
            _count_year(sentence, counts, title, i, m.value.years, aim, valued)
        elif m.tag is Tag.BASE and isinstance(m.value, Year) and not aim:
            counts.bases.update(m.value.years)


def _count_year(
    sentence: Sentence, counts: Counts, title: bool, i: int, years: tuple[int, ...], aim: bool, valued: bool
) -> None:
    """Count an edition: the more surely it is what the article reports, the more it weighs."""
    m = sentence.mentions[i]
    start = _FROM.search(sentence.before(m, 40)) and _TO.match(sentence.after(m))
    aside = aim or sentence.paren_of(i) is not None or looks_back(sentence, m) or bool(start)
    beside = beside_index(sentence, i)
    named = beside or _RANKINGS.search(sentence.before(m, 24))
    weight = 0.2 if aside else 30 if title and beside else 4 if named else 1 + valued
    if not title and named and not aside and counts.in_lead():
        weight += 4
    if (title or counts.in_lead()) and not aside:
        counts.lead_years.update(years)
    if beside and valued and not aside and (title or counts.sentences < _FIRST):
        counts.announced.setdefault(beside, set()).update(years)
    for year in years:
        counts.see_year(beside, year, Slot(year, "ahead", sentence.span(m)), weight)

"""One sense per article: names that other things bear too are ours, or not, in all of it."""

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Final

import regex

from extract.mention import Mention, Tag
from extract.sentence import Placed, Sentence
from normalize.reference import Reference
from normalize.text import shadow

_LEVEL: Final = regex.compile(r"(?<!\p{L})(?:cấp|các|của|khối)(?!\p{L})", regex.IGNORECASE)
_MEASURE: Final = regex.compile(r"(?:bộ )?chỉ số|mức độ|tỉ lệ")
_ABOUT: Final = 2
"""How often an article must name an index for it to be about it."""
_SCORED: Final = regex.compile(
    r"(?:điểm(?: số)?|thứ hạng|xếp hạng|chỉ số thành phần)(?: của| về)? (?:chỉ số )?$"
)
_OF_PROVINCE: Final = regex.compile(r" (?:của |cấp )?tỉnh(?!\p{L})| 20\d\d \((?:xếp|hạng)")
"""In front of and behind a slip: it has a score, and is a province's."""
_LOOKALIKE: Final = "lookalike"
_CITY: Final = regex.compile(r"(?:ubnd )?(?:thành phố|tp)")


class Senses:
    """Decides by an article's own words what its names mean. Stateless; safe to share."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._generic: Final = {i.id: {shadow(name) for name in i.generic} for i in reference.indices}
        self._elsewhere: Final = {
            i.id: regex.compile("|".join(regex.escape(shadow(word)) for word in i.elsewhere))
            for i in reference.indices
            if i.elsewhere
        }

    def settle(self, placed: list[Placed]) -> list[Placed]:
        """Return an article's sentences without names of indices that mean something else in it."""
        alone = [(block, self._alone(sentence)) for block, sentence in placed]
        return self._with_slips(self._without_generics(_without_doubles(alone)))

    def _with_slips(self, placed: list[Placed]) -> list[Placed]:
        """Read as an index what it is often written as by mistake, in an article that is about it."""
        named = Counter(
            str(m.value) for _, s in placed for m in s.mentions if m.tag is Tag.INDEX and not m.weak
        )
        slips = {
            shadow(slip): i.id for i in self._reference.indices for slip in i.slips if named[i.id] >= _ABOUT
        }
        if not slips:
            return placed

        def read(m: Mention, s: Sentence) -> Mention:
            index = slips.get(s.folded[m.start : m.end]) if m.tag is Tag.OTHER else None
            scored = _SCORED.search(s.before(m, 24)) or _OF_PROVINCE.match(s.after(m, 24))
            return replace(m, tag=Tag.INDEX, value=index, rule="slip") if index and scored else m

        return [(b, s.replacing(lambda m, s=s: read(m, s))) for b, s in placed]  # type: ignore[misc]

    def _alone(self, sentence: Sentence) -> Sentence:
        return sentence.replacing(lambda m: self._in_sentence(m, sentence))

    def _in_sentence(self, m: Mention, sentence: Sentence) -> Mention:
        """A look-alike of another meaning, or a short name beside words of another meaning, is not ours."""
        written = sentence.text[m.start : m.end]
        if _is_lookalike(m) and (
            _other_meaning(written, str(m.value)) or _is_measure(sentence.folded[m.start : m.end])
        ):
            return replace(m, tag=Tag.OTHER)
        short = m.tag is Tag.INDEX and " " not in written.strip()
        elsewhere = self._elsewhere.get(str(m.value))
        generic = sentence.folded[m.start : m.end] in self._generic.get(str(m.value), frozenset())
        loose = m.tag is Tag.INDEX and (short or m.weak or generic)
        if loose and elsewhere is not None and elsewhere.search(sentence.folded):
            return replace(m, tag=Tag.OTHER, value="", rule="a name of many")
        return m

    def _without_generics(self, placed: list[Placed]) -> list[Placed]:
        """Where an index is named by nothing but what other things are called too, it is not ours."""
        called: defaultdict[str, set[bool]] = defaultdict(set)
        for _, sentence in placed:
            for m in sentence.mentions:
                if m.tag is Tag.INDEX and not m.weak:
                    index = str(m.value)
                    called[index].add(
                        sentence.folded[m.start : m.end] in self._generic.get(index, frozenset())
                    )
        doubtful = {index for index, kinds in called.items() if kinds == {True}}
        if len(doubtful) < len(called):
            return placed  # beside another index of ours it is ours
        doubtful = {
            index
            for index in doubtful
            if index in self._elsewhere and any(self._elsewhere[index].search(s.folded) for _, s in placed)
        }
        if not doubtful:
            return placed
        return [(b, s.replacing(lambda m: _not_ours(m, doubtful))) for b, s in placed]

    def towns(self, sentence: Sentence, edition: int | None) -> Sentence:
        """A province that is called a city while it was none: its town is meant ("thành phố Huế" in 2020)."""
        if edition is None:
            return sentence
        return sentence.replacing(lambda m: self._town(m, sentence, edition))

    def _town(self, m: Mention, sentence: Sentence, edition: int) -> Mention:
        if m.tag is not Tag.SUBJECT or m.rule != "province":
            return m
        subject = str(m.value[0] if isinstance(m.value, tuple) else m.value)
        if not _CITY.match(sentence.folded[m.start : m.end]) or self._is_city(subject, edition):
            return m
        return replace(m, tag=Tag.FOREIGN, value=sentence.text[m.start : m.end], rule="town of that name")

    def _is_city(self, subject: str, year: int) -> bool:
        """Whether a province is a city by the end of the year in which an edition is announced, or has no such year."""
        for y in (year + 1, year):
            slug = self._reference.slug_in(subject, y).partition("/")[2]
            spell = self._reference.province(slug, y)
            if spell is not None and spell.kind == "thanh-pho":
                return True
        return not self._reference.spells.get(subject.partition("/")[2])


def _without_doubles(placed: list[Placed]) -> list[Placed]:
    """Drop an index's short name throughout an article that also has its look-alike and never its full name."""
    alike: set[str] = set()
    named: set[str] = set()
    for _, sentence in placed:
        for m in sentence.mentions:
            written = sentence.text[m.start : m.end]
            if m.rule == _LOOKALIKE and m.tag is Tag.OTHER and _other_meaning(written, str(m.value)):
                alike.add(str(m.value))
            elif m.tag is Tag.INDEX and not m.weak and written.count(" ") > 1:
                named.add(str(m.value))
    doubtful = alike - named
    if not doubtful:
        return placed
    return [(b, s.keeping(lambda m: m.tag is not Tag.INDEX or m.value not in doubtful)) for b, s in placed]


def _is_lookalike(m: Mention) -> bool:
    return m.tag is Tag.PSEUDO and m.rule == _LOOKALIKE and bool(m.value)


def _not_ours(m: Mention, doubtful: set[str]) -> Mention:
    if m.tag is Tag.INDEX and m.value in doubtful:
        return replace(m, tag=Tag.OTHER, value="", rule="a name of many")
    return m


def _is_measure(folded: str) -> bool:
    """Whether a look-alike is itself something that is measured ("Chỉ số hài lòng của khách hàng"), and at no level."""
    return _MEASURE.match(folded) is not None and not _LEVEL.search(folded.partition(" của ")[0])


def _other_meaning(written: str, index: str) -> bool:
    """Whether a look-alike gives a short name another meaning ("PCI DSS"), not another level ("PCI cấp huyện")."""
    short = index.partition("_")[0]
    return bool(
        regex.search(rf"(?<!\p{{L}}){short}(?!\p{{L}})", written, regex.IGNORECASE)
    ) and not _LEVEL.search(written)

"""From a sentence to its mentions: pseudo rules first, then times, names, numbers and cues."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from extract.doubts import is_number, settle_names
from extract.mention import Mention, Rank, Tag
from extract.rules import beside, changes, cues, moves, names, pseudo, ranks, scores, series, subjects, times
from extract.rules.family import Rule, Taken
from normalize.gazetteer import Gazetteer
from normalize.reference import Reference
from normalize.text import shadow

_DOUBLE: Final = regex.compile(r"[ \n\t]{2}")
_BREAKS: Final = regex.compile(r"[();,:\[\]]|(?<= )-(?= )|→|(?<!\p{L})và(?!\p{L})")


_LETTER: Final = 2
"""Letters of the longest label that is written in capitals by itself."""

_OF_THE_PROVINCE: Final = regex.compile(r" (?:của )?(?:tỉnh|thành phố|địa phương)$")
"""What the name of an index may end with, and that of a province begin with."""


class Tagger:
    """Finds mentions, by a gazetteer and the rule families. Stateless; safe to share."""

    def __init__(self, gazetteer: Gazetteer, reference: Reference) -> None:
        self._gazetteer = gazetteer
        self._universe: Final = {r.count for i in reference.indices for r in i.ranked} | {
            len(r.members) for r in reference.regions
        }
        self._below: Final = regex.compile(
            r" (?:năm \d{4} )?(?:"
            + "|".join(regex.escape(shadow(b)) for b in reference.below)
            + r")(?!\p{L})"
        )
        labels = sorted({g.label.lower() for i in reference.indices for g in i.group}, key=len, reverse=True)
        self._groups: Final = regex.compile(
            r"(?<!\p{L})(?:trở lại|tụt xuống|rớt xuống|lùi xuống|vươn lên|thuộc|nằm trong|nằm ở"
                r"|vào|ở|lọt|trong|sang|góp mặt|xếp|thuộc vào"
                r"|rơi vào|:)(?: vào| trong| hẳn sang| ở)* "
            r"(?:các tỉnh |\d+ (?:tỉnh|địa phương)[^.;]{0,20} )?(?:thuộc )?nhóm (?:các tỉnh |điểm "
                r"|địa phương |có chất lượng điều hành |đạt điểm )*[\"']?(?P<m>"
            + "|".join(r"(?: -)? ".join(regex.escape(w) for w in shadow(label).split()) for label in labels)
            + r")(?![\p{L}])(?! (?:từ|trở|cả nước|nhất|hơn))"
        ) if labels else None  # fmt: skip

    def tag(self, text: str) -> list[Mention]:
        """Return the mentions of a sentence (canonical text), in order, offsets from its start."""
        if _DOUBLE.search(text):
            return self._tag_squeezed(text)
        folded = shadow(text)
        taken = Taken()
        found: list[Mention] = []
        found += taken.take(_all(pseudo.FAMILY, folded))
        found += taken.take(_all((*times.PERIODS, *times.DATES), folded))
        named = list(settle_names(text, self._names(text, folded)))
        found += taken.take(m for m in named if not m.weak)
        found += taken.take(names.named_below(text, folded))
        found += taken.take(_all((*times.STREAKS, *times.BASES, *times.SPANS), folded))
        found += taken.take(changes.listed(folded))
        found += taken.take(_all(changes.FAMILY, folded))
        found += taken.take(changes.joined(folded, found))
        found += taken.take(changes.superlatives(folded))
        found += taken.take(series.ranges(folded))
        found += taken.take(series.runs(folded))
        found += taken.take(
            m for m in _all(ranks.FAMILY, folded) if self._plausible(m) and _is_place(m, text, folded)
        )
        found += taken.take(beside.before_regions(folded, named))
        found += taken.take(m for m in named if m.weak)
        found += taken.take(_all(times.EDITIONS, folded))
        found += taken.take(series.joined(folded, found))
        found += taken.take(beside.after_names(folded, named))
        found += taken.take(beside.after_parts(folded, named))
        found += taken.take(beside.in_list(folded, named, found))
        found += taken.take(beside.compared(folded, named))
        found += taken.take(moves.moved_to(folded, found))
        found += taken.take(moves.former(folded, found))
        found += taken.take(moves.last_told(folded, found))
        found += taken.take(moves.from_to(folded, found))
        listed = series.without_names(folded, named)
        more = found
        while more := list(taken.take((*series.series(listed, more), *series.series_in_words(folded, more)))):
            found = found + more
        found += taken.take(_all(scores.FAMILY, folded))
        if self._groups:
            found += taken.take(
                Mention(*m.span("m"), Tag.GROUP, _label(text[m.start("m") : m.end("m")]), "group")
                for m in self._groups.finditer(folded)
            )
        found += taken.take(_all(subjects.FAMILY, folded))
        found += taken.take(_all(cues.FAMILY, folded))
        found += taken.take(
            Mention(m.start(), m.end(), Tag.BREAK, m[0], "break") for m in _BREAKS.finditer(folded)
        )
        return sorted(found, key=lambda m: (m.start, m.end))

    def _tag_squeezed(self, text: str) -> list[Mention]:
        """Read a copy in which runs of blanks are one, as the rules expect, and lead the offsets back."""
        keep = [i for i, c in enumerate(text) if c not in " \n\t" or i == 0 or text[i - 1] not in " \n\t"]
        squeezed = "".join(" " if text[i] in "\n\t" else text[i] for i in keep)
        return [replace(m, start=keep[m.start], end=keep[m.end - 1] + 1) for m in self.tag(squeezed)]

    def names(self, text: str, folded: str | None = None) -> list[Mention]:
        """Return only the names of `text`; cheap, for whole documents."""
        return list(self._names(text, shadow(text) if folded is None else folded))

    def _names(self, text: str, folded: str) -> Iterator[Mention]:
        """The names of a text; of two that want the same word ("Chỉ số … của [tỉnh] A") the second has it."""
        held: Mention | None = None
        for mention in self._all_names(text, folded):
            if held is not None:
                crossed = held.tag is Tag.INDEX and mention.start < held.end
                end = _OF_THE_PROVINCE.search(folded, held.start, held.end) if crossed else None
                yield replace(held, end=end.start()) if end is not None else held
            held = mention
        if held is not None:
            yield held

    def _all_names(self, text: str, folded: str) -> Iterator[Mention]:
        for found in self._gazetteer.find(text, folded):
            mention = names.name(found, text, folded)
            if mention.tag is Tag.INDEX and self._below.match(folded, mention.end):
                mention = replace(mention, tag=Tag.OTHER, value="", rule="of bodies below")
            yield mention

    def _plausible(self, mention: Mention) -> bool:
        """Whether something is ranked that has as many as a bare "5/14" says."""
        rank = mention.value
        if not isinstance(rank, Rank) or rank.of is None or not mention.rule.startswith("of many"):
            return True
        return rank.of in self._universe


def _label(written: str) -> str:
    """A group's label as written, but for a heading in capitals; "A" and "B" are capitals of their own."""
    return written.lower() if len(written) > _LETTER and written.isupper() else written


def _is_place(mention: Mention, text: str, folded: str) -> bool:
    """Whether a place in words is one: "thứ năm" may be the fifth, "năm" before a number the year."""
    return folded[mention.start : mention.end] != "năm" or is_number(text, mention.start)


def _all(family: Iterable[Rule], folded: str) -> Iterator[Mention]:
    for rule in family:
        yield from rule.matches(folded)

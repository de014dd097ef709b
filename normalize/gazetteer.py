"""Finding names: one Aho-Corasick automaton over the shadow for all names of the reference data.

Longest match from the left wins, among the matches that stand at word boundaries and are capitalised as
their kind asks; look-alikes ("thành phố Thái Nguyên", "PCI DSS") take part and win by their length, so that
what they contain is never seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from normalize.reference import Reference, folder_in_use, load_from
from normalize.text import folded as pattern_of
from normalize.text import shadow


class NameKind(StrEnum):
    """What a name names."""

    PROVINCE = "province"
    MINISTRY = "ministry"
    REGION = "region"
    INDEX = "index"
    COMPONENT = "component"
    OTHER = "other"
    """An index or ranking that is not ours."""
    LOOKALIKE = "lookalike"
    """A string that contains a name and means something else."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the gazetteer. `key` is a slug, or an index id; a component's is `INDEX/slug`.

    `weak` names count only where the context asks for them.
    """

    kind: NameKind
    key: str
    alias: str
    weak: bool = False
    plain: bool = False
    """Written without diacritics: a name only where all around it is written so."""


@dataclass(frozen=True, slots=True)
class Found:
    """Names found at `text[start:end]`; several where indices share a component."""

    start: int
    end: int
    names: tuple[Name, ...]


_DIACRITIC: Final = regex.compile(r"[^\W\d_a-z]")
_BLANKS: Final = regex.compile(r"[ \n\t]{2,}")


class Gazetteer:
    """All names of a reference, ready to be found. Building takes milliseconds; it is safe to share."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_pattern: dict[str, list[Name]] = {}
        for name in names:
            entry = by_pattern.setdefault(pattern_of(name.alias), [])
            if not any(n.kind == name.kind and n.key == name.key for n in entry):
                entry.append(name)
        self.patterns: Final = tuple(by_pattern)
        self.names: Final = tuple(tuple(entry) for entry in by_pattern.values())
        self._automaton = AhoCorasick(self.patterns, matchkind=MatchKind.Standard)

    def find(self, text: str, folded: str | None = None) -> list[Found]:
        """Return what `text` (canonical) names, in order and without overlaps. `folded` is its shadow."""
        folded = shadow(text) if folded is None else folded
        if _BLANKS.search(folded):
            return self._find_squeezed(text, folded)
        return self._choose(text, folded)

    def _find_squeezed(self, text: str, folded: str) -> list[Found]:
        """Look in a copy where runs of blanks are one, and lead the offsets back."""
        keep = [i for i, c in enumerate(folded) if c != " " or i == 0 or folded[i - 1] != " "]
        found = self._choose("".join(text[i] for i in keep), "".join(folded[i] for i in keep))
        return [Found(keep[f.start], keep[f.end - 1] + 1, f.names) for f in found]

    def _choose(self, text: str, folded: str) -> list[Found]:
        ascii_only = not _DIACRITIC.search(folded)
        hits = [
            (start, -end, names)
            for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if _bounded(folded, start, end)
            and (
                names := tuple(
                    n
                    for n in self.names[pattern]
                    if _cased(n, text[start:end]) and (ascii_only or not n.plain)
                )
            )
        ]
        hits.sort(key=lambda hit: hit[:2])
        chosen: list[Found] = []
        last = 0
        for start, minus_end, names in hits:
            if start >= last:
                last = -minus_end
                chosen.append(Found(start, last, names))
        return chosen


def _bounded(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    # A footnote's digit may be glued behind a name ("PCI2"), nothing in front of it.
    return not before.isalnum() and not after.isalpha()


def _cased(name: Name, written: str) -> bool:
    """Whether a name is capitalised as its kind asks; text in capitals throughout always is."""
    if written.isupper():
        return True
    match name.kind:
        case NameKind.PROVINCE:
            return _capitals(name.alias, written)
        case NameKind.MINISTRY:  # "bộ Tư pháp" and "Bộ Công thương" are, "bộ nội vụ" is none
            first = next((i for i, c in enumerate(name.alias) if i and c.isupper()), 0)
            return not first or len(written) != len(name.alias) or written[first].isupper()
        case NameKind.INDEX | NameKind.OTHER if name.alias.isupper() or " " not in name.alias:
            return written[0].isupper() or not name.alias[0].isupper()  # "i-Speed", "766/QĐ-TTg"
        case NameKind.LOOKALIKE if not name.key:
            return _capitals(name.alias, written)
        case NameKind.LOOKALIKE | NameKind.REGION:
            return name.alias.islower() or not written.islower()
    return True


def _capitals(alias: str, written: str) -> bool:
    if len(alias) != len(written):
        return True
    return all(w.isupper() for a, w in zip(alias, written, strict=True) if a.isupper() and a.isalpha())


def names_of(reference: Reference) -> Iterator[Name]:
    """Yield every name of the reference data."""
    for alias in reference.aliases:
        if alias.kind != "host":
            yield Name(NameKind.PROVINCE, alias.slug, alias.alias, plain=alias.kind == "plain")
    for ministry in reference.ministries:
        for alias_ in (ministry.name, *ministry.names):
            yield Name(NameKind.MINISTRY, ministry.slug, alias_)
        for alias_ in ministry.lookalikes:
            yield Name(NameKind.LOOKALIKE, ministry.slug, alias_)
    for region in reference.regions:
        for alias_ in (region.name, *region.names):
            yield Name(NameKind.REGION, region.slug, alias_)
        for alias_ in region.lookalikes:
            yield Name(NameKind.LOOKALIKE, region.slug, alias_)
    for index in reference.indices:
        for alias_ in index.names:
            yield Name(NameKind.INDEX, index.id, alias_)
        for alias_ in index.weak:
            yield Name(NameKind.INDEX, index.id, alias_, weak=True)
        for alias_ in index.lookalikes:
            yield Name(NameKind.LOOKALIKE, index.id, alias_)
        for component in index.component:
            key = f"{index.id}/{component.slug}"
            for alias_ in component.names:
                yield Name(NameKind.COMPONENT, key, alias_)
                yield Name(NameKind.COMPONENT, key, f"chỉ số {alias_}")
            for alias_ in component.weak:
                yield Name(NameKind.COMPONENT, key, alias_, weak=True)
    for alias_ in reference.places:
        yield Name(NameKind.LOOKALIKE, "", alias_)
    for alias_ in reference.others:
        yield Name(NameKind.OTHER, "", alias_)


@lru_cache(maxsize=8)
def gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a folder of reference data, built once."""
    return Gazetteer(names_of(load_from(folder)))


def current() -> Gazetteer:
    """The gazetteer of the bundled reference data, or of the folder that CHISO_REFERENCE names."""
    return gazetteer(folder_in_use())

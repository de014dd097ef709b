"""Doubts that characters cannot settle, put to the words of the sentence.

A province's name next to another capitalised syllable may be a piece of a longer name ("xã Tân An Giang",
"ông Trần Quảng Nam"); "năm" after "thứ" may be five or the year.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from extract.mention import Mention, Tag
from extract.words import word_at, words

_CAPITAL_AFTER: Final = regex.compile(r" \p{Lu}\p{Ll}")
_CAPITAL_BEFORE: Final = regex.compile(r"(?<=[\p{L},] )\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)* $")


def settle_names(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions without the subjects that are only a piece of a longer name."""
    mentions = list(mentions)
    named = [(m.start, m.end) for m in mentions if m.tag is Tag.SUBJECT]
    for m in mentions:
        if (
            m.tag is not Tag.SUBJECT
            or m.rule != "province"
            or text.isupper()
            or not _doubtful(text, m, named)
        ) or not _inside_longer(text, m, named):
            yield m


def _doubtful(text: str, m: Mention, named: list[tuple[int, int]]) -> bool:
    after = _CAPITAL_AFTER.match(text, m.end)
    if after and not any(s <= m.end + 1 < e for s, e in named):
        return True
    before = _CAPITAL_BEFORE.search(text, max(0, m.start - 30), m.start)
    return before is not None and not any(s <= before.start() < e for s, e in named)


def _inside_longer(text: str, m: Mention, named: list[tuple[int, int]]) -> bool:
    """Whether one proper noun covers the mention and a capitalised syllable that belongs to no other name."""
    for w in words(text):
        if w.tag != "Np" or w.end <= m.start or w.start >= m.end or (w.start >= m.start and w.end <= m.end):
            continue
        for extra in regex.finditer(r"\p{Lu}\p{L}*", text[w.start : w.end]):
            position = w.start + extra.start()
            if not m.start <= position < m.end and not any(s <= position < e for s, e in named):
                return True
    return False


def is_number(text: str, position: int) -> bool:
    """Whether the "năm" at a position is the number five; so too where the sentence has no words."""
    word = word_at(text, position)
    return word is None or word.tag == "M"

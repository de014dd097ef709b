"""What each block of an article is: by its own looks first, then by those of its neighbours."""

from collections.abc import Sequence
from typing import Final

import regex

from extract import lines
from extract.article import Kind
from extract.dates import stated

_LONGEST_TITLE: Final = 250
_LONGEST_HEADING: Final = 130
_LONGEST_CAPITALS: Final = 250
_REAL_PARAGRAPH: Final = 100
"""Letters of a paragraph that is surely one of the article, not an entry of a menu or a list of links."""

_FULL_STOPS: Final = tuple('.!?…"”')
_WORD: Final = regex.compile(r"\p{L}{2}")
_PROSE: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.LEAD})


def own_kind(text: str) -> Kind:
    """Return what a line or paragraph is by its looks alone; most are a PARAGRAPH."""
    if lines.is_furniture(text):
        return Kind.FURNITURE
    if stated(text) or lines.is_byline(text):
        return Kind.BYLINE
    if lines.is_caption(text):
        return Kind.CAPTION
    return Kind.ITEM if lines.is_item(text) else Kind.PARAGRAPH


def is_title(text: str) -> bool:
    """Whether a text's first paragraph can be its title: short enough, no sentence with a full stop."""
    return len(text) <= _LONGEST_TITLE and not (len(text) > _LONGEST_HEADING and text.endswith("."))


def settle(texts: Sequence[str], kinds: Sequence[Kind]) -> list[Kind]:
    """Return the `kinds` of blocks with these `texts`, corrected by what stands around each.

    Finds headings (a short line above a longer one), boxes of other articles, the page's footer, and the
    names that the article is signed with. Titles and leads are left as they are.
    """
    settled = list(kinds)
    _find_headings(texts, settled)
    _find_furniture(texts, settled)
    _find_signatures(texts, settled)
    return settled


def _find_headings(texts: Sequence[str], kinds: list[Kind]) -> None:
    before = tuple(kinds)
    for index, text in enumerate(texts):
        if before[index] is Kind.PARAGRAPH:
            numbered = False
        elif before[index] is Kind.ITEM and lines.is_numbered(text):
            numbered = True
        else:
            continue
        if lines.is_capitals(text) and len(text) <= _LONGEST_CAPITALS and not numbered:
            kinds[index] = Kind.HEADING
            continue
        if len(text) > _LONGEST_HEADING or text.endswith(tuple(".!?:;…,")) or lines.starts_small(text):
            continue
        if not _WORD.search(text):
            continue
        above, below = index - 1, index + 1
        if below == len(texts) or before[below] is not Kind.PARAGRAPH or len(texts[below]) <= len(text):
            continue
        if not texts[below].endswith(_FULL_STOPS) and len(texts[below]) < _REAL_PARAGRAPH:
            continue
        # In a list of short lines only the last would pass so far; what it follows gives it away.
        prose_above = above >= 0 and before[above] in (Kind.PARAGRAPH, Kind.ITEM)
        if prose_above and not texts[above].endswith(_FULL_STOPS):
            continue
        if not (numbered and above >= 0 and lines.is_numbered(texts[above])):
            kinds[index] = Kind.HEADING


def _find_furniture(texts: Sequence[str], kinds: list[Kind]) -> None:
    begun = related = footer = False
    for index, text in enumerate(texts):
        real = len(text) >= _REAL_PARAGRAPH and lines.ends_sentence(text)
        begun = begun or real
        # Before the text has begun, such words are entries of a menu.
        footer = footer or (begun and lines.opens_footer(text))
        related = not real if related else lines.opens_related(text)
        if footer or (related and kinds[index] in _PROSE):
            kinds[index] = Kind.FURNITURE


def _find_signatures(texts: Sequence[str], kinds: list[Kind]) -> None:
    for index in range(len(texts) - 1, 0, -1):
        if kinds[index] in (Kind.FURNITURE, Kind.BYLINE, Kind.CAPTION):
            continue
        if kinds[index] not in (Kind.PARAGRAPH, Kind.HEADING) or not lines.is_signature(texts[index]):
            return
        # A name in a list of names is no author: what is signed ends with a sentence, or with another name.
        above = texts[index - 1]
        if not lines.ends_sentence(above) and kinds[index - 1] is not Kind.CAPTION:
            return
        kinds[index] = Kind.BYLINE

"""What became of every number of an article: read, refused, something else, or not even looked at.

Nothing is dropped silently. A value that the rules found and that became no observation says why (`Abstention`);
this goes further, to the numbers that no rule took for a value at all: years, dates, documents' numbers, counts of
people. It is asked by who looks at one article (`chiso explain`), never while a corpus is read.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from extract.article import Block, Kind
from extract.extractor import Extraction
from extract.mention import Mention, Tag

NUMBER: Final = regex.compile(r"(?<![\p{L}\d])\d+(?:[.,/:-]\d+)*")
_NEXT_WORDS: Final = regex.compile(r"\s*(?P<words>[\p{L}%°]+(?: \p{L}+)?)")


class Outcome(StrEnum):
    """What a number came to."""

    READ = "read"
    """It is (part of) an observation's value."""
    REFUSED = "refused"
    """A rule took it for a value, and something spoke against it."""
    OTHER = "something else"
    """It is part of a year, a date, a name, a look-alike."""
    BARE = "no value"
    """No rule takes it for a value."""
    UNREAD = "not read"
    """It stands where nothing is read."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the number at `start` to `end` of the canonical text, and why."""

    start: int
    end: int
    text: str
    outcome: Outcome
    why: str


_MEANT: Final = {
    Tag.YEAR: "an edition",
    Tag.BASE: "the edition that a change is counted from",
    Tag.TIME: "a date or period, and no edition",
    Tag.SPAN: "a span of editions",
    Tag.STREAK: "a streak of editions",
    Tag.NATION: "how many are ranked",
    Tag.REGION: "part of a region's name",
    Tag.SUBJECT: "part of a name",
    Tag.GENERIC: "part of a name",
    Tag.FOREIGN: "part of the name of somebody who is no subject here",
    Tag.INDEX: "part of an index's name",
    Tag.COMPONENT: "part of a component's name",
    Tag.OTHER: "part of the name of another index",
    Tag.CUE: "part of a phrase",
    Tag.KEPT: "part of a phrase",
}


_TOLD: Final = {
    "subject": "it tells of whom a value is said",
    "index": "it tells of which index a value is said",
    "component": "it tells of which part a value is said",
    "year": "it tells of which edition a value is said",
    "scope": "it tells among whom a place is counted",
}


class _Spans:
    """Stretches of text by their place, to be asked what stands at a position."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [s for s, _, _ in self._spans]

    def at(self, position: int) -> str | None:
        """What is said of the stretch that covers a position: of several, the one that begins last."""
        i = bisect_right(self._starts, position)
        for start, end, said in reversed(self._spans[max(0, i - 4) : i]):
            if start <= position < end:
                return said
        return None


def numbers(extraction: Extraction) -> tuple[Fate, ...]:
    """Return every number of the article in order, with what became of it."""
    article = extraction.article
    read = _Spans((o.start, o.end, "") for o in extraction.observations)
    refused = _Spans((a.start, a.end, a.why) for a in extraction.abstentions)
    repeated = _Spans(
        (*r.sentence.span(v.frame.mention), "") for r in extraction.readings for v in r.resolved
    )
    meant = _Spans(
        (*r.sentence.span(m), said)
        for r in extraction.readings
        for m in r.sentence.mentions
        if (said := _meaning(m))
    )
    told = _Spans(
        (*slot.span, _TOLD[name])
        for o in extraction.observations
        for name, slot in o.slots.items()
        if slot.span is not None
    )
    blocks = sorted(article.blocks, key=lambda b: b.start)
    starts = [b.start for b in blocks]
    fates = []
    for match in NUMBER.finditer(article.text):
        at = match.start()
        if read.at(at) is not None:
            outcome, why = Outcome.READ, ""
        elif repeated.at(at) is not None:
            outcome, why = Outcome.READ, "said before in this article"
        elif (said := refused.at(at)) is not None:
            outcome, why = Outcome.REFUSED, said
        elif not extraction.passed:
            outcome, why = Outcome.UNREAD, "no index is named in the article"
        elif (said := meant.at(at) or told.at(at)) is not None:
            outcome, why = Outcome.OTHER, said
        else:
            outcome, why = _unclaimed(article.text, match, _block(blocks, starts, at))
        fates.append(Fate(at, match.end(), match[0], outcome, why))
    return tuple(fates)


def _meaning(mention: Mention) -> str | None:
    if mention.tag is Tag.PSEUDO:
        return f"a look-alike ({mention.rule})"
    return f"{said} ({mention.rule})" if (said := _MEANT.get(mention.tag)) else None


def _block(blocks: Sequence[Block], starts: Sequence[int], position: int) -> Block | None:
    i = bisect_right(starts, position) - 1
    return blocks[i] if i >= 0 and position < blocks[i].end else None


def _unclaimed(text: str, match: "regex.Match[str]", block: Block | None) -> tuple[Outcome, str]:
    if block is None:
        return Outcome.UNREAD, "outside of all blocks of the article"
    if block.kind in (Kind.FURNITURE, Kind.BYLINE):
        what = "the page, not the article" if block.kind is Kind.FURNITURE else "who wrote the article"
        return Outcome.UNREAD, f"it belongs to {what}"
    if block.kind is Kind.CELL:
        return (
            Outcome.BARE,
            "a cell whose row names nobody, or whose column names no index and no kind of value",
        )
    if block.kind is Kind.ITEM and not text[block.start : match.start()].strip():
        return Outcome.OTHER, "the number of an item"
    behind = _NEXT_WORDS.match(text, match.end(), match.end() + 30)
    said = f" (it stands before “{behind['words']}”)" if behind else ""
    return Outcome.BARE, f"no place, score or change{said}"

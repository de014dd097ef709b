"""The rule scoreboard: for every rule, how often it fired and what became of it.

`fired` is how many values a rule read: `fired == right + wrong + optional + again + refused`. `again` are values that
the document had said before. `rivals` counts the values on whose characters another rule would have matched too, had
this one not come first: two rules that say the same in one place, of which one may be too wide.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from extract.extractor import Extraction
from extract.mention import Mention, Tag
from extract.reading import Reading
from extract.rules import changes, pseudo, ranks, scores, times
from extract.scoring.records import Record

_FAMILIES: Final = (*pseudo.FAMILY, *times.FAMILY, *changes.FAMILY, *ranks.FAMILY, *scores.FAMILY)
Place = tuple[int, int, str]


@dataclass
class Row:
    """One rule's line."""

    fired: int = 0
    right: int = 0
    wrong: int = 0
    optional: int = 0
    again: int = 0
    refused: int = 0
    rivals: Counter[str] = field(default_factory=Counter)
    overlapping: int = 0

    @property
    def precision(self) -> float | None:
        """Right ones among those that count; None where none does."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


class Board:
    """Adds up documents, one after the other."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.refusals: Counter[str] = Counter()
        """Reasons of abstentions, by how often they were given."""

    def row(self, rule: str) -> Row:
        """The line of a rule."""
        return self.rows.setdefault(rule, Row())

    def add(self, extraction: Extraction, answers: list[Record], verdicts: list[str]) -> None:
        """Add a document: what was read of it, its answers, and what they are worth (`report.judge`)."""
        for answer, verdict in zip(answers, verdicts, strict=True):
            row = self.row(str(answer["rule"]))
            setattr(row, verdict, getattr(row, verdict) + 1)
            row.fired += 1
        shown = Counter(str(a["rule"]) for a in answers)
        read = Counter(r.rule for reading in extraction.readings for r in reading.resolved)
        for rule, times_read in read.items():
            more = max(0, times_read - shown[rule])
            self.row(rule).again += more
            self.row(rule).fired += more
        for abstention in extraction.abstentions:
            row = self.row(abstention.rule)
            row.refused += 1
            row.fired += 1
            self.refusals[abstention.why] += 1
        for reading in extraction.readings:
            self._overlaps(reading)

    def _overlaps(self, reading: Reading) -> None:
        if not reading.work.frames:
            return
        others = sorted(
            (m for rule in _FAMILIES for m in rule.matches(reading.sentence.folded)), key=lambda m: m.start
        )
        rules = {r.frame.position: r.rule for r in reading.resolved}
        for position, frame in reading.work.frames.items():
            rivals = set(_rivals(frame.mention, others))
            row = self.row(rules.get(position, frame.mention.rule))
            row.overlapping += bool(rivals)
            row.rivals.update(rivals)


def _rivals(mention: Mention, others: list[Mention]) -> Iterator[str]:
    for other in others:
        if other.start >= mention.end:
            return
        if other.end > mention.start and other.rule != mention.rule and other.tag is not Tag.CUE:
            yield other.rule

"""The story of a reading, for whoever shows it: sentence by sentence what was read, from where, and what was not."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.article import Block, Kind
from extract.extractor import Extraction
from extract.frame import Slot, Span
from extract.observation import Observation
from extract.reading import Reading
from extract.why import Fate, Outcome, numbers
from normalize.numbers import vietnamese
from normalize.reference import Reference

_OWN: Final = frozenset(
    {"clause", "apposition", "own words", "about", "row", "row header", "column header", "share-out", "order"}
)
_TABLE: Final = frozenset({"row", "row header", "column header"})
_OF_COURSE: Final = frozenset({"none", "usual"})

LABELS: Final = {
    "score": "score",
    "rank": "rank",
    "score_change": "change of score",
    "rank_change": "change of places",
    "group": "group",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a slot of an observation was taken from.

    `arrow` points there from the value: ← → within its sentence, ↑ ↓ to another one, · where no words say it.
    `inherited` tells whether the slot is not said in the value's own clause.
    """

    slot: str
    value: str
    arrow: str
    how: str
    quote: str
    span: Span | None
    inherited: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation with its value as people write it, and where each slot came from."""

    observation: Observation
    value: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a table's row, with the facts read of it and the other numbers in it."""

    reading: Reading
    facts: tuple[Fact, ...]
    others: tuple[Fate, ...]

    @property
    def start(self) -> int:
        """Where it begins in the canonical text."""
        return self.reading.sentence.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.reading.sentence.text)

    @property
    def refused(self) -> tuple[Fate, ...]:
        """Numbers that were taken for values and then refused."""
        return tuple(f for f in self.others if f.outcome is Outcome.REFUSED)


@dataclass(frozen=True)
class Story:
    """A whole article: its passages in order, and the numbers that stand in none."""

    extraction: Extraction
    passages: tuple[Passage, ...]
    fates: tuple[Fate, ...]
    reference: Reference

    def count(self, outcome: Outcome) -> int:
        """How many numbers came to something."""
        return sum(1 for f in self.fates if f.outcome is outcome)


def value_text(observation: Observation) -> str:
    """An observation's value as people write it: "90,23%", "hạng 26/63", "+1 bậc"."""
    value = observation.value
    if isinstance(value, str):
        return f"nhóm {value}"
    number = vietnamese(value)
    unit = {"percent": "%", "point": " điểm", None: ""}[observation.unit]
    plus = "+" if value > 0 else ""
    match observation.attribute:
        case "rank":
            return f"hạng {number}" + (f"/{observation.of}" if observation.of else "")
        case "rank_change":
            return f"{plus}{number} bậc"
        case "score_change":
            return f"{plus}{number}{unit}"
    return f"{number}{unit}"


def tell(extraction: Extraction, reference: Reference) -> Story:
    """Return the story of an article."""
    readings = sorted(extraction.readings, key=lambda r: r.sentence.start)
    starts = [r.sentence.start for r in readings]
    blocks = sorted(extraction.article.blocks, key=lambda b: b.start)
    block_starts = [b.start for b in blocks]
    facts: dict[int, list[Fact]] = {}
    for o in extraction.observations:
        origins = tuple(_origins(extraction, o, reference, starts, blocks, block_starts))
        facts.setdefault(o.sentence[0], []).append(Fact(o, value_text(o), origins))
    # Abstentions in words ("dẫn đầu") hold no number; they are told beside the numbers.
    fates = [*numbers(extraction)]
    known = [(f.start, f.end) for f in fates if f.outcome is Outcome.REFUSED]
    for a in extraction.abstentions:
        at = bisect_right(known, (a.start, a.end))
        if not any(a.start < end and start < a.end for start, end in known[max(0, at - 1) : at + 1]):
            fates.append(Fate(a.start, a.end, a.text, Outcome.REFUSED, a.why))
    fates.sort(key=lambda f: f.start)
    others: dict[int, list[Fate]] = {}
    for fate in fates:
        at = bisect_right(starts, fate.start) - 1
        if at >= 0 and fate.start < starts[at] + len(readings[at].sentence.text):
            others.setdefault(at, []).append(fate)
    passages = tuple(
        Passage(
            reading,
            tuple(facts.get(reading.sentence.start, ())),
            tuple(f for f in others.get(i, ()) if f.outcome is not Outcome.READ),
        )
        for i, reading in enumerate(readings)
    )
    return Story(extraction, passages, tuple(fates), reference)


def _origins(
    extraction: Extraction,
    o: Observation,
    reference: Reference,
    starts: list[int],
    blocks: list[Block],
    block_starts: list[int],
) -> Iterator[Origin]:
    values = {
        "subject": reference.title(o.subject),
        "index": o.index.replace("_", " "),
        "component": o.component,
        "year": str(o.year) if o.year is not None else "?",
        "scope": reference.title(o.scope) if o.scope else None,
    }
    for name, slot in o.slots.items():
        value = values.get(name)
        if value is None or slot.reason in _OF_COURSE:
            continue
        quote = extraction.article.quote(*slot.span) if slot.span else ""
        arrow, how = _way(o, slot, starts, blocks, block_starts)
        yield Origin(
            name, value, arrow, how, " ".join(quote.split()), slot.span, not arrow or slot.reason not in _OWN
        )


def _way(
    o: Observation, slot: Slot, starts: list[int], blocks: list[Block], block_starts: list[int]
) -> tuple[str, str]:
    if slot.span is None:
        return "·", slot.reason
    if slot.reason in _TABLE:
        return ("↑" if slot.span[1] <= o.sentence[0] else "←"), slot.reason
    start, end = slot.span
    if o.sentence[0] <= start < o.sentence[1]:
        return ("←" if end <= o.start else "→" if start >= o.end else "="), slot.reason
    block = blocks[at] if (at := bisect_right(block_starts, start) - 1) >= 0 else None
    if block is not None and block.kind in (Kind.TITLE, Kind.HEADING, Kind.CAPTION, Kind.FURNITURE):
        where = "page" if block.kind is Kind.FURNITURE else block.kind.value
        return ("↑" if start < o.start else "↓"), f"{slot.reason}: {where}" if where != slot.reason else where
    steps = bisect_right(starts, o.start) - bisect_right(starts, start)
    if not steps:
        return ("↑" if start < o.start else "↓"), slot.reason
    plural = "" if abs(steps) == 1 else "s"
    direction = "back" if steps > 0 else "ahead"
    said = "" if slot.reason in ("earlier sentence", "ahead") else f"{slot.reason}, "
    return ("↑" if steps > 0 else "↓"), f"{said}{abs(steps)} sentence{plural} {direction}"

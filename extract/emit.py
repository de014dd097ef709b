"""Observations out of resolved values: repeated ones joined, confidence given, abstentions listed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.article import Article
from extract.confidence import doubts_of, model
from extract.frame import Slot, Span
from extract.mention import VALUES, Tag
from extract.observation import Abstention, Observation
from normalize.reference import Reference

if TYPE_CHECKING:
    from extract.reading import Reading
    from extract.resolve.resolved import Resolved


def observe(
    article: Article, readings: Iterable["Reading"], reference: Reference
) -> tuple[tuple[Observation, ...], tuple[Abstention, ...]]:
    """Return an article's observations in order of their place, each value of a key once, and its abstentions."""
    best: dict[tuple[object, ...], Observation] = {}
    abstentions: list[Abstention] = []
    readings = tuple(readings)
    names = _Names(readings)
    for reading in readings:
        used: set[int] = set()
        for resolved in reading.resolved:
            used.add(resolved.frame.position)
            observation = _observation(article, reading, resolved, names)
            key = (*observation.key, observation.value)
            known = best.get(key)
            if known is None or (known.status == "implied" and observation.status == "stated"):
                best[key] = observation
        abstentions += _abstained(reading, used)
    ordered = sorted(best.values(), key=lambda o: (o.start, o.end, str(o.key), str(o.value)))
    return tuple(ordered), tuple(abstentions)


class _Names:
    """Where an article names which index."""

    def __init__(self, readings: Iterable["Reading"]) -> None:
        self._meant: dict[Span, str] = {}
        for reading in readings:
            for mention in reading.sentence.mentions:
                if mention.tag is Tag.INDEX:
                    self._meant[reading.sentence.span(mention)] = str(mention.value)

    def quoting(self, slot: Slot, before: int) -> Slot:
        """The slot with a span that names its index.

        An inherited index that cannot have had such an edition gives way to the only other one that can: then the
        words that it was inherited from name another index, and the last that name this one are quoted instead.
        """
        meant = None if slot.span is None else self._meant.get(slot.span)
        if meant is None or meant == slot.value:
            return slot
        own = [span for span, index in self._meant.items() if index == slot.value]
        return replace(slot, span=max((s for s in own if s[0] < before), default=min(own, default=None)))


def _observation(article: Article, reading: "Reading", resolved: "Resolved", names: _Names) -> Observation:
    start, end = reading.sentence.span(resolved.frame.mention)
    slots: dict[str, Slot] = {
        "subject": resolved.subject,
        "index": names.quoting(resolved.index, start),
        "component": resolved.component,
        "year": resolved.year,
        "scope": resolved.scope,
    }
    doubts = doubts_of(
        slots, resolved.attribute, resolved.status, article.way, reading.block.cell is not None
    )
    sentence = (reading.sentence.start, reading.sentence.start + len(reading.sentence.text))
    return Observation(
        doc=article.doc,
        revision=article.revision,
        subject=str(resolved.subject.value),
        index=str(resolved.index.value),
        component=str(resolved.component.value) if resolved.component.value is not None else None,
        year=resolved.year.number,
        attribute=resolved.attribute,
        value=resolved.value,
        unit=resolved.unit,
        scope=str(resolved.scope.value) if resolved.scope.value is not None else None,
        of=resolved.of,
        status=resolved.status,
        start=start,
        end=end,
        sentence=sentence,
        rule=resolved.rule,
        confidence=model().sure(doubts),
        slots=slots,
        rough=resolved.rough,
    )


def _abstained(reading: "Reading", used: set[int]) -> Iterable[Abstention]:
    for i, frame in sorted(reading.work.frames.items()):
        if i not in used and frame.mention.tag in VALUES:
            start, end = reading.sentence.span(frame.mention)
            text = reading.sentence.text[frame.mention.start : frame.mention.end]
            yield Abstention(
                start,
                end,
                text,
                frame.mention.tag.name.lower(),
                frame.mention.rule,
                frame.no or "no rule for it",
            )

"""Observations out of resolved values: repeated ones joined, confidence given, abstentions listed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from extract.article import Article
from extract.frame import Slot
from extract.mention import VALUES
from extract.observation import Abstention, Observation
from normalize.reference import Reference

if TYPE_CHECKING:
    from extract.reading import Reading
    from extract.resolve.resolved import Resolved

_TRUST: Final = {
    "own words": 1.0,
    "apposition": 0.99,
    "about": 0.99,
    "share-out": 0.985,
    "order": 0.985,
    "clause": 0.99,
    "sentence": 0.97,
    "relative": 0.95,
    "ahead": 0.95,
    "recalled": 0.9,
    "earlier sentence": 0.93,
    "heading": 0.93,
    "title": 0.93,
    "main subject": 0.85,
    "portal": 0.85,
    "publication date": 0.8,
    "streak": 0.95,
    "span": 0.95,
    "former edition": 0.85,
    "never said": 0.5,
    "none": 1.0,
    "usual": 0.99,
}


def observe(
    article: Article, readings: Iterable["Reading"], reference: Reference
) -> tuple[tuple[Observation, ...], tuple[Abstention, ...]]:
    """Return an article's observations in order of their place, each value of a key once, and its abstentions."""
    best: dict[tuple[object, ...], Observation] = {}
    abstentions: list[Abstention] = []
    for reading in readings:
        used: set[int] = set()
        for resolved in reading.resolved:
            used.add(resolved.frame.position)
            observation = _observation(article, reading, resolved)
            key = (*observation.key, observation.value)
            known = best.get(key)
            if known is None or (known.status == "implied" and observation.status == "stated"):
                best[key] = observation
        abstentions += _abstained(reading, used)
    ordered = sorted(best.values(), key=lambda o: (o.start, o.end, str(o.key), str(o.value)))
    return tuple(ordered), tuple(abstentions)


def _observation(article: Article, reading: "Reading", resolved: "Resolved") -> Observation:
    start, end = reading.sentence.span(resolved.frame.mention)
    slots: dict[str, Slot] = {
        "subject": resolved.subject,
        "index": resolved.index,
        "component": resolved.component,
        "year": resolved.year,
        "scope": resolved.scope,
    }
    confidence = 0.995
    for slot in slots.values():
        confidence *= _TRUST.get(slot.reason, 0.9)
    if resolved.status == "implied":
        confidence *= 0.97
    if article.way == "trafilatura":
        confidence *= 0.97
    sentence = (reading.sentence.start, reading.sentence.start + len(reading.sentence.text))
    return Observation(
        doc=article.doc,
        revision=article.revision,
        subject=str(resolved.subject.value),
        index=str(resolved.index.value),
        component=str(resolved.component.value) if resolved.component.value is not None else None,
        year=int(str(resolved.year.value)) if resolved.year.value is not None else None,
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
        confidence=confidence,
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

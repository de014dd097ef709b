"""Precision and recall, over all and by slices.

An answer that is not in the gold is wrong; optional gold counts for neither side.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from extract.scoring.gold import Gold
from extract.scoring.records import Record, same

SLOTS: Final = ("subject", "index", "year", "scope")
"""The slots that may be inherited, in the order in which reports list them."""


@dataclass
class Score:
    """Counts of one slice: answers right and wrong, gold found and missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Right answers among those that count; None where there is none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Gold found among what is asked for; None where nothing is."""
        return self.found / (self.found + self.missed) if self.found + self.missed else None


@dataclass
class Report:
    """What an evaluation found. `slices` maps a dimension ("status", "attribute", …) to its scores by value.

    `sources` is the same by where a slot was taken from ("year": {"title": …}), counted for answers only:
    gold does not say from where it knows. `wrong` holds answers, `missed` gold, each with its document.
    """

    documents: int = 0
    answers: int = 0
    optional: int = 0
    overall: Score = field(default_factory=Score)
    slices: dict[str, dict[str, Score]] = field(default_factory=dict)
    sources: dict[str, dict[str, Score]] = field(default_factory=dict)
    by_document: dict[str, Score] = field(default_factory=dict)
    wrong: list[Record] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)

    def slice(self, dimension: str, value: str) -> Score:
        """The score of one value of a dimension."""
        return self.slices.setdefault(dimension, {}).setdefault(value, Score())

    def source(self, slot: str, reason: str) -> Score:
        """The score of the answers whose slot was filled for a reason."""
        return self.sources.setdefault(slot, {}).setdefault(reason, Score())


_DIMENSIONS: Final[dict[str, Callable[[Record], str]]] = {
    "status": lambda r: str(r["status"]),
    "attribute": lambda r: str(r["attribute"]),
    "index": lambda r: str(r["index"]),
}


def judge(gold: Gold, answers: list[Record]) -> list[str]:
    """Say of each answer whether it is "right", "wrong", "optional", or "again" a right one that was given before."""
    verdicts = []
    found: set[int] = set()
    for answer in answers:
        match = next((i for i, g in enumerate(gold.observations) if same(answer, g)), None)
        if match is None:
            verdicts.append("wrong")
        elif gold.observations[match].get("optional"):
            verdicts.append("optional")
        else:
            verdicts.append("again" if match in found else "right")
            found.add(match)
    return verdicts


def evaluate(pairs: Iterable[tuple[Gold, list[Record]]]) -> Report:
    """Score the answers to each document against its gold."""
    report = Report()
    for gold, answers in pairs:
        add(report, gold, answers)
    return report


def add(report: Report, gold: Gold, answers: list[Record], part: str = "") -> list[str]:
    """Score the answers to one more document; returns the verdict on each (see `judge`).

    With a `part` the document counts for a slice of that name too ("set aside").
    """
    report.documents += 1
    report.answers += len(answers)
    own = [report.by_document.setdefault(gold.doc, Score())]
    if part:
        own.append(report.slice("part", part))
    verdicts = judge(gold, answers)
    for answer, verdict in zip(answers, verdicts, strict=True):
        if verdict == "wrong":
            report.wrong.append({**answer, "doc": gold.doc})
            _count(report, own, answer, "wrong")
        elif verdict == "optional":
            report.optional += 1
        elif verdict == "right":
            status = next(g["status"] for g in gold.observations if same(answer, g))
            _count(report, own, {**answer, "status": status}, "right")
    for observation in gold.observations:
        if observation.get("optional"):
            continue
        found = any(same(answer, observation) for answer in answers)
        if not found:
            report.missed.append({**observation, "doc": gold.doc})
        _count(report, own, observation, "found" if found else "missed")
    return verdicts


def _count(report: Report, own: list[Score], record: Record, what: str) -> None:
    scores = [report.overall, *own, *(report.slice(d, of(record)) for d, of in _DIMENSIONS.items())]
    reasons = record.get("reasons", {})
    scores += [report.source(slot, str(reasons[slot])) for slot in SLOTS if slot in reasons]
    for score in scores:
        setattr(score, what, getattr(score, what) + 1)

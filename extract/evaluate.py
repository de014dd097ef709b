"""Precision and recall against gold files, by the scoring rule of the annotation guidelines.

Two observations are the same when subject, index, component, year, attribute, scope and value agree, numbers
to 0.005. An answer that is not in the gold is wrong; optional gold counts for neither side.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from normalize.errors import UserError

TOLERANCE: Final = 0.005
Record = dict[str, Any]
Key = tuple[object, ...]


class GoldError(UserError):
    """Gold that cannot be used."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one document."""

    doc: str
    text: Path
    published: str | None
    observations: tuple[Record, ...]


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
    """What an evaluation found. `slices` maps a dimension ("status", "attribute", …) to its scores by value."""

    documents: int = 0
    answers: int = 0
    optional: int = 0
    overall: Score = field(default_factory=Score)
    slices: dict[str, dict[str, Score]] = field(default_factory=dict)
    wrong: list[Record] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)

    def slice(self, dimension: str, value: str) -> Score:
        """The score of one value of a dimension."""
        return self.slices.setdefault(dimension, {}).setdefault(value, Score())


def read_gold(folder: Path) -> list[Gold]:
    """Return the gold of a folder: every `.json` that has a text beside it, in order of name.

    Raises GoldError where the folder holds none, or a file is not as the guidelines say.
    """
    if not folder.is_dir():
        raise GoldError("no such folder", str(folder), "name one that holds <id>.txt with <id>.json")
    golds = []
    for path in sorted(folder.glob("*.json")):
        text = next((p for s in (".txt", ".html", ".htm") if (p := path.with_suffix(s)).exists()), None)
        if text is None:
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            observations = tuple(data["observations"])
            for observation in observations:
                key(observation)
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"not a gold file ({type(error).__name__}: {error})",
                str(path),
                "docs/annotation.md says how one is written",
            ) from error
        golds.append(Gold(path.stem, text, data.get("published"), observations))
    if not golds:
        raise GoldError("no gold in it", str(folder), "it should hold <id>.txt with <id>.json")
    return golds


def key(record: Record) -> Key:
    """What must agree exactly: everything that is scored but the value."""
    return tuple(record[k] for k in ("subject", "index", "component", "year", "attribute", "scope"))


def same(answer: Record, gold: Record) -> bool:
    """Whether an answer is the gold observation."""
    if key(answer) != key(gold):
        return False
    a, g = answer["value"], gold["value"]
    if isinstance(a, str) or isinstance(g, str):
        return str(a).casefold() == str(g).casefold()
    return abs(float(a) - float(g)) <= TOLERANCE + 1e-9


def evaluate(pairs: Iterable[tuple[Gold, list[Record]]]) -> Report:
    """Score the answers to each document against its gold."""
    report = Report()
    for gold, answers in pairs:
        report.documents += 1
        report.answers += len(answers)
        found: set[int] = set()
        for answer in answers:
            match = next((i for i, g in enumerate(gold.observations) if same(answer, g)), None)
            if match is None:
                report.wrong.append({**answer, "doc": gold.doc})
                _count(report, answer, "wrong")
            elif gold.observations[match].get("optional"):
                report.optional += 1
            elif match not in found:
                found.add(match)
                _count(report, {**answer, "status": gold.observations[match]["status"]}, "right")
        for i, observation in enumerate(gold.observations):
            if observation.get("optional"):
                continue
            if i not in found:
                report.missed.append({**observation, "doc": gold.doc})
            _count(report, observation, "found" if i in found else "missed")
    return report


_DIMENSIONS: Final[dict[str, Callable[[Record], Iterator[str]]]] = {
    "status": lambda r: iter([r["status"]]),
    "attribute": lambda r: iter([r["attribute"]]),
    "index": lambda r: iter([r["index"]]),
}


def _count(report: Report, record: Record, what: str) -> None:
    scores = [report.overall]
    for dimension, values in _DIMENSIONS.items():
        scores += [report.slice(dimension, value) for value in values(record)]
    for score in scores:
        setattr(score, what, getattr(score, what) + 1)


def wrong_slots(report: Report) -> Counter[str]:
    """For each wrong answer, which slots differ from the nearest missed gold of its document."""
    counter: Counter[str] = Counter()
    for answer in report.wrong:
        candidates = [
            g for g in report.missed if g["doc"] == answer["doc"] and g["attribute"] == answer["attribute"]
        ]
        near = min(candidates, key=lambda g: len(_differences(answer, g)), default=None)
        if near is None or len(_differences(answer, near)) > 2:
            counter["nothing like it in the gold"] += 1
        else:
            counter[" and ".join(_differences(answer, near))] += 1
    return counter


def _differences(a: Record, b: Record) -> list[str]:
    return [k for k in ("subject", "index", "component", "year", "scope", "value") if a[k] != b[k]]

"""What is wrong with wrong answers: the slot in which each differs from the gold it was meant to be."""

from collections import Counter

from extract.scoring.records import Record, differences
from extract.scoring.report import Report

NOTHING_LIKE: str = "nothing like it in the gold"
_MOST: int = 2
"""In how many slots an answer may differ from gold and still be taken for it."""


def nearest(answer: Record, missed: list[Record]) -> Record | None:
    """The missed gold of the answer's document that it is nearest to, if any is near."""
    candidates = [g for g in missed if g["doc"] == answer["doc"] and g["attribute"] == answer["attribute"]]
    near = min(candidates, key=lambda g: len(differences(answer, g)), default=None)
    return near if near is not None and len(differences(answer, near)) <= _MOST else None


def wrong_slots(report: Report) -> Counter[str]:
    """For each wrong answer, which slots differ from the nearest missed gold of its document."""
    counter: Counter[str] = Counter()
    for answer in report.wrong:
        near = nearest(answer, report.missed)
        counter[NOTHING_LIKE if near is None else " and ".join(differences(answer, near))] += 1
    return counter


def blamed(report: Report) -> Counter[tuple[str, str]]:
    """How often a wrong slot had been filled for which reason: ("year", "earlier sentence")."""
    counter: Counter[tuple[str, str]] = Counter()
    for answer in report.wrong:
        near = nearest(answer, report.missed)
        for slot in differences(answer, near) if near is not None else ():
            counter[slot, str(answer.get("reasons", {}).get(slot, answer.get("rule", "")))] += 1
    return counter

"""Two versions of the rules on the same documents: facts gained, lost and changed."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.scoring.gold import Gold
from extract.scoring.records import Record, differences, key, same, same_value
from normalize.errors import UserError

_SIDE: Final = ("status", "unit", "of")
"""Slots that are reported when they change, though they are not scored."""


class AgainstError(UserError):
    """A file of another version's observations that cannot be used."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one observation. `old` is None where it is gained, `new` where it is lost.

    `slots` are those that changed; `verdict` is the gold's: "better", "worse", or "" where it says neither.
    """

    doc: str
    old: Record | None
    new: Record | None
    slots: tuple[str, ...]
    verdict: str

    @property
    def kind(self) -> str:
        """gained, lost or changed."""
        return "gained" if self.old is None else "lost" if self.new is None else "changed"


def read_records(path: Path) -> dict[str, list[Record]]:
    """Return the observations that `chiso extract --format jsonl` printed, by document.

    Raises AgainstError with the line where the file is something else.
    """
    found: dict[str, list[Record]] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AgainstError(
            f"cannot be read ({error.__class__.__name__})", str(path), "give a file that extract printed"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            key(record)
            same_value(record["value"], record["value"])
            found.setdefault(str(record["doc"]), []).append(record)
        except (ValueError, KeyError, TypeError) as error:
            raise AgainstError(
                f"no observation ({type(error).__name__}: {error})",
                f"{path}:{number}",
                "give what `chiso extract … --format jsonl` printed",
            ) from error
    return found


def compare(doc: str, old: list[Record], new: list[Record], gold: Gold | None = None) -> list[Difference]:
    """Return how the observations of one document differ between two versions, in order of their place."""
    gone, come = list(old), list(new)
    found: list[Difference] = []
    for pairs_up in (same, _same_place, _same_key, _same_sentence):
        for before, after in _pairs(gone, come, pairs_up):
            gone.remove(before)
            come.remove(after)
            slots = (*differences(before, after), *(s for s in _SIDE if before.get(s) != after.get(s)))
            if slots:
                found.append(Difference(doc, before, after, slots, _verdict(before, after, gold)))
    found += [Difference(doc, r, None, (), _verdict(r, None, gold)) for r in gone]
    found += [Difference(doc, None, r, (), _verdict(None, r, gold)) for r in come]
    return sorted(found, key=lambda d: ((d.new or d.old or {}).get("start", 0), d.kind))


def _pairs(
    old: list[Record], new: list[Record], alike: Callable[[Record, Record], bool]
) -> Iterator[tuple[Record, Record]]:
    free = list(new)
    for before in list(old):
        after = next((r for r in free if alike(before, r)), None)
        if after is not None:
            free.remove(after)
            yield before, after


def _same_place(a: Record, b: Record) -> bool:
    place = ("start", "end", "attribute")
    return "start" in a and "start" in b and all(a[k] == b[k] for k in place) and len(differences(a, b)) <= 3


def _same_key(a: Record, b: Record) -> bool:
    return key(a) == key(b)


def _same_sentence(a: Record, b: Record) -> bool:
    return (
        a["attribute"] == b["attribute"]
        and bool(a.get("evidence"))
        and a.get("evidence") == b.get("evidence")
        and same_value(a["value"], b["value"])
        and len(differences(a, b)) == 1
    )


def _verdict(old: Record | None, new: Record | None, gold: Gold | None) -> str:
    if gold is None:
        return ""
    before, after = _worth(old, gold), _worth(new, gold)
    return "better" if after > before else "worse" if after < before else ""


def _worth(record: Record | None, gold: Gold) -> int:
    if record is None:
        return 0
    match = next((g for g in gold.observations if same(record, g)), None)
    return -1 if match is None else 0 if match.get("optional") else 1


def summary(differences_: Iterable[Difference]) -> dict[str, int]:
    """How many were gained, lost and changed, and how many of all are better or worse by the gold."""
    counts = {"gained": 0, "lost": 0, "changed": 0, "better": 0, "worse": 0}
    for difference in differences_:
        counts[difference.kind] += 1
        if difference.verdict:
            counts[difference.verdict] += 1
    return counts

"""The examples beside the rule families: texts that must be read, as what, and texts that must not.

A line of `<family>.examples` is `text => value ; value …` in the order of the text, or `- text` for one in which
the family must find nothing. `#` begins a comment, empty lines part groups.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extract.mention import Change, Cue, Mention, Rank, Score, Year


@dataclass(frozen=True, slots=True)
class Example:
    """One line: `expected` is empty where nothing may be found. `where` names file and line."""

    text: str
    expected: tuple[str, ...]
    where: str


def read(path: Path) -> Iterator[Example]:
    """Yield the examples of a file. Raises ValueError, naming file and line, for a line of neither form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.partition(" # ")[0].strip()
        if not line or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        if line.startswith("- "):
            yield Example(line[2:].strip(), (), where)
        elif " => " in line:
            text, _, values = line.rpartition(" => ")
            yield Example(text.strip(), tuple(v.strip() for v in values.split(" ; ")), where)
        else:
            raise ValueError(f"{where}: neither “text => values” nor “- text”: {line!r}")


def say(mention: Mention) -> str:
    """Write what a mention says in the form of the examples."""
    match mention.value:
        case Rank(place, of, last, through):
            if last:
                return "last" if place == 0 else f"last-{place}"
            return f"{place}..{through}" if through else f"{place}/{of}" if of else str(place)
        case Score(number, unit, rough):
            return f"{'~' if rough else ''}{_plain(number.value)}{_unit(unit)}"
        case Change(amount, unit, gap):
            return f"{'gap ' if gap else ''}{amount:+f}{_unit(unit)}"
        case Year(years, offset):
            return f"{offset:+d}" if offset is not None else ",".join(map(str, years))
        case Cue() as cue:
            return cue.value
        case value:
            return str(value)


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _unit(unit: str | None) -> str:
    return {"percent": "%", "point": " điểm", "step": " bậc", None: ""}[unit]

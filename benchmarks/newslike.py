"""Made-up Vietnamese news about other things: what the extractor must read without finding a single fact.

The sentences stand in `newslike.toml`; here they are filled with names and figures and put together into articles.
The same seed gives the same articles. Most name one of our indices in passing, for without that the gate would send
them home at once and nothing would be tested.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import regex

from normalize.reference import load

SOURCE: Final = Path(__file__).with_name("newslike.toml")
_CHOICE: Final = regex.compile(r"<([^<>]*)>")
_SLOT: Final = regex.compile(r"\{(?P<name>[A-Za-z#])(?::(?P<a>[\d.]+)-(?P<b>[\d.]+)|(?P<add>[+-]\d+))?\}")
_ORDINALS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NAMED: Final = {
    "H": "districts", "X": "communes", "D": "departments", "N": "people", "O": "companies",
    "C": "clubs", "U": "universities", "B": "ministries",
}  # fmt: skip
_PASSING: Final = 0.85
"""The share of articles that name an index of ours in passing."""
_MIXED: Final = 0.4
"""The share of articles that touch on a second and third topic, as a look back on a year does."""


@dataclass(frozen=True)
class Made:
    """A made-up article: its text, when it was published, and of which topics it is."""

    name: str
    text: str
    published: date
    topics: tuple[str, ...]


@cache
def grammar() -> dict[str, Any]:
    """The sentences and names."""
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


@cache
def _places() -> tuple[tuple[str, ...], tuple[str, ...]]:
    reference = load()
    now = [p.name for p in reference.provinces if p.valid_to is None or p.valid_to.year > 2024]
    return tuple(sorted(set(now))), tuple(r.name for r in reference.regions)


@dataclass
class _Article:
    """What stays the same within one article."""

    dice: random.Random
    year: int
    names: dict[str, str] = field(default_factory=dict)
    row: int = 0

    def fill(self, template: str) -> str:
        """A sentence of a template."""
        while match := _CHOICE.search(template):
            template = (
                template[: match.start()] + self.dice.choice(match[1].split("|")) + template[match.end() :]
            )
        return _SLOT.sub(self._slot, template)

    def _slot(self, match: "regex.Match[str]") -> str:
        name, low, high = match["name"], match["a"], match["b"]
        if low is not None:
            return _FIGURES[name](self.dice, float(low), float(high))
        provinces, regions = _places()
        match name:
            case "Y":
                return str(self.year + int(match["add"] or 0))
            case "#":
                return str(self.row)
            case "A":
                return self.dice.choice(provinces)
            case "P" | "Q" | "R" | "S" | "T":
                if name not in self.names:
                    free = sorted(set(provinces) - set(self.names.values()))
                    self.names[name] = self.dice.choice(free)
                return self.names[name]
            case "V":
                return self.names.setdefault("V", self.dice.choice(regions))
            case "d":
                return f"{self.dice.randint(1, 28)}/{self.dice.randint(1, 12)}/{self.year + 1}"
            case "m":
                return str(self.dice.randint(1, 12))
            case _:
                return str(self.dice.choice(grammar()[_NAMED[name]]["names"]))


def _decimals(places: int) -> Callable[[random.Random, float, float], str]:
    def make(dice: random.Random, low: float, high: float) -> str:
        mark = "." if dice.random() < 0.15 else ","
        return f"{dice.uniform(low, high):.{places}f}".replace(".", mark)

    return make


_FIGURES: Final[dict[str, Callable[[random.Random, float, float], str]]] = {
    "i": lambda dice, low, high: str(dice.randint(int(low), int(high))),
    "z": lambda dice, low, high: f"{dice.randint(int(low), int(high)):02d}",
    "w": lambda dice, low, high: _ORDINALS[dice.randint(int(low), int(high)) - 1],
    "k": lambda dice, low, high: f"{dice.randint(int(low), int(high)):,}".replace(",", "."),
    "f": _decimals(2),
    "g": _decimals(1),
}


def make(number: int, seed: int = 0) -> Made:
    """The article of a number; a pure function of number, seed and `newslike.toml`."""
    dice = random.Random(f"{seed}/{number}")
    topics = grammar()["topic"]
    own = dice.choice(topics)
    others = dice.sample(topics, 2) if dice.random() < _MIXED else []
    article = _Article(dice, dice.randint(2012, 2024))
    title = article.fill(dice.choice(own["titles"]))
    sentences = dice.sample(own["body"], min(len(own["body"]), dice.randint(4, 9)))
    for other in others:
        sentences += dice.sample(other["body"], min(len(other["body"]), dice.randint(2, 4)))
    paragraphs: list[str] = []
    while sentences:
        size = dice.randint(1, 4)
        paragraphs.append(" ".join(article.fill(s) for s in sentences[:size]))
        del sentences[:size]
    if dice.random() < 0.25:
        at = dice.randrange(len(paragraphs))
        paragraphs[at] = "\n".join(f"- {p}" for p in paragraphs[at].split(". "))
    if "table" in own and dice.random() < 0.35:
        paragraphs.insert(dice.randint(1, len(paragraphs)), _table(article, own["table"]))
    if own.get("gate", True) and dice.random() < _PASSING:
        for sentence in dice.sample(grammar()["passing"]["sentences"], dice.randint(1, 2)):
            said = article.fill(sentence)
            at = dice.randint(0, len(paragraphs))
            if at and dice.random() < 0.5 and "\n" not in paragraphs[at - 1]:
                paragraphs[at - 1] += " " + said
            else:
                paragraphs.insert(at, said)
    published = date(article.year + 1, dice.randint(1, 12), dice.randint(1, 28))
    names = tuple(t["name"] for t in (own, *others))
    return Made(f"made-{number:05d}", "\n\n".join([title, *paragraphs]) + "\n", published, names)


def _table(article: _Article, table: dict[str, str]) -> str:
    mark = article.dice.choice(("|", "\t"))
    lines = [table["head"]]
    for row in range(1, article.dice.randint(4, 16)):
        article.row = row
        lines.append("|".join(article.fill(cell) for cell in table["row"].split("|")))
    return "\n".join(line.replace("|", f" {mark} " if mark == "|" else mark) for line in lines)


def articles(count: int, seed: int = 0) -> Iterator[Made]:
    """So many articles."""
    for number in range(count):
        yield make(number, seed)


__all__ = ["Made", "articles", "grammar", "make"]

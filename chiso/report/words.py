"""The report's two languages: its words, and how each writes numbers and dates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from chiso.report.model import Row

LANGUAGES: Final = ("vi", "en")
_MARKS: Final = {"open": "?", "derived": "*", "decided": "!"}


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    table: Mapping[str, Any]

    def __call__(self, key: str, /, **fill: Any) -> str:
        """A text with its blanks filled in. Raises KeyError for one that the language does not have."""
        return str(self.table[key]).format(**fill)

    def of(self, table: str, key: str | None) -> str:
        """The word for a value of the store, as `of("kinds", "value")`; the value itself where there is none."""
        return str(self.table[table].get(key or "", key or ""))

    def number(self, value: Decimal | float | int | None, decimals: int | None = None) -> str:
        """A number as the language writes it, with so many decimals or as many as it has; a dash for none."""
        if value is None:
            return "–"
        if decimals is None:
            text = f"{value:f}" if isinstance(value, Decimal) else f"{value:.10g}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
        else:
            text = f"{value:.{decimals}f}"
        text = text.replace("-", "−")
        return text.replace(".", ",") if self.table["lang"] == "vi" else text

    def count(self, many: int) -> str:
        """How many, in groups of three digits: 1.779 or 1,779."""
        grouped = f"{many:,}"
        return grouped.replace(",", ".") if self.table["lang"] == "vi" else grouped

    def change(self, size: Decimal | int, decimals: int | None) -> str:
        """The size of a change with at least so many decimals, so that they stand in line."""
        exact = abs(Decimal(size))
        own = -int(exact.normalize().as_tuple().exponent)
        return self.number(exact, max(own, decimals or 0, 0))

    def figure(self, text: str | None, attribute: str, unit: str | None) -> str:
        """A figure from its text as data: "90,23%", "12", "+4", "B"."""
        if text is None:
            return "–"
        if attribute == "group":
            return text
        value = Decimal(text)
        decimals = len(text.partition(".")[2])
        sign = "+" if value > 0 and attribute.endswith("change") else ""
        return f"{sign}{self.number(value, decimals)}{'%' if unit == 'percent' else ''}"

    def score(self, row: Row) -> str:
        """A row's score with its unit where that is percent."""
        unit = "%" if row.unit == "percent" and row.score is not None else ""
        return self.number(row.score, row.score_decimals) + unit

    def mark(self, settled: str | None) -> str:
        """The mark behind a figure: ? undecided, * derived, ! decided; else nothing."""
        return _MARKS.get(settled or "", "")

    def day(self, when: date | datetime | None) -> str:
        """A day; with its time where it has one."""
        if when is None:
            return str(self.table["undated"])
        shown = f"{when.day}/{when.month}/{when.year}" if self.table["lang"] == "vi" else f"{when:%-d %B %Y}"
        return f"{shown} {when:%H:%M} UTC" if isinstance(when, datetime) else shown

    def listed(self, names: list[str]) -> str:
        """Names in a row: "A, B và C"."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.table['and']} {names[-1]}"

    def sure(self, confidence: float) -> str:
        """A confidence in two decimals; what is not certain never reads so."""
        return ">" + self.number(0.99) if 0.995 <= confidence < 1 else self.number(confidence, 2)


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """The words of a language, `vi` or `en`."""
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text)[language])

"""The desk's two languages: its words, and how each writes figures and dates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, /, **fill: object) -> str:
        """A text with its blanks filled in. Raises KeyError for one that the language does not have."""
        return str(self.table[key]).format(**fill)

    def of(self, table: str, key: str | None) -> str:
        """The word for a value of the store, as `of("kinds", "value")`; the value itself where there is none."""
        return str(self.table[table].get(key or "", key or ""))

    def figure(self, text: str | None, attribute: str = "", unit: str | None = None) -> str:
        """A figure from its text as data: "90,23%", "12", "+4", "B"; a dash for none."""
        if text is None:
            return "–"
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        if attribute == "group" or not value.is_finite():
            return text
        sign = "+" if value > 0 and attribute.endswith("change") else ""
        return f"{sign}{self._point(text.replace('-', '−'))}{'%' if unit == 'percent' else ''}"

    def score(self, row: Mapping[str, Any]) -> str:
        """The score of a row of facts, with its decimals and its unit."""
        if row["score"] is None:
            return "–"
        return self.figure(f"{row['score']:.{row['score_decimals'] or 0}f}", "score", row["unit"])

    def number(self, value: float, decimals: int = 2) -> str:
        """A number with so many decimals."""
        return self._point(f"{value:.{decimals}f}".replace("-", "−"))

    def count(self, value: int) -> str:
        """A count, in groups of three digits."""
        return f"{value:,}".replace(",", "." if self.language == "vi" else ",")

    def day(self, when: date | datetime | None) -> str:
        """A day; with its time where it has one."""
        if when is None:
            return self("undated")
        shown = f"{when.day}/{when.month}/{when.year}" if self.language == "vi" else f"{when:%-d %b %Y}"
        return f"{shown} {when:%H:%M}" if isinstance(when, datetime) else shown

    def sure(self, confidence: float) -> str:
        """A confidence in two decimals; what is not certain never reads so."""
        return f">{self.number(0.99)}" if 0.995 <= confidence < 1 else self.number(confidence)

    def _point(self, text: str) -> str:
        return text.replace(".", ",") if self.language == "vi" else text


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """The words of a language, `vi` or `en`."""
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text)[language])

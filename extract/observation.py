"""Observations: one value that one revision states, with the span and the reason of every slot."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from extract.frame import Slot
from normalize.ids import content_id


@dataclass(frozen=True)
class Observation:
    """One value about one subject, as the annotation guidelines define it.

    `subject` is `province/<slug>`, `ministry/<slug>`, `region/<slug>` or `national`; `year` the edition, None
    where the text never says it; `value` a Decimal with the precision as written, or a group's label;
    `unit` percent, point or None; `scope` national or a region for ranks and their changes; `of` how many
    are ranked; `status` stated or implied. `start`/`end` span the value in the canonical text, `sentence`
    its sentence. `slots` holds the span and the reason for each of subject, index, component, year, scope.
    `rule` made it; `confidence` is the chance that it is right, from 0 to 1.
    """

    doc: str
    revision: str
    subject: str
    index: str
    component: str | None
    year: int | None
    attribute: str
    value: Decimal | str
    unit: str | None
    scope: str | None
    of: int | None
    status: str
    start: int
    end: int
    sentence: tuple[int, int]
    rule: str
    confidence: float
    slots: Mapping[str, Slot]
    rough: bool = False

    @cached_property
    def id(self) -> str:
        """Stable over runs: the same value, said at the same place of the same revision."""
        return content_id("observation", self.revision, *self.key, str(self.value), self.start, self.end)

    @property
    def key(self) -> tuple[str, str, str | None, int | None, str, str | None]:
        """What the value is about: subject, index, component, year, attribute, scope."""
        return (self.subject, self.index, self.component, self.year, self.attribute, self.scope)

    def record(self, text: str) -> dict[str, Any]:
        """A JSON object with the keys of the guidelines, and where it stands. `text` is the canonical text."""
        number = self.value if isinstance(self.value, str) else _number(self.value)
        return {
            "doc": self.doc,
            "subject": self.subject,
            "index": self.index,
            "component": self.component,
            "year": self.year,
            "attribute": self.attribute,
            "value": number,
            "unit": self.unit,
            "scope": self.scope,
            "of": self.of,
            "status": self.status,
            "evidence": " ".join(text[slice(*self.sentence)].split()),
            "start": self.start,
            "end": self.end,
            "sentence": list(self.sentence),
            "rule": self.rule,
            "confidence": round(self.confidence, 3),
            "reasons": {name: slot.reason for name, slot in self.slots.items()},
            "spans": {name: list(slot.span) for name, slot in self.slots.items() if slot.span},
            "id": self.id,
        }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Abstention:
    """A number or place that became no observation, and why."""

    start: int
    end: int
    text: str
    kind: str
    rule: str
    why: str

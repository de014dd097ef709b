"""Frames: a value with the slots that make it an observation, each slot with its span and its reason."""

from dataclasses import dataclass, field

from extract.mention import Mention

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a slot and why. `span` is in the article's canonical text; None where only context says it.

    `reason` is one of: own words, apposition, about, share-out, order, clause, sentence, ahead, earlier sentence,
    heading, title, portal, publication date, streak, span, former edition.
    """

    value: object
    reason: str
    span: Span | None = None

    @property
    def values(self) -> tuple[object, ...]:
        """All that fills it: a name may stand for several subjects or components."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def number(self) -> int | None:
        """The year or place that fills it, if one does."""
        return int(str(self.value)) if self.value is not None else None

    def is_a(self, kind: str) -> bool:
        """Whether it is filled by names of subjects of a kind: "province", "region", "ministry"."""
        return isinstance(self.value, tuple) and str(self.value[0]).startswith(kind)

    def because(self, reason: str) -> "Slot":
        """The same filling for another reason."""
        return Slot(self.value, reason, self.span)


@dataclass
class Frame:
    """A value under construction. `slots` has subject, index, component, year, scope as far as known.

    `targets` holds further (index, component) pairs that the same value is stated for, `years` further years.
    `no` says why it is no observation, once that is known.
    """

    mention: Mention
    position: int
    slots: dict[str, Slot] = field(default_factory=dict)
    subjects: list[Slot] = field(default_factory=list)
    targets: list[Slot] = field(default_factory=list)
    years: list[Slot] = field(default_factory=list)
    status: str = "stated"
    rule: str = ""
    no: str | None = None
    place: int | None = None
    """The place an implied rank stands for, where it differs from what the mention says."""

    def fill(self, name: str, slot: Slot | None) -> None:
        """Fill a slot that is still empty."""
        if slot is not None and name not in self.slots:
            self.slots[name] = slot

    def refuse(self, why: str) -> None:
        """Say why this is no observation; the first reason stands."""
        self.no = self.no or why

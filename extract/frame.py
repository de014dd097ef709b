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

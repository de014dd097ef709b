"""Figures on one scale: the same score in percent, points and shares."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalize.reference import Component, Index, Reference
from normalize.text import shadow
from store.reconcile.claim import Claim, Key

HUNDRED: Final = Decimal(100)
_OTHER_FIELD: Final = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Range:
    """The scores that an edition allows, from `low` to `high`, in its usual `unit`."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim's value on the index's scale.

    `aside` marks a figure that measures something else than the usual: points of a component that is given
    in percent, relative growth, a rank among a field of another size.
    """

    claim: Claim
    value: Decimal | str
    decimals: int
    unit: str | None
    aside: bool = False

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def rough(self) -> bool:
        """Whether the text said "hơn", "gần", "khoảng"."""
        return self.claim.rough


def range_of(key: Key, reference: Reference) -> Range | None:
    """The scores allowed for a key; None where the reference data knows no scale."""
    index = reference.index.get(key.index)
    scale = index.scale_in(key.year) if index else None
    if index is None or scale is None:
        return None
    if key.component is None or _whole(key, index):
        return Range(scale.min, scale.max, scale.unit)
    component = _component(index, key.component, key.year)
    if component is None or component.scale_max is None:
        return None
    return Range(Decimal(0), component.scale_max, scale.unit)


def _whole(key: Key, index: Index | None) -> bool:
    """Whether the index as a whole is meant.

    A component of the nation that the index has not is a mean of it over others ("bo-nganh": the ministries).
    """
    if key.component is None:
        return True
    return key.kind == "national" and index is not None and key.component not in index.components


def _component(index: Index, slug: str, year: int) -> Component | None:
    for component in index.component:
        if component.slug == slug and (component.from_ or year) <= year <= (component.to or year):
            return component
    return index.components.get(slug)


def measure(claim: Claim, reference: Reference) -> Figure:
    """Put a claim's value on the scale of its index.

    On a scale that ends at 100, percent and point are the same number (the guidelines keep the unit as
    written). On a scale of shares, from 0 to 1, hundredths and thousandths are the same figure too (DTI is
    published as 0,7025 and quoted as 70,25% or 702,5 điểm). A rank among a field of clearly another size
    (34 provinces where 63 are ranked) is aside.
    """
    value, key = claim.value, claim.key
    if isinstance(value, str):
        return Figure(claim, shadow(value).strip(), 0, None)
    usual = range_of(key, reference)
    match key.attribute:
        case "score":
            return _score(claim, value, usual, _whole(key, reference.index.get(key.index)))
        case "score_change":
            unit = usual.unit if usual else claim.unit
            whole = _whole(key, reference.index.get(key.index))
            same = claim.unit in (unit, None) or (unit == "percent" and whole)
            return Figure(claim, value, claim.decimals, unit if same else claim.unit, aside=not same)
        case "rank":
            other = another_field(claim.ranked, field_size(key, reference))
            return Figure(claim, value, 0, None, aside=other)
    return Figure(claim, value, claim.decimals, None)


def _score(claim: Claim, value: Decimal, usual: Range | None, whole: bool) -> Figure:
    if usual is None or claim.unit in (usual.unit, None):
        if usual is not None and usual.high == 1 and value >= 10:
            return _share(claim, value, usual.unit)
        return Figure(claim, value, claim.decimals, usual.unit if usual else claim.unit)
    if usual.high == 1 and claim.unit == "percent":
        return _share(claim, value, usual.unit)
    if usual.low == 0 and usual.high == HUNDRED and (whole or usual.unit == "point"):
        return Figure(claim, value, claim.decimals, usual.unit)
    if usual.low == 0 and claim.unit == "percent" and usual.high < HUNDRED:
        digits = len(str(int(usual.high) - 1))  # of 10, 92% is 9,2: one decimal more; of 18 it is no finer
        return Figure(claim, value * usual.high / HUNDRED, claim.decimals + 2 - digits, usual.unit)
    return Figure(claim, value, claim.decimals, claim.unit, aside=True)


def _share(claim: Claim, value: Decimal, unit: str) -> Figure:
    power = 3 if value > HUNDRED else 2
    return Figure(claim, value.scaleb(-power), claim.decimals + power, unit)


def field_size(key: Key, reference: Reference) -> int | None:
    """How many subjects the edition ranks nationally, where the reference data knows."""
    if key.scope not in (None, "national") or is_apart(key, reference):
        return None
    index = reference.index.get(key.index)
    return index.ranked_in(key.kind, key.year) if index else None


def told_size(key: Key, ranked: int | None, reference: Reference) -> int | None:
    """How many are ranked beside one who is ranked among `ranked`: what a text says, else what the edition ranks.

    None where neither tells it: so it is where the edition was published for two numbers of them.
    """
    index = reference.index.get(key.index)
    twice = index is not None and index.ranked_twice(key.kind, key.year)
    return ranked or (None if twice else field_size(key, reference))


def is_apart(key: Key, reference: Reference) -> bool:
    """Whether the subject is ranked in a table of its own, beside that of the others of its kind."""
    index = reference.index.get(key.index)
    return index is not None and key.subject.partition("/")[2] in index.apart


def which_field(key: Key, ranked: int | None, reference: Reference) -> str | None:
    """The field of one who is ranked among `ranked`: "" the main one, else the name of another.

    None where that cannot be told: the edition was published for two numbers of them, and no text says which
    is meant.
    """
    if is_apart(key, reference):
        return "apart"
    index = reference.index.get(key.index)
    if ranked is None and index is not None and index.ranked_twice(key.kind, key.year):
        return None
    return str(ranked) if another_field(ranked, field_size(key, reference)) else ""


def two_measures(key: Key, reference: Reference) -> bool:
    """Whether a national figure may be the mean of the provinces or the country's own, which are two things."""
    index = reference.index.get(key.index)
    return key.kind == "national" and key.component is None and index is not None and index.nation


def is_yearly(key: Key, reference: Reference) -> bool:
    """Whether figures of two editions and the change between them are of one series that adds up."""
    index = reference.index.get(key.index)
    return not (index is not None and index.running) and not two_measures(key, reference)


def another_field(ranked: int | None, expected: int | None) -> bool:
    """Whether so many ranked cannot be those that are expected: 34 is not 63, but 60 may be."""
    return bool(ranked and expected and abs(ranked - expected) > _OTHER_FIELD * expected)


def figure_text(value: Decimal | str | None, decimals: int = 0) -> str:
    """A figure as data: `90.23`, the label of a group, `none`."""
    if value is None:
        return "none"
    return value if isinstance(value, str) else f"{value:.{decimals}f}"

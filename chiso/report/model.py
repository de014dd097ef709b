"""What the report knows of a store: read once, then only looked at."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

PROVINCE = "province"
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Index:
    """An index, as the reference data names it."""

    id: str
    short: str
    name: str
    name_en: str
    publisher: str
    first_edition: int

    @property
    def slug(self) -> str:
        """The name of its pages."""
        return self.id.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of facts: a subject in an edition of an index or of a part of it."""

    key: str
    subject: str
    kind: str
    name: str
    index: str
    component: str | None
    year: int
    score: Decimal | None
    score_decimals: int | None
    unit: str | None
    rank: int | None
    ranked: int | None
    score_change: Decimal | None
    rank_change: int | None
    group: str | None
    conflict: tuple[str, ...]
    confidence: float
    sources: int
    settled: str
    score_settled: str | None
    rank_settled: str | None

    @property
    def exact(self) -> str:
        """The score with just the decimals that are known, as the store has it; empty where there is none."""
        return "" if self.score is None else f"{self.score:.{self.score_decimals or 0}f}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure."""

    fact_id: str
    key: str
    attribute: str
    scope: str | None
    figure: str | None
    unit: str | None
    ranked: int | None
    conflict: tuple[str, ...]
    confidence: float
    sources: int
    settled: str
    rough: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one observation says about a figure: the sentence, where it stands, and why it was read so."""

    fact_id: str
    role: str
    said: str | None
    said_unit: str | None
    sentence: str | None
    value_start: int
    value_end: int
    title: str
    url: str
    source: str
    published: date | None
    rule: str
    reasons: Mapping[str, str] | None
    status: str
    rough: bool
    confidence: float
    witness: str
    weight: float


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict in words."""

    id: str
    kind: str
    severity: str
    state: str
    name: str
    subject: str
    index: str
    component: str | None
    year: int
    attribute: str
    figures: tuple[str, ...]
    explanation_vi: str
    explanation_en: str
    key: str


@dataclass(frozen=True, slots=True)
class Change:
    """From one edition to the next."""

    key: str
    rank_before: int | None
    rank: int | None
    rank_moved: int | None
    score_before: Decimal | None
    score: Decimal | None
    score_moved: Decimal | None
    unit: str | None
    same_territory: bool


@dataclass(frozen=True, slots=True)
class Component:
    """A part of an index, with its score's share of the greatest that it can have in an edition."""

    key: str
    component_name: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """How a source fares."""

    source: str
    kind: str
    owner: str | None
    articles: int
    claims: int
    judged: int
    upheld: int
    reliability: float
    contested: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Spell:
    """A unit of the first level between two changes."""

    slug: str
    name: str
    valid_from: date
    valid_to: date | None

    @property
    def subject(self) -> str:
        """As facts have it."""
        return f"{PROVINCE}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a unit on a day."""

    from_slug: str
    to_slug: str
    happened: date
    kind: str


def grouped(rows: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    """Rows by a key of each, in the order in which they come."""
    found: dict[K, list[V]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in found.items()}

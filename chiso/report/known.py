"""All that a report is made of, and the ways in which its pages look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from chiso.report.model import (
    PROVINCE,
    Change,
    Claim,
    Clash,
    Component,
    Fact,
    Index,
    Row,
    Score,
    Spell,
    Step,
    grouped,
)


@dataclass(frozen=True)
class Known:
    """All that a report is made of."""

    store: str
    moment: datetime | None
    indices: tuple[Index, ...]
    rows: tuple[Row, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    """By the key of their row."""
    claims: Mapping[str, tuple[Claim, ...]]
    """By the id of their fact."""
    clashes: tuple[Clash, ...]
    changes: Mapping[str, Change]
    """By the key of the later row."""
    components: Mapping[str, Component]
    """By the key of their row."""
    scorecard: tuple[Score, ...]
    spells: tuple[Spell, ...]
    steps: tuple[Step, ...]
    expected: Mapping[tuple[str, str, int], int]
    """How many an edition ranks, by index, kind and year."""
    names: Mapping[str, str]
    """What every subject is called, by its id."""
    articles: int
    sources: int

    @cached_property
    def wholes(self) -> Mapping[tuple[str, int], tuple[Row, ...]]:
        """Rows of indices as wholes by index and year, best first."""
        return grouped((r for r in self.rows if r.component is None), lambda r: (r.index, r.year))

    @cached_property
    def parts(self) -> Mapping[tuple[str, int], tuple[Row, ...]]:
        """Rows of components by index and year."""
        return grouped((r for r in self.rows if r.component is not None), lambda r: (r.index, r.year))

    @cached_property
    def of_subject(self) -> Mapping[str, tuple[Row, ...]]:
        """All rows of a subject."""
        return grouped(self.rows, lambda r: r.subject)

    @cached_property
    def clashes_of(self) -> Mapping[tuple[str, str], tuple[Clash, ...]]:
        """Conflicts by index and subject."""
        return grouped(self.clashes, lambda c: (c.index, c.subject))

    @cached_property
    def years(self) -> Mapping[str, tuple[int, ...]]:
        """The editions of each index that something is known of."""
        found: dict[str, set[int]] = {}
        for row in self.rows:
            found.setdefault(row.index, set()).add(row.year)
        return {index: tuple(sorted(years)) for index, years in found.items()}

    @cached_property
    def index(self) -> Mapping[str, Index]:
        """Indices by id."""
        return {index.id: index for index in self.indices}

    @cached_property
    def profile_of(self) -> Mapping[str, str]:
        """The slug of the profile that a province is told in: a mere change of name makes no other unit."""
        renamed = {step.from_slug: step.to_slug for step in self.steps if step.kind == "rename"}
        return {spell.subject: renamed.get(spell.slug, spell.slug) for spell in self.spells}

    @cached_property
    def new_land(self) -> frozenset[tuple[str, int]]:
        """The subjects and first editions in which they have another territory than before."""
        merged = (step for step in self.steps if step.kind in ("merge", "split"))
        return frozenset((f"{PROVINCE}/{step.to_slug}", step.happened.year) for step in merged)

    def anew(self, subject: str, year: int, before: int) -> bool:
        """Whether the territory changed between two editions."""
        return any((subject, y) in self.new_land for y in range(before + 1, year + 1))

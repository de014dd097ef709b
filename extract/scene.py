"""The scene: what an article has set up so far, from which later sentences inherit their slots."""

from collections import Counter
from dataclasses import dataclass, field

from extract.frame import Slot
from extract.mention import Year
from normalize.reference import Reference


@dataclass
class Scene:
    """Who and what is under discussion. Slots carry the span of the words that set them and the reason.

    `subjects` are the topics so far, the latest last. `stage` is what the title or a heading set. `main_*` is
    what the article as a whole is about, found before reading. `order` is the last place named and by whom.
    """

    reference: Reference
    main_subject: Slot | None = None
    main_year: dict[str, Slot] = field(default_factory=dict)
    any_year: Slot | None = None
    published: int | None = None
    subjects: list[Slot] = field(default_factory=list)
    stage: dict[str, Slot] = field(default_factory=dict)
    index: Slot | None = None
    component: Slot | None = None
    year: Slot | None = None
    last_year: Slot | None = None
    """The latest edition spoken of, whatever the article is about: what "một năm sau" counts from."""
    targets: list[Slot] = field(default_factory=list)
    group: list[Slot] = field(default_factory=list)
    order: tuple[int, int] | None = None
    targets_ahead: bool = False
    known: frozenset[str] = frozenset()
    """Ids of the indices that the article names outright."""

    year_of_index: bool = False
    """Whether the running edition was said of an index outright, so that it outlives its paragraph."""

    def begin_block(self, stage: bool) -> None:
        """A paragraph begins: an edition that was only touched on does not outlive the one before."""
        del stage
        if not self.year_of_index:
            self.year = None

    def latest_edition(self, index: str) -> int | None:
        """The latest edition of an index that can have been announced when the article was published."""
        if self.published is None or index not in self.reference.index:
            return None
        return self.published - self.reference.index[index].announced_after

    def subject(self, kind: str | None = None) -> Slot | None:
        """The subject under discussion; with a kind ("tỉnh", "thành phố"), the latest that is one."""
        candidates = [*reversed(self.subjects)]
        for slot in (self.stage.get("subject"), self.main_subject):
            if slot is not None:
                candidates.append(slot)
        if kind is None:
            return candidates[0] if candidates else None
        return next((s for s in candidates if self._is(s, kind)), candidates[0] if candidates else None)

    def _is(self, slot: Slot, kind: str) -> bool:
        values = slot.value if isinstance(slot.value, tuple) else (slot.value,)
        for value in values:
            family, _, slug = str(value).partition("/")
            found = self.reference.province(slug) if family == "province" else None
            if found is None:
                return False
            spells = self.reference.spells[slug]
            wanted = "thanh-pho" if kind == "thành phố" else "tinh"
            if not any(s.kind == wanted for s in spells):
                return False
        return True

    def main_edition(self, index: str | None) -> Slot | None:
        """The edition that the article as a whole reports, for an index."""
        if index is not None and index in self.main_year:
            return self.main_year[index]
        return self.any_year or self.edition(index)

    def edition(self, index: str | None) -> Slot | None:
        """The edition under discussion, for an index."""
        if self.year is not None:
            return self.year
        if "year" in self.stage:
            return self.stage["year"]
        if index is not None and index in self.main_year:
            return self.main_year[index]
        if self.any_year is not None:
            return self.any_year
        if self.published is not None and index is not None and index in self.reference.index:
            year = self.published - self.reference.index[index].announced_after
            return Slot(year, "publication date")
        return None


@dataclass
class Counts:
    """What a first look over the whole article found: how often whom, and which editions of which index."""

    subjects: Counter[str] = field(default_factory=Counter)
    first: dict[str, Slot] = field(default_factory=dict)
    years: dict[str, Counter[int]] = field(default_factory=dict)
    spans: dict[tuple[str, int], Slot] = field(default_factory=dict)
    indices: Counter[str] = field(default_factory=Counter)
    last_index: str | None = None

    def see_subject(self, subject: str, slot: Slot) -> None:
        """Count a subject."""
        self.subjects[subject] += 1
        self.first.setdefault(subject, slot)

    def see_year(self, index: str, year: Year, slot: Slot, weight: int) -> None:
        """Count an edition said of an index."""
        for y in year.years:
            self.years.setdefault(index, Counter())[y] += weight
            self.spans.setdefault((index, y), Slot(y, slot.reason, slot.span))

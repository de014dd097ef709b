"""The scene: what an article has set up so far, from which later sentences inherit their slots."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from extract.frame import Slot, Span
from normalize.reference import Reference

_RECENT: Final = 200
"""How many topics back whoever is meant by "tỉnh" is looked for."""


@dataclass
class Scene:
    """Who and what is under discussion. Slots carry the span of the words that set them and the reason.

    `subjects` are the topics so far, the latest last. `stage` is what the title or a heading set. `main_*` is
    what the article as a whole is about, found before reading. `order` is the last place named.
    """

    reference: Reference
    main_subject: Slot | None = None
    main_is_clear: bool = False
    """Whether the title, the portal or the sheer number of times leaves no doubt about it."""
    main_year: dict[str, Slot] = field(default_factory=dict)
    any_year: Slot | None = None
    published: date | None = None
    subjects: list[Slot] = field(default_factory=list)
    stage: dict[str, Slot] = field(default_factory=dict)
    index: Slot | None = None
    other: Slot | None = None
    """Set while the last index or ranking spoken of is not ours."""
    main_index: str | None = None
    main_index_is_clear: bool = False
    main_index_span: Span | None = None
    """The index that the article names most."""
    about_other: bool = False
    """Whether the article as a whole is about such an index."""
    said: dict[str, int] = field(default_factory=dict)
    """How many are ranked, by kind of subject, where the article says so ("17 bộ")."""
    introduced: Slot | None = None
    """Somebody whom the sentence before brought in without any figure: who the next one goes on about."""
    last_subject: Slot | None = None
    """Whom the sentence before spoke of."""
    ministry: Slot | None = None
    """The ministry spoken of last: who "bộ này" is."""
    region: Slot | None = None
    """The region spoken of last: what "vùng" is."""
    block_of: Slot | None = None
    """Whom the last sentence that spoke of all of them spoke of: the provinces or the ministries."""
    named: bool = False
    """Whether a province or ministry has been spoken of in the paragraph so far."""
    list_ranks: bool = False
    """Whether the line above says that a numbered list is in order of rank."""
    list_index: Slot | None = None
    """The index spoken of when the list of items began: an item that begins with a name goes back to it."""
    list_subject: Slot | None = None
    """Whom a list of items is about, as the line that opened it says."""
    target: Slot | None = None
    """The index or component spoken of last."""
    year: Slot | None = None
    last_year: Slot | None = None
    """The latest edition spoken of, whatever the article is about: what "một năm sau" counts from."""
    targets: list[Slot] = field(default_factory=list)
    order: int | None = None
    fronted: Slot | None = None
    """Where the places of the sentence before count, if it began with that: "Trong 13 tỉnh của vùng, ta thứ tám"."""
    order_index: Slot | None = None
    """The index of the last order: what counts on goes on about it."""
    order_part: Slot | None = None
    """The component that the last order was one in, where the sentence spoke of nothing else."""
    places: dict[str, int] = field(default_factory=dict)
    """The latest place given to each subject."""
    known: frozenset[str] = frozenset()
    """Ids of the indices that the article names outright."""

    plan: bool = False
    """Whether the title says that the article is a plan."""
    aimed: bool = False
    """Whether the sentence before told nothing but targets."""
    aim: bool = False
    """Whether the heading above speaks of targets."""
    year_index: str | None = None
    """The index that the running edition was said of, if it was said of one."""
    year_of_index: bool = False
    """Whether the running edition was said of an index outright, so that it outlives its paragraph."""

    @property
    def of_a_province(self) -> bool:
        """Whether the article is about one province in the main."""
        slot = self.main_subject
        return slot is not None and slot.reason in ("title", "portal") and slot.is_a("province")

    aside_year: Slot | None = None
    """The edition of the numbers in parentheses of the list below, as the line above says."""
    aside_mean: Slot | None = None
    """The whole country, where the line above says that the numbers in parentheses are its means."""
    part: Slot | None = None
    """The component that the heading above names: what its section is about."""
    below: bool = False
    """Whether the sentence before spoke of districts or departments."""
    headed: bool = False
    """Whether the heading above names a subject."""
    far: bool = False
    """Whether the subjects so far belong to earlier paragraphs of an article that is about nobody in the main."""

    def begin_block(self, stage: bool, item: bool = False, numbered: bool = False) -> None:
        """A paragraph begins: an edition that was only touched on does not outlive the one before."""
        if not item and (not self.year_of_index or self._looks_back()):
            self.year = None
        if not self.about_other and (not item or numbered):
            self.other = None
        self.introduced = self.fronted = None
        self.named = False
        self.aimed = self.aimed and item
        while not item and self.subjects and self.subjects[-1].value == ("national",):
            self.subjects.pop()  # what is said of the whole country does not outlive its paragraph
        if not item and not stage:
            self.far = self.main(None) is None and bool(self.subjects) and not self.headed
        if not item and not stage and self.main(None) is not None and self.main_subject is not None:
            self.subjects.append(self.main_subject)
        if stage and "index" in self.stage:
            self.index = self.stage["index"]

    def _looks_back(self) -> bool:
        """Whether the running edition is older than the one that the article reports."""
        index = self.year_index or (str(self.index.value) if self.index is not None else None)
        main = self.main_edition(index)
        if self.year is None or self.year.number is None or main is None or main.number is None:
            return False
        return self.year.number < main.number

    def latest_edition(self, index: str) -> int | None:
        """The latest edition of an index that can have been announced when the article was published."""
        if self.published is None or index not in self.reference.index:
            return None
        return self.reference.index[index].latest_on(self.published)

    def was_out(self, index: str, edition: int) -> bool:
        """Whether an edition can have been announced by the end of the year in which the article was published."""
        return self.published is None or edition <= self.reference.index[index].latest_in(self.published.year)

    def subject(self, kind: str | None = None) -> Slot | None:
        """The subject under discussion; with a kind ("tỉnh", "thành phố"), the latest that is one."""
        if self.list_subject is not None:
            return self.list_subject
        candidates = self.subjects[: -_RECENT - 1 : -1]
        if self.main_subject is not None:
            candidates.append(self.main_subject)
        if kind is None:
            return candidates[0] if candidates else None
        return next((s for s in candidates if self.fits(s, kind)), candidates[0] if candidates else None)

    def main(self, kind: str | None) -> Slot | None:
        """Whom the title is about, if its kind fits: what "tỉnh" means in an article on one province."""
        slot = self.main_subject
        if slot is None or not self.main_is_clear or (kind is not None and not self.fits(slot, kind)):
            return None
        return slot

    def fits(self, slot: Slot, kind: str) -> bool:
        """Whether a subject is of a kind, "tỉnh" or "thành phố", in the edition under discussion."""
        values = slot.value if isinstance(slot.value, tuple) else (slot.value,)
        for value in values:
            family, _, slug = str(value).partition("/")
            found = self.reference.province(slug) if family == "province" else None
            if found is None:
                return False
            wanted = "thanh-pho" if kind == "thành phố" else "tinh"
            year = self.any_year.number if self.any_year is not None else None
            spells = [
                self.reference.province(slug, y) for y in ((year, year + 1) if year is not None else (None,))
            ]
            if not any(s is not None and s.kind == wanted for s in spells):
                return False
        return True

    def main_edition(self, index: str | None) -> Slot | None:
        """The edition that the article as a whole reports, for an index."""
        if index is not None and index in self.main_year:
            return self.main_year[index]
        return self.any_year or self.edition(index)

    def edition(self, index: str | None) -> Slot | None:
        """The edition under discussion, for an index."""
        other = self.year_index is not None and index is not None and index != self.year_index
        own = self.main_year.get(index) if index is not None else None
        own = own or self.any_year
        if other and own is not None and own.value is not None:
            return own  # "DTI 2023 …" does not tell which edition of the PCI the next sentence means
        if self.year is not None:
            return self.year
        if "year" in self.stage:
            return self.stage["year"]
        if index is not None and index in self.main_year:
            return self.main_year[index]
        if self.any_year is not None:
            return self.any_year
        latest = self.latest_edition(index) if index is not None else None
        return Slot(latest, "publication date") if latest is not None else None

"""Candidates: the different values that the claims about one thing leave standing, and who speaks for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key, Trust
from store.reconcile.fusion.belief import weight
from store.reconcile.fusion.fuse import OTHERS, breadth
from store.reconcile.fusion.learn import Learned
from store.reconcile.fusion.mouths import Marks, mouths, strongest
from store.reconcile.fusion.standing import Stand, standing
from store.reconcile.measure import Figure, field_size, figure_text, range_of, told_size

ERRS: Final[Mapping[Trust, float]] = {
    Trust.PUBLISHER: 0.005,
    Trust.OWN_PORTAL: 0.02,
    Trust.PORTAL: 0.03,
    Trust.PRESS: 0.04,
    Trust.NOWHERE: 0.05,
}
"""How often a source of each kind errs, before anything is known of the source itself."""
WEAKER: Final = 0.5
"""What is left of the confidence of an implied or rough claim that stands against a stated, exact value."""
_GROUPS: Final = 3  # other groups that a source may take for the right one


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that may be published, at its finest precision, with the figures that agree with it.

    `own` are those that say just this value. Figures that are coarser agree without being candidates, and
    may agree with two. `speakers` gives for each independent witness the weight (in millionths of a nat) and
    the claim that it speaks with, `witness` the witness that each agreeing claim belongs to.
    """

    value: Decimal | str
    decimals: int
    unit: str | None
    own: tuple[Figure, ...]
    agreeing: tuple[Figure, ...]
    speakers: Mapping[str, tuple[int, str]]
    witness: Mapping[str, str]
    possible: bool

    @property
    def rough(self) -> bool:
        """Whether only rough words ("hơn", "gần") say it."""
        return all(f.rough for f in self.own)

    @property
    def stated(self) -> bool:
        """Whether a text says it, rather than an order or a streak."""
        return any(not f.claim.implied for f in self.agreeing)

    @property
    def total(self) -> int:
        """What all witnesses together weigh."""
        return sum(n for n, _ in self.speakers.values())

    @property
    def text(self) -> str:
        """The value as data."""
        return figure_text(self.value, self.decimals)

    @property
    def label(self) -> Decimal | str:
        """The value to publish: a group's label as most of its sources write it."""
        if isinstance(self.value, Decimal):
            return self.value
        written = sorted(str(f.claim.value) for f in self.own)
        return max(written, key=lambda w: (written.count(w), w))

    @property
    def trust(self) -> Trust:
        """The nearest source that says just this value."""
        return max(f.claim.trust for f in self.own)

    @property
    def first(self) -> tuple[date, float, str, int]:
        """When just this value was said first (undated comes last), how surely, and where."""
        return min(
            (f.claim.published or date.max, -f.claim.confidence, f.claim.article, f.claim.start)
            for f in self.own
        )


def candidates(
    figures: Sequence[Figure], key: Key, reference: Reference, learned: Learned
) -> tuple[Candidate, ...]:
    """Return the values that no other forgives, in order of value. The order of `figures` does not matter."""
    stands = standing(figures, {f.id: f.claim.article for f in figures})
    strong = any(not all(f.rough or f.claim.implied for f in stand.own) for stand in stands)
    many = others(key, reference)
    found = []
    for stand in stands:
        speakers, witness = _speakers(stand, many, learned, strong)
        found.append(
            Candidate(
                value=stand.top.value,
                decimals=stand.top.decimals,
                unit=stand.top.unit,
                own=stand.own,
                agreeing=stand.agreeing,
                speakers=speakers,
                witness=witness,
                possible=possible(key, stand.top.value, _ranked(stand.agreeing), reference),
            )
        )
    return tuple(found)


def _speakers(
    stand: Stand[Figure], many: int, learned: Learned, strong: bool
) -> tuple[dict[str, tuple[int, str]], dict[str, str]]:
    """The witnesses of a value with what they weigh, and the witness of each claim.

    Where something is stated and exact (`strong`), a value that is only implied or rough has one witness at
    most: such claims err together, by one rule of inference, however many say so.
    """
    weak = strong and all(f.rough or f.claim.implied for f in stand.agreeing)
    witness = mouths(
        (f.id, ("weak",) if weak else marks(f, learned), f.claim.article) for f in stand.agreeing
    )
    weights = {
        f.id: weight(truth(f, learned) * (WEAKER if weak else 1), breadth(f, stand.top, many))
        for f in stand.agreeing
    }
    return strongest(weights, witness), witness


def marks(figure: Figure, learned: Learned) -> Marks:
    """What a figure shares with others of its mouth: text, long sentence, source, and group of copiers."""
    claim = figure.claim
    found: tuple[tuple[str, str], ...] = (("text", claim.text),)
    if claim.said:
        found += (("said", claim.said),)
    if claim.source:
        found += (("source", learned.group.get(claim.source, claim.source)),)
    return found


def truth(figure: Figure, learned: Learned) -> float:
    """The chance that a figure is right: its source does not err, and it was read rightly."""
    claim = figure.claim
    return (1 - learned.error(claim.source, ERRS[claim.trust])) * claim.confidence


def others(key: Key, reference: Reference) -> int:
    """How many wrong values a source that errs may say: of ranks and groups there are not so many."""
    if key.attribute == "group":
        return _GROUPS
    if key.attribute.startswith("rank"):
        return min(OTHERS, max(_GROUPS, (field_size(key, reference) or OTHERS) - 1))
    return OTHERS


def _ranked(figures: Iterable[Figure]) -> int | None:
    return max((f.claim.ranked for f in figures if f.claim.ranked), default=None)


def possible(key: Key, value: Decimal | str, ranked: int | None, reference: Reference) -> bool:
    """Whether the scale (a score) or the number of the ranked (a rank) allows a value.

    `ranked` is what the text says about the number of the ranked, which goes before the reference data.
    """
    if isinstance(value, str):
        return True
    if key.attribute == "score":
        usual = range_of(key, reference)
        return usual is None or usual.low <= value <= usual.high
    if key.attribute == "rank":
        return 1 <= value <= (told_size(key, ranked, reference) or value)
    return True

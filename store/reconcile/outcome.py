"""What comes out of reconciliation: facts with their evidence, conflicts with their members."""

from dataclasses import dataclass
from decimal import Decimal

from store.reconcile.claim import Key

SINGLE = "single"
"""One witness says it, none contradicts."""
AGREED = "agreed"
"""Several witnesses say the same figure, none contradicts."""
MOST_PRECISE = "most precise"
"""Several figures are one but for rounding ("90,2", "hơn 90", "90,23"); the finest is published."""
STATED = "stated over implied"
"""A figure that a text says stands against one that only follows from order, streak or span."""
WITHIN_BOUNDS = "within bounds"
"""A figure that the scale allows stands against one that it does not."""
MAJORITY = "majority"
"""More witnesses say this figure than any other."""
WEIGHED = "weighed"
"""What speaks for this figure outweighs the others, though as many witnesses say another: better sources, or it
fits arithmetic and order."""
OPEN = "open"
"""Nothing decides; the figure of the nearest source is published, else that of the first date."""
DECIDED = "decided"
"""A reviewer ruled."""
DERIVED = "derived"
"""No source says it: it is the former edition's figure and the change."""

FOR, AGAINST, ASIDE, GROUND = "for", "against", "aside", "ground"
"""Roles of evidence. `aside`: another unit or another field of ranked subjects, which proves nothing either
way; `ground`: what a derived value was computed from."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation's part in a fact.

    `witness` names the independent witness that it belongs to. `weight` is what it adds to the log-odds of
    the published value (see `store.reconcile.fusion.belief`); a witness counts once, so all but its strongest
    observation weigh 0.
    """

    observation: str
    role: str
    witness: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What else speaks for or against a fact: `kind` as in `store.reconcile.support`, or "start"; `weight` as in
    Evidence; `facts` are the ids of those that it rests on.
    """

    kind: str
    weight: float
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What all claims together say about one key.

    `value` is None only where a reviewer ruled that no figure is right. `decimals` are those of the published
    figure; `ranked` is how many are ranked (ranks only); `sources` how many independent witnesses say it;
    `settled` one of the words above. `ruling` is the id of the ruling on this fact, `stale` whether its
    evidence has changed so that it was not applied. The weights of `evidence` and `reasons` add up to the
    log-odds of `confidence`, but for decided and derived facts.
    """

    key: Key
    value: Decimal | str | None
    decimals: int
    unit: str | None
    ranked: int | None
    status: str
    rough: bool
    confidence: float
    sources: int
    settled: str
    evidence: tuple[Evidence, ...]
    ruling: str | None = None
    stale: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether there is a figure that its sources give, and not only roughly."""
        return self.value is not None and self.settled != DERIVED and not self.rough

    @property
    def number(self) -> Decimal:
        """The value of a score, a rank or a change. Raises TypeError for a group and for no figure."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.key.attribute} {self.value!r} is not a number")
        return self.value


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a conflict: a fact, and the observation where it is about a single one.

    `role` is `suspect` (may be wrong; its fact is flagged) or `beside` (what it collides with).
    """

    role: str
    fact: str
    observation: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things that cannot all be true.

    `kind`: value, reprint, revision, arithmetic, rank_order, rank_shared, bounds, group, mean. `key` is the fact (or
    one of them) it is about. `severity`: high (what is published may well be wrong, and nothing decides), medium
    (figures collide, and rules chose or more than one may be wrong), low (a weaker kind of claim lost, a
    consequence of another conflict, or a coarse check). `state`: open, settled (by rule), decided (by a
    reviewer). `vi` and `en` explain it with the figures. `id` depends on kind, key and figures only.
    """

    id: str
    kind: str
    key: Key
    severity: str
    state: str
    vi: str
    en: str
    members: tuple[Member, ...]

"""A case: one published figure with all that a reviewer has to see to rule on it."""

from dataclasses import dataclass
from typing import Any

from review.errors import BadChoice
from store.database import Store
from store.decisions_table import Ground, ground
from store.lookup import NotFound, found_by_id, near_keys
from store.reconcile.claim import Key

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A figure as it is published now.

    `fact` is its row of `facts_long`. `claims` are the observations for, against and beside it; `on_scale` of a
    claim is what it means on the scale of the index. `conflicts` are those that suspect it; `decisions` all that
    were ever made on it, the latest first, with their `state`. `ground` is what a decision would stand on now: its
    fingerprint goes into the decision, and back to `review.desk.decide` as `expect`.
    """

    key: Key
    fact: Record
    ground: Ground
    claims: tuple[Record, ...]
    conflicts: tuple[Record, ...]
    decisions: tuple[Record, ...]

    @property
    def standing(self) -> tuple[Record, ...]:
        """The decisions that stand, be they stale or disputed, but no remarks."""
        out = ("replaced", "undone", "noted")
        return tuple(d for d in self.decisions if d["state"] not in out and d["verdict"] != "undo")

    def claim(self, text: str) -> Record:
        """Return the claim whose observation's id begins so. Raises BadChoice where none does, or several do."""
        found = [c for c in self.claims if c["observation_id"].startswith(text.lower())]
        if len(found) != 1 or len(text) < 4:
            listed = ", ".join(f"{c['observation_id'][:8]} ({c['figure']})" for c in self.claims)
            what = f"no claim about it is called {text!r}" if not found else f"{text!r} is too short"
            raise BadChoice(what, self.key.text, f"claims about it: {listed or 'none'}")
        return found[0]

    def claims_of(self, figure: str) -> tuple[Record, ...]:
        """Return the claims that say a figure, as it is written or on the scale of the index."""
        return tuple(
            c for c in self.claims
            if c["role"] in ("for", "against") and figure in (c["figure"], figure_of(c))
        )  # fmt: skip

    def reprints_of(self, claim: Record) -> tuple[Record, ...]:
        """Return the claims of one witness that say the same: a text and its reprints."""
        return tuple(
            c
            for c in self.claims
            if (c["witness"], c["figure"], c["subject"])
            == (claim["witness"], claim["figure"], claim["subject"])
        )


def figure_of(claim: Record) -> str:
    """What a claim says, on the scale of the index."""
    return str(claim["on_scale"] or claim["figure"])


def key_of(row: Record) -> Key:
    """What a row of facts, observations or conflicts is about."""
    return Key(*(row[name] for name in ("subject", "index", "component", "year", "attribute", "scope")))


def cases(store: Store, what: str) -> tuple[Case, ...]:
    """Return the figures that the id of a conflict, figure or observation means, or the key of a row of facts.

    Of a conflict these are the figures that may be wrong. Raises NotFound, Ambiguous.
    """
    asked: dict[str, str | None] = {"key": None, "fact": None, "conflict": None, "observation": None}
    if ":" in what:
        asked["key"] = what
    else:
        kind, id_ = found_by_id(store, what)
        asked[kind] = id_
    facts = store.query("case_facts", asked)
    if not facts:
        advice = near_keys(store, what) if ":" in what else "see chiso show, chiso history"
        raise NotFound("nothing is published about that", what, advice)
    return tuple(_case(store, f) for f in facts)


def case_of(store: Store, fact_id: str) -> Case:
    """Return one figure's case. Raises NotFound where nothing is published under that id any more."""
    facts = store.query("case_facts", {"key": None, "fact": fact_id, "conflict": None, "observation": None})
    if not facts:
        raise NotFound("this figure is not published any more", fact_id, "see chiso decisions list")
    return _case(store, facts[0])


def _case(store: Store, fact: Record) -> Case:
    id_ = fact["fact_id"]
    return Case(
        key=key_of(fact),
        fact=fact,
        ground=ground(store, id_),
        claims=tuple(store.query("case_claims", {"fact": id_})),
        conflicts=tuple(store.query("conflicts_of", {"facts": [id_]})),
        decisions=tuple(store.query("case_decisions", {"fact": id_})),
    )

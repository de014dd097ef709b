"""Why a figure is what it is: its whole derivation, for a person who doubts it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from review.case import Case, cases, figure_of
from store.database import Store
from store.history import history_of
from store.reconcile.claim import Key

Record = dict[str, Any]

SETTLED: Final = {
    "single": "One witness says it, and nobody says otherwise.",
    "agreed": "All witnesses say just this.",
    "most precise": "All agree once rounding is allowed for; the figure with the most decimals is published.",
    "stated over implied": "It is said; the other figure only follows from an order or a streak.",
    "within bounds": "The other figure is outside of what the index allows.",
    "majority": "More independent witnesses say it than any other figure, and they outweigh the others.",
    "weighed": "What speaks for it outweighs the other figures, though as many witnesses say another.",
    "open": "Nothing decides between the figures; this one is of the nearest source, or was said first.",
    "decided": "A reviewer decided.",
    "derived": "Nobody says it: it follows from the edition before and the change since.",
}
"""How a figure was chosen, in words."""
START: Final = "start"
"""The reason that stands for the odds before anybody spoke."""
REASONS: Final = {
    "arithmetic": (
        "it adds up with the other edition and the change",
        "it does not add up with the other edition and the change",
    ),
    "order": (
        "score and rank fit those of its neighbours in the field",
        "score and rank do not fit those of its neighbours in the field",
    ),
    "place": ("nobody else holds this rank", "somebody else holds this rank"),
    "group": ("group and score fit", "group and score do not fit"),
    "mean": (
        "the national score is the mean of the provinces'",
        "the national score is not the mean of the provinces'",
    ),
    "far": ("it lies among the scores of the others", "it lies far from the scores of all others"),
}
"""Reasons beside witnesses in words: where they speak for a figure, and against it."""
_CHANGE: Final = {"score": "score_change", "rank": "rank_change"}


@dataclass(frozen=True, slots=True)
class Witness:
    """One voice: an article with its reprints. `weight` is what it adds to the log-odds of the figure."""

    name: str
    role: str
    figure: str
    unit: str | None
    weight: float
    claims: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for or against a figure beside its witnesses: `facts` are the figures that it rests on."""

    kind: str
    weight: float
    facts: tuple[Record, ...]

    @property
    def words(self) -> str:
        """The reason in words."""
        told = REASONS.get(self.kind)
        return self.kind if told is None else told[self.weight < 0]


@dataclass(frozen=True, slots=True)
class Sum:
    """The arithmetic of a confidence, in nats: log_odds = start + witnesses + reasons, and the log-odds give it.

    `start` are the odds of a figure before anybody speaks for it (`store.reconcile.fusion.belief`).
    """

    start: float
    witnesses: float
    reasons: float
    log_odds: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Why:
    """The derivation of one figure.

    `total` is None where no weighing was done: where a reviewer decided, and for derived figures, which rest on the
    `grounds` (the edition before, the change). `decision` is the ruling on it, be it stale. `versions` are its
    former figures, the oldest first.
    """

    case: Case
    words: str
    witnesses: tuple[Witness, ...]
    reasons: tuple[Reason, ...]
    total: Sum | None
    decision: Record | None
    grounds: tuple[Case, ...]
    versions: tuple[Record, ...]

    def record(self) -> Record:
        """The derivation as a plain record."""
        return {
            "fact": self.case.fact,
            "how": self.words,
            "witnesses": [
                {
                    "witness": w.name, "role": w.role, "figure": w.figure, "unit": w.unit, "weight": w.weight,
                    "claims": list(w.claims),
                }
                for w in self.witnesses
            ],
            "reasons": [
                {"kind": r.kind, "weight": r.weight, "words": r.words, "facts": list(r.facts)}
                for r in self.reasons
            ],
            "arithmetic": None if self.total is None else {
                "start": self.total.start, "witnesses": self.total.witnesses, "reasons": self.total.reasons,
                "log_odds": self.total.log_odds, "confidence": self.total.confidence,
            },
            "decision": self.decision,
            "decisions": list(self.case.decisions),
            "grounds": [g.fact for g in self.grounds],
            "conflicts": list(self.case.conflicts),
            "ground": {"seen": list(self.case.ground.seen), "fingerprint": self.case.ground.fingerprint},
            "versions": list(self.versions),
        }  # fmt: skip


def why(store: Store, what: str, attribute: str | None = None) -> tuple[Why, ...]:
    """Return the derivation of each figure of a row of facts, or of what an id means. Raises NotFound, Ambiguous."""
    found = [c for c in cases(store, what) if attribute in (None, c.key.attribute)]
    return tuple(_why(store, case) for case in found)


def _why(store: Store, case: Case) -> Why:
    fact = case.fact
    reasons = _reasons(store, case)
    return Why(
        case=case,
        words=SETTLED.get(fact["settled"], str(fact["settled"])),
        witnesses=_witnesses(case),
        reasons=tuple(r for r in reasons if r.kind != START),
        total=_total(case, reasons),
        decision=next((d for d in case.decisions if d["id"] == fact["decision_id"]), None),
        grounds=_grounds(store, case.key) if fact["settled"] == "derived" else (),
        versions=tuple(
            v for v in history_of(store, fact["key"], case.key.attribute) if v["fact_id"] == fact["fact_id"]
        ),
    )


def _witnesses(case: Case) -> tuple[Witness, ...]:
    grouped: dict[tuple[str, str, str], list[Record]] = {}
    for claim in case.claims:
        grouped.setdefault((claim["role"], claim["witness"], figure_of(claim)), []).append(claim)
    return tuple(
        Witness(name, role, figure, found[0]["unit"], sum(c["weight"] for c in found), tuple(found))
        for (role, name, figure), found in grouped.items()
    )


def _reasons(store: Store, case: Case) -> tuple[Reason, ...]:
    rows = store.query("case_reasons", {"fact": case.fact["fact_id"]})
    return tuple(Reason(r["kind"], r["weight"], tuple(r["facts"])) for r in rows)


def _total(case: Case, reasons: Sequence[Reason]) -> Sum | None:
    if case.fact["settled"] in ("decided", "derived"):
        return None
    start = math.fsum(r.weight for r in reasons if r.kind == START)
    witnesses = math.fsum(c["weight"] for c in case.claims)
    rest = math.fsum(r.weight for r in reasons if r.kind != START)
    return Sum(start, witnesses, rest, start + witnesses + rest, case.fact["confidence"])


def _grounds(store: Store, key: Key) -> tuple[Case, ...]:
    change = _CHANGE.get(key.attribute)
    if change is None:
        return ()
    former = replace(key, year=key.year - 1).text
    return tuple(
        case
        for row, attribute in ((former, key.attribute), (key.text, change))
        for case in cases(store, row)
        if case.key.attribute == attribute and case.key.scope == key.scope
    )

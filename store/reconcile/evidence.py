"""Weighing: what every observation adds to a published value, so that the list adds up to its confidence."""

from collections.abc import Callable, Mapping, Sequence

from store.reconcile.confidence import WEAKER, combined, weight
from store.reconcile.measure import Figure
from store.reconcile.outcome import AGAINST, ASIDE, FOR, Evidence


def weigh(
    figures: Sequence[Figure],
    main: Sequence[Figure],
    witness: Mapping[str, str],
    agrees: Callable[[Figure], bool],
    strong: bool,
) -> tuple[tuple[Evidence, ...], float, int]:
    """Return the evidence of all `figures`, the confidence of the value, and how many witnesses say it.

    `main` are the figures that measure what is published; the others are aside. `strong` says that the value
    is stated and exact, so that implied and rough claims speak against it with less weight. One witness may
    speak on both sides: an article that gives two figures.
    """
    measured = {f.claim.id for f in main}
    roles: dict[str, str] = {}
    sides: dict[str, dict[str, tuple[float, str]]] = {FOR: {}, AGAINST: {}}
    for f in sorted(figures, key=lambda f: f.claim.id):
        role = ASIDE if f.claim.id not in measured else FOR if agrees(f) else AGAINST
        roles[f.claim.id] = role
        if role is ASIDE:
            continue
        weaker = role is AGAINST and strong and (f.claim.implied or f.rough)
        confidence = f.claim.confidence * (WEAKER if weaker else 1)
        name = witness[f.claim.id]
        if name not in sides[role] or confidence > sides[role][name][0]:
            sides[role][name] = (confidence, f.claim.id)
    weights = {claim: weight(c) for c, claim in sides[FOR].values()}
    weights |= {claim: -weight(c) for c, claim in sides[AGAINST].values()}
    evidence = tuple(
        Evidence(claim, role, witness[claim], weights.get(claim, 0.0)) for claim, role in roles.items()
    )
    confidence = combined((c for c, _ in sides[FOR].values()), (c for c, _ in sides[AGAINST].values()))
    return evidence, confidence, len(sides[FOR])

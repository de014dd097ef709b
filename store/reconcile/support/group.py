"""Support `group`: a score lies within its group, and a group fits its score."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.conflicts.group import within
from store.reconcile.outcome import Fact
from store.reconcile.support.arithmetic import Number
from store.reconcile.support.vote import Vote, worth

LUCK: Final = 0.5
"""The chance that a wrong score lies within the right group: groups are wide, slips mostly small."""


def vote(key: Key, value: Number, known: Mapping[Key, Fact], reference: Reference) -> Vote | None:
    """The vote of the group on a score, or of the score on a group. None where either is not known."""
    if key.component is not None or key.attribute not in ("score", "group"):
        return None
    beside = known.get(replace(key, attribute="group" if key.attribute == "score" else "score"))
    if beside is None:
        return None
    score, label = (value, beside.value) if key.attribute == "score" else (beside, value.value)
    if not isinstance(score.value, Decimal):
        return None
    passed = within(str(label), score.value, score.decimals, key, reference)
    if passed is None:
        return None
    return Vote("group", worth(passed, beside.confidence, LUCK), (beside.key.id,))

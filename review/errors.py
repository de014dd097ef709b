"""Why a decision is not taken, in words."""

from collections.abc import Sequence

from normalize.errors import UserError
from store.decisions import Decision


class Refused(UserError):
    """A decision that is not taken; nothing was written."""


class BadChoice(Refused):
    """What was chosen does not fit the figure: no such claim, no such slot, an impossible number."""


class EvidenceMoved(Refused):
    """The evidence is another now than the reviewer was looking at."""


class AlreadyDecided(Refused):
    """Somebody has ruled on the figure meanwhile, or before; `decisions` are those that stand."""

    def __init__(self, what: str, where: str, to_do: str, decisions: Sequence[Decision]) -> None:
        super().__init__(what, where, to_do)
        self.decisions = tuple(decisions)


class NoSuchDecision(Refused):
    """No decision, or none that still stands, is meant by that."""

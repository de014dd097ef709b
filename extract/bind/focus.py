"""What is in focus at a point of a sentence: who, what, when and where."""

from dataclasses import dataclass
from typing import Final

from extract.frame import Slot

NOBODY: Final = Slot(None, "somebody else")
"""In focus is a body that is no subject of ours: what is said of it is not kept."""


@dataclass
class Focus:
    """What is in focus at a point of the walk."""

    subject: Slot | None = None
    target: Slot | None = None
    targets: tuple[Slot, ...] = ()
    year: Slot | None = None
    years: tuple[Slot, ...] = ()
    scope: Slot | None = None
    after_rank: Slot | None = None
    """The region of the place just said: a change of places right behind it is one in that region."""

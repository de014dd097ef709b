"""What is asked of a frame, and the two answers: what it says, or why it says nothing."""

from dataclasses import dataclass
from decimal import Decimal

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.scene import Scene
from normalize.reference import Index


@dataclass(frozen=True, slots=True)
class Asked:
    """A frame with its holder, index, component and edition: what value, if any, does it state of them?"""

    work: Work
    scene: Scene
    position: int
    frame: Frame
    who: str
    """The slug that the subject bears in the edition."""
    index: Index
    component: Slot
    edition: int | None
    began: bool
    """Whether the value is where a movement began."""

    @property
    def kind(self) -> str:
        """What the holder is: province, ministry, region or national."""
        return self.who.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """A value that can be. `unit` is point, percent or None, `of` how many are ranked where the text says it."""

    attribute: str
    value: Decimal | str
    unit: str | None = None
    of: int | None = None
    rough: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a frame states nothing."""

    why: str

"""A value of which is asked whether it was reached, with what stands around it."""

from dataclasses import dataclass

from extract.bind.work import Work
from extract.frame import Frame
from extract.mention import Mention


@dataclass(frozen=True, slots=True)
class Asked:
    """A frame in its sentence."""

    work: Work
    position: int
    frame: Frame

    @property
    def mention(self) -> Mention:
        """The value's mention."""
        return self.frame.mention

    @property
    def after(self) -> str:
        """The shadow behind the value."""
        return self.work.sentence.after(self.mention)

    def before(self, width: int = 40) -> str:
        """The shadow in front of the value, so many characters of it."""
        return self.work.sentence.before(self.mention, width)

    def subject_is(self, reason: str) -> bool:
        """Whether the value's subject was bound for a reason."""
        subject = self.frame.slots.get("subject")
        return subject is not None and subject.reason == reason

    @property
    def holder_named(self) -> bool:
        """Whether the words behind a place name who holds it: "dẫn đầu là A"."""
        return "holder after" in self.frame.rule

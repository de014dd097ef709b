"""From bound frames to observations: empty slots are inherited, every slot is checked, several holders spread."""

from collections.abc import Iterator

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Tag, Year
from extract.resolve.implied import implied
from extract.resolve.indices import edition_of_map, index_of, measures, possible
from extract.resolve.inherit import inherited_subject, inherited_target, inherited_year
from extract.resolve.resolved import Resolved
from extract.resolve.value import Case, value_of
from extract.scene import Scene

_NEVER_SAID = Slot(None, "never said")


class Resolver:
    """Decides the slots of a sentence's frames, with the scene for what the sentence leaves open."""

    def __init__(self, work: Work, scene: Scene) -> None:
        self.work = work
        self.scene = scene
        self.counted: list[Resolved] = []
        """Ranks that only say how often, for spans of years to stand on."""

    def run(self) -> list[Resolved]:
        """Resolve all frames in order of position; refused ones keep their reason and yield nothing."""
        resolved: list[Resolved] = []
        done: dict[int, list[Resolved]] = {}
        for i, frame in sorted(self.work.frames.items()):
            if frame.no is not None and frame.no.startswith("counts how often"):
                why, frame.no = frame.no, None
                self.counted += self._resolve(i, frame)
                frame.no = why
            elif frame.no is None:
                done[id(frame)] = list(self._resolve(i, frame))
                resolved += done[id(frame)]
        for frame in self.work.implied:
            like = frame.slots["like"].value
            rank = implied(frame, done.get(id(like), []), self.scene)
            resolved += [rank] if rank is not None else []
        return resolved

    def _resolve(self, i: int, frame: Frame) -> Iterator[Resolved]:
        """Yield what one frame states: once for each of its targets, holders and editions."""
        subject = frame.slots.get("subject") or inherited_subject(self.work, self.scene)
        if subject is not None and subject.value is None:
            frame.refuse("said of a body that is none of the subjects")
            return
        own = frame.slots.get("target")
        target = own or inherited_target(self.work, self.scene, i, frame)
        if target is None:
            frame.refuse("no index is named for it")
        elif target.value == "OTHER":
            frame.refuse("belongs to an index or ranking that is not ours")
        elif subject is None:
            frame.refuse("no subject is named for it")
        else:
            for slot in (target, *frame.targets):
                yield from self._of_target(i, frame, subject, slot, inherited=own is None)

    def _of_target(
        self, i: int, frame: Frame, subject: Slot, target: Slot, inherited: bool
    ) -> Iterator[Resolved]:
        work, scene = self.work, self.scene
        found = index_of(work, scene, i, target)
        if found is None:
            frame.refuse("a component whose index is not named")
            return
        index_id, component = found
        if inherited and not measures(scene, index_id, subject):
            index_id = next((i for i in sorted(scene.known) if measures(scene, i, subject)), index_id)
        year = frame.slots.get("year") or inherited_year(work, scene, i, index_id)
        if "subject" not in frame.slots and not measures(scene, index_id, subject):
            frame.refuse(f"{index_id} measures nobody like whom the sentence goes on about")
            return
        if "year" not in frame.slots:
            year = edition_of_map(scene, frame, subject, year)
            if year is not None and year.number is not None and not scene.was_out(index_id, year.number):
                year = _said_in(work) or year
        if inherited and component.value is None:
            index_id, year = possible(work, scene, i, frame, index_id, year)
        index = scene.reference.index[index_id]
        for one in _holders(frame, subject):
            for edition in frame.years or [year or _NEVER_SAID]:
                case = Case(work, scene, i, frame, one, target, index, component, edition)
                resolved = value_of(case)
                if resolved is not None:
                    yield resolved


def _said_in(work: Work) -> Slot | None:
    """The only edition that a sentence names, for a value whose own cannot have been out yet."""
    years = work.positions(Tag.YEAR)
    value = work.mentions[years[0]].value if len(years) == 1 else None
    if not isinstance(value, Year) or len(value.years) != 1:
        return None
    return work.slot(years[0], "sentence", value.years[0])


def _holders(frame: Frame, subject: Slot) -> Iterator[Slot]:
    """Who a value is stated for, each with its name alone, unless the name stands for a mean of several."""
    for slot in (subject, *frame.subjects):
        values = slot.values
        yield Slot(values[0], slot.reason, slot.span) if len(values) == 1 else slot

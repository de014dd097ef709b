"""Which index a value belongs to: of a component that several have, and of an inherited one that cannot be."""

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Rank, Score, Tag
from extract.resolve.inherit import inherited_year
from extract.scene import Scene


def index_of(work: Work, scene: Scene, i: int, target: Slot) -> tuple[str, Slot] | None:
    """The index and component of a target; a component's is named nearest before it, earlier, or behind.

    None where a component's index is named nowhere, or the article names several that have it.
    """
    if isinstance(target.value, str):
        return target.value, Slot(None, target.reason)
    keys = [str(k) for k in target.value] if isinstance(target.value, tuple) else []
    upto = range(min(i, len(work.mentions) - 1), -1, -1)
    wanted = [str(work.mentions[j].value) for j in upto if work.mentions[j].tag is Tag.INDEX]
    if not wanted and scene.other is not None:
        return None
    for slot in (scene.index, scene.stage.get("index")):
        if slot is not None and isinstance(slot.value, str):
            wanted.append(slot.value)
    wanted += [str(m.value) for m in work.mentions[i:] if m.tag is Tag.INDEX]
    for index in wanted:
        for key in keys:
            if key.startswith(index + "/"):
                return index, Slot(key.partition("/")[2], target.reason, target.span)
    known = [k for k in keys if k.partition("/")[0] in scene.known]
    if len(known) == 1:
        index, _, component = known[0].partition("/")
        return index, Slot(component, target.reason, target.span)
    return None


def measures(scene: Scene, index: str, subject: Slot) -> bool:
    """Whether an index measures such subjects; means of ministries belong to one that ranks ministries."""
    values = subject.values
    ministry = str(values[0]).startswith("ministry/") or len(values) > 1
    return not ministry or "ministry" in scene.reference.index[index].ranks


def possible(
    work: Work, scene: Scene, i: int, frame: Frame, index: str, year: Slot | None
) -> tuple[str, Slot | None]:
    """An inherited index, unless it had no such edition or scale and just one other of the article had."""
    if _can_be(scene, frame, index, year):
        return index, year
    others = [
        (other, slot)
        for other in sorted(scene.known - {index})
        for slot in (frame.slots.get("year") or inherited_year(work, scene, i, other),)
        if _can_be(scene, frame, other, slot)
    ]
    return others[0] if len(others) == 1 else (index, year)


def edition_of_map(scene: Scene, frame: Frame, subject: Slot, year: Slot | None) -> Slot | None:
    """An inherited edition, but the one before where it has fewer provinces than a place says ("47/63" of 34)."""
    rank = frame.mention.value
    edition = year.number if year is not None else None
    if (
        year is None
        or edition is None
        or year.reason == "sentence"
        or not isinstance(rank, Rank)
        or not subject.is_a("province")
    ):
        return year
    provinces = scene.reference.settled_count(edition)
    if provinces is None or max(rank.of or 0, rank.place) <= provinces:
        return year
    return Slot(edition - 1, "former edition", year.span)


def _can_be(scene: Scene, frame: Frame, index: str, year: Slot | None) -> bool:
    """Whether an index had such an edition, and such scores in it."""
    found = scene.reference.index[index]
    edition = year.number if year is not None else None
    if edition is not None and edition < found.first_edition:
        return False
    score = frame.mention.value
    scale = found.scale_in(edition)
    if not isinstance(score, Score) or scale is None:
        return True
    return score.number.within(scale.likely_min or scale.min, scale.max) is not None

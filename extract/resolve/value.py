"""What one frame says of one holder in one edition: a place, a score, a change or a group, or why none."""

from dataclasses import dataclass, replace

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Change, Rank, Score
from extract.resolve.changes import change_of
from extract.resolve.movement import has_own_year, is_start
from extract.resolve.ranks import place_of
from extract.resolve.resolved import Resolved
from extract.resolve.said import Asked, Refused, Said
from extract.resolve.scope import scope_of
from extract.resolve.scores import score_of
from extract.scene import Scene
from normalize.reference import Index


@dataclass(frozen=True, slots=True)
class Case:
    """A frame with the slots that were found for it: what `value_of` decides about."""

    work: Work
    scene: Scene
    position: int
    frame: Frame
    subject: Slot
    target: Slot
    index: Index
    component: Slot
    year: Slot


def value_of(case: Case) -> Resolved | None:
    """Return what a frame states of one subject; None where it cannot be, which the frame then says."""
    found = _decided(case)
    if isinstance(found, Refused):
        case.frame.refuse(found.why)
        return None
    return found


def _decided(case: Case) -> Resolved | Refused:
    work, index, frame, component = case.work, case.index, case.frame, case.component
    values = case.subject.values
    if len(values) > 1:
        if component.value is not None:
            return Refused("a component of the ministries' mean, which has no name")
        component = replace(case.subject, value=values[1])
    year, status = case.year, frame.status
    if not _was_out(case.scene, index, year.number):
        return Refused(f"{index.id} has no edition {year.number} at that time")
    began = is_start(work, case.position)
    if began and year.number is not None and not has_own_year(work, case.position, year):
        year, status = Slot(year.number - 1, "former edition", year.span), "implied"
    # a renamed unit has two slugs: the one it bears in the edition is meant
    who = case.scene.reference.slug_in(str(values[0]), year.number)
    asked = Asked(work, case.scene, case.position, frame, who, index, component, year.number, began)
    said = _said(asked)
    if isinstance(said, Refused):
        return said
    scope = scope_of(asked, said)
    if isinstance(scope, Refused):
        return scope
    return Resolved(
        frame,
        said.attribute,
        said.value,
        said.unit,
        said.of,
        replace(case.subject, value=who),
        replace(case.target, value=index.id),
        component,
        replace(year, value=year.number),
        scope,
        "implied" if said.implied else status,
        frame.rule,
        said.rough,
    )


def _was_out(scene: Scene, index: Index, edition: int | None) -> bool:
    """Whether an edition can have been announced when the article was published."""
    if edition is None:
        return True
    return edition >= index.first_edition and scene.was_out(index.id, edition)


def _said(asked: Asked) -> Said | Refused:
    match asked.frame.mention.value:
        case Rank() as rank:
            return place_of(asked, rank)
        case Score() as score:
            return score_of(asked, score)
        case Change() as change:
            return change_of(asked, change)
        case group:
            return Said("group", str(group))

"""Ranks that only an order says: their other slots are those of the rank they are counted from."""

from dataclasses import dataclass
from decimal import Decimal

from extract.frame import Frame, Slot
from extract.resolve.resolved import Resolved
from extract.scene import Scene


@dataclass(frozen=True, slots=True)
class _Source:
    index: Slot
    component: Slot
    year: Slot
    scope: Slot
    of: int | None


def implied(frame: Frame, like: list[Resolved], scene: Scene) -> Resolved | None:
    """The rank that an order says of a list's member; `like` is what the rank it is counted from states.

    Where that is in an earlier sentence, the scene tells the rest. None where the rank itself was refused.
    """
    origin = frame.slots["like"].value
    assert isinstance(origin, Frame)
    if origin.no:
        frame.refuse(origin.no)
        return None
    source = _of_rank(like[0]) if like else _of_scene(scene)
    if source is None:
        frame.refuse("no order to count on")
        return None
    subject = frame.slots["subject"]
    assert frame.place is not None
    who = scene.reference.slug_in(str(subject.values[0]), source.year.number)
    index = scene.reference.index[str(source.index.value)]
    most = source.of or index.ranked_in(who.partition("/")[0], source.year.number)
    if most is not None and frame.place > most:
        frame.refuse(f"place {frame.place} of {most} cannot be")
        return None
    return Resolved(
        frame,
        "rank",
        Decimal(frame.place),
        None,
        source.of,
        Slot(who, "order", subject.span),
        source.index,
        source.component,
        source.year,
        source.scope,
        frame.status,
        frame.rule,
    )


def _of_rank(rank: Resolved) -> _Source:
    return _Source(rank.index, rank.component, rank.year, rank.scope, rank.of)


def _of_scene(scene: Scene) -> _Source | None:
    index = scene.order_index or scene.index
    if index is None or not isinstance(index.value, str):
        return None
    year = scene.edition(index.value) or Slot(None, "never said")
    return _Source(
        index.because("earlier sentence"),
        Slot(None, "none"),
        year.because("earlier sentence"),
        Slot("national", "usual"),
        None,
    )

"""Conflict `group`: a group that the score contradicts, as 90,02% in group B where A begins at 90."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from normalize.reference import Index, Reference
from normalize.text import shadow
from store.reconcile.claim import Key
from store.reconcile.conflicts.field import disputed, state_of
from store.reconcile.conflicts.wording import Wording, conflict_id, fact_value
from store.reconcile.fusion.precision import interval
from store.reconcile.measure import figure_text
from store.reconcile.outcome import Conflict, Fact, Member


def group_conflicts(facts: Iterable[Fact], reference: Reference) -> Iterator[Conflict]:
    """Yield a conflict for each group whose least and greatest score rule the published score out.

    Only for an index as a whole and for groups that the reference data gives a least score. Severity: medium;
    low where score or group is in dispute itself or only implied.
    """
    w = Wording(reference)
    known = {f.key: f for f in facts if f.exact}
    for key, group in known.items():
        if key.attribute != "group" or key.component is not None:
            continue
        index = reference.index.get(key.index)
        score = known.get(replace(key, attribute="score"))
        limits = limits_of(str(group.value), index, key.year) if index else None
        if score is None or limits is None:
            continue
        least, below = limits
        if within(str(group.value), score.number, score.decimals, key, reference):
            continue
        upto_vi = f" đến dưới {figure_text(below)}" if below is not None else " trở lên"
        upto_en = f" up to {figure_text(below)}" if below is not None else " on"
        pair = (group, score)
        yield Conflict(
            id=conflict_id("group", key, (f"{f.key.id}={fact_value(f)}" for f in pair)),
            kind="group",
            key=key,
            severity="low" if disputed(*pair) else "medium",
            state=state_of(pair),
            vi=(
                f"{w.name(key)}, {w.index(key)}: {w.fact_vi(group)} với {w.fact_vi(score)}, "
                f"nhưng nhóm ấy từ {figure_text(least)}{upto_vi}."
            ),
            en=(
                f"{w.name(key)}, {w.index(key)}: {w.fact_en(group)} with {w.fact_en(score)}, "
                f"but that group is from {figure_text(least)}{upto_en}."
            ),
            members=tuple(Member("suspect", f.key.id, None, fact_value(f)) for f in pair),
        )


def within(label: str, score: Decimal, decimals: int, key: Key, reference: Reference) -> bool | None:
    """Whether a score, however it was rounded, lies within a group. None where the limits are not known."""
    index = reference.index.get(key.index)
    limits = limits_of(label, index, key.year) if index else None
    if limits is None:
        return None
    (low, high), (least, below) = interval(score, decimals), limits
    return high > least and (below is None or low < below)


def limits_of(label: str, index: Index, year: int) -> tuple[Decimal, Decimal | None] | None:
    """The least score of a group, and the score where the next better one begins (None for the best).

    None where the reference data does not know the group in that edition or gives it no least score.
    """
    known = [g for g in index.group if (g.from_ or year) <= year <= (g.to or year)]
    least = {shadow(g.label).strip(): g.min for g in known}.get(shadow(label).strip())
    if least is None:
        return None
    return least, min((g.min for g in known if g.min is not None and g.min > least), default=None)

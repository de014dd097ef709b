"""Conflict `revision`: a page that said one figure says another now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalize.reference import Reference
from store.reconcile.candidates import Candidate
from store.reconcile.claim import Claim, Key
from store.reconcile.conflicts.wording import ATTRIBUTE_EN, ATTRIBUTE_VI, Wording, conflict_id
from store.reconcile.fusion.precision import agree
from store.reconcile.measure import Figure, figure_text, measure
from store.reconcile.outcome import DECIDED, Conflict, Fact, Member
from store.reconcile.ruling import agrees
from store.reconcile.settle import Settlement


@dataclass(frozen=True, slots=True)
class Change:
    """A page's figure before and now."""

    before: Figure
    now: Figure


def revision_conflicts(
    settlements: Iterable[Settlement],
    claims: Iterable[Claim],
    former: Iterable[Claim],
    reference: Reference,
) -> Iterator[Conflict]:
    """Yield a conflict for each key whose figure some page has changed by more than rounding.

    `former` are the claims of revisions that have been replaced. What is only implied or rough, or no longer
    said at all, has not changed. The later revision counts, so that the matter is settled where what is
    published agrees with it: low where another witness says so too, medium where that page is alone. Where
    something else is published it is open (medium).
    """
    wording = Wording(reference)
    published = {s.fact.key: s for s in settlements}
    for key, found in sorted(_changes(claims, former, reference).items(), key=lambda x: x[0].sort_key()):
        settlement = published.get(key)
        if settlement is not None:
            yield _conflict(settlement, found, wording)


def _changes(
    claims: Iterable[Claim], former: Iterable[Claim], reference: Reference
) -> dict[Key, list[Change]]:
    before: dict[tuple[Key, str], list[Claim]] = defaultdict(list)
    for c in sorted(former, key=lambda c: c.id):
        if not (c.rough or c.implied):
            before[c.key, c.article].append(c)
    now: dict[tuple[Key, str], list[Claim]] = defaultdict(list)
    for c in sorted(claims, key=lambda c: c.id):
        if (c.key, c.article) in before:
            now[c.key, c.article].append(c)
    changes: dict[Key, list[Change]] = defaultdict(list)
    for (key, article), said in sorted(now.items(), key=lambda x: (x[0][0].sort_key(), x[0][1])):
        said_now = [measure(c, reference) for c in said]
        said_before = [measure(c, reference) for c in before[key, article]]
        exact = [f for f in said_now if not (f.aside or f.rough or f.claim.implied)]
        if not exact or any(agree(a, b) for a in said_now for b in said_before):
            continue
        changes[key] += [Change(b, exact[0]) for b in said_before if not b.aside]
    return {key: found for key, found in changes.items() if found}


def _conflict(settlement: Settlement, changes: list[Change], w: Wording) -> Conflict:
    fact = settlement.fact
    stands = all(_published(settlement, c.now) for c in changes)
    state = "decided" if fact.settled == DECIDED else "settled" if stands else "open"
    severity = "low" if state == "decided" or (stands and fact.sources > 1) else "medium"
    members = {f.id: figure_text(f.value, f.decimals) for c in changes for f in (c.before, c.now)}
    return Conflict(
        id=conflict_id("revision", fact.key, (f"{_text(c.before)} > {_text(c.now)}" for c in changes)),
        kind="revision",
        key=fact.key,
        severity=severity,
        state=state,
        vi=_vi(fact, changes, stands, w),
        en=_en(fact, changes, stands, w),
        members=tuple(Member("suspect", fact.key.id, id_, text) for id_, text in sorted(members.items())),
    )


def _published(settlement: Settlement, figure: Figure) -> bool:
    chosen: Candidate | None = settlement.chosen
    if chosen is not None:
        return figure.id in chosen.witness
    return settlement.ruling is not None and agrees(settlement.ruling, figure)


def _text(figure: Figure) -> str:
    return figure_text(figure.value, figure.decimals)


def _steps(changes: list[Change]) -> list[tuple[str, Figure, Figure]]:
    """Each change once for each source, in a fixed order."""
    found = {(c.now.claim.source, _text(c.before), _text(c.now)): c for c in changes}
    return [(source, c.before, c.now) for (source, _, _), c in sorted(found.items())]


def _vi(fact: Fact, changes: list[Change], stands: bool, w: Wording) -> str:
    key = fact.key
    told = "; ".join(
        f"{source or 'một bài'} trước viết {w.vi(key, b.value, b.decimals, b.unit)}, "
        f"nay sửa thành {w.vi(key, n.value, n.decimals, n.unit)}"
        for source, b, n in _steps(changes)
    )
    start = f"{w.name(key)}, {w.index(key)}, {ATTRIBUTE_VI[key.attribute]}: {told}."
    return start if stands else f"{start} Con số đang công bố là {w.fact_vi(fact)}."


def _en(fact: Fact, changes: list[Change], stands: bool, w: Wording) -> str:
    key = fact.key
    told = "; ".join(
        f"{source or 'an article'} said {w.en(key, b.value, b.decimals, b.unit)} before "
        f"and says {w.en(key, n.value, n.decimals, n.unit)} now"
        for source, b, n in _steps(changes)
    )
    start = f"{w.name(key)}, {w.index(key)}, {ATTRIBUTE_EN[key.attribute]}: {told}."
    return start if stands else f"{start} Published is {w.fact_en(fact)}."

"""Conflict `value`: one thing, two figures that no rounding forgives, be it within one article.

Where only copies of one text differ it is a conflict `reprint`: somebody slipped in copying, or mended a slip.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from store.reconcile.candidates import Candidate
from store.reconcile.claim import Claim
from store.reconcile.conflicts.wording import ATTRIBUTE_EN, ATTRIBUTE_VI, Wording, conflict_id
from store.reconcile.measure import Figure, figure_text, two_measures
from store.reconcile.outcome import (
    DECIDED,
    MAJORITY,
    MOST_PRECISE,
    OPEN,
    STATED,
    WEIGHED,
    WITHIN_BOUNDS,
    Conflict,
    Member,
)
from store.reconcile.settle import Settlement

_SETTLED_VI: Final = {
    MAJORITY: "nhiều nguồn nói vậy hơn",
    WEIGHED: "nguồn đáng tin hơn, hoặc khớp với các con số khác",
    MOST_PRECISE: "con số kia chỉ là nói áng chừng",
    STATED: "con số kia chỉ suy ra từ thứ tự, không được viết rõ",
    WITHIN_BOUNDS: "con số kia nằm ngoài thang điểm",
    DECIDED: "người duyệt đã quyết định",
}
_SETTLED_EN: Final = {
    MAJORITY: "more sources say so",
    WEIGHED: "better sources say so, or it fits other figures",
    MOST_PRECISE: "the other is only a rough one",
    STATED: "the other only follows from an order and is not said",
    WITHIN_BOUNDS: "the other is outside of the scale",
    DECIDED: "a reviewer decided",
}
_MANY: Final = 3
"""How many sources an explanation names for each figure."""


def value_conflict(settlement: Settlement, wording: Wording) -> Conflict | None:
    """Return the conflict between a fact's candidates, or with a ruling whose evidence has gone.

    Severity: high where nothing decides, medium where a majority did, low where the weaker kind of claim
    lost (implied, rough, impossible) and where a reviewer decided. Two national figures of an index that has
    two kinds of them are none.
    """
    fact = settlement.fact
    if not settlement.rivals and not fact.stale:
        return None
    if len(settlement.candidates) == 2 and not fact.stale and two_measures(fact.key, wording.reference):
        return None
    open_ = fact.settled == OPEN or fact.stale
    severity = "high" if open_ else "medium" if fact.settled in (MAJORITY, WEIGHED) else "low"
    state = "open" if open_ else "decided" if fact.settled == DECIDED else "settled"
    kind = "reprint" if _one_text(settlement) else "value"
    return Conflict(
        id=conflict_id(kind, fact.key, (c.text for c in settlement.candidates)),
        kind=kind,
        key=fact.key,
        severity=severity,
        state=state,
        vi=_vi(settlement, wording),
        en=_en(settlement, wording),
        members=_members(settlement),
    )


def _members(settlement: Settlement) -> tuple[Member, ...]:
    fact = settlement.fact.key.id
    figures = {f.claim.id: f for c in settlement.candidates for f in c.agreeing}
    return tuple(
        Member("suspect", fact, claim, figure_text(_written(f), f.decimals))
        for claim, f in sorted(figures.items())
    )


def _written(figure: Figure) -> Decimal | str:
    return figure.claim.value if isinstance(figure.value, str) else figure.value


def _sources(candidate: Candidate) -> tuple[int, str]:
    """How many say a figure, and their hosts; "…" where more speak than are named: saved files have no host."""
    hosts = sorted({f.claim.source for f in candidate.agreeing if f.claim.source})
    named, count = hosts[:_MANY], len(candidate.speakers)
    more = ["…"] if len(named) < max(len(hosts), count) else []
    return count, f": {', '.join(named + more)}" if named else ""


def _vi(settlement: Settlement, wording: Wording) -> str:
    fact = settlement.fact
    parts = []
    for c in settlement.candidates:
        count, named = _sources(c)
        parts.append(f"{wording.vi(fact.key, c.label, c.decimals, c.unit)} ({count} nguồn{named})")
    start = f"{wording.name(fact.key)}, {wording.index(fact.key)}, {ATTRIBUTE_VI[fact.key.attribute]}: "
    text = start + " khác ".join(parts) + "."
    if _one_article(settlement):
        text += " Cùng một bài viết nêu các con số ấy."
    for first, later in _reprints(settlement):
        text += f" Bản in lại khác con số: đầu tiên {_printed([first], 'một bài')}, "
        text += f"sau đó {_printed(later, 'một bài khác')}."
    if fact.stale and settlement.ruling is not None:
        r = settlement.ruling
        return (
            f"{text} Người duyệt từng chọn {wording.vi(r.key, r.value, r.decimals, r.unit)}, "
            "nhưng bằng chứng nay đã khác."
        )
    published = wording.fact_vi(fact)
    if fact.settled == OPEN:
        return f"{text} Chưa có gì phân định; tạm lấy {published}."
    return f"{text} Lấy {published}: {_SETTLED_VI[fact.settled]}."


def _en(settlement: Settlement, wording: Wording) -> str:
    fact = settlement.fact
    parts = []
    for c in settlement.candidates:
        count, named = _sources(c)
        parts.append(
            f"{wording.en(fact.key, c.label, c.decimals, c.unit)} "
            f"({count} source{'' if count == 1 else 's'}{named})"
        )
    start = f"{wording.name(fact.key)}, {wording.index(fact.key)}, {ATTRIBUTE_EN[fact.key.attribute]}: "
    text = start + " against ".join(parts) + "."
    if _one_article(settlement):
        text += " One and the same article gives them."
    for first, later in _reprints(settlement):
        text += f" A reprint has another figure: first {_printed([first], 'an article')}, "
        text += f"then {_printed(later, 'another article')}."
    if fact.stale and settlement.ruling is not None:
        r = settlement.ruling
        return (
            f"{text} A reviewer chose {wording.en(r.key, r.value, r.decimals, r.unit)}, "
            "but the evidence has changed since."
        )
    published = wording.fact_en(fact)
    if fact.settled == OPEN:
        return f"{text} Nothing decides; {published} is published for now."
    return f"{text} Published is {published}: {_SETTLED_EN[fact.settled]}."


def _one_article(settlement: Settlement) -> bool:
    articles = {f.claim.article for c in settlement.candidates for f in c.agreeing}
    return len(articles) == 1 and len(settlement.candidates) > 1


def _one_text(settlement: Settlement) -> bool:
    """Whether copies of one text, each with a figure of its own, are all that differ."""
    said = [(i, f.claim) for i, c in enumerate(settlement.candidates) for f in c.own]
    articles = {c.article for _, c in said}
    return (
        len({c.text for _, c in said}) == 1
        and len(articles) > 1
        and len({(i, c.article) for i, c in said}) == len(articles)
        and len(settlement.candidates) > 1
    )


def _reprints(settlement: Settlement) -> list[tuple[Claim, list[Claim]]]:
    """The first print of a text, and the later ones that have another figure instead."""
    sides: dict[str, list[tuple[int, Claim]]] = {}
    for side, candidate in enumerate(settlement.candidates):
        for f in candidate.own:
            sides.setdefault(f.claim.text, []).append((side, f.claim))
    found = []
    for _, said in sorted(sides.items()):
        said.sort(key=lambda x: (x[1].published or date.max, x[1].article, x[1].id))
        side, first = said[0]
        also = {c.article for s, c in said if s == side}
        later = [c for s, c in said if s != side and c.article not in also]
        if later and len({s for s, c in said if c.article == first.article}) == 1:
            found.append((first, later))
    return found


def _printed(claims: Iterable[Claim], nameless: str) -> str:
    """Who printed something, and when."""
    days = ((c.source or nameless, f" ({c.published:%d/%m/%Y})" if c.published else "") for c in claims)
    return ", ".join(sorted({source + day for source, day in days}))

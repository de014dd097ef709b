"""The queue, and an item of it on one screen."""

import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from starlette.responses import RedirectResponse, Response

from normalize.errors import UserError
from normalize.ids import content_id
from review.case import Record
from review.web.desk import AHEAD, Filter
from review.web.evidence import Sheet
from review.web.items import Item, Status
from review.web.neighbours import neighbourhood
from review.web.page import Page, Visit, index_name, plain, url
from review.web.scripts import ask
from store.decisions import SLOTS, Verdict
from store.errors import StoreError
from store.lookup import NotFound

PER_PAGE: Final = 50
MARK: Final = "X-Desk-Mark"
"""The header of an item's page that has its mark."""
NEXT: Final = "X-Desk-Next"
"""The header of an answer that has the address of the page to show, which the browser has."""
_FIELDS: Final = ("index", "year", "subject", "kind", "source", "status")


def wanted(visit: Visit) -> Filter:
    """The filter that a query means. Raises UserError for a status that there is none of."""
    how = visit.text("status")
    if how is not None and how not in set(Status):
        raise UserError(f"there is no status {how!r}", "", f"one of: {', '.join(Status)}")
    return Filter(
        visit.text("index"),
        visit.number("year", 9999),
        visit.text("subject"),
        visit.text("kind"),
        visit.text("source"),
        Status(how) if how else None,
    )


def filter_query(visit: Visit) -> dict[str, str]:
    """The part of the query that filters, to be carried on."""
    return {name: visit.query[name] for name in _FIELDS if visit.query.get(name, "").strip()}


def queue(visit: Visit) -> Page:
    """The queue: what is most worth a ruling first."""
    chosen = wanted(visit)
    all_ = visit.desk.statuses(visit.store, visit.who)
    found = [(i, how) for i, how in all_ if chosen.fits(i, how)]
    start = visit.number("start") or 0
    shown = found[start : start + PER_PAGE]
    counts = Counter(how.value for _, how in all_)
    taken = visit.desk.leases.others(visit.who)
    rows = [record(i, how, visit) for i, how in (found if visit.query.get("all") else shown)]
    context = {
        "shown": shown, "total": len(found), "start": start, "per_page": PER_PAGE, "counts": counts, "taken": taken,
        "chosen": chosen, "filter": filter_query(visit), "choices": _choices([i for i, _ in all_], visit),
        "done": sum(counts[s] for s in (Status.DECIDED, Status.SETTLED)), "everything": len(all_),
        "statuses": list(Status),
    }  # fmt: skip
    whole = {"total": len(found), "start": start, "counts": dict(counts), "items": rows}
    return Page("queue.html", visit.words("queue"), context, whole, rows)


def record(item: Item, how: Status, visit: Visit) -> Record:
    """An item as a plain record."""
    return {
        "id": item.id, "status": how.value, "kind": item.kind, "severity": item.severity, "name": item.name,
        "subject": item.subject, "index": item.index, "component": item.component, "year": item.year,
        "attribute": item.attribute, "scope": item.scope, "figures": list(item.figures), "worth": item.worth.total,
        "sources": list(item.sources), "facts": list(item.facts),
        "explanation": item.explanation(visit.session.language), "url": f"/item/{item.id}",
    }  # fmt: skip


def _choices(items: list[Item], visit: Visit) -> dict[str, list[tuple[str, str]]]:
    w, reference = visit.words, visit.desk.reference
    names = {i.subject: i.name for i in items}
    return {
        "index": [(i, index_name(reference, i)) for i in sorted({i.index for i in items})],
        "year": [(str(y), str(y)) for y in sorted({i.year for i in items}, reverse=True)],
        "subject": sorted(names.items(), key=lambda n: n[1]),
        "kind": [(k, w.of("kinds", k)) for k in sorted({i.kind for i in items})],
        "source": [(s, s) for s in sorted({s for i in items for s in i.sources})],
    }


def next_item(visit: Visit) -> Page | Response:
    """Lead to the first item of the queue that nobody else has."""
    return go_on(visit, after=visit.text("after"))


def go_on(visit: Visit, after: str | None = None) -> Page | Response:
    """Lead to the item behind one, of those that the filter of the query wants; to the queue where none is left.

    A browser that has fetched the page of that item ahead is told to show it, where it would still be the same.
    """
    query = filter_query(visit)
    found = next(free(visit, after), None)
    if found is None:
        return RedirectResponse(url("/queue", **query, finished=1), 303)
    address = url(f"/item/{found.id}", **query)
    if visit.form.fields and _is_ahead(visit, found, address):
        return Page("flash.html", "", {}, headers={NEXT: address})
    return RedirectResponse(address, 303)


def _is_ahead(visit: Visit, item: Item, address: str) -> bool:
    """Whether the browser has the page of an item as it is now; the item is the reviewer's then."""
    if visit.ahead is None:
        return False
    try:
        mark = _mark(visit, item, sheets_of(visit, item))
    except StoreError:
        return False  # another process has it; the page says so
    return visit.ahead == f"{mark} {address}" and visit.desk.leases.take(item.id, visit.who).who == visit.who


def sheets_of(visit: Visit, item: Item) -> list[Sheet]:
    """The sheets of an item's figures; those of the next items are read with them."""
    return visit.desk.sheets(visit.store, item, lambda: list(islice(free(visit, item.id), AHEAD)))


def _mark(visit: Visit, item: Item, sheets: list[Sheet]) -> str:
    """What changes when an item's page would say something else of its evidence, of what was decided, or to somebody
    else.
    """
    own = [part for s in sheets for part in (s.case.ground.fingerprint, *knows(visit, s))]
    return content_id("page", item.id, visit.who, visit.session.language, visit.session.theme, *own)


def free(visit: Visit, after: str | None = None) -> Iterator[Item]:
    """The items of the filter that nobody else has, those behind `after` first."""
    chosen, others = wanted(visit), visit.desk.leases.others(visit.who)
    all_ = visit.desk.statuses(visit.store, visit.who)
    place = next((n for n, (i, _) in enumerate(all_) if i.id == after), -1)
    for n in chain(range(place + 1, len(all_)), range(place + 1)):
        i, how = all_[n]
        if chosen.fits(i, how) and i.id not in others and i.id != after:
            yield i


@dataclass(frozen=True)
class Moved:
    """What a reviewer was looking at when the evidence moved: what was claimed, what they chose, why not."""

    seen: tuple[str, ...]
    chosen: str
    error: UserError


def item(visit: Visit) -> Page:
    """An item on one screen."""
    return show(visit)


def show(visit: Visit, moved: Moved | None = None, status: int = 200) -> Page:
    """An item; with what moved meanwhile where a ruling on it was refused."""
    asked = visit.form.get("fact") or visit.text("figure")
    found = visit.desk.item(visit.store, visit.parts["id"], asked)
    if found is None:
        raise NotFound(visit.words("no_item"), visit.parts["id"], visit.words("no_item_do"))
    sheets = sheets_of(visit, found)
    if not sheets:
        raise NotFound(visit.words("no_item"), visit.parts["id"], visit.words("no_item_do"))
    sheet = next((s for s in sheets if s.case.fact["fact_id"] == asked), sheets[0])
    all_ = visit.desk.statuses(visit.store, visit.who)
    how = next(h for i, h in all_ if i.id == found.id)
    chosen = wanted(visit)
    todo = [i for i, h in all_ if (chosen.fits(i, h) and i.id != visit.after) or i.id == found.id]
    place = next(n for n, i in enumerate(todo) if i.id == found.id)
    blind = how is Status.SECOND
    # A page that is fetched ahead takes nothing: the item is taken when the page is shown.
    lease = (
        visit.desk.leases.take(found.id, visit.who) if visit.after is None else visit.desk.leases.of(found.id)
    )
    standing, remarks = decisions_on(visit, sheet, blind)
    key = sheet.case.key
    members = ask(visit.store, "members", conflict=found.id)
    around = neighbourhood(visit.store, key, sheet.rivals)
    own = [s for s in standing if s["who"] == visit.who]
    context = {
        "item": found,
        "sheet": sheet,
        "sheets": sheets,
        "how": how,
        "blind": blind,
        "members": members,
        "near": around,
        "standing": standing,
        "remarks": remarks,
        "others_ruled": len(own) < len(standing),
        "expect": sheet.case.ground.fingerprint,
        "knows": ",".join(k for s in sheets for k in knows(visit, s)),
        "token": secrets.token_hex(12),
        "before": todo[place - 1] if place else None,
        "after": todo[place + 1] if place + 1 < len(todo) else None,
        "place": place + 1,
        "many": len(todo),
        "filter": filter_query(visit),
        "slots": SLOTS,
        "reasons": ask(visit.store, "reasons", fact=sheet.case.fact["fact_id"]) if not blind else [],
        "lease": lease if lease is not None and lease.who != visit.who else None,
        "moved": moved,
        "reference": visit.desk.reference,
        "before_now": _then(sheet, standing),
    }
    whole = record(found, how, visit) | {
        "figures_of": [
            {"fact": s.case.fact, "ground": s.case.ground, "claims": list(s.case.claims)} for s in sheets
        ],
        "decisions": standing, "members": members, "error": moved.error.what if moved else None,
    }  # fmt: skip
    if blind:
        whole |= {
            "figures_of": [{"claims": [_bare(c) for c in s.case.claims]} for s in sheets],
            "state": None,
        }
    rows = [plain(_bare(c)) for c in sheet.case.claims]
    return Page("item.html", found.name, context, whole, rows, status, {MARK: _mark(visit, found, sheets)})


def _bare(claim: Record) -> Record:
    names = (
        "observation_id",
        "role",
        "figure",
        "unit",
        "source",
        "published",
        "title",
        "url",
        "sentence",
        "rule",
        "confidence",
    )
    return {name: claim[name] for name in names}


def knows(visit: Visit, sheet: Sheet) -> list[str]:
    """The ids of the live decisions on a figure, which a ruling says it was made in knowledge of."""
    r = visit.desk.figures().get(sheet.case.key.id)
    return r.ids if r else []


def decisions_on(visit: Visit, sheet: Sheet, blind: bool) -> tuple[list[Record], list[Record]]:
    """The live decisions on a figure, the latest first, and the remarks; in a blind opinion only one's own."""
    live = set(knows(visit, sheet))
    states = {d["id"]: d["state"] for d in sheet.case.decisions}
    found = []
    for d in (
        sorted(visit.desk.contents.decisions, key=lambda d: d.order, reverse=True)
        if sheet.case.key.id in visit.desk.decided()
        else ()
    ):
        if d.key != sheet.case.key or (blind and d.who != visit.who):
            continue
        if d.id in live or d.verdict is Verdict.COMMENT:
            found.append(
                {"id": d.id, "who": d.who, "when": d.when, "why": d.why, "verdict": d.verdict.value, "figure": d.figure,
                 "unit": d.unit, "state": states.get(d.id, "waiting"), "seen": list(d.seen), "slot": d.slot,
                 "correction": d.correction, "source": d.source, "until": d.until,
                 "claims": [c.figure for c in d.claims]}
            )  # fmt: skip
    return [f for f in found if f["verdict"] != "comment"], [f for f in found if f["verdict"] == "comment"]


def _then(sheet: Sheet, standing: list[Record]) -> Record | None:
    """A ruling whose evidence has moved since: what was claimed then, beside what is now."""
    for d in standing:
        if d["state"] == "stale" and d["verdict"] in ("claim", "value", "both", "none"):
            now = set(sheet.case.ground.seen)
            return d | {"came": sorted(now - set(d["seen"])), "went": sorted(set(d["seen"]) - now)}
    return None

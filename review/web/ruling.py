"""Taking a decision from the desk: kept at once, and counted shortly after."""

from starlette.responses import RedirectResponse, Response

from review.case import Case
from review.decision import Choice
from review.desk import decide_all, undo
from review.errors import AlreadyDecided, EvidenceMoved, Refused
from review.web.evidence import Sheet
from review.web.forms import as_published, choice
from review.web.items import Item, Status
from review.web.page import Page, Visit, url
from review.web.queue import Moved, filter_query, go_on, sheets_of, show
from store.decisions import RULINGS, Decision, Verdict
from store.lookup import NotFound


def rule(visit: Visit) -> Page | Response:
    """Rule on one figure of an item, and go on to the next."""
    found, sheets = _item(visit)
    sheet = next((s for s in sheets if s.case.fact["fact_id"] == visit.form.get("fact")), None)
    if sheet is None:
        raise NotFound(visit.words("no_figure"), visit.form.get("fact"), visit.words("no_item_do"))
    return _take(visit, found, [(sheet, None)])


def accept(visit: Visit) -> Page | Response:
    """Rule that all figures of an item are right as they are published."""
    found, sheets = _item(visit)
    return _take(visit, found, [(s, as_published(s.case)) for s in sheets])


def take_over(visit: Visit) -> Response:
    """Take an item from somebody who has it."""
    visit.desk.leases.take(visit.parts["id"], visit.who, over=True)
    return RedirectResponse(url(f"/item/{visit.parts['id']}", **filter_query(visit)), 303)


def undo_last(visit: Visit) -> Response:
    """Take back the decision of an id, or the last of one's own; what was decided in one go, in one go."""
    taken = undo(
        visit.store, visit.form.get("decision") or None, who=visit.who, why=visit.form.get("why"),
        token=visit.form.get("token") or None, file=visit.desk.keeper.file, reference=visit.desk.reference,
    )  # fmt: skip
    visit.desk.keeper.count_soon()
    first = taken.decisions[0]
    visit.session.flash = visit.words("undone", name=visit.desk.reference.title(first.key.subject))
    target = visit.desk.item(visit.store, first.conflict or "", first.key.id)
    if target is None:
        return RedirectResponse("/decisions", 303)
    return RedirectResponse(url(f"/item/{target.id}", **filter_query(visit), figure=first.key.id), 303)


def _item(visit: Visit) -> tuple[Item, list[Sheet]]:
    found = visit.desk.item(visit.store, visit.parts["id"], visit.form.get("fact") or None)
    if found is None:
        raise NotFound(visit.words("no_item"), visit.parts["id"], visit.words("no_item_do"))
    return found, sheets_of(visit, found)


def _take(visit: Visit, found: Item, chosen: list[tuple[Sheet, Choice | None]]) -> Page | Response:
    form = visit.form
    how = next(h for i, h in visit.desk.statuses(visit.store, visit.who) if i.id == found.id)
    expect, knows = form.all("expect"), form.get("knows")
    try:
        held = visit.desk.leases.take(found.id, visit.who)
        if held.who != visit.who and not _granted(visit):
            words = visit.words("held", who=held.who)
            raise AlreadyDecided(words, found.name, visit.words("held_do"), ())
        if len(expect) != len(chosen):
            raise EvidenceMoved(visit.words("moved"), found.name, visit.words("moved_do"))
        choices: list[tuple[Case, Choice]] = [(s.case, c or choice(form, s.case)) for s, c in chosen]
        taken = decide_all(
            visit.store, choices, who=visit.who, why=form.get("why"), expect=expect,
            knows=[_known(knows)] * len(choices), token=form.get("token") or None,
            conflict=found.id if found.kind != "ruling" else None, instead=bool(form.get("instead")),
            second=how is Status.SECOND or bool(form.get("second")), file=visit.desk.keeper.file,
            reference=visit.desk.reference,
        )  # fmt: skip
    except (EvidenceMoved, AlreadyDecided) as error:
        seen = tuple(s for s in form.get("seen").split("|") if s)
        return show(visit, Moved(seen, form.get("figure") or form.get("verdict"), error), 409)
    except Refused as error:
        return show(visit, Moved((), form.get("figure") or form.get("verdict"), error), 422)
    visit.desk.keeper.count_soon()
    visit.desk.leases.let_go(found.id, visit.who)
    visit.session.flash = _told(visit, taken.decisions, taken.again)
    if taken.decisions[0].verdict is Verdict.COMMENT:
        return RedirectResponse(
            url(f"/item/{found.id}", **filter_query(visit), figure=form.get("fact") or None), 303
        )
    return go_on(visit, after=found.id)


def _granted(visit: Visit) -> bool:
    """Whether this very wish was granted before: then it is told again rather than refused."""
    token = visit.form.get("token")
    return bool(token) and any(d.token == token and d.who == visit.who for d in visit.desk.contents.decisions)


def _known(text: str) -> list[str]:
    return [t for t in text.split(",") if t]


def _told(visit: Visit, decisions: tuple[Decision, ...], again: bool) -> str:
    w, first = visit.words, decisions[0]
    name = visit.desk.reference.title(first.key.subject)
    if first.verdict in RULINGS:
        what = (
            w.figure(first.figure, first.key.attribute, first.unit)
            if first.figure
            else w.of("verdicts", "none")
        )
    else:
        what = w.of("verdicts", first.verdict.value)
    return w("kept_again" if again else "kept", name=name, what=what)

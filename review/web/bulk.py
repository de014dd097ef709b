"""Many rulings in one go: what one text and its reprints claim, with a preview of what would be decided."""

import secrets
from dataclasses import dataclass
from typing import Final

from starlette.responses import RedirectResponse, Response

from normalize.errors import UserError
from review.case import Case, Record
from review.decision import Choice
from review.desk import decide_all
from review.web.evidence import Shown
from review.web.forms import BadForm
from review.web.items import Item, Status
from review.web.page import Page, Visit
from review.web.scripts import ask
from store.decisions import SLOTS, Verdict
from store.lookup import NotFound

MOST: Final = 200
"""Rulings that may be made in one go."""
_VERDICTS: Final = (Verdict.CLAIM, Verdict.SOURCE_ERROR, Verdict.MISREAD)


@dataclass(frozen=True)
class Row:
    """One disputed figure that the text speaks of: the item, the case, and what the text says."""

    item: Item
    how: Status
    case: Case
    claims: tuple[Shown, ...]

    @property
    def figure(self) -> str:
        """What the text says."""
        return self.claims[0].figure

    @property
    def id(self) -> str:
        """The figure's id."""
        return str(self.case.fact["fact_id"])


def witness(visit: Visit) -> Page:
    """What one text and its reprints say of figures that wait for a ruling."""
    said = _said(visit)
    rows = _rows(visit, said)
    return _page(visit, "witness.html", said, rows, {})


def preview(visit: Visit) -> Page:
    """What would be decided, figure by figure; nothing is yet."""
    said = _said(visit)
    rows = _chosen(visit, _rows(visit, said))
    choices = [_choice(visit, row) for row in rows]
    return _page(visit, "preview.html", said, rows, {"choices": choices, "token": secrets.token_hex(12)})


def rule(visit: Visit) -> Response:
    """Decide what the preview showed, all or nothing."""
    form = visit.form
    token = form.get("token")
    done = [d for d in visit.desk.contents.decisions if token and d.token == token and d.who == visit.who]
    if not done:
        rows = _chosen(visit, _rows(visit, _said(visit)))
        expect = form.all("expect")
        if len(expect) != len(rows):
            raise BadForm(visit.words("moved"), "", visit.words("moved_do"))
        decide_all(
            visit.store, [(row.case, _choice(visit, row)) for row in rows], who=visit.who, why=form.get("why"),
            expect=expect, knows=[form.get("knows").split(",")] * len(rows), token=token or None,
            file=visit.desk.keeper.file, reference=visit.desk.reference,
        )  # fmt: skip
        visit.desk.keeper.count_soon()
        visit.session.flash = visit.words("kept_many", count=len(rows))
    return RedirectResponse("/queue", 303)


def _said(visit: Visit) -> list[Record]:
    said = ask(visit.store, "witness", witness=visit.parts["id"])
    if not said:
        raise NotFound(visit.words("no_witness"), visit.parts["id"], visit.words("no_item_do"))
    return said


def _rows(visit: Visit, said: list[Record]) -> list[Row]:
    facts = {s["fact_id"] for s in said}
    open_ = (Status.OPEN, Status.SETTLED, Status.STALE, Status.DEFERRED)
    found: dict[str, Row] = {}
    for i, how in visit.desk.statuses(visit.store, visit.who):
        if how not in open_ or not facts & set(i.facts):
            continue
        for sheet in visit.desk.sheets(visit.store, i, list):
            own = tuple(
                c for c in sheet.claims
                if c.record["witness"] == visit.parts["id"] and c.record["role"] in ("for", "against")
            )  # fmt: skip
            if own and sheet.case.fact["fact_id"] not in found and len({c.figure for c in own}) == 1:
                found[sheet.case.fact["fact_id"]] = Row(i, how, sheet.case, own)
    return list(found.values())[:MOST]


def _chosen(visit: Visit, rows: list[Row]) -> list[Row]:
    wanted = set(visit.form.all("fact"))
    found = [row for row in rows if row.id in wanted]
    if not found:
        raise BadForm(visit.words("nothing_chosen"), "", visit.words("nothing_chosen_do"))
    return found


def _choice(visit: Visit, row: Row) -> Choice:
    verdict = visit.form.get("verdict")
    if verdict not in _VERDICTS:
        raise BadForm(visit.words("no_verdict"), "", visit.words("nothing_chosen_do"))
    slot = visit.form.get("slot") if verdict == Verdict.MISREAD else None
    if verdict == Verdict.MISREAD and slot not in SLOTS:
        raise UserError(visit.words("which_slot"), "", ", ".join(SLOTS))
    return Choice(Verdict(verdict), claims=tuple(c.id for c in row.claims), slot=slot)


def _page(visit: Visit, template: str, said: list[Record], rows: list[Row], more: Record) -> Page:
    articles = {s["article_id"]: s for s in said}
    table = [
        {
            "fact": row.id,
            "name": row.case.fact["name"],
            "key": row.case.fact["key"],
            "attribute": row.case.fact["attribute"],
            "published": row.case.fact["figure"],
            "said": row.figure,
            "item": row.item.id,
            "status": row.how.value,
        }
        for row in rows
    ]
    live = visit.desk.figures()
    knows = [id_ for row in rows if (r := live.get(row.id)) for id_ in r.ids]
    context = {
        "articles": list(articles.values()),
        "rows": rows,
        "witness": visit.parts["id"],
        "slots": SLOTS,
        "form": visit.form,
        "knows": ",".join(knows),
    } | more
    whole = {"articles": list(articles.values()), "figures": table}
    return Page(template, visit.words("witness_title"), context, whole, table)

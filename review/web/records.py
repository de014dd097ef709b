"""The audit trail, the agreement of reviewers, and the keys."""

from typing import Final

from review.decision import LIVE
from review.web.agreement import agreements
from review.web.page import Page, Visit
from store.decisions_standing import STANDS, standings

PER_PAGE: Final = 100
KEYS: Final = (
    ("1 … 9", "key_take"),
    ("a", "key_accept"),
    ("v", "key_value"),
    ("b", "key_both"),
    ("n", "key_none"),
    ("e", "key_misread"),
    ("s", "key_source"),
    ("d", "key_defer"),
    ("c", "key_comment"),
    ("u", "key_undo"),
    ("j", "key_next"),
    ("k", "key_before"),
    ("f", "key_figure"),
    ("o", "key_open"),
    ("q", "key_queue"),
    ("Esc", "key_escape"),
    ("?", "key_help"),
)
"""Keys and the words for what they do."""


def decisions(visit: Visit) -> Page:
    """Every decision that was ever made, the latest first, and how it stands."""
    contents = visit.desk.contents
    words = standings(contents.decisions)
    by = visit.text("by")
    states = (
        {row[0]: row[1] for row in visit.store.rows("SELECT id, state FROM decisions")}
        if contents.decisions
        else {}
    )
    found = [
        d for d in sorted(contents.decisions, key=lambda d: d.order, reverse=True) if by in (None, d.who)
    ]
    start = visit.number("start") or 0
    rows = [
        {
            "id": d.id,
            "when": d.when,
            "who": d.who,
            "verdict": d.verdict.value,
            "name": visit.desk.reference.title(d.key.subject),
            "key": d.key.text,
            "attribute": d.key.attribute,
            "scope": d.key.scope,
            "figure": d.figure,
            "unit": d.unit,
            "state": states.get(d.id, words[d.id].word if words[d.id].word != STANDS else "waiting"),
            "why": d.why,
            "source": d.source,
            "slot": d.slot,
            "correction": d.correction,
            "seen": list(d.seen),
            "supersedes": list(d.supersedes),
            "batch": d.batch,
            "fact": d.key.id,
            "fingerprint": d.fingerprint,
            "live": words[d.id].word in LIVE and d.verdict.value != "undo",
        }
        for d in found
    ]
    context = {
        "rows": rows[start : start + PER_PAGE], "total": len(rows), "start": start, "per_page": PER_PAGE, "by": by,
        "people": sorted({d.who for d in contents.decisions}), "bad": contents.bad,
        "items": visit.desk.known(visit.store).of_figures(),
    }  # fmt: skip
    return Page("decisions.html", visit.words("decisions"), context, rows, rows)


def agreement(visit: Visit) -> Page:
    """How far reviewers agree where two ruled on one figure."""
    found = agreements(visit.desk.contents.decisions)
    rows = [
        {
            "first": a.first,
            "second": a.second,
            "both": a.both,
            "alike": a.alike,
            "raw": a.raw,
            "kappa": a.kappa,
        }
        for a in found
    ]
    return Page(
        "agreement.html", visit.words("agreement"), {"rows": rows, "share": visit.desk.share}, rows, rows
    )


def keys(visit: Visit) -> Page:
    """What the keys do."""
    return Page("keys.html", visit.words("keys"), {"keys": KEYS})

"""Browsing beside the queue: figures, sources, articles, provinces, indices."""

import unicodedata
from typing import Any, Final

from starlette.responses import PlainTextResponse, Response

from review.case import Record
from review.web.desk import Filter
from review.web.items import Item, Status
from review.web.marks import Span, pieces
from review.web.page import Page, Visit, index_name, part, url
from review.web.scripts import ask
from store.lookup import NotFound, editions, league

PER_PAGE: Final = 100


def facts(visit: Visit) -> Page:
    """Published figures, filtered."""
    start = visit.number("start") or 0
    asked: dict[str, Any] = {n: visit.text(n) for n in ("index", "subject", "attribute", "settled")}
    asked["year"] = visit.number("year", 9999)
    rows = ask(visit.store, "facts", **asked, start=start, many=PER_PAGE + 1)
    shown = rows[:PER_PAGE]
    reference = visit.desk.reference
    subjects = visit.store.rows("SELECT DISTINCT subject, name FROM facts_long ORDER BY name COLLATE vi")
    context = {
        "rows": shown, "start": start, "per_page": PER_PAGE, "more": len(rows) > PER_PAGE, "asked": asked,
        "subjects": subjects, "items": visit.desk.known(visit.store).of_figures(),
        "years": [r[0] for r in visit.store.rows("SELECT DISTINCT year FROM fact ORDER BY year DESC")],
        "indices": [
            (r[0], index_name(reference, r[0]))
            for r in visit.store.rows("SELECT DISTINCT index FROM fact ORDER BY index")
        ],
        "reference": reference,
        "settled": [r[0] for r in visit.store.rows("SELECT DISTINCT settled FROM fact ORDER BY settled")],
    }  # fmt: skip
    return Page("facts.html", visit.words("facts"), context, shown, shown)


def sources(visit: Visit) -> Page:
    """Where articles come from, and how each source fares."""
    rows = visit.store.records("SELECT * FROM sources_scorecard ORDER BY claims DESC, source")
    return Page("sources.html", visit.words("sources"), {"rows": rows}, rows, rows)


def articles(visit: Visit) -> Page:
    """Articles, and a search over their text."""
    start, wanted = visit.number("start") or 0, visit.text("q")
    words = unicodedata.normalize("NFC", wanted) if wanted else None
    rows = ask(
        visit.store, "articles", words=words or None, source=visit.text("source"), many=PER_PAGE + 1, start=start
    )  # fmt: skip
    shown = rows[:PER_PAGE]
    for row in shown:
        row["pieces"] = _found(row["snippet"], words)
    plain = [{k: v for k, v in row.items() if k != "pieces"} for row in shown]
    context = {
        "rows": shown, "start": start, "per_page": PER_PAGE, "more": len(rows) > PER_PAGE, "q": wanted or "",
        "source": visit.text("source"),
        "known": [r[0] for r in visit.store.rows("SELECT DISTINCT source_id FROM article ORDER BY 1")],
    }  # fmt: skip
    return Page("articles.html", visit.words("articles"), context, plain, plain)


def _found(snippet: str, words: str | None) -> tuple[Any, ...]:
    spans, low = [], snippet.lower()
    if words and len(low) == len(snippet):
        start = low.find(words.lower())
        while start >= 0:
            spans.append(Span(start, start + len(words), "value"))
            start = low.find(words.lower(), start + len(words))
    return pieces(snippet, spans)


def article(visit: Visit) -> Page:
    """An article with its observations highlighted."""
    found = _article(visit)
    seen = ask(visit.store, "article_observations", revision=found["revision_id"])
    items = visit.desk.known(visit.store).of_figures()
    blocks = ask(visit.store, "blocks", revision=found["revision_id"])
    spans = [_span(o, visit, items) for o in seen]
    plain = {k: v for k, v in found.items() if k != "text"} | {"observations": seen}
    context = {
        "article": found, "parts": _parts(found["text"], blocks, spans), "seen": seen, "items": items,
    }  # fmt: skip
    return Page("article.html", found["title"], context, plain, seen)


def text(visit: Visit) -> Response:
    """The text of an article as the store keeps it."""
    return PlainTextResponse(_article(visit)["text"])


def _article(visit: Visit) -> Record:
    found = ask(visit.store, "article", id=visit.parts["id"])
    if not found:
        raise NotFound(visit.words("no_article"), visit.parts["id"], visit.words("no_item_do"))
    return found[0]


def _span(o: Record, visit: Visit, items: dict[str, str]) -> Span:
    w = visit.words
    reference = visit.desk.reference
    slug = o["component"]
    what = f" · {part(reference.index.get(o['index']), slug)}" if slug else ""
    of = f"{o['name']} · {index_name(reference, o['index'])}{what} · {o['year'] or '?'}"
    label = f"{of} · {w.of('attributes', o['attribute'])} {w.figure(o['figure'], o['attribute'], o['unit'])}"
    kind = "value doubted" if o["conflict"] else "value against" if o["role"] == "against" else "value"
    where = items.get(o["fact_id"] or "")
    link = (
        url(f"/item/{where}", figure=o["fact_id"])
        if where
        else url("/facts", subject=o["subject"], index=o["index"])
    )
    return Span(o["span_start"], o["span_end"], kind, label, link, f"o-{o['id']}")


def _parts(text: str, blocks: list[Record], spans: list[Span]) -> list[Record]:
    """The blocks with their pieces; the cells of a table as one part with rows."""
    found: list[Record] = []
    for b in blocks:
        own = pieces(text[b["span_start"] : b["span_end"]], spans, b["span_start"])
        if b["table_number"] is None:
            found.append({"kind": b["kind"], "pieces": own})
            continue
        if not found or found[-1].get("table") != b["table_number"]:
            found.append({"kind": "table", "table": b["table_number"], "rows": {}})
        found[-1]["rows"].setdefault(b["row_number"], []).append(b | {"pieces": own})
    return found


def provinces(visit: Visit) -> Page:
    """All provinces, those of today first."""
    rows = visit.store.records(
        """SELECT slug, any_value(name) AS name, max(valid_to IS NULL) AS today, min(valid_from) AS valid_from,
            max(valid_to) AS valid_to, (SELECT count(*) FROM fact f WHERE f.subject = 'province/' || p.slug) AS figures
        FROM province p GROUP BY slug ORDER BY today DESC, any_value(name) COLLATE vi"""
    )
    return Page("provinces.html", visit.words("provinces"), {"rows": rows}, rows, rows)


def province(visit: Visit) -> Page:
    """What is known of one province."""
    slug = visit.parts["id"]
    spell = visit.desk.reference.province(slug)
    if spell is None:
        raise NotFound(visit.words("no_province"), slug, visit.words("no_item_do"))
    subject = f"province/{slug}"
    rows = ask(visit.store, "of_subject", subject=subject)
    todo = _waiting(visit, Filter(subject=subject))
    grouped: dict[str, list[Record]] = {}
    for row in rows:
        if row["component"] is None:
            grouped.setdefault(row["index"], []).append(row)
    steps = visit.store.records(
        "SELECT * FROM succession WHERE from_slug = $slug OR to_slug = $slug ORDER BY happened",
        {"slug": slug},
    )
    context = {
        "spell": spell, "grouped": grouped, "parts": [r for r in rows if r["component"]], "todo": todo, "steps": steps,
        "reference": visit.desk.reference, "subject": subject,
    }  # fmt: skip
    return Page("province.html", spell.name, context, rows, rows)


def indices(visit: Visit) -> Page:
    """All indices, and the editions that are known of each."""
    rows = visit.store.records(
        """SELECT i.id, i.short, i.name, i.name_en, i.publisher,
            (SELECT list_sort(list(DISTINCT f.year), 'DESC') FROM fact f WHERE f.index = i.id) AS years,
            (SELECT count(*) FROM fact f WHERE f.index = i.id) AS figures
        FROM index_definition i ORDER BY i.short"""
    )
    return Page("indices.html", visit.words("indices"), {"rows": rows}, rows, rows)


def index(visit: Visit) -> Page:
    """The editions of one index."""
    found = _index(visit)
    rows = editions(visit.store, visit.parts["id"])
    todo = _waiting(visit, Filter(index=found.id))
    return Page("index.html", found.names[0], {"index": found, "rows": rows, "todo": todo}, rows, rows)


def edition(visit: Visit) -> Page:
    """The league table of one edition."""
    found, year = _index(visit), int(visit.parts["year"])
    who = visit.text("who") or "province"
    component = visit.text("component")
    rows = league(visit.store, found.id, year, component, who)
    items: dict[str, list[Item]] = {}
    for i, _ in _waiting(visit, Filter(index=found.id, year=year)):
        if i.component == component:
            items.setdefault(i.subject, []).append(i)
    context = {
        "index": found, "year": year, "rows": rows, "who_kind": who, "component": component, "waiting_for": items,
        "known": sorted(
            (e for e in editions(visit.store, found.id) if e["year"] == year),
            key=lambda e: (e["component"] is not None, e["kind"] != "province", e["component"] or "", e["kind"]),
        ),
    }  # fmt: skip
    return Page("edition.html", f"{found.names[0]} {year}", context, rows, rows)


def _index(visit: Visit) -> Any:
    found = visit.desk.reference.index.get(visit.parts["id"])
    if found is None:
        raise NotFound(visit.words("no_index"), visit.parts["id"], visit.words("no_item_do"))
    return found


def _waiting(visit: Visit, wanted: Filter) -> list[tuple[Item, Status]]:
    """The items that are wanted, and how they stand."""
    return [(i, how) for i, how in visit.desk.statuses(visit.store, visit.who) if wanted.fits(i, how)]

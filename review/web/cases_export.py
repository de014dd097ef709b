"""Claims that a reviewer found to be extracted wrongly, as cases in the fixtures' gold format."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from review.case import Record, key_of
from review.figures import typed_number
from review.web.scripts import ask
from store.database import Store
from store.decisions import Decision, Verdict
from store.decisions_standing import STANDS, standings
from store.files import write_text
from store.reconcile.claim import Key


@dataclass(frozen=True)
class GoldCase:
    """An article with the observations that it should give; `rejected` counts those that it gave wrongly."""

    id: str
    text: str
    gold: Record
    rejected: int


def misread(store: Store, decisions: Iterable[Decision]) -> tuple[GoldCase, ...]:
    """Return a case for each article with claims that stand rejected as misread.

    The gold is what else was read, without what was rejected; where a reviewer said what a slot should have been,
    the claim with that slot. A correction that the gold cannot hold (words where a number is wanted) leaves it out.
    """
    known = tuple(decisions)
    words = standings(known)
    wrong: dict[tuple[str, str, Key], Decision] = {}
    for d in known:
        if d.verdict is Verdict.MISREAD and words[d.id].word == STANDS:
            for c in d.claims:
                wrong[c.article, c.figure, replace(d.key, subject=c.subject)] = d
    articles = ask(store, "misread", articles=sorted({article for article, *_ in wrong}))
    rows: dict[str, list[Record]] = {}
    for row in ask(store, "gold", revisions=[a["revision_id"] for a in articles]):
        rows.setdefault(row["revision_id"], []).append(row)
    found = []
    for a in articles:
        gold, rejected = [], 0
        for row in rows.get(a["revision_id"], ()):
            decision = wrong.get((a["article_id"], row["figure"], key_of(row)))
            if decision is None:
                gold += [] if row["rough"] else [_gold(row)]
                continue
            rejected += 1
            gold += _corrected(row, decision)
        if rejected:
            name = f"{a['doc']}-{a['article_id'][:6]}"
            published = a["published"].isoformat() if a["published"] else None
            whole = {"id": name, "published": published, "observations": gold}
            found.append(GoldCase(name, a["text"], whole, rejected))
    return tuple(found)


def export(cases: Sequence[GoldCase], folder: Path, *, force: bool = False) -> None:
    """Write each case as text and gold. Raises UserError where a file is there and `force` is not set."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        write_text(folder / f"{case.id}.txt", case.text.rstrip() + "\n", force=force)
        write_text(
            folder / f"{case.id}.json",
            json.dumps(case.gold, ensure_ascii=False, indent=1) + "\n",
            force=force,
        )


def _gold(row: Record) -> Record:
    return {
        "subject": row["subject"],
        "index": row["index"],
        "component": row["component"],
        "year": row["year"],
        "attribute": row["attribute"],
        "value": _value(row),
        "unit": row["unit"],
        "scope": row["scope"],
        "of": row["ranked"],
        "status": row["status"],
        "evidence": row["sentence"],
    }


def _value(row: Record) -> Any:
    if row["label"] is not None:
        return row["label"]
    return int(row["value"]) if not row["stated_decimals"] else float(row["value"])


def _corrected(row: Record, decision: Decision) -> list[Record]:
    if not decision.correction or not decision.slot:
        return []
    gold, text = _gold(row), decision.correction
    if decision.slot == "year":
        return [gold | {"year": int(text)}] if text.isdecimal() else []
    if decision.slot == "value" and row["label"] is None:
        number = typed_number(text)
        if number is None:
            return []
        return [gold | {"value": float(number) if "." in number else int(number)}]
    return [gold | {decision.slot: text}]

"""What people see of an evaluation: errors first, the figures last, where a terminal leaves them in sight.

Everything fits into 80 columns.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.scoring.against import Difference, summary
from extract.scoring.board import Board
from extract.scoring.records import Record, differences
from extract.scoring.report import Report, Score
from extract.scoring.wrong import NOTHING_LIKE, blamed, nearest, wrong_slots

_WIDTH: Final = 80
_QUOTED: Final = 66
"""Letters of a sentence that are shown around its value."""


def value_of(record: Record) -> str:
    """A record's value with its attribute, short: "rank 12/63", "score 90.23%", "rank_change +4"."""
    value, attribute = record["value"], record["attribute"]
    sign = "+" if attribute.endswith("change") and not isinstance(value, str) and value > 0 else ""
    unit = {"percent": "%", "point": " điểm"}.get(str(record.get("unit")), "")
    of = f"/{record['of']}" if record.get("of") else ""
    return f"{attribute} {sign}{value}{of}{unit}"


def about(record: Record) -> str:
    """Who, what and when: "hai-phong · PAR_INDEX/the-che · 2024"."""
    index = record["index"] + (f"/{record['component']}" if record["component"] else "")
    where = f" in {record['scope']}" if str(record["scope"]).startswith("region/") else ""
    return f"{str(record['subject']).removeprefix('province/')} · {index} · {record['year'] or '?'}{where}"


def _quoted(record: Record) -> str:
    """The evidence around its value, cut to a line."""
    text = " ".join(str(record.get("evidence") or "").split())
    if len(text) <= _QUOTED:
        return text
    at = 0
    if "sentence" in record and "start" in record:
        at = max(0, min(record["start"] - record["sentence"][0] - _QUOTED // 2, len(text) - _QUOTED))
    return ("…" if at else "") + text[at : at + _QUOTED] + ("…" if at + _QUOTED < len(text) else "")


def _below(text: str, indent: int, style: str = "dim") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, indent))


def errors(report: Report, hidden: frozenset[str] = frozenset()) -> Iterator[RenderableType]:
    """Every wrong and every missed observation, by document, with its sentence and what it was meant to be.

    Documents in `hidden` are left out: those set aside, that nobody looks at while rules are written.
    """
    both = sorted(
        [(r["doc"], "wrong", r) for r in report.wrong] + [(r["doc"], "missed", r) for r in report.missed],
        key=lambda item: (item[0], item[1] != "wrong", item[2].get("start", 0)),
    )
    for doc, items in groupby(both, key=lambda item: item[0]):
        if doc in hidden:
            continue
        yield Text(str(doc), style="bold underline")
        for _, what, record in items:
            mark, style = ("✘", "red") if what == "wrong" else ("○", "yellow")
            yield Text.assemble(
                (f" {mark} {what:6} ", style), (value_of(record), "bold"), "  ", (about(record), "")
            )
            if quoted := _quoted(record):
                yield _below(f"“{quoted}”", 10)
            if what == "wrong":
                near = nearest(record, report.missed)
                meant = (
                    NOTHING_LIKE
                    if near is None
                    else "meant: " + ", ".join(f"{s} {_slot(near, s)}" for s in differences(record, near))
                )
                why = ", ".join(f"{s}: {r}" for s, r in _inherited(record))
                yield _below(f"rule “{record['rule']}”; {meant}" + (f"; {why}" if why else ""), 10)


def _slot(record: Record, slot: str) -> str:
    return str(record[slot]) if record[slot] is not None else "none"


def _inherited(record: Record) -> Iterator[tuple[str, str]]:
    for slot, reason in record.get("reasons", {}).items():
        if reason not in ("clause", "none", "usual", "own words"):
            yield slot, reason


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        width=_WIDTH,
    )
    table.add_column(first, overflow="fold", ratio=1)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def ratio(value: float | None) -> str:
    """A share to three decimals; a dash where there is nothing to share."""
    return "–" if value is None else f"{value:.3f}"


def _counts(score: Score, recall: bool = True) -> list[str]:
    cells = [
        ratio(score.precision),
        *([ratio(score.recall)] if recall else []),
        str(score.right),
        str(score.wrong),
    ]
    return cells + ([str(score.missed)] if recall else [])


def figures(report: Report) -> Table:
    """Precision and recall by status, attribute and index."""
    table = _table("Precision and recall", "", "precision", "recall", "right", "wrong", "missed")
    for dimension, values in report.slices.items():
        for value, score in sorted(values.items()):
            table.add_row(f"{dimension} {value}", *_counts(score))
        table.add_section()
    table.add_row("all", *_counts(report.overall), style="bold")
    table.caption = (
        f"{report.documents} documents, {report.answers} answers, {report.optional} of them optional"
    )
    table.caption_justify = "left"
    return table


def sources(report: Report) -> Table:
    """For each slot, from where it was taken, and how often that was right."""
    table = _table("Where slots were taken from", "slot, source", "precision", "right", "wrong")
    for slot, reasons in report.sources.items():
        ordered = sorted(reasons.items(), key=lambda item: (-item[1].right - item[1].wrong, item[0]))
        for reason, score in ordered:
            table.add_row(
                f"{slot}: {reason}", *_counts(score, recall=False), style="yellow" if score.wrong else ""
            )
        table.add_section()
    return table


def wrong_table(report: Report) -> Table:
    """What is wrong with the wrong answers, and which source of a slot misled them."""
    table = _table("What is wrong with the wrong answers", "slot", "count")
    for what, count in wrong_slots(report).most_common():
        table.add_row(what, str(count))
    table.add_section()
    for (slot, reason), count in blamed(report).most_common(8):
        table.add_row(f"  {slot}, taken from: {reason}", str(count), style="dim")
    return table


def documents(report: Report, most: int | None = 10) -> Table:
    """The documents with most errors; all of them without `most`."""
    ordered = sorted(report.by_document.items(), key=lambda item: (-item[1].wrong - item[1].missed, item[0]))
    shown = [(doc, score) for doc, score in ordered if most is None or score.wrong + score.missed][:most]
    title = "Documents" if most is None else "Documents with most errors"
    table = _table(title, "document", "precision", "recall", "right", "wrong", "missed")
    for doc, score in shown:
        table.add_row(Text(doc), *_counts(score))
    return table


def rules(board: Board) -> Table:
    """The rule scoreboard, those with wrong answers first."""
    table = _table("Rules", "rule", "fired", "right", "wrong", "refused", "overlap", "precision")
    ordered = sorted(board.rows.items(), key=lambda item: (-item[1].wrong, -item[1].fired, item[0]))
    for rule, row in ordered:
        if not row.fired:
            continue
        style = "yellow" if row.wrong else "dim" if not row.right else ""
        counts = (row.fired, row.right, row.wrong, row.refused, row.overlapping)
        rival = f" ⇄ {row.rivals.most_common(1)[0][0]}" if row.rivals else ""
        name = Text.assemble(rule, (rival, "dim"))
        table.add_row(name, *map(str, counts), ratio(row.precision), style=style)
    table.caption = "overlap: another rule (⇄ the most frequent) matches on the same characters"
    table.caption_justify = "left"
    return table


def changes(found: list[Difference]) -> Iterator[RenderableType]:
    """What another version of the rules read differently, worst first, then in figures."""
    order = {"worse": 0, "": 1, "better": 2}
    marks = {"gained": ("+", "green"), "lost": ("−", "red"), "changed": ("≠", "yellow")}
    for verdict, items in groupby(
        sorted(found, key=lambda d: (order[d.verdict], d.doc)), key=lambda d: d.verdict
    ):
        yield Text(
            {"worse": "Worse by the gold", "": "The gold says neither", "better": "Better by the gold"}[
                verdict
            ],
            style="bold",
        )
        for item in items:
            record = item.new or item.old or {}
            mark, style = marks[item.kind]
            yield Text.assemble(
                (f" {mark} {item.kind:7} ", style), (value_of(record), "bold"), "  ", about(record)
            )
            if item.old is not None and item.new is not None:
                was = ", ".join(f"{s}: {item.old.get(s)} → {item.new.get(s)}" for s in item.slots)
                yield _below(was, 11, style)
            yield _below(f"{item.doc}: “{_quoted(record)}”", 11)
    yield Text("")
    counts = summary(found)
    yield Text(
        f"Against the other version: {counts['gained']} gained, {counts['lost']} lost, {counts['changed']} changed; "
        f"by the gold {counts['better']} better, {counts['worse']} worse.",
        style="bold",
    )


def evaluation(
    report: Report,
    board: Board,
    show_errors: bool,
    show_rules: bool,
    show_sources: bool,
    show_documents: bool,
    hidden: frozenset[str] = frozenset(),
) -> Iterator[RenderableType]:
    """Yield an evaluation's parts, from the particular to the figures."""
    if show_errors:
        yield from errors(report, hidden)
        yield Text("")
    if show_rules:
        yield rules(board)
    if show_sources:
        yield sources(report)
    if show_documents or report.wrong or report.missed:
        yield documents(report, None if show_documents else 10)
    if report.wrong:
        yield wrong_table(report)
    yield figures(report)


def _difference(d: Difference) -> dict[str, Any]:
    return {"kind": d.kind, "doc": d.doc, "slots": d.slots, "verdict": d.verdict, "old": d.old, "new": d.new}


def as_json(report: Report, board: Board, found: Iterable[Difference] | None) -> dict[str, Any]:
    """The same as one JSON object."""

    def score(s: Score) -> dict[str, Any]:
        return {"precision": s.precision, "recall": s.recall, **vars(s)}

    return {
        "documents": report.documents,
        "answers": report.answers,
        "optional": report.optional,
        "precision": report.overall.precision,
        "recall": report.overall.recall,
        "slices": {d: {v: score(s) for v, s in values.items()} for d, values in report.slices.items()},
        "sources": {
            slot: {r: {"precision": s.precision, "right": s.right, "wrong": s.wrong} for r, s in reasons.items()}
            for slot, reasons in report.sources.items()
        },
        "by_document": {doc: score(s) for doc, s in report.by_document.items()},
        "wrong_slots": dict(wrong_slots(report)),
        "blamed": [{"slot": s, "source": r, "count": n} for (s, r), n in blamed(report).most_common()],
        "rules": {
            rule: {
                "fired": row.fired, "right": row.right, "wrong": row.wrong, "optional": row.optional,
                "again": row.again, "refused": row.refused, "overlapping": row.overlapping,
                "rivals": dict(row.rivals.most_common()), "precision": row.precision,
            }
            for rule, row in sorted(board.rows.items())
        },
        "refusals": dict(board.refusals.most_common()),
        "against": None if found is None else [_difference(d) for d in found],
        "wrong": report.wrong,
        "missed": report.missed,
    }  # fmt: skip

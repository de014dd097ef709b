"""What people see of decisions, and of what they and other causes change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from chiso.sheets import figure, sure
from normalize.reference import Reference
from review.desk import Taken
from store.decisions import Decision, Verdict

Record = Mapping[str, Any]

STATE: Final = {
    "applied": "green", "stale": "bold red", "vanished": "red", "disputed": "bold red", "replaced": "dim",
    "undone": "dim", "moot": "dim", "deferred": "yellow", "due": "bold yellow", "noted": "dim", "waiting": "yellow",
}  # fmt: skip
_WHAT: Final = {"changed": "bold", "new": "green", "gone": "red", "settled": "cyan", "weighed": "dim"}
_SHOWN = 40


def local(moment: datetime | None) -> str:
    """A moment of the store in the time of this machine, to the second; nothing for none."""
    return "" if moment is None else f"{moment.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M:%S}"


def verdict_words(d: Decision) -> str:
    """What a decision says, in a few words."""
    match d.verdict:
        case Verdict.CLAIM:
            return f"{_said(d)} is right"
        case Verdict.VALUE:
            return f"{_said(d)} is right, from {d.source}"
        case Verdict.BOTH:
            return f"{_said(d)} is final, {', '.join(d.also)} was preliminary"
        case Verdict.NONE:
            return "no figure is right"
        case Verdict.MISREAD:
            was = f", it should be {d.correction}" if d.correction else ""
            return f"{', '.join(sorted({c.figure for c in d.claims}))} was read wrongly: {d.slot}{was}"
        case Verdict.SOURCE_ERROR:
            return f"the source is wrong that says {', '.join(sorted({c.figure for c in d.claims}))}"
        case Verdict.DEFER:
            return f"put off{f' until {d.until}' if d.until else ''}"
        case Verdict.COMMENT:
            return "a remark"
    return f"takes back {', '.join(i[:8] for i in d.supersedes)}"


def _said(d: Decision) -> str:
    return figure(d.key.attribute, d.figure, d.unit)


def taken(found: Taken, reference: Reference) -> Iterator[RenderableType]:
    """Yield what a decision did: the decision, the figures and conflicts that are otherwise now."""
    for d in found.decisions:
        scope = "" if d.key.scope in (None, "national") else f" in {reference.title(str(d.key.scope))}"
        yield Text.assemble(
            ("kept " if not found.again else "kept before ", "green"), (d.id[:8], "cyan"),
            f"  {d.key.text} {d.key.attribute.replace('_', ' ')}{scope}: ", (verdict_words(d), "bold"),
            f"  ({d.who}{': ' if d.why else ''}{d.why})",
        )  # fmt: skip
    if found.waiting:
        yield Text(
            "Another process has the store: the decision counts when that one reconciles next.",
            style="yellow",
        )
        return
    if found.again:
        return
    weighed = [c for c in found.changes if c["what"] != "weighed"]
    if not weighed and not found.conflicts:
        yield Text("Nothing that is published changes.", style="dim")
    if weighed:
        yield changes_table(weighed)
    yield from conflict_lines(found.conflicts)


def changes_table(rows: Sequence[Record], limit: int = _SHOWN) -> Table:
    """Figures before and after: a line for the figure, one for how it is settled."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("what", no_wrap=True)
    table.add_column("figure", overflow="fold")
    table.add_column("before → after", overflow="fold")
    for r in rows[:limit]:
        table.add_row(
            Text(r["what"], style=_WHAT[r["what"]]), about(r),
            Text.assemble((_arrow(_cell(r, "before"), _cell(r, "after")), "bold"), "\n", (_settled(r), "dim")),
        )  # fmt: skip
    if len(rows) > limit:
        table.add_row("", Text(f"and {len(rows) - limit} more", style="dim"), "")
    return table


def about(r: Record) -> str:
    """What a figure is about, as the verbs take it: "Hải Phòng:PAR_INDEX:2023 score"."""
    part = f"/{r['component']}" if r["component"] else ""
    scope = "" if r["scope"] in (None, "national") else f" in {r['scope']}"
    return f"{r['name']}:{r['index']}{part}:{r['year']} {r['attribute'].replace('_', ' ')}{scope}"


def _settled(r: Record) -> str:
    """How it was settled before and after, how sure it was, and the conflicts it is in where they are others."""
    how = _arrow(r["settled_before"], r["settled_after"])
    before, after = (
        None if r[f"confidence_{when}"] is None else sure(r[f"confidence_{when}"])
        for when in ("before", "after")
    )
    text = f"{how}, {_arrow(before, after)}"
    if r["what"] == "settled" and r["conflict_before"] != r["conflict_after"]:
        text += (
            f"; in doubt by {', '.join(r['conflict_after'])}" if r["conflict_after"] else "; not in doubt now"
        )
    return text


def _cell(r: Record, when: str) -> str | None:
    if r[f"settled_{when}"] is None:
        return None
    return figure(r["attribute"], r[f"figure_{when}"], r[f"unit_{when}"])


def _arrow(before: str | None, after: str | None) -> str:
    """Both, where there are two."""
    return str(after or before) if before == after or not before or not after else f"{before} → {after}"


def conflict_lines(rows: Iterable[Record]) -> Iterator[RenderableType]:
    """Conflicts that opened, closed or changed, in a line each."""
    for r in rows:
        style = "red" if r["what"] in ("opened", "open") else "green"
        yield Text.assemble(
            ("conflict " + ("open again" if r["what"] == "open" else r["what"]), style), " ",
            (r["conflict_id"][:8], "cyan"), f" {r['kind']}: {r['explanation_en']}",
        )  # fmt: skip


def decision_line(d: Record) -> Text:
    """A row of the view `decisions` as a line."""
    said = f" {figure(d['attribute'], d['figure'], d['unit'])}" if d["figure"] is not None else ""
    return Text.assemble(
        "decision ", (d["id"][:8], "cyan"), f" {d['verdict']}{said} by {d['reviewer']}, {local(d['made_at'])}: ",
        (d["state"], STATE[d["state"]]), _moved(d), f"  “{d['reason']}”" if d["reason"] else "",
    )  # fmt: skip


def decision_table(rows: Sequence[Record]) -> Table:
    """Decisions as a table."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("id", "when", "who", "ruled", "state"):
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "when"))
    for d in rows:
        said = f" {figure(d['attribute'], d['figure'], d['unit'])}" if d["figure"] is not None else ""
        table.add_row(
            Text(d["id"][:8], style="cyan"), local(d["made_at"])[:16], Text(d["reviewer"]),
            Text.assemble(
                about(d), ": ", (f"{_verdict(d)}{said}", "bold"),
                f" “{d['reason']}”" if d["reason"] else "", (_moved(d), "dim"),
            ),
            Text(d["state"], style=STATE[d["state"]]),
        )  # fmt: skip
    return table


def _verdict(d: Record) -> str:
    if d["verdict"] == Verdict.UNDO:
        return f"undo of {', '.join(i[:8] for i in d['supersedes'])}"
    return str(d["verdict"]).replace("_", " ")


def _moved(d: Record) -> str:
    """The evidence then and now, of a decision that it has left."""
    if d["state"] not in ("stale", "vanished"):
        return ""
    return f"; claimed then {_listed(d['seen_then'])}, now {_listed(d['seen_now'])}"


def _listed(figures: Sequence[str]) -> str:
    return ", ".join(figures) or "nothing"

"""What people see of the store: league tables, conflicts, and claims side by side with their sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import unquote

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from normalize.numbers import vietnamese
from normalize.reference import Reference
from store.lookup import Sheet

Record = Mapping[str, Any]

HIGH: Final = 0.995
"""From here on two decimals would say 1.00."""
_UNIT: Final = {"percent": "%", "point": " điểm", None: ""}
_SEVERITY: Final = {"high": "bold red", "medium": "yellow", "low": "dim yellow"}
_STATE: Final = {"open": "red", "settled": "yellow", "decided": "green"}
_ROLE: Final = {
    "for": ("✔ for", "green"),
    "against": ("✘ against", "red"),
    "aside": ("· aside", "dim"),
    "ground": ("∑ ground", "cyan"),
    "rejected": ("✗ rejected", "dim"),
}
_ATTRIBUTE: Final = {
    "score": "score", "rank": "rank", "score_change": "change of score", "rank_change": "change of rank",
    "group": "group",
}  # fmt: skip


def number(value: Any, decimals: int | None = None) -> str:
    """A number the Vietnamese way, with just its known decimals; nothing for none."""
    if value is None:
        return ""
    if decimals is None:
        value = Decimal(value).normalize()
        decimals = max(0, -int(value.as_tuple().exponent))
    return vietnamese(round(Decimal(value), decimals))


def figure(attribute: str, text: str | None, unit: str | None) -> str:
    """A figure as people write it, from its text as data: "90,23%", "hạng 12", "+4 bậc", "nhóm B"."""
    if text is None:
        return "–"
    if attribute == "group":
        return f"nhóm {text}"
    value = Decimal(text)
    shown = vietnamese(value)
    sign = "+" if value > 0 and attribute.endswith("change") else ""
    if attribute == "rank":
        return f"hạng {shown}"
    return f"{sign}{shown} bậc" if attribute == "rank_change" else f"{sign}{shown}{_UNIT.get(unit, '')}"


def league_table(rows: Sequence[Record], title: str, who: str) -> Table:
    """A league table: best first, changes with arrows, what is in conflict and what is open marked."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    unit = next((r["unit"] for r in rows if r["unit"]), None)
    changed = {of: any(r[f"{of}_change"] is not None for r in rows) for of in ("rank", "score")}
    grouped = any(r["group"] for r in rows)
    table.add_column("rank", justify="right", no_wrap=True)
    if changed["rank"]:
        table.add_column("±", no_wrap=True)
    table.add_column(who, min_width=11, overflow="fold")
    table.add_column(f"score, {_UNIT[unit].strip()}" if unit else "score", justify="right", no_wrap=True)
    if changed["score"]:
        table.add_column("±", no_wrap=True)
    if grouped:
        table.add_column("group", overflow="fold")
    table.add_column("by", justify="right", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("conflicts", min_width=14, overflow="fold")
    for r in rows:
        cells: list[RenderableType] = [settled(number(r["rank"]), r["rank_settled"])]
        cells += [arrow(r["rank_change"])] if changed["rank"] else []
        cells += [r["name"], settled(number(r["score"], r["score_decimals"]), r["score_settled"])]
        cells += [arrow(r["score_change"])] if changed["score"] else []
        cells += [r["group"] or ""] if grouped else []
        table.add_row(*cells, str(r["sources"]), sure(r["confidence"]), rivals(r))
    return table


def sure(confidence: float) -> str:
    """A confidence in two decimals; what is not certain never reads so."""
    return ">0.99" if HIGH < confidence < 1 else f"{confidence:.2f}"


def settled(text: str, settled: str | None) -> Text:
    """A figure with its mark: `?` where nothing decides, `*` where it is derived, `!` where a person ruled."""
    if not text:
        return Text("–", style="dim")
    if settled == "open":
        return Text(f"{text}?", style="bold yellow")
    if settled == "derived":
        return Text(f"{text}*", style="italic cyan")
    return Text(f"{text}!", style="green") if settled == "decided" else Text(text, style="bold")


def arrow(change: Any, decimals: int = 0) -> Text:
    """▲ and ▼ with the size, in at least so many decimals; = for no change, nothing for none known."""
    if change is None:
        return Text("")
    if change == 0:
        return Text("=", style="dim")
    own = max(0, -int(Decimal(change).normalize().as_tuple().exponent))
    size = number(abs(change), max(own, decimals))
    return Text(f"▲{size}", style="green") if change > 0 else Text(f"▼{size}", style="red")


def rivals(row: Record) -> Text:
    """The conflicts of a row: the figures where one thing has several, else the kind."""
    said = {(c["kind"], c["attribute"]): c for c in row["rivals"]}
    parts = [
        (
            f"{_ATTRIBUTE[attribute]} {' ≠ '.join(f.replace('.', ',') for f in c['figures'])}",
            _STATE[c["state"]],
        )
        for (kind, attribute), c in said.items()
        if kind == "value"
    ]
    parts += [(kind, "yellow") for kind in row["conflict"] if kind != "value"]
    text = Text()
    for i, (words, style) in enumerate(parts):
        text.append("; " if i else "").append(words, style=style)
    return text


def _in_order(figures: Iterable[str]) -> list[str]:
    """Figures by size, the Vietnamese way; labels by letter."""
    try:
        return [vietnamese(f) for f in sorted({Decimal(f) for f in figures})]
    except InvalidOperation:
        return sorted(figures)


def legend(rows: Iterable[Record]) -> Text | None:
    """What the marks of a league table mean, for those that occur."""
    rows = list(rows)
    marks = {r["rank_settled"] for r in rows} | {r["score_settled"] for r in rows}
    words = {
        "open": "? sources disagree and nothing decides",
        "derived": "* computed from the edition before and the change",
        "decided": "! decided by a reviewer",
    }
    said = [text for mark, text in words.items() if mark in marks]
    return Text("   ".join(said), style="dim") if said else None


def conflict_table(rows: Sequence[Record], language: str) -> Table:
    """Conflicts as a table, the gravest first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("id", no_wrap=True, style="cyan")
    table.add_column("kind", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    for r in rows:
        kind = Text.assemble(
            (r["kind"], "bold"), "\n", (r["severity"], _SEVERITY[r["severity"]]), ", ",
            (r["state"], _STATE[r["state"]]),
        )  # fmt: skip
        table.add_row(r["id"][:8], kind, Text(r[f"explanation_{language}"]))
    return table


def sheet(found: Sheet, reference: Reference) -> Iterator[RenderableType]:
    """Yield what there is to show of a conflict, a row of facts, a figure or an observation."""
    if found.conflict is not None:
        yield from _conflict(found.conflict)
    if found.observation is not None:
        yield from _observation(found.observation, reference)
    evidence: dict[str, list[Record]] = {}
    for e in found.evidence:
        evidence.setdefault(e["fact_id"], []).append(e)
    for f in found.facts:
        yield Text("")
        yield Rule(headline(f, reference), align="left", style="dim")
        yield Text(verdict_line(f), style="dim")
        for claim in evidence.get(f["fact_id"], []):
            yield Padding(claim_lines(claim), (0, 0, 0, 2))
    asked = found.conflict["id"] if found.conflict else None
    others = [other for other in found.conflicts if other["id"] != asked]
    if others:
        yield Text("")
        yield Text("Other conflicts of these figures:" if found.conflict else "Conflicts:", style="bold")
        for other in others:
            marks = f" {other['kind']} ({other['severity']}, {other['state']}): "
            yield Text.assemble("  ", (other["id"][:8], "cyan"), marks, other["explanation_vi"])


def _conflict(c: Record) -> Iterator[RenderableType]:
    severity, state = (c["severity"], _SEVERITY[c["severity"]]), (c["state"], _STATE[c["state"]])
    yield Text.assemble((f"Conflict {c['id']}", "bold"), f"  {c['kind']}, ", severity, ", ", state)
    yield Text(c["explanation_vi"])
    yield Text(c["explanation_en"], style="dim")


def headline(fact: Record, reference: Reference) -> Text:
    """A figure with what it is about: "Hải Phòng · PAR_INDEX · 2023 · score: 91,87%"."""
    scope = fact["scope"]
    where = f" in {reference.title(scope)}" if scope not in (None, "national") else ""
    component = f" · {fact['component']}" if fact["component"] else ""
    value = figure(fact["attribute"], fact["figure"], fact["unit"])
    if fact["attribute"] == "rank" and fact["ranked"]:
        value += f"/{fact['ranked']}"
    return Text.assemble(
        f"{fact['name']} · {fact['index']}{component} · {fact['year']} · {_ATTRIBUTE[fact['attribute']]}{where}: ",
        (value, "bold"),
    )


def verdict_line(fact: Record) -> str:
    """How a figure was settled and how sure it is, with the beginning of its id."""
    sources = f"{fact['sources']} independent source{'' if fact['sources'] == 1 else 's'}"
    marks = [fact["settled"], sources, f"confidence {sure(fact['confidence'])}"]
    marks += ["rough"] if fact["rough"] else []
    marks += ["the decision on it waits for a new one: the evidence has changed"] if fact["stale"] else []
    return f"{', '.join(marks)}   [{fact['fact_id'][:8]}]"


def claim_lines(e: Record) -> Group:
    """A claim: its figure and place, its sentence, how it was read."""
    role, style = _ROLE[e["role"]]
    head = Text.assemble(
        (f"{role:<10}", style), (figure(e["attribute"], e["said"], e["said_unit"]), "bold"),
        f"  {_place(e)}", (f"   {e['observation_id'][:8]}", "cyan"),
    )  # fmt: skip
    return Group(
        head, Padding(sentence(e), (0, 0, 0, 2)), Padding(Text(_reading(e), style="dim"), (0, 0, 0, 2))
    )


def sentence(e: Record) -> Text:
    """The sentence of an observation with its value highlighted."""
    text = Text(e["sentence"] or "")
    text.stylize("reverse bold", e["value_start"], e["value_end"])
    return text


def _place(e: Record) -> str:
    where = unquote(e["url"].rsplit("/", 1)[-1]) if e["source"] == "file" else e["source"]
    return f"{where}, {e['published'] or 'undated'}: {e['title'] or '(no title)'}"


def _reading(e: Record) -> str:
    reasons = ", ".join(f"{slot}: {reason}" for slot, reason in (e["reasons"] or {}).items())
    marks = [e["status"]] + (["rough"] if e["rough"] else []) + [f"confidence {sure(e['confidence'])}"]
    return f"rule “{e['rule']}”, {', '.join(marks)}; {reasons}"


def _observation(o: Record, reference: Reference) -> Iterator[RenderableType]:
    where = f" in {reference.title(o['scope'])}" if o["scope"] not in (None, "national") else ""
    component = f" · {o['component']}" if o["component"] else ""
    yield Text.assemble(
        (f"Observation {o['observation_id']}", "bold"),
        f"  {o['name']} · {o['index']}{component} · {o['year'] or 'no year'} · {_ATTRIBUTE[o['attribute']]}{where}: ",
        (figure(o["attribute"], o["said"], o["said_unit"]), "bold"),
    )
    yield Text(_place(o) + ("" if o["is_current"] else "  (the page has been edited since)"))
    yield Padding(sentence(o), (0, 0, 0, 2))
    yield Padding(Text(_reading(o), style="dim"), (0, 0, 0, 2))

"""What people see of how a figure came to be: why it is what it is, and what it was before."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from chiso.sheets import claim_lines, figure, headline, sure, verdict_line
from chiso.verdicts import decision_line, local
from normalize.reference import Reference
from review.why import Reason, Why, Witness

Record = Mapping[str, Any]

_GROUNDS: Final = 3
"""Figures that are named of those on which a reason rests."""


def derivation(found: Why, reference: Reference) -> Iterator[RenderableType]:
    """Yield why a figure is what it is: who says what, the arithmetic, decisions, conflicts, former figures."""
    fact = found.case.fact
    yield Text("")
    yield Rule(headline(fact, reference), align="left", style="dim")
    yield Text(verdict_line(fact), style="dim")
    yield Text(found.words)
    for number, witness in enumerate(found.witnesses, start=1):
        yield from _witness(number, witness, fact["attribute"])
    for ground in found.grounds:
        yield _below(
            Text.assemble("from ", headline(ground.fact, reference), f"  [{ground.fact['fact_id'][:8]}]")
        )
    for reason in found.reasons:
        yield _below(_reason(reason))
    if found.total is not None:
        t = found.total
        beside = f" {t.reasons:+.2f} (the rest)" if found.reasons else ""
        yield _below(
            Text.assemble(
                "log-odds ", (f"{t.log_odds:+.2f}", "bold"), f" = {t.start:+.2f} (before anybody spoke)"
                f" {t.witnesses:+.2f} (witnesses){beside} → confidence ",
                (f"{t.confidence:.4f}" if t.confidence < 1 else ">0.9999", "bold"),
            )
        )  # fmt: skip
    for d in found.case.decisions:
        yield _below(decision_line(d))
    for c in found.case.conflicts:
        yield _below(
            Text.assemble(
                "conflict ", (c["id"][:8], "cyan"), f" {c['kind']} ({c['state']}): {c['explanation_en']}"
            )
        )
    for v in found.versions[:-1]:
        shown = figure(v["attribute"], v["figure"], v["unit"])
        times = f"from {local(v['known_from'])} to {local(v['known_to'])}"
        yield _below(Text(f"was {shown} ({v['settled']}) {times}", "dim"))


def _below(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _reason(r: Reason) -> Text:
    """What speaks for or against a figure beside its witnesses, in a line, with what it rests on."""
    shown = [
        f"{f['name']} {f['year']} {f['attribute'].replace('_', ' ')} {figure(f['attribute'], f['figure'], f['unit'])}"
        for f in r.facts[:_GROUNDS]
    ]
    shown += [f"and {len(r.facts) - _GROUNDS} more"] if len(r.facts) > _GROUNDS else []
    return Text.assemble(
        "· ", r.words, f"  {r.weight:+.2f}",
        (f"  ({'; '.join(shown)})" if shown else "", "dim"),
    )  # fmt: skip


def _witness(number: int, w: Witness, attribute: str) -> Iterator[RenderableType]:
    share = "" if not w.weight else f"  {w.weight:+.2f}"
    many = f", {len(w.claims)} times" if len(w.claims) > 1 else ""
    style = {"for": "green", "against": "red"}.get(w.role, "cyan" if w.role == "ground" else "dim")
    yield Text.assemble(
        f"  {number}. witness {w.name[:8]} ", (w.role, style), " ", (figure(attribute, w.figure, w.unit), "bold"),
        f"{many}{share}",
    )  # fmt: skip
    for claim in w.claims:
        told = {**claim, "attribute": attribute, "said": claim["figure"], "said_unit": claim["unit"]}
        yield Padding(claim_lines(told), (0, 0, 0, 5))


def versions_tables(rows: Sequence[Record], reference: Reference) -> Iterator[RenderableType]:
    """Yield the versions of figures, each from when on it was published and what made it so."""
    figures: dict[str, list[Record]] = {}
    for v in rows:
        figures.setdefault(v["fact_id"], []).append(v)
    for versions in figures.values():
        first = versions[0]
        scope = first["scope"]
        where = "" if scope in (None, "national") else f" in {reference.title(scope)}"
        name = f"{first['name']} · {first['index']} · {first['year']} · {first['attribute'].replace('_', ' ')}{where}"
        yield Text(name, style="bold")
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for width in (12, 19, None, None):
            table.add_column(min_width=width, overflow="fold")
        for v, following in zip(versions, [*versions[1:], None], strict=True):
            table.add_row(*_version(v))
            if v["known_to"] is not None and (following is None or following["known_from"] > v["known_to"]):
                table.add_row(Text("gone", "red"), local(v["known_to"]), "", "")
        yield Padding(table, (0, 0, 1, 2))


def _version(v: Record) -> tuple[RenderableType, ...]:
    sources = f"{v['sources']} source{'' if v['sources'] == 1 else 's'}"
    how = f"{v['settled']}{', stale' if v['stale'] else ''}, {sources}, {sure(v['confidence'])}"
    ruled = f": {v['reviewer']}, {v['verdict']}" if v["reviewer"] else ""
    why = f" “{v['reason']}”" if v["reviewer"] and v["reason"] else ""
    return (
        Text(figure(v["attribute"], v["figure"], v["unit"]), style="bold"), local(v["known_from"]), how,
        Text(f"{v['cause'] or ''}{ruled}{why}", "dim"),
    )  # fmt: skip

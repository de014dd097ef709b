"""What people see of a reading: tables of observations, explanations, evaluation reports."""

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.evaluate import Report, Score, wrong_slots
from extract.extractor import Extraction
from extract.mention import Tag
from extract.observation import Observation
from extract.reading import Reading
from normalize.numbers import vietnamese
from normalize.reference import Reference

_STYLES: Final = {
    Tag.SUBJECT: "bold cyan",
    Tag.GENERIC: "cyan",
    Tag.FOREIGN: "dim cyan",
    Tag.NATION: "cyan",
    Tag.REGION: "bold blue",
    Tag.INDEX: "bold magenta",
    Tag.COMPONENT: "magenta",
    Tag.OTHER: "dim magenta",
    Tag.YEAR: "bold yellow",
    Tag.BASE: "yellow",
    Tag.TIME: "dim yellow",
    Tag.RANK: "bold green",
    Tag.SCORE: "bold green",
    Tag.CHANGE: "green",
    Tag.GROUP: "green",
    Tag.STREAK: "yellow",
    Tag.SPAN: "yellow",
    Tag.CUE: "italic",
    Tag.PSEUDO: "strike dim",
}

_LABELS: Final = {
    "score": "score",
    "rank": "rank",
    "score_change": "change of score",
    "rank_change": "change of rank",
    "group": "group",
}


def value_text(observation: Observation) -> str:
    """An observation's value as people write it: "90,23%", "26/63", "+1 bậc"."""
    value = observation.value
    if isinstance(value, str):
        return f"nhóm {value}"
    number = vietnamese(value)
    unit = {"percent": "%", "point": " điểm", None: ""}[observation.unit]
    match observation.attribute:
        case "rank":
            return f"hạng {number}" + (f"/{observation.of}" if observation.of else "")
        case "rank_change":
            return f"{'+' if value > 0 else ''}{number} bậc"
        case "score_change":
            return f"{'+' if value > 0 else ''}{number}{unit}"
    return f"{number}{unit}"


def observation_table(extraction: Extraction, reference: Reference) -> Table:
    """One article's observations as a table."""
    table = Table(
        title=f"{extraction.article.doc}: {extraction.article.title}", title_justify="left", expand=False
    )
    for column in ("subject", "index", "component", "year", "value", "scope", "status", "confidence", "rule"):
        table.add_column(column, overflow="fold")
    for o in extraction.observations:
        table.add_row(
            reference.title(o.subject),
            o.index,
            o.component or "",
            str(o.year or "?"),
            value_text(o),
            "" if o.scope in (None, "national") else reference.title(o.scope),
            o.status,
            f"{o.confidence:.2f}",
            o.rule,
        )
    return table


def explanation(extraction: Extraction, reference: Reference, everything: bool) -> Iterator[RenderableType]:
    """Yield what was read of each sentence: its mentions marked, its observations with reasons, the rest."""
    if not extraction.passed:
        yield Text(
            "No index is named anywhere: the article did not pass the gate, and nothing of it was read.",
            style="yellow",
        )
        return
    yield Text.assemble("mentions: ", *_legend())
    of_sentence: dict[int, list[Observation]] = {}
    for observation in extraction.observations:
        of_sentence.setdefault(observation.sentence[0], []).append(observation)
    for reading in extraction.readings:
        observations = of_sentence.get(reading.sentence.start, [])
        refused = [
            a
            for a in extraction.abstentions
            if reading.sentence.start <= a.start < reading.sentence.start + len(reading.sentence.text)
        ]
        if not (observations or refused or everything):
            continue
        yield Text("")
        yield _marked(reading)
        rows: list[RenderableType] = []
        for o in observations:
            where = f" in {reference.title(o.scope)}" if o.scope not in (None, "national") else ""
            component = f" · {o.component}" if o.component else ""
            reasons = ", ".join(
                f"{name}: {slot.reason}{_quote(extraction, slot.span)}"
                for name, slot in o.slots.items()
                if slot.reason not in ("none", "usual")
            )
            rows.append(
                Text.assemble(
                    ("✔ ", "green"),
                    (f"{reference.title(o.subject)} · {o.index}{component} · {o.year or '?'} · ", "bold"),
                    (value_text(o), "bold green"),
                    where,
                    f"  [{o.status}, {o.confidence:.2f}, rule “{o.rule}”]\n  ",
                    (reasons, "dim"),
                )
            )
        for a in refused:
            rows.append(
                Text.assemble(("✘ ", "red"), (a.text, "bold"), f" ({a.kind}, rule “{a.rule}”): {a.why}")
            )
        yield Padding(Group(*rows), (0, 0, 0, 2))


def _quote(extraction: Extraction, span: tuple[int, int] | None) -> str:
    return f" “{extraction.article.quote(*span)}”" if span else ""


def _legend() -> Iterator[tuple[str, str]]:
    for tag, style in _STYLES.items():
        yield (f" {tag.name.lower()} ", style)


def _marked(reading: Reading) -> Text:
    text = Text(reading.sentence.text)
    for m in reading.sentence.mentions:
        if style := _STYLES.get(m.tag):
            text.stylize(style, m.start, m.end)
    return text


def evaluation(report: Report, errors: bool) -> Iterator[RenderableType]:
    """Yield an evaluation's tables: errors first, the figures last, where a terminal leaves them in sight."""
    if errors and report.wrong:
        yield _records("wrong: answers that the gold does not have", report.wrong, "rule")
    if errors and report.missed:
        yield _records("missed: gold that no answer gives", report.missed, "evidence")
    if report.wrong:
        table = Table("what is wrong with the wrong answers", "count", title_justify="left")
        for what, count in wrong_slots(report).most_common():
            table.add_row(what, str(count))
        yield table
    table = Table(
        title=f"{report.documents} documents, {report.answers} answers, {report.optional} of them optional"
    )
    for column in ("slice", "precision", "recall", "right", "wrong", "found", "missed"):
        table.add_column(column, justify="left" if column == "slice" else "right")
    for dimension, values in report.slices.items():
        for value, score in sorted(values.items()):
            _row(table, f"{dimension} {value}", score)
        table.add_section()
    _row(table, "all", report.overall)
    yield table


def _row(table: Table, name: str, score: Score) -> None:
    table.add_row(
        name,
        _ratio(score.precision),
        _ratio(score.recall),
        *(str(n) for n in (score.right, score.wrong, score.found, score.missed)),
    )


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _records(title: str, records: list[dict[str, object]], last: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold red")
    for column in ("doc", "subject", "index", "component", "year", "attribute", "value", "scope", last):
        table.add_column(column, overflow="fold")
    for r in records:
        cells = [
            r["doc"],
            r["subject"],
            r["index"],
            r["component"] or "",
            r["year"],
            r["attribute"],
            r["value"],
            r["scope"] or "",
        ]
        table.add_row(*(str(c) for c in cells), str(r.get(last, ""))[:90])
    return table

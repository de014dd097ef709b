"""A reading on the terminal: mentions in colour, under each sentence what was read of it, and why the rest was not."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from math import floor
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from chiso.explaining.story import LABELS, Fact, Passage, Story
from extract.mention import Tag
from extract.why import Fate, Outcome

STYLES: Final = {
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
_LEGEND: Final = (
    ("who", Tag.SUBJECT),
    ("somebody else", Tag.FOREIGN),
    ("region", Tag.REGION),
    ("index", Tag.INDEX),
    ("part", Tag.COMPONENT),
    ("other index", Tag.OTHER),
    ("edition", Tag.YEAR),
    ("other time", Tag.TIME),
    ("value", Tag.RANK),
    ("change", Tag.CHANGE),
    ("cue", Tag.CUE),
    ("look-alike", Tag.PSEUDO),
)


def explanation(story: Story, everything: bool) -> Iterator[RenderableType]:
    """Yield the reading of an article; with `everything` also of the sentences without any number."""
    article = story.extraction.article
    date = f" · {article.published:%d/%m/%Y}" if article.published else ""
    yield Rule(
        Text.assemble((article.title or article.doc, "bold"), (date, "dim")), align="left", style="dim"
    )
    if not story.extraction.passed:
        yield Text(
            "No index is named anywhere: the article did not pass the gate, and nothing of it was read.",
            style="yellow",
        )
        return
    legend = Text("colours: ", style="dim")
    for name, tag in _LEGEND:
        legend.append(name.replace(" ", "\u00a0"), STYLES[tag])
        legend.append("  ")
    yield legend
    for passage in story.passages:
        if passage.facts or passage.refused or everything or _bare(passage):
            yield Text("")
            yield _marked(passage)
            yield Padding(Group(*_below(passage)), (0, 0, 0, 1))
    yield Text("")
    yield from _summary(story)


def _marked(passage: Passage) -> Text:
    text = Text(" ".join(passage.reading.sentence.text.split("\n")))
    for m in passage.reading.sentence.mentions:
        if style := STYLES.get(m.tag):
            text.stylize(style, m.start, m.end)
    start = passage.start
    for fact in passage.facts:
        text.stylize("bold green underline", fact.observation.start - start, fact.observation.end - start)
    for fate in passage.refused:
        text.stylize("red", fate.start - start, fate.end - start)
    return text


def _below(passage: Passage) -> Iterator[RenderableType]:
    for _, alike in groupby(passage.facts, key=lambda f: (f.observation.component, f.origins)):
        yield _facts(list(alike))
    for fate in passage.refused:
        yield _line("✘", "red", fate.text, fate.why)
    for fate in _bare(passage):
        yield _line("·", "dim", fate.text, fate.why, "dim")


def _bare(passage: Passage) -> list[Fate]:
    return [f for f in passage.others if f.outcome is Outcome.BARE]


def _line(mark: str, style: str, what: str, why: str, rest: str = "") -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style=style), Text.assemble((what, f"bold {rest}"), (f"  {why}", rest or "")))
    return grid


def _facts(facts: list[Fact]) -> RenderableType:
    """Facts of one subject, index and year, whose slots came from the same words, told together."""
    first = facts[0].observation
    component = f"/{first.component}" if first.component else ""
    slots = {origin.slot: origin for origin in facts[0].origins}
    where = f" · {slots['scope'].value}" if "scope" in slots else ""
    who = slots["subject"].value if "subject" in slots else first.subject
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("", Text(f"{who} · {first.index}{component} · {first.year or '?'}{where}", style="bold"))
    for fact in facts:
        o = fact.observation
        said = "" if o.status == "stated" else f"{o.status}, "
        told = f"  {LABELS[o.attribute]}, {said}sure to {floor(o.confidence * 100)}%, rule “{o.rule}”"
        grid.add_row(Text("✔", style="green"), Text.assemble((fact.value, "bold green"), (told, "dim")))
    inner = Table.grid(padding=(0, 1))
    for _ in range(3):
        inner.add_column(no_wrap=True)
    inner.add_column(overflow="fold")
    for origin in facts[0].origins:
        style = "yellow" if origin.inherited else "dim"
        quote = f"“{origin.quote}” " if origin.quote else ""
        inner.add_row(
            Text(origin.slot, style="dim"),
            Text(origin.arrow, style=style),
            Text(origin.value if len(origin.value) < 30 else origin.value[:28] + "…"),
            Text.assemble((quote, "italic dim"), (origin.how, style)),
        )
    grid.add_row("", inner)
    return grid


def _summary(story: Story) -> Iterator[RenderableType]:
    observations = len(story.extraction.observations)
    yield Rule(style="dim")
    counts = Text.assemble(
        (f"{observations} observation{'s' * (observations != 1)}", "bold green"),
        ", ",
        (f"{story.count(Outcome.REFUSED)} values refused", "red"),
        f", {story.count(Outcome.BARE)} numbers that are no value, "
        f"{story.count(Outcome.OTHER)} parts of dates and names, {story.count(Outcome.UNREAD)} not read.",
    )
    yield counts
    whys = Counter(f.why for f in story.fates if f.outcome is Outcome.REFUSED)
    for why, count in whys.most_common(6):
        yield Text(f"  {count:3} × {why}", style="dim")

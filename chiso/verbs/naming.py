"""The verb that shows how a text is understood piece by piece: `normalize`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import out, print_json
from normalize.errors import UserError

if TYPE_CHECKING:
    from rich.table import Table

    from extract.mention import Mention
    from normalize.annotate import Piece
    from normalize.reference import Reference


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command("normalize")(normalize)


def normalize(
    what: Annotated[str, typer.Argument(help='A text in quotes, a saved page, or "-" for standard input.')],
    year: Annotated[
        int | None,
        typer.Option(
            min=1, max=9999, help="The year that is spoken of: provinces are shown as they were then."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show every name, number and date of a text: its span, what it means, and what it is taken for.

    Spans count characters of the canonical text, which --json prints too. Values keep the decimals as written.

    Example: [bold]chiso normalize "Năm 2023, Bắc Kạn xếp thứ 26/63, đạt 84,05%"[/]
    """
    from extract.extractor import extractor
    from normalize.annotate import annotate
    from normalize.gazetteer import current

    reader = extractor()
    reference = reader.reference
    text = _text_of(what)
    mentions = list(_mentions(text))
    pieces = annotate(text, current(), reference, year)
    rows = list(_rows(text, pieces, mentions))
    if json:
        print_json({"text": text, "pieces": [r.record() for r in rows]})
    elif rows:
        out.print(_table(rows, reference))
    else:
        out.print("nothing in it is a name, a number or a date")


def _text_of(what: str) -> str:
    """The canonical text of an argument: of standard input, of a saved page, or of itself."""
    from chiso.articles import path_named, read_articles
    from extract.charset import decode
    from normalize.text import canonical

    if what == "-":
        return canonical(decode(sys.stdin.buffer.read()).text).text
    if (path := path_named(what)) is not None:
        if path.is_dir():
            raise UserError("this is a folder", what, "give one page, or a text in quotes")
        (item,) = read_articles([path])
        if isinstance(item, UserError):
            raise item
        return item.text
    if len(what.split()) == 1 and Path(what).suffix in (".txt", ".html", ".htm"):
        raise UserError("no such file", what, "give the path of a saved page, or a text in quotes")
    return canonical(what).text


def _mentions(text: str) -> "Iterator[tuple[int, Mention]]":
    """What the grammar finds, with the offset of its sentence."""
    from extract.extractor import extractor
    from extract.mention import Tag
    from extract.sentence import split

    tagger = extractor().tagger
    start = 0
    for line in text.splitlines(keepends=True):
        for begin, end in split(text, start, start + len(line)):
            for m in tagger.tag(text[begin:end]):
                if m.tag not in (Tag.CUE, Tag.BREAK):
                    yield begin, m
        start += len(line)


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the text with its own meaning and, from the grammar around it, what it is taken for."""

    start: int
    end: int
    text: str
    kind: str
    value: str | Decimal | None
    more: dict[str, Any]
    taken_for: str
    rule: str

    def record(self) -> dict[str, Any]:
        """The row as JSON has it; numbers are strings, so that no decimal is lost."""
        own = {
            "start": self.start, "end": self.end, "text": self.text, "kind": self.kind,
            "value": None if self.value is None else str(self.value),
        }  # fmt: skip
        more = {k: str(v) if isinstance(v, Decimal) else v for k, v in self.more.items()}
        return own | more | {"taken_for": self.taken_for or None, "rule": self.rule or None}


def _rows(text: str, pieces: "tuple[Piece, ...]", mentions: "list[tuple[int, Mention]]") -> Iterator[Row]:
    """Join what pieces mean by themselves with what the grammar takes them for, in the order of the text."""
    from extract.mention import Tag

    rows: list[Row] = []
    spans = [(b + m.start, b + m.end, m) for b, m in mentions]
    whole = [(s, e, m) for s, e, m in spans if m.tag in (Tag.STREAK, Tag.SPAN)]
    used: set[int] = set()
    for p in pieces:
        if any(s <= p.start and p.end <= e for s, e, _ in whole):
            continue
        best = max(
            range(len(spans)),
            key=lambda i: min(spans[i][1], p.end) - max(spans[i][0], p.start),
            default=None,
        )
        taken, rule = _unclaimed(p.kind), ""
        if best is not None and min(spans[best][1], p.end) > max(spans[best][0], p.start):
            used.add(best)
            taken, rule = _taken_for(spans[best][2]), spans[best][2].rule
        rows.append(Row(p.start, p.end, text[p.start : p.end], p.kind, p.value, p.more, taken, rule))
    for i, (s, e, m) in enumerate(spans):
        if i not in used and not any(r.start < e and s < r.end for r in rows):
            rows.append(Row(s, e, text[s:e], m.tag.name.lower(), None, {}, _taken_for(m), m.rule))
    yield from sorted(rows, key=lambda r: (r.start, r.end))


def _unclaimed(kind: str) -> str:
    return "nothing: a piece of a longer name" if kind in ("province", "ministry") else ""


def _taken_for(mention: "Mention") -> str:
    """Say what the grammar takes a mention for."""
    from extract.mention import Change, Rank, Score, Tag, Year
    from extract.rules.examples import say

    match mention.tag, mention.value:
        case Tag.RANK, Rank(last=True) as rank:
            return "the last place" if rank.place == 0 else f"place {rank.place} from the end"
        case Tag.RANK, Rank() as rank:
            through = f" to {rank.through}" if rank.through else ""
            return f"rank {rank.place}{through}" + (f" of {rank.of}" if rank.of else "")
        case Tag.SCORE, Score():
            return f"score {say(mention)}"
        case Tag.CHANGE, Change() as change:
            return f"{'gap' if change.gap else 'change'} {say(mention).removeprefix('gap ')}"
        case (Tag.YEAR | Tag.BASE | Tag.SPAN) as tag, Year(years, offset):
            what = {Tag.YEAR: "edition", Tag.BASE: "base of a change,", Tag.SPAN: "every year of"}[tag]
            when = ", ".join(map(str, years)) if offset is None else f"{offset:+d} from the edition spoken of"
            return f"{what} {when}"
        case Tag.STREAK, int() as size:
            return f"streak of {size}"
        case Tag.TIME, _:
            return "a time that is no edition"
        case Tag.PSEUDO, _:
            return f"nothing: a look-alike ({mention.rule})"
        case Tag.FOREIGN, _:
            return f"nobody that is ranked ({mention.rule})"
        case Tag.GROUP, _:
            return f"group {mention.value}"
    plain = {
        Tag.SUBJECT: "subject", Tag.GENERIC: "the subject spoken of", Tag.NATION: "all, or their mean",
        Tag.REGION: "region", Tag.INDEX: "index", Tag.COMPONENT: "component", Tag.OTHER: "an index that is not ours",
        Tag.KEPT: "no change",
    }  # fmt: skip
    asked = " (only where the context asks)" if mention.weak else ""
    return plain.get(mention.tag, mention.tag.name.lower()) + asked


def _table(rows: list[Row], reference: "Reference") -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(expand=False)
    for column in ("span", "text", "kind", "value", "taken for"):
        table.add_column(column, overflow="fold", justify="right" if column == "span" else "left")
    for r in rows:
        quiet = "dim" if r.kind == "lookalike" or r.taken_for.startswith("nothing") else ""
        cells = (f"{r.start}–{r.end}", r.text, r.kind, _value(r, reference), r.taken_for)
        table.add_row(*(Text(c) for c in cells), style=quiet)
    return table


def _value(row: Row, reference: "Reference") -> str:
    """A row's value as people read it, with what there is to say besides."""
    from normalize.numbers import vietnamese

    m = row.more
    if isinstance(row.value, Decimal):
        unit = {"percent": "%", "percentage point": " điểm phần trăm", "point": " điểm", "step": " bậc"}
        said = vietnamese(row.value)
        for key, word in (("through", "đến"), ("of", "/")):
            said += f" {word} {vietnamese(m[key])}" if key in m else ""
        said += unit.get(m.get("unit", ""), "")
        return ("≈ " if m.get("rough") else "") + said + (f" (or {vietnamese(m['or'])})" if "or" in m else "")
    if row.kind == "province":
        if m.get("exists") is False:
            heirs = ", ".join(reference.title(f"province/{h}") for h in m["heirs"])
            return f"{row.value}: not there in that year" + (f"; its land is {heirs}'s" if heirs else "")
        until = f" until {m['valid_to']}" if m["valid_to"] else ""
        heirs = ", ".join(reference.title(f"province/{h}") for h in m["heirs"])
        return f"{row.value}: {m['type']}, {m['gso']}, {m['iso']}{until}" + (
            f", then {heirs}" if heirs else ""
        )
    if row.kind == "lookalike":
        return f"not {', '.join(m['holds'])}" if m["holds"] else ""
    said = str(row.value or "")
    return f"{said}: {m['name']}" if "name" in m else said

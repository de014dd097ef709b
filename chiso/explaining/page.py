"""A reading as one self-contained page: the article with everything marked, the facts, the numbers not taken.

The page asks nothing of any server: style and script stand in it, and its policy forbids the rest.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chiso.explaining.marks import Element, Piece, elements
from chiso.explaining.story import LABELS, Fact, Story
from extract.why import Fate, Outcome
from normalize.errors import UserError

if TYPE_CHECKING:
    from jinja2 import Environment

_ASSETS: Final = Path(__file__).parent / "assets"
_TAGS: Final = {
    "title": "h1",
    "heading": "h2",
    "lead": "p",
    "paragraph": "p",
    "item": "p",
    "caption": "p",
    "byline": "p",
    "furniture": "p",
}
_LEGEND: Final = (
    ("who", "who"),
    ("what", "index"),
    ("part", "part of an index"),
    ("when", "edition"),
    ("cue", "cue"),
    ("else", "other"),
    ("like", "look-alike"),
)
_SECTIONS: Final = (
    (Outcome.REFUSED, "Taken for a value, then refused", True),
    (Outcome.BARE, "No value at all", True),
    (Outcome.OTHER, "Parts of dates and names", False),
    (Outcome.UNREAD, "Where nothing is read", False),
)
_AROUND: Final = 34
"""Letters of the text that are shown on both sides of a number that was not taken."""


def write(story: Story, path: Path) -> None:
    """Write the page. Raises UserError where it cannot be written."""
    try:
        path.write_text(page(story), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"the page cannot be written ({error.strerror})", str(path), "name a file in a folder that exists"
        ) from error


def page(story: Story) -> str:
    """Return the page of a reading."""
    article = story.extraction.article
    facts = [f for passage in story.passages for f in passage.facts]
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=article.title or article.doc,
            article=article,
            passed=story.extraction.passed,
            body=[_shown(e, article.text, story.fates) for e in elements(story)],
            counts=_counts(story, len(facts)),
            legend=_LEGEND,
            groups=list(_groups(facts)),
            sections=list(_sections(story)),
            data=_data(story, facts),
            style=(_ASSETS / "page.css").read_text("utf-8"),
            script=(_ASSETS / "page.js").read_text("utf-8"),
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _marked(piece: Piece, fates: Sequence[Fate]) -> list[str]:
    if piece.facts:
        return ["fact"]
    return ["not", *(fates[n].outcome.name.lower() for n in piece.fates[:1])] if piece.fates else []


def _shown(element: Element, text: str, fates: Sequence[Fate]) -> dict[str, Any]:
    def pieces(of: list[Piece]) -> list[dict[str, Any]]:
        return [
            {
                "text": text[p.start : p.end],
                "at": p.start,
                "class": " ".join(dict.fromkeys([*p.kinds, *_marked(p, fates)])),
                "facts": p.facts,
                "fates": p.fates,
            }
            for p in of
        ]

    rows = [
        [
            {
                "tag": "th" if block.cell and block.cell.header else "td",
                "rows": block.cell.row_span if block.cell else 1,
                "columns": block.cell.column_span if block.cell else 1,
                "pieces": pieces(found),
            }
            for block, found in row
        ]
        for row in element.rows
    ]
    return {
        "kind": element.kind,
        "tag": _TAGS.get(element.kind, "p"),
        "pieces": pieces(element.pieces),
        "rows": rows,
    }


def _counts(story: Story, facts: int) -> list[tuple[str, int, str]]:
    return [
        ("fact", facts, "observation" if facts == 1 else "observations"),
        ("refused", story.count(Outcome.REFUSED), "refused"),
        ("bare", story.count(Outcome.BARE), "no value"),
        ("other", story.count(Outcome.OTHER), "in dates and names"),
        ("unread", story.count(Outcome.UNREAD), "not read"),
    ]


def _slot(fact: Fact, name: str, default: str = "") -> str:
    return next((o.value for o in fact.origins if o.slot == name), default)


def _about(fact: Fact) -> dict[str, str]:
    o = fact.observation
    return {
        "who": _slot(fact, "subject", o.subject),
        "what": o.index.replace("_", " "),
        "part": o.component or "",
        "when": str(o.year) if o.year is not None else "no edition",
    }


def _groups(facts: list[Fact]) -> Iterator[dict[str, Any]]:
    """Facts of one subject and index (or part of one) that follow one another."""

    def alike(item: tuple[int, Fact]) -> tuple[str, ...]:
        about = _about(item[1])
        return about["who"], about["what"], about["part"]

    for (who, what, part), items in groupby(enumerate(facts), key=alike):
        yield {
            "who": who,
            "what": what,
            "part": part,
            "facts": [
                {
                    "number": n,
                    "at": f.observation.start,
                    "when": str(f.observation.year or "?"),
                    "value": f.value,
                    "label": LABELS[f.observation.attribute],
                    "scope": _slot(f, "scope"),
                    "status": f.observation.status,
                    "sure": f.observation.confidence,
                }
                for n, f in items
            ],
        }


def _sections(story: Story) -> Iterator[dict[str, Any]]:
    text = story.extraction.article.text
    for outcome, title, opened in _SECTIONS:
        by_why: dict[str, list[tuple[int, Fate]]] = defaultdict(list)
        for n, fate in enumerate(story.fates):
            if fate.outcome is outcome:
                by_why[fate.why.split(" (it stands before")[0]].append((n, fate))
        if by_why:
            whys = sorted(by_why.items(), key=lambda item: (-len(item[1]), item[1][0][0]))
            yield {
                "class": outcome.name.lower(),
                "title": title,
                "open": opened,
                "count": sum(map(len, by_why.values())),
                "whys": [
                    {"why": why, "fates": [_around(text, n, f) for n, f in fates]} for why, fates in whys
                ],
            }


def _around(text: str, number: int, fate: Fate) -> dict[str, Any]:
    before = text[max(0, fate.start - _AROUND) : fate.start].rpartition("\n")[2]
    behind = text[fate.end : fate.end + _AROUND].partition("\n")[0]
    return {"number": number, "at": fate.start, "before": before, "text": fate.text, "behind": behind}


def _data(story: Story, facts: list[Fact]) -> str:
    """What the script needs, as JSON that may stand in a script element."""
    data = {
        "facts": [
            {
                **_about(f),
                "span": [f.observation.start, f.observation.end],
                "value": f.value,
                "label": LABELS[f.observation.attribute],
                "status": f.observation.status,
                "sure": round(f.observation.confidence, 3),
                "rule": f.observation.rule,
                "origins": [
                    {
                        "slot": o.slot,
                        "value": o.value,
                        "arrow": o.arrow,
                        "how": o.how,
                        "quote": o.quote,
                        "span": o.span,
                        "inherited": o.inherited,
                    }
                    for o in f.origins
                ],
            }
            for f in facts
        ],
        "fates": [
            {"span": [f.start, f.end], "text": f.text, "outcome": f.outcome.value, "why": f.why}
            for f in story.fates
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

"""Soft failures: pages that say 200 and mean something else."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser

from crawlers.outcome import Outcome
from crawlers.sniff import foreign

_FILE: Final = Path(__file__).parent / "soft_failures.toml"
_CUTS: Final = regex.compile(r"\s[-–|]\s|\||:\s")
_FURNITURE: Final = ["script", "style", "noscript", "template", "header", "footer", "nav", "title"]


class _Kind(NamedTuple):
    outcome: Outcome
    title: "regex.Pattern[str]"
    text: "regex.Pattern[str]"


def soft_failure(html: str, body: bytes) -> Outcome | None:
    """Return the failure that a page of status 200 is, or None where it looks like what was asked for."""
    if foreign(body):
        return Outcome.NOT_A_PAGE
    few, not_long, tiny, kinds = _rules()
    tree = LexborHTMLParser(html)
    head = tree.css_first("title")
    title = " ".join((head.text() if head is not None else "").split())
    tree.strip_tags(_FURNITURE)
    text = " ".join((tree.body.text(separator=" ") if tree.body is not None else "").split())
    words = text.count(" ") + 1
    if words >= not_long:
        return None
    pieces = [piece.strip() for piece in _CUTS.split(title)]
    for kind in kinds:
        if any(kind.title.search(piece) for piece in pieces):
            return kind.outcome
        if words < few and kind.text.search(text):
            return kind.outcome
    return Outcome.TINY if len(text) < tiny else None


@lru_cache(maxsize=1)
def _rules() -> tuple[int, int, int, tuple[_Kind, ...]]:
    rules = tomllib.loads(_FILE.read_text("utf-8"))
    kinds = tuple(
        _Kind(
            Outcome(name),
            *(regex.compile("|".join(rules[name][part]), regex.I) for part in ("title", "text")),
        )
        for name in rules
        if isinstance(rules[name], dict)
    )
    return rules["few_words"], rules["not_long_words"], rules["tiny_characters"], kinds

"""The items of a numbered list: their numbers belong to no sentence, but may be places."""

from typing import Final

import regex

from extract.article import Article, Block, Kind

_NUMBERED: Final = regex.compile(r"\s*\(?(?P<n>\d{1,2})[.)]\s+")


def marker(article: Article, block: Block) -> int:
    """How long the number of a list's item is ("1. ", "2) "), in characters; 0 where there is none."""
    match = _match(article, block)
    return match.end() - block.start if match else 0


def item_number(article: Article, block: Block) -> int | None:
    """The number of a list's item, if it has one."""
    match = _match(article, block)
    return int(match["n"]) if match else None


def _match(article: Article, block: Block) -> "regex.Match[str] | None":
    return _NUMBERED.match(article.text, block.start, block.end) if block.kind is Kind.ITEM else None

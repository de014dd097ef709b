"""Paths to articles, one after the other; what cannot be read comes as the error that says why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.article import Article
from normalize.errors import UserError

if TYPE_CHECKING:
    from extract.extractor import Extraction
    from extract.scoring.gold import Gold


def read_articles(paths: Iterable[Path]) -> Iterator[Article | UserError]:
    """Yield the article of every saved page under `paths`, in order; an error in place of an unreadable one."""
    from crawlers.saved import find, read
    from extract.read import read_article

    for path in paths:
        try:
            files = list(find([path]))
        except UserError as error:
            yield error
            continue
        for file in files:
            try:
                yield read_article(read(file))
            except UserError as error:
                yield error if error.where else type(error)(error.what, str(file), error.to_do)


def path_named(what: str) -> Path | None:
    """The file or folder that an argument names; None for a text, however long, and for what is not there."""
    if not what.strip():
        return None  # not the folder in which one stands
    path = Path(what)
    try:
        return path if path.exists() else None
    except OSError:  # no name of a file is that long
        return None


def article_of_text(text: str) -> Article:
    """An article of a text typed at the command line."""
    from crawlers.snapshot import Snapshot
    from extract.plain import read_plain

    snapshot = Snapshot("text:", text.encode(), datetime.now(UTC).replace(tzinfo=None))
    return read_plain(snapshot, text)


def read_with_gold(gold: "Gold", dated: bool = True) -> "Extraction":
    """What is read of a gold document; its date of publication is the gold's where the page has none.

    With `dated` false it is read as `chiso extract` reads it, which knows no gold.
    """
    from crawlers.saved import read
    from extract.extractor import extractor
    from extract.read import read_article

    article = read_article(read(gold.text))
    if dated and article.published is None and gold.published:
        article = replace(article, published=date.fromisoformat(gold.published))
    return extractor().extract(article)


def answers(gold: "Gold") -> list[dict[str, Any]]:
    """The extractor's answers to a gold document."""
    extraction = read_with_gold(gold)
    return [o.record(extraction.article.text) for o in extraction.observations]

"""What a text says, without how it is set: equal for reprints."""

from typing import Final

import regex

from extract.article import Article, Kind
from normalize.ids import content_id
from normalize.text import shadow
from store.reconcile.reprints import Sketch, sketch

_WORD: Final = regex.compile(r"\w+")
_BODY: Final = frozenset({Kind.LEAD, Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.CELL})
ENOUGH: Final = 12
"""Words of a sentence that two writers will not hit upon by themselves."""


def body_words(article: Article) -> str:
    """Hash of the words of an article's body.

    Title, byline, captions and furniture are left out: they differ between reprints.
    """
    return content_id("words", " ".join(_body(article) or _words(article.text)))


def body_sketch(article: Article) -> Sketch:
    """By what copies of an article's body are known that differ in a few words."""
    return sketch(_body(article))


def _body(article: Article) -> list[str]:
    body = [b for b in article.blocks if b.kind in _BODY]
    return [word for b in body for word in _words(article.text[b.start : b.end])]


def sentence_words(sentence: str) -> str:
    """Hash of the words of a sentence, "" where it is too short to prove that one was copied."""
    words = _words(sentence)
    return content_id("said", " ".join(words)) if len(words) >= ENOUGH else ""


def _words(text: str) -> list[str]:
    return [str(word) for word in _WORD.findall(shadow(text))]

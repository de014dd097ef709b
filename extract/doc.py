"""A spaCy Doc of what was read: words as tokens, mentions and observations as span groups.

For looking at (displaCy) and for taking along (DocBin); the truth stays in the observations' own offsets, which
a token may be wider than. `extract.component` gives the same to whoever comes with a pipeline of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from extract.extractor import Extraction
from extract.mention import Tag
from extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

_HIDDEN: Final = frozenset({Tag.BREAK, Tag.CUE})
MENTIONS: Final = "mentions"
OBSERVATIONS: Final = "observations"
ABSTENTIONS: Final = "abstentions"


def to_doc(extraction: Extraction) -> "Doc":
    """Return the article as a Doc, with the span groups of `mark`.

    Tokens are underthesea's words in sentences that were read, and pieces between blanks elsewhere; tags are
    underthesea's parts of speech, X where there is none.
    """
    from spacy.vocab import Vocab

    doc = assembled(Vocab(), list(_pieces(extraction)), extraction.article.text)
    mark(doc, extraction)
    return doc


def assembled(vocab: "Vocab", pieces: Sequence[tuple[str, str]], text: str) -> "Doc":
    """Return a text as a Doc of its pieces between blanks, each with its tag; X where that is "".

    Raises ValueError where the pieces and blanks are not the text.
    """
    from spacy.tokens import Doc
    from spacy.util import get_words_and_spaces

    tokens, spaces = get_words_and_spaces([piece for piece, _ in pieces], text)
    tags = iter([tag for _, tag in pieces])
    marks = ["_SP" if t.isspace() else next(tags) or "X" for t in tokens]
    return Doc(vocab, words=tokens, spaces=spaces, tags=marks)


def _pieces(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Yield the article's words in order, each with its tag; all but blanks is in one of them."""
    text = extraction.article.text
    at = 0
    for reading in sorted(extraction.readings, key=lambda r: r.sentence.start):
        start, sentence = reading.sentence.start, reading.sentence.text
        if start < at:
            continue
        yield from ((piece, "") for piece in text[at:start].split())
        last = 0
        for word in words(sentence) if reading.sentence.mentions else ():
            yield from ((piece, "") for piece in sentence[last : word.start].split())
            yield sentence[word.start : word.end], word.tag
            last = word.end
        yield from ((piece, "") for piece in sentence[last:].split())
        at = start + len(sentence)
    yield from ((piece, "") for piece in text[at:].split())


def mark(doc: "Doc", extraction: Extraction, place: Callable[[int], int] = lambda at: at) -> None:
    """Put what was read into the span groups "mentions", "observations" and "abstentions" of a Doc.

    A mention's label is its kind, an observation's its attribute, with its id as span id, an abstention's what it
    was taken for. A span grows to whole tokens. `place` leads from the article's offsets to those of the Doc.
    """

    def span(start: int, end: int, label: str, name: str = "") -> "Iterator[Span]":
        found = doc.char_span(
            place(start), place(end), label=label, span_id=name or 0, alignment_mode="expand"
        )
        if found is not None:
            yield found

    doc.spans[MENTIONS] = [
        s
        for reading in extraction.readings
        for m in reading.sentence.mentions
        if m.tag not in _HIDDEN
        for s in span(*reading.sentence.span(m), m.tag.name)
    ]
    doc.spans[OBSERVATIONS] = [
        s for o in extraction.observations for s in span(o.start, o.end, o.attribute, o.id)
    ]
    doc.spans[ABSTENTIONS] = [s for a in extraction.abstentions for s in span(a.start, a.end, a.kind)]

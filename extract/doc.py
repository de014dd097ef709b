"""A spaCy Doc of what was read: words as tokens, mentions and observations as span groups.

For looking at (displaCy) and for taking along (DocBin); the truth stays in the observations' own offsets, which
a token may be wider than.
"""

from typing import TYPE_CHECKING

from extract.extractor import Extraction
from extract.mention import Tag
from extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HIDDEN = frozenset({Tag.BREAK, Tag.CUE})


def to_doc(extraction: Extraction) -> "Doc":
    """Return the article as a Doc. `doc.spans["mentions"]` and `doc.spans["observations"]` hold what was found.

    Tokens are underthesea's words in sentences that were read, and pieces between blanks elsewhere; tags are
    underthesea's parts of speech. An observation's span has its attribute as label and its id as span id.
    """
    from spacy.tokens import Doc, Span
    from spacy.util import get_words_and_spaces
    from spacy.vocab import Vocab

    text = extraction.article.text
    pieces: list[tuple[str, str]] = []
    at = 0
    for reading in sorted(extraction.readings, key=lambda r: r.sentence.start):
        start = reading.sentence.start
        if start < at:
            continue
        pieces += [(piece, "") for piece in text[at:start].split()]
        found = words(reading.sentence.text) if reading.sentence.mentions else ()
        if found:
            last = 0
            for word in found:
                pieces += [(piece, "") for piece in reading.sentence.text[last : word.start].split()]
                pieces.append((reading.sentence.text[word.start : word.end], word.tag))
                last = word.end
            pieces += [(piece, "") for piece in reading.sentence.text[last:].split()]
        else:
            pieces += [(piece, "") for piece in reading.sentence.text.split()]
        at = start + len(reading.sentence.text)
    pieces += [(piece, "") for piece in text[at:].split()]
    tokens, spaces = get_words_and_spaces([piece for piece, _ in pieces], text)
    tags = iter([tag for _, tag in pieces])
    doc = Doc(
        Vocab(),
        words=tokens,
        spaces=spaces,
        tags=["_SP" if t.isspace() else next(tags) or "X" for t in tokens],
    )
    mentions: list[Span] = []
    for reading in extraction.readings:
        for m in reading.sentence.mentions:
            if m.tag not in _HIDDEN:
                span = doc.char_span(*reading.sentence.span(m), label=m.tag.name, alignment_mode="expand")
                if span is not None:
                    mentions.append(span)
    doc.spans["mentions"] = mentions
    observations = (
        doc.char_span(o.start, o.end, label=o.attribute, span_id=o.id, alignment_mode="expand")
        for o in extraction.observations
    )
    doc.spans["observations"] = [s for s in observations if s is not None]
    return doc

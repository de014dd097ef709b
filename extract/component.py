"""chiso in a spaCy pipeline: `nlp.add_pipe("chiso")`, and a tokenizer of underthesea's words.

spaCy finds both by the entry points of the installed package. docs/spacy.md shows how they are used.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from crawlers.snapshot import Snapshot
from extract.doc import assembled, mark
from extract.extractor import extractor
from extract.plain import read_plain
from extract.sentence import split
from extract.words import words
from normalize.errors import UserError
from normalize.text import Canonical, canonical

NAME: Final = "chiso"
TOKENIZER: Final = "chiso.words.v1"
_NO_DAY: Final = datetime(1980, 1, 1)
"""When a text was fetched that nobody fetched: it bounds no date."""


class Reader:
    """The component: reads the text of a Doc as an article, and leaves in it what it states.

    Sets the span groups of `extract.doc.mark`, and `doc._.observations` and `doc._.abstentions`, lists of dicts
    with offsets of `doc.text`. `doc._.published` may be set before: a date, or what `date.fromisoformat` reads.
    """

    def __init__(self, reference: Path | None = None) -> None:
        self.reference = reference

    def __call__(self, doc: Doc) -> Doc:
        """Read a Doc. Raises UserError where `doc._.published` is no date."""
        raw = canonical(doc.text)
        article = read_plain(Snapshot("text:", doc.text.encode(), _NO_DAY), doc.text)
        article = replace(article, published=article.published or _day(doc._.published))
        extraction = extractor(self.reference).extract(article)
        mark(doc, extraction, raw.original)
        doc._.observations = [_placed(o.record(article.text), raw) for o in extraction.observations]
        doc._.abstentions = [
            {
                "start": raw.original(a.start),
                "end": raw.original(a.end),
                "text": a.text,
                "kind": a.kind,
                "rule": a.rule,
                "why": a.why,
            }
            for a in extraction.abstentions
        ]
        return doc


def _day(given: object) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise UserError("no date", f"doc._.published = {given!r}", "give one like 2025-04-08") from error


def _placed(record: dict[str, Any], raw: Canonical) -> dict[str, Any]:
    """The record with offsets of the text as it came, without what only a file has."""
    for name in ("start", "end"):
        record[name] = raw.original(record[name])
    record["sentence"] = [raw.original(at) for at in record["sentence"]]
    record["spans"] = {name: [raw.original(at) for at in span] for name, span in record["spans"].items()}
    del record["doc"]
    return record


def _observation(span: Span) -> dict[str, Any] | None:
    """What an observation's span states."""
    return next((o for o in span.doc._.observations if o["id"] == span.id_), None)


for _name in ("observations", "abstentions"):
    Doc.set_extension(_name, default=[], force=True)
Doc.set_extension("published", default=None, force=True)
Span.set_extension("observation", getter=_observation, force=True)


@Language.factory(
    NAME,
    default_config={"reference": None},
    assigns=["doc.spans", "doc._.observations", "doc._.abstentions"],
)
def create(nlp: Language, name: str, reference: str | None) -> Reader:
    """The component, with the bundled reference data or that of a folder."""
    return Reader(Path(reference) if reference else None)


class WordTokenizer(DummyTokenizer):
    """Tokens are underthesea's words, of one or several syllables; tags are its parts of speech.

    Where it cannot say where its words stand, and in text that is far from canonical, they are pieces between blanks.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text."""
        raw = canonical(text)
        pieces: list[tuple[int, int, str]] = []
        for start, end in _sentences(raw.text):
            found = words(raw.text[start:end])
            pieces += [(start + w.start, start + w.end, w.tag) for w in found]
        cut: list[tuple[str, str]] = []
        at = 0
        for start, end, tag in pieces:
            cut += [(piece, "") for piece in text[at : raw.original(start)].split()]
            at = raw.original(end)
            cut.append((text[raw.original(start) : at], tag))
        cut += [(piece, "") for piece in text[at:].split()]
        try:
            return assembled(self.vocab, cut, text)
        except ValueError:
            return assembled(self.vocab, [(piece, "") for piece in text.split()], text)


def _sentences(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found += list(split(text, at, at + len(line)))
        at += len(line)
    return found


def create_tokenizer() -> Callable[[Language], WordTokenizer]:
    """What makes the tokenizer of a pipeline."""
    return lambda nlp: WordTokenizer(nlp.vocab)


registry.tokenizers.register(TOKENIZER, func=create_tokenizer)

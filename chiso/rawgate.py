"""The gate on raw bytes: whether a page can name an index at all, told without parsing it."""

import unicodedata
from typing import Final

import regex
from ahocorasick_rs import BytesAhoCorasick

from normalize.reference import Reference

_TAGS: Final = regex.compile(rb"<[^<>]{0,1000}>")
_BLANKS: Final = regex.compile(rb"(?:[\s]|\xc2\xa0|&nbsp;|&#160;)+")
_ENTITIES: Final = regex.compile(rb"&(?:#x?[0-9a-fA-F]{2,6}|[aeiouyAEIOUY](?:grave|acute|circ|tilde));")
_ENOUGH: Final = 20
"""Letters written as entities from which a page is let through: its names cannot be seen in the bytes."""


class RawGate:
    """Lets a page through if it may name an index: one that it turns away names none in plain letters.

    Pages in other charsets than UTF-8, and those that write their letters as entities, are all let through.
    """

    def __init__(self, reference: Reference) -> None:
        names = {name for index in reference.indices for name in (index.name, *index.names)}
        written = {form for name in names for form in _written(name)}
        self._automaton = BytesAhoCorasick(sorted(written))

    def __call__(self, body: bytes) -> bool:
        """Whether to look at the page at all."""
        if b"\0" in body[:1024]:
            return True  # UTF-16, or no text: for others to tell
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            return True
        plain = _BLANKS.sub(b" ", _TAGS.sub(b"", body)).lower()
        if self._automaton.find_matches_as_indexes(plain):
            return True
        return len(_ENTITIES.findall(body)) >= _ENOUGH


def _written(name: str) -> set[bytes]:
    """A name as pages write it. Bytes are compared in small ASCII letters; other letters in both cases."""
    cases = {name, name.lower(), name.upper(), name.title(), name.capitalize()}
    forms = {unicodedata.normalize(form, case) for case in cases for form in ("NFC", "NFD")}
    return {form.encode().lower() for form in forms}

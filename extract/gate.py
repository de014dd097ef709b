"""The gate: whether an article can hold an observation at all, decided before anything costly is done."""

from typing import Final

import regex
from ahocorasick_rs import AhoCorasick

from normalize.reference import Reference
from normalize.text import shadow

_TRIGGER: Final = regex.compile(
    r"\d|nhất|nhì|đầu|quân|cuối|chót|đội sổ|tiếp (?:đến|theo)|kế|theo sau|lần lượt|sau |sau đó"
    r"|bậc|thứ (?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|vô địch|hạng|vị trí|nhóm"
)


class Gate:
    """Literal search for the names of indices in whole articles, and for the marks of a value in sentences."""

    def __init__(self, reference: Reference) -> None:
        names = {shadow(n) for i in reference.indices for n in (i.name, *i.names)}
        self._automaton = AhoCorasick(sorted(names))

    def article(self, folded: str) -> bool:
        """Whether any index is named in the shadow of an article: without, nothing in it can be ours."""
        return bool(self._automaton.find_matches_as_indexes(folded))

    def sentence(self, folded: str) -> bool:
        """Whether a sentence can hold a value."""
        return _TRIGGER.search(folded) is not None

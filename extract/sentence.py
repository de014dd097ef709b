"""Sentences: cut out of blocks, with their mentions, parentheses and the text between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import regex

from extract.article import Block
from extract.mention import Mention, Tag
from normalize.text import shadow

_END: Final = regex.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|(?<=[.!?][”\"])(?=\s)")
_ABBREVIATION: Final = regex.compile(
    r"(?<![\p{L}\d])(?:TP|Tp|T\.P|TX|Tx|TT|Th\.?S|TS|PGS|GS|BS|KS|CN|Ths|Mr|Mrs|Dr|St|Q|P"
    r"|H|tr|vv|v\.v|Đ\.c|đ\.c)\.$|(?:^|\.)\s?\p{Lu}\.$"
)
_LONGEST: Final = 2_000
"""Characters of the longest sentence. Nobody writes longer ones; what is made by machines is cut at a semicolon,
a comma or a blank, so that the work on one sentence has a bound and that on an article grows with its length."""
_CUTS: Final = (";", ", ", " ", "\n", "\t")
_BLANKS: Final = regex.compile(r"\s+")
_NEXT: Final = regex.compile(r"\s+[\"'“‘(\[]*(?:\p{Lu}|\d|[-–•*])")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text[start:end]`, blanks around them left out.

    A full stop ends a sentence where blank and capital, digit or quote follow, and no abbreviation or
    single initial stands before it; dots inside numbers and addresses never do.
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() < begin or not _NEXT.match(text, match.end(), end):
            continue
        if match[0][:1] == "." and _ABBREVIATION.search(
            text, max(begin, match.start() - 6), match.start() + 1
        ):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = next((c for mark in _CUTS if (c := text.rfind(mark, start, start + _LONGEST)) > start), None)
        if cut is None:  # one word of that length is no word: what follows it is read, it is not
            blank = _BLANKS.search(text, start, end)
            start = blank.end() if blank is not None else end
            continue
        yield from _bare(text, start, cut + 1)
        start = cut + 1
    yield from _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


@lru_cache(maxsize=256)
def _hidden(letter: str) -> "regex.Pattern[str]":
    return regex.compile(rf"{letter}_*")


@dataclass(frozen=True, slots=True)
class Paren:
    """A parenthesis: positions of its brackets among the mentions, and of the mention it stands behind."""

    open: int
    close: int
    anchor: int | None


@dataclass(frozen=True)
class Sentence:
    """A sentence and its mentions; mentions' offsets count from the sentence's start."""

    text: str
    start: int
    mentions: tuple[Mention, ...]

    def replacing(self, change: Callable[[Mention], Mention]) -> "Sentence":
        """The sentence with every mention changed."""
        return Sentence(self.text, self.start, tuple(map(change, self.mentions)))

    def keeping(self, wanted: Callable[[Mention], bool]) -> "Sentence":
        """The sentence with the mentions that are wanted."""
        return Sentence(self.text, self.start, tuple(filter(wanted, self.mentions)))

    @cached_property
    def folded(self) -> str:
        """The shadow of the sentence."""
        return shadow(self.text)

    def span(self, mention: Mention) -> tuple[int, int]:
        """The mention's span in the article."""
        return self.start + mention.start, self.start + mention.end

    @cached_property
    def masked(self) -> str:
        """The shadow with every mention except breaks and cues replaced by its tag's letter and "_"."""
        out = list(self.folded)
        for m in self.mentions:
            if m.tag not in (Tag.BREAK, Tag.CUE):
                out[m.start : m.end] = m.tag.value + "_" * (m.end - m.start - 1)
        return "".join(out)

    def gap(self, left: Mention, right: Mention, hide: str = "") -> str:
        """The shadow between two mentions; mentions whose tag's letter is in `hide` are blanked out."""
        piece = self.masked[left.end : right.start]
        for letter in hide:
            piece = _hidden(letter).sub(" ", piece)
        return _BLANKS.sub(" ", piece).strip()

    def before(self, mention: Mention, width: int = 40) -> str:
        """The shadow in front of a mention."""
        return self.folded[max(0, mention.start - width) : mention.start]

    def after(self, mention: Mention, width: int = 60) -> str:
        """The shadow behind a mention."""
        return self.folded[mention.end : mention.end + width]

    @cached_property
    def parens(self) -> tuple[Paren, ...]:
        """Parentheses in order of their opening; an unclosed one ends with the sentence."""
        found: list[Paren] = []
        stack: list[int] = []
        for i, m in enumerate(self.mentions):
            if m.tag is Tag.BREAK and m.value in ("(", "["):
                stack.append(i)
            elif m.tag is Tag.BREAK and m.value in (")", "]") and stack:
                found.append(self._paren(stack.pop(), i))
        found += [self._paren(i, len(self.mentions)) for i in stack]
        return tuple(sorted(found, key=lambda p: p.open))

    def _paren(self, open_: int, close: int) -> Paren:
        anchor = open_ - 1
        while anchor >= 0 and self.mentions[anchor].tag in (Tag.BREAK, Tag.CUE):
            if self.mentions[anchor].value == ")":
                break
            anchor -= 1
        return Paren(open_, close, anchor if anchor >= 0 else None)

    def paren_of(self, position: int) -> Paren | None:
        """The innermost parenthesis around a mention."""
        return self._innermost[position]

    @cached_property
    def _innermost(self) -> list[Paren | None]:
        """The innermost parenthesis around each mention, brackets counted as outside of their own."""
        openings = {p.open: p for p in self.parens}
        stack: list[Paren] = []
        found: list[Paren | None] = []
        for i in range(len(self.mentions)):
            while stack and stack[-1].close <= i:
                stack.pop()
            found.append(stack[-1] if stack else None)
            if i in openings:
                stack.append(openings[i])
        return found

    def clause_break(self, left: int, right: int) -> bool:
        """Whether a semicolon stands between two positions, outside of parentheses."""
        return any(
            m.tag is Tag.BREAK and m.value == ";" and self.paren_of(i) is None
            for i, m in enumerate(self.mentions[left:right], start=left)
        )


Placed = tuple[Block, Sentence]
"""A sentence with the block that it stands in."""

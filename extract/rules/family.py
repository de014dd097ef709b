"""What a rule family is made of: named patterns on the shadow, and what each match says."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import regex

from extract.mention import Mention, Tag, Value
from normalize.numbers import WORDS

ORDINAL: Final = rf"(?:\d{{1,3}}(?![.,]?\d)|{WORDS})"
"""A place in digits or words; never the whole part of a decimal."""

YEAR: Final = r"(?:19[89]\d|20[0-4]\d)(?!\d|[.,]\d)"

Make = Callable[[regex.Match[str]], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with a name. `make` turns a match into a value, or None where the match is a look-alike.

    The mention spans group "m" of the pattern where there is one, else the whole match.
    """

    name: str
    tag: Tag
    pattern: regex.Pattern[str]
    make: Make

    def matches(self, folded: str) -> Iterator[Mention]:
        """Yield what the rule finds in a shadow."""
        for match in self.pattern.finditer(folded):
            value = self.make(match)
            if value is None:
                continue
            start, end = match.span("m") if "m" in self.pattern.groupindex else match.span()
            yield Mention(start, end, self.tag, value, self.name)


def rule(name: str, tag: Tag, pattern: str, make: Make | Value) -> Rule:
    """Make a rule. Word boundaries are put around the pattern where it begins or ends with a letter."""
    compiled = regex.compile(rf"(?<![\p{{L}}\d])(?:{pattern})(?:(?<=%)|(?![\p{{L}}]))")
    return Rule(name, tag, compiled, make if callable(make) else lambda _: make)


class Taken:
    """The stretches of a sentence that a mention has already consumed, in order of their place."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing was taken between start and end."""
        at = bisect_right(self._starts, start)
        return (not at or self._ends[at - 1] <= start) and (
            at == len(self._starts) or end <= self._starts[at]
        )

    def take(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Yield the mentions whose stretch is free, taking it."""
        for mention in mentions:
            if self.free(mention.start, mention.end):
                at = bisect_right(self._starts, mention.start)
                self._starts.insert(at, mention.start)
                self._ends.insert(at, mention.end)
                yield mention

"""Words of a sentence by underthesea, with exact offsets; asked where characters alone leave a doubt.

underthesea rewrites the text before it cuts it and returns strings without offsets. Its own syllable pattern,
run without any rewriting, gives the syllables where they stand; the words it returns say how many syllables
belong together. Where the two counts differ the sentence gets no words, never wrong ones.
"""

from dataclasses import dataclass
from functools import lru_cache

from normalize.text import canonical


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` of the sentence, and its part of speech in underthesea's tag set (N, Np, M, V …)."""

    start: int
    end: int
    tag: str


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a sentence in canonical form, in order; empty where they cannot be placed exactly."""
    from underthesea import pos_tag
    from underthesea.pipeline.word_tokenize.regex_tokenize import tokenize

    if canonical(text).text != text:
        raise ValueError("words are found in canonical text only")
    tagged = pos_tag(text)
    syllables = tokenize(text, use_character_normalize=False, use_token_normalize=False)
    if sum(len(word.split(" ")) for word, _ in tagged) != len(syllables):
        return ()
    spans: list[tuple[int, int]] = []
    at = 0
    for syllable in syllables:
        start = text.find(syllable, at)
        if start < 0:
            return ()
        at = start + len(syllable)
        spans.append((start, at))
    found: list[Word] = []
    k = 0
    for word, tag in tagged:
        size = len(word.split(" "))
        found.append(Word(spans[k][0], spans[k + size - 1][1], tag))
        k += size
    return tuple(found)


def word_at(text: str, position: int) -> Word | None:
    """Return the word that covers a position; None between words and where the sentence has none."""
    return next((w for w in words(text) if w.start <= position < w.end), None)

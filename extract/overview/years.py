"""Which index a year stands beside, and whether it is only remembered."""

from typing import Final

import regex

from extract.mention import Mention, Tag
from extract.sentence import Sentence

_PAST: Final = regex.compile(r"(?<!\p{L})(?:trước đây|trước kia|từng|trước đó|lịch sử)(?!\p{L})")
_NEAR: Final = 12
"""Characters between a year and the index it stands beside."""
_NEAR_OVER_A_NAME: Final = 40
"""The same where something else stands between them: "Chỉ số CCHC của tỉnh năm 2024"."""


def beside_index(sentence: Sentence, i: int) -> str | None:
    """The index that a year stands beside: "PCI 2023", "Chỉ số CCHC của tỉnh năm 2024", "năm 2024 về SIPAS"."""
    m = sentence.mentions[i]
    for j in (i - 1, i - 2, i + 1):
        if 0 <= j < len(sentence.mentions):
            other = sentence.mentions[j]
            if other.tag is Tag.INDEX and not other.weak:
                gap = m.start - other.end if j < i else other.start - m.end
                if gap < (_NEAR_OVER_A_NAME if j == i - 2 else _NEAR):
                    return str(other.value)
    return None


def looks_back(sentence: Sentence, year: Mention) -> bool:
    """Whether a year is only remembered: "thứ hạng cao nhất tỉnh từng có là hạng 6 ở PCI 2011"."""
    return bool(_PAST.search(sentence.folded[: year.start]))

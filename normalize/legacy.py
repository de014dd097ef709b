"""Text in the font codes of before Unicode: TCVN3 (ABC, ".VnTime") and VNI, told apart and converted.

Both write Vietnamese letters with the characters of Latin-1 and rely on a font to draw them. Bytes of such a page
read as Windows-1252, and Unicode pages into which it was pasted, hold the same characters: "TØnh S¬n La" (TCVN3),
"Tænh Sôn La" (VNI) for "Tỉnh Sơn La".

Tables: TCVN3 is the 8-bit code of the standard TCVN 5712:1993 without its capitals, as in glibc's TCVN5712-1; VNI
is the scheme of VNI Software's Windows fonts, a letter followed by the sign of its hat and tone. No maintained
library of PyPI has them (looked for in 2026).
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import regex

from normalize.syllables import is_syllable


class Code(StrEnum):
    """A font code."""

    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3: Final = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_MARKED: Final = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõ", "ýỳỷỹ"),
}
_SINGLE: Final = dict(zip("ñôöæóòî", "đơưỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    table: dict[str, str] = {}
    for base, (marks, letters) in _MARKED.items():
        for mark, letter in zip(marks, letters, strict=True):
            table[base + mark] = letter
            for written in (base.upper() + mark, base.upper() + mark.upper()):
                table[written] = letter.upper()
    for written, letter in _SINGLE.items():
        table[written] = letter
        table[written.upper()] = letter.upper()
    return table


_VNI: Final = _vni()
_ENCODED: Final = {
    Code.TCVN3: {letter: written for written, letter in _TCVN3.items()},
    Code.VNI: {letter: written for written, letter in _VNI.items()},
}
_VNI_PIECE: Final = regex.compile("|".join(sorted(_VNI, key=len, reverse=True)))
_WORD: Final = regex.compile(r"[A-Za-z\u00a1-\u00ff]*[\u00a1-\u00ff][A-Za-z\u00a1-\u00ff]*")
_HAS_LETTER: Final = regex.compile(r"[A-Za-z]")
_SEGMENT: Final = regex.compile(r"<[^<>]*>|\n")
# Cheap signs that a code may be there: of these no Unicode text, Vietnamese or not, has many inside of words.
_SIGNS: Final = {
    Code.TCVN3: regex.compile(
        r"[A-Za-z][\u00a1-\u00be\u00c6\u00d7\u00d8\u00de\u00df\u00e6\u00f7\u00f8\u00fe]"
    ),
    Code.VNI: regex.compile(r"(?i)[aeouyôö][ùøûõïâáàåãäêéèúüë]"),
}
_FEWEST: Final = 6
"""Words of the code that a text must have before any of it is converted."""
_WELL: Final = 0.9
"""The share of its words that must make syllables when converted."""
_PLAIN: Final = 0.5
"""The share that may be syllables as they stand: some are, "nôi" or "tính"."""
# Signs that stand alone as themselves even in such a text.
_ALONE: Final = frozenset("©®°·»§±²³¼½¾µ")
_UNICODE: Final = regex.compile(r"[\u0102-\u1ef9]")
"""Letters of Vietnamese that Latin-1 does not have: where they stand, no font code is."""


def detect(text: str) -> Code | None:
    """Return the font code that most of `text`, or whole lines of it, are written in; None where there is none.

    What counts is whether words that make no sense as they stand become Vietnamese syllables, so that other
    languages, symbols and Unicode Vietnamese are not mistaken.
    """
    scores = {
        code: sum(score for segment in _segments(text) if (score := _score(segment, code)) > 0)
        for code in Code
        if sum(1 for _ in _SIGNS[code].finditer(text)) >= _FEWEST // 2
    }
    best = max(scores, key=lambda code: scores[code], default=None)
    return best if best is not None and scores[best] >= _FEWEST else None


def mend(text: str) -> tuple[str, Code | None]:
    """Return `text` with the stretches that are in a font code converted, and which code it was.

    Stretches end at line ends and tags, so that a page with passages in both ways of writing comes out right;
    those in Unicode stay untouched. Without any letter of Unicode Vietnamese, all of the text is converted.
    """
    code = detect(text)
    if code is None:
        return text, None
    mixed = _UNICODE.search(text) is not None
    return "".join(
        convert(s, code) if s[0] != "<" and (not mixed or _in_code(s, code)) else s for s in _segments(text)
    ), code


def convert(text: str, code: Code) -> str:
    """Return `text`, all of which is in a font code, in Unicode (composed).

    TCVN3 writes capitals with tones in a font of capitals: what stands in a line of nothing but capitals, or in
    a word with two of them and no small letter, becomes a capital.
    """
    if code is Code.VNI:
        return _WORD.sub(lambda m: _VNI_PIECE.sub(lambda piece: _VNI[piece[0]], m[0]), text)
    letters = "".join(_HAS_LETTER.findall(text))
    capitals = len(letters) > 3 and letters.isupper()

    def word(match: regex.Match[str]) -> str:
        written = match[0]
        item = text[match.end() : match.end() + 1] == ")" and text[match.start() - 1 : match.start()] != "("
        if written in _ALONE and not item:  # "®)" is the item of a list behind "d)"
            return written
        converted = "".join(_TCVN3.get(c, c) for c in written)
        plain = "".join(_HAS_LETTER.findall(written))
        return converted.upper() if capitals or (len(plain) > 1 and plain.isupper()) else converted

    return _WORD.sub(word, text)


def encode(text: str, code: Code) -> str:
    """Return composed Vietnamese in a font code, the way back of `convert`: what tests and old systems need.

    TCVN3 has no capitals with tones; they become small letters.
    """
    table = _ENCODED[code]
    return "".join(table.get(c) or table.get(c.lower(), c) for c in text)


def _segments(text: str) -> Iterator[str]:
    """Cut a text at tags and line ends, which are pieces of their own; together they are the text again."""
    last = 0
    for match in _SEGMENT.finditer(text):
        if match.start() > last:
            yield text[last : match.start()]
        yield match[0]
        last = match.end()
    if last < len(text):
        yield text[last:]


def _words(segment: str) -> list[str]:
    """The words of a segment that a code may have written: with a sign, and more than one character."""
    return [w for w in _WORD.findall(segment) if len(w) > 1] if segment[0] != "<" else []


def _score(segment: str, code: Code) -> int:
    """How many words of a segment speak for the code; 0 where the segment as a whole does not."""
    words = _words(segment)
    if len(words) < 3 or _UNICODE.search(segment):
        return 0
    good = sum(is_syllable(convert(w, code)) for w in words)
    plain = sum(is_syllable(w) for w in words)
    return good if good >= _WELL * len(words) and plain <= _PLAIN * len(words) else 0


def _in_code(segment: str, code: Code) -> bool:
    """Whether a segment of a text that has the code elsewhere is in it too; of few words all must say so."""
    if _score(segment, code):
        return True
    words = _words(segment)
    return (
        bool(words)
        and not _UNICODE.search(segment)
        and not any(is_syllable(w) for w in words)
        and all(is_syllable(convert(w, code)) for w in words)
    )

"""Canonical text, and the shadow of equal length that names are looked up in.

Canonical text is what every offset in the project refers to and the only form that is stored or shown: NFC,
line ends as "\\n", every kind of blank as " ", characters without width removed. It keeps case, tone marks
and spelling as written. The shadow is canonical text folded for matching; position i of the shadow is
position i of the text.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

_LINE_ENDS: Final = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_BLANKS: Final = dict.fromkeys(
    [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, *range(0x00, 0x09), *range(0x0E, 0x1C)]
    + [0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)],
    " ",
)
_ONE_TO_ONE: Final = _LINE_ENDS | _BLANKS
_GONE: Final = regex.compile(
    "\r(?=\n)|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_CLUSTER: Final = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Canonical:
    """Canonical text with its way back.

    `origin[i]` is the offset in the raw string of the character that `text[i]` came from, and
    `origin[len(text)]` the raw length; None where the two have the same offsets throughout.
    """

    text: str
    raw_length: int
    origin: tuple[int, ...] | None = None

    def original(self, offset: int) -> int:
        """Return where canonical `offset` (0 … len(text)) stands in the raw string."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} is outside of the text (0 to {len(self.text)})")
        return offset if self.origin is None else self.origin[offset]

    def canonical(self, original: int) -> int:
        """Return the first canonical offset whose character came from raw offset `original` or later."""
        if self.origin is None:
            return min(original, len(self.text))
        from bisect import bisect_left

        return min(bisect_left(self.origin, original), len(self.text))


def canonical(raw: str) -> Canonical:
    """Return the canonical form of `raw` with its offset map.

    Applying it to its own text changes nothing, and NFC and NFD of one text give the same text.
    """
    kept: list[int] | None = None
    text = raw
    if _GONE.search(raw):
        gone = {i for m in _GONE.finditer(raw) for i in range(*m.span())}
        kept = [i for i in range(len(raw)) if i not in gone]
        text = "".join(raw[i] for i in kept)
    text = text.translate(_ONE_TO_ONE)
    if unicodedata.is_normalized("NFC", text):
        origin = None if kept is None else (*kept, len(raw))
        return Canonical(text, len(raw), origin)
    pieces: list[str] = []
    starts: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        # A cluster that shrinks keeps the map monotonic: its characters take its first offsets in turn.
        starts.extend(min(match.start() + k, match.end() - 1) for k in range(len(piece)))
    origin_of = starts if kept is None else [kept[i] for i in starts]
    return Canonical("".join(pieces), len(raw), (*origin_of, len(raw)))


_LOOKALIKES: Final = {
    **dict.fromkeys(map(ord, "\u00f0\u0256\u0111"), "đ"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4"), "'"),
    ord("\n"): " ",
    ord("\t"): " ",
}
_TONE_MOVES: Final = dict(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        strict=True,
    )
)
# hoà = hòa, uỷ = ủy; not in "hoàn" (the vowel goes on) and not in "quý" (the u belongs to the consonant).
_TONE: Final = regex.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})")
_I_FOR_Y: Final = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
# kỳ = kì, lý = lí, tỷ = tỉ, Quy = Qui: a final y after these consonants is i.
_Y: Final = regex.compile(r"(?<=(?<!\p{L})(?:[hklmst]|qu))[yýỳỷỹỵ](?!\p{L})")


def shadow(text: str) -> str:
    """Return canonical `text` folded for matching, character by character at the same offsets.

    Lower case; tone marks at their older place (hoà → hòa); final y as i after h, k, l, m, s, t, qu;
    look-alikes of đ, dashes and quotes joined; line ends and tabs as blanks.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # İ and its like grow when lowered; they are left as they are
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = lowered.translate(_LOOKALIKES)
    lowered = _TONE.sub(lambda m: _TONE_MOVES[m[0]], lowered)
    return _Y.sub(lambda m: _I_FOR_Y[m[0]], lowered)


@lru_cache(maxsize=32768)
def folded(name: str) -> str:
    """Return the shadow of a name: two names with the same one are the same name. Remembered, for data files."""
    return shadow(name)


_NOT_WORD: Final = regex.compile(r"[^a-z0-9]+")
_MARKS: Final = regex.compile(r"\p{Mn}+")


def plain(text: str) -> str:
    """Return `text` in lower case without any diacritic, đ as d: "Đắk Lắk" → "dak lak"."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return _MARKS.sub("", folded)


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return the slug of a Vietnamese name: "Bà Rịa - Vũng Tàu" → "ba-ria-vung-tau"."""
    return _NOT_WORD.sub("-", plain(name)).strip("-")

"""Bytes → text. Pages lie about their charset, so the bytes are believed before the labels.

UTF-8 is so regular that text in another charset practically never passes for it: whatever decodes as UTF-8
is UTF-8, whoever claims something else. Only where that fails do the labels and, last, a guess get a say, and
the reading that looks most like written Vietnamese wins. Pages in a font code of before Unicode (TCVN3, VNI)
claim to be Western; they, and passages of that kind inside of UTF-8 pages, are converted.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from crawlers.sniff import utf16_without_mark
from extract.errors import Unreadable
from normalize.legacy import detect, mend

SAMPLE: Final = 64 * 1024
"""Bytes that a guess looks at: enough to tell, and charset_normalizer takes minutes over whole megabytes."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = regex.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", regex.I)
_XML: Final = regex.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})", regex.I)
_HEADER: Final = regex.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", regex.I)
_HIGH: Final = regex.compile(rb"[\x80-\xff]")
# What a charset table makes of bytes that are none of its own: C1 controls, private use, a capital or a
# symbol inside of a word, letters that Vietnamese does not have.
_BROKEN: Final = regex.compile(
    r"[\x80-\x9f\uFFFD\p{Co}\p{Cn}]|(?<=\p{Ll})[^\x00-\x7F\p{Ll}\p{M}\p{P}\p{Z}]|[ðþß¬¤¦¨¯¶¸¹¼¾µ§®Þ]"
)
_VIETNAMESE: Final = regex.compile(
    r"[\u0300\u0301\u0303\u0309\u0323àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-ỹ“”‘’«»–—…•·°]"
)
_NONASCII: Final = regex.compile(r"[^\x00-\x7F]")
# The share of broken UTF-8 that is forgiven: a page cut inside of a letter, a stray byte of an old template.
_FORGIVEN: Final = 0.02
_PLAUSIBLE: Final = 0.6
_VIETNAMESE_ENOUGH: Final = 0.8


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset that it was read in (Python's name), and the font code that it was freed from."""

    text: str
    charset: str
    code: str | None = None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of `body`; `content_type` is the HTTP header's value, if there was one.

    Raises Unreadable where no charset makes plausible text of the bytes.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return Decoded(_forgiving(body[len(mark) :], charset), charset)
    if wide := utf16_without_mark(body):
        return Decoded(_forgiving(body, wide), wide)
    if (text := _strict(body, "utf-8")) is not None:
        return _text(text, "utf-8")
    text = body.decode("utf-8", "replace")
    wrong, right = text.count("\ufffd"), len(_NONASCII.findall(text))
    if wrong <= max(1, _FORGIVEN * right) and right > 2 * wrong:
        return _text(text, "utf-8")
    return _best_legacy(body, content_type)


def _text(text: str, charset: str) -> Decoded:
    if text.count("\0") > len(text) // 100:
        raise Unreadable(
            "the bytes are no text: they are full of NULs", to_do="save the page as text or HTML"
        )
    mended, code = mend(text)
    return Decoded(mended, charset, code)


def _best_legacy(body: bytes, content_type: str | None) -> Decoded:
    first = _HIGH.search(body)
    start = max(0, first.start() - 1000) if first else 0
    sample = body[start : start + SAMPLE]
    if detect(sample.decode("cp1252", "replace")):
        return _text(body.decode("cp1252", "replace"), "cp1252")
    best, best_score = "", 0.0
    labels = list(_labels(body, content_type))
    for charset in dict.fromkeys((*labels, *_guesses(sample))):
        read = _strict(sample, charset)
        if read is None:
            continue
        score, vietnamese = _plausibility(read)
        # What a label says may be any language; what is only guessed has to be Vietnamese.
        if score > max(best_score, _PLAUSIBLE) and (charset in labels or vietnamese > _VIETNAMESE_ENOUGH):
            best, best_score = charset, score
    if not best:
        raise Unreadable(
            "no charset makes plausible text of the bytes",
            to_do="open the page in a browser or an editor that shows it well, and save it as UTF-8",
        )
    text = body.decode(best, "replace")
    # Some charsets that a label can name, as UTF-7, make halves of characters that no other can write.
    return _text(text.encode("utf-8", "replace").decode(), codecs.lookup(best).name)


def _labels(body: bytes, content_type: str | None) -> Iterator[str]:
    if content_type and (match := _HEADER.search(content_type)):
        yield match[1].lower()
    for label in (_META.search(body[:SAMPLE]), _XML.search(body[:1000])):
        if label:
            yield label[1].decode("ascii").lower()


def _guesses(sample: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    yield from ("cp1258", "cp1252")  # the old Windows page of Vietnamese, and the default of the West
    for guess in from_bytes(sample):
        yield guess.encoding


def _plausibility(text: str) -> tuple[float, float]:
    """How much of what is not ASCII looks written, not mistaken, and how much is Vietnamese (0 to 1)."""
    foreign = len(_NONASCII.findall(text))
    if not foreign:
        return 1.0, 1.0
    vietnamese, broken = len(_VIETNAMESE.findall(text)) / foreign, len(_BROKEN.findall(text)) / foreign
    return max(0.0, 1.0 - 3.0 * broken) * (0.7 + 0.3 * vietnamese), vietnamese


def _strict(data: bytes, charset: str) -> str | None:
    """Decode all of `data`, but for a letter that was cut at its end; None where that fails."""
    try:
        b"\0\0\0\0".decode(charset)  # refuses the codecs that unpack or transform, which the next line runs
        return codecs.getincrementaldecoder(charset)("strict").decode(data, final=False)
    except (LookupError, ValueError, AssertionError):
        return None  # an unknown label, or not this charset


def _forgiving(data: bytes, charset: str) -> str:
    text = codecs.getincrementaldecoder(charset)("replace").decode(data, final=False)
    if text.count("\ufffd") > max(1, len(text) // 20):
        raise Unreadable(
            f"the bytes claim to be {charset} but are not", to_do="save the page again, as UTF-8"
        )
    return text

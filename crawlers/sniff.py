"""What bytes are, whatever their name or their server says: text, or one of the files that are none."""

from typing import Final

HEAD: Final = 64 * 1024
"""Bytes that are looked at. A file that is text so far is taken for text."""

_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
)
# Two letters are no proof: "BM" and "MZ" also begin words, "II*" a list. Such files have NULs soon after.
_SHORTEST_PROOF: Final = 4


def foreign(body: bytes) -> str | None:
    """Return in words what `body` seems to be if it is no text, else None."""
    head = body[:HEAD]
    nuls = head.count(0)
    for magic, words in _MAGIC:
        if head.startswith(magic) and (nuls or len(magic) >= _SHORTEST_PROOF or magic[:1] > b"\x7f"):
            return words
    if head[4:8] == b"ftyp":
        return "a video or a HEIC image"
    if head[8:12] == b"DUCK":
        return "a DuckDB database"
    if nuls and not head.startswith(_MARKS) and utf16_without_mark(head) is None:
        return "binary data"
    return None


def utf16_without_mark(body: bytes) -> str | None:
    """Return the UTF-16 (Python's name) that `body` seems to be in, or None.

    A page in UTF-16 has a NUL in every letter of its tags, and all of them on one side.
    """
    head = body[:HEAD]
    many = len(head) // 8
    first, second = head[::2].count(0), head[1::2].count(0)
    if first > many and second == 0:
        return "utf-16-be"
    if second > many and first == 0:
        return "utf-16-le"
    return None

"""Lines that were cut at a fixed width: where a paragraph goes on in the next line.

Old dumps of pages are wrapped at 72 to 100 columns, some counted in letters, some in bytes, some in code
points before the text was composed. Whether a file is wrapped shows in how often the next word would not
have fitted any more: nearly always in a wrapped paragraph, hardly ever in lines that end where they should.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from extract import lines
from normalize.gazetteer import NameKind, current

NARROW: Final = 40
"""Lines that are never wider are a list or a poem, not paragraphs."""

WIDE: Final = 130
"""Nobody wraps wider; a longer line is a whole paragraph."""

_OPEN: Final = regex.compile(
    r"(?<!\p{L})(?:của|và|từ|với|trong|so với|là|các|những|tại|về|cho|trực thuộc|xếp loại"
    r"|trong \d{1,2} (?:tỉnh|thành phố|địa phương))$"
    r"|\([^)]{0,90}$"
    # "… trục "Tham gia" - / 5,30 điểm", "gồm (1) Thể chế; (2) / Hạ tầng", "thành phố A; huyện / Minh Hóa …".
    r"|\S [-–]$|[;:] \(?\d{1,2}\)$|[;:.] (?:thành phố|tỉnh|huyện|thị xã|quận|phường|xã)$",
    regex.I,
)
"""A line that ends so goes on, even where the next begins with a number ("đứng thứ / 51. Có …")."""

_OPEN_NUMBER: Final = regex.compile(r"(?<!\p{L})(?:thứ|hạng|năm|đến|đạt|tháng|khoảng|hơn|vị trí)$", regex.I)
"""The same where a number or a small letter follows, but not a capital ("Bảng xếp hạng / Hà Nội …")."""

_LEFT_OVER: Final = regex.compile(
    r"\((?=[\d+–-])(?!\d{1,2}\))|\((?=\p{Ll})(?!(?:theo|nguồn|ảnh|tổng hợp)\b)"
    r"|\d+[.,]\d+(?!\d) ?(?:%|điểm\b|\p{Ll})|\d+/\d+(?! ?\p{Lu})|\d+/QĐ|\d+ (?:điểm|bậc|hạng)\b"
    r"|\d+%[,;.]|20\d\d ?[-–] ?20\d\d \p{Ll}"
)
"""What only the rest of a sentence begins with: "(hạng 51, đạt 0,52)", "5,30 điểm.", "47/63 tỉnh", "21 bậc"."""

_LABEL: Final = regex.compile(r"\p{Lu}[^:.;]{2,60}: ?\d")
"""An entry of a list without bullets: "Chi phí thời gian: 7,50 điểm, xếp thứ 4"."""

_REACH: Final = 4
"""Words on either side of a line end among which a name is looked for."""

_HOST: Final = regex.compile(r"\(?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)\)? ?[-–:]")
"""A line that begins with the site that it was taken from: "baoaz.vn - Theo …"."""
_QUESTION: Final = regex.compile(r"Câu \d+ ?[.:]|A[.)] .{1,60} B[.)] ")
"""A question of a quiz, or its answers in one line."""
_ENOUGH_LINES: Final = 2_000
_MOSTLY: Final = 0.6
_OFTEN: Final = 0.25
_COVERED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Width:
    """The usual width of a file's lines, in whatever its author counted."""

    limit: int
    measure: Callable[[str], int]

    def cut(self, line: str, following: str) -> bool:
        """Whether `line` ended because the first word of `following` would not have fitted into it."""
        length = self.measure(line)
        return length <= self.limit < length + 1 + self.measure(_first_word(following))


def usual_width(texts: Sequence[str]) -> Width | None:
    """Return the width at which a file was wrapped, or None. `texts` are its lines, empty ones included.

    The first line is not looked at: titles are short of any width.
    """
    pairs = [
        (line, following)
        for line, following in pairwise(texts[:_ENOUGH_LINES])
        if line
        and following
        and max(len(line), len(following)) <= WIDE
        and not _begins(following)
        and not _TABLE.search(line)
        and not _TABLE.search(following)
    ]
    first = next((text for text in texts if text), "")
    if pairs and pairs[0][0] is first:
        del pairs[0]
    # In prose most words are small; in a list each line begins with a capital, however long the lines are.
    if sum(lines.starts_small(following) for _, following in pairs) <= _OFTEN * len(pairs):
        return None
    for measure in (len, _bytes, _code_points):
        if limit := _limit(pairs, measure):
            return Width(limit, measure)
    return None


def width_of_run(texts: Sequence[str]) -> Width | None:
    """Return the width of lines that stand together between empty ones, if all but the last were cut at it.

    Three such lines of prose are enough, in a file whose other lines are too few or too different to tell.
    """
    if len(texts) < _FEWEST or any(map(_begins, texts[1:])):
        return None
    width = Width(max(map(len, texts)), len)
    prose = any(lines.starts_small(b) or _cut_inside(a, b) for a, b in pairwise(texts))
    fits = NARROW < width.limit <= WIDE and all(width.cut(a, b) for a, b in pairwise(texts))
    return width if prose and fits else None


_FEWEST: Final = 3
_TABLE: Final = regex.compile(r"[|\t]|\S {3,}\S")
"""A row of a table, which ends where its last cell does."""
_BULLET: Final = regex.compile(r"\s*[-–•+*▪●►✓] ")


def goes_on(line: str, following: str, width: Width | None) -> bool:
    """Whether the paragraph of `line` goes on in `following`, the line right below it."""
    opened = _OPEN.search(line) or (_OPEN_NUMBER.search(line) and not following[:1].isupper())
    if opened and not lines.is_capitals(line) and not _BULLET.match(following):
        return True
    if _begins(following):
        return False
    if not lines.ends_sentence(line) and (lines.starts_small(following) or line.endswith(",")):
        return True
    if _cut_inside(line, following):
        return True
    if _LABEL.match(line) and _LABEL.match(following):
        return False
    if width is None or lines.is_capitals(line) != lines.is_capitals(following):
        return False
    return width.cut(line, following)


def _cut_inside(line: str, following: str) -> bool:
    """Whether what stands at the line end is one thing: a value with its words, a bracket, a name ("Sóc / Trăng").

    Asked of lines that could be full ones only: entries of lists are short.
    """
    if len(line) <= NARROW or line.endswith(_FULL_STOPS):
        return False
    if lines.starts_small(following) or _LEFT_OVER.match(following):
        return True
    head = " ".join(line.rsplit(maxsplit=_REACH)[-_REACH:])
    tail = " ".join(following.split(maxsplit=_REACH)[:_REACH])
    found = current().find(f"{head} {tail}")
    crossing = (f for f in found if f.start < len(head) < f.end)
    return any(head[f.start].isupper() or f.names[0].kind is NameKind.INDEX for f in crossing)


_FULL_STOPS: Final = tuple(".!?:;…")


def _begins(line: str) -> bool:
    """Whether `line` begins something of its own, whatever stands above it."""
    return (
        bool(_HOST.match(line) or _QUESTION.match(line))
        or lines.is_item(line)
        or lines.is_caption(line)
        or lines.is_byline(line)
        or lines.is_furniture(line)
    )


def _limit(pairs: Sequence[tuple[str, str]], measure: Callable[[str], int]) -> int | None:
    """The width that explains most line ends of `pairs`, if it explains enough of them."""
    sizes = [
        (measure(line), measure(line) + 1 + measure(_first_word(following))) for line, following in pairs
    ]
    lengths = sorted(length for length, _ in sizes)
    best, best_share = None, _MOSTLY
    for limit in sorted(set(lengths)):
        covered = bisect_right(lengths, limit)
        # A few lines may be longer: an address, a table, a title.
        if limit <= NARROW or covered < _COVERED * len(lengths):
            continue
        share = sum(length <= limit < needed for length, needed in sizes) / len(sizes)
        if share >= best_share:
            best, best_share = limit, share
    return best


def _first_word(line: str) -> str:
    return line.split(maxsplit=1)[0] if line else ""


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _code_points(text: str) -> int:
    return len(unicodedata.normalize("NFD", text))

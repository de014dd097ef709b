"""Tables that lost their shape on the way: one cell a line, or a row's label and figures with one blank between."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import regex

from extract.grid_shape import Grid, Piece, has_numbers, is_header, laid_out
from extract.tables.figures import is_composite, is_figure
from normalize.numbers import DIGITS
from normalize.text import shadow

_WIDEST_LABEL: Final = 80
_WIDEST_FIGURE: Final = 24
_WIDE: Final = 4
"""Cells of a row that may hold a second label: a group ("Tốt")."""
_ALL: Final = regex.compile(r"(?<!\d)(?:6[1-4]|34|100?)(?![\d.,])")
"""Numbers that a header may hold: of how many, or out of how much ("Vị trí trong 63 tỉnh")."""
_LONGEST_HEAD: Final = 160
_TALLEST: Final = 8
"""Cells of the longest row that is looked for in lines."""
_FEWEST: Final = 3
"""Rows of the same pattern from which lines are a table."""
_FEWEST_PAIRS: Final = 4
"""The same for rows of two cells, which lists of all kinds have."""
_WINDOW: Final = 6 * _TALLEST
"""Lines in which a pattern must show."""
_WIDEST_CELL: Final = 60
_NOTHING: Final = regex.compile(
    r"[-–—■=]?\s?(?:không đổi|giữ nguyên|(?:không|chưa) công bố[^.;:]{0,30}|không có)?"
)
_FIGURES: Final = regex.compile(
    rf"(?:(?P<counter>\d{{1,2}})\s)?(?P<label>(?:19|20)\d\d|\p{{L}}(?:.{{0,80}}?\S)?)"
    rf"(?P<figures>(?:\s[+-]?{DIGITS}(?:/\d{{2,3}})?%?){{1,8}})\s*"
)
_HEADS: Final = regex.compile(
    r"(?:stt|tt|(?:tên )?(?:tỉnh|địa phương|đơn vị|bộ|cơ quan)(?:,? (?:thành phố|thành|ngành))?(?!\p{L})"
    r"|(?:điểm(?: số| tổng hợp)?|kết quả|chỉ số|giá trị|tổng điểm)"
    r"(?: thành phần| (?!xếp|hạng|thứ|năm|vị|kết|tỉnh)\p{L}{2,6}(?: index)?)?"
    r"(?: (?:năm )?\d{4})?(?: \((?:%|điểm)\))?"
    r"|(?:xếp hạng|thứ hạng|hạng|vị trí|xếp thứ)(?: (?:trong |toàn )?(?:vùng|khu vực"
    r"|cả nước|quốc|toàn quốc))?(?: (?:năm )?\d{4})?"
    r"|\p{L}{3,6}(?: index)?(?: \d{4}(?: \((?:%|điểm)\))?| \((?:%|điểm|[^()\d]{2,25})\))"
    r"|năm(?= )(?! \d)|(?:năm )?\d{4}|tăng[/, ]*giảm|nội dung|lĩnh vực|trụ cột)(?:\s+|$)"
)
"""What a header of columns says, one blank between them: "STT Tỉnh Điểm Xếp hạng vùng Xếp hạng cả nước"."""
_GROUP: Final = regex.compile(
    rf"\s*(?P<counter>\d{{1,2}})\s(?P<label>\p{{Lu}}(?:[\p{{L}}. -]{{0,30}}\p{{L}})?)\s"
    rf"(?P<figure>{DIGITS}%?)(?=\s|$)\s*"
)
"""A row of one of several parts side by side: a number, who, and a figure."""
_PART: Final = 3
"""Cells of such a row."""
_BLANK: Final = regex.compile(r"\s")
_LETTERS: Final = regex.compile(r"\p{L}{2}")


def upright(texts: Sequence[str], first: int) -> Grid | None:
    """The table at line `first` whose cells stand below each other: label, figures, label, figures …

    Blank lines may part its rows. Lines above it that are as many as a row has cells are its header.
    """
    if not texts[first].strip():
        return None
    found = _pattern(texts, list(_filled(texts, first, _WINDOW)))
    if found is None:
        return None
    period, heads = found
    filled = _filled(texts, first, len(texts))
    head = list(islice(filled, heads))
    lines = [*head, *chain.from_iterable(_repeats(texts, filled, period))]
    rows: list[tuple[Piece, ...]] = []
    column = 0
    for line in range(first, lines[-1] + 1):
        text = texts[line]
        if not text.strip():
            rows.append(())
            continue
        at = len(text) - len(text.lstrip())
        rows.append((Piece(column % period, at, len(text.rstrip())),))
        column += 1
    written = [[texts[line].strip() for line in lines[i : i + period]] for i in range(0, len(lines), period)]
    return Grid(first, tuple(rows), bool(heads) or is_header(written[0], written[1:]), period)


def _pattern(texts: Sequence[str], filled: Sequence[int]) -> tuple[int, int] | None:
    """How many lines make a row, and how many above the rows are their header; the pattern of most rows."""
    best: tuple[int, int, int] | None = None
    for period in range(2, _TALLEST + 1):
        for heads in (period, 0):
            count = len(_repeats(texts, filled[heads:], period))
            if count >= (_FEWEST_PAIRS if period == 2 else _FEWEST) and (
                not heads or _is_head(texts, filled[:heads])
            ):
                if best is None or count * period > best[1] * best[0]:
                    best = period, count, heads
                break
    return (best[0], best[2]) if best is not None else None


def _filled(texts: Sequence[str], first: int, most: int) -> Iterator[int]:
    """The lines from `first`, `most` of them, up to the first that can be no cell; blank ones left out."""
    blanks = 0
    for line in range(first, min(len(texts), first + most)):
        text = texts[line].strip()
        if not text:
            blanks += 1
            if blanks > 1:
                return
            continue
        if len(text) > _WIDEST_LABEL:
            return
        blanks = 0
        yield line


def _repeats(texts: Sequence[str], lines: Iterable[int], period: int) -> list[tuple[int, ...]]:
    """The rows of `period` lines that follow one another, each with labels and figures in the same places."""
    pattern: list[bool] | None = None
    rows: list[tuple[int, ...]] = []
    for row in zip(*[iter(lines)] * period, strict=False):
        kinds = [_is_figure(texts[line]) for line in row]
        if row[-1] - row[0] >= period or (pattern is not None and kinds != pattern):
            break  # a blank line within a row, or another kind of row
        labels = sum(not k for k in kinds)
        if pattern is None and (
            all(kinds) or not any(kinds) or labels > (1 if period < _WIDE or kinds[0] else 2)
        ):
            break
        if kinds[0] and texts[row[0]].strip(" .") != str(len(rows) + 1):
            break  # a row begins with what it is about, or with its number
        pattern = kinds
        rows.append(row)
    return rows


def _is_head(texts: Sequence[str], lines: Sequence[int]) -> bool:
    """Whether lines name columns: none has a number but years, and none is a sentence."""
    unbroken = bool(lines) and lines[-1] - lines[0] == len(lines) - 1
    return unbroken and not any(
        has_numbers(_ALL.sub("", texts[i])) or texts[i].rstrip().endswith((".", ":", ";")) for i in lines
    )


@lru_cache(maxsize=1024)
def _is_figure(text: str) -> bool:
    """Whether a line is a cell of figures; each is asked for every pattern and from every line above it."""
    text = text.strip()
    folded = shadow(text)
    short = len(text) <= _WIDEST_FIGURE and is_figure(folded)
    return short or bool(_NOTHING.fullmatch(folded)) or (len(text) <= _WIDEST_CELL and is_composite(folded))


def in_lines(texts: Sequence[str], first: int) -> Grid | None:
    """The table at line `first` whose rows are a label and two figures at least, one blank between each.

    A line of as many words that head columns is its header.
    """
    rows: list[tuple[Piece, ...]] = []
    head = _headers(texts[first])
    start = first + bool(head)
    beside = start < len(texts) and len(_side_by_side(texts[start])) > _PART
    for line in range(start, len(texts)):
        row = _side_by_side(texts[line]) if beside else _label_and_figures(texts[line])
        wide = len(rows[0]) if rows else len(row)
        if not row or len(row) > wide or (len(row) < wide and not beside):
            break
        rows.append(row)
        if len(row) < wide:
            break  # parts side by side end with a shorter row
    if len(rows) < _FEWEST or (head and len(head) != len(rows[0])):
        return None
    grid = laid_out(texts, first, [head, *rows] if head else rows)
    return replace(grid, header=True) if grid and head else grid


def _headers(text: str) -> tuple[Piece, ...]:
    """The headers in a line that says nothing else."""
    if len(text) > _LONGEST_HEAD:
        return ()
    folded = shadow(text)
    at = len(text) - len(text.lstrip())
    pieces: list[Piece] = []
    while at < len(text.rstrip()):
        match = _HEADS.match(folded, at)
        if match is None:
            return ()
        pieces.append(Piece(len(pieces), at, at + len(match[0].rstrip())))
        at = match.end()
    return tuple(pieces) if len(pieces) > 2 else ()


def _side_by_side(text: str) -> tuple[Piece, ...]:
    """The cells of a line where the parts of one table stand beside each other: "1 A 64,67 8 B 52,61"."""
    groups = list(_GROUP.finditer(text))
    if "".join(g[0] for g in groups).strip() != text.strip():
        return ()
    spans = [g.span(name) for g in groups for name in ("counter", "label", "figure")]
    return tuple(Piece(i, *span) for i, span in enumerate(spans))


def _label_and_figures(text: str) -> tuple[Piece, ...]:
    match = _FIGURES.fullmatch(text)
    if match is None or not (_LETTERS.search(match["label"]) or match["label"].isdigit()):
        return ()
    if match["label"].endswith((":", "–", "-")):
        return ()
    if match["figures"].count(" ") + bool(match["counter"]) < 2 or (
        match["counter"] and match["label"].isdigit()
    ):
        return ()  # a label and one figure may be any line
    spans = [match.span(group) for group in ("counter", "label") if match[group]]
    at = match.start("figures")
    for word in _BLANK.split(match["figures"])[1:]:
        spans.append((at + 1, at + 1 + len(word)))
        at += 1 + len(word)
    return tuple(Piece(i, *span) for i, span in enumerate(spans))

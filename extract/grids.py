"""Tables in plain text: cells between bars or tabs, or columns kept apart by runs of blanks."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from extract import stacks
from extract.grid_shape import Grid, Piece, laid_out

_BAR: Final = regex.compile(r"\|")
_TAB: Final = regex.compile(r"\t")
_GAP: Final = regex.compile(r"\s{2,}")
_RULE: Final = regex.compile(r"(?:[\s|+:]|[-=_](?![-=_]))*+[-=_]{2}[\s|+:=_-]*")
_MARKER: Final = regex.compile(r"[-–—•*+●▪■◦‣·✓➢►]|\(?(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)/]")
_LONGEST_ROW: Final = 2_000
_WIDEST_CELL: Final = 80
_FEWEST: Final = 3
"""Pieces in a line from which their number alone makes lines a table."""


def find(texts: Sequence[str]) -> list[Grid]:
    """Return the tables in `texts`, a file's lines, from top to bottom."""
    grids: list[Grid] = []
    line = 0
    while line < len(texts):
        if is_rule(texts[line]):  # the upper edge of a table is no row of it
            line += 1
            continue
        grid = _found(texts, line)
        if grid:
            grids.append(grid)
        line = grid.end if grid else line + 1
    return grids


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a table's rule: "|---|---|", "+====+====+"."""
    return _RULE.fullmatch(text) is not None


def _found(texts: Sequence[str], line: int) -> Grid | None:
    barred = _barred(texts, line, _BAR) or _barred(texts, line, _TAB)
    return barred or _spaced(texts, line) or stacks.in_lines(texts, line) or stacks.upright(texts, line)


def _barred(texts: Sequence[str], first: int, bar: regex.Pattern[str]) -> Grid | None:
    """The table beginning at line `first` with cells between `bar`s, as many a row, give or take one."""
    rows: list[tuple[Piece, ...]] = []
    width = 0
    for line in range(first, len(texts)):
        text = texts[line]
        if rows and is_rule(text):
            rows.append(())
            continue
        count, row = _split(text, bar)
        if count < 2 or (width and abs(count - width) > 1) or _is_list_item(text, row):
            break
        width = width or count
        rows.append(row)
    return laid_out(texts, first, rows)


def _split(text: str, bar: regex.Pattern[str]) -> tuple[int, tuple[Piece, ...]]:
    """How many cells a line has, and those of them that are not empty."""
    if len(text) > _LONGEST_ROW or not bar.search(text):
        return 0, ()
    bounds = [match.start() for match in bar.finditer(text)]
    if bar is _BAR:  # a bar at the edge draws the frame; a tab there is an empty cell
        stripped = text.strip()
        bounds = bounds if stripped.startswith("|") else [-1, *bounds]
        bounds = bounds if stripped.endswith("|") else [*bounds, len(text)]
    else:
        bounds = [-1, *bounds, len(text)]
    spans = [_trim(text, a + 1, b) for a, b in pairwise(bounds)]
    row = tuple(Piece(i, a, b) for i, (a, b) in enumerate(spans) if a < b)
    # One piece of text behind tabs is an indented line.
    return (0 if bar is _TAB and len(row) < 2 else len(spans)), row


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _spaced(texts: Sequence[str], first: int) -> Grid | None:
    """The table that begins at line `first` with blanks between its cells: aligned, or as many cells a row."""
    found = [grid for grid in (_aligned(texts, first), _counted(texts, first)) if grid is not None]
    return max(found, key=lambda grid: grid.end, default=None)


def _counted(texts: Sequence[str], first: int) -> Grid | None:
    """The table of lines with as many pieces as the first, three at least, wherever the pieces stand."""
    rows: list[tuple[Piece, ...]] = []
    for line in range(first, len(texts)):
        row = tuple(Piece(i, *span) for i, span in enumerate(_words(texts[line])))
        if len(row) < _FEWEST or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    return laid_out(texts, first, rows)


def _aligned(texts: Sequence[str], first: int) -> Grid | None:
    """The table that begins at line `first` whose columns stand below each other, blanks between them."""
    columns: list[tuple[int, int]] = []
    spans: list[list[tuple[int, int]]] = []
    for line in range(first, len(texts)):
        text = texts[line]
        if spans and is_rule(text):
            spans.append([])
            continue
        row = _words(text)
        merged = _merge([*columns, *row])
        # Two cells of one row in one column, or two columns run together: the lines only happen to have gaps.
        if len(row) < 2 or any(len({_column(merged, s) for s in old}) < len(old) for old in (columns, row)):
            break
        if _is_list_item(text, tuple(Piece(i, *span) for i, span in enumerate(row))):
            break
        columns = merged
        spans.append(row)
    rows = [tuple(Piece(_column(columns, s), *s) for s in row) for row in spans]
    return laid_out(texts, first, rows)


def _is_list_item(text: str, row: tuple[Piece, ...]) -> bool:
    """Whether the line is a bullet or "1." and one piece of text: a list with wide indents is no table."""
    return len(row) == 2 and _MARKER.fullmatch(text, row[0].start, row[0].end) is not None


def _words(text: str) -> list[tuple[int, int]]:
    """The pieces of a line between runs of blanks; none where they are no cells."""
    if len(text) > _LONGEST_ROW or not _GAP.search(text.strip()):
        return []
    ends = [(match.start(), match.end()) for match in _GAP.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    spans = [_trim(text, a, b) for a, b in zip(starts, stops, strict=True)]
    spans = [(a, b) for a, b in spans if a < b]
    return spans if all(b - a <= _WIDEST_CELL for a, b in spans) else []


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _column(columns: list[tuple[int, int]], span: tuple[int, int]) -> int:
    return next(i for i, (start, end) in enumerate(columns) if start <= span[0] < end)

"""Pieces of an article and the one text that they make."""

from collections.abc import Iterable
from dataclasses import dataclass

from extract.article import Block, Cell, Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before its place in the text is known. `text` is canonical, on one line, and not empty."""

    kind: Kind
    text: str
    path: str = ""
    cell: Cell | None = None


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the canonical text of `pieces` and their blocks in it.

    Each piece is a line of its own, but for the cells of one row, which are joined by " | ".
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    above: Cell | None = None
    for piece in pieces:
        if blocks:
            cell = piece.cell
            beside = cell and above and (cell.table, cell.row) == (above.table, above.row)
            parts.append(" | " if beside else "\n")
            at += len(parts[-1])
        parts.append(piece.text)
        blocks.append(Block(piece.kind, at, at + len(piece.text), piece.cell, piece.path))
        at += len(piece.text)
        above = piece.cell
    return "".join(parts), tuple(blocks)

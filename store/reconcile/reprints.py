"""Reprints: which texts are so alike that one was copied from the other, be it with another figure.

A text is known by a bottom-k sketch (Broder 1997): the K least hashes of its pieces of three words. Of the K
least hashes of two texts together, the part that both have estimates the part of their pieces that they share
(Jaccard's coefficient), with a standard error of at most 1 / (2 sqrt K). Nothing but the sketches is compared,
so that texts need not be read again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from zlib import crc32

K: Final = 64
PIECE: Final = 3
"""Words of a piece."""
ALIKE: Final = 0.7
"""The share of pieces from which on two texts are copies: one figure less in 40 words leaves 0.8."""
SHORTEST: Final = 30
"""Pieces that a text must have at least; short ones are alike by chance, as captions are."""
_ENTRIES: Final = 8  # least hashes under which a text is looked up
_BESIDE: Final = 16  # texts that are not alike which one is compared with under each of them

Sketch = tuple[int, ...]


def sketch(words: Sequence[str]) -> Sketch:
    """The sketch of a text of these words; empty for one that is too short to tell."""
    pieces = {" ".join(words[i : i + PIECE]) for i in range(len(words) - PIECE + 1)}
    if len(pieces) < SHORTEST:
        return ()
    return tuple(sorted({crc32(piece.encode()) for piece in pieces})[:K])


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of pieces that two texts have in common, from 0 to 1, estimated from their sketches."""
    if not one or not other:
        return 0.0
    a, b = set(one), set(other)
    least = sorted(a | b)[:K]
    return sum(1 for piece in least if piece in a and piece in b) / len(least)


def copies(texts: Iterable[tuple[str, Sketch]]) -> Mapping[str, str]:
    """Return for each text that has copies the name of its group, which is the least name in it.

    Given are names and sketches; one name comes once. Copies of copies are of the group. The order of the
    texts does not matter.
    """
    known = dict(sorted(texts))
    pieces = {name: frozenset(own) for name, own in known.items()}
    parent = {name: name for name in known}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def alike(one: str, other: str) -> bool:
        least = ALIKE * min(
            len(pieces[one]), len(pieces[other])
        )  # no fewer can be enough, and they are soon counted
        return len(pieces[one] & pieces[other]) >= least and likeness(known[one], known[other]) >= ALIKE

    entries: dict[int, list[str]] = defaultdict(list)
    for name, own in known.items():
        for piece in own[:_ENTRIES]:
            entries[piece].append(name)
    for piece in sorted(entries):
        heads: list[str] = []
        for name in entries[piece]:
            for head in heads:
                if root(head) == root(name):
                    break
                if alike(head, name):
                    least, most = sorted((root(head), root(name)))
                    parent[most] = least
                    break
            else:
                if len(heads) < _BESIDE:
                    heads.append(name)
    groups = {name: root(name) for name in known}
    grown = {group for name, group in groups.items() if name != group}
    return {name: group for name, group in groups.items() if group in grown}

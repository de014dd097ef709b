"""Witnesses: which of the statements that agree on a value come from one mouth.

One text is one witness, however often it says a thing, and so are its copies. So is a source: two articles of
one newspaper that give one figure are not two proofs of it. And so are, for a value that they share, sources
that copy one another. Weighing copies as if they were independent is worse than not weighing at all.
"""

from collections.abc import Hashable, Iterable, Mapping

Marks = tuple[Hashable, ...]
"""What a statement has in common with others of the same mouth."""


def mouths(agreeing: Iterable[tuple[str, Marks, str]]) -> dict[str, str]:
    """Return the witness of every statement: those that share a mark, be it through others, are one.

    Given are id, marks and name of each statement; a witness is called by the least name in it.
    """
    agreeing = list(agreeing)
    if len(agreeing) == 1:
        return {agreeing[0][0]: agreeing[0][2]}
    parent = list(range(len(agreeing)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    holder: dict[Hashable, int] = {}
    for i, (_, marks, _) in enumerate(agreeing):
        for mark in marks:
            parent[root(i)] = root(holder.setdefault(mark, i))
    name: dict[int, str] = {}
    for i, (_, _, own) in enumerate(agreeing):
        name[root(i)] = min(name.get(root(i), own), own)
    return {id_: name[root(i)] for i, (id_, _, _) in enumerate(agreeing)}


def strongest(weights: Mapping[str, int], witness: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """The strongest statement of each witness, by the weights of statements: its weight and its id."""
    found: dict[str, tuple[int, str]] = {}
    for id_ in sorted(weights):
        name = witness[id_]
        if name not in found or weights[id_] > found[name][0]:
            found[name] = (weights[id_], id_)
    return found

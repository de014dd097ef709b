"""Witnesses: which claims about one thing come from one mouth.

One article is one witness, however often it says a thing. Articles whose texts have the same words are one,
and so are, for what they quote, articles that say it in the same long sentence: reprints and press releases.
Weighing copies as if they were independent makes reconciliation worse than no weighing at all.
"""

from collections.abc import Iterable, Mapping

from store.reconcile.claim import Claim


def witnesses(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return the witness of every claim, by claim id. Its name is the least of its articles' ids."""
    claims = list(claims)
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for claim in claims:
        for mark in (f"text {claim.text}", f"said {claim.said}" if claim.said else ""):
            if mark:
                parent[root(mark)] = root(f"article {claim.article}")
    least: dict[str, str] = {}
    for claim in claims:
        group = root(f"article {claim.article}")
        least[group] = min(least.get(group, claim.article), claim.article)
    return {claim.id: least[root(f"article {claim.article}")] for claim in claims}

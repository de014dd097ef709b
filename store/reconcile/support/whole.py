"""All votes on a value, from the facts as they stand before any vote."""

from collections.abc import Iterable

from normalize.reference import Reference
from store.reconcile.candidates import Candidate
from store.reconcile.claim import Key
from store.reconcile.outcome import Fact
from store.reconcile.support import arithmetic, group, mean, order, others, place
from store.reconcile.support.vote import Vote


class Checks:
    """What is known of other facts, to check values against."""

    def __init__(self, facts: Iterable[Fact], reference: Reference) -> None:
        exact = [f for f in facts if f.exact]
        self._reference = reference
        self._known = {f.key: f for f in exact}
        self._ladders = order.ladders(exact, reference)
        self._holders = place.holders(exact, reference)
        self._spreads = others.spreads(exact, reference)
        self._means = mean.means(exact, reference)

    def votes(self, key: Key, candidate: Candidate) -> tuple[Vote, ...]:
        """The votes on a candidate, in a fixed order. Rough values are not checked."""
        if candidate.rough:
            return ()
        found = list(arithmetic.votes(key, candidate, self._known, self._reference))
        fact = self._known.get(key)
        ranked = fact.ranked if fact else None
        national = key.attribute == "rank" and key.scope == "national"
        more = (
            order.vote(key, candidate, self._ladders),
            place.vote(key, candidate, ranked, self._holders, self._reference) if national else None,
            group.vote(key, candidate, self._known, self._reference),
            mean.vote(key, candidate, self._means),
            others.vote(key, candidate, self._spreads),
        )
        return tuple(found + [v for v in more if v is not None])

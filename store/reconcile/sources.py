"""What claims teach about their sources: how often each errs, and who copies whom."""

from collections.abc import Iterable

from normalize.reference import Reference
from store.reconcile.candidates import ERRS
from store.reconcile.claim import Claim
from store.reconcile.fusion.fuse import learned_from
from store.reconcile.fusion.learn import Learned
from store.reconcile.fusion.statement import Statement
from store.reconcile.measure import Figure, measure


def learned_of(claims: Iterable[Claim], reference: Reference) -> Learned:
    """Learn from claims whose subjects bear the slugs of their editions."""
    figures = (measure(c, reference) for c in sorted(claims, key=lambda c: c.id))
    return learned_from([statement(f) for f in figures if not f.aside])


def statement(figure: Figure) -> Statement:
    """A figure as fusion sees it."""
    c = figure.claim
    return Statement(
        id=c.id,
        item=c.key,
        source=c.source,
        value=figure.value,
        decimals=figure.decimals,
        error=ERRS[c.trust],
        sure=c.confidence,
        text=c.text,
        rough=figure.rough,
        implied=c.implied,
        when=c.published,
    )

"""Rulings: whether what a reviewer decided still stands on the evidence that it was decided on."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from normalize.numbers import places
from normalize.text import shadow
from store.reconcile.candidates import Candidate
from store.reconcile.claim import Ruling
from store.reconcile.fusion.precision import overlap
from store.reconcile.measure import Figure


def agrees(ruling: Ruling, figure: Figure | Candidate) -> bool:
    """Whether a figure, or a candidate, is the ruled value but for rounding."""
    return _same(ruling, figure.value, figure.decimals)


def is_stale(ruling: Ruling, found: Iterable[Candidate]) -> bool:
    """Whether the evidence has turned against a ruling since it was made.

    It has where a value is claimed now that contradicts the ruled one and was not known then, and where all
    that spoke for the ruled value has vanished. More evidence that agrees changes nothing. The rule is the
    design's: same or more agreeing evidence, applied; contradicting or vanished evidence, stale.
    """
    found = list(found)
    seen = {shadow(s).strip() for s in ruling.seen}  # labels are compared without regard to case
    if any(c.text not in seen and not agrees(ruling, c) for c in found):
        return True
    was_said = any(_same(ruling, *_read(s)) for s in ruling.seen)
    return was_said and not any(agrees(ruling, c) for c in found)


def _same(ruling: Ruling, value: Decimal | str, decimals: int) -> bool:
    if isinstance(ruling.value, Decimal) and isinstance(value, Decimal):
        return overlap(ruling.value, ruling.decimals, value, decimals)
    return ruling.value is not None and str(ruling.value).casefold() == str(value).casefold()


def _read(seen: str) -> tuple[Decimal | str, int]:
    try:
        number = Decimal(seen)
    except InvalidOperation:
        return seen, 0
    return number, places(number)

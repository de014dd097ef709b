"""Figures as a reviewer types them."""

from decimal import Decimal
from typing import Final

import regex

from normalize.reference import Reference
from review.errors import BadChoice
from store.decisions import BadDecision, check_figure
from store.reconcile.claim import Key
from store.reconcile.measure import field_size, range_of

_NUMBER: Final = regex.compile(
    r"(?:hạng|thứ|rank|tăng|\+)?\s*(?P<minus>[-−]|giảm)?\s*(?P<whole>\d{1,7})(?:[.,](?P<rest>\d+))?"
    r"\s*(?:%|điểm|points?|bậc|places?|/\d+)?",
    regex.IGNORECASE,
)
_GROUP: Final = regex.compile(r"(?:nhóm|group)\s+", regex.IGNORECASE)


def typed_figure(text: str, key: Key, reference: Reference) -> str:
    """Return what a reviewer typed as the store writes figures: "91,87%" → "91.87", "hạng 12/63" → "12".

    Raises BadChoice for what is no figure of the kind, and for a score or rank that its edition cannot have.
    """
    text = text.strip()
    if key.attribute == "group":
        figure = _GROUP.sub("", text, count=1).strip()
    else:
        number = typed_number(text)
        if number is None:
            raise BadChoice(f"{text!r} is no {_name(key)}", key.text, "type a number, as 91,87 or 12")
        figure = number
    try:
        check_figure(key.attribute, figure)
    except BadDecision as error:
        raise BadChoice(str(error), key.text, "look at it again") from error
    _check_bounds(figure, key, reference)
    return figure


def typed_number(text: str) -> str | None:
    """Return a number that a reviewer typed as the store writes numbers; None for what is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    whole = ("-" if match["minus"] else "") + match["whole"].lstrip("0").rjust(1, "0")
    return f"{whole}.{match['rest']}" if match["rest"] else whole


def _check_bounds(figure: str, key: Key, reference: Reference) -> None:
    if key.attribute == "score" and (usual := range_of(key, reference)):
        if not usual.low <= Decimal(figure) <= usual.high:
            raise BadChoice(
                f"a score of {figure} is outside of the scale, {usual.low} to {usual.high}", key.text,
                "look at it again; if the scale is wrong, mend it in the reference data",
            )  # fmt: skip
    if key.attribute == "rank" and key.scope == "national":
        size = field_size(key, reference)
        if int(figure) < 1 or (size is not None and int(figure) > size):
            raise BadChoice(f"rank {figure} is outside of 1 to {size or '…'}", key.text, "look at it again")


def _name(key: Key) -> str:
    return key.attribute.replace("_", " ")

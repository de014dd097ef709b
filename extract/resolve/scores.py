"""Scores: within the scale of their index or component, and no lower than anybody has come."""

from decimal import Decimal

from extract.mention import Score
from extract.resolve.said import Asked, Refused, Said
from normalize.records import MINISTRIES
from normalize.reference import Scale

OUT_OF_SCALE = "no score in the scale of"
"""How a refusal begins of a score that an index cannot have."""
_PERCENT: Decimal = Decimal(100)
_TENTH: Decimal = Decimal(10)
"""What a part is written out of, of what the whole is; and below which share of it nobody's score is written."""


def score_of(asked: Asked, score: Score) -> Said | Refused:
    """The score that is stated of a holder."""
    index, component = asked.index, asked.component.value
    scale = index.scale_in(asked.edition)
    part = component is not None and component != MINISTRIES
    low, high = _bounds(asked, scale, part)
    reading = score.number.within(low, max(high, _PERCENT) if score.unit == "percent" else high)
    if reading is not None and score.unit == "percent" and high == 1 and reading < _TENTH:
        return Refused(f"{OUT_OF_SCALE} {index.id}, where {_TENTH}% is low")
    if reading is None and scale is not None:
        reading = _written_large(score, scale, part)
    if reading is None:
        return Refused(f"{OUT_OF_SCALE} {index.id}, {low} to {high}")
    if scale is not None:
        if score.unit == "percent" and scale.unit == "point" and component is not None:
            return Refused("a share of something: the parts of this index are given in points")
        if part and scale.unit == "percent" and score.unit != "point":
            if reading < (scale.likely_min or 0) / 2:
                return Refused(f"no part of {index.id} has come down to that")
        if component is None and scale.likely_min and reading < scale.likely_min:
            return Refused(f"{OUT_OF_SCALE} {index.id}, where {scale.likely_min} is low")
    if component is None and reading == high == _PERCENT:
        return Refused("the full mark itself, which nobody has reached")
    return Said("score", reading, score.unit or "point", rough=score.rough)


def _written_large(score: Score, scale: Scale, part: bool) -> Decimal | None:
    """A score written out of more than the scale has: "702,5 điểm" of 1000, a part "61,05/100 điểm"."""
    if scale.written_max is None or score.unit != "point" or score.rough:
        return None
    most = scale.written_max / _TENTH if part else scale.written_max
    reading = score.number.within(most / _TENTH, most)
    exact = reading is not None and reading != reading.to_integral_value()
    return reading if exact else None


def _bounds(asked: Asked, scale: Scale | None, part: bool) -> tuple[Decimal, Decimal]:
    """The lowest and highest score there can be."""
    high = scale.max if scale else _PERCENT
    low = scale.min if scale else Decimal(0)
    if not part:
        return low, high
    component = asked.index.components.get(str(asked.component.value))
    return Decimal(0), (component.scale_max if component is not None else None) or high

"""What a cell that holds nothing but a figure says: a number with its sign, its unit and its "of"."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from normalize.numbers import DIGITS, Number, read

_FIGURE: Final = regex.compile(
    rf"\s*(?P<place>(?:xếp )?(?:hạng|thứ|vị trí)(?: thứ)? )?(?P<s>[+-]|▲|▼|tăng "
    rf"|giảm )?\s?(?P<n>{DIGITS})\s?(?:/\s?(?P<of>\d{{2,3}}))?\s?(?P<u>%|điểm|bậc|hạng)?\s*"
)
_WITH_RANK: Final = regex.compile(
    rf"\s*(?P<n>{DIGITS})\s?(?P<u>%|điểm)?\s?\((?:xếp )?(?:hạng |thứ "
    rf"|vị trí )?(?P<rank>\d{{1,2}})(?:/\d{{2}})?\)\s*"
)
"""Score and place in one cell: "70,69 (1)"."""
_WITH_GROUP: Final = regex.compile(
    rf"\s*(?P<n>{DIGITS})\s?(?P<u>%|điểm)?\s?\((?:nhóm|thuộc|xếp loại"
    rf"|loại) [^()\d]{{1,30}}\)\s*"
)
"""Score and group in one cell: "41,20 điểm (nhóm Trung bình thấp)"."""
_ASIDE: Final = regex.compile(r"\s*\((?P<figure>\s?[+-]\s?\d[^()]*)\)\s*")
"""A change in a cell of its own: "(+3)"."""
_WHOLE: Final = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written in a cell of its own."""

    number: Number
    whole: bool
    """Whether it is written without a decimal part."""
    sign: str
    unit: str | None
    of: int | None
    place: bool = False
    """Whether it says itself that it is a place: "hạng 38"."""

    @property
    def signed(self) -> Decimal:
        """The number, negative where it goes down."""
        return -self.number.value if self.sign in ("-", "▼", "giảm") else self.number.value


def is_figure(folded: str) -> bool:
    """Whether a cell holds nothing but a figure."""
    return _FIGURE.fullmatch(_bare(folded)) is not None


def _bare(folded: str) -> str:
    aside = _ASIDE.fullmatch(folded)
    return aside["figure"] if aside else folded


def figure(folded: str) -> Figure | None:
    """Read a cell that holds nothing but a figure."""
    match = _FIGURE.fullmatch(_bare(folded))
    if match is None:
        return None
    return Figure(
        read(match["n"]),
        _WHOLE.fullmatch(match["n"]) is not None,
        (match["s"] or "").strip(),
        match["u"],
        int(match["of"]) if match["of"] else None,
        match["place"] is not None,
    )


def is_composite(folded: str) -> bool:
    """Whether a cell holds several figures: a score with its place or group, or two changes."""
    return bool(_WITH_RANK.fullmatch(folded) or _WITH_GROUP.fullmatch(folded)) or len(changes(folded)) > 1


def changes(folded: str) -> list["Figure"]:
    """The changes of a cell that holds nothing else: "Tăng 2,18%, tăng 09 bậc"; empty where it holds more."""
    found = [figure(piece) for piece in _AND.split(folded)]
    kept = [f for f in found if f is not None and f.sign]
    return kept if len(kept) == len(found) else []


def score_with_group(folded: str) -> tuple[Decimal, bool] | None:
    """Read score and group in one cell: the score, and whether it is written as a percentage."""
    match = _WITH_GROUP.fullmatch(folded)
    return (read(match["n"]).value, match["u"] == "%") if match else None


_AND: Final = regex.compile(r"(?:,|;| và)\s+")


def score_with_rank(folded: str) -> tuple[Decimal, bool, int] | None:
    """Read score and place in one cell: the score, whether it is written as a percentage, and the place."""
    match = _WITH_RANK.fullmatch(folded)
    if match is None:
        return None
    return read(match["n"]).value, match["u"] == "%", int(match["rank"])

"""What the tagger finds in a sentence: mentions, each with its span, its meaning and the rule that found it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from normalize.numbers import Number


class Tag(StrEnum):
    """The kinds of mentions. The one-letter values make a sentence's skeleton readable in `explain`."""

    SUBJECT = "S"
    GENERIC = "G"
    """"tỉnh", "thành phố này": whoever is under discussion."""
    FOREIGN = "F"
    """Somebody who is measured but is no subject of ours: a district, a department, a company."""
    NATION = "N"
    REGION = "Z"
    INDEX = "I"
    COMPONENT = "C"
    OTHER = "O"
    """An index or ranking that is not ours."""
    YEAR = "Y"
    BASE = "B"
    """The year that a change is counted from: "so với năm 2022"."""
    TIME = "T"
    """Dates, periods, terms of office: times that are no edition."""
    RANK = "R"
    SCORE = "P"
    CHANGE = "D"
    KEPT = "H"
    GROUP = "K"
    STREAK = "A"
    SPAN = "W"
    CUE = "q"
    BREAK = "."
    PSEUDO = "x"
    """A look-alike: consumed, so that nothing else reads it."""


VALUES = frozenset({Tag.RANK, Tag.SCORE, Tag.CHANGE, Tag.KEPT, Tag.GROUP})


class Cue(StrEnum):
    """What a cue phrase does to the frames around it."""

    SHARE_OUT = "share out"
    """"lần lượt", "tương ứng": values go to the members of a list in order."""
    NEXT = "next"
    """"tiếp đến là": ranks go on counting."""
    AFTER = "after"
    """"sau", "chỉ sau": those named stand before the subject."""
    VERSUS = "versus"
    """"kém", "hơn", "so với", "vượt": those named are compared with, not spoken of."""
    MEAN = "mean"
    TOGETHER = "together"
    """"cùng", "đều", "đồng hạng": a list shares one value."""
    TARGET = "target"
    REACHED = "reached"
    """Ends the scope of a target: "đã đạt", "kết quả"."""
    GAP = "gap"
    HEAD = "head"
    """A noun that owns the number and is no score: "tỷ lệ hồ sơ", "thu ngân sách"."""
    LINK = "link"
    """"là", "thuộc về": what follows is who holds the place."""
    TURN = "turn"
    """"còn", "trong khi", "riêng": another subject begins."""
    THIS = "this"
    """"chỉ số này", "nội dung này": the index or component spoken of last."""
    THUS = "thus"
    """"tức là", "nghĩa là": back to the edition under discussion."""
    WHOLE = "whole"
    """"tổng hợp lại", "điểm chung": back from a component to the index as a whole."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order. `of` is how many are ranked where written; `last` counts places from the end."""

    place: int
    of: int | None = None
    last: bool = False
    through: int | None = None
    """The last of several places that are spoken of together: "các vị trí từ 2 đến 5"."""


@dataclass(frozen=True, slots=True)
class Score:
    """A score as written; `unit` is percent, point or None; `rough` after "trên", "gần" and the like."""

    number: Number
    unit: str | None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A change: of rank (`unit` "step", up is positive) or of score (percent, point, or None).

    `gap` marks a comparison that has no year for its base: it may be the distance to somebody else.
    """

    amount: Decimal
    unit: str | None
    gap: bool = False
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """Editions named. `offset` is set instead of `years` for "năm trước" (-1) and its like."""

    years: tuple[int, ...] = ()
    offset: int | None = None


Value = str | int | Rank | Score | Change | Year | Cue | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of text that means something: `[start:end]` of the canonical text.

    `value` is a tuple of subjects or `INDEX/component` keys for names, else the dataclass of its tag.
    """

    start: int
    end: int
    tag: Tag
    value: Value
    rule: str
    weak: bool = False

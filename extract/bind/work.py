"""What the binders share: the sentence, its frames by position, and lists of like mentions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import regex

from extract.frame import Frame, Slot
from extract.mention import VALUES, Cue, Mention, Rank, Tag
from extract.sentence import Sentence

_PAREN: Final = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def _between_names(marks: str) -> "regex.Pattern[str]":
    return regex.compile(
        rf"(?:[{marks}]|và|hay|hoặc|cùng|lẫn|rồi đến|rồi tới|rồi)*(?: ?(?:các|vùng|khu vực|tỉnh|thành phố|tp\.?"
        r"|thủ đô|cả|chỉ số|hạng mục|lĩnh vực|trụ cột|mảng|nội dung|hoạt động|với|về|thành phần|điểm"
        r"|y_*))*"
    )


_BETWEEN_NAMES: Final = _between_names(",/&-")
_SET_APART: Final = _between_names(",;/& -")
"""Between names that semicolons set apart: "A (29,12 điểm); B (28,35 điểm) và C (28,07 điểm)"."""
_BETWEEN_VALUES: Final = regex.compile(
    r"(?:[,;/&-]|và|rồi|hay)+(?: ?(?:thứ|hạng|vị trí|đứng|xếp|ở|giữ|các|tới|đến|là|điểm"
    r"|tăng|giảm|bậc|còn|về))*"
)


@dataclass
class Work:
    """A sentence being read. `listed` are subjects that stand in a list and do not become the topic."""

    sentence: Sentence
    frames: dict[int, Frame] = field(default_factory=dict)
    implied: list[Frame] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    compared: set[int] = field(default_factory=set)
    below: set[int] = field(default_factory=set)
    """Names that only say whose department is measured."""
    _runs: dict[tuple[Tag, ...], list[list[int]]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for i, mention in enumerate(self.mentions):
            if mention.tag in VALUES:
                self.frames[i] = Frame(mention, i, rule=mention.rule)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The sentence's mentions."""
        return self.sentence.mentions

    def slot(self, position: int, reason: str, value: object = None) -> Slot:
        """A slot filled by the mention at a position."""
        mention = self.mentions[position]
        return Slot(mention.value if value is None else value, reason, self.sentence.span(mention))

    def is_cue(self, position: int, *cues: Cue) -> bool:
        """Whether the mention at a position is one of the cues."""
        mention = self.mentions[position]
        return mention.tag is Tag.CUE and mention.value in cues

    def positions(self, *tags: Tag) -> list[int]:
        """Positions of the mentions with one of the tags."""
        return [i for i, m in enumerate(self.mentions) if m.tag in tags]

    def level(self, position: int) -> int:
        """The position of the parenthesis a mention stands in; -1 outside of all."""
        paren = self.sentence.paren_of(position)
        return paren.open if paren else -1

    def between(self, left: int, right: int, hide: str = "") -> str:
        """The shadow between two mentions, without what stands in parentheses."""
        gap = _PAREN.sub("", self.sentence.gap(self.mentions[left], self.mentions[right], hide))
        return " ".join(gap.replace('"', " ").split())

    def lists(self, tags: Iterable[Tag], separator: "regex.Pattern[str]", hide: str = "") -> list[list[int]]:
        """Runs of mentions of the given tags that only separators stand between, parentheses left out."""
        found: list[list[int]] = []
        wanted = set(tags)
        for i in self.positions(*wanted):
            level = self.level(i)
            for run in reversed(found[-3:]):
                if self.level(run[-1]) == level and separator.fullmatch(self.between(run[-1], i, hide)):
                    run.append(i)
                    break
            else:
                found.append([i])
        return found

    def name_lists(self, *tags: Tag) -> list[list[int]]:
        """Lists of names: "A, B và C"."""
        if tags not in self._runs:
            self._runs[tags] = self.lists(tags, _BETWEEN_NAMES, "Y")
        return self._runs[tags]

    def names_apart(self, *tags: Tag) -> list[list[int]]:
        """Lists of names that semicolons may set apart, as where each has values of its own: "A; B và C"."""
        return self.lists(tags, _SET_APART, "Y")

    def value_lists(self) -> list[list[int]]:
        """Lists of values of one kind: "thứ 40, 18 và 30"; a change of places and one of score are two kinds."""
        if () not in self._runs:
            self._runs[()] = [
                run for tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE) for run in self.lists([tag], _BETWEEN_VALUES)
            ]
        return self._runs[()]

    def values_with(self, position: int) -> list[int]:
        """The list of values that a value is in."""
        return next((run for run in self.value_lists() if position in run), [position])

    def run_of(self, position: int, *tags: Tag) -> list[int]:
        """The list of names that a mention is in."""
        return next((run for run in self.name_lists(*tags) if position in run), [position])

    def imply(self, position: int, like: Frame, place: int, rule: str, status: str = "implied") -> None:
        """Note a rank that the order says of the subject at a position; its other slots are those of `like`."""
        frame = Frame(self.mentions[position], position, status=status, rule=rule, place=place)
        frame.fill("subject", self.slot(position, "order"))
        frame.slots["like"] = Slot(like, "order")
        self.implied.append(frame)
        self.listed.add(position)


def own_rank(work: Work, j: int) -> int | None:
    """The place written right behind a list's member: "B (hạng 5)", "B xếp thứ 5"."""
    for i in range(j + 1, len(work.mentions)):
        rank = work.mentions[i].value
        if work.mentions[i].tag is Tag.SUBJECT:
            return None
        if work.mentions[i].tag is Tag.RANK and isinstance(rank, Rank):
            paren = work.sentence.paren_of(i)
            if paren is not None and paren.anchor == j:
                return rank.place
            near = regex.fullmatch(
                r"[(,]? ?(?:xếp|đứng|ở|giữ|thứ|hạng|vị trí|là| )*",
                work.sentence.gap(work.mentions[j], work.mentions[i]),
            )
            return rank.place if near else None
    return None

"""The walk through a sentence: whoever and whatever is in focus when a value comes fills its empty slots."""

from typing import Final

import regex

from extract.bind import aside, means, what, when, where, who
from extract.bind.focus import NOBODY, Focus
from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Cue, Rank, Tag
from extract.rules.subjects import AMONG_BELOW, WITHIN_PROVINCE
from extract.scene import Scene

_FRONT: Final = 40
"""Characters at the front of a sentence."""
_BESIDES: Final = regex.compile(
    r"(?:chỉ |xếp |đứng |ngay )*(?:trên|sau|dưới|hơn|kém|cùng|trước)(?: tỉnh| thành phố| các)?"
)
"""In front of a name in a parenthesis that is only compared with: "xếp thứ 5 (trên A)"."""


_CHANGED: Final = regex.compile(r"\s?, (?:tăng|giảm|cao hơn|thấp hơn|tụt|lùi|thăng)(?!\p{L})")
"""Behind a parenthesis that says whose a value is: the change is theirs as well ("73,02 (A), giảm 2,07 điểm")."""
_ONE: Final = regex.compile(r"(?:1|01|một) (?:địa phương|tỉnh|thành phố|đơn vị|bộ) $")
"""In front of a parenthesis that says who: "1 địa phương (A) rời nhóm, xuống vị trí 12"."""


class Walk:
    """One pass over a sentence's mentions. `focus` afterwards is what the sentence leaves in focus."""

    def __init__(self, work: Work, scene: Scene) -> None:
        self.work = work
        self.scene = scene
        self.focus = Focus()
        self.stack: list[tuple[int, Focus]] = []
        self.waiting: list[Frame] = []
        self.mean = False
        self.persistent: Slot | None = None
        """The edition that the sentence is about, for later sentences."""
        self.beside_index = False

    def run(self) -> None:
        """Fill what the walk can fill."""
        if self.scene.fronted is not None and self._lists_places():
            self.focus.scope = self.scene.fronted.because("earlier sentence")
        for i, m in enumerate(self.work.mentions):
            self._leave(i)
            match m.tag:
                case Tag.BREAK:
                    self._break(i)
                case Tag.SUBJECT:
                    who.subject(self, i)
                case Tag.GENERIC:
                    who.generic(self, i)
                case Tag.FOREIGN:
                    who.foreign(self, i)
                case Tag.NATION:
                    means.nation(self, i)
                case Tag.REGION:
                    where.region(self, i)
                case Tag.CUE if m.value is Cue.MEAN:
                    means.mean(self, i)
                case Tag.CUE if m.value is Cue.TURN:
                    self.focus.scope = None
                case Tag.CUE if m.value is Cue.THIS and self.focus.target is None:
                    self.focus.target, self.focus.targets = self.scene.target, ()
                case Tag.CUE if m.value is Cue.THUS and not self.stack:
                    self.focus.year, self.focus.years = when.latest(self, i), ()
                case Tag.CUE if m.value is Cue.WHOLE:
                    self.focus.scope = self.focus.after_rank = None
                    if self.focus.target is not None and isinstance(self.focus.target.value, tuple):
                        self.focus.target, self.focus.targets = None, ()
                case Tag.INDEX | Tag.COMPONENT | Tag.OTHER:
                    what.target(self, i)
                case Tag.YEAR:
                    when.year(self, i)
                case Tag.RANK | Tag.SCORE | Tag.CHANGE | Tag.GROUP | Tag.KEPT:
                    self._value(i)
        while self.stack:
            self.focus = self.stack.pop()[1]

    def fronted_scope(self) -> Slot | None:
        """Where the sentence's places count, if it begins with that."""
        return self.focus.scope if self._fronted(self.focus.scope) else None

    def _lists_places(self) -> bool:
        """Whether a sentence gives several their places and says nowhere among whom: "A vẫn số một, B thứ nhì"."""
        tags = [m.tag for m in self.work.mentions]
        places = [m.value for m in self.work.mentions if isinstance(m.value, Rank)]
        several = tags.count(Tag.SUBJECT) > 1 and len(places) > 1
        told = any(t in (Tag.REGION, Tag.NATION, Tag.INDEX) for t in tags) or any(p.of for p in places)
        return several and not told

    def _break(self, i: int) -> None:
        value = self.work.mentions[i].value
        if value in ("(", "["):
            paren = next((p for p in self.work.sentence.parens if p.open == i), None)
            inner = Focus(**vars(self.focus))
            self.stack.append((paren.close if paren else len(self.work.mentions), self.focus))
            if (
                paren
                and paren.anchor in self.work.frames
                and paren.close == i + 2
                and self.work.mentions[i + 1].tag is Tag.SUBJECT
                and not _BESIDES.fullmatch(self.work.between(i, i + 1))
            ):
                self.work.frames[paren.anchor].slots["subject"] = self.work.slot(i + 1, "apposition")
                self.work.listed.add(i + 1)
                if _CHANGED.match(self.work.sentence.after(self.work.mentions[paren.close])):
                    self.focus.subject = self.work.slot(i + 1, "apposition")
            elif (
                paren
                and _ONE.search(self.work.sentence.before(self.work.mentions[i], 24))
                and self._holds_one(i)
            ):
                self.focus.subject = self.work.slot(i + 1, "clause")
            elif paren and paren.anchor is not None and self._near(paren.anchor, i):
                aside.apposition(self, i, paren.anchor, inner)
                if paren.anchor in self.work.compared:
                    inner.scope = None
            if paren and paren.close == i + 2 and self.work.mentions[i + 1].tag is Tag.YEAR:
                if not any(j < i for j in self.work.frames) and (year := when.edition_of(self, i + 1)):
                    # "Khi PGI được giới thiệu (năm 2022), A đạt …"
                    self.focus.year, self.focus.years = year, ()
            if paren and (scope := where.of_movement(self, i)) is not None:
                inner.scope = scope
            self.focus = inner
        elif value == ";":
            if not self._fronted(self.focus.scope):
                self.focus.scope = None
            if self.focus.year is not None and self.focus.year.reason == "relative":
                self.focus.year, self.focus.years = None, ()

    def _holds_one(self, bracket: int) -> bool:
        """Whether a parenthesis holds a subject's name and nothing else."""
        mentions = self.work.mentions[bracket + 1 : bracket + 3]
        return len(mentions) == 2 and mentions[0].tag is Tag.SUBJECT and mentions[1].value == ")"

    def _fronted(self, scope: Slot | None) -> bool:
        """Whether the sentence begins with where places count: then all its clauses are about it."""
        return (
            scope is not None and scope.span is not None and scope.span[0] - self.work.sentence.start < _FRONT
        )

    def _leave(self, i: int) -> None:
        while self.stack and i >= self.stack[-1][0]:
            self.focus = self.stack.pop()[1]

    def _near(self, anchor: int, bracket: int) -> bool:
        return self.work.mentions[bracket].start - self.work.mentions[anchor].end <= 3

    def _value(self, i: int) -> None:
        frame, focus = self.work.frames[i], self.focus
        after = self.work.sentence.after(frame.mention)
        leads = frame.mention.rule.startswith(("first", "last", "ordinal in words"))
        below = AMONG_BELOW.match(after) or (leads and WITHIN_PROVINCE.match(after))
        if frame.mention.tag is Tag.RANK and below:
            focus.subject = NOBODY
            frame.slots["subject"] = NOBODY
        if focus.subject is not None:
            frame.fill("subject", focus.subject)
            if frame.slots["subject"].reason == "clause":
                self._together(i, frame)
        elif "subject" not in frame.slots:
            self.waiting.append(frame)
        if focus.target is not None:
            if "target" not in frame.slots:
                main = what.of_announcement(self, i)
                frame.fill("target", main or focus.target)
                if main is not None:
                    focus.target, focus.targets = main, (main,)
                elif len(focus.targets) > 1 and what.shared(self, i):
                    frame.targets = list(focus.targets[:-1])
        if frame.mention.tag is Tag.CHANGE and (year := when.year_of_last(self, i)) is not None:
            frame.fill("year", year)
        if "year" not in frame.slots and (then := when.at_that_time(self, i)) is not None:
            frame.fill("year", then)
        if "year" not in frame.slots and (base := when.of_base(self, i)) is not None:
            frame.fill("year", base)
        if focus.year is not None and "year" not in frame.slots:
            frame.fill("year", focus.year)
            if focus.years:
                frame.years = list(focus.years)
        if focus.after_rank is not None:
            if frame.mention.tag is Tag.CHANGE and getattr(frame.mention.value, "unit", "") == "step":
                frame.fill("scope", focus.after_rank)
            focus.after_rank = None
        if focus.scope is not None and frame.mention.tag in (Tag.RANK, Tag.CHANGE):
            rank = frame.mention.value
            national = isinstance(rank, Rank) and rank.of is not None and rank.of > 30
            last = self.work.mentions[self.work.values_with(i)[-1]]
            follows = regex.match(r"\s?(?:/\d+ )?(?:cả nước|toàn quốc)", self.work.sentence.after(last))
            if (
                not national
                and not follows
                and (frame.mention.tag is Tag.RANK or getattr(frame.mention.value, "unit", "") == "step")
            ):
                frame.fill("scope", focus.scope)

    def _together(self, i: int, frame: Frame) -> None:
        """A list that shares the value: "A và B cùng xếp thứ 5"."""
        work = self.work
        owner = next(
            (
                j
                for j in range(i - 1, -1, -1)
                if work.mentions[j].tag is Tag.SUBJECT and j not in work.compared
            ),
            None,
        )
        if owner is None or frame.rule.endswith("shared out"):
            return
        run = [r for r in work.run_of(owner, Tag.SUBJECT) if r <= owner]
        if len(run) > 1 and any(work.is_cue(j, Cue.TOGETHER) for j in range(owner + 1, i)):
            frame.subjects = [work.slot(r, "clause") for r in run[:-1]]

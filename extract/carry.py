"""What a sentence leaves on the scene for those that follow."""

from dataclasses import dataclass
from typing import Final

import regex

from extract.above_list import mean_aside, ranks_below, year_aside, year_of_list
from extract.article import Block, Kind
from extract.bind.focus import NOBODY
from extract.bind.walk import Walk
from extract.bind.work import Work
from extract.frame import Slot
from extract.mention import VALUES, Cue, Mention, Tag
from extract.overview.years import beside_index
from extract.resolve.resolved import Resolved
from extract.rules.subjects import PEERS
from extract.scene import Scene
from extract.sections import asked_about, section_on
from normalize.records import MINISTRIES

STAGES: Final = frozenset({Kind.TITLE, Kind.HEADING})
"""What sets the stage for more than the sentence behind it."""
_AIMS: Final = regex.compile(
    r"(?<!\p{L})(?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp"
    r"|(?<!sở )kế hoạch(?! và đầu tư)|phấn đấu|quyết tâm"
    r"|định hướng)(?!\p{L})"
)
"""Words that make a heading one about what is still to be reached."""
_PLAN: Final = regex.compile(
    r"(?<!sở )kế hoạch(?! và đầu tư)|chỉ thị|chương trình hành động|phấn đấu|mục tiêu|đề án"
)
"""Words of a title that make a paper one about what is still to be reached."""
_RECALLED: Final = 4
"""How many components are remembered, for "cả bốn trụ cột này"."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that was read: where it stands, what was in focus at its end, and what it states."""

    block: Block
    walk: Walk
    resolved: tuple[Resolved, ...]

    @property
    def work(self) -> Work:
        return self.walk.work

    @property
    def subject(self) -> Slot | None:
        return self.walk.focus.subject

    @property
    def target(self) -> Slot | None:
        return self.walk.focus.target

    @property
    def stage(self) -> bool:
        return self.block.kind in STAGES

    @property
    def reason(self) -> str:
        """Why a later sentence may inherit from this one."""
        if self.block.kind is Kind.TITLE:
            return "title"
        return "heading" if self.stage else "earlier sentence"

    def as_topic(self, slot: Slot) -> Slot:
        return slot.because(self.reason)

    @property
    def named(self) -> list[Mention]:
        """The subjects that are spoken of: neither only compared with nor one of a list."""
        work = self.work
        return [
            work.mentions[i]
            for i in work.positions(Tag.SUBJECT)
            if i not in work.compared and i not in work.listed
        ]

    @property
    def has_values(self) -> bool:
        return any(m.tag in VALUES for m in self.work.mentions)

    @property
    def names_outright(self) -> bool:
        """Whether an index is named in words that can mean nothing else."""
        return any(not self.work.mentions[i].weak for i in self.work.positions(Tag.INDEX))


def carry(scene: Scene, block: Block, walk: Walk, resolved: tuple[Resolved, ...]) -> None:
    """Leave on the scene whom, what and when a sentence spoke of. `walk` has been run, its frames resolved."""
    said = _Said(block, walk, resolved)
    aims = any(said.work.is_cue(i, Cue.TARGET) for i in said.work.positions(Tag.CUE))
    scene.aimed = aims and not resolved
    _topics(scene, said)
    _indices(scene, said)
    _lists(scene, said)
    scene.fronted = said.walk.fronted_scope()
    _sizes(scene, said)
    _targets(scene, said)
    _editions(scene, said)
    _stage(scene, said)
    _part(scene, said)
    _places(scene, said)


def _topics(scene: Scene, said: _Said) -> None:
    """Whom the next sentence goes on about."""
    subject, work = said.subject, said.work
    of_list = subject is not None and any(
        subject.span == work.sentence.span(work.mentions[i]) for i in work.listed
    )
    if subject is not None and subject is not NOBODY and not of_list and _can_go_on(scene, subject):
        scene.subjects.append(said.as_topic(subject))
        scene.far = False
    elif (
        subject is not None
        and subject.value == ("national",)
        and not said.stage
        and (scene.main(None) is None or _of_all(scene, said))
    ):
        scene.subjects.append(said.as_topic(subject))
    if len({m.value for m in said.named}) >= 2 and scene.main_subject is not None and not said.stage:
        scene.subjects.append(scene.main_subject)
    scene.last_subject = subject if subject is not None and subject is not NOBODY else None
    if subject is not None and subject is not NOBODY and subject.is_a("ministry"):
        scene.ministry = subject
    scene.named = scene.named or bool(said.named) or bool(work.positions(Tag.GENERIC))
    scene.below = subject is NOBODY
    fresh = (
        subject is not None and subject is not NOBODY and subject.reason == "clause" and not said.has_values
    )
    if fresh or said.has_values or work.positions(Tag.SUBJECT):
        scene.introduced = subject if fresh else None


def _of_all(scene: Scene, said: _Said) -> bool:
    """Whether a paragraph has spoken of the whole country alone so far, whoever the article is about."""
    means = all(r.subject.value == "national" for r in said.resolved)
    return bool(said.resolved) and means and not scene.named and not said.named


def _can_go_on(scene: Scene, subject: Slot) -> bool:
    """Whether a sentence may go on about whom the one before spoke of; ministries where no province is it."""
    main = scene.main_subject
    return subject.is_a("province") or (
        subject.is_a("ministry") and main is not None and main.is_a("ministry")
    )


def _indices(scene: Scene, said: _Said) -> None:
    """The index that the next sentence goes on about, or that it is about one that is not ours."""
    target, work = said.target, said.work
    if target is not None and isinstance(target.value, str) and target.value != "OTHER":
        named = [work.slot(i, said.reason) for i in work.positions(Tag.INDEX) if not work.mentions[i].weak]
        announced = len({s.value for s in named}) > 1 and not said.resolved
        scene.index = said.as_topic(named[0] if announced else target)
    elif target is not None and isinstance(target.value, tuple):
        parents = {str(k).partition("/")[0] for k in target.value}
        if scene.index is None or scene.index.value not in parents:
            known = sorted(parents & scene.known)
            if known:
                scene.index = Slot(known[0], said.reason, target.span)
    if target is not None and target.value == "OTHER":
        scene.other = target
    elif work.positions(Tag.INDEX) and (said.resolved or not scene.about_other):
        scene.other = None


def _lists(scene: Scene, said: _Said) -> None:
    """Whether the items below are places, and whom they are about."""
    item = said.block.kind is Kind.ITEM
    if not item:
        scene.list_ranks = ranks_below(said.work)
        scene.list_index = scene.index
    scene.aside_mean = mean_aside(said.work) or scene.aside_mean
    scene.aside_year = year_aside(said.work) or scene.aside_year
    if said.work.sentence.text.rstrip().endswith(":"):
        scene.list_subject = said.subject or scene.main_subject
    elif not item:
        scene.list_subject = None


def _sizes(scene: Scene, said: _Said) -> None:
    """How many are ranked: the first number stands."""
    for i in said.work.positions(Tag.REGION):
        if (value := said.work.mentions[i].value) and value != PEERS:
            scene.region = said.work.slot(i, "earlier sentence", (f"region/{value}",))
    for i in said.work.positions(Tag.NATION):
        m = said.work.mentions[i]
        all_of = ("national", MINISTRIES) if m.value == "ministries" else ("national",)
        scene.block_of = said.work.slot(i, "earlier sentence", all_of)
        if count := regex.search(r"\d+", said.work.sentence.folded[m.start : m.end]):
            kind = "ministry" if m.value == "ministries" else "province"
            scene.said.setdefault(kind, int(count[0]))
    for r in said.resolved:
        if r.of is not None and r.scope.value == "national" and str(r.subject.value).startswith("ministry/"):
            scene.said.setdefault("ministry", r.of)


def _targets(scene: Scene, said: _Said) -> None:
    """The index or component that "chỉ số này" means, and the components that "cả ba trụ cột này" means."""
    if said.target is not None and said.target.value != "OTHER":
        scene.target = said.as_topic(said.target)
    components = [said.work.slot(i, "clause") for i in said.work.positions(Tag.COMPONENT)]
    scene.targets = (scene.targets + components)[-_RECALLED:]


def _editions(scene: Scene, said: _Said) -> None:
    """The edition under discussion, with the index it was said of, and the last one spoken of."""
    year, work = said.walk.persistent, said.work
    if (listed := year_of_list(said.work)) is not None:
        scene.year, scene.year_of_index, scene.year_index = said.as_topic(listed), True, None
    elif year is not None and year.value is not None:
        scene.year = said.as_topic(year)
        scene.year_of_index = said.walk.beside_index
        scene.year_index = next(
            (
                beside_index(work.sentence, i)
                for i in work.positions(Tag.YEAR)
                if work.sentence.span(work.mentions[i]) == year.span
            ),
            None,
        )
    elif dated := [r.year for r in said.resolved if _of_its_day(scene, r)]:
        scene.year = said.as_topic(dated[-1])
    stated = [r.year for r in said.resolved if r.year.value is not None and r.status == "stated"]
    if stated or said.walk.focus.year is not None:
        scene.last_year = stated[-1] if stated else said.walk.focus.year


def _of_its_day(scene: Scene, resolved: Resolved) -> bool:
    """Whether a figure of a live index is of the day that its sentence names: so are those that follow."""
    return resolved.year.reason == "sentence" and scene.reference.index[str(resolved.index.value)].running


def _stage(scene: Scene, said: _Said) -> None:
    """What a title or heading sets for all that stands below it."""
    if not said.stage:
        return
    below_title = said.block.kind is not Kind.TITLE
    if not below_title:
        title = said.work.sentence.folded
        scene.plan = _PLAN.search(title) is not None and not said.resolved
    scene.headed = bool(said.named) and below_title
    folded = said.work.sentence.folded
    aims = _AIMS.search(folded) is not None and "kết quả" not in folded
    scene.aim = aims and not said.resolved and below_title
    if scene.index is not None and said.target is not None:
        scene.stage["index"] = scene.index
    if said.walk.persistent is not None:
        scene.stage["year"] = said.as_topic(said.walk.persistent)


def _part(scene: Scene, said: _Said) -> None:
    """The component that a section is about: its line opens it; a heading or a word on an index as a whole ends it."""
    whole = any(r.component.value is None for r in said.resolved if r.status == "stated")
    if said.stage or said.names_outright or whole:
        scene.part = None
    if said.block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM):
        scene.part = section_on(said.work) or asked_about(said.work) or scene.part


def _places(scene: Scene, said: _Said) -> None:
    """The places given so far, and the last one, for what counts on from it."""
    ranks = [
        r
        for r in said.resolved
        if r.attribute == "rank" and r.scope.value == "national" and r.year.reason not in ("streak", "span")
    ]
    if ranks:
        scene.places.update({str(r.subject.value): int(str(r.value)) for r in ranks})
        scene.order = int(str(ranks[-1].value))
        scene.order_index = ranks[-1].index
    parts = {r.component.value for r in said.resolved}
    if said.resolved:
        scene.order_part = said.target if ranks and len(parts) == 1 and None not in parts else None

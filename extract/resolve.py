"""From bound frames to observations: empty slots are inherited, every slot is checked, several holders spread."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from extract.bind.focus import NOBODY
from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Change, Cue, Rank, Score, Tag, Year
from extract.rules.subjects import PEERS
from extract.scene import Scene
from normalize.reference import Index, Reference

_INHERITS: Final = regex.compile(r"điểm|giá trị|kết quả|chỉ số|cao nhất|thấp nhất|con số (?:này|ấy|đó)")

_STARTS: Final = regex.compile(r"từ (?:vị trí|thứ hạng|hạng|thứ|bậc)(?: thứ| số| hạng)? ?$")


_MOST_PROVINCES: Final = 64
_PROVINCES: Final = (63, 34)
"""How many provinces the country has had; their names and times are reference data, their number is a measure."""
_LEFT_OUT: Final = 8
"""How many of them an edition may leave out at most (PAPI could not publish some)."""
"""So many there were at the most; the last place is theirs even where an index left some out."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with all of its slots decided: one (subject, index, component, year, scope)."""

    frame: Frame
    attribute: str
    value: Decimal | str
    unit: str | None
    of: int | None
    subject: Slot
    index: Slot
    component: Slot
    year: Slot
    scope: Slot
    status: str
    rule: str
    rough: bool = False


class Resolver:
    """Decides the slots of a sentence's frames, with the scene for what the sentence leaves open."""

    def __init__(self, work: Work, scene: Scene) -> None:
        self.work = work
        self.scene = scene
        self.reference: Reference = scene.reference
        self.counted: list[Resolved] = []
        """Ranks that only say how often, for spans of years to stand on."""

    def run(self) -> list[Resolved]:
        """Resolve all frames in order of position; refused ones keep their reason and yield nothing."""
        resolved: list[Resolved] = []
        done: dict[int, list[Resolved]] = {}
        for i, frame in sorted(self.work.frames.items()):
            if frame.no is not None and frame.no.startswith("counts how often"):
                why, frame.no = frame.no, None
                self.counted += self._resolve(i, frame)
                frame.no = why
            elif frame.no is None:
                done[id(frame)] = list(self._resolve(i, frame))
                resolved += done[id(frame)]
        for frame in self.work.implied:
            resolved += self._imply(frame, done)
        return resolved

    # Slots

    def _resolve(self, i: int, frame: Frame) -> Iterator[Resolved]:
        subject = frame.slots.get("subject") or self._inherited_subject(frame)
        if subject is NOBODY or (subject is not None and subject.value is None):
            frame.refuse("said of a body that is none of the subjects")
            return
        target = frame.slots.get("target")
        inherited = target is None
        if target is None:
            target = self._inherited_target(i, frame)
        if target is None:
            frame.refuse("no index is named for it")
            return
        if target.value == "OTHER":
            frame.refuse("belongs to an index or ranking that is not ours")
            return
        if subject is None:
            frame.refuse("no subject is named for it")
            return
        targets = [target, *frame.targets]
        for slot in targets:
            found = self._index_of(i, slot)
            if found is None:
                frame.refuse("a component whose index is not named")
                continue
            index_id, component = found
            if inherited and not self._ranks(index_id, subject):
                index_id = next((i for i in sorted(self.scene.known) if self._ranks(i, subject)), index_id)
            year = frame.slots.get("year") or self._inherited_year(i, index_id)
            if inherited and component.value is None:
                index_id, year = self._possible(i, frame, index_id, year)
            index = self.reference.index[index_id]
            for one in self._subjects(frame, subject):
                for edition in frame.years or [year or Slot(None, "never said")]:
                    yield from self._one(i, frame, one, slot, index, component, edition, inherited)

    def _possible(self, i: int, frame: Frame, index: str, year: Slot | None) -> tuple[str, Slot | None]:
        """An inherited index, unless it had no such edition or scale and just one other of the article had."""
        if self._can_be(frame, index, year):
            return index, year
        others = [
            (other, slot)
            for other in sorted(self.scene.known - {index})
            for slot in (frame.slots.get("year") or self._inherited_year(i, other),)
            if self._can_be(frame, other, slot)
        ]
        return others[0] if len(others) == 1 else (index, year)

    def _can_be(self, frame: Frame, index: str, year: Slot | None) -> bool:
        found = self.reference.index[index]
        edition = int(str(year.value)) if year is not None and year.value is not None else None
        if edition is not None and edition < found.first_edition:
            return False
        score = frame.mention.value
        scale = found.scale_in(edition)
        if not isinstance(score, Score) or scale is None:
            return True
        reading = score.number.within(scale.likely_min or scale.min, scale.max)
        return reading is not None

    def _ranks(self, index: str, subject: Slot) -> bool:
        """Whether an index measures such subjects; means of ministries belong to one that ranks ministries."""
        values = subject.value if isinstance(subject.value, tuple) else (subject.value,)
        ministry = str(values[0]).startswith("ministry/") or len(values) > 1
        return not ministry or "ministry" in self.reference.index[index].ranks

    def _subjects(self, frame: Frame, subject: Slot) -> Iterator[Slot]:
        for slot in (subject, *frame.subjects):
            values = slot.value if isinstance(slot.value, tuple) else (slot.value,)
            yield Slot(values[0], slot.reason, slot.span) if len(values) == 1 else slot

    def _inherited_subject(self, frame: Frame) -> Slot | None:
        found = self.scene.subject()
        if found is None or (self.scene.far and self.scene.list_subject is None):
            return None
        reason = found.reason if found.reason in ("title", "heading", "portal") else "earlier sentence"
        return Slot(found.value, reason, found.span)

    def _inherited_target(self, i: int, frame: Frame) -> Slot | None:
        if self._from(i):
            for j in range(i + 1, len(self.work.mentions)):
                if self.work.mentions[j].tag is frame.mention.tag and "target" in self.work.frames[j].slots:
                    return self.work.frames[j].slots["target"]
        ahead = self._ahead(i, frame)
        if ahead is not None:
            return ahead
        if isinstance(frame.mention.value, Score) and not self._scored(frame):
            return None
        if self.scene.other is not None:
            return self.scene.other
        if self.scene.part is not None and not any(m.tag is Tag.INDEX for m in self.work.mentions):
            return self.scene.part
        for slot, reason in (
            (self.scene.index, "earlier sentence"),
            (self.scene.stage.get("index"), "heading"),
        ):
            if slot is not None:
                return Slot(slot.value, reason, slot.span)
        main = self.scene.main_index
        if main is not None and self.scene.main_index_is_clear:
            return Slot(main, "ahead", self.scene.main_index_span)
        return None

    def _scored(self, frame: Frame) -> bool:
        """Whether a sentence without any index speaks of scores at all."""
        subject = frame.slots.get("subject")
        beside = subject is not None and subject.reason == "apposition"
        ordered = any(
            m.tag in (Tag.RANK, Tag.CHANGE) or (m.tag is Tag.CUE and m.value in (Cue.NEXT, Cue.MEAN))
            for m in self.work.mentions
        )
        return beside or ordered or bool(_INHERITS.search(self.work.sentence.folded))

    def _ahead(self, i: int, frame: Frame) -> Slot | None:
        """An index named later in the sentence, where none stands before the value."""
        if any(m.tag in (Tag.INDEX, Tag.OTHER) for m in self.work.mentions[:i]):
            return None
        for j in range(i + 1, len(self.work.mentions)):
            m = self.work.mentions[j]
            if m.tag is Tag.INDEX and not m.weak:
                return self.work.slot(j, "ahead")
            if m.tag is Tag.OTHER or (m.tag is Tag.BREAK and m.value == ";") or self.work.is_cue(j, Cue.TURN):
                return None
        return None

    def _index_of(self, i: int, target: Slot) -> tuple[str, Slot] | None:
        if isinstance(target.value, str):
            return target.value, Slot(None, target.reason)
        keys = [str(k) for k in target.value] if isinstance(target.value, tuple) else []
        wanted: list[str] = []
        for j in range(min(i, len(self.work.mentions) - 1), -1, -1):
            m = self.work.mentions[j]
            if m.tag is Tag.INDEX:
                wanted.append(str(m.value))
        if not wanted and self.scene.other is not None:
            return None
        for slot in (self.scene.index, self.scene.stage.get("index")):
            if slot is not None and isinstance(slot.value, str):
                wanted.append(slot.value)
        wanted += [str(m.value) for m in self.work.mentions[i:] if m.tag is Tag.INDEX]
        for index in wanted:
            for key in keys:
                if key.startswith(index + "/"):
                    return index, Slot(key.partition("/")[2], target.reason, target.span)
        known = [k for k in keys if k.partition("/")[0] in self.scene.known]
        if len(known) == 1:
            index, _, component = known[0].partition("/")
            return index, Slot(component, target.reason, target.span)
        return None

    def _inherited_year(self, i: int, index: str) -> Slot | None:
        """The edition: said later in the same clause or beside an index ahead, or earlier in the article."""
        later = self._year_ahead(i)
        if later is not None:
            return later
        found = self.scene.edition(index)
        base = next(
            (
                m.value.years[0]
                for m in self.work.mentions
                if m.tag is Tag.BASE and isinstance(m.value, Year) and m.value.years
            ),
            None,
        )
        if (
            found is not None
            and base is not None
            and found.value is not None
            and int(str(found.value)) <= base
        ):
            main = self.scene.main_edition(index)
            found = (
                main
                if main is not None and int(str(main.value)) > base
                else Slot(base + 1, "relative", found.span)
            )
        if found is None:
            return None
        keep = ("title", "heading", "publication date", "ahead")
        return Slot(found.value, found.reason if found.reason in keep else "earlier sentence", found.span)

    def _year_ahead(self, i: int) -> Slot | None:
        comma = False
        for j in range(i + 1, len(self.work.mentions)):
            m = self.work.mentions[j]
            if (m.tag is Tag.BREAK and m.value == ";") or self.work.is_cue(j, Cue.TURN):
                return None
            comma = comma or (m.tag is Tag.BREAK and m.value in (",", ":", "("))
            if m.tag is Tag.YEAR and isinstance(m.value, Year) and m.value.years and self.work.level(j) == -1:
                beside = (
                    self.work.mentions[j - 1].tag is Tag.INDEX
                    and m.start - self.work.mentions[j - 1].end < 12
                )
                if comma and not beside:
                    return None
                return self.work.slot(j, "sentence", m.value.years[-1])
        return None

    # One value of one subject

    def _one(
        self,
        i: int,
        frame: Frame,
        subject: Slot,
        target: Slot,
        index: Index,
        component: Slot,
        year: Slot,
        inherited: bool,
    ) -> Iterator[Resolved]:
        mention = frame.mention
        who = str(subject.value[0] if isinstance(subject.value, tuple) else subject.value)
        if isinstance(subject.value, tuple) and len(subject.value) > 1:
            if component.value is not None:
                frame.refuse("a component of the ministries' mean, which has no name")
                return
            component = Slot(subject.value[1], subject.reason, subject.span)
        edition = int(str(year.value)) if year.value is not None else None
        status = frame.status
        if edition is not None and (
            edition < index.first_edition
            or (self.scene.published and edition > self.scene.published - index.announced_after_in(edition))
        ):
            frame.refuse(f"{index.id} has no edition {edition} at that time")
            return
        if self._from(i) and not self._own_year(i, year) and edition is not None:
            edition, status, year = edition - 1, "implied", Slot(edition - 1, "former edition", year.span)
        who = self._as_of(who, edition)
        if (
            mention.tag is Tag.RANK
            and not self._from(i)
            and _STARTS.search(self.work.sentence.before(mention, 30))
            and getattr(mention.value, "through", None) is None
        ):
            frame.refuse("where something begins, not a place held")
            return
        value: Decimal | str
        unit: str | None = None
        of: int | None = None
        rough = False
        match mention.value:
            case Rank() as rank:
                place = self._place(rank, who, index, edition)
                if place is None:
                    frame.refuse("the last place, of an unknown number")
                    return
                kind = who.partition("/")[0]
                ranked = index.ranked_in(kind, edition) or 200
                count = rank.of or (max(ranked, _MOST_PROVINCES) if kind == "province" else ranked)
                if place > max(count, 1):
                    frame.refuse(f"place {place} of {count} cannot be")
                    return
                if rank.last:
                    status = "implied"
                if who == "national":
                    frame.refuse("a mean has no place")
                    return
                value, of, attribute = Decimal(place), rank.of, "rank"
            case Score() as score:
                scale = index.scale_in(edition)
                high = scale.max if scale else Decimal(100)
                low = scale.min if scale else Decimal(0)
                if component.value is not None and component.value != "bo-nganh":
                    part = index.components.get(str(component.value))
                    low, high = Decimal(0), (part.scale_max if part is not None else None) or high
                reading = score.number.within(
                    low, max(high, Decimal(100) if score.unit == "percent" else high)
                )
                if reading is None:
                    frame.refuse(f"outside of the scale of {index.id}, {low} to {high}")
                    return
                share = score.unit == "percent" and scale is not None and scale.unit == "point"
                if share and component.value is not None:
                    frame.refuse("a share of something: the parts of this index are given in points")
                    return
                floor = (scale.likely_min or 0) / 2 if scale is not None and scale.unit == "percent" else 0
                if (
                    component.value is not None
                    and component.value != "bo-nganh"
                    and scale
                    and scale.unit == "percent"
                ):
                    if reading < floor and score.unit != "point":
                        frame.refuse(f"no part of {index.id} has come down to that")
                        return
                if component.value is None and scale and scale.likely_min and reading < scale.likely_min:
                    frame.refuse(
                        f"nobody has come down to that in {index.id}, where {scale.likely_min} is low"
                    )
                    return
                value, unit, attribute, rough = reading, score.unit or "point", "score", score.rough
            case Change() as change:
                attribute = "rank_change" if change.unit == "step" else "score_change"
                if attribute == "score_change" and (refusal := self._relative(change, index, edition)):
                    frame.refuse(refusal)
                    return
                if self._other_base(i, edition):
                    frame.refuse("counted from another edition than the one before")
                    return
                value, unit = change.amount, None if attribute == "rank_change" else (change.unit or "point")
            case _:
                attribute, value = "group", str(mention.value)
        scope = self._scope(frame, attribute, who, edition)
        if scope.value == f"region/{PEERS}":
            frame.refuse("a place among some, who are no region")
            return
        if of is not None and scope.value == "national" and not self._national_size(of, who):
            frame.refuse(f"a place among {of} others")
            return
        yield Resolved(
            frame,
            attribute,
            value,
            unit,
            of,
            Slot(who, subject.reason, subject.span),
            Slot(index.id, target.reason, target.span),
            component,
            Slot(edition, year.reason, year.span),
            scope,
            status,
            frame.rule,
            rough,
        )

    def _own_year(self, i: int, year: Slot) -> bool:
        """Whether a value's edition was said of it alone, right behind it or in front of it in its parenthesis."""
        if year.span is None or year.reason not in ("clause", "apposition", "relative"):
            return False
        start, end = self.work.sentence.span(self.work.mentions[i])
        return end <= year.span[0] < end + 40 or (self.work.level(i) >= 0 and year.span[1] <= start)

    def _from(self, i: int) -> bool:
        """Whether a value is where a movement began: "từ hạng 33 lên hạng 26"."""
        mention = self.work.mentions[i]
        if mention.tag not in (Tag.RANK, Tag.SCORE):
            return False
        before = self.work.sentence.before(mention, 30)
        subject = self.work.frames[i].slots.get("subject")
        if subject is not None and subject.reason == "about":
            return False  # "49,66 điểm so với 40,05 điểm của A" compares two of one edition
        if regex.search(r"so với (?:mức |con số )?$", before) and any(
            m.tag is mention.tag for m in self.work.mentions[:i]
        ):
            return True
        if not regex.search(
            r"(?:từ|rời|rời khỏi|rời bỏ) (?:vị trí|thứ hạng|hạng|thứ|bậc|xếp|mức|đứng|\s)*(?:thứ"
            r"|số|hạng)? ?$",
            before,
        ):
            return False
        return (
            any(m.tag is mention.tag for m in self.work.mentions[i + 1 :])
            or regex.search(
                r"(?:lên|xuống|vươn|tụt|tăng|rơi|rớt|nhảy|còn)[^.;]{0,50}$",
                self.work.sentence.folded[: mention.start],
            )
            is not None
        )

    def _place(self, rank: Rank, who: str, index: Index, edition: int | None) -> int | None:
        if not rank.last:
            return rank.place
        kind = who.partition("/")[0]
        counts = [
            int(c[0])
            for m in self.work.mentions
            if m.tag is Tag.NATION and (c := regex.search(r"\d+", self.work.sentence.folded[m.start : m.end]))
        ]
        said = self.scene.said.get(kind)
        if kind == "ministry" and said != index.ranked_in(kind, edition):
            said = None
        count = (
            rank.of
            or next(iter(counts), None)
            or said
            or (self.reference.settled_count(edition) if kind == "province" else None)
        )
        return count - rank.place if count else None

    def _relative(self, change: Change, index: Index, edition: int | None) -> str | None:
        scale = index.scale_in(edition)
        if change.unit == "percent" and scale is not None and scale.unit == "point" and index.id:
            return "relative growth, not a difference of scores"
        if scale is not None and abs(change.amount) > scale.max:
            return "a change greater than the scale"
        return None

    def _other_base(self, i: int, edition: int | None) -> bool:
        change = self.work.mentions[i].value
        assert isinstance(change, Change)
        base = change.base
        if base is None:
            found = self._base(i)
            base = found.years[0] if found is not None and found.years else None
            if found is not None and found.offset is not None and found.offset < -1:
                return True
        return base is not None and edition is not None and base != edition - 1

    def _base(self, i: int) -> Year | None:
        """The base of a change: named before it in its clause, else behind it and before the next change."""
        work = self.work
        if i + 1 < len(work.mentions):
            following = work.mentions[i + 1 : i + 3]
            beside = following[1] if following[0].tag is Tag.CUE and len(following) > 1 else following[0]
            if (
                beside.tag is Tag.BASE
                and isinstance(beside.value, Year)
                and beside.start - work.mentions[i].end < 16
            ):
                return beside.value  # "tăng 24 bậc so với năm 2020": the nearest says it
        for j in range(i - 1, -1, -1):
            m = work.mentions[j]
            if work.level(j) != work.level(i):
                continue
            if m.tag is Tag.BASE and isinstance(m.value, Year):
                return m.value
            if (m.tag is Tag.BREAK and m.value in (";", "(")) or m.tag is Tag.CHANGE:
                break
        for j in range(i + 1, len(work.mentions)):
            m = work.mentions[j]
            if work.level(j) != work.level(i):
                continue
            if m.tag is Tag.BASE and isinstance(m.value, Year):
                return m.value
            if (m.tag is Tag.BREAK and m.value in (";", ")")) or m.tag is Tag.SUBJECT:
                break
        return None

    def _scope(self, frame: Frame, attribute: str, who: str, edition: int | None) -> Slot:
        if attribute not in ("rank", "rank_change"):
            return Slot(None, "none")
        scope = frame.slots.get("scope")
        rank = frame.mention.value
        of = rank.of if isinstance(rank, Rank) else None
        if scope is not None and scope.value == "region/":
            region = self.reference.region_of(who.partition("/")[2], edition)
            return Slot(f"region/{region}", scope.reason, scope.span) if region else scope
        if scope is None and of is not None and who.startswith("province/"):
            region = self.reference.region_of(who.partition("/")[2], edition)
            if (
                region is not None
                and region in self.reference.region
                and of == len(self.reference.region[region].members)
            ):
                return Slot(f"region/{region}", "size of the region")
        return scope or Slot("national", "usual")

    def _national_size(self, of: int, who: str) -> bool:
        """Whether so many may be all provinces that an edition ranks: some, of 63 or of 34, are left out at times."""
        return not who.startswith("province/") or any(
            most - _LEFT_OUT <= of <= most + 1 for most in _PROVINCES
        )

    def _as_of(self, who: str, edition: int | None) -> str:
        """The slug that a province bears in an edition (a renamed unit has two)."""
        return self.reference.slug_in(who, edition)

    # Ranks that only an order says

    def _imply(self, frame: Frame, done: dict[int, list[Resolved]]) -> list[Resolved]:
        like = frame.slots["like"].value
        assert isinstance(like, Frame)
        source = done.get(id(like), [])
        if like.no or not source:
            base = self._of_the_scene()
            if like.no or base is None:
                frame.refuse(like.no or "no order to count on")
                return []
            index, component, year, scope, of = base
        else:
            first = source[0]
            index, component, year, scope, of = (
                first.index,
                first.component,
                first.year,
                first.scope,
                first.of,
            )
        subject = frame.slots["subject"]
        who = str(subject.value[0] if isinstance(subject.value, tuple) else subject.value)
        assert frame.place is not None
        who = self._as_of(who, int(str(year.value)) if year.value is not None else None)
        return [
            Resolved(
                frame,
                "rank",
                Decimal(frame.place),
                None,
                of,
                Slot(who, "order", subject.span),
                index,
                component,
                year,
                scope,
                frame.status,
                frame.rule,
            )
        ]

    def _of_the_scene(self) -> tuple[Slot, Slot, Slot, Slot, None] | None:
        index = self.scene.index
        if index is None or not isinstance(index.value, str):
            return None
        year = self.scene.edition(index.value) or Slot(None, "never said")
        return (
            Slot(index.value, "earlier sentence", index.span),
            Slot(None, "none"),
            Slot(year.value, "earlier sentence", year.span),
            Slot("national", "usual"),
            None,
        )

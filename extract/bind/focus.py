"""The walk through a sentence: whoever and whatever is in focus when a value comes fills its empty slots."""

from dataclasses import dataclass
from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Frame, Slot
from extract.mention import Cue, Rank, Tag, Year
from extract.scene import Scene

NOBODY: Final = Slot(None, "somebody else")
"""In focus is a body that is no subject of ours: what is said of it is not kept."""

_MEASURED: Final = regex.compile(
    r"(?:[^.;:()]{0,40}? )?(?:xếp|đứng|đạt|dẫn đầu|giữ|có (?:chỉ số|điểm|kết quả)|tăng|giảm|được|với|là (?:đơn vị|địa phương))(?!\p{L})"
)
_ACTS: Final = regex.compile(
    r"(?:công bố|đánh giá|triển khai|phối hợp|tổ chức|ban hành|xác định|phê duyệt|chủ trì|khảo sát|tổng hợp|cho biết|thực hiện|đo lường|báo cáo|trình|xây dựng|ghi nhận|thông tin|chấm)(?!\p{L})"
)
_FRONTED: Final = regex.compile(
    r"(?:^|[,;:.(] ?|(?:thứ hạng|xếp hạng|vị trí) |và |còn |nhưng |song |nếu |là |so )(?:chỉ )?(?:trong|tính riêng|riêng|xét riêng|xét|tính|so với|ở|trong số|tại|tính trong|nếu chỉ tính)"
    r"(?: (?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|mười|mười ba|mười bốn|tỉnh|thành phố|địa phương|thuộc|khu vực|vùng|trong|toàn|phạm vi|nội bộ|của|nhóm)[ ,]*)*\s?$"
)
"""A region in front of its clause: "trong 14 tỉnh Trung du …, Yên Bái xếp thứ 5"."""
_BELOW: Final = regex.compile(
    r"\s?(?:/ ?\d+ )?(?:trong |trên |toàn |khối )?(?:tổng )?(?:số )?(?:các |\d+ )?(?:đơn vị cấp huyện|đơn vị cấp xã|huyện|quận|thị xã|xã|phường|sở|ban,? ngành|khối sở|khối huyện|cấp huyện|cấp xã|cấp sở)(?!\p{L})"
)
"""What is ranked: bodies below the first level."""
_SPEECH: Final = regex.compile(r"[^.;]{0,30}?(?:cho biết|cho rằng|công bố|phát biểu|nhấn mạnh|báo cáo|khẳng định|chia sẻ|thông tin|điểm lại|tổ chức|ban hành|tham mưu|chủ trì|phối hợp)")
_ABOUT: Final = regex.compile(
    r"(?:(?:bảng|xếp hạng|bảng xếp hạng|toàn quốc|cả nước|trong|về|ở|của|trên|tại|đối với|kết quả|chỉ số|các|thành phần|lĩnh vực|nội dung|trụ cột|cả|mặt|hai|ba|bốn|năm|theo|với|nhóm"
    r"|chung cuộc|điểm|điểm số|xét|mảng|khâu|khía cạnh|cấp|tỉnh|chỉ tiêu|y_*)[ ,:]*)*"
)
_ABOUT_CUE: Final = regex.compile(r"(?:về|trong|ở|của|trên|tại|bảng|đối với|theo|chỉ số|cả)(?!\p{L})")
_WEAK_OK: Final = regex.compile(r"(?:chỉ số|về|lĩnh vực|trụ cột|nội dung|mảng|thành phần|xét riêng|điểm|khâu|tiêu chí|mặt|\d\.|[-+•*])\s*(?:công tác |việc |cải cách )?[\"']?$|^\s*$|[,;:(]\s*$|và $|hay $|ở $")


def about(work: Work, scene: Scene) -> None:
    """Bind an index or component that is named right behind a value: "xếp thứ 12 về chính quyền số"."""
    for i, frame in work.frames.items():
        j = i + 1
        while j < len(work.mentions) and work.is_cue(j, Cue.LINK):
            j += 1
        if frame.mention.tag is Tag.SCORE and j < len(work.mentions) and work.mentions[j].tag is Tag.SUBJECT and work.between(i, j) == "của":
            frame.fill("subject", work.slot(j, "about"))
            work.compared.add(j)
        if "target" in frame.slots:
            continue
        j = _next_target(work, i)
        if j is None:
            _recalled(work, frame, scene)
            continue
        if regex.fullmatch(r",? ?(?:kể cả|cũng như|lẫn)(?: khi)?(?: xét)?(?: riêng)?(?: ở| về)?(?: các)?(?: chỉ số| trụ cột)?", work.between(i, j, "YNZ")):
            frame.targets = [work.slot(r, "about") for r in work.run_of(j, Tag.INDEX, Tag.COMPONENT)]
            continue
        gap = work.between(i, j, "YNZTGS" if frame.mention.tag is Tag.RANK else "YNT")
        if not _ABOUT.fullmatch(gap) or "," in gap:
            continue
        named = work.between(i, j, "YNZTGS")
        if not _ABOUT_CUE.search(named) and (named or frame.mention.tag is Tag.SCORE or _starts_clause(work, j)):
            continue
        if _own_value(work, j, i):
            continue
        run = work.run_of(j, Tag.INDEX, Tag.COMPONENT)
        run = run[run.index(j) :]
        frame.fill("target", work.slot(j, "about"))
        frame.targets = [work.slot(r, "about") for r in run[1:]]


def _next_target(work: Work, i: int) -> int | None:
    for j in range(i + 1, len(work.mentions)):
        m = work.mentions[j]
        if m.tag in (Tag.INDEX, Tag.COMPONENT):
            return j if work.level(j) == work.level(i) else None
        if m.tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE, Tag.OTHER, Tag.FOREIGN) or (m.tag is Tag.BREAK and m.value in (";", ")", "(")):
            return None
    return None


def _starts_clause(work: Work, j: int) -> bool:
    """Whether an index has values of its own behind it, so that it does not belong to the value before."""
    return bool(regex.match(r"[^,;.()]{0,30}?(?:đạt|là|được|xếp|đứng|ở mức)(?!\p{L})", work.sentence.after(work.mentions[j])))


def _own_value(work: Work, j: int, i: int) -> bool:
    """Whether the index behind the value opens a clause of its own: "xếp thứ 5 và Chỉ số SIPAS đạt 90%"."""
    return bool(regex.search(r"(?:^|[, ])(?:còn|và|trong khi)(?: |$)", work.between(i, j, "YNZTG")))


_RECALL: Final = regex.compile(r"\s*(?:cả nước |toàn quốc )?(?:(?:ở|về|trong|tại) )?(?:cả )?(?P<n>hai|ba|bốn|2|3|4) (?:trụ cột|chỉ số|lĩnh vực|nội dung|mảng)(?: thành phần)?(?: này| trên| vừa nêu| nói trên| kể trên|$|[,.;])")
_RECALL_ONE: Final = regex.compile(r"\s*(?:ở|về|trong|tại) (?:trụ cột|chỉ số|lĩnh vực|nội dung|mảng|thành phần|hạng mục)(?: thành phần)? (?:này|nói trên|kể trên)")
_SMALL: Final = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}


def _recalled(work: Work, frame: Frame, scene: Scene) -> None:
    if _RECALL_ONE.match(work.sentence.after(frame.mention)) and scene.target is not None:
        frame.fill("target", Slot(scene.target.value, "recalled", scene.target.span))
        return
    match = _RECALL.match(work.sentence.after(frame.mention))
    if match and len(scene.targets) >= _SMALL[match["n"]]:
        span = work.sentence.span(frame.mention)
        recalled = [Slot(t.value, "recalled", t.span or span) for t in scene.targets[-_SMALL[match["n"]] :]]
        frame.fill("target", recalled[0])
        frame.targets = recalled[1:]


@dataclass
class Focus:
    """What is in focus at a point of the walk."""

    subject: Slot | None = None
    target: Slot | None = None
    targets: tuple[Slot, ...] = ()
    year: Slot | None = None
    years: tuple[Slot, ...] = ()
    scope: Slot | None = None
    after_rank: Slot | None = None
    """The region of the place just said: a change of places right behind it is one in that region."""
    generic: str | None = None


class Walk:
    """One pass over a sentence's mentions. `focus` afterwards is what the sentence leaves in focus."""

    def __init__(self, work: Work, scene: Scene) -> None:
        self.work = work
        self.scene = scene
        self.focus = Focus()
        self._stack: list[tuple[int, Focus]] = []
        self._waiting: list[Frame] = []
        self._mean = False
        self.persistent: Slot | None = None
        """The edition that the sentence is about, for later sentences."""
        self.beside_index = False

    def run(self) -> Focus:
        """Fill what the walk can fill."""
        for i, m in enumerate(self.work.mentions):
            self._leave(i)
            match m.tag:
                case Tag.BREAK:
                    self._break(i)
                case Tag.SUBJECT:
                    self._subject(i)
                case Tag.GENERIC:
                    self._generic(i)
                case Tag.FOREIGN:
                    self._foreign(i)
                case Tag.NATION:
                    self._nation(i)
                case Tag.REGION:
                    self._region(i)
                case Tag.CUE if m.value is Cue.MEAN:
                    self._mean_cue(i)
                case Tag.CUE if m.value is Cue.TURN:
                    self.focus.scope = None
                case Tag.CUE if m.value is Cue.THIS and self.focus.target is None:
                    self.focus.target, self.focus.targets = self.scene.target, ()
                case Tag.CUE if m.value is Cue.THUS and not self._stack:
                    self.focus.year, self.focus.years = self._latest(i), ()
                case Tag.CUE if m.value is Cue.WHOLE and self.focus.target is not None:
                    if isinstance(self.focus.target.value, tuple):
                        self.focus.target, self.focus.targets = None, ()
                case Tag.INDEX | Tag.COMPONENT | Tag.OTHER:
                    self._target(i)
                case Tag.YEAR:
                    self._year(i)
                case Tag.RANK | Tag.SCORE | Tag.CHANGE | Tag.GROUP | Tag.KEPT:
                    self._value(i)
                case _:
                    pass
        while self._stack:
            self.focus = self._stack.pop()[1]
        return self.focus

    # Parentheses: what they set is forgotten behind them.

    def _break(self, i: int) -> None:
        value = self.work.mentions[i].value
        if value in ("(", "["):
            paren = next((p for p in self.work.sentence.parens if p.open == i), None)
            inner = Focus(**vars(self.focus))
            self._stack.append((paren.close if paren else len(self.work.mentions), self.focus))
            if paren and paren.anchor in self.work.frames and paren.close == i + 2 and self.work.mentions[i + 1].tag is Tag.SUBJECT:
                self.work.frames[paren.anchor].slots["subject"] = self.work.slot(i + 1, "apposition")
                self.work.listed.add(i + 1)
            elif paren and paren.anchor is not None and self._near(paren.anchor, i):
                self._apposition(paren.anchor, inner)
            self.focus = inner
        elif value == ";":
            self.focus.scope = None

    def _leave(self, i: int) -> None:
        while self._stack and i >= self._stack[-1][0]:
            self.focus = self._stack.pop()[1]

    def _near(self, anchor: int, bracket: int) -> bool:
        return self.work.mentions[bracket].start - self.work.mentions[anchor].end <= 3

    def _apposition(self, anchor: int, inner: Focus) -> None:
        work = self.work
        m = work.mentions[anchor]
        while m.tag is Tag.YEAR and anchor > 0 and work.mentions[anchor - 1].tag in (Tag.RANK, Tag.SCORE):
            inner.year = self._year_slot(anchor)
            anchor -= 1
            m = work.mentions[anchor]
        if m.tag is Tag.BASE and isinstance(m.value, Year) and m.value.years:
            inner.year, inner.years = work.slot(anchor, "apposition", m.value.years[0]), ()
        elif m.tag is Tag.SUBJECT:
            inner.subject = work.slot(anchor, "apposition")
        elif m.tag is Tag.NATION and m.value == "national":
            inner.subject = Slot(("national",), "apposition", work.sentence.span(m))
        elif m.tag is Tag.FOREIGN:
            inner.subject = NOBODY
        elif m.tag in (Tag.INDEX, Tag.COMPONENT) and self._accept(anchor):
            inner.target, inner.targets = work.slot(anchor, "apposition"), ()
        elif anchor in work.frames:
            frame = work.frames[anchor]
            for name in ("subject", "target", "year"):
                if name in frame.slots:
                    setattr(inner, name, frame.slots[name])
            inner.years = tuple(frame.years)

    # Who

    def _subject(self, i: int) -> None:
        work, m = self.work, self.work.mentions[i]
        if i in work.compared or self._compared(i):
            work.compared.add(i)
            return
        if i in work.listed and work.level(i) == -1 and not self._speaks_on(i):
            self.focus.subject = work.slot(i, "clause")
            self.focus.generic = None
            return
        if i and work.mentions[i - 1].tag is Tag.FOREIGN and regex.fullmatch(
            r"(?:của |thuộc )?(?:ubnd )?(?:tỉnh|thành phố|tp\.?)?", work.sentence.gap(work.mentions[i - 1], m)
        ):
            return
        if regex.search(
            r"(?:chi nhánh|bưu điện|điện lực|cục thuế|kho bạc|hải quan|viễn thông|công an|bảo hiểm xã hội|đại học|bệnh viện|báo|đài|đội|clb|câu lạc bộ)(?: nhà nước)? (?:tỉnh |thành phố |tp\.? ?)?$",
            work.sentence.before(m, 40),
        ) and not work.sentence.folded[max(0, m.start - 6) : m.start].endswith("thông báo "[-6:]):
            self.focus.subject = NOBODY
            return
        if self._event_place(i) or self._agent(i):
            return
        self.focus.subject = work.slot(i, "clause")
        self.focus.generic = None
        self._mean = False
        if self._stack:
            return
        for frame in self._waiting:
            frame.fill("subject", Slot(m.value, "ahead", work.sentence.span(m)))
        self._waiting.clear()

    def _speaks_on(self, i: int) -> bool:
        return False

    def _compared(self, i: int) -> bool:
        """Whether a subject is only compared with: behind "sau", "kém", "hơn", or in a list that began so."""
        work = self.work
        run = work.run_of(i, Tag.SUBJECT)
        if run[0] != i:
            return run[0] in work.compared
        if i == 0:
            return False
        j = i - 1
        while j >= 0 and work.mentions[j].tag in (Tag.GENERIC, Tag.NATION, Tag.REGION, Tag.YEAR):
            j -= 1
        if j >= 0 and work.is_cue(j, Cue.LINK):
            j -= 1
        if j >= 0 and work.mentions[j].rule == "first, taken":
            return work.mentions[i].start - work.mentions[j].end < 12
        if j >= 0 and work.is_cue(j, Cue.AFTER, Cue.VERSUS):
            gap = work.sentence.gap(work.mentions[j], work.mentions[i])
            if regex.fullmatch(r"(?:với|các|tỉnh|thành phố|là|mức|của|điểm|hai|ba|đơn vị|địa phương|cả|kết quả|quán quân|người|láng giềng|đàn anh|[\p{L}_]+ ?){0,3}", gap):
                return not regex.match(r"\s?,", work.sentence.after(work.mentions[i])) or True
        return False

    def _agent(self, i: int) -> bool:
        """Whether a ministry acts (publishes, measures, trains) rather than being ranked."""
        work, m = self.work, self.work.mentions[i]
        if m.rule != "ministry" or i in work.listed:
            return False
        if any(f.slots["subject"].span == work.sentence.span(m) for f in work.frames.values() if "subject" in f.slots):
            return False
        for j in range(i + 1, len(work.mentions)):
            other = work.mentions[j]
            if other.tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE):
                between = work.sentence.folded[m.end : other.start]
                return len(between) > 80 or bool(_ACTS.search(between))
            if other.tag in (Tag.INDEX, Tag.GENERIC, Tag.COMPONENT) and not (i and work.mentions[i - 1].tag in (Tag.INDEX, Tag.COMPONENT, Tag.CUE) and work.mentions[i - 1].value is not Cue.REACHED and regex.search(r"(?:chỉ số|index|sipas|điểm)[^,;]{0,30}(?:của|đối với) $", work.sentence.before(m, 60))):
                return True
            if other.tag is Tag.SUBJECT and other.rule != "ministry":
                return True
            if other.tag is Tag.BREAK and other.value == ";":
                return True
        return True

    def _event_place(self, i: int) -> bool:
        """Whether a subject is only where something took place: "tại Hà Nội, Bộ Nội vụ công bố"."""
        before = self.work.sentence.before(self.work.mentions[i], 14)
        after = self.work.sentence.after(self.work.mentions[i], 80)
        if regex.search(r"(?:ngày \d+|sáng|chiều|hôm|tổ chức|diễn ra)[^.;]{0,30}(?:tại|ở) $", self.work.sentence.before(self.work.mentions[i], 60)):
            return True
        if regex.search(r"(?:tại|ở|về|từ) (?:tp\.? ?)?$", before):
            return bool(regex.match(r"[, )]*(?:[^,;.]{0,40}(?:công bố|tổ chức|diễn ra|khai mạc|phối hợp|trình làng|họp báo))", after))
        return i == 0 and bool(regex.match(r"\s?\((?:ttxvn|vna|vov|ngày|\d{1,2}[/.-]\d)[^)]*\)\s?[-:,]", after))

    def _generic(self, i: int) -> None:
        word = self.work.sentence.folded[self.work.mentions[i].start : self.work.mentions[i].end]
        kind = "thành phố" if word.startswith("thành phố") else "tỉnh" if word.startswith("tỉnh") else None
        current = self.focus.subject
        if current is not None and current is not NOBODY and current.value != ("national",):
            if kind is None or self.scene._is(current, kind) or not str(current.value).startswith("('province"):
                return
        found = None
        if not regex.search(r"này|đó", word) and self.scene.introduced is None:
            main = self.scene.main(kind)
            found = main if main is not None and main.reason in ("title", "portal") else None
        found = found or self.scene.subject(kind)
        if found is not None:
            self.focus.subject = Slot(found.value, "earlier sentence" if found.reason not in ("title", "heading", "portal") else found.reason, found.span)
        elif current is NOBODY:
            self.focus.subject = None
        self.focus.generic = kind

    def _foreign(self, i: int) -> None:
        after = self.work.sentence.after(self.work.mentions[i], 90)
        before = self.work.sentence.before(self.work.mentions[i], 30)
        if _SPEECH.match(after) or regex.search(r"(?:do|bởi|theo|tại|cùng|và|từ) (?:các )?$", before) and not regex.search(r"(?:gồm|là|của)[^.;]{0,60}$", before):
            return
        if _MEASURED.match(after) or regex.match(r"\s?[(:,]", after) or regex.search(r"(?:của|là|với|thuộc về|gồm|:) (?:các |ubnd )?$", before):
            self.focus.subject = NOBODY

    def _nation(self, i: int) -> None:
        work, m = self.work, self.work.mentions[i]
        after = work.sentence.after(m, 60)
        before = work.sentence.before(m, 30)
        near_mean = self._mean or any(work.is_cue(j, Cue.MEAN) for j in range(max(0, i - 2), min(len(work.mentions), i + 3)))
        said = regex.match(r"(?: nói chung)?(?: năm \d{4},?)? (?:đã )?(?:đạt|là|ở mức|được|có (?:chỉ số|điểm))(?!\p{L})", after)
        follows_rank = i > 0 and work.mentions[i - 1].tag in (Tag.RANK, Tag.GROUP) and m.start - work.mentions[i - 1].end < 4
        if follows_rank or (not said and regex.search(r"(?:nhất|đầu|so với|trong số|trên tổng số|trong) (?:của )?$", before)):
            return
        if near_mean or said:
            if regex.search(r"(?:hơn|kém|so với)(?: mức| điểm)? (?:trung bình|bình quân)", work.sentence.before(m, 45)):
                return
            value = ("national",) if m.value == "national" else ("national", "bo-nganh")
            self.focus.subject = Slot(value, "clause", work.sentence.span(m))
            self._settle(value, i)

    def _settle(self, value: tuple[str, ...], i: int) -> None:
        """Values earlier in the clause that still wait are the mean's too."""
        for frame in self._waiting:
            frame.fill("subject", Slot(value, "ahead", self.work.sentence.span(self.work.mentions[i])))
        self._waiting.clear()

    def _mean_cue(self, i: int) -> None:
        work = self.work
        if regex.search(r"(?:hơn|kém|so với|trên|dưới|vượt|bằng)(?: mức| điểm| giá trị)? $", work.sentence.before(work.mentions[i], 24)):
            return
        after = work.sentence.after(work.mentions[i], 60)
        if regex.match(r"[^.;,]{0,20}(?:sở|huyện|xã|quận|ban, ngành)", after):
            self.focus.subject = NOBODY
            return
        self._mean = True
        current = self.focus.subject
        if current is NOBODY:
            return
        last = next((m for m in reversed(work.mentions[:i]) if m.tag in (Tag.SUBJECT, Tag.BREAK, Tag.NATION)), None)
        if current is not None and last is not None and last.tag is Tag.SUBJECT:
            return
        ahead = next((m for m in work.mentions[i + 1 :] if m.tag in (Tag.REGION, Tag.NATION, Tag.SUBJECT, Tag.SCORE)), None)
        region = next((x for x in reversed(work.mentions[:i]) if x.tag in (Tag.REGION, Tag.SUBJECT, Tag.NATION) or x.value == ";"), None)
        if region is not None and region.tag is Tag.REGION and region.value and current is None:
            self.focus.subject = Slot((f"region/{region.value}",), "clause", work.sentence.span(region))
            return
        ministries = any(m.tag is Tag.NATION and m.value == "ministries" for m in work.mentions)
        if ahead is not None and ahead.tag is Tag.SUBJECT and ahead.start - work.mentions[i].end < 12:
            return
        if ahead is not None and ahead.tag is Tag.REGION and ahead.start - work.mentions[i].end < 24:
            value: tuple[str, ...] = (f"region/{ahead.value}",)
        else:
            value = ("national", "bo-nganh") if ministries else ("national",)
        if not (current and str(current.value).startswith("('region")):
            self.focus.subject = Slot(value, "clause", work.sentence.span(work.mentions[i]))

    def _region(self, i: int) -> None:
        work, m = self.work, self.work.mentions[i]
        before = work.sentence.before(m, 40)
        after = work.sentence.after(m, 60)
        slot = Slot(f"region/{m.value}", "clause", work.sentence.span(m))
        if not m.value:
            self._own_region(i, slot)
            return
        previous = work.mentions[i - 1] if i else None
        if previous is not None and previous.tag in (Tag.RANK,) and regex.fullmatch(
            r"(?:(?:toàn|cả|của|trong|khu vực|vùng|các|tỉnh|thành phố|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|ở|tại|so với|thuộc|/)[ ,]*)*", work.sentence.gap(previous, m)
        ):
            work.frames[i - 1].fill("scope", slot)
            self.focus.after_rank = slot
            return
        starts = previous is None or previous.tag is Tag.BREAK or m.start < 8
        scored = next((x for x in work.mentions[i + 1 : i + 3] if x.tag is Tag.SCORE), None)
        led = regex.search(r"(?:cao nhất|thấp nhất|dẫn đầu|tiếp theo|tiếp đến|kế đến|cuối cùng|là) (?:là )?(?:vùng |khu vực )?$", before) and scored is not None
        if led or (self._mean and starts) or regex.match(r" (?:đạt|có (?:điểm|giá trị|chỉ số)|là vùng|vẫn là vùng|dẫn đầu|đứng đầu|xếp)(?!\p{L})", after):
            self.focus.subject = Slot((f"region/{m.value}",), "clause", work.sentence.span(m))
            return
        if _FRONTED.search(work.sentence.before(m, 60)) and regex.match(r"\s?(?:,|thì|:|\p{L})", after):
            self.focus.scope = slot

    def _own_region(self, i: int, slot: Slot) -> None:
        """"trong vùng": the region of the subject, for the place before it or for those that follow."""
        work, m = self.work, self.work.mentions[i]
        previous = work.mentions[i - 1] if i else None
        if previous is not None and previous.tag is Tag.RANK and m.start - previous.end < 30 and regex.fullmatch(
            r"(?:(?:tỉnh|thành phố|thành|địa phương|đơn vị)[ ,/]*)*", work.sentence.gap(previous, m, "G")
        ):
            work.frames[i - 1].fill("scope", slot)
            self.focus.after_rank = slot
        elif regex.search(r"(?:thứ hạng|xếp hạng|vị trí|hạng) $", work.sentence.before(m, 12)):
            self.focus.after_rank = slot
        elif regex.match(r"\s?,", work.sentence.after(m)):
            self.focus.scope = slot

    # What

    def _target(self, i: int) -> None:
        m = self.work.mentions[i]
        if m.tag is Tag.OTHER:
            self.focus.target, self.focus.targets = Slot("OTHER", "clause", self.work.sentence.span(m)), ()
            return
        if not self._accept(i):
            return
        run = self.work.run_of(i, Tag.INDEX, Tag.COMPONENT)
        slot = self.work.slot(i, "clause")
        if self._stack and m.tag is Tag.INDEX and self.work.mentions[i - 1].value == "(" and self._alone(i):
            # "Chỉ số chuyển đổi số (DTI)": the short name in parentheses is said of all that follows.
            for _, outer in self._stack:
                outer.target, outer.targets = slot, (slot,)
        self.focus.targets = (*self.focus.targets, slot) if run[0] != i and self.focus.target else (slot,)
        self.focus.target = slot

    def _alone(self, i: int) -> bool:
        return i + 1 < len(self.work.mentions) and self.work.mentions[i + 1].value == ")"

    def _accept(self, i: int) -> bool:
        """Whether a weak name is meant as an index or a component here."""
        m = self.work.mentions[i]
        if not m.weak:
            return True
        before = self.work.sentence.before(m, 24)
        if not _WEAK_OK.search(before):
            return False
        after = self.work.sentence.after(m, 40)
        if m.tag is Tag.INDEX:
            return bool(regex.search(r"(?:chỉ số|xếp hạng|thứ|nhất|đầu|bậc|hạng) (?:về )?$|về $", before))
        return bool(regex.match(r"\s?(?:[(:,;|]|đạt|xếp|đứng|là|\d|tăng|giảm|hạng|và|hay|của|lần lượt|về|cùng|đều|ở|$|có|được|với|thứ|-)", after))

    # When

    def _year_slot(self, i: int) -> Slot | None:
        year = self.work.mentions[i].value
        if not isinstance(year, Year):
            return None
        if year.offset is None:
            return self.work.slot(i, "clause", year.years[-1])
        base = self._main() if year.offset == 0 else self.focus.year or self._running(year.offset)
        if base is None or base.value is None:
            return None
        return self.work.slot(i, "relative", int(str(base.value)) + year.offset)

    def _latest(self, i: int) -> Slot | None:
        """The later of the editions said so far in the sentence and the one under discussion."""
        said = [s for j in range(i) if self.work.mentions[j].tag is Tag.YEAR and (s := self._year_slot(j)) is not None]
        running = self.scene.edition(self._index())
        slots = [s for s in (*said, running) if s is not None and s.value is not None]
        return max(slots, key=lambda s: int(str(s.value)), default=None)

    def _main(self) -> Slot | None:
        return self.scene.main_edition(self._index())

    def _running(self, offset: int) -> Slot | None:
        last = self.scene.last_year if offset > 0 else None
        return last or self.scene.edition(self._index())

    def _index(self) -> str | None:
        target = self.focus.target
        if target is None or not isinstance(target.value, str):
            target = self.scene.index
        return str(target.value) if target is not None and isinstance(target.value, str) else None

    def _year(self, i: int) -> None:
        slot = self._year_slot(i)
        if slot is None:
            return
        work, year = self.work, self.work.mentions[i].value
        assert isinstance(year, Year)
        years = tuple(work.slot(i, "clause", y) for y in year.years)
        owner = self._value_before(i)
        if owner is not None:
            frame = work.frames[owner]
            for member in next((r for r in work.value_lists() if owner in r), [owner]):
                if member == owner or "year" not in work.frames[member].slots:
                    work.frames[member].slots["year"] = slot
            frame.years = list(years) if len(years) > 1 else []
            aside = self._from(owner) or regex.search(r"(?:từng|hồi)(?: \p{L}+){0,4} $", work.sentence.before(frame.mention))
            if aside or work.level(i) != -1:
                return
        if year.offset == 0 and not self._stack:
            self.persistent, self.beside_index = slot, True
        elif not self._stack and self.persistent is None and self._persists(i):
            self.persistent = slot
        self.focus.year, self.focus.years = slot, years if len(years) > 1 else ()

    def _value_before(self, i: int) -> int | None:
        """The value that a year directly follows: "hạng 3 năm 2023", "thứ 2 toàn quốc năm 2024", "hạng 47 (2020)"."""
        work = self.work
        paren = work.sentence.paren_of(i)
        if paren and paren.anchor in work.frames and i == paren.open + 1 and paren.close == i + 1:
            return paren.anchor
        j = i - 1
        while j >= 0 and (work.mentions[j].tag in (Tag.NATION, Tag.REGION) or work.is_cue(j, Cue.LINK) or work.mentions[j].value == ";"):
            j -= 1
        if j < 0 or j not in work.frames or work.level(j) != work.level(i):
            return None
        gap = work.sentence.gap(work.mentions[j], work.mentions[i], "NZ")
        return j if regex.fullmatch(r"(?:[;,]? ?(?:đó|ấy) là )?(?:năm|của|vào|trong|ở|hồi|kì|các|từ| )*", gap) else None

    def _persists(self, i: int) -> bool:
        """Whether a year is what the sentence is about, so that later sentences inherit it."""
        work, m = self.work, self.work.mentions[i]
        if any(j < i for j in work.frames):
            return False
        previous = work.mentions[i - 1] if i else None
        beside_index = previous is not None and previous.tag in (Tag.INDEX, Tag.COMPONENT) and m.start - previous.end < 12
        following = work.mentions[i + 1] if i + 1 < len(work.mentions) else None
        beside_index = beside_index or (following is not None and following.tag is Tag.INDEX and following.start - m.end < 12)
        self.beside_index = beside_index
        return beside_index or m.start < 24 or not regex.search(r"(?:từng|hồi|trước đó|trước đây|ít ai nhớ|còn|mới)(?: \p{L}+){0,3} $", work.sentence.before(m))

    def _from(self, i: int) -> bool:
        run = next((r for r in self.work.value_lists() if i in r), [i])
        before = self.work.sentence.before(self.work.mentions[run[0]], 30)
        return bool(regex.search(r"từ (?:vị trí|thứ hạng|hạng|thứ|bậc|xếp|mức|đứng)?(?: thứ| số| hạng)? ?$", before))

    # The values themselves

    def _value(self, i: int) -> None:
        frame, focus = self.work.frames[i], self.focus
        if frame.mention.tag is Tag.RANK and _BELOW.match(self.work.sentence.after(frame.mention)):
            focus.subject = NOBODY
            frame.slots["subject"] = NOBODY
        if focus.subject is not None:
            frame.fill("subject", focus.subject)
            if frame.slots["subject"].reason == "clause":
                self._together(i, frame)
        elif "subject" not in frame.slots:
            self._waiting.append(frame)
        if focus.target is not None:
            if "target" not in frame.slots:
                frame.fill("target", focus.target)
                if len(focus.targets) > 1 and self._shared(i):
                    frame.targets = list(focus.targets[:-1])
        if frame.mention.tag is Tag.CHANGE and (year := self._year_of_last(i)) is not None:
            frame.fill("year", year)
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
            follows = regex.match(r"\s?(?:/\d+ )?(?:cả nước|toàn quốc)", self.work.sentence.after(frame.mention))
            if not national and not follows and (frame.mention.tag is Tag.RANK or getattr(frame.mention.value, "unit", "") == "step"):
                frame.fill("scope", focus.scope)

    def _year_of_last(self, i: int) -> Slot | None:
        """The edition that the place or score before a change bears itself: "hạng 13 (2021), tăng 34 bậc"."""
        work = self.work
        for j in range(i - 1, -1, -1):
            m = work.mentions[j]
            if m.tag is Tag.BREAK and m.value == ";":
                return None
            if m.tag in (Tag.RANK, Tag.SCORE) and work.level(j) == work.level(i):
                slot = work.frames[j].slots.get("year")
                return slot if slot is not None and slot.span is not None and slot.span[0] > work.sentence.span(m)[0] else None
        return None

    def _shared(self, i: int) -> bool:
        work = self.work
        j = i - 1
        while j >= 0 and work.mentions[j].tag not in (Tag.INDEX, Tag.COMPONENT):
            if work.is_cue(j, Cue.TOGETHER):
                return True
            j -= 1
        first = next((k for k in range(j, -1, -1) if work.mentions[k].tag not in (Tag.INDEX, Tag.COMPONENT, Tag.BREAK)), -1)
        start = work.mentions[first].end if first >= 0 else 0
        head = work.sentence.folded[max(0, start - 12) : work.mentions[j].start] if j >= 0 else ""
        return bool(regex.search(r"(?:^| )cả(?: hai| ba| bốn| \d)? ", head))

    def _together(self, i: int, frame: Frame) -> None:
        """A list that shares the value: "A và B cùng xếp thứ 5"."""
        work = self.work
        owner = next((j for j in range(i - 1, -1, -1) if work.mentions[j].tag is Tag.SUBJECT and j not in work.compared), None)
        if owner is None or frame.rule.endswith("shared out"):
            return
        run = [r for r in work.run_of(owner, Tag.SUBJECT) if r <= owner]
        if len(run) > 1 and any(work.is_cue(j, Cue.TOGETHER) for j in range(owner + 1, i)):
            frame.subjects = [work.slot(r, "clause") for r in run[:-1]]

"""Who: which subject comes into focus, and who is only compared with, acting, or a place of events."""

from typing import TYPE_CHECKING, Final

import regex

from extract.bind.focus import NOBODY
from extract.frame import Slot
from extract.mention import Cue, Tag
from extract.rules.subjects import PEERS

if TYPE_CHECKING:
    from extract.bind.walk import Walk


_MEASURED: Final = regex.compile(
    r"(?:[^.;:()]{0,40}? )?(?:xếp|đứng|đạt|dẫn đầu|giữ|có (?:chỉ số|điểm|kết quả)|tăng"
    r"|giảm|được|với|là (?:đơn vị|địa phương))(?!\p{L})"
)

_ACTS: Final = regex.compile(
    r"(?:công bố|đánh giá|triển khai|phối hợp|tổ chức|ban hành|xác định|phê duyệt|chủ trì"
    r"|khảo sát|tổng hợp|cho biết|thực hiện|đo lường|báo cáo|trình|xây dựng|ghi nhận"
    r"|thông tin|chấm)(?!\p{L})"
)

_FRONTED: Final = regex.compile(
    r"(?:^|[,;:.(] ?|(?:thứ hạng|xếp hạng|vị trí) |và |còn |nhưng |song |nếu |là "
    r"|so )(?:chỉ )?(?:trong|tính riêng|riêng|xét riêng|xét|tính|so với|ở|trong số|tại"
    r"|tính trong|nếu chỉ tính)"
    r"(?: (?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|mười|mười ba|mười bốn|tỉnh|thành phố"
    r"|địa phương|thuộc|khu vực|vùng|trong|toàn|phạm vi|nội bộ|của|nhóm)[ ,]*)*\s?$"
)
"""A region in front of its clause: "trong 14 tỉnh Trung du …, Yên Bái xếp thứ 5"."""

_WITHIN: Final = regex.compile(r"(?:^|[,;:.(] ?)(?:trong|tính|xét|riêng|so với)(?:[^,;:]|(?<=tỉnh),){0,36}$")
_REASON: Final = regex.compile(r"(?<!\p{L})(?:bởi|do|vì|nhờ|trong khi|so với)(?!\p{L})[^.;]*$")
_SPEECH: Final = regex.compile(
    r"[^.;]{0,30}?(?:cho biết|cho rằng|công bố|phát biểu|nhấn mạnh|báo cáo|khẳng định"
    r"|chia sẻ|thông tin|điểm lại|tổ chức|ban hành|tham mưu|chủ trì|phối hợp)"
)


def subject(walk: "Walk", i: int) -> None:
    """A named subject comes into focus, unless it is only compared with, acts, or is a place of events."""
    work, m = walk.work, walk.work.mentions[i]
    if i in work.compared or _compared(walk, i):
        work.compared.add(i)
        return
    if i in work.listed and work.level(i) == -1:
        walk.focus.subject = work.slot(i, "clause")
        walk.focus.generic = None
        return
    if (
        i
        and work.mentions[i - 1].tag is Tag.FOREIGN
        and regex.fullmatch(
            r"(?:của |thuộc )?(?:ubnd )?(?:tỉnh|thành phố|tp\.?)?",
            work.sentence.gap(work.mentions[i - 1], m),
        )
    ):
        return
    if regex.search(
        r"(?:chi nhánh|bưu điện|điện lực|cục thuế|kho bạc|hải quan|viễn thông|công an"
        r"|bảo hiểm xã hội|đại học|bệnh viện|báo|đài|đội|clb"
        r"|câu lạc bộ)(?: nhà nước)? (?:tỉnh |thành phố |tp\.? ?)?$",
        work.sentence.before(m, 40),
    ) and not work.sentence.folded[max(0, m.start - 6) : m.start].endswith("thông báo "[-6:]):
        walk.focus.subject = NOBODY
        return
    if _event_place(walk, i) or _agent(walk, i):
        return
    walk.focus.subject = work.slot(i, "clause")
    walk.focus.generic = None
    walk.mean = False
    if walk.stack:
        return
    for frame in walk.waiting:
        frame.fill("subject", Slot(m.value, "ahead", work.sentence.span(m)))
    walk.waiting.clear()


def _compared(walk: "Walk", i: int) -> bool:
    """Whether a subject is only compared with: behind "sau", "kém", "hơn", or in a list that began so."""
    work = walk.work
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
        if regex.fullmatch(
            r"(?:với|các|tỉnh|thành phố|là|mức|của|điểm|hai|ba|đơn vị|địa phương|cả|kết quả"
            r"|quán quân|người|láng giềng|đàn anh|[\p{L}_]+ ?){0,3}",
            gap,
        ):
            return not regex.match(r"\s?,", work.sentence.after(work.mentions[i])) or True
    return False


def _agent(walk: "Walk", i: int) -> bool:
    """Whether a ministry acts (publishes, measures, trains) rather than being ranked."""
    work, m = walk.work, walk.work.mentions[i]
    if m.rule != "ministry" or i in work.listed:
        return False
    if any(
        f.slots["subject"].span == work.sentence.span(m) for f in work.frames.values() if "subject" in f.slots
    ):
        return False
    for j in range(i + 1, len(work.mentions)):
        other = work.mentions[j]
        if other.tag in (Tag.RANK, Tag.SCORE, Tag.CHANGE):
            between = work.sentence.folded[m.end : other.start]
            return len(between) > 80 or bool(_ACTS.search(between))
        if other.tag in (Tag.INDEX, Tag.GENERIC, Tag.COMPONENT) and not (
            i
            and work.mentions[i - 1].tag in (Tag.INDEX, Tag.COMPONENT, Tag.CUE)
            and work.mentions[i - 1].value is not Cue.REACHED
            and regex.search(
                r"(?:chỉ số|index|sipas|điểm)[^,;]{0,30}(?:của|đối với) $", work.sentence.before(m, 60)
            )
        ):
            return True
        if other.tag is Tag.SUBJECT and other.rule != "ministry":
            return True
        if other.tag is Tag.BREAK and other.value == ";":
            return True
    return True


def _event_place(walk: "Walk", i: int) -> bool:
    """Whether a subject is only where something took place: "tại Hà Nội, Bộ Nội vụ công bố"."""
    before = walk.work.sentence.before(walk.work.mentions[i], 14)
    after = walk.work.sentence.after(walk.work.mentions[i], 80)
    if regex.search(
        r"(?:ngày \d+|sáng|chiều|hôm|tổ chức|diễn ra)[^.;]{0,30}(?:tại|ở) $",
        walk.work.sentence.before(walk.work.mentions[i], 60),
    ):
        return True
    if regex.search(r"(?:tại|ở|về|từ) (?:tp\.? ?)?$", before):
        return bool(
            regex.match(
                r"[, )]*(?:[^,;.]{0,40}(?:công bố|tổ chức|diễn ra|khai mạc|phối hợp|trình làng|họp báo))",
                after,
            )
        )
    return i == 0 and bool(regex.match(r"\s?\((?:ttxvn|vna|vov|ngày|\d{1,2}[/.-]\d)[^)]*\)\s?[-:,]", after))


def generic(walk: "Walk", i: int) -> None:
    """ "tỉnh", "thành phố này": whoever is under discussion comes back into focus."""
    named = next((j for j in range(i - 1, -1, -1) if walk.work.mentions[j].tag is Tag.SUBJECT), None)
    if (
        named is not None
        and walk.work.level(named) == walk.work.level(i)
        and walk.work.between(named, i) == ","
    ):
        walk.focus.subject = walk.work.slot(named, "clause")  # also "X (70,47 điểm), tỉnh miền núi …"
        walk.work.compared.discard(named)
        return
    if walk.focus.subject is NOBODY and walk.work.sentence.before(walk.work.mentions[i], 5).endswith("của "):
        return  # "huyện A đứng đầu các huyện của tỉnh": it is still the district that is spoken of
    word = walk.work.sentence.folded[walk.work.mentions[i].start : walk.work.mentions[i].end]
    kind = "thành phố" if word.startswith("thành phố") else "tỉnh" if word.startswith("tỉnh") else None
    current = walk.focus.subject
    if current is not None and current is not NOBODY and current.value != ("national",):
        if kind is None or walk.scene.fits(current, kind) or not str(current.value).startswith("('province"):
            return
    found = None
    if not regex.search(r"này|đó", word) and walk.scene.introduced is None:
        main = walk.scene.main(kind)
        found = main if main is not None and main.reason in ("title", "portal") else None
    found = found or walk.scene.subject(kind)
    if found is not None:
        walk.focus.subject = Slot(
            found.value,
            "earlier sentence" if found.reason not in ("title", "heading", "portal") else found.reason,
            found.span,
        )
    elif current is NOBODY:
        walk.focus.subject = None
    walk.focus.generic = kind


def foreign(walk: "Walk", i: int) -> None:
    """A body below the first level that is measured takes the focus, so that its values are not kept."""
    after = walk.work.sentence.after(walk.work.mentions[i], 90)
    before = walk.work.sentence.before(walk.work.mentions[i], 30)
    if _SPEECH.match(after) or (
        regex.search(r"(?:do|bởi|theo|tại|cùng|và|từ) (?:các )?$", before)
        and not regex.search(r"(?:gồm|là|của)[^.;]{0,60}$", before)
    ):
        return
    if walk.work.mentions[i].rule == "median":
        walk.focus.subject = NOBODY
        return
    before_it = walk.work.mentions[i - 1] if i else None
    if walk.work.mentions[i].rule == "country" and before_it is not None and before_it.tag is Tag.INDEX:
        if regex.fullmatch(
            r"\s?(?:của )?", walk.work.sentence.folded[before_it.end : walk.work.mentions[i].start]
        ):
            walk.focus.subject = Slot(("national",), "clause", walk.work.sentence.span(walk.work.mentions[i]))
            return
    follower = walk.work.mentions[i + 1] if i + 1 < len(walk.work.mentions) else None
    if (
        _MEASURED.match(after)
        or (follower is not None and i + 1 in walk.work.frames and walk.work.between(i, i + 1) == "")
        or regex.match(r"\s?[(:,]", after)
        or regex.search(r"(?:của|là|với|thuộc về|gồm|:) (?:các |ubnd )?$", before)
    ):
        walk.focus.subject = NOBODY


def nation(walk: "Walk", i: int) -> None:
    """ "cả nước", "các tỉnh": the mean of all, where a mean or a result is said of them."""
    work, m = walk.work, walk.work.mentions[i]
    after = work.sentence.after(m, 60)
    before = work.sentence.before(m, 30)
    near_mean = walk.mean or any(
        work.is_cue(j, Cue.MEAN) for j in range(max(0, i - 2), min(len(work.mentions), i + 3))
    )
    said = regex.match(
        r"(?: nói chung)?(?: năm \d{4},?)? (?:đã )?(?:đạt|là|ở mức|được|có (?:chỉ số|điểm))(?!\p{L})",
        after,
    )
    following = work.mentions[i + 1] if i + 1 < len(work.mentions) else None
    if (
        following is not None
        and following.tag is Tag.REGION
        and following.start - m.end < 12
        and following.value
    ):
        return  # "các tỉnh Tây Nguyên" are not all provinces
    follows_rank = (
        i > 0 and work.mentions[i - 1].tag in (Tag.RANK, Tag.GROUP) and m.start - work.mentions[i - 1].end < 4
    )
    if follows_rank or (
        not said and regex.search(r"(?:nhất|đầu|so với|trong số|trên tổng số|trong) (?:của )?$", before)
    ):
        return
    if near_mean or said:
        if regex.search(
            r"(?:hơn|kém|so với)(?: mức| điểm)? (?:trung bình|bình quân|chung)", work.sentence.before(m, 45)
        ):
            return
        value = ("national",) if m.value == "national" else ("national", "bo-nganh")
        walk.focus.subject = Slot(value, "clause", work.sentence.span(m))
        _settle(walk, value, i)


def _settle(walk: "Walk", value: tuple[str, ...], i: int) -> None:
    """Values earlier in the clause that still wait are the mean's too."""
    if _REASON.search(walk.work.sentence.folded[: walk.work.mentions[i].start]):
        return
    for frame in walk.waiting:
        frame.fill("subject", Slot(value, "ahead", walk.work.sentence.span(walk.work.mentions[i])))
    walk.waiting.clear()


def mean(walk: "Walk", i: int) -> None:
    """ "trung bình": the nation, the ministries or a region comes into focus."""
    work = walk.work
    if regex.search(
        r"(?:hơn|kém|so với|trên|dưới|vượt|bằng|bỏ xa|vượt xa)(?: mức| điểm| giá trị)? $",
        work.sentence.before(work.mentions[i], 24),
    ):
        _mean_compared(walk, i)
        return
    after = work.sentence.after(work.mentions[i], 60)
    named = any(
        x.tag in (Tag.NATION, Tag.REGION, Tag.SUBJECT) and x.start - work.mentions[i].end < 40
        for x in work.mentions[i + 1 :]
    )
    if walk.scene.below and not named and walk.focus.subject is None:
        walk.focus.subject = NOBODY  # the mean of the districts that the sentence before spoke of
        return
    if regex.match(r"[^.;,]{0,20}(?:sở|huyện|xã|quận|ban, ngành|khối này|nhóm này)", after):
        walk.focus.subject = NOBODY
        return
    if work.sentence.folded[work.mentions[i].start : work.mentions[i].end] == "chung" and (
        walk.scene.of_a_province or walk.focus.subject is not None or walk.scene.introduced is not None
    ):
        return  # the general satisfaction of the province that the article is about
    walk.mean = True
    current = walk.focus.subject
    if current is NOBODY:
        return
    last = next(
        (m for m in reversed(work.mentions[:i]) if m.tag in (Tag.SUBJECT, Tag.BREAK, Tag.NATION)), None
    )
    if current is not None and last is not None and last.tag is Tag.SUBJECT:
        return
    ahead = next(
        (m for m in work.mentions[i + 1 :] if m.tag in (Tag.REGION, Tag.NATION, Tag.SUBJECT, Tag.SCORE)),
        None,
    )
    region = next(
        (
            x
            for x in reversed(work.mentions[:i])
            if x.tag in (Tag.REGION, Tag.SUBJECT, Tag.NATION) or x.value == ";"
        ),
        None,
    )
    if region is not None and region.tag is Tag.REGION and region.value and current is None:
        walk.focus.subject = Slot((f"region/{region.value}",), "clause", work.sentence.span(region))
        return
    ministries = any(m.tag is Tag.NATION and m.value == "ministries" for m in work.mentions)
    if ahead is not None and ahead.tag is Tag.SUBJECT and ahead.start - work.mentions[i].end < 12:
        return
    if (
        ahead is not None
        and ahead.tag is Tag.REGION
        and ahead.value
        and ahead.start - work.mentions[i].end < 24
    ):
        value: tuple[str, ...] = (f"region/{ahead.value}",)
    else:
        value = ("national", "bo-nganh") if ministries else ("national",)
    if not (current and str(current.value).startswith("('region")):
        walk.focus.subject = Slot(value, "clause", work.sentence.span(work.mentions[i]))


def _mean_compared(walk: "Walk", i: int) -> None:
    """ "cao hơn trung bình cả nước (85,11%)": the score right behind is the mean's, and the topic stays."""
    work = walk.work
    for j in range(i + 1, min(i + 5, len(work.mentions))):
        m = work.mentions[j]
        if m.tag is Tag.SCORE:
            gap = work.sentence.gap(work.mentions[i], m, "NZIC")
            if regex.fullmatch(r"(?:[(,:]|là|của|chung|cả|đạt|mức|các|[NZIC_]| )*", gap):
                region = next((x for x in work.mentions[i + 1 : j] if x.tag is Tag.REGION and x.value), None)
                value = (f"region/{region.value}",) if region is not None else ("national",)
                work.frames[j].fill("subject", Slot(value, "mean", work.sentence.span(work.mentions[i])))
            return
        if m.tag not in (Tag.NATION, Tag.REGION, Tag.CUE, Tag.INDEX, Tag.COMPONENT) and m.value not in (
            "(",
            ":",
        ):
            return


def region(walk: "Walk", i: int) -> None:
    """A region: where a place counts, or itself measured."""
    work, m = walk.work, walk.work.mentions[i]
    before = work.sentence.before(m, 40)
    after = work.sentence.after(m, 60)
    slot = Slot(f"region/{m.value}", "clause", work.sentence.span(m))
    if m.value == PEERS:
        _among_peers(walk, i, slot)
        return
    if not m.value:
        _own_region(walk, i, slot)
        return
    at = i - 1
    while at > 0 and work.mentions[at].value == "," and m.start - work.mentions[at].start < 30:
        at -= 1
    previous = work.mentions[at] if i else None
    if (
        previous is not None
        and previous.tag in (Tag.RANK,)
        and regex.fullmatch(
            r"(?:(?:toàn|cả|của|trong|khu vực|vùng|các|tỉnh|thành phố|\d+|hai|ba|bốn|năm|sáu|bảy"
            r"|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|ở|tại|so với|thuộc|/)[ ,]*)*",
            work.sentence.gap(previous, m),
        )
    ):
        work.frames[at].fill("scope", slot)
        walk.focus.after_rank = slot
        return
    previous = work.mentions[i - 1] if i else None
    starts = previous is None or previous.tag is Tag.BREAK or m.start < 8
    scored = next((x for x in work.mentions[i + 1 : i + 3] if x.tag is Tag.SCORE), None)
    led = (
        regex.search(
            r"(?:cao nhất|thấp nhất|dẫn đầu|tiếp theo|tiếp đến|kế đến|cuối cùng"
            r"|là) (?:là )?(?:vùng |khu vực )?$",
            before,
        )
        and scored is not None
    )
    if (
        led
        or (walk.mean and starts)
        or regex.match(
            r" (?:đạt|có (?:điểm|giá trị|chỉ số)|là vùng|vẫn là vùng|dẫn đầu|đứng đầu|xếp|tụt|rơi|vươn|lên|xuống|tăng"
            r"|giảm|giữ|cũng|tiếp tục|cao nhất|thấp nhất)(?!\p{L})",
            after,
        )
    ):
        walk.focus.subject = Slot((f"region/{m.value}",), "clause", work.sentence.span(m))
        return
    if _FRONTED.search(work.sentence.before(m, 60)) and regex.match(r"\s?(?:,|thì|:|\p{L})", after):
        walk.focus.scope = slot


def _among_peers(walk: "Walk", i: int, slot: Slot) -> None:
    """ "trong 5 thành phố trực thuộc trung ương, …": a place among some, which is no place of ours."""
    work = walk.work
    if i and i - 1 in work.frames and work.mentions[i].start - work.mentions[i - 1].end < 4:
        work.frames[i - 1].fill("scope", slot)
    elif i + 1 < len(work.mentions) and work.mentions[i + 1].value == ",":
        walk.focus.scope = slot


def _own_region(walk: "Walk", i: int, slot: Slot) -> None:
    """ "trong vùng": the region of the subject, for the place before it or for those that follow."""
    work, m = walk.work, walk.work.mentions[i]
    previous = work.mentions[i - 1] if i else None
    if (
        previous is not None
        and previous.tag is Tag.RANK
        and m.start - previous.end < 30
        and regex.fullmatch(
            r"(?:(?:tỉnh|thành phố|thành|địa phương|đơn vị)[ ,/]*)*", work.sentence.gap(previous, m, "G")
        )
    ):
        work.frames[i - 1].fill("scope", slot)
        walk.focus.after_rank = slot
    elif regex.search(r"(?:thứ hạng|xếp hạng|vị trí|hạng) $", work.sentence.before(m, 12)):
        walk.focus.after_rank = slot
    elif (m.start < 4 or _WITHIN.search(work.sentence.before(m, 60))) and regex.match(
        r"\s?,", work.sentence.after(m)
    ):
        walk.focus.scope = slot

"""Modality: only what was reached is an observation; targets, thresholds, gaps and counts are not."""

from itertools import pairwise
from typing import Final

import regex

from extract.bind.focus import NOBODY
from extract.bind.work import Work
from extract.frame import Frame
from extract.mention import Change, Cue, Mention, Rank, Score, Tag, Year

_UPWARDS: Final = regex.compile(r"\s?(?:điểm )?(?:trở lên|trở xuống|đến dưới|- dưới|đến gần)")
_COUNTED: Final = regex.compile(
    r"\s?(?:tỉnh|thành phố|địa phương|đơn vị)[^.;:]{0,40}? (?:có|đều|tăng|giảm|đạt|được|bị"
    r"|hoàn thành)(?!\p{L})"
)
_TIMES: Final = regex.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|bao nhiêu) (?:lần|năm|kì"
    r"|mùa) (?!liền|liên)(?:\p{L}+ ){0,2}$"
)
_BELOW: Final = regex.compile(
    r"\s?(?:/ ?\d+ )?(?:trong |trên |toàn |khối )?(?:tổng )?(?:số )?(?:các "
    r"|\d+ )?(?:đơn vị cấp huyện|đơn vị cấp xã|huyện|quận|thị xã|xã|phường|sở|ban,? ngành"
    r"|khối sở|khối huyện|cấp huyện|cấp xã|cấp sở)(?!\p{L})"
)
_WHEN: Final = regex.compile(
    r"(?: bảng)?(?: xếp hạng)?(?: là)? (?:vào |trong |hồi |là )?(?:các |những )?(?:năm|kì) \d{4}"
)
_ABOUT_ELSE: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |thế giới |khu vực |trong (?:cả nước|toàn quốc|khu vực"
    r"|vùng) |[^.,;:()]{0,24} )?về (?:số lượng|số|tỉ lệ|lượng|thu|xuất|quy mô|qui mô"
    r"|tốc độ|tăng trưởng|kim ngạch|sản lượng|diện tích|doanh|vốn|dân số|giá|du lịch"
    r"|thi đua|kết nối|mức độ (?!chuyển)|giải ngân|môi trường kinh doanh thế|nộp|đóng góp"
    r"|phong trào|cung cấp|hồ sơ)"
)
_AMONG_ELSE: Final = regex.compile(
    r"\s?(?:/\d+ )?trong (?:số |tổng số |nhóm |hệ thống |ngành )?(?:các |những |một "
    r"|\d+ )(?!tỉnh|thành|địa phương|đơn vị|bộ|cơ quan|vùng|khu vực|z_|chỉ số|lĩnh vực|năm"
    r"|kì)"
)
_WORLD: Final = regex.compile(
    r"\s?(?:/\d{3}|(?:trên )?thế giới|asean|châu á|đông nam á|trong (?:asean|khu vực asean|khối))"
)
_SAID: Final = regex.compile(r"(?:đạt|được|với|có|là|:|mức|còn|đúng|điểm|\(|lên|xuống)(?: \p{L}+)? ?$")
_MOST: Final = 100
"""No index ranks that many; a place among more is a country's, a school's or a company's."""
_SUPERLATIVE: Final = regex.compile(r"(?:nhiều|cao|mạnh|ít|thấp) nhất (?:là |tới |đến )?(?:\p{L}+ )?$")
_GOES_ON: Final = regex.compile(r" (?:đạt|là|ở mức|chiếm|với|tương đương|bằng)?(?: tỉ lệ)? ?")
_GAP_BEFORE: Final = regex.compile(
    r"(?:bỏ xa|kém|cách biệt|(?<!cải )cách|thua|chênh|dưới trung vị|dưới trung bình"
    r"|dưới mức trung bình)(?: \p{L}+){0,6} $"
)
_SEVERAL: Final = regex.compile(
    r"(?<![\p{L}/\d])(?:(?:(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều"
    r"|các)(?: trong(?: tổng)?(?: số)? \d+"
    r"| trên \d+)? (?:chỉ số|nội dung|lĩnh vực|trục|tiêu chí|cái tên|tỉnh|địa phương"
    r"|đại diện|đơn vị)(?!\p{L})[^.;:,]{0,60}"
    r"|(?:không|chưa) (?:tỉnh|địa phương|nơi|đơn vị|thành phố) nào(?!\p{L})[^.;:]*"
    r"|(?<![/\d])\d{1,2} (?:thuộc|ở|vào|nằm) (?:\p{L}+ ){0,3}))$"
)
_RANGE: Final = regex.compile(r"\s?(?:%|điểm)? ?(?:-|đến|tới) ?$")


def judge(work: Work, under_target: bool = False) -> None:
    """Refuse the frames of a sentence that state no reached value; each keeps the reason."""
    aimed = _aimed(work, under_target)
    for i, frame in work.frames.items():
        m = frame.mention
        if i in aimed:
            frame.refuse("a target or plan, not a result")
        elif m.tag is Tag.SCORE:
            _judge_score(work, i, frame)
        elif m.tag is Tag.CHANGE:
            _judge_change(work, i, frame)
        elif m.tag is Tag.RANK:
            _judge_rank(work, i, frame)
        elif m.tag is Tag.GROUP and _SEVERAL.search(work.sentence.folded[: m.start]):
            frame.refuse("how many are in the group, not who")
    _ranges(work)
    _shares(work)


def _shares(work: Work) -> None:
    """ "A (72,3% số người trả lời), thấp nhất là B (58,6%)": one of a list is a share, and so are the others."""
    share: Frame | None = None
    for i in work.positions(Tag.SCORE):
        frame = work.frames[i]
        if work.level(i) < 0:
            share = None
        elif frame.no is not None and frame.no.startswith("a share"):
            share = frame
        elif share is not None:
            frame.refuse("a share of something, as the others of its list")


def _aimed(work: Work, under: bool) -> set[int]:
    """Positions of values in the scope of a target: from its cue to a result's cue or the sentence's end.

    A semicolon ends it, unless the target opened a list by a colon; `under` is a heading that says so.
    """
    found: set[int] = set()
    aim, listing = under, under
    last = 0
    for i, m in enumerate(work.mentions):
        if work.is_cue(i, Cue.TARGET):
            aim, last = True, m.end
        elif work.is_cue(i, Cue.REACHED):
            aim = listing = False
        elif m.tag is Tag.BREAK and m.value == ":" and work.level(i) < 0:
            listing = aim and m.start - last < 90
            aim = listing
        elif m.tag is Tag.BREAK and m.value == ";" and work.level(i) < 0 and not listing:
            aim = False
        elif aim and i in work.frames:
            found.add(i)
    return found


def _judge_score(work: Work, i: int, frame: Frame) -> None:
    m = frame.mention
    score = m.value
    assert isinstance(score, Score)
    after, before = work.sentence.after(m), work.sentence.before(m, 70)
    if frame.slots.get("subject", NOBODY).reason == "mean":
        return  # "bỏ xa giá trị trung bình 85,11%": no gap, but what the gap is counted from
    if _UPWARDS.match(after) or regex.search(
        r"(?:từ|mốc|ngưỡng|đến dưới|dưới|trên thang|thang điểm) $", before
    ):
        if not (
            regex.search(r"từ $", before) and (_moves(work, i) or regex.match(r"\s?\(?năm \d{4}", after))
        ):
            frame.refuse("a threshold or a scale, not a result")
    if _GAP_BEFORE.search(before) and not regex.search(r"năm \d{4}|năm trước|năm ngoái", before):
        frame.refuse("a gap to somebody, not a score")
    former = regex.match(r" (?:của|hồi|trong) (?:năm \d{4}|kì trước|năm trước)", after)
    nearest = next(
        (
            x
            for x in reversed(work.mentions[:i])
            if x.value is Cue.GAP or (x.tag is Tag.BREAK and x.value in (";", "("))
        ),
        None,
    )
    said = regex.search(r"(?:, (?:đạt|được|là)|[^,] với)(?: tới| mức)? $", before)
    if (
        nearest is not None
        and nearest.value is Cue.GAP
        and m.start - nearest.end < 80
        and not (former or said)
    ):
        frame.refuse("a gap, not a score")
    if _distance(work, i):
        frame.refuse("a gap to somebody, not a score")
    if score.rough:
        frame.refuse("an approximate value (“trên”, “gần”, “khoảng” …)")
    if (
        score.number.value == score.number.value.to_integral_value()
        and score.number.other is None
        and score.unit == "point"
        and not _SAID.search(before)
    ):
        frame.refuse("whole points that nothing says were reached")
    if score.unit == "percent" and _RATIO.match(after):
        frame.refuse("a share of something, not a score")
    head = _head(work, i)
    if head:
        frame.refuse(f"the number belongs to “{head}”")


def _distance(work: Work, i: int) -> bool:
    """ "kém A (72,95 điểm) vỏn vẹn 0,15 điểm": a distance behind whoever is compared with."""
    compared = False
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if work.level(j) != work.level(i) or (m.tag is Tag.BREAK and m.value in (")", "(")):
            continue
        if m.tag is Tag.SUBJECT and j in work.compared:
            compared = True
            continue
        return compared and work.is_cue(j, Cue.VERSUS)
    return False


def _moves(work: Work, i: int) -> bool:
    return bool(
        regex.match(
            r"\s?(?:\([^)]*\)|năm \d{4}|trong năm \d{4})? ?,? ?(?:nay |đã |hiện |nay đã )?(?:lên"
            r"|xuống|tăng|giảm|còn|thành)",
            work.sentence.after(work.mentions[i]),
        )
    )


_SHARE: Final = regex.compile(
    r"(?:tỉ lệ|số) (?:doanh nghiệp|người|hộ|hồ sơ|cán bộ|công chức|dn)[^.;:,()]{0,50}$"
)


def _head(work: Work, i: int) -> str | None:
    """A noun in the value's clause that owns the number, behind the last index, component or rank."""
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if work.is_cue(j, Cue.HEAD):
            return work.sentence.folded[m.start : m.end]
        if m.tag is Tag.COMPONENT and _SHARE.search(work.sentence.before(m, 60)):
            continue  # "tỉ lệ doanh nghiệp phải chi trả chi phí không chính thức là 33%"
        if m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.RANK, Tag.SUBJECT, Tag.SCORE) and not m.weak:
            return None
        if work.is_cue(j, Cue.MEAN) or (m.tag is Tag.BREAK and m.value in (";", "(", ":")):
            return None
        if (
            m.tag is Tag.BREAK
            and m.value == ","
            and not _GOES_ON.fullmatch(work.sentence.folded[m.end : work.mentions[i].start])
        ):
            return None
    return None


def _judge_change(work: Work, i: int, frame: Frame) -> None:
    m = frame.mention
    change = m.value
    assert isinstance(change, Change)
    after, before = work.sentence.after(m), work.sentence.before(m, 40)
    if change.gap and not _base_is_year(work, i):
        frame.refuse("a gap to somebody or to a mean, not a change")
    if regex.match(
        r"\s?(?:so với|kém|hơn|cách) (?:đơn vị|tỉnh|địa phương|mức trung bình|trung bình"
        r"|mức bình quân|bình quân|s_*)",
        after,
    ) and not _base_is_year(work, i):
        frame.refuse("a gap to somebody or to a mean, not a change")
    nearest = next(
        (x for x in reversed(work.mentions[:i]) if x.tag in (Tag.CUE,) and x.value is Cue.GAP), None
    )
    if nearest is not None and m.start - nearest.end < 30:
        frame.refuse("a gap, not a change")
    if regex.search(
        r"(?:mỗi năm|hàng năm|hằng năm|bình quân mỗi năm)[^.;]{0,20}$", work.sentence.before(m, 60)
    ):
        frame.refuse("a yearly mean, not the change of an edition")
    if _SUPERLATIVE.search(before) and frame.slots.get("subject", NOBODY).reason != "clause":
        frame.refuse("the change of somebody who is not named")
    before_it = next(
        (
            j
            for j in range(i - 1, -1, -1)
            if j in work.frames or work.mentions[j].tag in (Tag.SUBJECT, Tag.INDEX, Tag.COMPONENT)
        ),
        None,
    )
    if before_it in work.frames and change.unit != "step" and not work.sentence.clause_break(before_it, i):
        why = work.frames[before_it].no
        if why is not None and (why.startswith("the number belongs") or why.startswith("a share")):
            frame.refuse(why)
    head = _head(work, i) if change.unit != "step" else None
    if head:
        frame.refuse(f"the number belongs to “{head}”")
    if _UPWARDS.match(after):
        frame.refuse("a threshold, not a change")
    if regex.match(r"\s?(?:xếp loại|lương|thi đua|ngạch|danh hiệu|học)", after):
        frame.refuse("steps of something else")


def _base_is_year(work: Work, i: int) -> bool:
    """Whether a comparison has a year for its base in the same clause: "cao hơn 2,19% so với năm 2022"."""
    for j in range(i + 1, min(i + 4, len(work.mentions))):
        m = work.mentions[j]
        if m.tag is Tag.BASE or (
            m.value == "(" and j + 1 < len(work.mentions) and work.mentions[j + 1].tag in (Tag.YEAR, Tag.BASE)
        ):
            return True  # also "cao hơn 1,99% (năm 2023: 87,45%)"
        if m.tag in (Tag.SUBJECT, Tag.BREAK, Tag.SCORE, Tag.RANK):
            return False
    previous = work.mentions[i - 1] if i else None
    return previous is not None and previous.tag is Tag.BASE and work.mentions[i].start - previous.end < 30


def _judge_rank(work: Work, i: int, frame: Frame) -> None:
    m = frame.mention
    after, before = work.sentence.after(m), work.sentence.before(m, 40)
    if isinstance(m.value, Rank) and m.value.of is not None and m.value.of > _MOST:
        frame.refuse("a place among more than any index ranks")
    if _TIMES.search(before) and not _WHEN.match(after):
        frame.refuse("counts how often, without saying when")
    if (about := _ABOUT.match(after)) and not _named_soon(work, i, about.end()):
        frame.refuse("a place in some other order")
    if _AMONG_ELSE.match(after) or _ABOUT_ELSE.match(after) or _WORLD.match(after):
        frame.refuse("a place in some other order")
    if (
        regex.search(
            r"(?:mất|tuột|nhường|đánh mất|rời|rơi khỏi|tranh|cạnh tranh|so với|kém|giành lấy"
            r"|chạm tới|cách|bám sát|áp sát|tiệm cận|đơn vị|tỉnh|địa phương|với) (?:\p{L}+ )?$",
            before,
        )
        and m.rule == "first"
        and not _holder_named(frame)
    ):
        if regex.search(
            r"(?:mất|tuột|nhường|đánh mất|rời|rơi khỏi|tranh|so với|kém|cách|bám sát|áp sát"
            r"|tiệm cận|hơn)(?: \p{L}+){0,2} $",
            before,
        ):
            frame.refuse("the place is spoken of, not held")
    if m.rule.startswith("last") and regex.search(
        r"(?:rời|thoát|thoát khỏi|rời khỏi|thoát ra khỏi|tránh|ra khỏi|giã từ"
        r"|chia tay)(?: khỏi)?(?: vị trí| nhóm| tốp| cảnh)? $",
        before,
    ):
        frame.refuse("the place is spoken of, not held")
    span = next((x for x in work.mentions[i + 1 : i + 6] if x.tag is Tag.SPAN), None)
    if span is not None and span.start - m.end < 25 and isinstance(span.value, Year) and work.level(i) == -1:
        year = frame.slots.get("year")
        if year is None or year.value not in span.value.years:
            frame.refuse("counts how often: in the years it names")
    if regex.search(
        r"(?:chấm dứt|kết thúc|khép lại|phá vỡ)[^.;]{0,20}(?:chuỗi|mạch|kỉ lục|năm|kì|mùa)[^.;]{0,40}$",
        work.sentence.before(m, 70),
    ):
        frame.refuse("a streak that has ended")
    if (
        m.rule == "first"
        and not _holder_named(frame)
        and _NOUN.match(work.sentence.folded, m.start)
        and not _HELD.search(before)
    ):
        frame.refuse("a place that nobody is said to hold")
    if (
        m.rule.startswith(("first", "last"))
        and not _holder_named(frame)
        and regex.search(
            r"(?:và|với|kém|hơn|cách|sau|của|giữa|trên|dưới|bằng|các|bám sát) (?:các )?(?:tỉnh"
            r"|địa phương|đơn vị|thành phố|bộ) $",
            before,
        )
    ):
        frame.refuse("the leader is compared with, not named")
    if m.rule.startswith("first") and regex.search(
        r"kể cả (?:nơi|đơn vị|địa phương|tỉnh)(?: \p{L}+)? $", before
    ):
        frame.refuse("the leader is compared with, not named")
    if (
        regex.search(r"(?<!xếp |đứng )(?:trên|dưới)(?: hạng| thứ| vị trí| thứ hạng)+ $", before)
        and m.rule != "series"
    ):
        frame.refuse("a bound, not a place")
    if _PARTS.search(before) and len(frame.targets) == 0 and m.rule.startswith("first"):
        frame.refuse("how many parts lead, not which")
    if _OF_THOSE.search(work.sentence.before(m, 120)):
        frame.refuse("a place in some other order")
    if regex.search(r"(?:có|những|nhiều|mấy|vài) (?:năm|kì|lúc|khi)(?: \p{L}+){0,4} $", before) and not (
        regex.match(r"\s?\(?(?:ở |vào )?(?:năm|kì) \d{4}", after)
    ):
        frame.refuse("in some year, nobody says which")
    if regex.match(r"\s?(?:trở lên|trở xuống)", after):
        frame.refuse("a bound, not a place")
    if (said := _said_before(work, i)) is not None:
        frame.refuse(said)
    if _DENIED.search(before):
        frame.refuse("denied")
    if _BELOW.match(after):
        frame.refuse("a place among bodies below the first level")
    if regex.search(r"(?:^|[,(] )(?:top|tốp|nhóm)[^.,;]{0,12}$", before):
        frame.refuse("a group of places, not a place")


def _said_before(work: Work, i: int) -> str | None:
    """Why the value before a place in its clause is none: "98% doanh nghiệp đã …, đứng thứ nhất cả nước"."""
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if m.tag in (Tag.SUBJECT, Tag.INDEX, Tag.COMPONENT, Tag.RANK, Tag.GENERIC) or m.value in (
            ";",
            ":",
            "(",
        ):
            return None
        if m.tag is Tag.SCORE:
            why = work.frames[j].no
            return why if why is not None and why.startswith(("a share", "the number belongs")) else None
    return None


def _named_soon(work: Work, i: int, end: int) -> bool:
    """Whether what a place is said to be about ("về …") is an index or component."""
    start = work.mentions[i].end + end
    return any(
        m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.OTHER) and 0 <= m.start - start < 30
        for m in work.mentions[i + 1 :]
    )


_ABOUT: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |(?:trong |của )?(?:vùng |khu vực ))?về (?!đích|đây|chung"
    r"|tổng|điểm|kết quả|xếp|thứ|"
    r"các|cả|hai|ba|bốn|mặt|mức|chỉ số|năm|nhì|nhất|cuối|đầu|lĩnh vực|nội dung|trụ cột"
    r"|chất lượng|cải cách|năng lực)"
)
_OF_THOSE: Final = regex.compile(
    r"\d\s?% (?:số |các |tổng số )?(?:doanh nghiệp|người|hộ|hồ sơ|xã|thủ tục|dịch vụ"
    r"|cán bộ|học sinh|dân|thí sinh|trường)"
    r"[^;.:]{0,80}, (?:và )?(?:\p{L}+ ){0,2}$"
    r"|\d (?:tỉ|triệu|nghìn|ngàn|tấn|ha|km|lượt|dự án|doanh nghiệp|hồ sơ|người|hộ)(?!\p{L})[^;.:]{0,40}, (?:và )?"
    r"(?:\p{L}+ ){0,2}$"
)
"""A share of people or things, whose place follows in the same clause."""
_PARTS: Final = regex.compile(
    r"(?<![\p{L}/])(?:\d+|hai|ba|bốn|năm|sáu|bảy|nhiều|một số|các) (?:chỉ số|tiêu chí"
    r"|nội dung|lĩnh vực|trụ cột)"
    r"(?: thành phần| nội dung)?(?: \p{L}+){0,3} $"
)
_NOUN: Final = regex.compile(r"(?:ngôi|quán quân|vị trí|vị thế|đầu bảng|thủ khoa)")
_HELD: Final = regex.compile(
    r"(?:giữ|giành|ở|chiếm|về|bảo vệ|trở lại|lấy lại|đòi lại|đứng|xếp|leo|vươn|lên|đoạt"
    r"|thành|là|với|nắm|tới|đến|vào|duy trì|đạt|có|được|đưa|nhận|cũng|vẫn|lại|tiếp tục"
    r"|bước|danh hiệu"
    r"|lấy được|thuộc|của|tại|chạm|tranh|mất|tuột|nhường|rời|củng cố|trụ|tái lập|trong|cho"
    r"|:)(?: \p{L}+){0,3} $"
)
_DENIED: Final = regex.compile(
    r"(?:không|chưa|chẳng)(?: còn| hề| phải)?(?: có| là| được| ở| đạt| giữ)?(?: vị trí| hạng| thứ| ngôi)* $"
)
_RATIO: Final = regex.compile(
    r"\s?(?:trong )?(?:tổng )?(?:số|các|những|cán bộ|công chức|người|hộ|hồ sơ|thủ tục"
    r"|dịch vụ|doanh nghiệp|tỉnh|địa phương|xã|huyện|cơ quan|đơn vị|văn bản|nhiệm vụ|"
    r"ý kiến|phiếu|học sinh|dân số|diện tích|nhu cầu|kế hoạch|chỉ tiêu|công dân|khách|sở"
    r"|phòng|trường|thôn|bản|tổ|lao động|tài khoản|giao dịch|yêu cầu|vụ|lượng|được (?:hỏi"
    r"|cảnh báo|xử lí|giải quyết|khảo sát|công khai)|cho biết|cho rằng|trả lời|đồng ý"
    r"|nói)(?!\p{L})"
)


def _holder_named(frame: Frame) -> bool:
    return "holder after" in frame.rule


def _ranges(work: Work) -> None:
    """ "từ 75,03% đến 90,61%", "75,03%-90,61%": a range over many, unless it is a movement."""
    scores = work.positions(Tag.SCORE, Tag.CHANGE)
    for left, right in pairwise(scores):
        gap = work.sentence.gap(work.mentions[left], work.mentions[right])
        if regex.fullmatch(r"(?:-|đến|tới|đến mức|tới mức)(?: dưới)?", gap):
            work.frames[left].refuse("one end of a range")
            work.frames[right].refuse("one end of a range")


def doubtful_head(mention: Mention) -> bool:
    """Whether a score has no unit, so that only its context can say it is one."""
    return isinstance(mention.value, Score) and mention.value.unit is None

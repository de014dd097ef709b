"""Order: "thứ 2 là A", "dẫn đầu là A", "tiếp đến là B, C": who holds a place, and who comes next."""

from typing import Final

import regex

from extract.bind.parts import parts_that_lead
from extract.bind.work import Work, own_rank
from extract.frame import Frame
from extract.mention import Cue, Rank, Tag

_LINK: Final = regex.compile(
    r"(?:(?:bảng|danh sách|xếp hạng|bảng xếp hạng|toàn|cấp|chung cuộc|về|trong|năm|trên"
    r"|cao nhất|chung|hiện|nay|vẫn|lại|cũng|tiếp tục|này|khối|với"
    r"|tỉnh|thành phố|địa phương|kết quả|điểm số|chỉ số|lĩnh vực|hạng mục|nội dung|trụ cột|ở|y_*),? ?)*"
    r"(?P<link>cho|là của|là|thuộc về|gọi tên|gồm|:|-|của|là tên|tiếp tục là|vẫn là"
    r"|vẫn thuộc về)?(?: ?(?:các|lần lượt|tỉnh|thành phố|cái tên))*"
)
_NEXT_ONE: Final = regex.compile(
    r"(?:[,;: ]|và|rồi đến|rồi tới|rồi|cùng|là|tỉnh|thành phố|đến|tới|các|bộ, ngành|bộ|ngành|địa phương)*"
)
_OWN_CLAUSE: Final = regex.compile(
    r" (?:thấp nhất|cao nhất|đứng|xếp|là|có|dẫn|tăng|giảm|ở|giữ|cũng|vẫn|chỉ)(?!\p{L})"
)
"""What a name behind a semicolon goes on with where it begins a clause of its own, and no list."""
_OPENERS: Final = (
    Tag.YEAR,
    Tag.INDEX,
    Tag.COMPONENT,
    Tag.REGION,
    Tag.NATION,
    Tag.TIME,
    Tag.STREAK,
    Tag.BASE,
    Tag.CUE,
    Tag.BREAK,
)


def order(work: Work, before: int | None, places: dict[str, int]) -> None:
    """Bind places to those who are said to hold them after the place, then count on behind "tiếp đến là".

    `places` are those that the article has given so far, by subject.

    `before` is the last place of the sentences before, if any.
    """
    for i in work.positions(Tag.RANK):
        parts_that_lead(work, i)
    chained = [i for i in work.positions(Tag.RANK) if _holder_after(work, i)]
    _semicolons(work, chained)
    for k in work.positions(Tag.CUE):
        if work.is_cue(k, Cue.NEXT):
            _count_on(work, k, before)
        elif work.is_cue(k, Cue.AFTER):
            _behind(work, k, places)


_YIELDED: Final = regex.compile(r"nhường(?: lại)?(?: ngôi| vị trí| chỗ| hạng| thứ)* $")
"""In front of a place that is left to whoever is named behind it: "nhường vị trí dẫn đầu cho A"."""
_TITLED: Final = regex.compile(r"(?:tỉnh|thành phố|địa phương|đơn vị|nơi) $")
"""In front of a place that is part of a name: "so với tỉnh dẫn đầu Đà Nẵng (0,9407 điểm)"."""


def _holder_after(work: Work, i: int) -> bool:
    frame = work.frames[i]
    if "subject" in frame.slots or frame.mention.rule == "first, taken":
        return False
    j = i + 1
    while (
        j < len(work.mentions)
        and work.mentions[j].tag in _OPENERS
        and not work.is_cue(j, Cue.AFTER, Cue.VERSUS, Cue.NEXT)
    ):
        j += 1
    if j >= len(work.mentions) or work.mentions[j].tag is not Tag.SUBJECT or work.level(i) != work.level(j):
        return False
    match = _LINK.fullmatch(work.between(i, j, "YICZNTABG"))
    if match is None:
        return False
    if match["link"] == "cho" and not _YIELDED.search(work.sentence.before(work.mentions[i], 24)):
        return False
    if match["link"] == "của" and any(m.tag in (Tag.INDEX, Tag.COMPONENT) for m in work.mentions[i + 1 : j]):
        return False
    titled = _TITLED.search(work.sentence.before(work.mentions[i], 16)) is not None
    if match["link"] is None and (work.between(i, j) or (_subject_in_clause(work, i) and not titled)):
        return False
    if match["link"] in (":", "-") and _subject_in_clause(work, i):
        return False
    run = work.run_of(j, Tag.SUBJECT)
    run = run[run.index(j) :]
    frame.fill("subject", work.slot(run[0], "order"))
    frame.rule += ", holder after"
    rank = frame.mention.value
    shared = regex.search(r"(?:cùng|đồng) (?:\p{L}+ ){0,3}$", work.sentence.before(frame.mention, 24))
    if len(run) > 1 and shared:
        frame.subjects = [work.slot(r, "order") for r in run[1:]]
        work.listed.update(run[1:])
    elif len(run) > 1 and isinstance(rank, Rank) and not rank.last and match["link"] not in ("của", None):
        for step, position in enumerate(run[1:], start=1):
            if own_rank(work, position) is not None:
                break  # "đứng thứ nhất là A và B đứng cuối cùng"
            work.imply(position, frame, rank.place + step, "list in order")
    return True


def _subject_in_clause(work: Work, i: int) -> bool:
    for m in reversed(work.mentions[:i]):
        if m.tag is Tag.BREAK and m.value in (",", ";", ":", "(", "-", "và"):
            return False
        if m.tag is Tag.SUBJECT:
            return True
    return False


_OF_RANKING: Final = regex.compile(r"(?:của|trong) (?:bảng )?(?:xếp )?|lần lượt|là:")
"""Between "các vị trí còn lại trong tốp 10" and the first of them: "của bảng xếp hạng PCI 2023 lần lượt là"."""
_IN_TOP: Final = regex.compile(r"(?:top|tốp|nhóm) (?P<n>\d{1,2})(?!\d)")


def _count_on(work: Work, k: int, before: int | None) -> None:
    following = next((j for j in work.positions(Tag.SUBJECT) if j > k), None)
    if following in work.listed:
        return
    earlier = [i for i in work.positions(Tag.RANK) if i < k and not work.frames[i].no]
    like: Frame | None = None
    if earlier:
        like = work.frames[earlier[-1]]
        rank = like.mention.value
        place = rank.place if isinstance(rank, Rank) and not rank.last else 0
    elif before is not None:
        place = before
    else:
        return
    following_run = work.run_of(following, Tag.SUBJECT) if following is not None else []
    if (top := _IN_TOP.search(work.sentence.folded, work.mentions[k].start)) and len(following_run) > 1:
        if following is not None and top.start() < work.mentions[following].start:
            place = int(top["n"]) - len(following_run)  # "các vị trí tiếp theo trong tốp 5 là B, C, D, E"
    place += sum(1 for f in work.implied if f.slots["like"].value is like and f.place and f.place > place)
    if place < 1:
        return
    last = k
    for j in work.positions(Tag.SUBJECT):
        if j < k or work.level(j) != work.level(k):
            continue
        between = regex.sub(
            r"(?:đạt|được|với|có|điểm|thứ|hạng|[PRD]_*)",
            " ",
            work.between(last, j, "NIY" if last == k else ""),
        )
        if last == k:
            between = _OF_RANKING.sub(" ", between)
        if not _NEXT_ONE.fullmatch(regex.sub(r"\s+", " ", between).strip()):
            break
        if ";" in between and _OWN_CLAUSE.match(work.sentence.after(work.mentions[j])):
            break
        place += 1
        own = own_rank(work, j)
        if own is not None:
            place = own
        else:
            work.imply(j, like or Frame(work.mentions[k], k), place, "counted on")
        last = j


def _behind(work: Work, k: int, places: dict[str, int]) -> None:
    """ "Ngay sau A là B, C": they come behind A, whose place is known."""
    subjects = [j for j in work.positions(Tag.SUBJECT) if j > k]
    if len(subjects) < 2:
        return
    first, second = subjects[0], subjects[1]
    value = work.mentions[first].value
    place = places.get(str(value[0])) if isinstance(value, tuple) else None
    if (
        place is None
        or work.between(k, first) not in ("", "các")
        or not regex.fullmatch(r",? ?(?:lần lượt )?(?:là|gồm)(?: các)?", work.between(first, second))
    ):
        return
    run = work.run_of(second, Tag.SUBJECT)
    work.compared.add(first)
    for step, position in enumerate(run[run.index(second) :], start=1):
        work.imply(position, Frame(work.mentions[k], k), place + step, "behind")


def _semicolons(work: Work, chained: list[int]) -> None:
    """ "thứ 2 là A đạt x; thứ ba là B đạt y; C đạt z": the list counts on without saying so."""
    if len(chained) < 2:
        return
    last = chained[-1]
    places = [work.frames[i].mention.value for i in chained[-2:]]
    if not all(isinstance(p, Rank) for p in places) or places[1].place != places[0].place + 1:  # type: ignore[union-attr]
        return
    place = places[1].place  # type: ignore[union-attr]
    for i in range(last + 1, len(work.mentions) - 1):
        m = work.mentions[i]
        if m.tag is Tag.BREAK and m.value == ";" and work.mentions[i + 1].tag is Tag.SUBJECT:
            rest = work.mentions[i + 2 : i + 4]
            if any(r.tag is Tag.SCORE for r in rest) and not any(r.tag is Tag.RANK for r in rest):
                place += 1
                work.imply(i + 1, work.frames[last], place, "list in order")
                work.listed.discard(i + 1)


def numbered(work: Work, number: int) -> None:
    """An item of a list in order of rank: "1. A - 74,84 điểm" places the A that it begins with."""
    named = work.mentions and work.mentions[0].tag is Tag.SUBJECT and work.mentions[0].start == 0
    if named and not regex.match(r"\s?[.,] ?\p{L}", work.sentence.after(work.mentions[0])):
        if not any(f.mention.tag is Tag.RANK for f in work.frames.values()):
            work.imply(0, Frame(work.mentions[0], 0), number, "numbered list", status="stated")
            work.listed.discard(0)

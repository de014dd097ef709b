"""When: which edition comes into focus, and which years are said of one value alone."""

from typing import TYPE_CHECKING, Final

import regex

from extract.frame import Slot
from extract.mention import Cue, Tag, Year
from extract.resolve.movement import begins, compared_with

_THEN: Final = regex.compile(
    r"(?<!\p{L})(?:khi ấy|khi đó|lúc đó|lúc ấy|hồi đó|bấy giờ|thời điểm đó)(?!\p{L})"
)
"""A sentence that looks back: its edition is not that of the sentences after it."""

if TYPE_CHECKING:
    from extract.bind.walk import Walk


def edition_of(walk: "Walk", i: int) -> Slot | None:
    """The edition that a year mention names; relative ones are counted from the edition they refer to."""
    year = walk.work.mentions[i].value
    if not isinstance(year, Year):
        return None
    if year.offset is None:
        return walk.work.slot(i, "clause", year.years[-1])
    written = walk.work.sentence.folded[walk.work.mentions[i].start : walk.work.mentions[i].end]
    before_that = (
        walk.scene.last_year if regex.search(r"trước đó|năm trước$", written) and "một" in written else None
    )
    if written.startswith("bảng"):
        # "trong bảng xếp hạng mới công bố": the last one, whatever years are compared
        newest = walk.scene.latest_edition(_index(walk) or "")
        return walk.work.slot(i, "relative", newest) if newest is not None else None
    running = walk.focus.year.number if walk.focus.year is not None else None
    main = _main(walk)
    if written.endswith("ngoái") and running is not None and main is not None and main.number == running + 1:
        return walk.work.slot(i, "relative", main.number)  # "tụt từ thứ tư năm 2014 xuống thứ sáu năm ngoái"
    base = _main(walk) if year.offset == 0 else walk.focus.year or before_that or _running(walk, year.offset)
    if base is None or base.value is None:
        return None
    return walk.work.slot(i, "relative", int(str(base.value)) + year.offset)


def latest(walk: "Walk", i: int) -> Slot | None:
    """The later of the editions said so far in the sentence and the one under discussion."""
    said = [
        s
        for j in range(i)
        if walk.work.mentions[j].tag is Tag.YEAR and (s := edition_of(walk, j)) is not None
    ]
    running = walk.scene.edition(_index(walk))
    slots = [s for s in (*said, running) if s is not None and s.value is not None]
    return max(slots, key=lambda s: int(str(s.value)), default=None)


def _main(walk: "Walk") -> Slot | None:
    return walk.scene.main_edition(_index(walk))


def _running(walk: "Walk", offset: int) -> Slot | None:
    last = walk.scene.last_year if offset > 0 else None
    return last or walk.scene.edition(_index(walk))


def _index(walk: "Walk") -> str | None:
    target = walk.focus.target
    if target is None or not isinstance(target.value, str):
        target = walk.scene.index
    return str(target.value) if target is not None and isinstance(target.value, str) else None


def year(walk: "Walk", i: int) -> None:
    """A year comes into focus, or is said of the value before it alone."""
    slot = edition_of(walk, i)
    if slot is None:
        return
    work, year = walk.work, walk.work.mentions[i].value
    assert isinstance(year, Year)
    if work.sentence.before(work.mentions[i], 4) == "như ":
        return  # "giữ nguyên hạng 37 như năm trước, thuộc nhóm B"
    years = tuple(work.slot(i, "clause", y) for y in year.years)
    owner = _value_before(walk, i)
    if owner is not None:
        frame = work.frames[owner]
        for member in work.values_with(owner):
            if member == owner or "year" not in work.frames[member].slots:
                work.frames[member].slots["year"] = slot
        frame.years = list(years) if len(years) > 1 else []
        place = owner - 1
        if (
            frame.mention.tag is Tag.SCORE
            and place >= 0
            and work.mentions[place].tag is Tag.RANK
            and work.between(place, owner) in ("với", ", đạt", "với số điểm")
            and begins(work, place)
        ):
            work.frames[place].slots["year"] = slot  # "từ hạng 37 với 63,18 điểm của năm 2020"
        aside = (
            begins(work, work.values_with(owner)[0])
            or compared_with(work, owner)
            or regex.search(r"(?:từng|hồi)(?: \p{L}+){0,4} $", work.sentence.before(frame.mention))
            or work.sentence.before(work.mentions[i], 10).endswith(("hồi ", "hồi năm "))
            or work.sentence.folded[frame.mention.end : work.mentions[i].start].strip().startswith("của")
        )
        holder, current = frame.slots.get("subject"), walk.focus.subject
        other = holder is not None and current is not None and holder.span != current.span
        aside = aside or (year.offset is not None and year.offset < 0) or (other and not walk.stack)
        if aside or work.level(i) != -1:
            return
    if year.offset == 0 and not walk.stack:
        walk.persistent, walk.beside_index = slot, True
    elif (not walk.stack and walk.persistent is None and _persists(walk, i)) or (
        not walk.stack and _goes_on(walk, i, slot)
    ):
        walk.persistent = slot
    walk.focus.year, walk.focus.years = slot, years if len(years) > 1 else ()


def _goes_on(walk: "Walk", i: int, slot: Slot) -> bool:
    """Whether a clause goes on to the next edition: "năm 2022 đạt …; năm 2023 đạt …", and so does the article."""
    work = walk.work
    previous = work.mentions[i - 1] if i else None
    opens = (
        previous is not None
        and (previous.value == ";" or (previous.value in (Cue.TURN, ",") and _value_before(walk, i) is None))
        and work.mentions[i].start - previous.end < 14
    )
    if not opens or walk.persistent is None or walk.persistent.value is None:
        return False
    return int(str(slot.value)) == int(str(walk.persistent.value)) + 1


_NOW: Final = regex.compile(
    r"(?:nay|năm nay|giờ) (?:đã |mới |chỉ |lại |vẫn )*(?:tăng|giảm|lên|xuống|còn|đạt|đứng|xếp|có)(?!\p{L})"
)
"""The present edition in front of a clause of its own: "cuối bảng năm 2008 với 41,01 điểm, nay tăng …"."""


def _value_before(walk: "Walk", i: int) -> int | None:
    """The value that a year directly follows: "hạng 3 năm 2023", "thứ 2 toàn quốc năm 2024", "hạng 47 (2020)"."""
    work = walk.work
    if _NOW.match(work.sentence.folded, work.mentions[i].start):
        return None
    paren = work.sentence.paren_of(i)
    if paren and paren.anchor in work.frames and i == paren.open + 1 and paren.close == i + 1:
        return paren.anchor
    j = i - 1
    while j >= 0 and (
        work.mentions[j].tag in (Tag.NATION, Tag.REGION)
        or work.is_cue(j, Cue.LINK)
        or work.mentions[j].value == ";"
        or (work.mentions[j].tag is Tag.INDEX and work.sentence.before(work.mentions[j], 4) == "của ")
    ):
        j -= 1
    if j < 0 or j not in work.frames or work.level(j) != work.level(i):
        return None
    gap = work.sentence.gap(work.mentions[j], work.mentions[i], "NZI")
    gap = regex.sub(r"(?:đơn vị|địa phương|tỉnh|bộ)? ?được (?:xếp hạng|đánh giá|chấm điểm)", "", gap)
    return (
        j
        if regex.fullmatch(r"(?:[;,]? ?(?:đó|ấy) )?(?:là )?(?:năm|của|vào|trong|ở|hồi|kì|các|từ| )*", gap)
        else None
    )


def _persists(walk: "Walk", i: int) -> bool:
    """Whether a year is what the sentence is about, so that later sentences inherit it."""
    work, m = walk.work, walk.work.mentions[i]
    if any(j < i for j in work.frames) or any(work.is_cue(j, Cue.TARGET) for j in range(i)):
        return False
    previous = work.mentions[i - 1] if i else None
    beside_index = (
        previous is not None and previous.tag in (Tag.INDEX, Tag.COMPONENT) and m.start - previous.end < 12
    )
    following = work.mentions[i + 1] if i + 1 < len(work.mentions) else None
    beside_index = beside_index or (
        following is not None and following.tag is Tag.INDEX and following.start - m.end < 12
    )
    walk.beside_index = beside_index
    if not beside_index and _THEN.search(work.sentence.folded):
        return False
    return (
        beside_index
        or m.start < 24
        or not regex.search(
            r"(?:từng|hồi|trước đó|trước đây|ít ai nhớ|còn|mới)(?: \p{L}+){0,3} $",
            work.sentence.before(m),
        )
    )


def at_that_time(walk: "Walk", i: int) -> Slot | None:
    """The base that a clause goes on about: "so với năm 2020, khi tỉnh còn ở vị trí 32", "so với năm 2022: 81,47%"."""
    work = walk.work
    if work.mentions[i].tag is Tag.CHANGE:
        return None  # what is compared with is no edition of the change
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if j in work.frames:
            return None
        if m.tag is Tag.BASE and isinstance(m.value, Year) and m.value.years:
            between = work.sentence.folded[m.end : work.mentions[i].start]
            return work.slot(j, "clause", m.value.years[0]) if _WHEN_THEN.match(between) else None
    return None


_WHEN_THEN: Final = regex.compile(
    r",? (?:[-–] )?(?:khi|lúc|thời điểm|là năm|năm)(?: mà)? [^,;.]*$|\s?:\s?(?:đạt |xếp "
    r"|đứng |hạng |thứ |vị trí )*$"
)


def year_of_last(walk: "Walk", i: int) -> Slot | None:
    """The edition that the place or score before a change bears itself: "hạng 13 (2021), tăng 34 bậc"."""
    work = walk.work
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if m.tag is Tag.BREAK and m.value == ";":
            return None
        if m.tag in (Tag.RANK, Tag.SCORE) and work.level(j) == work.level(i):
            if compared_with(work, j) or begins(work, work.values_with(j)[0]):
                continue
            slot = work.frames[j].slots.get("year")
            return (
                slot
                if slot is not None and slot.span is not None and slot.span[0] > work.sentence.span(m)[0]
                else None
            )
    return None


_OF_BASE: Final = regex.compile(r"(?: là| đạt|,? (?:xếp|đứng))(?: (?:vị trí|hạng|thứ|mức))*")


def of_base(walk: "Walk", i: int) -> Slot | None:
    """The year compared with, for the value that is said to be its own: "tăng 2 bậc so với năm 2015 là 16/19"."""
    work = walk.work
    j = i - 1
    while j >= 0 and work.is_cue(j, Cue.LINK):
        j -= 1
    if j < 0 or work.mentions[j].tag is not Tag.BASE or work.mentions[i].tag not in (Tag.RANK, Tag.SCORE):
        return None
    gap = work.sentence.folded[work.mentions[j].end : work.mentions[i].start]
    year = work.mentions[j].value
    if not isinstance(year, Year) or not year.years or not _OF_BASE.fullmatch(gap.rstrip()):
        return None
    return work.slot(j, "clause", year.years[0])

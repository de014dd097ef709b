"""Where: a region is where a place counts, or is measured itself."""

from typing import TYPE_CHECKING, Final

import regex

from extract.frame import Frame, Slot
from extract.mention import Change, Mention, Tag
from extract.rules.subjects import PEERS

if TYPE_CHECKING:
    from extract.bind.walk import Walk

_FRONTED: Final = regex.compile(
    r"(?:^|[,;:.(] ?|(?:thứ hạng|xếp hạng|vị trí) |và |còn |nhưng |song |nếu |là |rằng |cho thấy "
    r"|so )(?:chỉ )?(?:trong|tính riêng|riêng|xét riêng|xét|tính|so với|ở|trong số|tại"
    r"|tính trong|nếu chỉ tính)"
    r"(?: (?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|mười|mười ba|mười bốn|tỉnh|thành phố|thành"
    r"|địa phương|thuộc|khu vực|vùng|trong|toàn|phạm vi|nội bộ|của|nhóm)[ ,]*)*\s?$"
)
"""A region in front of its clause: "trong 14 tỉnh Trung du …, Yên Bái xếp thứ 5"."""

_WITHIN: Final = regex.compile(r"(?:^|[,;:.(] ?)(?:trong|tính|xét|riêng|so với)(?:[^,;:]|(?<=tỉnh),){0,36}$")
_AMONG: Final = regex.compile(
    r"(?:(?:toàn|cả|của|trong|khu vực|vùng|các|tỉnh|thành phố|\d+|hai|ba|bốn|năm|sáu|bảy"
    r"|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|ở|tại|so với|thuộc|nhóm|thành|số|về|/)[ ,]*)*"
)
"""Between a place and the region that it counts in: "thứ 3 trong các tỉnh Tây Nguyên"."""
_LED: Final = regex.compile(
    r"(?:cao nhất|thấp nhất|dẫn đầu|tiếp theo|tiếp đến|kế đến|cuối cùng"
    r"|là) (?:là )?(?:các (?:tỉnh|địa phương)(?:, thành phố)? )?(?:(?:thuộc )?vùng |khu vực )?$"
)
_MEASURED: Final = regex.compile(
    r"(?:, đạt(?!\p{L})"
    r"| (?:đạt|có (?:điểm|giá trị|chỉ số)|là vùng|vẫn là vùng|dẫn đầu|đứng đầu|xếp|tụt|rơi|vươn|lên|xuống|tăng"
    r"|giảm|giữ|cũng|tiếp tục|cao nhất|thấp nhất)(?!\p{L}))"
)
_PLACED: Final = regex.compile(r" (?:xếp|đứng|(?:thứ )?hạng)(?!\p{L})")
"""Behind a region in front of its clause: "so với các tỉnh Tây Nguyên xếp thứ 3"."""
_GOES_ON: Final = regex.compile(r"\s?(?:,|thì|:|\p{L})")


def region(walk: "Walk", i: int) -> None:
    """A region: where a place counts, or itself measured."""
    work, m = walk.work, walk.work.mentions[i]
    slot = Slot(f"region/{m.value}", "clause", work.sentence.span(m))
    if m.value == PEERS:
        _among_peers(walk, i, slot)
        return
    if not m.value:
        _own_region(walk, i, slot)
        return
    at = _over_quiet(walk, i)
    if at in work.frames and is_place(work.frames[at]) and _AMONG.fullmatch(work.between(at, i, "NZIY")):
        _counts_in(walk, at, slot)
    elif _PLACED.match(work.sentence.after(m)) and _FRONTED.search(work.sentence.before(m, 60)):
        walk.focus.scope = slot
    elif _is_measured(walk, i, m):
        walk.focus.subject = Slot((f"region/{m.value}",), "clause", work.sentence.span(m))
    elif _FRONTED.search(work.sentence.before(m, 60)) and _GOES_ON.match(work.sentence.after(m, 60)):
        walk.focus.scope = slot


_ALL: Final = regex.compile(r"cả nước|toàn quốc")


_NEAR: Final = 48
"""Characters between a place and the region that it counts in, parentheses left out."""


def _over_quiet(walk: "Walk", i: int) -> int:
    """The value before a region, over "của các tỉnh" and the commas of "hạng 2 cả nước, tỉnh, thành phố vùng A"."""
    work = walk.work
    at = i - 1
    near = _NEAR
    while at > 0 and work.mentions[i].start - work.mentions[at].start < near:
        m = work.mentions[at]
        if m.value == ")":
            paren = next((p for p in work.sentence.parens if p.close == at), None)
            if paren is None or paren.anchor != paren.open - 1:
                break
            near += m.start - work.mentions[paren.open].start
            at = paren.open - 1
            continue
        whose = m.tag is Tag.NATION and not _ALL.match(work.sentence.folded, m.start)
        if m.tag in (Tag.INDEX, Tag.YEAR) and not m.weak:
            near += m.end - m.start  # "đứng thứ hai về ICT Index ở vùng đồng bằng sông Hồng"
            at -= 1
            continue
        if not (m.value == "," or m.tag is Tag.CUE or whose or (m.tag is Tag.REGION and not m.value)):
            break
        at -= 1
    return at


_MOVING: Final = regex.compile(
    r"(?:,|\(|;)? ?(?:từ|đi từ|lên|xuống|còn|về|tới|đến|thành)?(?: ?(?:vị trí|thứ|hạng|xếp|số))*"
)
"""Between the parts of one movement: "giảm 3 bậc, từ vị trí thứ 6 xuống thứ 9"."""


_MOVED: Final = regex.compile(r"(?<!\p{L})(?:từ|lên|xuống|còn|về|tới|đến|thành)(?!\p{L})")


def _counts_in(walk: "Walk", at: int, slot: Slot) -> None:
    """A place counts in a region, and so do the others of its movement: "tăng 2 bậc, từ 12 lên 10 trong vùng"."""
    work = walk.work
    work.frames[at].fill("scope", slot)
    walk.focus.after_rank = slot
    for paren in (p for p in work.sentence.parens if p.anchor == at):
        for j in range(paren.open, paren.close):
            if j in work.frames and work.mentions[j].tag is Tag.CHANGE and is_place(work.frames[j]):
                work.frames[j].fill("scope", slot)  # "xếp thứ 13/13 (giảm 3 bậc) so với các tỉnh trong vùng"
    while True:
        before = next((j for j in range(at - 1, max(at - 4, -1), -1) if j in work.frames), None)
        if before is None or not is_place(work.frames[before]) or work.level(before) != work.level(at):
            return
        gap = work.between(before, at)
        if not _MOVING.fullmatch(gap) or not regex.search(r"\p{L}", gap) or work.frames[at].rule == "steps":
            return
        if work.mentions[before].tag is Tag.RANK and not _MOVED.search(gap):
            return  # "đứng thứ 43; xếp thứ 7/14 trong vùng"
        work.frames[before].fill("scope", slot)
        at = before


def of_movement(walk: "Walk", bracket: int) -> Slot | None:
    """Where the places of a movement count that stands behind it: "tăng 2 bậc trong vùng (từ vị trí 12 lên 10)"."""
    work = walk.work
    moves = work.sentence.after(work.mentions[bracket]).startswith("từ ")
    if not moves or work.mentions[bracket - 1].tag is not Tag.REGION:
        return None
    at = next((j for j in range(bracket - 1, max(bracket - 4, -1), -1) if j in work.frames), None)
    return work.frames[at].slots.get("scope") if at is not None else None


def is_place(frame: Frame) -> bool:
    """Whether a value is a place in an order or a change of places."""
    m = frame.mention
    return m.tag is Tag.RANK or (
        m.tag is Tag.CHANGE and isinstance(m.value, Change) and m.value.unit == "step"
    )


def _is_measured(walk: "Walk", i: int, m: Mention) -> bool:
    """Whether a region is spoken of itself: it leads, has a mean, or has a score in a list of regions."""
    work = walk.work
    previous = work.mentions[i - 1] if i else None
    starts = previous is None or previous.tag is Tag.BREAK or m.start < 8
    scored = any(x.tag is Tag.SCORE for x in work.mentions[i + 1 : i + 3])
    led = scored and _LED.search(work.sentence.before(m, 40)) is not None
    return led or (walk.mean and starts) or _MEASURED.match(work.sentence.after(m, 60)) is not None


def _among_peers(walk: "Walk", i: int, slot: Slot) -> None:
    """ "trong 5 thành phố trực thuộc trung ương, …": a place among some, which is no place of ours."""
    work = walk.work
    if i and i - 1 in work.frames and work.mentions[i].start - work.mentions[i - 1].end < 4:
        work.frames[i - 1].fill("scope", slot)
    elif regex.match(r"\s?,", work.sentence.after(work.mentions[i])):
        walk.focus.scope = slot


_WHOM: Final = regex.compile(r"(?:(?:tỉnh|thành phố|thành|địa phương|đơn vị)[ ,/]*)*")
_PLACE_IN: Final = regex.compile(r"(?:thứ hạng|xếp hạng|vị trí|hạng) $")


def _own_region(walk: "Walk", i: int, slot: Slot) -> None:
    """ "trong vùng": the region of the subject, for the place before it or for those that follow."""
    work, m = walk.work, walk.work.mentions[i]
    previous = work.mentions[i - 1] if i else None
    if (
        previous is not None
        and i - 1 in work.frames
        and is_place(work.frames[i - 1])
        and m.start - previous.end < 30
        and _WHOM.fullmatch(work.sentence.gap(previous, m, "G"))
    ):
        _counts_in(walk, i - 1, slot)
    elif _PLACE_IN.search(work.sentence.before(m, 12)):
        walk.focus.after_rank = slot
    elif (m.start < 4 or _WITHIN.search(work.sentence.before(m, 60))) and regex.match(
        r"\s?,", work.sentence.after(m)
    ):
        walk.focus.scope = slot

"""Places of several parts at once: "3 chỉ số đứng nhất là A, B và C", "dẫn đầu 2/8: A, B"."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.mention import Tag

_OF_PARTS: Final = regex.compile(
    r"(?:chỉ số|nội dung|lĩnh vực|trụ cột)(?: thành phần)?(?: \p{L}+){0,2} $"
    r"|(?:\d|hai|ba|bốn|năm|các|những) (?:chỉ số|nội dung|lĩnh vực|trụ cột)(?: thành phần)?(?: [\p{L}.]+){0,7} $"
)


_IN_ALL: Final = regex.compile(
    r"(?:[NIY]_*|cả nước|toàn quốc|về|chuyển đổi số| )*(?:ở|với|trên|tại) cả (?:\d|hai|ba|bốn|năm)"
    r"(?: (?:trụ cột|chỉ số|nội dung|lĩnh vực|mặt)(?: chính)?)?[ :\"']*"
)
"""Between a place and the parts that are led too: "dẫn đầu cả nước với cả 3 trụ cột A, B và C"."""


_COLON: Final = regex.compile(r"(?:\d{1,2}/\d{1,2} ?)?(?:chỉ số|nội dung|lĩnh vực|trụ cột)? ?:[ \"']*")
"""Between a place and the parts that hold it: "dẫn đầu 2/8: nhận thức số, thể chế số; đứng thứ 2: hạ tầng số"."""


def _own_values(work: Work, parts: list[int]) -> bool:
    """Whether the parts behind a place have values of their own."""
    behind = work.mentions[parts[-1] + 1] if parts[-1] + 1 < len(work.mentions) else None
    first = work.mentions[parts[0] + 1] if parts[0] + 1 < len(work.mentions) else None
    return any(m is not None and m.tag in (Tag.SCORE, Tag.RANK, Tag.CHANGE) for m in (behind, first))


def parts_that_lead(work: Work, i: int) -> None:
    """ "3 chỉ số đứng nhất cả nước là A (9,01 điểm), B và C": the place is that of each part."""
    before = work.sentence.before(work.mentions[i], 70)
    for parts in work.name_lists(Tag.COMPONENT):
        if parts[0] > i and len(parts) > 1 and _IN_ALL.fullmatch(work.between(i, parts[0], "NIY")):
            work.frames[i].targets = [work.slot(r, "order") for r in parts]
            return
        listed = parts[0] > i and _COLON.fullmatch(work.between(i, parts[0])) and not _own_values(work, parts)
        if listed:
            work.frames[i].fill("target", work.slot(parts[0], "order"))
            work.frames[i].targets = [work.slot(r, "order") for r in parts[1:]]
            return
    if not _OF_PARTS.search(before):
        return
    run = next((r for r in work.name_lists(Tag.COMPONENT) if r[0] > i), None)
    if run is None or not regex.fullmatch(
        r"(?:cả nước|toàn quốc|N_*| )*(?:là|gồm|:|gồm có|đó là|gồm:|,? ?trong đó (?:có"
        r"|gồm))(?: các)?(?: chỉ số)?[: \"']*",
        work.between(i, run[0], "N"),
    ):
        return
    frame = work.frames[i]
    frame.fill("target", work.slot(run[0], "order"))
    frame.targets = [work.slot(r, "order") for r in run[1:]]

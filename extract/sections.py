"""Lines that open a section of an article on one component, and questions that ask about one."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Slot
from extract.mention import Tag

_NUMBER: Final = regex.compile(
    r"\s*(?:(?:\d+\.)*\d+[.)]?|[a-zđ][.)]|[-+•*])?\s*"
    r"(?:(?:về|chỉ số|chỉ số thành phần|lĩnh vực|nội dung|trụ cột|trục nội dung)\s+)*[\"'“”]?"
)
"""The number or mark in front of a heading, and the word for what it names."""


def section_on(work: Work) -> Slot | None:
    """The component whose name is all of a line: "2.1. Công tác chỉ đạo, điều hành" opens a section on it."""
    names = work.positions(Tag.COMPONENT)
    text = work.sentence.text.rstrip()
    if not names or work.frames or text.endswith((".", ":", ";", ",")):
        return None
    number = _NUMBER.match(text.casefold())
    first = work.mentions[names[0]]
    others = [
        m for m in work.mentions if m.tag not in (Tag.COMPONENT, Tag.INDEX, Tag.BREAK, Tag.CUE, Tag.GENERIC)
    ]
    if others or number is None or first.start != number.end():
        return None
    return work.slot(names[0], "heading")


def asked_about(work: Work) -> Slot | None:
    """The one component that a question asks about, for its answer: "PV: Còn “Kiểm soát tham nhũng”?"."""
    names = work.positions(Tag.COMPONENT)
    question = work.sentence.text.rstrip().endswith("?") and not work.frames
    return work.slot(names[0], "earlier sentence") if question and len(names) == 1 else None

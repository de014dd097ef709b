"""Several places together, and places that only stand behind others: "hạng 39, 43, 45 và 51"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from extract.mention import Mention, Rank, Tag
from normalize.numbers import WORDS, count

_RANGE: Final = regex.compile(
    r"(?:vị trí|hạng|thứ tự|thứ)(?: thứ)? (?:từ (?:thứ |hạng |vị trí )?"
    rf"|)(?P<m>(?P<a>\d{{1,2}}|{WORDS}) ?(?:đến|tới|-) ?(?:hạng "
    rf"|vị trí )?(?:thứ )?(?P<b>\d{{1,2}}|{WORDS}))(?!\d|[.,]\d|\p{{L}})"
)
"""Places from one to another: "các vị trí từ 2 đến 5"."""

_SEVERAL: Final = regex.compile(
    r"(?<!\p{L})(?P<m>(?P<n>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}) (?:vị trí"
    r"|ngôi vị|thứ hạng|ngôi|tỉnh"
    r"|thành phố|địa phương|đơn vị|bộ)(?:,? (?:và )?(?:thành phố|tỉnh|thành|cơ quan"
    r"|ngành))?(?: dẫn đầu| đứng đầu"
    r"| cao nhất| có (?:điểm|kết quả|chỉ số)(?: số)? cao nhất| đầu tiên| đầu bảng| trên cùng"
    r"| đầu))(?=[^.;:]{0,70}(?:lần lượt"
    r"|theo thứ tự))"
)
"""The first places together: "ba vị trí cao nhất lần lượt thuộc về A, B và C"."""
_LONGEST: Final = 30
"""How many places there may be in a range."""


def ranges(folded: str) -> Iterator[Mention]:
    """Places from one to another: "các vị trí từ 2 đến 5", "ba vị trí dẫn đầu lần lượt"."""
    for match in _RANGE.finditer(folded):
        first, last = count(match["a"]) or 0, count(match["b"]) or 0
        if 0 < first < last <= first + _LONGEST:
            yield Mention(*match.span("m"), Tag.RANK, Rank(first, through=last), "range")
    for match in _SEVERAL.finditer(folded):
        if (size := count(match["n"])) and size > 1:
            yield Mention(*match.span("m"), Tag.RANK, Rank(1, through=size), "range")


_RUN: Final = regex.compile(r"(?:hạng|thứ|vị trí) (?P<list>\d{1,2}(?:,\d{1,2}){2,})(?![\d,.%])")
"""Three places or more without blanks: "lần lượt xếp hạng 1,2,3"."""


def runs(folded: str) -> Iterator[Mention]:
    """Places without blanks between them."""
    for match in _RUN.finditer(folded):
        for number in regex.finditer(r"\d+", match["list"]):
            start = match.start("list") + number.start()
            yield Mention(start, start + len(number[0]), Tag.RANK, Rank(int(number[0])), "series")


_JOINED: Final = regex.compile(
    r"(?:,| và)(?: thứ| đứng| xếp| hạng)* (?P<m>(?P<n>\d{1,2})/(?P<of>\d{1,2}))(?= (?:tỉnh"
    r"|thành|địa phương|vùng|khu vực|trong"
    r"|toàn vùng|của vùng))"
)
"""A second place without a verb: "xếp 11/63 tỉnh, thành phố và 5/11 tỉnh trong vùng"."""


def joined(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """A second place without a verb, shortly behind a place."""
    for match in _JOINED.finditer(folded):
        if any(m.tag is Tag.RANK and 0 <= match.start() - m.end < 40 for m in found):
            place, of = int(match["n"]), int(match["of"])
            if 1 <= place <= of:
                yield Mention(*match.span("m"), Tag.RANK, Rank(place, of), "joined")


_SERIES: Final = regex.compile(
    r"(?: \((?:năm )?\d{4}\)| năm \d{4})?\s?(?:,|;|và|hay"
    r"|rồi)(?: rồi| và)?\s?(?P<m>(?P<n>\d{1,2}(?![.,]?\d))(?:/(?P<of>\d{2})"
    r"|(?=\s?(?:[,;.)]|$|\((?:năm )?\d{4}\)|và |trong |toàn |cả |trên |ở |năm \d{4}"
    r"|lần lượt |thuộc |là |của |về |cho |với )"
    r"|(?: |$)(?!\p{L}))))"
)
"""More places behind one: "hạng 39, 43, 45 và 51"."""

_ALSO_IN_WORDS: Final = regex.compile(
    rf"\s?(?:,|;|và|rồi)\s?(?:thứ (?P<m>(?P<n>{WORDS}))|(?P<m>(?P<n>nhất|nhì|ba|tư))(?=\s?(?:[,;.)]|$|và )))"
    r"(?!\p{L}| (?:tỉnh|địa|đơn|năm|bậc|điểm|chỉ))"
)
"""More ordinals in words: "lần lượt đứng thứ nhất, thứ nhì và thứ ba"."""


def series(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The next place behind each of those found. `folded` has commas for names (see `without_names`)."""
    for mention in found:
        if mention.tag is not Tag.RANK or not folded[mention.end - 1].isdigit():
            continue
        match = _SERIES.match(folded, mention.end)
        if match and (place := count(match["n"])):
            of = int(match["of"]) if match["of"] else None
            yield replace(
                mention,
                start=match.start("m"),
                end=match.end("m"),
                value=Rank(place, of),
                rule="series",
            )


def series_in_words(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The next place in words behind each of those found."""
    for mention in found:
        if (
            mention.tag is Tag.RANK
            and (match := _ALSO_IN_WORDS.match(folded, mention.end))
            and (place := count(match["n"]))
        ):
            yield Mention(match.start("m"), match.end("m"), Tag.RANK, Rank(place), "series in words")


def without_names(folded: str, names: Iterable[Mention]) -> str:
    """The shadow with commas for the names of indices, where a list of places may end: "18, 23 và 24 PCI"."""
    for name in names:
        if name.tag in (Tag.INDEX, Tag.COMPONENT):
            folded = folded[: name.start] + "," * (name.end - name.start) + folded[name.end :]
    return folded

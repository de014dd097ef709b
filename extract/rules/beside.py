"""Places in words that only a name beside them makes places: "Bắc Ninh thứ ba", "thứ nhì Tây Nguyên"."""

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from extract.mention import Mention, Rank, Tag
from normalize.numbers import WORDS, count

_BEHIND_NAME: Final = regex.compile(rf" thứ (?P<m>(?P<n>{WORDS}))(?!\p{{L}})")
"""A place in words right behind a name."""

_WITH_SCORE: Final = regex.compile(r" ?(?:với|đạt|\() ?\d")


_BARE: Final = regex.compile(r" (?P<m>(?P<n>nhất|nhì))(?=\s?(?:[,.;)]|$))")
"""The first two places right behind a name: "Đà Nẵng nhất, TP.HCM nhì"."""


def after_names(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """A place in words right behind who holds it: "Đà Nẵng đứng thứ nhất, Bắc Ninh thứ ba"."""
    for name in names:
        if name.tag is Tag.SUBJECT and (match := _BEHIND_NAME.match(folded, name.end)):
            ends = (
                not folded[match.end() :].strip()
                or folded[match.end()] in ",.;)"
                or _WITH_SCORE.match(folded, match.end())
                or any(n.tag is Tag.INDEX and 0 <= n.start - match.end() < 3 for n in names)
            )
            if ends and (place := count(match["n"])):
                yield Mention(*match.span("m"), Tag.RANK, Rank(place), "ordinal in words, of a name")
        elif (
            name.tag is Tag.SUBJECT
            and (match := _BARE.match(folded, name.end))
            and (place := count(match["n"]))
        ):
            yield Mention(*match.span("m"), Tag.RANK, Rank(place), "ordinal in words, of a name")


_NUMBER: Final = regex.compile(r" (?P<m>\d{1,2})(?=\s?(?:[,;.)](?!\d)|$| và ))")


def in_list(folded: str, names: Iterable[Mention], found: Iterable[Mention]) -> Iterator[Mention]:
    """Bare places behind the names of a list whose first has its place said: "A xếp thứ 14, B 19, C 21 và D 25"."""
    subjects = [n for n in names if n.tag is Tag.SUBJECT]
    ends = {m.end for m in found if m.tag is Tag.RANK}
    for name in subjects:
        if (match := _NUMBER.match(folded, name.end)) is None:
            continue
        before = regex.search(r"(?:,|;| và| và tỉnh|, tỉnh) ?$", folded[: name.start])
        if before is not None and before.start() in ends:
            ends.add(match.end("m"))
            yield Mention(*match.span("m"), Tag.RANK, Rank(int(match["m"])), "in a list")


_STANDS: Final = regex.compile(r"(?:đứng|xếp) (?:ở )?(?:trên|dưới|sau|trước)(?!\p{L})")
_ASIDE: Final = regex.compile(r" ?\((?P<m>\d{1,2})\)")


def compared(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Bare places of those who are compared with: "đứng trên TP.HCM (10), Vĩnh Long (16), Trà Vinh (19)"."""
    opened = _STANDS.search(folded)
    if opened is None:
        return
    for name in names:
        if (
            name.tag is Tag.SUBJECT
            and name.start > opened.end()
            and (match := _ASIDE.match(folded, name.end))
        ):
            yield Mention(*match.span("m"), Tag.RANK, Rank(int(match["m"])), "of one compared with")


_OF_MANY: Final = regex.compile(
    r"[\"']? ?\(?(?P<m>(?P<n>\d{1,2})/(?P<of>6[1-4]|34))(?=\s?(?:[,.;)(]|$|và |tỉnh))"
)
"""A place among all provinces right behind what it is about: "hoạt động chính quyền số 27/63 (tăng 7 bậc)"."""


def after_parts(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """A place among all provinces right behind a component or an index."""
    for name in names:
        if name.tag in (Tag.COMPONENT, Tag.INDEX) and (match := _OF_MANY.match(folded, name.end)):
            place, of = int(match["n"]), int(match["of"])
            if 1 <= place <= of:
                yield Mention(*match.span("m"), Tag.RANK, Rank(place, of), "of many, of a part")


_BEFORE_REGION: Final = regex.compile(rf"thứ (?P<m>(?P<n>{WORDS})) (?:của )?(?:vùng |khu vực )?$")
"""A place in words right in front of a region: "hạng 20 cả nước, thứ nhì Tây Nguyên"."""


def before_regions(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """A place in words right in front of a region."""
    for name in names:
        if name.tag is Tag.REGION and (
            match := _BEFORE_REGION.search(folded, max(0, name.start - 40), name.start)
        ):
            if place := count(match["n"]):
                yield Mention(*match.span("m"), Tag.RANK, Rank(place), "ordinal in words, of a region")

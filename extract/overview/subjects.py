"""Whom an article is about: the title says it, else the portal, else whoever is named most."""

from collections import Counter
from typing import Final

import regex

from extract.article import Article, Block, Kind
from extract.frame import Slot
from extract.mention import Tag
from extract.overview.counts import Counts
from extract.tagger import Tagger
from normalize.text import shadow

_ONLY: Final = 2
"""How often the only subject of an article must be named to be what it is about."""
_OFTEN: Final = 4
"""How often the most named subject must be named to be what an article without one in its title is about."""
_OFTEN_BESIDE: Final = 2
"""How often it must be named more than, where every other subject is named only once."""
_INTERVIEW: Final = 2
"""Questions that make an article an interview: whoever it names most is who answers, or whom it is about."""
_MANY_OTHERS: Final = 3
"""How often others must be named for an article to be about all, where its own subject is hardly named."""
_SIGNED: Final = regex.compile(r"\s*[\p{L} -]{3,30}, (?:ngày \d{1,2} )?tháng \d{1,2}\s?(?:năm |/)\d{4}\s*")
"""Where and when a report was signed: "Nghệ An, tháng 12/2023"."""
_PORTAL: Final = regex.compile(
    r"cổng (?:thông tin|ttđt)|trang thông tin điện tử|^\s*\(?(?:theo )?báo (?:điện tử )?\p{L}"
)
_ISSUED: Final = regex.compile(
    r"\s*\(.{0,60}(?:kèm theo|lược ghi|trích|ban hành|báo cáo|phát biểu|tham luận|kế hoạch"
    r"|công văn|quyết định).{0,120}\)\s*"
)
"""A line in parentheses that says whose paper this is: "(Kèm theo Công văn số … của UBND tỉnh A)"."""
_SHORT: Final = 200
"""Characters below which a block is no text of its own, but says whose page it is."""


def main_subject(article: Article, counts: Counts, publisher: Slot | None) -> Slot | None:
    """Who the article is about: the only one of the title, else whoever is named most, else the portal's."""
    titles = counts.titles
    if len({name for name, _ in titles}) == 1:
        return titles[0][1]
    if titles:
        name = max((n for n, _ in titles), key=lambda n: counts.subjects[n])
        slot = next(slot for n, slot in titles if n == name)
        return slot.because("main subject")
    if article.portal is not None:
        return Slot((article.portal,), "portal")
    if publisher is not None:
        return publisher
    ranked = counts.subjects.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return counts.first[ranked[0][0]]
    return None


def is_clear(main: Slot | None, counts: Counts) -> bool:
    """Whether title, portal or the sheer number of times leave no doubt about whom an article is about."""
    if main is None:
        return False
    if main.reason == "title" and _only_titled(main, counts):
        return False
    if main.reason in ("title", "portal") or (counts.speakers >= _INTERVIEW and counts.early):
        return True
    most = max(counts.subjects.values(), default=0)
    others = sorted(counts.subjects.values())[:-1]
    alone = (most >= _ONLY or counts.early) if not others else most > _OFTEN_BESIDE and others[-1] == 1
    return alone or (most >= _OFTEN and stands_out(counts.subjects))


def _only_titled(main: Slot, counts: Counts) -> bool:
    """Whether an article names in its title who leads, and is about all: "A đứng đầu bảng xếp hạng"."""
    own = counts.subjects[str(main.values[0])]
    return own <= 2 and not counts.generics and counts.subjects.total() - own >= _MANY_OTHERS


def stands_out(counter: Counter[str]) -> bool:
    """Whether one is named, and no other more than half as often."""
    often = [n for _, n in counter.most_common(2)]
    return len(often) == 1 or (len(often) > 1 and often[0] >= 2 * often[1])


def publisher(article: Article, tagger: Tagger) -> Slot | None:
    """The only province that the page's furniture names: whose portal this is, where nobody says."""
    found: dict[str, Slot] = {}
    for block in article.blocks:
        text = article.quote(block.start, min(block.end, block.start + _SHORT))
        if not _says_whose(block, text):
            continue
        for m in tagger.names(text):
            if m.tag is Tag.SUBJECT and m.rule == "province" and isinstance(m.value, tuple):
                span = (block.start + m.start, block.start + m.end)
                found.setdefault(str(m.value[0]), Slot(m.value, "portal", span))
    return next(iter(found.values())) if len(found) == 1 else None


def _says_whose(block: Block, text: str) -> bool:
    """Whether a block tells whose page this is: menus and footers, a heading with the portal's name, a signature."""
    if block.end - block.start >= _SHORT:
        return False
    if block.kind in (Kind.FURNITURE, Kind.BYLINE):
        return True
    folded = shadow(text)
    if _ISSUED.fullmatch(folded):
        return True
    if block.kind is Kind.HEADING:
        return _PORTAL.search(folded) is not None
    return _SIGNED.fullmatch(folded) is not None

"""What the line above a list says of the list: that its numbers are places, and what stands in its parentheses."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.frame import Slot
from extract.mention import Tag, Year

_RANKING: Final = regex.compile(
    r"(?:vị trí|địa phương|tỉnh|thành phố|đơn vị|bộ)(?: có)?[^.;]{0,30}(?:cao nhất|dẫn đầu"
    r"|đứng đầu|đầu bảng)|xếp hạng|thứ hạng|thứ tự|top \d|tốp \d"
)
"""The line above a numbered list that makes its numbers places."""
_ASIDE_MEAN: Final = regex.compile(
    r"trong (?:dấu )?ngoặc(?: đơn)? là (?:điểm |giá trị |mức |kết quả )*(?:trung bình"
    r"|bình quân)(?: chung)?(?: của)? (?:cả nước|toàn quốc|63|34)"
)
"""What the numbers in parentheses of the list below are."""
_ASIDE_YEAR: Final = regex.compile(r"trong (?:dấu )?ngoặc(?: đơn)? là [^:;,()]{0,30}?năm (?P<y>20\d\d)")


def ranks_below(work: Work) -> bool:
    """Whether a line makes the numbers of the items below it places: "10 tỉnh có điểm cao nhất"."""
    return _RANKING.search(work.sentence.folded) is not None


def mean_aside(work: Work) -> Slot | None:
    """The whole country, with the words that say that numbers in parentheses are its means."""
    match = _ASIDE_MEAN.search(work.sentence.folded)
    start = work.sentence.start
    return (
        Slot(("national",), "earlier sentence", (start + match.start(), start + match.end()))
        if match
        else None
    )


def year_aside(work: Work) -> Slot | None:
    """The edition that numbers in parentheses are of: "trong ngoặc là điểm năm 2013"."""
    match = _ASIDE_YEAR.search(work.sentence.folded)
    if match is None:
        return None
    start = work.sentence.start
    return Slot(int(match["y"]), "earlier sentence", (start + match.start("y"), start + match.end("y")))


def year_of_list(work: Work) -> Slot | None:
    """The edition that the line above a list ends with: "số liệu gần nhất vẫn là của năm 2024:"."""
    aside = year_aside(work)
    end = len(work.sentence.text.rstrip())
    years = work.positions(Tag.YEAR)
    if aside is not None and aside.span is not None:  # "điểm năm 2014, trong ngoặc là điểm năm 2013"
        years = [i for i in years if work.sentence.span(work.mentions[i])[1] < aside.span[0]]
    if not years or not work.sentence.text.rstrip().endswith(":"):
        return None
    last = work.mentions[years[-1]]
    value = last.value
    if not isinstance(value, Year) or len(value.years) != 1 or (aside is None and end - last.end > 2):
        return None
    return work.slot(years[-1], "clause", value.years[0])

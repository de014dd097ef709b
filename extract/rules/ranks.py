"""Ranks: places in an order, in digits, in words, and as "dẫn đầu", "á quân", "cuối bảng"."""

from typing import Final

import regex

from extract.mention import Rank, Tag
from extract.rules.family import ORDINAL, Rule, rule
from normalize.numbers import WORDS, count

_WHOM: Final = r"(?:tỉnh|thành|địa phương|đơn vị|bộ|cơ quan|ngành|vùng|tp|đơn)"
_OF: Final = (
    rf"(?:\s?/\s?(?P<of>\d{{1,3}})|(?: trên| trong(?: tổng)?(?: số)?"
    rf"| trong danh sách)(?: tổng số)? (?P<of>\d{{2,3}})(?= {_WHOM}|[ ,.;)]|$))?"
)
_VERB: Final = (
    r"(?:xếp|đứng|ở|giữ|giữ vững|đạt|lên|xuống|về|tụt|rơi|rớt|vươn|nhảy|leo|chiếm|nắm"
    r"|giành|bứt|lùi|tới|đến|còn|vào"
    r"|nằm|trở lại|vẫn|thăng|duy trì|bảo vệ|hiện|đang|chỉ|là|cùng|đều|lần lượt|tiếp tục"
    r"|cũng|lại|tận|vị thế|ngôi|danh|mức|ngưỡng)"
)


def _rank(match: regex.Match[str]) -> Rank | None:
    place = count(match["n"])
    if match["n"] == "năm" and regex.compile(r" (?:\d{4}|nay|qua|liền|trước|ngoái|đánh giá)").match(
        match.string, match.end("n")
    ):
        return None  # the year, not the fifth
    of = int(match["of"]) if "of" in match.re.groupindex and match["of"] else None
    if place is None or place < 1 or place > 200 or (of is not None and place > of):
        return None
    return Rank(place, of)


NUMBERED: Final = (
    rule(
        "place",
        Tag.RANK,
        rf"(?:vị trí|vị thế|ngôi vị|ngôi|thứ hạng)(?: theo thứ tự| thứ| số| hạng"
        rf"| xếp hạng)?:? (?P<m>(?P<n>{ORDINAL}){_OF})(?!\d)(?(of)|(?! (?:bậc|điểm|tỉnh|địa phương|phía|bên"
        rf"|lần|trong số|cao nhất|thấp nhất|đầu|cuối|kế)))",
        _rank,
    ),
    rule(
        "grade",
        Tag.RANK,
        rf"(?:xếp |thứ )?(?:hạng|bậc)(?: thứ"
        rf"| số)?:? (?<!bảng xếp hạng )(?P<m>(?P<n>{ORDINAL}){_OF})(?!\d)(?! (?:bậc|điểm"
        rf"|mục))(?(of)|(?! (?:tỉnh|địa phương|đơn vị|bộ)))",
        _rank,
    ),
    rule("ordinal", Tag.RANK, rf"thứ (?:hạng )?(?P<m>(?P<n>\d{{1,3}}(?![.,]?\d)){_OF})", _rank),
    rule(
        "ordinal in words",
        Tag.RANK,
        rf"{_VERB}(?: ở| tại| vào| trong| hạng| vị trí| lên"
        rf"| xuống)* thứ (?P<m>(?P<n>{WORDS}){_OF})",
        _rank,
    ),
    rule(
        "ordinal in words, named",
        Tag.RANK,
        rf"thứ (?P<m>(?P<n>{WORDS}){_OF})(?=,? (?:là|thuộc về|gọi tên|tỉnh|thành phố|tp|về"
        rf"|cả nước|toàn quốc|trong|của vùng|của khu vực|vùng|khu vực|:))",
        _rank,
    ),
    rule(
        "ordinal in words, set off",
        Tag.RANK,
        r"(?<=[,;:(] )thứ (?P<m>(?P<n>(?:mười|\p{L}+ mươi)(?: \p{L}+)?))(?=\s?(?:[.,;)]|$))",
        _rank,
    ),
    rule("ordinal in words, set off", Tag.RANK, rf"(?<=\()thứ (?P<m>(?P<n>{WORDS}))(?=[,)])", _rank),
    rule(
        "ordinal in words, set off",
        Tag.RANK,
        rf"(?<=\d(?: ?%| điểm)?\)?,? )thứ (?P<m>(?P<n>{WORDS}))(?=\s?(?:[.;)]|,(?! ngày)|$))",
        _rank,
    ),
    rule(
        "of many",
        Tag.RANK,
        rf"(?:{_VERB}|từ|trí"
        rf"|thứ tự|hạng)(?: vị)? (?P<m>(?P<n>\d{{1,2}})\s?/\s?(?P<of>\d{{2}}))(?![\d/])(?! (?:tiêu chí"
        rf"|chỉ tiêu|nội dung|chỉ số"
        rf"|xã|huyện|sở|nhiệm vụ))",
        _rank,
    ),
    rule(
        "bare",
        Tag.RANK,
        r"(?:xếp|đứng)(?: ở| tận| lên| xuống)? (?P<m>(?P<n>\d{1,2}))(?=\s?(?:[,;()]|\.(?!\d)|$"
        r"|(?:trong|toàn|cả nước|năm \d|với \d|về|và|nhưng|còn) ?))"
        r"(?![.,]\d)",
        _rank,
    ),
    rule(
        "of many, after a colon",
        Tag.RANK,
        r"(?<=(?:thứ hạng|xếp hạng|vị trí|hạng)[^.;,:]{0,50}: ?)(?P<m>(?P<n>\d{1,2})/(?P<of>\d{2}))(?![\d/])",
        _rank,
    ),
    rule(
        "of many, set off",
        Tag.RANK,
        r"(?<=[(:,;|→>-] ?)(?P<m>(?P<n>\d{1,2})/(?P<of>6[1-4]|34))(?![\d/])(?! (?:tỉnh"
        r"|thành phố|địa phương|đơn vị)[^.;:]{0,40}? (?:có|đều|tăng|giảm|đạt|được|bị"
        r"|hoàn thành|đã|ở (?:trên|dưới)|nằm|cao hơn|thấp hơn|vượt|chưa|không|cải thiện"
        r"|triển khai|vẫn|còn|cùng|phải|để)(?!\p{L}))",
        _rank,
    ),
)

_CROWN: Final = r"(?:ngôi|vị trí)(?: đầu(?: bảng)?| quán quân| vô địch| vương| số một| số 1| dẫn đầu)"
KEPT: Final = (
    rule(
        "first, kept",
        Tag.RANK,
        rf"(?:không|chưa|chẳng)(?: hề| từng| bao giờ)* (?:nhường|để mất|đánh mất|để tuột|rời)(?: lại)? (?P<m>{_CROWN})",
        Rank(1),
    ),
    rule(
        "first, kept again",
        Tag.RANK,
        r"(?:không|chưa|chẳng)(?: có)?(?: một)? (?:tỉnh|địa phương|đơn vị|bộ|ai)(?: nào)? (?:lấy|giành|soán|chiếm|đoạt)"
        rf"(?: được)?(?: lại)? (?P<m>{_CROWN})(?= của)",
        Rank(1),
    ),
)
"""The first place that nobody took: "không nhường ngôi đầu cho ai", "chưa tỉnh nào giành được ngôi đầu của A"."""

NUMBER_ONE: Final = (
    rule(
        "number one",
        Tag.RANK,
        r"(?P<m>số (?:1|một))(?! (?:trong|trên)? ?(?:tỉnh|vị trí|địa phương))(?= (?:cả nước"
        r"|toàn quốc|(?:của )?(?:vùng"
        r"|khu vực)|miền|,))|(?<=(?:vẫn|đứng|giữ|ngôi|vị trí|hạng) )(?P<m>số (?:1|một))(?=[ ,.;)]|$)",
        Rank(1),
    ),
)

_NOT_FIRST: Final = (
    r"(?<!(?:nhóm(?: \d+ (?:tỉnh|địa phương), thành(?: phố)?)?|top|tốp|các|những|một trong|trong số"
    r"|(?:\d+|hai|ba|bốn|năm|sáu|mười) (?:tỉnh|thành|địa phương|đơn vị|bộ|cái tên|nước"
    r"|vị trí)(?:, thành(?: phố)?)?)(?: (?!(?:là|gồm) )[\p{L}/]+| bộ, (?:cơ quan|ngành)| \d+){0,6}? )"
)

FIRST: Final = (
    rule(
        "first",
        Tag.RANK,
        _NOT_FIRST
        + (
            r"(?P<m>(?:dẫn|đứng|xếp|giữ|vươn lên|vươn|bứt lên)(?: ở)?(?: vị trí)? đầu(?: bảng)?"
            r"|ở(?: vị trí| ngôi) đầu(?: bảng)?)(?! (?:tư|nguồn|mối|tiên phong|cuộc|ra|vào(?! năm| kì)))"
        ),
        Rank(1),
    ),
    rule(
        "first",
        Tag.RANK,
        _NOT_FIRST
        + (
            r"(?P<m>(?:đứng|xếp|về|giữ)(?: ở| vị trí)? nhất)(?! (?:là|thiết|quán|trí|loạt|định"
            r"|thời))"
        ),
        Rank(1),
    ),
    rule("first", Tag.RANK, r"(?P<m>(?:xếp|đứng|về) nhất)(?= là)", Rank(1)),
    rule(
        "first",
        Tag.RANK,
        r"(?<=(?:chỉ số|nội dung|lĩnh vực|trụ cột|trục)(?: thành phần"
        r"| nội dung)? )(?P<m>(?:dẫn đầu|đứng đầu|đứng nhất"
        r"|xếp nhất))(?=(?: (?:cả nước|toàn quốc))?,? ?(?:là|gồm|trong đó (?:có|gồm)|:))",
        Rank(1),
    ),
    rule(
        "highest",
        Tag.RANK,
        _NOT_FIRST
        + r"(?<!(?:tăng|bậc|trung bình|kỉ lục|mức|hạng|vị trí|thứ bậc)(?: \p{L}+)? )"
        + r"(?P<m>cao nhất(?: (?:cả nước|toàn quốc|nước)|(?=\s?(?:[.,;:()–-]|$| với| là| đạt"
        r"| (?:ở|về) (?:chỉ số|nội dung|lĩnh vực)))))(?!\p{L})",
        Rank(1),
    ),
    rule(
        "first, taken",
        Tag.RANK,
        r"(?P<m>(?:soán|giành|đoạt|lên|chiếm)(?: lại)? ngôi(?: đầu| vương| quán quân| số một"
        r"| số 1)?)(?! (?:á quân|nhì|vị thứ))",
        Rank(1),
    ),
    rule(
        "first",
        Tag.RANK,
        r"(?<!(?:các|những|hai|ba|bốn|năm|mười|\d+) )(?P<m>(?:vị trí|ngôi|ngôi vị"
        r"|vị thế)(?: thứ)?(?: dẫn đầu| đứng đầu| đầu bảng| đầu tiên| cao nhất| quán quân"
        r"| số một| vô địch| đầu| nhất))(?! (?:tiên|tàu|mối|tư))",
        Rank(1),
    ),
    rule(
        "first",
        Tag.RANK,
        r"(?<!(?:hai|ba|bốn|năm|\d+) )"
        r"(?<!(?:hai|ba|bốn|năm|mười|\d+) (?:tỉnh|địa phương|đơn vị|bộ)(?:, thành(?: phố)?)?(?: (?!và )\p{L}+)? )"
        r"(?P<m>quán quân|đầu bảng|ngôi đầu|ngôi vương|thủ khoa|(?<=(?:xếp"
        r"|đứng|về|hạng|giữ|thứ|đạt|ngôi) )nhất (?:cả nước|toàn quốc|nước|bảng))",
        Rank(1),
    ),
    rule(
        "second",
        Tag.RANK,
        r"(?P<m>á quân|(?:về|xếp|đứng|hạng|ngôi|vị trí|đều|cùng) nhì|nhì (?:cả nước|toàn quốc"
        r"|bảng))",
        Rank(2),
    ),
    rule("third", Tag.RANK, r"(?P<m>(?:về|đứng|xếp) ba)(?! (?:năm|tỉnh|bậc|hạng|trong))", Rank(3)),
)

LAST: Final = (
    rule(
        "last but some",
        Tag.RANK,
        r"(?P<m>(?:thấp|kém|yếu)(?: nhất)? thứ (?P<n>hai|nhì|ba|tư|[2-9]))(?! \p{L}*\d)",
        lambda m: Rank((count(m["n"]) or 1) - 1, last=True),
    ),
    rule(
        "last but one", Tag.RANK, r"(?P<m>áp chót(?: bảng)?|thứ (?:hai|nhì) từ dưới lên)", Rank(1, last=True)
    ),
    rule(
        "last but some",
        Tag.RANK,
        r"thứ (?P<m>(?P<n>ba|tư|năm|sáu|[2-9]) từ dưới lên)",
        lambda m: Rank((count(m["n"]) or 1) - 1, last=True),
    ),
    rule(
        "last",
        Tag.RANK,
        r"(?<!(?:gần|gần như|sát) )(?<!(?:nhóm|top|tốp|các|những|nửa|hai|ba|bốn|năm"
        r"|\d+)(?: \p{L}+){0,4}? [\x22']?)(?P<m>(?:đứng|xếp|ở|nằm)(?: ở)?(?: vị trí"
        r"| hạng)? (?:cuối(?: cùng)?|chót|bét)(?: bảng)?(?! danh sách)|cuối bảng|chót bảng"
        r"|(?:nằm|đứng|ở|xếp) tận cùng"
        r"|bét bảng|đội sổ)",
        Rank(0, last=True),
    ),
)

FAMILY: Final[tuple[Rule, ...]] = (*LAST, *KEPT, *FIRST, *NUMBERED, *NUMBER_ONE)

"""Orders that are none of ours: places about other things, among other bodies, in the world, in parts of a country."""

from typing import Final

import regex

from extract.mention import Rank, Tag
from extract.modality.asked import Asked
from extract.modality.owner import is_no_score, owner
from extract.rules.subjects import AMONG_BELOW

_ABOUT: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |(?:trong |của )?(?:vùng |khu vực ))?về (?!đích|đây|chung"
    r"|tổng|điểm|kết quả|xếp|thứ|"
    r"các|cả|hai|ba|bốn|mặt|mức|chỉ số|năm|nhì|nhất|cuối|đầu|lĩnh vực|nội dung|trụ cột"
    r"|chất lượng|cải cách|năng lực)"
)
"""What a place is about, unless it may be an index or part of one."""
_ABOUT_ELSE: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |thế giới |khu vực |trong (?:cả nước|toàn quốc|khu vực"
    r"|vùng) |bộ, ngành |[^.,;:()]{0,24} )?về (?:số lượng|số|tỉ lệ|lượng|thu|xuất|quy mô|qui mô"
    r"|tốc độ|tăng trưởng|kim ngạch|sản lượng|diện tích|doanh|vốn|dân số|giá|du lịch"
    r"|thi đua|kết nối|mức độ (?!chuyển)|giải ngân|môi trường kinh doanh thế|nộp|đóng góp"
    r"|phong trào|cung cấp|hồ sơ)"
)
_AMONG_ELSE: Final = regex.compile(
    r"\s?(?:/\d+ )?trong (?:số |tổng số |nhóm |hệ thống |ngành )?(?:các |những |một "
    r"|\d+ )(?!tỉnh|thành|địa phương|đơn vị|bộ|cơ quan|vùng|khu vực|z_|chỉ số|lĩnh vực|năm"
    r"|kì)"
)
_WORLD: Final = regex.compile(
    r"\s?(?:/\d{3}|(?:trên )?thế giới|asean|châu á|đông nam á|trong (?:asean|khu vực asean"
    r"|khối(?! (?:các |\d+ )?(?:bộ|tỉnh|địa phương|thành phố|cơ quan))))"
)
_SOON: Final = 30
"""Characters within which an index may follow "về"."""
_MOST: Final = 100
"""No index ranks that many; a place among more is a country's, a school's or a company's."""
_OF_THOSE: Final = regex.compile(
    r"\d\s?% (?:số |các |tổng số )?(?:doanh nghiệp|người|hộ|hồ sơ|xã|thủ tục|dịch vụ"
    r"|cán bộ|học sinh|dân|thí sinh|trường)"
    r"[^;.:]{0,80}, (?:và )?(?:\p{L}+ ){0,2}$"
    r"|\d (?:học sinh|thí sinh|vận động viên|huy chương|giải|sản phẩm)[^;.:]{0,40}, (?:và )?(?:\p{L}+ ){0,2}$"
    r"|\d (?:tỉ|triệu|nghìn|ngàn|tấn|ha|km|lượt|dự án|doanh nghiệp|hồ sơ|người"
    r"|hộ)(?!\p{L})[^;.:]{0,40}, (?:và )?"
    r"(?:\p{L}+ ){0,2}$"
)
"""A share of people or things, whose place follows in the same clause."""
_OF_ITEM: Final = regex.compile(
    r"(?:^|[,;:.] )(?!(?:và|còn|riêng|tỉnh) )(?:\p{L}+ ){3,9}\((?:xếp |đứng )?(?:hạng|thứ"
    r"|vị trí)(?: thứ)? $"
)
"""A place in a parenthesis behind words that name no index, no part of one and nobody: "số đơn đăng kí (hạng 5)"."""


def _elsewhere(asked: Asked) -> bool:
    """Whether a place is about something else, among others than subjects of ours, or in the world."""
    after = asked.after
    if (about := _ABOUT.match(after)) and not _named_soon(asked, about.end()):
        return True
    return any(pattern.match(after) for pattern in (_AMONG_ELSE, _ABOUT_ELSE, _WORLD))


def _named_soon(asked: Asked, end: int) -> bool:
    """Whether what a place is said to be about ("về …") is an index or component."""
    start = asked.mention.end + end
    return any(
        m.tag in (Tag.INDEX, Tag.COMPONENT, Tag.OTHER) and 0 <= m.start - start < _SOON
        for m in asked.work.mentions[asked.position + 1 :]
    )


def too_many(asked: Asked) -> str | None:
    """A place among a country's communes, a world's countries or a list of firms: too many for an index."""
    rank = asked.mention.value
    if isinstance(rank, Rank) and rank.of is not None and rank.of > _MOST:
        return "a place among more than any index ranks"
    return None


def other_order(asked: Asked) -> str | None:
    """A place about something else, among others than subjects of ours, or in the world."""
    return "a place in some other order" if _elsewhere(asked) else None


def of_those(asked: Asked) -> str | None:
    """A share of people or things, whose place follows: "85% số hộ có nước sạch, đứng thứ 3"."""
    return "a place in some other order" if _OF_THOSE.search(asked.before(120)) else None


def of_rate(asked: Asked) -> str | None:
    """ "Tỷ lệ tiêm chủng đứng thứ 15": what is ranked is a number of something."""
    return "a place in some other order" if owner(asked.work, asked.position) else None


def said_before(asked: Asked) -> str | None:
    """Why the value before a place in its clause is none: "98% doanh nghiệp đã …, đứng thứ nhất cả nước"."""
    work = asked.work
    for j in range(asked.position - 1, -1, -1):
        m = work.mentions[j]
        if m.tag in (Tag.SUBJECT, Tag.INDEX, Tag.COMPONENT, Tag.RANK, Tag.GENERIC) or m.value in (
            ";",
            ":",
            "(",
        ):
            return None
        if m.tag is Tag.SCORE:
            why = work.frames[j].no
            return why if is_no_score(why) else None
    return None


_COUNT_IS: Final = regex.compile(
    r"(?:^|[;,.:] )(?:số|tổng số) (?!điểm|hạng|thứ|1)\p{L}[^;,.:]{4,90} (?:là|đạt|còn) $"
)
"""In front of "34/61": so many of them."""


def counted(asked: Asked) -> str | None:
    """So many of so many: "số hệ thống thông tin được phê duyệt là 34/61"."""
    rank = asked.mention.value
    many = isinstance(rank, Rank) and rank.of is not None and _COUNT_IS.search(asked.before(110))
    return "how many of so many, no place" if many else None


_HELD_BELOW: Final = regex.compile(
    r"\s?(?:là|thuộc về) (?:các )?(?:tổng công ti|công ti|tập đoàn|ngân hàng(?! nhà nước)|trường|đại học|bệnh viện"
    r"|huyện|xã|phường|quận|thị xã|sở|chi cục|cục)(?!\p{L})"
)


def held_below(asked: Asked) -> str | None:
    """A place that a company, a school or a district is said to hold: "đứng đầu là Tổng công ty A"."""
    return "held by a body that is none of the subjects" if _HELD_BELOW.match(asked.after) else None


_BY_SIZE: Final = regex.compile(r"(?<!\p{L})(?:nhiều|đông|lớn|rộng|dài|xa) thứ $")


def by_size(asked: Asked) -> str | None:
    """A place by number or size: "số thủ tục nhiều thứ ba"."""
    return "a place in some other order" if _BY_SIZE.search(asked.before(16)) else None


def below(asked: Asked) -> str | None:
    """A place among districts, communes or departments: "đứng thứ 2 trong các huyện"."""
    return "a place among bodies below the first level" if AMONG_BELOW.match(asked.after) else None


def of_some_item(asked: Asked) -> str | None:
    """ "Điểm mạnh: số đơn đăng kí nhãn hiệu (xếp hạng 5)": the place of a criterion that has no name here."""
    paren = asked.work.sentence.paren_of(asked.position)
    if paren is None or paren.open != asked.position - 1 or not _OF_ITEM.search(asked.before(110)):
        return None
    at = asked.work.sentence.span(asked.work.mentions[paren.open])[0] - asked.work.sentence.start
    words = _OF_ITEM.search(asked.before(110))
    start = at - (len(words[0]) if words else 0)
    silent = (Tag.CUE, Tag.BREAK)
    named = any(
        start < m.end and m.start < at and m.tag not in silent for m in asked.work.mentions[: paren.open]
    )
    slots = asked.frame.slots
    own = any(
        name in slots and slots[name].reason in ("apposition", "about") for name in ("subject", "target")
    )
    return None if named or own else "the place of something that has no name here"


_OF_REGIONS: Final = regex.compile(
    r"(?: và thứ \d+)?(?: lần lượt)? (?:là|thuộc về) (?:các )?(?:vùng |khu vực |[2-6] vùng )?$"
)


def of_regions(asked: Asked) -> str | None:
    """ "Xếp vị trí thứ 3 là vùng Đông Nam Bộ": the order is one of regions."""
    work = asked.work
    ahead = next((m for m in work.mentions[asked.position + 1 :] if m.tag is Tag.REGION and m.value), None)
    if ahead is None or not _OF_REGIONS.fullmatch(work.sentence.folded[asked.mention.end : ahead.start]):
        return None
    return "a place among regions"


_OF_PART: Final = regex.compile(
    r"\W{0,4}\s?(?:toàn |cả |của |ở |trong )?(?:các tỉnh )?"
    r"(?:phía (?:bắc|nam)|miền (?:bắc|trung|nam))(?!\p{L}| trung bộ)"
)


def of_part(asked: Asked) -> str | None:
    """ "thứ nhì toàn miền Bắc": a place in a part of the country that is no region."""
    scope = asked.frame.slots.get("scope")
    if scope is None and _OF_PART.match(asked.after):
        return "a place in a part of the country that is no region"
    return None

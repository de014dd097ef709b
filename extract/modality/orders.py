"""Orders that are none of ours: places about other things, among other bodies, in the world."""

from typing import Final

import regex

from extract.mention import Tag
from extract.modality.asked import Asked

_ABOUT: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |(?:trong |của )?(?:vùng |khu vực ))?về (?!đích|đây|chung"
    r"|tổng|điểm|kết quả|xếp|thứ|"
    r"các|cả|hai|ba|bốn|mặt|mức|chỉ số|năm|nhì|nhất|cuối|đầu|lĩnh vực|nội dung|trụ cột"
    r"|chất lượng|cải cách|năng lực)"
)
"""What a place is about, unless it may be an index or part of one."""
_ABOUT_ELSE: Final = regex.compile(
    r"\s?(?:cả nước |toàn quốc |thế giới |khu vực |trong (?:cả nước|toàn quốc|khu vực"
    r"|vùng) |[^.,;:()]{0,24} )?về (?:số lượng|số|tỉ lệ|lượng|thu|xuất|quy mô|qui mô"
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


def of_other_order(asked: Asked) -> bool:
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

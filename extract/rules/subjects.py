"""Subjects that have no name in the gazetteer: "tỉnh ta", "cả nước", and those who are no subject of ours."""

from typing import Final

import regex

from extract.mention import Tag
from extract.rules.family import Rule, rule

PREFIX: Final = regex.compile(
    r"(?:(?:(?:hđnd|ubnd|ủy ban nhân dân|chính quyền|tỉnh ủy)(?: và ubnd)? )?(?:tỉnh"
    r"|thành phố|tp\.?|t\.p\.?|thủ đô|địa phương|vùng|khu vực|các tỉnh))\s?$"
)
"""What stands in front of a subject's name and belongs to it."""

PEERS: Final = "peers"
"""Some provinces that are compared with each other, but are no region: the big cities, the poor provinces."""

FAMILY: Final[tuple[Rule, ...]] = (
    rule(
        "peers",
        Tag.REGION,
        r"(?:trong|giữa|so với)(?: số)? (?:các |nhóm |\d{1,2} |hai |ba |bốn |năm |sáu |bảy "
        r"|tám |chín |mười )+"
        r"(?:thành phố trực thuộc|(?:tỉnh|địa phương|thành phố)(?:,? thành(?: phố)?)?) (?:lớn"
        r"|trung ương|miền núi|nghèo|khó khăn|ven biển"
        r"|biên giới|cùng (?:nhóm|khối|cụm)|có (?:điều kiện|qui mô|biển))(?: tương đồng)?",
        PEERS,
    ),
    rule(
        "below",
        Tag.FOREIGN,
        r"(?:các |khối |cấp |\d{1,3} |của |cho )*(?:(?:nhóm|khối) (?:các )?(?:\d{1,2} )?(?:ngân hàng|tập đoàn"
        r"|tổng công ti|doanh nghiệp|trường|bệnh viện)|khối (?:sở|huyện|quận|xã)|thanh tra (?:tỉnh"
        r"|thành phố)|(?:có|một số|nhiều) (?:nơi|tỉnh|địa phương)(?! (?:đã|đang))|(?:nơi|tỉnh"
        r"|địa phương|đơn vị) nào|cơ quan (?:tương đương sở|chuyên môn|thuộc (?:tỉnh|ubnd))"
        r"|văn phòng (?:hđnd và |đoàn đbqh và hđnd )?ubnd (?:tỉnh|thành phố)"
        r"|ban quản lí (?:các )?(?:khu|dự án)(?: (?:công nghiệp|kinh tế|đầu tư))?"
        r"|ban (?:dân tộc|tổ chức|tuyên giáo"
        r"|nội chính|dân vận|dân tộc và tôn giáo)(?: tỉnh| thành)?(?! phát triển)|đơn vị (?:cấp huyện|cấp xã"
        r"|thuộc tỉnh|trực thuộc)|sở,? ?(?:ban,? ?)?ngành|sở, ban"
        r"|quận,? huyện|huyện,? thị(?: xã)?(?:, thành phố)?|cấp (?:huyện|xã|sở)|(?:các|\d{1,3}) (?:huyện"
        r"|xã|sở|phường|quận|thị xã)(?!\p{L})|"
        r"(?:ubnd )?(?:huyện|quận|xã|phường|thị trấn|sở) nào"
        r"|(?:bảo hiểm xã hội|công an|kho bạc nhà nước|cục thuế|hải quan|điện lực) (?:tỉnh|thành phố)"
        r"|(?<=(?:^|[,;:.] |năm \d{4} |nay |thì |mà ))(?:huyện|quận|thị xã|xã|phường"
        r"|sở)(?= (?:này |đã |cũng |chỉ |bị "
        r"|được )?(?:tụt|tăng|giảm|xếp|đứng|đạt|lùi|vươn|rớt|lên|xuống)(?!\p{L})))",
        "below",
    ),
    rule(
        "unnamed",
        Tag.FOREIGN,
        r"(?<=(?:mà|số|,|;|\.) )vùng(?= (?:này )?(?:dẫn đầu|đứng đầu|yếu|kém|mạnh|đứng|xếp))",
        "unnamed",
    ),
    rule(
        "median",
        Tag.FOREIGN,
        r"(?:điểm |mức |giá trị )?trung vị(?: của)?(?: cả nước)?"
        r"|(?:tỉnh|địa phương|đơn vị) (?:đứng|nằm|ở) (?:chính )?giữa(?: bảng)?",
        "median",
    ),
    rule(
        "unnamed",
        Tag.FOREIGN,
        r"(?:địa phương|tỉnh|đơn vị|nơi)(?: \p{L}+){1,3} (?:mạnh|nhiều|cao|sâu|ít"
        r"|thấp) nhất(?= (?:thêm|mất|giảm"
        r"|tăng|được|cũng|chỉ|tới|đến|(?:gần|hơn|trên|khoảng) \d|\d|là \d|với \d|đạt \d))",
        "unnamed",
    ),
    rule(
        "nation",
        Tag.NATION,
        r"(?:(?<=^(?:với|ở|đối với|xét|tại) )cấp tỉnh(?=,)"
        r"|cả nước|toàn quốc|cấp quốc gia|quốc gia(?= (?:năm \d{4} )?(?:là|đạt))|(?:của |các |trên )*(?:63"
        r"|34|61|64|62) (?:tỉnh|địa phương)(?:,? ?(?:/ ?)?thành phố)?|"
        r"(?:các|mỗi|giữa các|khối(?: các)?) (?:tỉnh"
        r"|địa phương)(?:,? (?:và )?thành(?: phố)?)?(?: trực thuộc trung ương)?)",
        "national",
    ),
    rule(
        "the region",
        Tag.REGION,
        r"(?P<m>(?:trong|của|toàn|cả|ở|khắp) (?:khu vực|vùng)|(?:khu vực|vùng) này|(?<=(?:đầu"
        r"|nhất|nhì|hai|ba|tư|sáu|bảy|tám|chín|mười|\d|chót|cuối|quân|bảng|số một"
        r"|số 1) )(?:khu vực|vùng))(?! \p{L}+ (?:kinh tế"
        r"|kinh doanh))(?=[ ,.;:)]|$)(?! (?:kinh tế|sâu|xa|cao|công|nông|ngoài|miền|biên|tư"
        r"|fdi|đồng|trung|bắc|nam|tây|đông))",
        "",
    ),
    rule(
        "ministries",
        Tag.NATION,
        r"(?:(?:của )?(?:các |khối |\d+ )+(?:bộ(?! phận)|cơ quan)(?:,? (?:ngành|cơ quan ngang bộ"
        r"|và cơ quan ngang bộ|cơ quan thuộc chính phủ))*(?: trung ương)?|khối bộ(?:, ngành)?)",
        "ministries",
    ),
    rule(
        "this one",
        Tag.GENERIC,
        r"(?:tỉnh|thành phố|địa phương|đơn vị|bộ|cơ quan) (?:này|đó)"
        r"(?=,? (?:\p{L}+ ){0,2}(?:dẫn đầu|đứng đầu|có|thuộc|trong))",
        "generic",
    ),
    rule(
        "under discussion",
        Tag.GENERIC,
        r"(?<!(?:tỉnh|huyện|quận|xã|thị xã|phường|thành phố) ?[,/] ?(?:và )?)(?<!(?:cấp|các|(?<!\d\d\d)\d"
        r"|toàn|mỗi|từng|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|những|một số|số|liên"
        r"|hội đồng nhân dân|ngoài|đoàn|công an) )"
        r"(?P<m>tỉnh miền núi(?= (?:đã|lần|này|xếp|vươn|tăng|đứng))|tỉnh(?: này| ta| nhà| mình"
        r"| đó)?|thành phố(?: này| ta)?|địa phương(?: này"
        r"| đó)?|bộ này|cơ quan này|bộ(?=(?: năm \d{4})? (?:đạt|xếp|đứng|tăng|giảm|giữ|cũng|vẫn|là \d))|chúng ta"
        r"|(?:chúng tôi|(?<!(?:nước|tỉnh|chúng|người|dân|của|bà con) )ta)"
        r"(?= (?:đã |mới |chỉ |cũng |còn |được )*(?:đạt|đứng|xếp|ở hạng"
        r"|ở vị trí|tăng|giảm|tụt|khá nhất"
        r"|\d))"
        r"|(?<=của )mình|đơn vị này|nơi này)"
        r"(?!,? (?:thành phố|nào|\d(?!\d*[.,]\d)|khác|cùng|lân cận|còn lại|thuộc|miền|phía|có |đứng đầu"
        r"|dẫn đầu|thành|trực thuộc|/|bạn|trong|(?:tăng|giảm) (?:nhiều|ít|mạnh|cao"
        r"|thấp) nhất))",
        "generic",
    ),
    rule(
        "country",
        Tag.FOREIGN,
        r"việt nam(?=(?: năm \d{4}| hiện| đã| vẫn)* (?:đứng|xếp|ở|đạt|tăng|giảm|giữ|nằm|hiện|nhảy|vươn|lên|tụt"
        r"|thăng|leo|vượt|cải thiện))|nước ta",
        "country",
    ),
)

NAMED_BELOW: Final = regex.compile(
    r"(?<!\p{L})(?:(?:UBND|Ủy ban nhân dân|Đảng ủy|Chủ tịch) )?(?:[Hh]uyện|HUYỆN|[Qq]uận"
    r"|QUẬN|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|TX\.?|Sở|SỞ|[Cc]hi cục|[Cc]ục"
    r"|[Tt]ổng cục|"
    r"[Bb]an [Qq]uản lý|[Cc]ông ty|[Tt]ập đoàn|[Tt]ổng công ty|[Tt]rường|[Bb]ệnh viện"
    r"|[Tt]hành phố|TP\.?|[Vv]ăn phòng UBND|[Bb]an Dân tộc|[Tt]hanh tra tỉnh)\s"
    r"(?:\p{Lu}[\p{L}-]*|\d+)(?:\s(?:\p{Lu}[\p{L}-]*))*"
)
"""A named body below the first level, on canonical text (capitals matter)."""

AMONG_BELOW: Final = regex.compile(
    r"\s?(?:/ ?\d+ )?(?:trong |trên |toàn |khối )?(?:tổng )?(?:số )?(?:các "
    r"|\d+ )?(?:đơn vị cấp huyện|đơn vị cấp xã|huyện|quận|thị xã|xã|phường|sở|ban,? ngành"
    r"|khối sở|khối huyện|cấp huyện|cấp xã|cấp sở)(?!\p{L})"
)
"""Behind a place: it counts among bodies below the first level."""

WITHIN_PROVINCE: Final = regex.compile(r"\s?(?:toàn |trong )?tỉnh(?=\s?(?:[.;)]|$|về |với ))")
"""Behind a leader's place: it counts within one province ("đơn vị dẫn đầu tỉnh về …")."""

"""Look-alikes of ranks, scores and years: numbers of documents, ordinals of congresses, phone numbers, links."""

from typing import Final

from extract.mention import Tag
from extract.rules.family import ORDINAL, Rule, rule

FAMILY: Final[tuple[Rule, ...]] = (
    rule(
        "link",
        Tag.PSEUDO,
        r"(?:https?://|www\.)\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:/\S*)?",
        0,
    ),
    rule("document", Tag.PSEUDO, r"(?:số:? )?\d+(?:/\d{4})?/(?:[\p{L}]+(?:-[\p{L}\d]+)*)(?:-[\p{L}\d]+)*", 0),
    rule(
        "document",
        Tag.PSEUDO,
        r"(?:nghị quyết|quyết định|chỉ thị|thông tư|nghị định|kế hoạch|công văn|đề án|báo cáo"
        r"|kết luận)(?: số)? \d+(?![\d]*[.,]\d)(?!\s?%)",
        0,
    ),
    rule(
        "licence", Tag.PSEUDO, r"(?:giấy phép|điện thoại|fax|đt|hotline|tel|sđt)(?: số)?[: ]+[\d.\-/ ()]+", 0
    ),
    rule(
        "ordinal of",
        Tag.PSEUDO,
        rf"(?:lần|kì họp|phiên họp|phiên|khóa|đại hội|hội nghị|tuần|ngày|tháng|thế hệ|đợt|vòng"
        rf"|chặng|quí|lứa|bản|kỉ niệm) thứ (?:{ORDINAL}|[ivx]+)(?! ?(?:năm )?(?:liên tiếp|liên tục|liền))",
        0,
    ),
    rule(
        "ordinal of",
        Tag.PSEUDO,
        rf"năm thứ (?:{ORDINAL})(?! ?(?:năm )?(?:liên tiếp|liên tục|liền))(?: liên tiếp,? (?:bộ"
        rf"|triển khai|tổ chức|vcci|thực hiện|công bố))?",
        0,
    ),
    rule("ordinal of", Tag.PSEUDO, r"(?:khóa|lần thứ|lần|kì) [ivx]+", 0),
    rule(
        "ordinal of", Tag.PSEUDO, r"lần (?:công bố|xếp hạng|khảo sát|đánh giá|tổ chức) thứ (?:\d+|\p{L}+)", 0
    ),
    rule(
        "point of a speech",
        Tag.PSEUDO,
        r"(?<=^[-–•*\s\"]{0,3})thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)"
        r"(?=,? (?:về|đối với|cần|phải|tiếp tục|đẩy mạnh|nâng cao|tăng cường)(?!\p{L}))",
        0,
    ),
    rule(
        "point of a speech",
        Tag.PSEUDO,
        r"(?:nguyên nhân|yếu tố|khó khăn|hạn chế|khía cạnh|hướng|thách thức"
        r"|việc|điều|vấn đề|ý|nhóm|nhiệm vụ|giải pháp|lí do|câu hỏi|phần|bước|câu chuyện)"
        r" thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)",
        0,
    ),
    rule(
        "weekday",
        Tag.PSEUDO,
        r"thứ (?:hai|ba|tư|năm|sáu|bảy)(?= (?:hàng|hằng) tuần)",
        0,
    ),
    rule(
        "deputy", Tag.PSEUDO, r"hạng mục thứ (?:\d+|\p{L}+)|thứ trưởng|thứ yếu|thứ bậc|bộ trưởng|thứ cấp", 0
    ),
    rule(
        "medal",
        Tag.PSEUDO,
        r"(?:huân chương|huy chương|danh hiệu|bằng khen|giải)[^.,;:()]{0,40}? hạng (?:nhất|nhì|ba|i+)",
        0,
    ),
    rule(
        "grade",
        Tag.PSEUDO,
        r"(?:đô thị|bệnh viện|khách sạn|hạng mục|giáo viên"
        r"|viên chức)[^.,;:()]{0,12}? hạng (?:[ivx]+|đặc biệt|\d)",
        0,
    ),
    rule(
        "head of",
        Tag.PSEUDO,
        r"(?:người|cán bộ|trách nhiệm|thủ trưởng|vai trò"
        r"|lãnh đạo)(?: của)? (?:người )?(?:đứng đầu|dẫn đầu)|đứng đầu (?:cấp ủy|cơ quan"
        r"|các cơ quan|đơn vị|chính quyền|địa phương|ngành|sở|tổ chức|ủy ban|ubnd)",
        0,
    ),
    rule(
        "fine",
        Tag.PSEUDO,
        r"(?:trừ|bị trừ|được cộng|(?<!tổng )cộng|thưởng|phạt)(?! thêm)(?: tối đa| ngay)? \d+(?:[.,]\d+)? điểm"
        r"|mất \d+(?:[.,]\d+)? điểm (?:ở|tại|do|vì|trong|thuộc|đối với) (?:các |\d+ )?(?:tiêu chí|chỉ tiêu|nội dung)",
        0,
    ),
    rule(
        "head of",
        Tag.PSEUDO,
        r"do (?:ông|bà|đồng chí|đ/c)[^.;]{0,90}?(?:dẫn đầu|đứng đầu|làm trưởng đoàn)",
        0,
    ),
    rule(
        "points of place",
        Tag.PSEUDO,
        r"\d+ (?:điểm (?:cầu|đến|bưu điện|trường|du lịch|nghẽn|giao dịch|tiếp nhận|nhấn|sáng"
        r"|dân cư|tham quan|mới|nổi bật|chính|phát|bầu cử|chạm|đen|thi))",
        0,
    ),
    rule(
        "of a hundred",
        Tag.PSEUDO,
        r"(?:thang điểm|thang đo|thang|tổng điểm tối đa|tối đa|điểm tối đa|qui về thang)(?: của \p{L}+)?(?: là"
        r"| điểm)? \d+(?:[.,]\d+)?(?: điểm)?",
        0,
    ),
    rule(
        "of a thousand",
        Tag.PSEUDO,
        r"(?:tổng điểm|thang điểm|tổng số điểm|tổng(?: cộng)?)[^.;,]{0,20} 1[.,]?000(?: điểm)?",
        0,
    ),
    rule(
        "part of the full mark",
        Tag.PSEUDO,
        r"(?<!\p{L})(?:phần )?điểm (?:do|qua|từ)?[^.;,\d]{0,60}?(?:thẩm định|tự chấm|xã hội học)"
        r"[^.;,\d]{0,30}? \d+(?:[.,]\d+)?(?:/100)? điểm",
        0,
    ),
    rule(
        "share of them",
        Tag.PSEUDO,
        r"\d{1,2}(?:/\d{2})? (?:tỉnh|địa phương|đơn vị)(?:, thành(?: phố)?)? \(\d+(?:[.,]\d+)?\s?%\)",
        0,
    ),
    rule("points to win", Tag.PSEUDO, r"(?:trọng số|hệ số|tỉ trọng)[^.,;()]{0,20}? \d+(?:[.,]\d+)?\s?%?", 0),
)
"""Consumed before anything else is read, so that their numbers are seen by nobody."""

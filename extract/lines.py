"""What a line of an article is by its looks alone: a caption, a byline, an item of a list, furniture.

Web pages and text files share these looks, for the same people write them. Patterns are written in the
shadow form of `normalize.text` (lower case, "kí" for "ký"), and only short lines are held against them: a
paragraph is never anything but a paragraph.
"""

from typing import Final

import regex

from normalize.text import shadow

SHORT: Final = 200
"""Letters of the longest line that can be furniture, a caption without picture, or a byline."""

SENTENCE_ENDS: Final = '.!?:;…"”)'
"""What a line may end with that was not cut in the middle of a sentence."""

_ITEM: Final = regex.compile(
    r"[-–—](?=\s|\p{L})|[•*+●▪■◦‣·✓✔➢►»>](?=\s*\p{L}|\s+\d)|\(?\d{1,3}[.)]\s|\d{1,2}/\s"
    r"|\(?[a-zđ][.)]\s|[IVX]{1,5}[.)]\s"
)
_NUMBERED: Final = regex.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)/]\s")
_CAPTION: Final = regex.compile(
    r"\(?(?:ảnh|hình(?: ảnh)?|biểu đồ|bảng(?: biểu)?|sơ đồ|đồ họa|infographic|bản đồ|chú thích|video|clip)"
    r"(?: minh họa| tư liệu| chụp)?(?: số)?(?: ?\d{1,3})?\s?(?:[:.]\s?\S.*|\)?$)"
)
_BYLINE: Final = regex.compile(
    r"\(?(?:nguồn(?: tin| ảnh)?|tác giả|người (?:viết|đưa tin|đăng)|tin(?:,| và)? ?(?:bài|ảnh)"
    r"|bài(?:,| và) ?ảnh|bài viết|bài|tin|thực hiện|biên tập|theo|phóng viên)\s?: ?.{0,100}"
    r"|(?:pv|bbt|ctv)\.?"
)
_FURNITURE: Final = regex.compile(
    r"(?:số )?(?:lượt|đã|lần) (?:xem|truy cập|đọc|tải)(?: bài| về)?(?: viết)?\s?:?\s?[\d.,]*(?: lượt| lần)?"
    r"|[\d.,]+ (?:lượt xem|lượt đọc|views?)|(?:view|visit|hit) ?(?:count|s)?\s?:\s?[\d.,]+"
    r"|(?:tăng|giảm|thay đổi|phóng to|thu nhỏ|cỡ) (?:cỡ |kích thước )?chữ\b.{0,60}"
    r"|image banner|anh tin bai|ảnh tin bài|banner|logo|image"
    r"|chịu trách nhiệm(?: chính| quản lí| nội dung| xuất bản| về nội dung){0,3}\s?:.{0,150}"
    r"|chịu trách nhiệm (?:quản lí|nội dung|xuất bản|về nội dung)\b.{0,150}"
    r"|giấy phép (?:số|thiết lập|hoạt động|xuất bản).{0,180}"
    r"|cơ quan chủ quản.{0,150}|(?:bản quyền|©|copyright).{0,150}|ghi rõ nguồn.{0,150}"
    r"|(?:đang |số người )?(?:online|trực tuyến|truy cập)\s?:?\s?[\d.,]*"
    r"|hôm (?:nay|qua)\s?:.{0,60}|(?:trong )?(?:tuần|tháng)(?: này| nay| trước)?\s?:\s?[\d.,]+"
    r"|(?:tất cả|tổng(?: số)?(?: lượt)? truy cập)\s?:?\s?[\d.,]+"
    r"|đăng nhập|đăng kí|trang chủ(?: ?[>\"/›|-].{0,100})?|sơ đồ cổng|liên hệ|giới thiệu"
    r"|in(?: trang| bài)?(?: viết| này)?"
    r"|bản in|gửi (?:email|bài|cho bạn bè|phản hồi|bình luận).{0,30}"
    r"|chia sẻ(?: bài viết| tin| lên .{0,40})?\s?:?|quay lại|trở về|(?:về|lên) đầu trang"
    r"|nghe (?:bài|đọc|nội dung).{0,20}|đọc bài(?: viết)?|xem thêm\s?:?.{0,3}"
    r"|từ khóa\s?:.{0,150}|tags?\s?:.{0,150}|đánh giá (?:bài viết|của bạn).{0,40}"
    r"|facebook|zalo|twitter|print|email"
    r"|a ?[+-]|a|[./|>-]+|mặc định|tải về|sao chép(?: liên kết)?|đọc tiếp|chi tiết"
)
# Names that programmers give to the parts of a page, shown by mistake: "Portal - Block_News_Toolbar".
_PROGRAM: Final = regex.compile(r"[\x20-\x7e]*\b[A-Za-z]{2,}(?:_[A-Za-z]{2,})+\b[\x20-\x7e]*")
_RELATED: Final = regex.compile(
    r"(?:(?:các )?(?:tin|bài|bài viết|tin tức|tin bài|bài báo|nội dung)"
    r" (?:liên quan|khác|cùng chuyên mục|cùng loại|cùng chủ đề|mới hơn|cũ hơn|đã đưa|tiếp theo|trước đó"
    r"|nổi bật|đọc nhiều|xem nhiều|mới(?: nhất)?)(?: khác)?|cùng chuyên mục|đọc (?:nhiều|thêm)|xem nhiều"
    r"|có thể bạn quan tâm|bình luận(?: \(\d+\))?|ý kiến (?:bạn đọc|của bạn)|phản hồi|liên quan)\s?[:.…]*"
)
_CLOSING: Final = regex.compile(
    r"(?:thông tin mới(?: nhất)?|thống kê(?: lượt)? truy cập|lượt truy cập|số lượt truy cập"
    r"|liên kết (?:web|website)|thăm dò ý kiến|thư viện (?:ảnh|video))\s?:?(?: ?[\d.,]+)?"
)
_NAME: Final = r"\p{Lu}[\p{L}’'.]*"
_SIGNATURE: Final = regex.compile(
    rf"(?:(?:[Tt]heo|PV|BT|Th\.s|ThS\.?|Nhà báo)[:,.]? )?{_NAME}(?:[ ,&/-]{{1,3}}(?:và )?{_NAME}){{0,6}}\.?"
    r"(?: \([^()]{1,60}\))?"
)
_LETTERS: Final = regex.compile(r"\p{L}")


def is_item(line: str) -> bool:
    """Whether `line` begins as an item of a list does: a dash, a bullet, a number with a full stop."""
    return _ITEM.match(line) is not None


def is_numbered(line: str) -> bool:
    """Whether `line` begins with a number or letter of its own, as items and headings do."""
    return _NUMBERED.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether `line` names itself the caption of a picture, chart or table: "Ảnh: …", "Bảng 1. …"."""
    return len(line) <= 2 * SHORT and _CAPTION.fullmatch(shadow(line)) is not None


def is_byline(line: str) -> bool:
    """Whether `line` says who wrote the article or where it was taken from: "Nguồn: …", "Tác giả: …"."""
    return len(line) <= SHORT and _BYLINE.fullmatch(shadow(line)) is not None


def is_signature(line: str) -> bool:
    """Whether `line` could be the name that an article ends with: a few words with capitals, no figures."""
    return len(line) <= 60 and _SIGNATURE.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether `line` belongs to the page, not to the article: a counter, a button, the imprint."""
    if len(line) > SHORT:
        return False
    bare = line.lstrip("•*-–·►»+ ").rstrip()
    return _FURNITURE.fullmatch(shadow(bare)) is not None or _PROGRAM.fullmatch(line) is not None


def opens_related(line: str) -> bool:
    """Whether `line` is the title of a box of other articles or comments. The text may go on below it."""
    return len(line) <= 60 and _RELATED.fullmatch(shadow(line)) is not None


def opens_footer(line: str) -> bool:
    """Whether `line` begins what stands below the article on the page: nothing of the article follows."""
    return len(line) <= 60 and _CLOSING.fullmatch(shadow(line)) is not None


def ends_sentence(line: str) -> bool:
    """Whether `line` ends where a sentence, a clause or a title does: not in the middle of one."""
    return line.rstrip().endswith(tuple(SENTENCE_ENDS))


def is_capitals(line: str) -> bool:
    """Whether `line` is written in capitals throughout: two words at least."""
    return line.isupper() and len(line.split()) > 1 and len(_LETTERS.findall(line)) > len(line) // 2


def starts_small(line: str) -> bool:
    """Whether `line` begins with a small letter, as only the rest of a sentence does."""
    return line[:1].islower()

"""Years and times: which of them name an edition, which the base of a change, which only a day."""

from typing import Final

import regex

from extract.mention import Tag, Year
from extract.rules.family import ORDINAL, YEAR, Rule, rule
from normalize.numbers import count

_DAY: Final = r"\d{1,2}\s?[/.-]\s?\d{1,2}"
_SEASON: Final = (
    r"(?:kết quả|chính mình|thứ hạng|vị trí|xếp hạng|kì đánh giá|kì|bảng xếp hạng|lần"
    r"|thời điểm|mức|chỉ số|điểm số|cùng kì)"
)


def _years(match: regex.Match[str]) -> Year:
    return Year(tuple(int(y) for y in regex.findall(YEAR, match[0])))


def _span(match: regex.Match[str]) -> Year | None:
    first, last = int(match["a"]), int(match["b"])
    return Year(tuple(range(first, last + 1))) if first < last <= first + 25 else None


def _streak(match: regex.Match[str]) -> int | None:
    number = count(match["n"])
    return number if number is not None and 2 <= number <= 20 else None


STREAKS: Final = (
    rule(
        "streak",
        Tag.STREAK,
        rf"(?:(?:là |đánh dấu )?(?:năm|lần|kì|mùa) thứ (?P<n>{ORDINAL})(?: năm)? ?(?:liên tiếp|liên tục|liền)"
        rf"|(?:trong |suốt )?(?P<n>{ORDINAL}) (?:năm|kì|lần|mùa)(?: qua"
        rf"| gần đây)?,? ?(?:liên tiếp|liên tục|liền))"
        r"(?! (?:trước|kề|trong))",
        _streak,
    ),
)

PERIODS: Final = (
    rule(
        "period",
        Tag.TIME,
        rf"(?:giai đoạn|nhiệm kì|thời kì|khóa [ivx]+,?"
        rf"|kế hoạch 5 năm)(?: \(?)?(?:từ )?(?:năm )?{YEAR}\s?(?:-|đến)\s?(?:năm )?{YEAR}",
        0,
    ),
    rule("horizon", Tag.TIME, rf"(?:tầm nhìn |định hướng )(?:đến |tới )?(?:năm )?{YEAR}", 0),
    rule(
        "until",
        Tag.TIME,
        rf"(?:đến|tới|trước) (?:hết |cuối |đầu |giữa )?năm {YEAR}(?= (?:sẽ|phải|phấn đấu"
        rf"|tầm nhìn)|, (?:phấn đấu|tầm nhìn))",
        0,
    ),
    rule("since", Tag.TIME, rf"(?:kể|tính) từ (?:năm |bảng xếp hạng |kì )?{YEAR}", 0),
    rule(
        "since",
        Tag.TIME,
        rf"(?:từ|kể từ) (?:khoảng |sau )?(?:năm )?{YEAR} (?:đến nay|tới nay|trở lại đây|tới giờ|đến giờ)",
        0,
    ),
)

DATES: Final = (
    rule(
        "announced",
        Tag.TIME,
        rf"(?:công bố|ban hành|phát hành)(?: vào| trong| hồi)? (?:đầu |cuối |giữa )?năm {YEAR}",
        0,
    ),
    rule("school year", Tag.TIME, rf"(?:năm học|niên khóa) {YEAR}(?:\s?-\s?{YEAR})?", 0),
    rule(
        "until now",
        Tag.TIME,
        r"(?:(?:từ trước |cho )?(?:đến|tới)|hiện|lâu|xưa|sáng|chiều|hôm|ngày|bấy lâu) nay",
        0,
    ),
    rule(
        "date",
        Tag.TIME,
        rf"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|sáng|chiều|tối|trưa|hôm"
        rf"|mùng),? ?)*\(?(?:ngày )?{_DAY}\s?[/.-]\s?{YEAR}",
        0,
    ),
    rule(
        "day",
        Tag.TIME,
        r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? ?)?"
        r"(?:ngày|sáng|chiều|tối|hôm|hôm nay|sáng nay|chiều nay|thứ (?:hai|ba|tư|năm|sáu|bảy)"
        r"|chủ nhật),?(?: ngày"
        r"| nay)? ?\(?\d{1,2}\s?(?:[/-]|(?<=(?:ngày|sáng|chiều|tối|hôm) \(?\d{1,2})\.)\s?\d{1,2}(?![\d/%])\)?",
        0,
    ),
    rule("long date", Tag.TIME, rf"(?:ngày |hôm )?\d{{1,2}} tháng \d{{1,2}} năm {YEAR}", 0),
    rule(
        "month",
        Tag.TIME,
        rf"(?:(?:đầu|giữa|cuối) )?(?:tháng|quí) (?:\d{{1,2}}|[ivx]+|một|hai|ba|tư|năm|sáu|bảy"
        rf"|tám|chín|mười)(?:\s?[/-]\s?{YEAR}| năm {YEAR})?",
        0,
    ),
    rule(
        "half year",
        Tag.TIME,
        rf"(?:(?:\d{{1,2}}|sáu|chín) tháng(?: đầu| cuối)?(?: năm)?(?: {YEAR})?|(?:những tháng "
        rf"|nửa )?(?<!(?:dẫn|đứng|ngôi|hàng|ban) )(?:đầu|cuối) năm {YEAR})",
        0,
    ),
    rule(
        "plan year",
        Tag.TIME,
        rf"(?:kế hoạch|chương trình|nhiệm vụ|nghị quyết|quyết định|báo cáo|chỉ thị"
        rf"|dự toán)(?: công tác)?(?: của)? năm {YEAR}",
        0,
    ),
)

BASES: Final = (
    rule(
        "base year",
        Tag.BASE,
        rf"(?:so (?:sánh )?với|so|hơn|kém) (?:{_SEASON} )*(?:của )?(?:cả )?(?:các )?"
        rf"(?:năm |kì |\p{{L}}{{2,5}} (?:index )?)?(?:năm )?(?P<m>{YEAR})",
        lambda m: Year((int(m["m"]),)),
    ),
    rule(
        "base before",
        Tag.BASE,
        rf"(?:(?:so (?:sánh )?với|so|hơn|kém) )?(?:(?:cùng kì"
        rf"|{_SEASON}) )*(?:của )?(?P<m>(?:năm|kì|lần) (?:đánh giá |công bố "
        rf"|xếp hạng )?(?:liền )?(?:trước|ngoái|liền kề|vừa qua"
        rf"|kề trước)(?: đó)?)",
        lambda m: Year(offset=-1) if regex.match(r"so|hơn|kém", m[0]) else None,
    ),
    rule("base same period", Tag.BASE, r"so (?:với )?cùng kì(?: năm (?:trước|ngoái))?", Year(offset=-1)),
    rule(
        "years before",
        Tag.BASE,
        r"so (?:với )?(?P<n>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) năm (?:về )?trước",
        lambda m: Year(offset=-(count(m["n"]) or 1)),
    ),
    rule(
        "after years",
        Tag.BASE,
        r"sau(?: đúng| hơn| gần)? (?P<n>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) năm(?! \d)",
        lambda m: Year(offset=-(count(m["n"]) or 1)),
    ),
    rule(
        "after a year",
        Tag.BASE,
        r"(?:chỉ )?(?:sau|trong)(?: đúng| vỏn vẹn| chỉ)? (?:một|1) năm",
        Year(offset=-1),
    ),
)

SPANS: Final = (
    rule(
        "span",
        Tag.SPAN,
        rf"(?:từ )?(?:năm )?(?P<a>{YEAR})\s?(?:cho đến|đến|tới|-)\s?(?:hết )?(?:năm )?(?P<b>{YEAR})",
        _span,
    ),
)

EDITIONS: Final = (
    rule(
        "years",
        Tag.YEAR,
        rf"(?:(?:các |những |hai |ba |bốn |cả )*năm )(?P<m>{YEAR}(?:(?:(?:,| và) ?(?:năm )?|; ?){YEAR})+)",
        _years,
    ),
    rule(
        "years, bare",
        Tag.YEAR,
        rf"(?:liền|liên tiếp|liên tục|kì|năm|\()[ ,:]*(?P<m>{YEAR}(?:,| và|;) {YEAR}(?:(?:,| và|;) {YEAR})*)",
        _years,
    ),
    rule(
        "year",
        Tag.YEAR,
        rf"(?:năm(?: đánh giá)?|kì(?: đánh giá)?|bộ|mùa|bản|phiên bản|bảng xếp hạng) (?P<m>{YEAR})",
        _years,
    ),
    rule(
        "bare year",
        Tag.YEAR,
        rf"(?<!\d[.,])(?P<m>{YEAR})(?! (?:đồng|triệu|người|hồ sơ|tỉ|phiếu|doanh nghiệp|lượt|dự án|m|ha|km))",
        _years,
    ),
    rule(
        "year before",
        Tag.YEAR,
        r"(?P<m>năm ngoái)|(?<!(?:hai|ba|bốn|nhiều|các|những|mọi|\d) )(?P<m>(?:năm|kì|lần|mùa) (?:đánh giá |công bố "
        r"|xếp hạng )?(?:liền )?(?:trước|ngoái|liền kề|kề trước)(?: đó)?"
        r"|cùng kì năm (?:trước|ngoái)|trước đó (?:một|1) năm|(?:một|1) năm trước(?: đó)?)",
        Year(offset=-1),
    ),
    rule(
        "years before",
        Tag.YEAR,
        r"(?<!(?:so với|cách|trong|suốt) )(?P<m>(?P<n>hai|ba|bốn"
        r"|[2-5]) năm trước(?: đó)?)(?=,? (?:còn|đứng|xếp|ở|mới|chỉ)(?!\p{L}))",
        lambda m: Year(offset=-(count(m["n"]) or 1)),
    ),
    rule(
        "year after",
        Tag.YEAR,
        r"(?P<m>sau (?:một|1) năm(?=,? (?:\p{L}+ ){0,2}(?:lên|xuống|trượt|tụt|vươn|rơi|rớt) )"
        r"|(?:một|1) năm sau(?: đó)?|(?:năm|kì) (?:sau(?: đó)?|kế tiếp|tiếp theo))",
        Year(offset=1),
    ),
    rule(
        "years after",
        Tag.YEAR,
        r"(?P<m>(?P<n>hai|ba|bốn|[2-5]) năm sau(?: đó)?)(?!\p{L})",
        lambda m: Year(offset=count(m["n"]) or 1),
    ),
    rule(
        "this year",
        Tag.YEAR,
        r"(?P<m>năm nay|bảng xếp hạng (?:mới|vừa) (?:được )?công bố"
        r"|kì này|lần này|mùa này|nay|(?<!bấy )giờ(?: đây)?|hiện(?: nay"
        r"| tại)?(?= (?:xếp|đứng|ở|còn|đạt|chỉ)))",
        Year(offset=0),
    ),
)

FAMILY: Final[tuple[Rule, ...]] = (*PERIODS, *DATES, *STREAKS, *BASES, *SPANS, *EDITIONS)

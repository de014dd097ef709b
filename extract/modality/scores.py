"""Scores that are none: thresholds, gaps, approximate values, shares of people or things."""

from typing import Final

import regex

from extract.bind.work import Work
from extract.mention import Cue, Mention, Score, Tag
from extract.modality.asked import Asked
from extract.modality.owner import UPWARDS, owner

_THRESHOLD: Final = regex.compile(
    r"(?:từ|mốc|ngưỡng|đến dưới|dưới|trên thang|thang điểm) (?:\d+(?:[.,]\d+)? ?%? ?[-–] ?)?$"
)
_FROM: Final = regex.compile(r"từ $")
_IN_YEAR: Final = regex.compile(r"\s?\(?năm \d{4}")
_MOVES: Final = regex.compile(
    r"\s?(?:\([^)]*\)|năm \d{4}|trong năm \d{4})? ?,? ?(?:nay |đã |hiện |nay đã )?(?:lên"
    r"|xuống|tăng|giảm|còn|thành)"
)
"""Behind "từ 70,1 điểm": it is where a movement began, no threshold."""
_GAP_BEFORE: Final = regex.compile(
    r"(?:bỏ xa|kém|cách biệt|(?<!cải )cách|thua|chênh|dưới trung vị|dưới trung bình"
    r"|dưới mức trung bình|(?<!\p{L})thiếu)(?: \p{L}+){0,6} $|bỏ xa [^.;:]{0,60} (?:tới|đến|những) $"
)
_YEAR_BEFORE: Final = regex.compile(r"năm \d{4}|năm trước|năm ngoái")
_FORMER: Final = regex.compile(r" (?:của|hồi|trong) (?:năm \d{4}|kì trước|năm trước)")
_REACHED: Final = regex.compile(r"(?:, (?:đạt|được|là)|[^,] với)(?: tới| mức)? $")
_GAP_NEAR: Final = 80
"""Characters over which a word of distance makes a number a gap."""
_SAID: Final = regex.compile(r"(?:đạt|được|với|có|là|:|mức|còn|đúng|điểm|\(|lên|xuống)(?: \p{L}+)? ?$")
_RATIO: Final = regex.compile(
    r"\s?(?:trong )?(?:tổng )?(?:chỉ số|tiêu chí|số|các|những|cán bộ|công chức|người|hộ|hồ sơ|thủ tục"
    r"|dịch vụ|doanh nghiệp|tỉnh|địa phương|xã|huyện|cơ quan|đơn vị|văn bản|nhiệm vụ|"
    r"ý kiến|phiếu|học sinh|dân số|diện tích|nhu cầu|kế hoạch|chỉ tiêu|công dân|khách|sở"
    r"|học viên|thí sinh|sinh viên|giáo viên|đại biểu|hội viên|thành viên|cử tri"
    r"|đảng viên|bệnh nhân|trẻ|phụ nữ|thanh niên|nông dân|nhà đầu tư|công trình|dự án"
    r"|sản phẩm|tuyến|số hộ|lượt|suất|bộ|nộp|được nộp|giải quyết|tiếp nhận|thanh toán|đúng hạn|trước hạn"
    r"|phòng|trường|thôn|bản|tổ|lao động|tài khoản|giao dịch|yêu cầu|vụ|lượng|được (?:hỏi"
    r"|cảnh báo|xử lí|giải quyết|khảo sát|công khai)|cho biết|cho rằng|trả lời|đồng ý"
    r"|nói|phải|gặp phải|từng|còn phải|chi (?:trả|hơn|trên))(?!\p{L})"
)
"""Behind a percentage: whom or what it is a share of."""


_SATISFIED: Final = regex.compile(
    r"\s?(?:số )?(?:người dân|cá nhân)(?:, tổ chức| và tổ chức|, doanh nghiệp| và doanh nghiệp)?"
    r"(?: trên cả nước| trên toàn quốc)? (?:cảm thấy |được )?hài lòng (?:với|về|đối với) (?:sự|việc)"
    r" phục vụ (?:hành chính|của)"
)
"""Behind a percentage: the share that the satisfaction index is."""


_DONE: Final = regex.compile(
    r"(?:hoàn thành|giải quyết|chiếm|giải ngân|xử lí|bảo đảm|đảm bảo|phủ|hỗ trợ) (?:được )?$"
)
"""In front of a percentage of tasks, files or funds."""


def score_refused(asked: Asked) -> str | None:
    """Why a number is no score that was reached, or None."""
    score = asked.mention.value
    assert isinstance(score, Score)
    if asked.subject_is("mean"):
        return None  # "bỏ xa giá trị trung bình 85,11%": no gap, but what the gap is counted from
    if _is_threshold(asked):
        return "a threshold or a scale, not a result"
    before = asked.before(70)
    if _GAP_BEFORE.search(before) and not _YEAR_BEFORE.search(before):
        return "a gap to somebody, not a score"
    if _is_gap(asked):
        return "a gap, not a score"
    if _is_distance(asked.work, asked.position):
        return "a gap to somebody, not a score"
    if score.rough:
        return "an approximate value (“trên”, “gần”, “khoảng” …)"
    if _is_whole(score) and score.unit == "point" and not _SAID.search(before):
        return "whole points that nothing says were reached"
    if score.unit == "percent" and (
        (_RATIO.match(asked.after) and not _SATISFIED.match(asked.after)) or _DONE.search(before)
    ):
        return "a share of something, not a score"
    if noun := owner(asked.work, asked.position):
        return f"the number belongs to “{noun}”"
    return None


def _is_whole(score: Score) -> bool:
    number = score.number
    return number.value == number.value.to_integral_value() and number.other is None and number.mark is None


def _is_threshold(asked: Asked) -> bool:
    before, after = asked.before(70), asked.after
    if not (UPWARDS.match(after) or _THRESHOLD.search(before)):
        return False
    moves = _MOVES.match(after) or _IN_YEAR.match(after)
    return not (_FROM.search(before) and moves)


def _is_gap(asked: Asked) -> bool:
    """Whether a word of distance stands before the number in its clause, and nothing says it was reached."""
    nearest: Mention | None = next(
        (
            x
            for x in reversed(asked.work.mentions[: asked.position])
            if x.value is Cue.GAP or (x.tag is Tag.BREAK and x.value in (";", "("))
        ),
        None,
    )
    return (
        nearest is not None
        and nearest.value is Cue.GAP
        and asked.mention.start - nearest.end < _GAP_NEAR
        and not (_FORMER.match(asked.after) or _REACHED.search(asked.before(70)))
    )


def _is_distance(work: Work, i: int) -> bool:
    """ "kém A (72,95 điểm) vỏn vẹn 0,15 điểm": a distance behind whoever is compared with."""
    compared = False
    for j in range(i - 1, -1, -1):
        m = work.mentions[j]
        if work.level(j) != work.level(i) or (m.tag is Tag.BREAK and m.value in (")", "(")):
            continue
        if m.tag is Tag.SUBJECT and j in work.compared:
            compared = True
            continue
        return compared and work.is_cue(j, Cue.VERSUS)
    return False

"""Cue phrases: what they do to the frames around them (see `extract.mention.Cue`)."""

from typing import Final

from extract.mention import Cue, Tag
from extract.rules.family import Rule, rule

FAMILY: Final[tuple[Rule, ...]] = (
    rule(
        "next",
        Tag.CUE,
        r"(?:theo sau (?:hai |ba |bốn )?(?:tỉnh|địa phương|đơn vị|cái tên|thành phố"
        r"|đại diện) (?:này|trên|kể trên|nói trên)(?: lần lượt)? là"
        r"|(?:tiếp đến|tiếp theo|tiếp sau|kế đến|kế đó|kế tiếp|tiếp đó|rồi đến|rồi tới"
        r"|rồi mới đến|theo sau|nối gót|bám sát(?: phía sau| sau)?|"
        r"(?:các|hai|ba|bốn|năm|\d) vị trí (?:tiếp theo|kế tiếp|sau đó|còn lại)(?: trong (?:tốp|top"
        r"|nhóm)(?: \p{L}+)* \d+%?)?|theo sát(?: phía sau| sau| ngay sau)?|(?:liền sau|ngay dưới"
        r"|xếp ngay dưới)(?= là))(?: lần lượt| đó| nữa)*(?: (?:là|gồm|có|thuộc về|lần lượt|phải kể đến"
        r"|sau))*"
        r"|(?:được )?theo sau (?:bởi|là)|(?:xếp|đứng|theo|ngay|liền|xếp ngay|đứng ngay)? ?sau(?: đó"
        r"| nữa)?,? ?(?:lần lượt )?(?:là|gồm|lần lượt là|lần lượt gồm|lần lượt thuộc về|là các"
        r"|lần lượt))"
        r"(?! (?:khi|năm|là do|kì|nhiều|thời|đến nay|sáp nhập))",
        Cue.NEXT,
    ),
    rule("share out", Tag.CUE, r"lần lượt|tương ứng|theo thứ tự", Cue.SHARE_OUT),
    rule(
        "after",
        Tag.CUE,
        r"(?:(?:chỉ |xếp |đứng |ngay |liền )*(?:đứng |xếp )?sau)(?= (?:các |tỉnh |thành phố "
        r"|tp|thủ đô|\p{L}))(?! (?:khi|đó|năm|này|một|1|hai|ba|sáp|hợp|\d|thời|nhiều|kì|đại"
        r"|nửa|đúng|hơn|cùng))",
        Cue.AFTER,
    ),
    rule("gap", Tag.CUE, r"khoảng cách|chênh lệch|cách biệt|chênh|cách nhau|hơn kém|thu hẹp", Cue.GAP),
    rule(
        "versus",
        Tag.CUE,
        r"so (?:sánh )?với|(?:cao|thấp|nhiều|ít|lớn|tốt|kém) hơn|hơn(?= (?:các |tỉnh "
        r"|thành phố |tp))|kém|thua|bỏ xa|vượt(?: qua| mặt)?(?= \p{L})(?! (?:qua )?(?:lên|trội"
        r"|bậc|mức|ngưỡng|mốc|kế|chỉ|xa|trên"
        r"|khó|dự|qua))|xếp trên|đứng trên|(?<!ải )cách|bám đuổi|qua mặt"
        r"|bám sát|lật đổ|truất ngôi|soán ngôi(?: của)?|hất cẳng|thay thế|cùng với|thay cho",
        Cue.VERSUS,
    ),
    rule(
        "mean",
        Tag.CUE,
        r"(?:giá trị |điểm |mức |tính |số điểm |điểm số |kết quả )?(?:trung bình"
        r"|bình quân)(?: chung)?(?! (?:cao|thấp|khá)(?! nhất))"
        r"|mức chung(?= của)|(?<=hài lòng )chung(?= (?:là|đạt|của))|mặt bằng chung(?= (?:là|đạt|cả nước))",
        Cue.MEAN,
    ),
    rule(
        "together",
        Tag.CUE,
        r"đồng hạng|đồng xếp|đều|cùng chung"
        r"|cùng(?= (?:xếp|đứng|hạng|giữ|đạt|ở|vị trí|có|chung|được|tăng|giảm|lùi|tụt|thăng))",
        Cue.TOGETHER,
    ),
    rule(
        "target",
        Tag.CUE,
        r"phấn đấu|mục tiêu|(?<!(?:\d|hai|ba|bốn|sáu|bảy|tám|chín|mười|riêng|mỗi|từng) )chỉ tiêu"
        r"|đặt quyết tâm|quyết tâm|hướng tới|hướng đến|dự kiến"
        r"|kì vọng|đề ra|nhằm (?:nâng|đưa|cải thiện|duy trì|giữ|đạt)"
        r"|(?<!(?:so với|theo|đáp ứng) )yêu cầu|đề nghị (?:nâng"
        r"|đưa|phấn đấu|các|tập trung)|"
        r"(?:sẽ|phải|cần|sớm|mong muốn|muốn|(?<!(?:từ|nhờ|bởi|những|các|sự) )nỗ lực) (?:nâng|đưa"
        r"|cải thiện|duy trì|giữ|đạt|tăng|vào|lọt|thuộc|nằm|xếp|đứng|có|phấn|trở|tiếp tục|vươn|được)|"
        r"để (?:nâng|đưa|cải thiện|phấn|đạt|vào nhóm|lọt vào|lọt)|nhiệm vụ (?:nâng|đưa|cải thiện)"
        r"|(?:kế hoạch|chương trình|đề án|nghị quyết)[^.;:,]{0,40}(?:nâng|đưa|cải thiện"
        r"|duy trì)|giao chỉ tiêu|không để|tới năm \d{4} (?:có|nằm|đạt)|ước đạt|ước tính"
        r"|ước khoảng|kịch bản|giả sử|(?:ví dụ|chẳng hạn),? (?:nếu|cứ|trong \d|có \d|một )|lẽ ra|nguy cơ|suýt|tối thiểu"
        r"|không thấp hơn"
        r"|dễ (?:thành|bị|rơi)|nếu(?! (?:cộng|tổng hợp|bóc|tách|chia|phân tích|tính|so|xét|chỉ(?! số)|nhìn|như|năm"
        r"|trước|giữ nguyên"
        r"|không tính|căn cứ))",
        Cue.TARGET,
    ),
    rule(
        "reached",
        Tag.CUE,
        r"sau khi(?= [^.,;]{3,60}? (?:sụt|tụt|giảm|rớt|rơi|xuống|đạt|xếp))"
        r"|đã (?:đạt|tăng|vươn|xếp|đứng|lên|giảm|tụt|có|được)|kết quả|thực tế"
        r"|theo (?:kết quả )?công bố|tuy nhiên|song|nhưng",
        Cue.REACHED,
    ),
    rule(
        "head",
        Tag.CUE,
        r"khoảng tin cậy|độ tin cậy|sai số|tỉ lệ(?! điểm| hài lòng của người dân đối với sự phục vụ)|số lượng|hồ sơ"
        r"|thủ tục hành chính (?:được|mức)|dịch vụ công trực tuyến|grdp|gdp|doanh thu"
        r"|thu ngân sách|ngân sách|vốn(?! (?:đứng|xếp|ở|là|có|đã|dẫn|luôn|thường|được|nằm|giữ))|"
        r"giải ngân|kim ngạch|xuất khẩu|thu hút|fdi|dân số|diện tích|công suất|sản lượng"
        r"|giá trị sản xuất|tăng trưởng|lãi suất"
        r"|mức phạt|tiền lương|lương tối thiểu|học phí|(?<!(?:đánh|định|trị) )giá(?! trị)|người (?:được hỏi|trả lời"
        r"|dân được khảo sát)|"
        r"doanh nghiệp (?:cho|đánh giá|được|phải|trả lời)|phiếu|mẫu|khảo sát"
        r"|tiêu chí(?! (?:thành phần )?(?:xếp|đạt))|hạng mục|câu hỏi|hộ nghèo|nông thôn mới"
        r"|tốt nghiệp|"
        r"kì thi|học sinh|giải thưởng|chi nhánh|cổ phiếu|thị trường|lượng|công chức (?:đạt|có)"
        r"|cán bộ (?:đạt|có)|văn bản|đơn vị trực thuộc",
        Cue.HEAD,
    ),
    rule(
        "turn",
        Tag.CUE,
        r"(?<!chỉ )còn(?= )(?! lại| \d)|trong khi(?: đó)?|trong khi ấy|riêng(?! tư| lẻ|,)"
        r"|ngược lại|ở chiều ngược lại|trái lại|về phía|đối với",
        Cue.TURN,
    ),
    rule(
        "this",
        Tag.CUE,
        r"(?:chỉ số|nội dung|lĩnh vực|trụ cột|thành phần|mảng|hạng mục)(?: thành phần)? này"
        r"|(?<=^)đây (?:cũng |vẫn )?là (?:chỉ số|nội dung|lĩnh vực|trụ cột)(?: thành phần| nội dung)?(?!\p{L})",
        Cue.THIS,
    ),
    rule("thus", Tag.CUE, r"nghĩa là|tức là|tức|như vậy", Cue.THUS),
    rule(
        "whole",
        Tag.CUE,
        r"tổng hợp lại|điểm tổng hợp|tổng điểm|điểm tổng|tính chung|điểm số chung"
        r"|(?:xếp|thứ) hạng chung|vị trí chung|bảng chung|toàn bảng|chung cuộc|tổng thể",
        Cue.WHOLE,
    ),
    rule("link", Tag.CUE, r"là|thuộc về|gọi tên|gồm|mang tên|:|của", Cue.LINK),
)

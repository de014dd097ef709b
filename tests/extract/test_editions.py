"""Which edition an article reports: one aimed at, compared with, or said of numbers in parentheses is not it."""

from datetime import datetime

import pytest

from crawlers.snapshot import Snapshot
from extract.extractor import extractor
from extract.read import read_article

READ_AT = datetime(2026, 11, 20)


def figures(text: str) -> set[str]:
    """Return the scores and places that an article gives, as "subject component edition value"."""
    article = read_article(Snapshot("file:///bai.txt", text.encode(), READ_AT))
    found = extractor().extract(article).observations
    return {
        " ".join((_last(o.subject), _last(o.component or "-"), str(o.year), str(o.value)))
        for o in found
        if o.attribute in ("score", "rank")
    }


def _last(name: str) -> str:
    return name.rpartition("/")[2]


COMPARED = """Chỉ số PAR INDEX: Hải Phòng dẫn đầu
20/05/2026 08:30

Sáng nay, kết quả xếp hạng cải cách hành chính của các tỉnh, thành phố được công bố tại Hà Nội.
Hội nghị do Bộ Nội vụ chủ trì. Nhiều địa phương cử đại diện tham dự. Không khí sôi nổi.

Đầu giờ chiều, ban tổ chức nhắc lại năm 2024 Quảng Ninh đạt 94,10%. Năm 2024 Hà Nội đạt 92,05%.

Hải Phòng đạt 94,62%, giảm 0,42% {base}.
"""


@pytest.mark.parametrize(("base", "edition"), [("so với năm 2024", 2025), ("như dự báo", 2024)])
def test_an_edition_that_figures_are_compared_with_is_not_the_one_reported(base: str, edition: int) -> None:
    assert f"hai-phong - {edition} 94.62" in figures(COMPARED.format(base=base))


def test_a_year_that_is_only_aimed_at_is_not_the_edition_of_the_index() -> None:
    text = """Báo cáo công tác cải cách hành chính của tỉnh Đồng Tháp

II. KẾT QUẢ CÁC CHỈ SỐ NĂM 2023

1. Chỉ số cải cách hành chính (PAR INDEX)

Chỉ số CCHC của tỉnh đạt 88,14%, xếp thứ 17/63. Cụ thể:
a) Cải cách thể chế: 94,18%, hạng 28.

III. PHƯƠNG HƯỚNG

Phấn đấu Chỉ số PAR INDEX năm 2024 nằm trong nhóm 15 tỉnh dẫn đầu.
"""
    assert {"dong-thap the-che 2023 94.18", "dong-thap the-che 2023 28"} <= figures(text)


@pytest.mark.parametrize("bullet", ["", "- "])
def test_the_edition_of_the_numbers_in_parentheses_holds_for_every_line(bullet: str) -> None:
    text = f"""Phân tích PCI năm 2014 của Thanh Hóa

So sánh các chỉ số thành phần (điểm năm 2014, trong ngoặc là điểm năm 2013):

{bullet}Gia nhập thị trường: 7,50 điểm (8,20 điểm), xếp thứ 47
{bullet}Tiếp cận đất đai: 6,04 điểm (5,84 điểm), xếp thứ 26
{bullet}Tính minh bạch: 6,25 điểm (6,13 điểm), xếp thứ 15

Tính chung, tỉnh đạt 60,33 điểm (đứng thứ 12).
"""
    found = figures(text)
    assert {"thanh-hoa tiep-can-dat-dai 2014 6.04", "thanh-hoa tiep-can-dat-dai 2013 5.84"} <= found
    assert {"thanh-hoa tinh-minh-bach 2014 6.25", "thanh-hoa tinh-minh-bach 2013 6.13"} <= found
    assert "thanh-hoa - 2014 12" in found

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


def test_an_edition_that_is_not_out_yet_gives_way_to_the_only_one_that_the_sentence_names() -> None:
    text = """Bảng xếp hạng PAPI năm 2020 của các tỉnh

28/04/2020 16:10

Chỉ số hiệu quả quản trị và hành chính công năm 2019 ra mắt sáng nay.

Danh sách năm 2020 còn chờ bổ sung.

Kon Tum đứng thứ 24 với 44,01 điểm, thuộc nhóm điểm trung bình cao của cả nước năm 2019.
"""
    assert figures(text) == {"kon-tum - 2019 44.01", "kon-tum - 2019 24"}


def test_of_two_editions_that_an_article_opens_with_the_later_one_is_its_own() -> None:
    text = """Vĩnh Phúc trở lại ngôi đầu

Vĩnh Phúc đứng đầu PCI năm 2014 sau khi chỉ đứng thứ 26 PCI năm 2013.

Trong PCI năm 2013 và cả PCI năm 2013 sửa lại, nhiều doanh nghiệp còn kêu ca về thủ tục.

Đồng Tháp xếp thứ 2 với 65,28 điểm.
"""
    assert {"dong-thap - 2014 2", "dong-thap - 2014 65.28"} <= figures(text)


AIMED = """Hải Phòng với chỉ số PAPI

Chỉ số PAPI năm 2023 của Hải Phòng đạt 43,84 điểm.

Mục tiêu đề ra

{said}
"""


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Nội dung công khai, minh bạch đạt 5,8120 điểm.", True),
        ("Nội dung công khai, minh bạch đạt 6 điểm.", False),
    ],
)
def test_nobody_aims_at_a_score_to_the_hundredth(said: str, read: bool) -> None:
    found = {f for f in figures(AIMED.format(said=said)) if "cong-khai" in f}
    assert bool(found) is read


def test_a_place_against_the_whole_country_is_no_change() -> None:
    text = """Năng lực cạnh tranh của tỉnh Bình Phước (PCI) năm 2017

Bảng 1: Kết quả xếp hạng PCI tỉnh Bình Phước giai đoạn 2016 - 2017

| Năm | Điểm số | Kết quả xếp hạng so với cả nước |
|---|---|---|
| 2016 | 55,98 | 57 |
| 2017 | 58,84 | 55 |
"""
    assert figures(text) == {
        "binh-phuoc - 2016 55.98",
        "binh-phuoc - 2016 57",
        "binh-phuoc - 2017 58.84",
        "binh-phuoc - 2017 55",
    }

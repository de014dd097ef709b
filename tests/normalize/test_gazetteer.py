"""Finding names: the longest wins, look-alikes swallow, capitals and word boundaries count."""

import pytest

from normalize.gazetteer import NameKind, gazetteer
from normalize.reference import BUNDLED

GAZETTEER = gazetteer(BUNDLED)


def named(text: str, kind: NameKind = NameKind.PROVINCE) -> list[str]:
    return [f.names[0].key for f in GAZETTEER.find(text) if f.names[0].kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Hòa Bình và Hoà Bình", ["hoa-binh", "hoa-binh"]),
        ("gìn giữ hòa bình", []),
        ("thấp mà cao bằng núi", []),
        ("tỉnh Cao Bằng cao bằng ai", ["cao-bang"]),
        ("TP.HCM, TPHCM và TP. Hồ Chí Minh", ["ho-chi-minh"] * 3),
        ("Bà Rịa-Vũng Tàu, Bà Rịa – Vũng Tàu, BR-VT", ["ba-ria-vung-tau"] * 3),
        ("Thừa Thiên - Huế; Thừa Thiên-Huế; TT-Huế", ["thua-thien-hue"] * 3),
        ("Đắk Lắk, Đắc Lắc, Đăk Lăk, Daklak", ["dak-lak"] * 4),
        ("BẮC KẠN, Bắc Cạn", ["bac-kan", "bac-kan"]),
        ("thành phố Thái Nguyên", []),
        ("tỉnh Thái Nguyên", ["thai-nguyen"]),
        ("thời Hà Nam Ninh", []),
        ("Báo Quảng Ninh đưa tin", []),
        ("thông báo Quảng Ninh xếp thứ hai", ["quang-ninh"]),
        ("xếp thứ 5,Thanh Hóa", ["thanh-hoa"]),
        ("Thanh  Hóa và Thanh\nHoá", ["thanh-hoa", "thanh-hoa"]),
        ("ông Thanh Hoa nói", []),
        ("Thai Nguyen ranks second", ["thai-nguyen"]),
        ("xXHà Nội", []),
    ],
)
def test_provinces(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAR INDEX, Par Index, PARINDEX, PAR-INDEX", ["PAR_INDEX"] * 4),
        ("Chỉ số CCHC và Chỉ số cải cách hành chính", ["PAR_INDEX"] * 2),
        ("PCI DSS và PCI Express", []),
        ("PCI2", ["PCI"]),
        ("chỉ số papi của máy", []),
        (
            "Chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước (SIPAS)",
            ["SIPAS", "SIPAS"],
        ),
    ],
)
def test_indices(text: str, expected: list[str]) -> None:
    assert named(text, NameKind.INDEX) == expected


def test_offsets_quote_the_name() -> None:
    text = "Năm 2023,  tỉnh  Bắc   Kạn xếp sau Hoà Bình."
    for found in GAZETTEER.find(text):
        assert text[found.start : found.end].split() in (["Bắc", "Kạn"], ["Hoà", "Bình"])

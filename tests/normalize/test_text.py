"""Canonical text, its way back, and the shadow."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from normalize.text import canonical, plain, shadow, slug

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÁÀẢÃẠẮẰẲẴẶấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọ"
    "ốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐÐ,.;%0123456789\n\t\r\u00a0\u200b–"
)
ANY = st.text() | VIETNAMESE


@given(ANY)
def test_canonical_is_idempotent(raw: str) -> None:
    once = canonical(raw).text
    assert canonical(once).text == once
    assert canonical(once).origin is None


@given(ANY)
def test_composed_and_decomposed_give_the_same_text(raw: str) -> None:
    assert (
        canonical(unicodedata.normalize("NFD", raw)).text == canonical(unicodedata.normalize("NFC", raw)).text
    )


@given(ANY)
def test_offsets_lead_back_in_order_to_what_they_came_from(raw: str) -> None:
    c = canonical(raw)
    back = [c.original(i) for i in range(len(c.text) + 1)]
    assert back == sorted(back)
    assert back[-1] == len(raw)
    for i, letter in enumerate(c.text):
        assert c.original(c.canonical(back[i])) == back[i]
        if letter.isascii() and letter.isalnum() and unicodedata.is_normalized("NFC", raw):
            assert raw[back[i]] == letter


@given(ANY)
def test_the_shadow_has_equal_length_and_is_its_own_shadow(raw: str) -> None:
    text = canonical(raw).text
    assert len(shadow(text)) == len(text)
    assert shadow(shadow(text)) == shadow(text)


def test_spellings_that_mean_the_same_share_a_shadow() -> None:
    for a, b in [
        ("Khánh Hoà", "KHÁNH HÒA"), ("Thanh Hoá", "thanh hóa"), ("Thuý", "thúy"), ("uỷ ban", "ủy ban"), ("Kỳ", "kì"),
        ("Quý", "quí"), ("tỷ lệ", "tỉ lệ"), ("Ðắk Lắk", "Đắk Lắk"), ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ]:  # fmt: skip
        assert shadow(a) == shadow(b)


def test_what_only_looks_alike_keeps_its_shadow() -> None:
    for a, b in [("hoàn", "hòan"), ("quý", "qúy"), ("Hà Nam", "Hà Năm"), ("hóa", "hoa"), ("lý", "ly")]:
        assert shadow(a) != shadow(b)


def test_odd_blanks_and_invisible_characters() -> None:
    assert canonical("67,48\u00a0điểm").text == "67,48 điểm"
    assert canonical("\ufeffBắc\u200b Kạn\r\nnăm\u2028nay").text == "Bắc Kạn\nnăm\nnay"


def test_slugs() -> None:
    for name, expected in [
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"), ("Đắk Lắk", "dak-lak"), ("Thừa Thiên-Huế", "thua-thien-hue"),
        ("Bộ Giáo dục và Đào tạo", "bo-giao-duc-va-dao-tao"),
    ]:  # fmt: skip
        assert slug(name) == expected
    assert plain("Điện Biên") == "dien bien"

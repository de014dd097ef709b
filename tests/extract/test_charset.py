"""Bytes to text: labels that are missing, labels that lie, bytes that are broken."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.charset import SAMPLE, decode
from extract.errors import Unreadable
from normalize.legacy import Code, encode
from normalize.text import canonical

TEXT = "Tỉnh Sơn La đứng thứ 26/63, đạt 84,05%, tăng 7 bậc so với năm 2023; Huế và Đắk Lắk xếp sau.\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(text: str) -> bytes:
    """Vietnamese as old Windows wrote it: letters with their hats, tones as characters of their own."""
    pieces = []
    for letter in text:
        base = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in base if c in TONES)
        rest = unicodedata.normalize("NFC", "".join(c for c in base if c not in TONES))
        pieces.append(rest.encode("cp1258") + tones.encode("cp1258"))
    return b"".join(pieces)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "header", [None, "text/html", "text/html; charset=windows-1252", "text/html; charset=klingon"]
)
def test_unicode_is_told_by_its_mark_or_its_form(charset: str, header: str | None) -> None:
    assert decode(TEXT.encode(charset), header).text == TEXT


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_nuls(charset: str) -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>"
    decoded = decode(page.encode(charset))
    assert (decoded.text, decoded.charset) == (page, charset)


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-1", "windows-1258", "us-ascii", "x-unknown"])
def test_a_label_that_lies_about_utf8_is_not_believed(label: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{TEXT}</p>'
    decoded = decode(page.encode(), f"text/html; charset={label}")
    assert (decoded.text, decoded.charset) == (page, "utf-8")


@pytest.mark.parametrize(
    "header", [None, "text/html; charset=windows-1258", "text/html; charset=windows-1252"]
)
def test_old_windows_vietnamese_is_found_whatever_the_label(header: str | None) -> None:
    decoded = decode(cp1258(TEXT * 5), header)
    assert decoded.charset == "cp1258"
    assert canonical(decoded.text).text == TEXT * 5


def test_the_label_in_the_page_is_read() -> None:
    russian = "Привет, сегодня хорошая погода в городе. " * 3
    page = f'<html><head><meta charset="windows-1251"></head><p>{russian}</p>'
    assert decode(page.encode("cp1251")).text == page
    xml = f'<?xml version="1.0" encoding="koi8-r"?><p>{russian}</p>'
    assert decode(xml.encode("koi8-r")).text == xml


@pytest.mark.parametrize(
    "label", ["base64", "rot13", "idna", "undefined", "zlib", "utf-7", "punycode", "hex"]
)
def test_a_label_that_names_no_charset_is_survived(label: str) -> None:
    assert decode(cp1258(TEXT * 5), f"text/html; charset={label}").charset == "cp1258"


@pytest.mark.parametrize("cut", range(1, 4))
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-be"])
def test_a_letter_cut_at_the_end_is_left_out(charset: str, cut: int) -> None:
    page = f"<html><body>{TEXT}</body></html>ế"
    text = decode(page.encode(charset)[:-cut], "text/html; charset=windows-1252").text
    assert page.startswith(text)
    assert len(text) >= len(page) - 3


def test_a_stray_byte_does_not_spoil_the_page() -> None:
    body = (TEXT * 20).encode()
    broken = body[:700] + b"\xff" + body[700:]
    decoded = decode(broken, "text/html; charset=windows-1252")
    assert decoded.charset == "utf-8"
    assert decoded.text.replace("\ufffd", "").count("Sơn La") >= 19


@pytest.mark.parametrize("header", [None, "text/html; charset=iso-8859-1", "text/html; charset=utf-8"])
@pytest.mark.parametrize("code", list(Code))
def test_an_old_font_code_is_read_whatever_the_label(code: Code, header: str | None) -> None:
    text = "Tỉnh Sơn La đạt 90,02 điểm, đứng thứ 12 về cải cách hành chính. "
    decoded = decode(f"<p>{encode(text, code)}</p>\n".encode("latin-1") * 20, header)
    assert decoded.text == f"<p>{text}</p>\n" * 20
    assert (decoded.charset, decoded.code) == ("cp1252", code.value)


@pytest.mark.parametrize("code", list(Code))
def test_a_passage_in_a_font_code_inside_of_a_utf8_page_is_converted(code: Code) -> None:
    old = encode("Năm 2008, tỉnh Sơn La xếp thứ 12 về chỉ số cải cách hành chính", code)
    page = f"<h1>Kết quả của tỉnh là tốt</h1><p>{old}</p><p>Các tính năng khác: 5 µm, © 2008</p>"
    decoded = decode(page.encode())
    assert "xếp thứ 12 về chỉ số cải cách hành chính" in decoded.text
    assert decoded.text.endswith("<p>Các tính năng khác: 5 µm, © 2008</p>")
    assert decoded.code == code.value


def test_unicode_in_other_charsets_is_no_font_code() -> None:
    for text in (TEXT * 5, "Là và có tính à? " * 20, "L’été, Noël à la plage déjà passé; même où ça? " * 20):
        assert decode(text.encode()).code is None
    assert decode(cp1258(TEXT * 5)).code is None
    assert (
        decode(("Été, déjà vu, garçon, où est la forêt? " * 20).encode("cp1252"), "charset=cp1252").code
        is None
    )


@pytest.mark.parametrize(
    "body",
    [b"\x00" * 500, bytes(range(128, 256)) * 40, b"\xff\xfe\x00\xd8" * 200, b"\x00a" * 40 + b"\x00\x00"],
)
def test_bytes_that_are_no_text_are_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(body)


def test_the_first_foreign_letter_may_come_late() -> None:
    page = b"<style>" + b"a{}" * SAMPLE + b"</style>" + cp1258(TEXT * 5)
    assert decode(page).charset == "cp1258"


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff"), max_size=200))
def test_all_utf8_comes_back(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=windows-1252").text == text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_any_bytes_are_decoded_or_refused(body: bytes, header: str | None) -> None:
    try:
        decode(body, header)
    except Unreadable as refused:
        assert refused.what

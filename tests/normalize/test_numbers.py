"""Numbers in digits, in words, in Roman numerals."""

from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import DIGITS, Number, count, read, roman, vietnamese, words
from normalize.text import shadow


@pytest.mark.parametrize(
    ("written", "value", "other"),
    [
        ("90,23", "90.23", None),
        ("88.37", "88.37", None),
        ("05", "5", None),
        ("100", "100", None),
        ("8,54", "8.54", None),
        ("36.525", "36525", "36.525"),
        ("48,811", "48811", "48.811"),
        ("0,735", "0.735", None),
        ("0.8241", "0.8241", None),
        ("1.234.567,89", "1234567.89", None),
        ("1,234,567.89", "1234567.89", None),
        ("90.000", "90000", "90.000"),
    ],
)
def test_digits(written: str, value: str, other: str | None) -> None:
    assert regex.fullmatch(DIGITS, written)
    assert read(written) == Number(Decimal(value), Decimal(other) if other else None)


def test_the_scale_decides_between_two_readings() -> None:
    assert read("48,811").within(Decimal(0), Decimal(80)) == Decimal("48.811")
    assert read("36.525").within(Decimal(0), Decimal(100000)) == Decimal(36525)
    assert read("36.525").within(Decimal(0), Decimal(10)) is None


@pytest.mark.parametrize("written", ["", "abc", "1,2,3", "1.2.3", "12.34.567"])
def test_what_is_no_number(written: str) -> None:
    with pytest.raises(ValueError):
        read(written)


@given(st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_written_the_vietnamese_way_is_read_back(value: Decimal) -> None:
    written = vietnamese(value)
    assert regex.fullmatch(DIGITS, written)
    assert read(written).value == value


UNITS = ["", "mốt", "hai", "ba", "tư", "lăm", "sáu", "bảy", "tám", "chín"]
ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@given(st.integers(1, 99))
def test_numbers_in_words_round_trip(number: int) -> None:
    ten, unit = divmod(number, 10)
    if ten == 0:
        said = ONES[unit]
    elif ten == 1:
        said = f"mười {'lăm' if unit == 5 else 'một' if unit == 1 else ONES[unit]}".strip()
    else:
        said = f"{ONES[ten]} mươi {UNITS[unit]}".strip()
    assert words(shadow(said)) == number
    assert count(shadow(said)) == number


def test_ordinals_have_words_of_their_own() -> None:
    assert [words(w) for w in ("nhất", "nhì", "ba", "tư")] == [1, 2, 3, 4]
    assert words("trưởng") is None
    assert words("mươi") is None


@given(st.integers(1, 99))
def test_roman_numerals(number: int) -> None:
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert roman(tens[number // 10] + ones[number % 10]) == number


@pytest.mark.parametrize("written", ["", "IIII", "VX", "abc", "IC"])
def test_what_is_no_roman_numeral(written: str) -> None:
    assert roman(written) is None

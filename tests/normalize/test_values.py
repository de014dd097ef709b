"""Numbers, numerals and dates: what is written is read back, and the doubtful is decided as said."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import dates, spoken
from normalize.numbers import decimal_mark, places, read, vietnamese
from normalize.quantities import Quantity, find
from normalize.text import canonical, shadow

DAYS = st.dates(date(1985, 1, 1), date(2045, 12, 31))
SCORES = st.decimals(0, 100, allow_nan=False, allow_infinity=False, places=2)
UNITS = {"%": "percent", " phần trăm": "percent", " điểm": "point", " điểm phần trăm": "percentage point",
         "% điểm": "percentage point"}  # fmt: skip


@pytest.mark.parametrize(
    "form",
    ["{d:02}/{m:02}/{y}", "ngày {d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d} tháng {m} năm {y}", "{d:02}.{m:02}.{y}",
     "{d}-{m}-{y}", "sáng {d}/{m}/{y}"],
)  # fmt: skip
@given(day=DAYS)
def test_a_day_in_any_form_is_read_back(form: str, day: date) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year)
    (found,) = dates.find(f"Hôm đó ({written}) có họp")
    assert (found.moment.first, found.moment.last, found.moment.iso) == (day, day, day.isoformat())


@given(DAYS, st.sampled_from(["tháng {m}/{y}", "tháng {m} năm {y}", "{m}/{y}"]))
def test_a_month_is_read_back_from_first_to_last_day(day: date, form: str) -> None:
    (found,) = dates.find(form.format(m=day.month, y=day.year))
    moment = found.moment
    assert moment.first and moment.last and moment.first.day == 1
    assert (
        (moment.first.year, moment.first.month)
        == (day.year, day.month)
        == (moment.last.year, moment.last.month)
    )
    assert (moment.last.toordinal() + 1) == (
        date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal()
    )


@given(st.integers(1980, 2040), st.integers(1, 30))
def test_a_span_of_years_is_read_back(first: int, length: int) -> None:
    last = first + length
    (found,) = dates.find(f"giai đoạn {first} - {last}") if last < 2050 else [None]
    if found is not None:
        assert (found.moment.first, found.moment.last) == (date(first, 1, 1), date(last, 12, 31))


@given(SCORES, st.sampled_from(list(UNITS)), st.sampled_from([",", "."]))
def test_a_score_is_read_back_with_its_decimals(score: Decimal, unit: str, mark: str) -> None:
    written = f"{score:f}".replace(".", mark)
    (found,) = find(f"đạt {written}{unit}, kết quả")
    assert (found.value, found.unit, found.places) == (score, UNITS[unit], 2)
    assert f"{found.value:f}" == f"{score:f}"


@given(st.integers(1, 63), st.integers(2, 63))
def test_places_of_many_are_read_back(place: int, of: int) -> None:
    found = list(find(f"xếp thứ {place:02}/{of}"))
    if place <= of:
        assert [(q.kind, q.value, q.of) for q in found] == [("ordinal", place, of)]
    else:
        assert all(q.of is None for q in found)


@given(st.integers(0, 10**12 - 1))
def test_numerals_in_words_are_read_back(number: int) -> None:
    assert spoken.value(spoken.said(number)) == number


@given(st.integers(11, 10**6))
def test_numerals_in_words_are_found_in_running_text(number: int) -> None:
    text = canonical(f"có {spoken.said(number)} tỉnh").text
    assert [q.value for q in find(text)] == [number]


@given(
    st.lists(
        st.sampled_from(
            "không một mốt hai ba bốn năm lăm sáu mười mươi trăm linh nghìn triệu tỉ phẩy".split()
        ),
        max_size=8,
    )
)
def test_any_words_are_a_numeral_or_none(words: list[str]) -> None:
    value = spoken.value(" ".join(words))
    assert value is None or value >= 0


@pytest.mark.parametrize(
    "words",
    ["", "ba bốn", "mười mươi", "trăm", "hai trăm trăm", "linh năm", "năm mươi mươi", "phẩy năm", "một phẩy",
     "mươi hai", "mười không", "không nghìn"],
)  # fmt: skip
def test_what_is_no_numeral(words: str) -> None:
    assert spoken.value(words) is None


@given(
    st.decimals(0, 10**6, places=1, allow_nan=False, allow_infinity=False)
    | st.decimals(1000, 10**6, places=0)
)
def test_the_habit_of_a_text_reads_its_own_numbers_back(value: Decimal) -> None:
    comma, point = vietnamese(value), f"{value:,f}"
    assert read(comma).by(",") == value == read(point).by(".")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("đạt 90,23% trong 36.525 mẫu", ","), ("84.81 điểm", "."), ("84.81 và 84,25", None), ("36.525 và 48,811", None),
        ("1.234.567 đồng", ","), ("1,234,567 đồng", "."), ("ngày 06.04.2025", None), ("26/63", None), ("", None),
        ("đạt 90,2 ngày 06.04.2025", ","),
    ],
)  # fmt: skip
def test_the_decimal_mark_of_a_text(text: str, mark: str | None) -> None:
    assert decimal_mark(text) == mark


@pytest.mark.parametrize(
    ("digits", "low", "high", "mark", "value"),
    [
        ("48,811", 0, 80, None, "48.811"), ("48,811", 0, 80, ".", "48.811"), ("36.525", 0, 10**5, None, "36525"),
        ("36.525", 0, 10**5, ".", "36.525"), ("36.525", 0, 10**5, ",", "36525"), ("36.525", 0, 10, ",", None),
        ("0.735", 0, 1, ",", "0.735"), ("90,20", 0, 100, ".", "90.20"), ("101", 0, 100, None, None),
    ],
)  # fmt: skip
def test_the_scale_decides_first_and_then_the_habit(
    digits: str, low: int, high: int, mark: str | None, value: str | None
) -> None:
    settled = read(digits).settle(Decimal(low), Decimal(high), mark)
    assert (None if settled is None else str(settled)) == value


def test_precision_is_kept_as_written() -> None:
    assert [places(read(d).value) for d in ("90,20", "90,2", "90", "05", "0,7350")] == [2, 1, 0, 0, 4]


@given(st.text(max_size=120))
def test_quantities_of_any_text_are_in_order_and_apart(raw: str) -> None:
    text = canonical(raw).text
    found: list[Quantity] = list(find(text, shadow(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= q.start < q.end <= len(text) for q in found)

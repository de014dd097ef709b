"""What `annotate` makes of texts, and the properties that hold for any text."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.annotate import Piece, annotate
from normalize.gazetteer import gazetteer
from normalize.reference import BUNDLED, load_from
from normalize.text import canonical, shadow

GAZETTEER = gazetteer(BUNDLED)
REFERENCE = load_from(BUNDLED)
NAMES = [a.alias for a in REFERENCE.aliases if a.kind in ("name", "abbr", "nick")] + ["PAR INDEX", "PCI DSS"]
FRAGMENTS = st.sampled_from(
    [*NAMES[::7], "xếp thứ", "26/63", "90,23%", "năm 2023", "tăng 5 bậc", "so với", "ngày 06/4/2025", "thành phố",
     "hai mươi mốt", "từ 2 đến 5", "quý I/2025", "TP.", "Báo", "\u00a0", "\u200b", "\n", ",", "(", "hoà bình", "Ð",
     "36.525"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=12).map(" ".join) | st.text(max_size=80)


def read(text: str, year: int | None = None) -> tuple[Piece, ...]:
    return annotate(canonical(text).text, GAZETTEER, REFERENCE, year)


def said(text: str, year: int | None = None) -> list[tuple[str, str, str]]:
    clean = canonical(text).text
    return [(clean[p.start : p.end], p.kind, str(p.value)) for p in read(text, year)]


def test_a_sentence_piece_by_piece() -> None:
    assert said("Năm 2023, tỉnh Bắc Kạn xếp thứ 26/63 về PAR INDEX, đạt 84,05%, tăng 05 bậc.") == [
        ("Năm 2023", "year", "2023"),
        ("Bắc Kạn", "province", "province/bac-kan"),
        ("26/63", "ordinal", "26"),
        ("PAR INDEX", "index", "PAR_INDEX"),
        ("84,05%", "number", "84.05"),
        ("05 bậc", "number", "5"),
    ]


@pytest.mark.parametrize(
    ("text", "year", "value", "more"),
    [
        ("Bắc Kạn", 2023, "province/bac-kan", {"gso": "06", "valid_to": "2025-06-30", "heirs": ["thai-nguyen"]}),
        ("Bắc Kạn", 2025, "province/bac-kan", {"exists": False, "heirs": ["thai-nguyen"]}),
        ("Thái Nguyên", 2023, "province/thai-nguyen", {"gso": "19", "region": "trung-du-mien-nui-phia-bac"}),
        ("Huế", 2024, "province/thua-thien-hue", {"type": "tinh", "heirs": ["hue"]}),
        ("Huế", 2025, "province/hue", {"type": "thanh-pho", "valid_to": None, "heirs": []}),
        ("Đồng Nai", 2026, "province/dong-nai", {"type": "thanh-pho"}),
        ("Đồng Nai", 2025, "province/dong-nai", {"type": "tinh"}),
        ("Hà Tây", 2007, "province/ha-tay", {"heirs": ["ha-noi"]}),
        ("Hà Tây", 2010, "province/ha-tay", {"exists": False, "heirs": ["ha-noi"]}),
        ("Hậu Giang", 2003, "province/hau-giang", {"exists": False, "heirs": []}),
        ("Bộ TT&TT", None, "ministry/bo-thong-tin-va-truyen-thong", {"successors": ["bo-khoa-hoc-va-cong-nghe"]}),
        ("Tây Nguyên", None, "region/tay-nguyen", {"members": 3}),
        ("TP. Thái Nguyên", None, "", {"holds": ["province/thai-nguyen"]}),
        ("PCI DSS", None, "", {"holds": ["index/PCI"]}),
        ("dịch vụ công trực tuyến", None, "ICT_INDEX/dich-vu-cong-truc-tuyen",
         {"any_of": ["ICT_INDEX/dich-vu-cong-truc-tuyen", "PSI766/dich-vu-cong-truc-tuyen"]}),
        ("công tác cải cách hành chính", None, "PAR_INDEX", {"weak": True}),
        ("quý IV/2024", None, "2024-Q4", {"first": "2024-10-01", "last": "2024-12-31"}),
        ("giai đoạn 2021 - 2025", None, "2021/2025", {"first": "2021-01-01", "last": "2025-12-31"}),
        ("gần 85,50%", None, "85.50", {"unit": "percent", "places": 2, "rough": True}),
    ],
)  # fmt: skip
def test_what_there_is_to_say_of_a_piece(
    text: str, year: int | None, value: str, more: dict[str, object]
) -> None:
    (piece,) = read(text, year)
    assert str(piece.value) == value
    assert more.items() <= piece.more.items()


def test_the_habit_of_the_whole_text_decides_between_two_readings() -> None:
    by_text = {
        "đạt 48,811 điểm": Decimal(48811),
        "đạt 48,811 điểm; năm trước 47,25 điểm": Decimal("48.811"),
        "đạt 48,811 điểm; năm trước 47.25 điểm": Decimal(48811),
        "phát 36.525 phiếu, đạt 90,2%": Decimal(36525),
        "đạt 36.525 điểm, năm trước 35.2 điểm": Decimal("36.525"),
    }
    for text, value in by_text.items():
        assert next(p.value for p in read(text) if p.kind == "number") == value, text


@given(TEXTS)
def test_pieces_are_in_order_and_apart_and_quote_the_text(text: str) -> None:
    clean = canonical(text).text
    last = 0
    for piece in read(text):
        assert last <= piece.start < piece.end <= len(clean)
        assert clean[piece.start : piece.end].strip()
        last = piece.end


@given(TEXTS)
def test_composed_and_decomposed_text_mean_the_same(text: str) -> None:
    assert said(unicodedata.normalize("NFD", text)) == said(unicodedata.normalize("NFC", text))


@given(TEXTS)
def test_offsets_lead_back_to_the_raw_text(text: str) -> None:
    """The raw stretch that a piece came from reads as the piece does, once it is in canonical form."""
    c = canonical(text)
    for piece in read(text):
        raw = text[c.original(piece.start) : c.original(piece.end)]
        assert canonical(raw).text.strip() == c.text[piece.start : piece.end].strip()


@given(TEXTS)
def test_the_shadow_has_the_length_of_the_text_and_its_names(text: str) -> None:
    clean = canonical(text).text
    folded = shadow(clean)
    assert len(folded) == len(clean)
    assert [(f.start, f.end) for f in GAZETTEER.find(clean)] == [
        (f.start, f.end) for f in GAZETTEER.find(clean, folded)
    ]


@settings(max_examples=40)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(["", "Năm 2023, ", "(", "\n"]),
    st.sampled_from(["", ".", ", 26/63", ")\n"]),
)
def test_a_name_is_found_whatever_stands_around_it(name: str, before: str, after: str) -> None:
    text = canonical(before + name + after).text
    spans = [(p.start, p.end) for p in read(text)]
    assert any(s <= text.index(name) and text.index(name) + len(name) <= e for s, e in spans)

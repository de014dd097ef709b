"""Font codes of before Unicode: converted where they are, and never seen where they are not."""

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.legacy import Code, convert, detect, encode, mend
from normalize.reference import BUNDLED
from normalize.syllables import is_syllable
from normalize.text import canonical

ARTICLES = Path(__file__).parent.parent.parent / "fixtures" / "articles"
TEXTS = [canonical(p.read_text(encoding="utf-8")).text for p in sorted(ARTICLES.glob("*.txt"))]
# Text that the old codes have places for: small letters, and no signs that they use for letters.
CODABLE = [t.lower() for t in TEXTS if not regex.search(r"[®ð]|[^\u0000-\u1ef9–—“”‘’…•]", t.lower())]
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


@pytest.mark.parametrize(
    ("written", "code", "text"),
    [
        ("§µ N½ng", Code.TCVN3, "Đà Nẵng"),
        ("ChØ sè c¶i c¸ch hµnh chÝnh", Code.TCVN3, "Chỉ số cải cách hành chính"),
        ("TØNH S¥N LA §øNG THø 12", Code.TCVN3, "TỈNH SƠN LA ĐỨNG THỨ 12"),
        ("tØnh B¾c K¹n, tØnh L¹ng S¬n ë phÝa B¾c", Code.TCVN3, "tỉnh Bắc Kạn, tỉnh Lạng Sơn ở phía Bắc"),
        ("Ñaø Naüng", Code.VNI, "Đà Nẵng"),
        ("Chæ soá caûi caùch haønh chính", Code.VNI, "Chỉ số cải cách hành chính"),
        ("TÆNH SÔN LA ÑÖÙNG THÖÙ 12", Code.VNI, "TỈNH SƠN LA ĐỨNG THỨ 12"),
        ("Thöøa Thieân Hueá, Quaûng Ngaõi, Baïc Lieâu", Code.VNI, "Thừa Thiên Huế, Quảng Ngãi, Bạc Liêu"),
    ],
)
def test_conversion(written: str, code: Code, text: str) -> None:
    assert convert(written, code) == text


@given(
    st.lists(st.text(alphabet=LETTERS + "bcghklmnpqrstvx", min_size=1).map(lambda w: f"t{w}")),
    st.sampled_from(list(Code)),
)
def test_what_is_encoded_is_converted_back(words: list[str], code: Code) -> None:
    text = ", ".join(words)
    assert convert(encode(text, code), code) == text


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("text", CODABLE, ids=lambda t: t[:30])
def test_whole_articles_come_back(text: str, code: Code) -> None:
    assert mend(encode(text, code)) == (text, code)


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:30])
def test_unicode_articles_are_left_alone(text: str) -> None:
    assert mend(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox jumps over the lazy dog; it's 5 °C ± 0.5, © 2024 Intel® Core™, 3 µm × 2 m². "
        * 30,
        "L'été dernier, où êtes-vous allés? Noël à la maison, déjà vu, garçon, œuvre, forêt, maïs, aïeul. "
        * 30,
        "Español: el niño pequeño comió jamón y piña; ¿qué pasó mañana? ¡Año nuevo! São Paulo, ação, não. "
        * 30,
        "Grüße aus Köln, Straße, Mädchen, Übung, naïve Zoë, Ångström, smörgåsbord, Ærø, øl, blåbærsyltetøj. "
        * 30,
        "Türkçe ığüşöç; český, žluťoučký kůň; polski zażółć gęślą jaźń; română ţară. " * 30,
        "Làm và tính là có, à? Ví dụ: hát, lá, cá, má. Các sân bóng và phòng. " * 30,
        "".join(map(chr, range(0xA1, 0x100))) * 40,
        "".join(map(chr, range(256))) * 20,
        "à á â ã è é ê ì í ò ó ô õ ù ú ý " * 50,
        "Ã Ã¡ Äáº¡t Ä‘iá»ƒm tá»‰nh SÆ¡n La háº¡ng thá»© hai " * 30,
    ],
)
def test_other_text_is_no_font_code(text: str) -> None:
    assert detect(text) is None
    assert mend(text) == (text, None)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x1FF), max_size=400))
def test_noise_is_no_font_code(text: str) -> None:
    assert detect(text) is None


@given(st.binary(max_size=600))
def test_bytes_are_no_font_code(data: bytes) -> None:
    assert detect(data.decode("latin-1")) is None


def test_every_syllable_of_the_data_and_the_articles_is_one() -> None:
    """The grammar of syllables against real text: nearly all words with a Vietnamese mark are syllables."""
    words = {
        w for t in TEXTS for w in regex.findall(r"\p{L}+", t) if regex.search(rf"[{LETTERS}]", w.lower())
    }
    words |= {
        w for w in regex.findall(r"\p{L}+", (BUNDLED / "regions.toml").read_text("utf-8")) if not w.isascii()
    }
    no = [w for w in words if not is_syllable(w)]
    assert len(words) > 1000
    assert len(no) < 0.06 * len(words), sorted(no)[:50]

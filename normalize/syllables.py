"""Whether a string of letters can be a Vietnamese syllable: onset and rhyme of the closed sets of the language.

The sets are those of the national orthography (any school grammar of Vietnamese has them), and "ăk" of place names
such as Đắk Lắk; other loan words are outside of them.
"""

import unicodedata
from functools import lru_cache
from typing import Final

import regex

_ONSETS: Final = "b ch c d đ gi gh g h kh k l m ngh ng nh n ph p qu r s th tr t v x".split()
_RHYMES: Final = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăk ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêt yêu "
    "o oa oac oach oai oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt "
    "uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu".split()
)
_SYLLABLE: Final = regex.compile(rf"({'|'.join(_ONSETS)})?(\p{{L}}*)")
_TONES: Final = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED: Final = ("c", "ch", "p", "t")
_SHARP: Final = ("\u0301", "\u0323")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Return whether `word` (composed, any case) is built as a Vietnamese syllable is.

    A syllable has one tone at most, and one that ends in c, ch, p or t has the acute or the dot below.

    >>> [is_syllable(w) for w in ("Nguyên", "tØnh", "quyết", "hat", "số")]
    [True, False, True, False, True]
    """
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONES.sub("", apart))
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        return False
    for rhyme in _readings(match[1] or "", match[2]):
        if rhyme in _RHYMES:
            return not rhyme.endswith(_STOPPED) or bool(tones and tones[0] in _SHARP)
    return False


def _readings(onset: str, rest: str) -> list[str]:
    """The rhymes that the letters behind an onset may spell: "gì" is g-i, "giêng" g-iêng, "già" gi-a."""
    return [rest, "i" + rest] if onset == "gi" else [rest]

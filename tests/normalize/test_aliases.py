"""Every name of the data, in sentences and in the variants that its kind allows, means what the data says."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from normalize.gazetteer import Name, NameKind, gazetteer, names_of
from normalize.reference import BUNDLED, load_from
from normalize.text import canonical, folded, shadow

REFERENCE = load_from(BUNDLED)
GAZETTEER = gazetteer(BUNDLED)
NAMES = list(names_of(REFERENCE))
CARRIERS = {
    "in a sentence": "Trong bảng xếp hạng, {}, kết quả năm 2023 là 84,05%.",
    "at the start": "{}: 84,05%",
    "in parentheses": "tăng 5 bậc ({})",
    "at the end of a line": "theo công bố, {}\nNăm 2023",
    "before a stop": "Công bố ngày 06/4/2025: {}.",
    "in quotes": "Kết quả “{}” được nêu",
    "glued to a comma": "xếp thứ 5,{},84,05%",
}
PLAIN_CARRIERS = {"in a sentence": "Ranking of {}, 2023: 84.05.", "at the start": "{}: 84.05"}
# A footnote's digit may be glued behind a name; letters on either side make it another word.
GLUED = ("x{}", "{}x", "Đ{}", "{}đ")


TONES = list(
    zip(
        "òa óa ỏa õa ọa òe óe ỏe ọe ùy úy ủy ũy ụy".split(),
        "oà oá oả oã oạ oè oé oẻ oẹ uỳ uý uỷ uỹ uỵ".split(),
        strict=True,
    )
)


def tones_moved(text: str) -> str:
    """The other placement of the tone marks: hòa as hoà."""
    for a, b in TONES:
        out = ""
        rest = text
        while (at := rest.lower().find(a)) >= 0:
            end = at + 2
            whole = end == len(rest) or not rest[end].isalpha()
            q = at > 0 and rest[at - 1].lower() == "q"
            same_case = rest[at:end].islower()
            out += rest[:at] + (b if whole and not q and same_case else rest[at:end])
            rest = rest[end:]
        text = out + rest
    return text


VARIANTS: dict[str, Callable[[str], str]] = {
    "as listed": lambda s: s,
    "decomposed": lambda s: unicodedata.normalize("NFD", s),
    "in capitals": str.upper,
    "tones moved": tones_moved,
    "with an en dash": lambda s: s.replace("-", "–"),
    "with no-break spaces": lambda s: s.replace(" ", "\u00a0"),
    "with a zero-width space": lambda s: s[:1] + "\u200b" + s[1:],
    "with two blanks": lambda s: s.replace(" ", "  "),
    "over two lines": lambda s: s.replace(" ", "\n", 1),
    "with a barred D of another alphabet": lambda s: s.replace("Đ", "Ð").replace("đ", "ð"),
}


def meanings(text: str, around: str) -> set[tuple[str, str]]:
    """What the whole of `around` is taken for inside of `text`, whatever else is found there."""
    text = canonical(text).text
    start = text.index(canonical(around).text)
    end = start + len(canonical(around).text)
    return {
        (n.kind.value, n.key)
        for f in GAZETTEER.find(text)
        if f.start == start and f.end == end
        for n in f.names
    }


def cases() -> Iterator[tuple[Name, str]]:
    for name in NAMES:
        carriers = PLAIN_CARRIERS if name.plain or name.alias.isascii() else CARRIERS
        for carrier in carriers.values():
            yield name, carrier


def test_every_name_is_found_in_every_carrier() -> None:
    wrong = []
    total = 0
    for name, carrier in cases():
        total += 1
        if (name.kind.value, name.key) not in meanings(carrier.format(name.alias), name.alias):
            wrong.append((name.kind.value, name.key, name.alias, carrier))
    assert wrong == []
    assert total > 7 * 8000


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_of_every_name_means_the_same(variant: str) -> None:
    wrong = []
    total = 0
    for name in NAMES:
        carrier = (PLAIN_CARRIERS if name.plain else CARRIERS)["at the start"]
        written = VARIANTS[variant](name.alias)
        if variant != "as listed" and written == name.alias:
            continue
        total += 1
        if (name.kind.value, name.key) not in meanings(carrier.format(written), written):
            wrong.append((name.kind.value, name.key, written))
    assert wrong == []
    assert total > 50


@pytest.mark.parametrize("glued", GLUED)
def test_no_name_is_found_inside_of_a_word(glued: str) -> None:
    wrong = []
    for name in NAMES:
        text = f"có {glued.format(name.alias)} ở"
        start = 3 + glued.index("{")
        if (name.kind.value, name.key) in {
            (n.kind.value, n.key)
            for f in GAZETTEER.find(canonical(text).text)
            if f.start == start and f.end == start + len(name.alias)
            for n in f.names
        }:
            wrong.append(name.alias)
    assert wrong == []


@pytest.mark.parametrize("kind", ["name", "abbr", "english"])
def test_no_province_is_named_in_small_letters(kind: str) -> None:
    """But for nicknames and what is listed in small letters, names of provinces have capitals."""
    wrong = []
    for alias in REFERENCE.aliases:
        lowered = alias.alias.lower()
        if alias.kind != kind or lowered == alias.alias:
            continue
        found = [
            n.key for f in GAZETTEER.find(f"có {lowered} là") for n in f.names if n.kind is NameKind.PROVINCE
        ]
        if found:
            wrong.append((alias.alias, found))
    assert wrong == []


def test_every_alias_means_its_unit_in_every_year_of_it_and_nothing_else_before_or_after() -> None:
    total = 0
    for alias in REFERENCE.aliases:
        if alias.kind == "host":
            continue
        renamed = {
            s.to_slug for s in REFERENCE.successions if s.kind == "rename" and s.from_slug == alias.slug
        }
        for year in range(2005, 2027):
            total += 1
            found = REFERENCE.province_at(alias.alias, year)
            spell = next(
                (p for p in REFERENCE.provinces
                 if p.slug in {alias.slug, *renamed} and p.valid_on(date(year, 12, 31))),
                None,
            )  # fmt: skip
            assert found == spell, (alias.alias, year)
    assert total > 22 * 300


def test_hosts_are_slugs_without_blanks_and_lead_to_a_province() -> None:
    hosts = [a for a in REFERENCE.aliases if a.kind == "host"]
    assert {a.slug for a in hosts} >= {p.slug for p in REFERENCE.provinces} - {"hue"}
    for alias in hosts:
        assert alias.alias == alias.alias.lower() and alias.alias.isascii() and " " not in alias.alias


def test_the_plain_form_of_a_name_is_its_shadow_without_marks() -> None:
    from normalize.text import plain

    for alias in REFERENCE.aliases:
        if alias.kind == "plain":
            names = {plain(a.alias) for a in REFERENCE.aliases if a.slug == alias.slug and a.kind != "plain"}
            assert plain(alias.alias).replace("thanh pho ", "") in {
                n.replace("thanh pho ", "") for n in names
            } | {n.replace(" - ", " ") for n in names}
            assert folded(alias.alias) == shadow(alias.alias)

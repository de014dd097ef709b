"""The tables beside the data: strings that must give a value, and strings that must not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from extract.extractor import extractor
from extract.mention import Tag
from extract.rules.examples import Example, read
from normalize import dates, quantities
from normalize.gazetteer import NameKind, gazetteer
from normalize.quantities import Quantity
from normalize.reference import BUNDLED, load_from
from normalize.text import canonical, shadow

FOLDER = BUNDLED / "cases"
GAZETTEER = gazetteer(BUNDLED)
REFERENCE = load_from(BUNDLED)
UNITS = {"percent": "%", "percentage point": " pp", "point": " điểm", "step": " bậc", None: ""}
FEWEST = {"provinces": 200, "numbers": 80, "ordinals": 50, "dates": 70, "indices": 60, "ministries": 50}


def names(text: str, kind: NameKind) -> list[str]:
    said = []
    for found in GAZETTEER.find(canonical(text).text):
        if found.names[0].kind is kind:
            keys = "|".join(sorted({n.key for n in found.names if n.kind is kind}))
            said.append(f"({keys})" if all(n.weak for n in found.names) else keys)
    return said


def plain(value: Decimal | None) -> str:
    return f"{value:f}"


def quantity(q: Quantity) -> str:
    said = plain(q.value)
    said += f"|{plain(q.other)}" if q.other is not None else ""
    said += f"/{plain(q.of)}" if q.of is not None else ""
    said += f"..{plain(q.through)}" if q.through is not None else ""
    return ("~" if q.rough else "") + said + UNITS[q.unit]


def found_quantities(text: str, ordinals: bool) -> list[str]:
    text = canonical(text).text
    return [quantity(q) for q in quantities.find(text) if (q.kind == "ordinal") is ordinals]


def subjects(text: str) -> list[str]:
    return [
        str(m.value[0]).partition("/")[2]
        for m in extractor().tagger.tag(canonical(text).text)
        if m.tag is Tag.SUBJECT and m.rule == "province" and isinstance(m.value, tuple)
    ]


def unit_at(text: str) -> list[str]:
    name, _, when = text.partition(" @ ")
    day: int | date = int(when) if when.isdigit() else date.fromisoformat(when)
    found = REFERENCE.province_at(name, day)
    return [] if found is None else [f"{found.slug} {found.kind} {found.gso}"]


READERS: dict[str, Callable[[str], list[str]]] = {
    "provinces": lambda t: names(t, NameKind.PROVINCE),
    "ministries": lambda t: names(t, NameKind.MINISTRY),
    "regions": lambda t: names(t, NameKind.REGION),
    "indices": lambda t: names(t, NameKind.INDEX),
    "components": lambda t: names(t, NameKind.COMPONENT),
    "numbers": lambda t: found_quantities(t, ordinals=False),
    "ordinals": lambda t: found_quantities(t, ordinals=True),
    "dates": lambda t: [d.moment.iso for d in dates.find(canonical(t).text)],
    "times": unit_at,
    "subjects": subjects,
}
CASES = [
    (path.stem, example)
    for path in sorted(FOLDER.glob("*.cases"))
    if path.stem in READERS
    for example in read(path)
]


@pytest.mark.parametrize(("kind", "case"), CASES, ids=lambda x: x.where if isinstance(x, Example) else x)
def test_case(kind: str, case: Example) -> None:
    assert READERS[kind](case.text) == list(case.expected)


@pytest.mark.parametrize("case", list(read(FOLDER / "texts.cases")), ids=lambda x: x.where)
def test_text_form(case: Example) -> None:
    if case.expected:
        (other,) = case.expected
        assert shadow(canonical(case.text).text) == shadow(canonical(other).text)
    else:
        one, _, other = case.text.partition(" | ")
        assert shadow(canonical(one).text) != shadow(canonical(other).text)


def test_every_table_is_read_and_has_both_sides() -> None:
    stems = {path.stem for path in FOLDER.glob("*.cases")}
    assert stems == {*READERS, "texts"}
    for path in FOLDER.glob("*.cases"):
        cases = list(read(path))
        assert any(c.expected for c in cases) and any(not c.expected for c in cases), path.name
        assert len(cases) >= FEWEST.get(path.stem, 35), path.name
        texts = [c.text for c in cases]
        assert len(texts) == len(set(texts)), path.name

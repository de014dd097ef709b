"""Every rule family against the examples that stand beside it."""

from pathlib import Path

import pytest
import regex

import extract.rules
from extract.extractor import extractor
from extract.mention import Tag
from extract.rules import changes, cues, pseudo, ranks, scores, subjects, times
from extract.rules.examples import Example, read, say
from extract.rules.family import Rule
from normalize.text import shadow

FOLDER = Path(extract.rules.__file__).parent
TAGS = {
    "ranks": {Tag.RANK},
    "scores": {Tag.SCORE},
    "changes": {Tag.CHANGE},
    "editions": {Tag.YEAR},
    "bases": {Tag.BASE},
    "times": {Tag.TIME},
    "streaks": {Tag.STREAK, Tag.SPAN},
    "groups": {Tag.GROUP},
    "cues": {Tag.CUE},
    "below": {Tag.FOREIGN},
    "means": {Tag.NATION},
    "generics": {Tag.GENERIC},
}
EXAMPLES = [(path.stem, example) for path in sorted(FOLDER.glob("*.examples")) for example in read(path)]


@pytest.mark.parametrize(
    ("family", "example"), EXAMPLES, ids=lambda x: x.where if isinstance(x, Example) else x
)
def test_example(family: str, example: Example) -> None:
    found = [m for m in extractor().tagger.tag(example.text) if m.tag in TAGS[family]]
    assert tuple(say(m) for m in found) == example.expected


UNREAD = [(path.stem, example) for path in sorted(FOLDER.glob("*.unread")) for example in read(path)]


@pytest.mark.parametrize(
    ("family", "example"), UNREAD, ids=lambda x: x.where if isinstance(x, Example) else x
)
def test_what_is_not_read_yet_is_still_not(family: str, example: Example) -> None:
    found = [m for m in extractor().tagger.tag(example.text) if m.tag in TAGS[family]]
    assert tuple(say(m) for m in found) != example.expected, f"it is read now: move it to {family}.examples"


def test_every_family_has_right_and_wrong_examples() -> None:
    for path in FOLDER.glob("*.examples"):
        examples = list(read(path))
        assert any(e.expected for e in examples), path.name
        assert any(not e.expected for e in examples), path.name


LETTERS = regex.compile(r"(?<!\\)\p{L}{2,}")
FAMILIES = (changes, cues, pseudo, ranks, scores, subjects, times)
RULES = [rule for family in FAMILIES for rule in family.FAMILY]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_pattern_is_written_in_the_letters_of_the_shadow(rule: Rule) -> None:
    """A pattern with "lý" would never match: the shadow writes "lí"."""
    words = [word for word in LETTERS.findall(rule.pattern.pattern) if word.islower()]
    assert [word for word in words if shadow(word) != word] == []

"""Whole sentences, against the ways of speaking that stand beside the binders."""

from pathlib import Path

import pytest

import extract.bind
from chiso.articles import article_of_text
from extract.extractor import extractor
from extract.observation import Observation
from extract.rules.examples import Example, read

EXAMPLES = [e for path in sorted(Path(extract.bind.__file__).parent.glob("*.examples")) for e in read(path)]


def say(o: Observation) -> str:
    subject = o.subject.removeprefix("province/")
    component = f"/{o.component}" if o.component else ""
    value = o.value if isinstance(o.value, str) else f"{o.value.normalize():f}"
    scope = "" if o.scope in (None, "national") else f" {o.scope}"
    implied = "~" if o.status == "implied" else ""
    return f"{implied}{subject} {o.index}{component} {o.year} {o.attribute} {value}{scope}"


UNREAD = [e for path in sorted(Path(extract.bind.__file__).parent.glob("*.unread")) for e in read(path)]


def stated(example: Example) -> list[str]:
    # A first line of its own keeps the sentence from being taken for a title.
    article = article_of_text(f"Tin trong ngày\n{example.text}\n")
    return sorted(say(o) for o in extractor().extract(article).observations)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.where)
def test_example(example: Example) -> None:
    assert stated(example) == sorted(example.expected)


@pytest.mark.parametrize("example", UNREAD, ids=lambda e: e.where)
def test_what_is_not_read_yet_is_still_not(example: Example) -> None:
    assert stated(example) != sorted(example.expected), "it is read now: move it to sentences.examples"

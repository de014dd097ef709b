"""No rule knows a sentence: the extractor reads no fixture, and no rule holds a piece of one.

Removing an article from the fixtures, or an example from beside the rules, can change nothing for another: examples
and fixtures are read by tests alone.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import regex

from normalize.text import shadow

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("normalize", "crawlers", "extract")
FOLDERS = ("articles", "reports")
WORDS = regex.compile(r"[\p{L}\d]+")
LONGEST = 11
"""So many syllables in a row that stand in a fixture and in a rule are a sentence learnt by heart; the name of what
SIPAS asks about has ten."""
_READ = """
import json, sys
from pathlib import Path
from crawlers.saved import read
from extract.extractor import extractor
from extract.read import read_article
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
for path in map(Path, sys.argv[1:]):
    article = read_article(read(path))
    records = [o.record(article.text) for o in extractor().extract(article).observations]
    print(json.dumps([path.name, records]))
print(json.dumps(opened))
"""


def run(root: Path, texts: list[Path]) -> tuple[dict[str, object], list[str]]:
    """What is read of texts by the packages that lie in a folder, and the files that were opened for it."""
    out = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, texts)],
        capture_output=True, text=True, check=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
    ).stdout.splitlines()  # fmt: skip
    return dict(json.loads(line) for line in out[:-1]), json.loads(out[-1])


def test_without_fixtures_and_examples_everything_is_read_alike(tmp_path: Path) -> None:
    """The packages alone, every `.examples` and `.unread` removed, read each article as they do here, one by one."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / "alone" / package,
            ignore=shutil.ignore_patterns("*.examples", "*.unread", "__pycache__", "cases"),
        )
    texts = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))[::5]
    for path in texts:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    here = [tmp_path / path.name for path in texts]
    expected, _ = run(ROOT, here)
    found, opened = run(tmp_path / "alone", here)
    assert found == expected
    assert len(found) == len(texts) and sum(len(str(r)) for r in found.values()) > 10_000
    read = [Path(p) for p in opened if p.endswith((".txt", ".json", ".examples", ".html"))]
    assert not [p for p in read if "fixtures" in p.parts or p.suffix == ".examples"]
    assert {p for p in read if p.parent == tmp_path} == set(here)  # the audit does see what is opened


def literals() -> Iterator[tuple[Path, str]]:
    """Every text in the code of the extractor that is no docstring."""
    for path in sorted((ROOT / "extract").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        said = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                yield path, node.value


def runs(text: str) -> Iterator[str]:
    words = [m[0] for m in WORDS.finditer(text)]
    for i in range(len(words) - LONGEST + 1):
        yield " ".join(words[i : i + LONGEST])


def patterns(text: str) -> Iterator[str]:
    """The stretches of a pattern that can only match themselves, word for word."""
    for piece in regex.split(r"[()|\[\]{}?*+\\^$.]+", text):
        if len(WORDS.findall(piece)) >= LONGEST:
            yield from runs(shadow(piece))


@pytest.fixture(scope="module")
def written() -> set[str]:
    return {
        piece
        for folder in FOLDERS
        for path in (ROOT / "fixtures" / folder).glob("*.txt")
        for piece in runs(shadow(path.read_text("utf-8", errors="replace")))
    }


def test_no_rule_holds_a_sentence_of_a_fixture(written: set[str]) -> None:
    held = [(path.name, piece) for path, text in literals() for piece in patterns(text) if piece in written]
    assert held == []


def test_a_sentence_in_a_rule_would_be_seen(written: set[str]) -> None:
    text = next((ROOT / "fixtures" / "articles").glob("par-03-*.txt")).read_text("utf-8")
    sentence = max(text.split("\n"), key=len)
    assert any(piece in written for piece in patterns(f"(?:xếp|{shadow(sentence)})"))
    assert all(len(a.split()) == len(b.split()) == LONGEST for a, b in pairwise(list(runs(shadow(sentence)))))

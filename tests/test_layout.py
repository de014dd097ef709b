"""The house: who may import whom, and what the command must not load before it is needed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from normalize.reference import load
from normalize.text import folded

ROOT = Path(__file__).parent.parent
ORDER = ["normalize", "crawlers", "extract", "store", "review", "chiso"]
HEAVY = {"spacy", "underthesea", "scrapy", "pandas", "trafilatura", "duckdb", "numpy"}


def modules() -> list[Path]:
    return [path for package in ORDER for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_package_imports_only_those_before_it(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    allowed = set(ORDER[: ORDER.index(package) + 1])
    assert imported(path) & set(ORDER) <= allowed


def test_the_command_starts_without_anything_heavy() -> None:
    code = "import sys, chiso.cli; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not HEAVY & set(loaded.stdout.split())


def strings(path: Path) -> Iterator[str]:
    """Every string of a module that code works with: all but docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def test_no_subject_or_index_is_named_in_code() -> None:
    reference = load()
    names = {a.alias for a in reference.aliases if a.kind == "name"} | {p.slug for p in reference.provinces}
    for index in reference.indices:
        names |= {index.id, index.name}
    names |= {m.name for m in reference.ministries}
    word = regex.compile(r"(?<![\p{L}\d])(?:\L<names>)(?![\p{L}\d])", names=[*map(folded, names)])
    for path in modules():
        # The helps of the command give examples: there, only a whole string is a name.
        found = word.fullmatch if path.is_relative_to(ROOT / "chiso") else word.search
        named = [text for text in strings(path) if found(folded(text))]
        assert not named, (path, named)

"""The house: who may import whom, and what the command must not load before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_no_subject_or_index_is_named_in_code() -> None:
    from normalize.reference import load

    reference = load()
    names = {a.alias for a in reference.aliases if a.kind == "name"} | {p.slug for p in reference.provinces}
    names |= (
        {i.id for i in reference.indices}
        | {i.name for i in reference.indices}
        | {m.name for m in reference.ministries}
    )
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        # Helps and comments may give examples; nothing that code compares with may be a name.
        strings = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        }
        assert not strings & names, path

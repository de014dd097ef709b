"""The tests of review use the small world of the store's tests."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from review_help import PAGES, keep

from store.database import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of two pages that disagree on a score."""
    with open_store(tmp_path / "s.duckdb") as opened:
        keep(opened, *PAGES)
        yield opened

"""What the benchmarks share: where the gold is, how time is taken, how figures get into a page of the documentation."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = (ROOT / "fixtures" / "articles", ROOT / "fixtures" / "reports")
"""Folders of gold."""
_END: Final = "<!-- to here -->"


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median_of(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the median round, after one to warm up."""
    work()
    return statistics.median(timed(work) for _ in range(rounds))


def put_into(page: Path, benchmark: str, figures: str) -> None:
    """Write figures into a page, in place of those that the benchmark of that file name wrote there before."""
    begin = f"<!-- made by benchmarks/{benchmark} -->"
    before, rest = page.read_text("utf-8").split(begin)
    after = rest.split(_END)[1]
    page.write_text(f"{before}{begin}\n\n{figures}\n\n{_END}{after}", encoding="utf-8")

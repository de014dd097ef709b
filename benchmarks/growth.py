"""How the time of a reading grows with the size of what is read, on input that nobody should write.

    python benchmarks/growth.py                 all shapes, at sizes n, 2n, 4n, 8n
    python benchmarks/growth.py --shape digits --size 200000

Each line is a shape with its seconds at n and the ratios to the size before. A ratio near 2 is linear, near 4
quadratic; the clock of one machine says nothing, and the ratios hold on all. `--most` (3.0) is the worst last ratio
that is let pass: the exit code is 1 above it. The shapes are used by tests/extract/test_growth.py too, which asks
for sane results and counts work instead of time.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from crawlers.snapshot import Snapshot
from extract.errors import Unreadable
from extract.extractor import Extraction, extractor
from extract.read import read_article

_FACT: Final = "Kết quả PAR INDEX\n\nNăm 2023, Hải Phòng xếp thứ 2 PAR INDEX với 91,87%.\n\n"
"""What every shape begins with, so that it passes the gate, and what a sane reading must not lose."""

_PROVINCES: Final = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Sơn La", "Lào Cai", "Cà Mau", "Phú Yên")


def _repeat(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _rows(size: int, mark: str) -> str:
    lines = [mark.join(("TT", "Tỉnh", "Điểm PAR INDEX năm 2023", "Xếp hạng"))]
    length = 0
    while length < size:
        n = len(lines)
        lines.append(
            mark.join(
                (str(n), _PROVINCES[n % 8], f"{60 + n % 3900 / 100:.2f}".replace(".", ","), str(n % 63 + 1))
            )
        )
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def _html_rows(size: int) -> str:
    cells = _rows(size, "\t").split("\n")
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row.split("\t")) + "</tr>" for row in cells)
    return f"<html><body><h1>PAR INDEX 2023</h1><p>{_FACT}</p><table>{body}</table></body></html>"


def _tables(size: int) -> str:
    return _repeat(_rows(120, "\t") + "\n\nBảng tiếp theo về PAR INDEX năm 2023 như sau.\n\n", size)


SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "prose without a full stop": lambda n: (
        _FACT
        + _repeat(
            "tỉnh tiếp tục đẩy mạnh cải cách thủ tục hành chính và đã hoàn thành nhiều nhiệm vụ trong năm qua, ",
            n,
        )
    ),
    "values without a full stop": lambda n: (
        _FACT
        + _repeat(
            "Hải Phòng xếp thứ 2 với 91,87%, tăng 3 bậc so với năm 2022, Sơn La xếp thứ 12 (90,02%), ", n
        )
    ),
    "names without a full stop": lambda n: _FACT + _repeat("Hà Nội, Hải Phòng, Đà Nẵng và Cần Thơ, ", n),
    "lists that share values out": lambda n: (
        _FACT + _repeat("A lần lượt đạt 91,87%, 90,02% và 88,10%; Sơn La, Lào Cai ", n)
    ),
    "places in a series": lambda n: _FACT + "Tỉnh lần lượt xếp thứ " + _repeat("12, 13, 14, 15, ", n),
    "years in a row": lambda n: _FACT + "Các năm " + _repeat("2019, 2020, 2021, 2022, ", n),
    "a table by tabs": lambda n: _FACT + _rows(n, "\t"),
    "a table of html": _html_rows,
    "many tables": lambda n: _FACT + _tables(n),
    "nested parentheses": lambda n: _FACT + "(" * (n // 2) + " PCI " + ")" * (n // 2),
    "parentheses with values": lambda n: _FACT + _repeat("(hạng 12, 90,02% ", n) + ")" * (n // 17),
    "parentheses never closed": lambda n: _FACT + _repeat("(Sơn La ", n),
    "emojis": lambda n: _FACT + _repeat("😀👍🏽🇻🇳👩‍👩‍👧 ", n),
    "digits": lambda n: _FACT + _repeat("1234567890", n),
    "digits with dots": lambda n: _FACT + _repeat("123.456.", n),
    "decimals": lambda n: _FACT + _repeat("90,23 ", n),
    "one word": lambda n: _FACT + "a" * n,
    "capitals": lambda n: _FACT + _repeat("Trần Văn ", n),
    "blanks": lambda n: _FACT + "Tỉnh" + " " * n + "đạt 90%.",
    "full stops": lambda n: _FACT + "." * n,
    "quotes": lambda n: _FACT + '"' * n,
    "short lines": lambda n: _FACT + _repeat("- Sơn La: 90,02%\n", n),
    "short paragraphs": lambda n: _FACT + _repeat("Sơn La đạt 90,02%, xếp thứ 12.\n\n", n),
    "decomposed letters": lambda n: _FACT + _repeat("tie\u0302\u0301p tu\u0323c ", n),
    "words of the cues": lambda n: _FACT + _repeat("so với năm trước trong khi phấn đấu đạt mục tiêu ", n),
    "dashes": lambda n: _FACT + _repeat("- ", n),
}


def read(shape: str, size: int) -> Extraction:
    """The reading of a shape of about so many characters."""
    name = "shape.html" if shape.endswith("html") else "shape.txt"
    snapshot = Snapshot(f"file:{name}", SHAPES[shape](size).encode(), datetime(2024, 6, 1))
    return extractor().extract(read_article(snapshot))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shape", action="append", choices=list(SHAPES), metavar="SHAPE")
    parser.add_argument("--size", type=int, default=20_000, help="characters of the smallest size")
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--most", type=float, default=3.0)
    parser.add_argument(
        "--limit", type=float, default=60.0, help="seconds after which a shape is not doubled again"
    )
    chosen = parser.parse_args()
    extractor()
    read("digits", 100)
    worst = 0.0
    print(f"{'shape':30} {'size':>9} {'seconds':>8}   ratios on doubling")
    for shape in chosen.shape or SHAPES:
        times: list[float] = []
        refused = ""
        for step in range(chosen.steps):
            begin = time.perf_counter()
            try:
                read(shape, chosen.size << step)
            except Unreadable as error:
                refused = f"; at {chosen.size << step:,}: {error.what}"
                break
            times.append(time.perf_counter() - begin)
            if times[-1] > chosen.limit:
                break
        if not times:
            print(f"{shape:30} {refused}")
            continue
        ratios = [b / a for a, b in pairwise(times)]
        worst = max(worst, ratios[-1] if ratios and times[-1] > 0.2 else 0)
        grown = "  ".join(f"{r:5.1f}" for r in ratios)
        line = f"{shape:30} {chosen.size:9,} {times[0]:8.2f}   {grown}  ({times[-1]:.1f} s){refused}"
        print(line, flush=True)
    print(f"worst last ratio of what takes time: {worst:.1f}")
    return int(worst > chosen.most)


if __name__ == "__main__":
    sys.exit(main())

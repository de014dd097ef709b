"""How fast names are found: the gazetteer against Python's `re` with all names in one alternation.

    python benchmarks/gazetteer.py [ROUNDS]

Both look through the same text, the shadows of fixtures/articles. Printed are medians of one run and their ratio,
which is what can be compared between machines. `re` gets the names longest first, so that it prefers the longest as
the gazetteer does, and word boundaries; it is spared the check of capitals and of look-alikes' context.
"""

import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.common import FOLDERS, median_of
from normalize.gazetteer import gazetteer
from normalize.reference import BUNDLED
from normalize.text import canonical, shadow

ARTICLES = FOLDERS[0]
WANTED = 20
"""How many times faster the gazetteer is expected to be."""


def main(rounds: int) -> int:
    texts = [canonical(p.read_text(encoding="utf-8")).text for p in sorted(ARTICLES.glob("*.txt"))]
    shadows = [shadow(t) for t in texts]
    letters = sum(map(len, texts))

    begin = time.perf_counter()
    names = gazetteer(BUNDLED)
    built = time.perf_counter() - begin
    longest_first = sorted(names.patterns, key=len, reverse=True)
    begin = time.perf_counter()
    alternation = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")
    compiled = time.perf_counter() - begin

    ours = median_of(lambda: [names.find(t, s) for t, s in zip(texts, shadows, strict=True)], rounds)
    with_shadow = median_of(lambda: [names.find(t) for t in texts], rounds)
    theirs = median_of(lambda: [alternation.findall(s) for s in shadows], max(1, rounds // 10))
    found = sum(len(names.find(t, s)) for t, s in zip(texts, shadows, strict=True))
    matched = sum(len(alternation.findall(s)) for s in shadows)

    print(f"{len(names.patterns)} names in {len(texts)} articles of {letters:,} characters")
    print(f"built:    gazetteer {built * 1000:8.1f} ms   re {compiled * 1000:8.1f} ms")
    print(f"found:    gazetteer {found:8,}      re {matched:8,} (which does not look at capitals)")
    print(
        f"median:   gazetteer {ours * 1000:8.1f} ms   re {theirs * 1000:8.1f} ms   ratio {theirs / ours:.0f}"
    )
    print(
        f"          … and making the shadow {with_shadow * 1000:8.1f} ms           ratio {theirs / with_shadow:.0f}"
    )
    print(f"gazetteer: {letters / ours / 1e6:.1f} million characters a second")
    return 0 if theirs / ours >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))

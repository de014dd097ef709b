"""False facts in articles about other things: how many, and of which causes.

    python -m benchmarks.unrelated                     3,000 made-up articles (benchmarks/newslike.toml)
    python -m benchmarks.unrelated 10000 --seed 7
    python -m benchmarks.unrelated FOLDER|FILE.jsonl   your own: .txt/.html, or objects with "text", and if known
                                                       "title", "published" (ISO date), "id"

Every observation is taken for a false fact, so give it only articles without any. Printed are observations per
10,000 articles, then every one grouped by what went wrong: what kind of value, and from where each slot was taken.
`--out FILE.md` writes them all with their sentences; the exit code is 1 when there are more than `--allow`.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import newslike
from crawlers.saved import find, read
from crawlers.snapshot import Snapshot
from extract.article import Article
from extract.errors import Unreadable
from extract.extractor import extractor
from extract.observation import Observation
from extract.read import read_article
from normalize.errors import UserError

_PER: Final = 10_000


@dataclass(frozen=True)
class False_:
    """An observation where there is none."""

    article: Article
    observation: Observation
    topics: tuple[str, ...]

    @property
    def cause(self) -> str:
        """What kind of value it is, and where its index and subject were taken from."""
        o = self.observation
        reasons = "; ".join(f"{n}: {o.slots[n].reason}" for n in ("index", "subject", "year"))
        return f"{o.attribute}{' of a part' if o.component else ''} ({reasons}; rule: {o.rule})"


def made(count: int, seed: int) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Made-up articles."""
    for item in newslike.articles(count, seed):
        yield _article(item.name, item.text, item.published), item.topics


def given(path: Path) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """The articles of a folder or of a file with one JSON object a line."""
    if path.is_dir() or path.suffix != ".jsonl":
        for file in find([path]):
            try:
                yield read_article(read(file)), ()
            except Unreadable as error:
                print(f"skipped {file}: {error}", file=sys.stderr)
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
                text = "\n\n".join(x for x in (record.get("title"), record["text"]) if x)
                yield _article(str(record.get("id", f"line-{number}")), text, published), ()
            except (ValueError, KeyError, TypeError, Unreadable) as error:
                print(f"skipped {path}:{number}: {type(error).__name__}: {error}", file=sys.stderr)


def _article(name: str, text: str, published: date | None) -> Article:
    snapshot = Snapshot(
        f"file:{name}.txt", text.encode(), datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    )
    article = read_article(snapshot)
    return replace(article, doc=name, published=article.published or published)


def measure(articles: Iterable[tuple[Article, tuple[str, ...]]]) -> tuple[Counter[str], list[False_]]:
    """How many articles there were and passed the gate, and what was read of them."""
    reader = extractor()
    counts: Counter[str] = Counter()
    found: list[False_] = []
    for article, topics in articles:
        extraction = reader.extract(article)
        counts["articles"] += 1
        counts["passed the gate"] += extraction.passed
        counts["numbers refused"] += len(extraction.abstentions)
        counts["articles with a false fact"] += bool(extraction.observations)
        found += [False_(article, o, topics) for o in extraction.observations]
    return counts, found


def report(counts: Counter[str], found: list[False_], examples: int) -> Iterator[str]:
    """The figures, then the causes with some examples each, most frequent first."""
    articles = counts["articles"]
    for what, count in counts.items():
        yield f"{count:9,} {what}"
    yield f"{len(found):9,} observations, all of them false: {len(found) * _PER / max(articles, 1):.1f} per {_PER:,}"
    causes: dict[str, list[False_]] = defaultdict(list)
    for item in found:
        causes[item.cause].append(item)
    for cause, items in sorted(causes.items(), key=lambda c: (-len(c[1]), c[0])):
        yield ""
        yield f"## {len(items)} × {cause}"
        for item in items[:examples]:
            o, text = item.observation, item.article.text
            said = " ".join(text[slice(*o.sentence)].split())
            yield (
                f"- read: {o.subject} {o.index} {o.component or ''} {o.year} {o.attribute} {o.value}"
                f" ({o.scope or ''}) confidence {o.confidence:.2f}, value “{text[o.start : o.end]}”"
            )
            for name in ("index", "subject", "year"):
                span = o.slots[name].span
                if span and not o.sentence[0] <= span[0] < o.sentence[1]:
                    yield f"  {name} from “{text[slice(*span)]}” ({o.slots[name].reason})"
            yield f"  in: {said}"
            yield f"  ({item.article.doc}, {', '.join(item.topics)}: {item.article.title})"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="?", default="3000", help="how many made-up articles, or a path to some of your own"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, default=2)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--allow", type=int, default=0)
    chosen = parser.parse_args()
    begin = time.perf_counter()
    try:
        source = made(int(chosen.what), chosen.seed) if chosen.what.isdigit() else given(Path(chosen.what))
        counts, found = measure(source)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(report(counts, found, chosen.examples)))
    print(f"{time.perf_counter() - begin:.0f} s")
    if chosen.out:
        chosen.out.write_text("\n".join(report(counts, found, len(found))) + "\n", encoding="utf-8")
    return int(len(found) > chosen.allow)


if __name__ == "__main__":
    sys.exit(main())

"""How good fusion is on worlds whose truth is known: against a majority vote, and whether it knows how sure it is.

    python benchmarks/fusion.py [--seeds 2] [--random 20] [--markdown FILE]
    python benchmarks/fusion.py --claims CLAIMS.csv [--gold GOLD.csv]

A world of `benchmarks/simulation.py` is reconciled as a store would be, and the published figures are compared
with its truth, beside those that most claims say (of several that are said equally often, one by lot). Printed
are, for each world, the share of right figures of both, the mean confidence, the expected calibration error over
ten equal intervals of confidence and the Brier score; and for all worlds together the reliability curve. The exit
code is 1 where fusion is below the majority in some world, less than 10 points above it where errors are copied,
or where the calibration error over all exceeds 0.03.

With `--claims`, any claims are fused by the plain `store.reconcile.fusion.fuse`: a CSV file with the columns
item, source and value (numbers and labels), and one with item and value of what is right.
"""

import csv
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.simulation import COPIED, NAMED, World, majority_accuracy, right, world
from normalize.reference import Reference, load
from store.reconcile.claim import Key
from store.reconcile.fusion.fuse import fuse
from store.reconcile.fusion.statement import Statement
from store.reconcile.measure import measure as on_scale
from store.reconcile.sources import statement
from store.reconcile.whole import reconcile

GAIN = 0.10
"""By how much fusion must beat the majority where errors are copied."""
CALIBRATED = 0.03
"""The largest expected calibration error over all worlds."""
BINS = 10

Hit = tuple[float, bool]


@dataclass(frozen=True)
class Result:
    """One world: how many claims, how often the majority was right, how often fusion without arithmetic and order
    (`plain`) was, and for each published figure its confidence and whether it is right; `contested` are those on
    which claims differ.
    """

    name: str
    claims: int
    majority: float
    plain: float
    hits: tuple[Hit, ...]
    contested: tuple[Hit, ...] = ()

    @property
    def fused(self) -> float:
        """The share of published figures that are right."""
        return sum(h for _, h in self.hits) / len(self.hits)


def provinces(reference: Reference, day: date = date(2020, 1, 1)) -> list[str]:
    """The provinces of a day."""
    there = (
        p for p in reference.provinces if p.valid_from <= day and (p.valid_to is None or day <= p.valid_to)
    )
    return sorted(f"province/{p.slug}" for p in there)


def measure(told: World, reference: Reference) -> Result:
    """Reconcile a world and compare it with its truth."""
    said = told.items
    facts = [f for f in reconcile(told.claims, (), reference).facts if f.key in said]
    hits = {f.key: (f.confidence, right(told.truth[f.key], f.number, f.decimals)) for f in facts}
    contested = tuple(hit for key, hit in hits.items() if len({c.value for c in said[key]}) > 1)
    verdicts = fuse(statement(on_scale(c, reference)) for c in told.claims)
    plain = [right(told.truth[k], v.value, v.decimals) for k, v in verdicts.items() if isinstance(k, Key)]
    return Result(
        told.name,
        len(told.claims),
        majority_accuracy(told),
        sum(plain) / len(plain),
        tuple(hits.values()),
        contested,
    )


def curve(hits: Sequence[Hit]) -> list[tuple[int, float, float]]:
    """For each interval of confidence that occurs: how many, their mean confidence, the share that is right."""
    bins: dict[int, list[Hit]] = defaultdict(list)
    for c, h in hits:
        bins[min(int(c * BINS), BINS - 1)].append((c, h))
    return [
        (len(found), sum(c for c, _ in found) / len(found), sum(h for _, h in found) / len(found))
        for _, found in sorted(bins.items())
    ]


def calibration_error(hits: Sequence[Hit]) -> float:
    """How far confidence is from the share that is right, over the intervals (Naeini et al. 2015)."""
    return sum(n * abs(sure - share) for n, sure, share in curve(hits)) / len(hits)


def brier(hits: Sequence[Hit]) -> float:
    """The mean squared distance of confidence and truth (Brier 1950)."""
    return sum((c - h) ** 2 for c, h in hits) / len(hits)


def failures(results: Sequence[Result]) -> list[str]:
    """What is not as it must be."""
    found = [f"{r.name}: fusion is below the majority" for r in results if r.fused < r.majority - 1e-9]
    found += [
        f"{r.name}: fusion is only {r.fused - r.majority:+.3f} from the majority"
        for r in results
        if r.name in COPIED and r.fused - r.majority < GAIN
    ]
    error = calibration_error([h for r in results for h in r.hits])
    return found + ([f"the calibration error is {error:.4f}"] if error > CALIBRATED else [])


def report(results: Sequence[Result]) -> str:
    """All of it as Markdown."""
    lines = [
        "| world | claims | majority | plain fusion | fusion | gain | mean confidence | calibration error | Brier |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for r in results:
        sure = sum(c for c, _ in r.hits) / len(r.hits)
        lines.append(
            f"| {r.name} | {r.claims} | {r.majority:.3f} | {r.plain:.3f} | {r.fused:.3f} | {r.fused - r.majority:+.3f} "
            f"| {sure:.3f} | {calibration_error(r.hits):.3f} | {brier(r.hits):.4f} |"
        )
    hits = [h for r in results for h in r.hits]
    lines += ["", "| confidence | figures | of these right |", "| ---: | ---: | ---: |"]
    lines += [f"| {sure:.3f} | {n} | {share:.3f} |" for n, sure, share in curve(hits)]
    lines += [
        "",
        f"Over all: calibration error {calibration_error(hits):.4f}, Brier score {brier(hits):.4f}.",
    ]
    doubted = [h for r in results for h in r.contested]
    if doubted:
        lines.append(
            f"Over the {len(doubted)} figures on which claims differ: {sum(h for _, h in doubted) / len(doubted):.3f} "
            f"are right, calibration error {calibration_error(doubted):.4f}, Brier score {brier(doubted):.4f}."
        )
    return "\n".join(lines)


def statements(path: Path) -> list[Statement]:
    """The claims of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Statement(f"{i:08}", row["item"], row["source"], *value(row["value"]))
            for i, row in enumerate(csv.DictReader(file))
        ]


def value(text: str) -> tuple[Decimal | str, int]:
    """A number with its decimals, or a label."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text.strip(), 0
    exponent = number.as_tuple().exponent
    return number, max(0, -exponent) if isinstance(exponent, int) else 0


def fuse_file(claims: Path, gold: Path | None) -> None:
    """Fuse any claims; print the verdicts, or how many are right."""
    said = statements(claims)
    verdicts = fuse(said)
    if gold is None:
        for item, v in verdicts.items():
            print(f"{item}\t{v.value}\t{v.confidence}")
        return
    votes: dict[object, Counter[Decimal | str]] = defaultdict(Counter)
    for s in said:
        votes[s.item][s.value] += 1
    with gold.open(newline="", encoding="utf-8") as file:
        truth = {row["item"]: value(row["value"])[0] for row in csv.DictReader(file) if row["item"] in votes}
    fused = sum(verdicts[item].value == v for item, v in truth.items()) / len(truth)
    most = 0.0
    for item, v in truth.items():
        top = max(votes[item].values())
        ties = [x for x, n in votes[item].items() if n == top]
        most += (v in ties) / len(ties)
    print(f"{len(truth)} items: majority {most / len(truth):.3f}, fusion {fused:.3f}")


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--random", type=int, default=20, help="worlds of random sources, for each seed")
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--gold", type=Path)
    given = parser.parse_args()
    if given.claims:
        fuse_file(given.claims, given.gold)
        return 0
    reference = load()
    names = [*NAMED, *(f"random {i}" for i in range(given.random))]
    results = []
    for seed in range(1, given.seeds + 1):
        for name in names:
            results.append(measure(world(name, provinces(reference), seed=seed), reference))
            r = results[-1]
            print(f"{r.name:28} majority {r.majority:.3f} fusion {r.fused:.3f}", file=sys.stderr, flush=True)
    text = report(results)
    print(text)
    if given.markdown:
        given.markdown.write_text(text + "\n", encoding="utf-8")
    wrong = failures(results)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Worlds whose truth is known: an index over provinces and years, and sources that err, round and copy.

A world has true scores with two decimals, the ranks and changes that follow from them, and sources that tell of
a part of it. A source that errs slips as writers do: it swaps two digits, mistypes one, takes the figure of the
year before or after, or that of another province. Copiers take most figures from another source, errors
included, and err on the rest by themselves. Every claim may be misread besides, as often as its confidence says.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from store.reconcile.claim import Claim, Key, Trust
from store.reconcile.fusion.precision import overlap

INDEX = "PAR_INDEX"
ATTRIBUTES = ("score", "rank", "score_change", "rank_change")


@dataclass(frozen=True)
class Source:
    """How a source behaves: `accuracy` of what it writes itself, `coverage` of the editions' provinces, `rounds`
    the share of scores that it writes with one decimal, `copies` whom it copies and `copied` how much of that
    other's, `reprints` whether it keeps the text too.
    """

    name: str
    accuracy: float = 0.95
    coverage: float = 0.8
    rounds: float = 0.0
    copies: str | None = None
    copied: float = 0.95
    reprints: bool = False
    trust: Trust = Trust.PRESS


@dataclass(frozen=True)
class World:
    """What is true, and what is claimed."""

    name: str
    truth: Mapping[Key, Decimal]
    claims: tuple[Claim, ...]

    @property
    def items(self) -> dict[Key, list[Claim]]:
        """The claims of every key that is spoken of."""
        found: dict[Key, list[Claim]] = defaultdict(list)
        for c in self.claims:
            found[c.key].append(c)
        return dict(found)


def truth_of(provinces: Sequence[str], years: Sequence[int], rng: random.Random) -> dict[Key, Decimal]:
    """Scores, ranks and changes of an index whose provinces drift."""
    level = {p: rng.gauss(84, 4) for p in provinces}
    truth: dict[Key, Decimal] = {}
    for year in years:
        for p in provinces:
            level[p] += rng.gauss(0, 1.5) - (level[p] - 84) * 0.1
        scores = {p: Decimal(round(min(max(level[p], 40), 99) * 100)) / 100 for p in provinces}
        places = {s: i for i, s in reversed(list(enumerate(sorted(scores.values(), reverse=True), start=1)))}
        for p in provinces:
            truth[Key(p, INDEX, None, year, "score")] = scores[p]
            truth[Key(p, INDEX, None, year, "rank", "national")] = Decimal(places[scores[p]])
            former = Key(p, INDEX, None, year - 1, "score")
            if former in truth:
                truth[replace(former, year=year, attribute="score_change")] = scores[p] - truth[former]
                rank = replace(former, attribute="rank", scope="national")
                truth[replace(rank, year=year, attribute="rank_change")] = truth[rank] - places[scores[p]]
    return truth


class Slips:
    """What somebody who errs writes instead."""

    def __init__(self, truth: Mapping[Key, Decimal], rng: random.Random) -> None:
        self._truth, self._rng = truth, rng
        self._peers: dict[tuple[str, int], list[Key]] = defaultdict(list)
        for key in truth:
            self._peers[key.attribute, key.year].append(key)

    def of(self, key: Key) -> Decimal:
        """A wrong figure for a key."""
        for _ in range(20):
            how = self._rng.choice((self._swap, self._mistype, self._year, self._neighbour, self._neighbour))
            wrong = how(key)
            if wrong is not None and wrong != self._truth[key]:
                return wrong
        return self._truth[key] + (1 if key.attribute.startswith("rank") else Decimal("0.17"))

    def _digits(self, key: Key) -> tuple[list[str], int, int]:
        value = self._truth[key]
        decimals = 0 if key.attribute.startswith("rank") else 2
        return list(str(abs(int(value.scaleb(decimals))))), decimals, -1 if value < 0 else 1

    def _swap(self, key: Key) -> Decimal | None:
        digits, decimals, sign = self._digits(key)
        if len(digits) < 2:
            return None
        i = self._rng.randrange(len(digits) - 1)
        digits[i], digits[i + 1] = digits[i + 1], digits[i]
        return _number(digits, decimals, sign, key)

    def _mistype(self, key: Key) -> Decimal | None:
        digits, decimals, sign = self._digits(key)
        digits[self._rng.randrange(len(digits))] = str(self._rng.randrange(10))
        return _number(digits, decimals, sign, key)

    def _year(self, key: Key) -> Decimal | None:
        return self._truth.get(replace(key, year=key.year + self._rng.choice((-1, -1, 1))))

    def _neighbour(self, key: Key) -> Decimal | None:
        return self._truth[self._rng.choice(self._peers[key.attribute, key.year])]


def _number(digits: Sequence[str], decimals: int, sign: int, key: Key) -> Decimal | None:
    value = Decimal(int("".join(digits))).scaleb(-decimals) * sign
    return None if key.attribute == "rank" and value < 1 else value


def tell(
    name: str, truth: Mapping[Key, Decimal], sources: Iterable[Source], rng: random.Random, sure: float = 0.97
) -> World:
    """Let sources tell of a truth. Those that are copied must come before their copiers."""
    slips = Slips(truth, rng)
    written: dict[str, dict[Key, tuple[Decimal, int]]] = {}
    claims: list[Claim] = []
    subjects = sorted({(k.subject, k.year) for k in truth})
    for order, source in enumerate(sources):
        told: dict[Key, tuple[Decimal, int]] = {}
        original = written.get(source.copies or "", {})
        chosen = {at for at in subjects if rng.random() < source.coverage}
        if source.copies:
            chosen = {(k.subject, k.year) for k in original if rng.random() < source.coverage}
        for key in truth:
            if (key.subject, key.year) not in chosen:
                continue
            if key in original and rng.random() < source.copied:
                value, decimals = original[key]
            else:
                value = truth[key] if rng.random() < source.accuracy else slips.of(key)
                decimals = 0 if key.attribute.startswith("rank") else 2
            if key.attribute == "score" and rng.random() < source.rounds and decimals == 2:
                value, decimals = round(value, 1), 1
            told[key] = value, decimals
            if rng.random() > sure:
                value = slips.of(key)
                decimals = 0 if key.attribute.startswith("rank") else 2
            claims.append(_claim(key, value, decimals, source, order, sure))
        written[source.name] = told
    return World(name, truth, tuple(claims))


def _claim(key: Key, value: Decimal, decimals: int, source: Source, order: int, sure: float) -> Claim:
    article = f"{source.name} {key.subject} {key.year}"
    text = f"{source.copies} {key.subject} {key.year}" if source.reprints else article
    return Claim(
        id=f"{article} {key.attribute}", key=key, value=value, decimals=decimals,
        unit="percent" if key.attribute.startswith("score") else None, ranked=None, status="stated", rough=False,
        confidence=sure, article=article, text=text, said="", revision=article, start=ATTRIBUTES.index(key.attribute),
        source=source.name, trust=source.trust, published=date(key.year + 1, 4, 1) + timedelta(days=order),
    )  # fmt: skip


def majority(world: World) -> dict[Key, tuple[tuple[Decimal, int], ...]]:
    """What most claims say of each key: one figure, or several that are said equally often."""
    found = {}
    for key, claims in world.items.items():
        votes = Counter((c.value, c.decimals) for c in claims)
        most = max(votes.values())
        found[key] = tuple(v for v, n in sorted(votes.items()) if n == most)
    return found  # type: ignore[return-value]


def right(truth: Decimal, value: Decimal, decimals: int) -> bool:
    """Whether a figure is the truth, or the truth rounded."""
    exact = -truth.as_tuple().exponent if isinstance(truth.as_tuple().exponent, int) else 0
    return overlap(value, decimals, truth, max(exact, decimals))


def majority_accuracy(world: World) -> float:
    """The share of keys on which the majority is right; ties count as often as chance would be right."""
    hits = [
        sum(right(world.truth[k], *f) for f in figures) / len(figures)
        for k, figures in majority(world).items()
    ]
    return sum(hits) / len(hits)


# ---------------------------------------------------------------- worlds


def _press(accuracies: Sequence[float], **more: object) -> list[Source]:
    return [Source(f"s{i:02}", a, **more) for i, a in enumerate(accuracies)]  # type: ignore[arg-type]


def _copiers(of: str, number: int, **more: object) -> list[Source]:
    return [Source(f"{of}-copy{i}", copies=of, **{"accuracy": 0.9, **more}) for i in range(number)]  # type: ignore[arg-type]


NAMED: dict[str, list[Source]] = {
    "eight that are good": _press([0.93, 0.95, 0.96, 0.97, 0.94, 0.95, 0.92, 0.98]),
    "good and bad": _press([0.97, 0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.5]),
    "three only": _press([0.97, 0.85, 0.75]),
    "two only": _press([0.95, 0.85]),
    "one expert among the bad": _press([0.99, 0.6, 0.6, 0.55, 0.55, 0.5]),
    "copiers of a bad one": [*_press([0.9, 0.88, 0.85]), Source("bad", 0.6), *_copiers("bad", 4)],
    "copiers are the majority": [*_press([0.9, 0.9, 0.85, 0.85]), Source("bad", 0.65), *_copiers("bad", 6)],
    "copiers of a good one": [*_press([0.9, 0.85, 0.85]), Source("good", 0.97), *_copiers("good", 4)],
    "two cliques": [
        *_press([0.92, 0.9, 0.88]), Source("bad", 0.65), *_copiers("bad", 3),
        Source("poor", 0.75), *_copiers("poor", 3),
    ],
    "copiers that check": [
        *_press([0.9, 0.9, 0.88, 0.85]), Source("bad", 0.6), *_copiers("bad", 5, copied=0.7, accuracy=0.9),
    ],
    "reprints": [*_press([0.9, 0.88, 0.85]), Source("bad", 0.7), *_copiers("bad", 4, reprints=True, copied=0.99)],
    "rounding": [*_press([0.95, 0.93, 0.9]), *(Source(f"r{i}", 0.92, rounds=0.8) for i in range(4))],
    "many that say little": [Source(f"p{i:02}", 0.75 + 0.005 * (i % 50), coverage=0.08) for i in range(50)],
    "a publisher": [Source("ministry", 0.995, trust=Trust.PUBLISHER, coverage=0.6), *_press([0.9, 0.85, 0.8, 0.8])],
}  # fmt: skip
"""Worlds by name: who tells."""
COPIED = ("copiers of a bad one", "copiers are the majority", "two cliques", "copiers that check", "reprints")
"""Those in which errors are copied."""


_ACCURACIES: Mapping[Trust, Sequence[float]] = {
    Trust.OWN_PORTAL: (0.99, 0.98, 0.97, 0.95, 0.9),
    Trust.PORTAL: (0.99, 0.97, 0.95, 0.9, 0.8),
    Trust.PRESS: (0.99, 0.97, 0.95, 0.9, 0.8, 0.7),
}


def random_sources(rng: random.Random) -> list[Source]:
    """Any company of sources: from 2 to 12 that write themselves, and perhaps copiers of some."""
    kinds = [rng.choice(list(_ACCURACIES)) for _ in range(rng.randint(2, 12))]
    own = [
        Source(
            f"s{i:02}",
            rng.choice(_ACCURACIES[kind]),
            rng.uniform(0.1, 0.9),
            rng.choice((0, 0, 0.5)),
            trust=kind,
        )
        for i, kind in enumerate(kinds)
    ]
    copiers = [
        Source(f"c{i:02}", 0.9, rng.uniform(0.4, 1), copies=rng.choice(own).name, copied=rng.uniform(0.7, 1))
        for i in range(rng.choice((0, 0, 2, 5)))
    ]
    return [*own, *copiers]


def world(
    name: str, provinces: Sequence[str], years: Sequence[int] = range(2015, 2024), seed: int = 1
) -> World:
    """A named world, or with another name a world of random sources that the name stands for."""
    rng = random.Random(f"{seed} {name}")
    truth = truth_of(provinces, years, rng)
    sources = NAMED.get(name) or random_sources(rng)
    return tell(name, truth, sources, rng)

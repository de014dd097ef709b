"""Whatever happens to a store, in whatever order: no decision is lost, and it equals one that is made anew.

Pages are brought, edited and read anew, figures decided and decisions taken back, while the process is killed, the
disk is full, the store is set back to a copy or thrown away, and the decision file is set back too.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from fuzz_worker import NAME, Order, item
from store_samples import NAMES, REFERENCE, dump

from store.checks import run_checks
from store.database import open_store
from store.decisions import read_decision
from store.decisions_file import DecisionFile, decisions_path
from store.decisions_table import stored_decisions
from store.load import load
from store.scripts import script
from store.upkeep import bring_up_to_date

WORKER = Path(__file__).parent / "fuzz_worker.py"
HISTORY = ("moment", "fact_history", "conflict_history", "run", "migration")
"""Tables that tell what happened when, which a store that is made anew cannot know."""
BRING, OTHER = (
    ("bring", "edit", "reread"),
    ("decide", "undo", "keep", "full", "back up", "restore", "lose", "anew"),
)


class Worker:
    """The process that holds the store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, WORKER, self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def tell(self, order: Order) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Order:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the worker ended with {self.process.wait()}"
        return dict(json.loads(line))

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


class Fuzzer:
    """What is done to a store, and what must be in it: the pages that were brought, the decisions that were kept."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder / "store", chance
        self.folder.mkdir()
        self.copies: list[tuple[Path, list[Order]]] = []
        self.pages: list[Order] = []
        self.decided: dict[str, str] = {}
        self.done: list[str] = []
        self.worker = Worker(self.folder)

    def step(self, number: int) -> None:
        kind = self.chance.choice([*BRING, *BRING, *OTHER])
        self.done.append(kind)
        getattr(self, kind.replace(" ", "_"))(number)

    def do(self, **order: Any) -> Order:
        """Have it done; now and then the process is killed meanwhile, and it is asked for once more."""
        order = {"clock": self.chance.randint(-50, 500), "upkeep": self.chance.random() < 0.7} | order
        self.worker.tell(order)
        if self.chance.random() < 0.15:
            sleep(self.chance.uniform(0, 0.25))
            self.worker.kill()
            self.done.append("kill")
            self.worker.start()
            self.worker.tell(order)
        return self.worker.answer()

    def bring(self, _: int) -> None:
        c = self.chance
        self.carry(
            url=f"https://{c.choice('abcdef')}.vn/{c.randint(1, 6)}",
            stated=[self.figure() for _ in range(c.randint(1, 4))],
            index=c.choice(["PAR", "PCI", "DTI", "TRIO", "LIVE"]),
            year=c.randint(2022, 2024),
            minutes=c.randint(0, 600),
        )

    def figure(self) -> tuple[str, str, str]:
        c = self.chance
        attribute, value = c.choice([
            ("score", f"{c.randint(88, 91)}.{c.randint(0, 9)}"),
            ("rank", str(c.randint(1, 5))),
            ("rank_change", str(c.randint(-2, 2))),
            ("group", c.choice("AB")),
        ])  # fmt: skip
        return c.choice(list(NAMES)[:4]), attribute, value

    def carry(self, **order: Any) -> None:
        order = {"do": "bring", "sure": 0.9, "missed": []} | order
        order["stated"] = list(dict.fromkeys(map(tuple, order["stated"])))
        self.pages.append(order)
        self.do(**order)

    def edit(self, number: int) -> None:
        """A page says something else later."""
        if not self.pages:
            return self.bring(number)
        old = self.chance.choice(self.pages)
        stated = [self.figure() if self.chance.random() < 0.5 else s for s in old["stated"]]
        return self.carry(**old | {"stated": stated, "minutes": old["minutes"] + self.chance.randint(1, 90)})

    def reread(self, number: int) -> None:
        """Other rules find less on a page, or are less sure of it."""
        if not self.pages:
            return self.bring(number)
        old = self.chance.choice(self.pages)
        missed = [i for i in range(len(old["stated"])) if self.chance.random() < 0.3]
        return self.carry(**old | {"missed": missed, "sure": self.chance.choice([0.5, 0.7, 0.9])})

    def full(self, number: int) -> None:
        """The disk is full: the page is kept or refused, nothing in between; then there is room again."""
        if not self.pages:
            return self.bring(number)
        order = self.chance.choice(self.pages) | {"do": "full", "stated": [self.figure()], "missed": []}
        order |= {"minutes": order["minutes"] + 1, "room": self.chance.choice([0, 4096, 100_000])}
        answer = self.do(**order)
        order = {k: v for k, v in order.items() if k != "room"} | {"do": "bring"}
        if answer["kept"]:
            self.pages.append(order)
        else:
            self.carry(**order)
        return None

    def decide(self, number: int) -> None:
        verdict = self.chance.choice(["claim", "claim", "none", "misread"])
        self.keep_decision(do="decide", verdict=verdict, number=number)

    def undo(self, number: int) -> None:
        self.keep_decision(do="undo", number=number)

    def keep_decision(self, number: int, **order: Any) -> None:
        c = self.chance
        answer = self.do(
            pick=c.randrange(1000), who=c.choice(["lan", "minh"]), token=f"wish {number}", **order
        )
        for record in answer["records"]:
            self.decided[read_decision(record).id] = record

    def keep(self, _: int) -> None:
        self.do(do="keep")

    def back_up(self, number: int) -> None:
        """A copy of the store and the decision file as they lie there between two runs."""
        if not (self.folder / NAME).exists():
            return
        target = self.folder.parent / f"copy {number}"
        shutil.copytree(self.folder, target)
        self.copies.append((target, list(self.pages)))

    def restore(self, _: int) -> None:
        """The store is set back to a copy; the decision file stays."""
        if self.copies:
            copy, self.pages = self.chance.choice(self.copies)
            self.pages = list(self.pages)
            self.put(copy, NAME, NAME + ".wal")

    def lose(self, _: int) -> None:
        """The decision file is set back to a copy, or lost; a store that had seen all of it stays."""
        self.do(do="keep")
        copy = self.chance.choice([c for c, _ in self.copies]) if self.copies else None
        self.put(copy, decisions_path(self.folder / NAME).name)
        self.do(do="keep")

    def anew(self, _: int) -> None:
        """The store is thrown away and filled from the saved pages."""
        for name in (NAME, NAME + ".wal"):
            (self.folder / name).unlink(missing_ok=True)
        self.do(do="refill", pages=self.pages)

    def put(self, copy: Path | None, *names: str) -> None:
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
            if copy is not None and (copy / name).exists():
                shutil.copy2(copy / name, self.folder / name)

    def look(self) -> None:
        """Compare it with a store that is made anew, and look for every decision that was ever kept."""
        self.do(do="keep", upkeep=True)
        told = f"after {self.done}"
        anew = self.folder.parent / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        anew.mkdir()
        with open_store(self.folder / NAME) as store:
            assert run_checks(store) == {name: [] for name in run_checks(store)}, told
            assert {d.id for d in stored_decisions(store)} >= self.decided.keys(), told
            assert {d.id for d in DecisionFile.of(store.path).read().decisions} >= self.decided.keys(), told
            found = dump(store, without=HISTORY)
            for part, id_ in (("fact", "fact_id"), ("conflict", "conflict_id")):
                known = store.rows(
                    f"SELECT * EXCLUDE (known_from, known_to) FROM {part}_history WHERE known_to IS NULL"
                )
                now = store.rows(script(f"queries/history_{part}s"))
                assert sorted(known, key=repr) == sorted(now, key=repr), (part, id_, told)
        shutil.copy2(
            decisions_path(self.folder / NAME), decisions_path(anew / NAME)
        ) if self.decided else None
        with open_store(anew / NAME) as store:
            load(store, map(item, self.pages), REFERENCE)
            bring_up_to_date(store, "anew", REFERENCE, everything=True)
            wanted = dump(store, without=HISTORY)
        for table, rows in wanted.items():
            assert found[table] == rows, f"{table} {told}"


@pytest.fixture
def seed() -> Iterator[int]:
    """A fresh seed, or that of CHISO_FUZZ_SEED to see a failure again."""
    chosen = int(os.environ.get("CHISO_FUZZ_SEED") or random.SystemRandom().randrange(10**9))
    print(f"again with: CHISO_FUZZ_SEED={chosen}")
    yield chosen


def run(folder: Path, seed: int, steps: int, looks: int) -> Fuzzer:
    fuzzer = Fuzzer(folder, random.Random(seed))
    try:
        for number in range(steps):
            fuzzer.step(number)
            if number % looks == looks - 1:
                fuzzer.look()
    finally:
        fuzzer.worker.kill()
    return fuzzer


def test_a_few_operations_that_anybody_might_meet(tmp_path: Path, seed: int) -> None:
    fuzzer = run(tmp_path, seed, 30, 5)
    assert len(fuzzer.done) >= 30


@pytest.mark.slow
def test_two_hundred_operations(tmp_path: Path, seed: int) -> None:
    fuzzer = run(tmp_path, seed, 200, 5)
    assert set(fuzzer.done) == {*BRING, *OTHER, "kill"}
    assert len(fuzzer.decided) > 5

"""The desk's memory: what the store and the decision file say now, read once and kept while neither has changed."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from normalize.reference import Reference
from normalize.reference import load as load_reference
from review.case import key_of
from review.web import evidence
from review.web.evidence import Sheet
from review.web.items import TO_DO, Item, Known, Rulings, Status, known, on_figures, status
from review.web.keeper import Keeper
from review.web.leases import Leases
from review.web.scripts import ask
from store.database import Store
from store.decisions_file import Contents
from store.errors import StoreError
from store.history import utc_now

AHEAD: Final = 24
"""Items whose sheets are read in one go: reading many costs little more than reading one."""
REVIEWERS: Final = 16
"""Reviewers for whom it is kept how the items stand."""
KEPT: Final = 2000
"""Sheets that are kept."""
_QUICK: Final = 0.25
"""Seconds that reading the queue may take for a page to wait for it; a longer one is read beside."""


@dataclass(frozen=True)
class Filter:
    """Which items are wanted: each part None for all; `status` None for what is to do."""

    index: str | None = None
    year: int | None = None
    subject: str | None = None
    kind: str | None = None
    source: str | None = None
    status: Status | None = None

    def fits(self, item: Item, how: Status) -> bool:
        """Whether an item that stands so is wanted."""
        return (
            (how in TO_DO if self.status is None else how is self.status)
            and self.index in (None, item.index)
            and self.year in (None, item.year)
            and self.subject in (None, item.subject)
            and self.kind in (None, item.kind)
            and (self.source is None or self.source in item.sources)
        )


@dataclass(frozen=True, slots=True)
class _Statuses:
    """How the items stand for one reviewer, and what that was made of."""

    seen: Known
    rulings: Mapping[str, Rulings]
    today: date
    items: list[tuple[Item, Status]]


class Desk:
    """A store's desk. `share` of the items get a blind second opinion. Use it as a context manager."""

    def __init__(self, path: Path, share: float = 0.1, clock: Callable[[], datetime] = utc_now) -> None:
        self.path, self.share, self.clock = path, share, clock
        self.keeper = Keeper(path, self._warm)
        self.leases = Leases(clock)
        self.reference: Reference = load_reference()
        self._lock = threading.RLock()
        self._known: tuple[int, Known] | None = None
        self._took = 0.0
        self._refreshing = False
        self._figures: tuple[str, Mapping[str, Rulings]] = ("", {})
        self._decided: tuple[str, frozenset[str]] = ("", frozenset())
        self._coming: set[str] = set()
        self._statuses: OrderedDict[str, _Statuses] = OrderedDict()
        self._places: tuple[Known | None, Mapping[str, list[int]]] = (None, {})
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._sheets_of: tuple[int, str] = (-1, "")
        self._fetching = False

    def __enter__(self) -> "Desk":
        self.keeper.__enter__()
        if self.contents.decisions:
            self.keeper.count_soon()
        return self

    def __exit__(self, *_: object) -> None:
        self.keeper.__exit__()

    @property
    def contents(self) -> Contents:
        """What the decision file holds."""
        return self.keeper.file.read()

    def figures(self) -> Mapping[str, Rulings]:
        """The live decisions on each figure."""
        contents = self.contents
        with self._lock:
            if self._figures[0] != contents.digest:
                self._figures = contents.digest, on_figures(contents.decisions)
            return self._figures[1]

    def decided(self) -> frozenset[str]:
        """The figures on which anything was ever decided."""
        contents = self.contents
        with self._lock:
            if self._decided[0] != contents.digest:
                self._decided = contents.digest, frozenset(d.key.id for d in contents.decisions)
            return self._decided[1]

    def known(self, store: Store) -> Known:
        """What the store knows of the queue."""
        with self._lock:
            epoch = self.epoch
            if self._known is not None and self._known[0] != epoch and self._took > _QUICK:
                self._beside()
            elif self._known is None or self._known[0] != epoch:
                self._read(store, epoch)
            assert self._known is not None
            return self._known[1]

    def _read(self, store: Store, epoch: int) -> None:
        start = time.monotonic()
        found = self._asked(store)
        with self._lock:
            self._took = time.monotonic() - start
            self._known = epoch, found

    def _asked(self, store: Store) -> Known:
        disputed = [fact for fact, r in self.figures().items() if r.disputed]
        return known(store, disputed, self.clock())

    def _beside(self) -> None:
        if not self._refreshing:
            self._refreshing = True
            threading.Thread(target=self._warm, name="queue", daemon=True).start()

    @property
    def epoch(self) -> int:
        """What is answered from: while decisions are counted that of before, until what changed has been read.

        That is safe: counting changes the evidence only of figures that were decided on, and a ruling on one of
        these has to say that it knows of those decisions.
        """
        return self._known[0] if self.keeper.counting and self._known is not None else self.keeper.epoch

    def _warm(self) -> None:
        """Read what has changed before a page asks for it."""
        try:
            with self.keeper.reading() as store:
                epoch = self.keeper.epoch
                before, coming = self._sheets_of[1], self._coming
                sheets = evidence.load(store, coming, self.decided()) if coming else {}
                start = time.monotonic()
                found = self._asked(store)
                with self._lock:  # both at once: a page between the two would read the sheets again
                    self._took, self._known = time.monotonic() - start, (epoch, found)
                    self._sheets, self._sheets_of = OrderedDict(sheets), (epoch, before)
        except StoreError:
            return  # another process has it; the next page tries again
        finally:
            self._refreshing = False

    def statuses(self, store: Store, who: str) -> list[tuple[Item, Status]]:
        """All items, the most worth first, and how each stands for a reviewer."""
        seen, rulings, today = self.known(store), self.figures(), self.clock().date()
        with self._lock:
            kept = self._statuses.get(who)
            if kept is None or kept.seen is not seen or kept.today != today:
                all_ = [(i, status(i, seen, rulings, who, self.share, today)) for i in seen.items]
            elif (
                kept.rulings is not rulings
            ):  # only the items of figures on which something was decided since
                all_ = list(kept.items)
                for n in self._touched(seen, kept.rulings, rulings):
                    item = seen.items[n]
                    all_[n] = item, status(item, seen, rulings, who, self.share, today)
            else:
                return kept.items
            self._statuses[who] = _Statuses(seen, rulings, today, all_)
            self._statuses.move_to_end(who)
            while len(self._statuses) > REVIEWERS:
                self._statuses.popitem(last=False)
            return all_

    def _touched(self, seen: Known, before: Mapping[str, Rulings], now: Mapping[str, Rulings]) -> set[int]:
        """The places of the items that have a figure on which the rulings are others than before."""
        if self._places[0] is not seen:
            places: dict[str, list[int]] = {}
            for n, item in enumerate(seen.items):
                for fact in item.facts:
                    places.setdefault(fact, []).append(n)
            self._places = seen, places
        facts = {fact for fact in before.keys() | now.keys() if before.get(fact) != now.get(fact)}
        return {n for fact in facts for n in self._places[1].get(fact, ())}

    def item(self, store: Store, id_: str, fact: str | None = None) -> Item | None:
        """The item of an id; where it went with its evidence, the one that its figure is part of now. None for none.

        `fact` is a figure that is known to be meant.
        """
        items = self.known(store).items
        found = next((i for i in items if i.id == id_), None)
        if found is not None:
            return found
        asked = [fact] if fact else [key_of(row).id for row in ask(store, "former", id=id_)]
        return next((i for i in items for f in (id_, *asked) if f in i.facts), None)

    def sheets(self, store: Store, item: Item, coming: Callable[[], list[Item]]) -> list[Sheet]:
        """The sheets of an item's figures; those of the items that are `coming` are read with them."""
        with self._lock:
            now = (self.epoch, self.contents.digest if self.decided() else "")
            if self._sheets_of[0] != now[0]:
                self._sheets.clear()
            elif self._sheets_of[1] != now[1]:
                for fact in self.decided() & self._sheets.keys():
                    del self._sheets[fact]
            self._sheets_of = now
            missing = any(fact not in self._sheets for fact in item.facts)
            ahead = [item, *coming()[:AHEAD]]
            wanted: frozenset[str] = frozenset()
            if missing or self._lacking(ahead[: AHEAD // 2]):
                self._coming = {fact for i in ahead for fact in i.facts}
                wanted = self._lacking(ahead)
            if not missing:
                if wanted and not self._fetching:
                    self._fetching = True
                    threading.Thread(
                        target=self._fetch, args=(wanted, now), name="sheets", daemon=True
                    ).start()
                return [self._sheets[fact] for fact in item.facts]
        # Not under the lock: a decision on what is at hand does not wait for it.
        found = evidence.load(store, wanted | set(item.facts), self.decided())
        self._keep(found, now)
        return [found[fact] for fact in item.facts if fact in found]

    def _lacking(self, items: list[Item]) -> frozenset[str]:
        """The figures of items whose sheets are to be read ahead: all but those that are kept only until a decision."""
        return frozenset(f for i in items for f in i.facts if f not in self._sheets) - self.decided()

    def _fetch(self, wanted: frozenset[str], now: tuple[int, str]) -> None:
        """Read the sheets of items to come before a page asks for them."""
        try:
            with self.keeper.reading() as store:
                self._keep(evidence.load(store, wanted, self.decided()), now)
        except StoreError:
            return  # another process has it; the page that needs them tries again
        finally:
            self._fetching = False

    def _keep(self, found: Mapping[str, Sheet], now: tuple[int, str]) -> None:
        """Keep sheets that were read, unless the store is another since, or something was decided on them."""
        with self._lock:
            if self._sheets_of[0] == now[0] == self.epoch:
                decided = self.decided() if self._sheets_of != now else frozenset()
                self._sheets |= {fact: sheet for fact, sheet in found.items() if fact not in decided}
                while len(self._sheets) > KEPT:
                    self._sheets.popitem(last=False)

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
from review.web import evidence
from review.web.evidence import Sheet
from review.web.items import TO_DO, Item, Known, Rulings, Status, known, on_figures, status
from review.web.keeper import Keeper
from review.web.leases import Leases
from review.web.scripts import Record, ask
from store.database import Store
from store.decisions_file import Contents
from store.errors import StoreError
from store.history import utc_now
from store.reconcile.claim import Key

AHEAD: Final = 24
"""Items whose sheets are read in one go: reading many costs little more than reading one."""
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
        self._statuses: tuple[
            tuple[Known, Mapping[str, Rulings], str, date] | None, list[tuple[Item, Status]]
        ] = (
            None,
            [],
        )
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._sheets_of: tuple[int, str] = (-1, "")

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
        disputed = [fact for fact, r in self.figures().items() if r.disputed]
        found = known(store, disputed, self.clock())
        with self._lock:
            self._took = time.monotonic() - start
            self._known = epoch, found

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
                sheets = evidence.load(store, self._coming, self.decided()) if self._coming else {}
                self._read(store, epoch)
                with self._lock:
                    self._sheets = OrderedDict(sheets)
                    self._sheets_of = (epoch, self._sheets_of[1])
        except StoreError:
            return  # another process has it; the next page tries again
        finally:
            self._refreshing = False

    def statuses(self, store: Store, who: str) -> list[tuple[Item, Status]]:
        """All items, the most worth first, and how each stands for a reviewer."""
        seen, rulings, today = self.known(store), self.figures(), self.clock().date()
        with self._lock:
            mark = self._statuses[0]
            if mark is None or mark[0] is not seen or mark[1] is not rulings or mark[2:] != (who, today):
                found = [(i, status(i, seen, rulings, who, self.share, today)) for i in seen.items]
                self._statuses = (seen, rulings, who, today), found
            return self._statuses[1]

    def queue(self, store: Store, who: str, wanted: Filter) -> list[Item]:
        """The items that are wanted, the most worth first."""
        return [i for i, how in self.statuses(store, who) if wanted.fits(i, how)]

    def item(self, store: Store, id_: str, fact: str | None = None) -> Item | None:
        """The item of an id; where it went with its evidence, the one that its figure is part of now. None for none.

        `fact` is a figure that is known to be meant.
        """
        items = self.known(store).items
        found = next((i for i in items if i.id == id_), None)
        if found is not None:
            return found
        asked = [fact] if fact else [_key(row).id for row in ask(store, "former", id=id_)]
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
            if any(fact not in self._sheets for fact in item.facts):
                self._coming = {fact for i in (item, *coming()[:AHEAD]) for fact in i.facts}
                wanted = self._coming - self._sheets.keys()
                self._sheets |= evidence.load(store, wanted | set(item.facts), self.decided())
                while len(self._sheets) > KEPT:
                    self._sheets.popitem(last=False)
            return [self._sheets[fact] for fact in item.facts if fact in self._sheets]


def _key(row: Record) -> Key:
    return Key(*(row[n] for n in ("subject", "index", "component", "year", "attribute", "scope")))

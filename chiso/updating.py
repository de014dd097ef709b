"""An update: crawl what is due, read what is new, hold back what a broken layout garbled, load, reconcile, publish."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from chiso import __version__
from chiso.guarded import guarded, problem_of
from crawlers.archive import Archive, Damaged
from crawlers.coverage import fault, history, measure, quarantined, record
from crawlers.health import Health, due, health, interrupted
from crawlers.ledger import Ledger
from crawlers.lock import only_one
from crawlers.recipe import Recipe
from crawlers.run import BODIES, LEDGER, CrawlReport, Options, clock_at, crawl
from crawlers.seeding import day_of
from crawlers.unread import Unread, done, is_to_do, release, tick, unread, unread_sites
from normalize.errors import UserError
from store.history import utc_now
from store.runs import Problem

if TYPE_CHECKING:
    from crawlers.desk import Progress
    from store.database import Store
    from store.load import LoadReport
    from store.reconciling import ReconcileReport
    from store.rows import Loaded

CHUNK: Final = 500
"""Pages of a site that are read before they are loaded: enough to tell a broken layout, and to fit in memory."""

T = TypeVar("T")
Reading = Callable[[str, int], None]
"""Told of every page that was read: its site, and how many have been."""


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did. `crawl` is None where nothing was due, `facts` where nothing was read."""

    store: Path
    crawl: CrawlReport | None
    sites: tuple[Health, ...]
    loaded: "LoadReport | None"
    facts: "ReconcileReport | None"
    problems: tuple[Problem, ...]
    released: tuple[str, ...] = ()

    @property
    def alarming(self) -> bool:
        """Whether somebody has to look: a layout broke, a site failed, or the crawl was cut short."""
        return any(site.alarming for site in self.sites) or (
            self.crawl is not None and not self.crawl.finished
        )


@dataclass
class _Pages:
    """What was read of one site and one run."""

    found: list[frozenset[str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    good: "list[tuple[Unread, Loaded]]" = field(default_factory=list)
    bad: list[tuple[Unread, Problem]] = field(default_factory=list)
    moved: list[Unread] = field(default_factory=list)


def choose(
    recipes: dict[str, Recipe], named: Iterable[str], only_due: bool, folder: Path, now: float
) -> list[Recipe]:
    """Return the sites to crawl: those that are named, else all; of them those that are due, if so wished.

    Raises UserError for a name that no recipe has.
    """
    wanted = list(dict.fromkeys(named)) or sorted(recipes)
    for name in wanted:
        if name not in recipes:
            raise UserError(f"there is no site {name!r}", "", f"the sites are: {', '.join(sorted(recipes))}")
    path = folder / LEDGER
    if not only_due or not path.exists():
        return [recipes[name] for name in wanted]
    ledger = Ledger(path, read_only=True)
    try:
        return [recipes[name] for name in wanted if due(ledger, recipes[name], now)]
    finally:
        ledger.close()


def update(
    recipes: dict[str, Recipe], chosen: list[Recipe], store_path: Path, folder: Path, options: Options,
    progress: "Progress | None" = None, reading: Reading | None = None,
) -> UpdateReport:  # fmt: skip
    """Crawl the sites of `chosen` into `folder`, and load what is new into the store.

    What an earlier update crawled and did not come to read is read now. A site whose layout broke is put in
    quarantine: what was fetched of it is kept and held back, its old facts stay, and it comes out by itself
    when its recipe is changed. Raises Busy, CrawlError, LedgerError and StoreError.
    """
    from store.database import check_writable

    check_writable(store_path)
    path = folder / LEDGER
    with only_one(folder / "update.lock"):
        crawled = None
        if chosen or (path.exists() and _is_interrupted(path)):
            crawled = crawl(recipes, chosen, folder, options, progress)
        elif not path.exists():
            return UpdateReport(store_path, None, (), None, None, ())
        ledger = Ledger(path)
        try:
            now = clock_at(options.now)()
            released = _release_changed(ledger, recipes)
            loading = _Loading(ledger, Archive(folder / BODIES), store_path, reading)
            try:
                for site in unread_sites(ledger):
                    if site in recipes:
                        loading.site(recipes[site], now)
                facts = loading.reconcile()
            finally:
                loading.close()
            sites = _ran(ledger, recipes, now)
            problems = tuple(loading.problems)
            return UpdateReport(store_path, crawled, sites, loading.loaded, facts, problems, released)
        finally:
            ledger.close()


def _ran(ledger: Ledger, recipes: dict[str, Recipe], now: float) -> tuple[Health, ...]:
    """The health of the sites of the last run."""
    day = day_of(now)
    rows = ledger.rows("SELECT site FROM run_site WHERE run = (SELECT max(id) FROM run)")
    ran = {row["site"] for row in rows}
    return tuple(health(ledger, r, r.retired(day)) for r in recipes.values() if r.id in ran)


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of `size`, the last as long as it comes; they are taken from `items` as needed."""
    pending = iter(items)
    while chunk := list(islice(pending, size)):
        yield chunk


def _is_interrupted(path: Path) -> bool:
    ledger = Ledger(path, read_only=True)
    try:
        return interrupted(ledger)
    finally:
        ledger.close()


def _release_changed(ledger: Ledger, recipes: dict[str, Recipe]) -> tuple[str, ...]:
    """Let out of quarantine whose recipe has been changed since."""
    out = []
    for recipe in recipes.values():
        broken = quarantined(ledger, recipe.id)
        if broken is not None and broken != recipe.digest:
            release(ledger, recipe.id)
            out.append(recipe.id)
    return tuple(out)


class _Loading:
    """The way of new pages into the store, site by site: a kill costs at most the pages in hand."""

    def __init__(self, ledger: Ledger, archive: Archive, store_path: Path, reading: Reading | None) -> None:
        self.ledger = ledger
        self.archive = archive
        self.store_path = store_path
        self.reading = reading
        self.loaded: LoadReport | None = None
        self.problems: list[Problem] = []
        self.started = utc_now()
        self._store: Store | None = None

    def site(self, recipe: Recipe, now: float) -> None:
        """Read the new pages of a site, measure how its layout fits, and load them or hold them back."""
        pages = _Pages()
        broken = quarantined(self.ledger, recipe.id) is not None
        wrong = (
            "the layout has been broken since an earlier run, and its recipe is unchanged" if broken else None
        )
        run = 0
        try:
            for chunk in batched(unread(self.ledger, self.archive, recipe.id), CHUNK):
                run = chunk[0].run
                for item in chunk:
                    if item.elsewhere(recipe.hosts):
                        # It stands on its successor's site now. What it said on its own stays said: its facts are
                        # kept as they are, and the copy is the same article, not another source.
                        pages.moved.append(item)
                    else:
                        _read_page(recipe, item, pages)
                    if self.reading is not None:
                        self.reading(recipe.id, len(pages.found))
                fits = measure(pages.found, pages.lengths)
                wrong = wrong or fault(fits, history(self.ledger, recipe.id, run), recipe)
                self._settle(pages, wrong)
        except Damaged as error:
            self.problems.append(problem_of(error))
        if pages.found:
            record(self.ledger, run, recipe, measure(pages.found, pages.lengths), wrong, now)

    def _settle(self, pages: _Pages, wrong: str | None) -> None:
        """Load what was read, or hold it back where the layout is wrong; tick it off."""
        tick(self.ledger, [(item, "moved", None) for item in pages.moved])
        tick(self.ledger, [(item, "unreadable", None) for item, _ in pages.bad])
        self.problems += [problem for _, problem in pages.bad]
        if wrong is not None:
            tick(self.ledger, [(item, "held", None) for item, _ in pages.good])
        elif pages.good:
            self._load([loaded for _, loaded in pages.good])
            tick(self.ledger, _readings(pages.good), then="reconcile")
        pages.good, pages.bad, pages.moved = [], [], []

    def _load(self, items: "list[Loaded]") -> None:
        from store.load import LoadReport, load

        report = load(self._open(), items)
        self.problems += [Problem(url, reason) for url, reason in report.refused]
        self.loaded = (self.loaded or LoadReport()) + report

    def reconcile(self) -> "ReconcileReport | None":
        """Make count what was loaded, by this update or by one that was killed before it came to this, and publish.

        Where it cannot be published, what was published before stays, and the trouble is among the problems.
        """
        from store.errors import StoreError
        from store.load import LoadReport
        from store.publish import publish
        from store.runs import record_run
        from store.upkeep import bring_up_to_date

        if self._store is None and not is_to_do(self.ledger, "reconcile"):
            return None
        store = self._open()
        kept = bring_up_to_date(store, "update")
        self.problems += kept.problems
        done(self.ledger, "reconcile")
        record_run(
            store, command="update", version=__version__, started=self.started, finished=utc_now(),
            report=self.loaded or LoadReport(), problems=self.problems,
        )  # fmt: skip
        try:
            publish(store, version=__version__)
        except StoreError as error:
            self.problems.append(problem_of(error))
        return kept.reconciled

    def _open(self) -> "Store":
        from store.database import open_store

        self._store = self._store or open_store(self.store_path)
        return self._store

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._store is not None:
            self._store.close()


def _read_page(recipe: Recipe, item: Unread, pages: _Pages) -> None:
    from chiso.trying import try_page
    from extract.extractor import extractor
    from store.rows import Loaded

    snapshot = item.snapshot

    def page() -> tuple[frozenset[str], Loaded]:
        tried = try_page(recipe, snapshot)
        article = replace(tried.article, portal=recipe.subject) if recipe.subject else tried.article
        return tried.parts, Loaded(snapshot, article, extractor().extract(article).observations)

    read = guarded(snapshot.final_url or snapshot.url, page)
    if isinstance(read, Problem):
        pages.bad.append((item, read))
        return
    parts, loaded = read
    pages.found.append(parts)
    pages.lengths.append(len(loaded.article.text))
    pages.good.append((item, loaded))


def _readings(good: "list[tuple[Unread, Loaded]]") -> list[tuple[Unread, str, str | None]]:
    """How each page reads against the last time: several fetches of one page follow each other."""
    known: dict[str, str | None] = {}
    out: list[tuple[Unread, str, str | None]] = []
    for item, loaded in good:
        revision = loaded.article.revision
        last = known.get(item.key, item.text)
        out.append((item, "new" if last is None else "same" if last == revision else "changed", revision))
        known[item.key] = revision
    return out

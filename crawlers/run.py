"""A crawl: from recipes to snapshots in the archive and rows in the ledger."""

import gc
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawlers.archive import Archive
from crawlers.desk import Desk, Progress
from crawlers.frontier import Frontier
from crawlers.judge import Judge
from crawlers.keys import Directory
from crawlers.ledger import Ledger
from crawlers.lock import only_one
from crawlers.pages import Found
from crawlers.recipe import Recipe
from normalize.errors import UserError

LEDGER: Final = "ledger.sqlite"
BODIES: Final = "bodies"


class CrawlError(UserError):
    """A crawl that had to stop: the disk is full, or the ledger cannot be written."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to crawl. `floor` overrides the least gap of all recipes (seconds), `proxy` is an HTTP proxy."""

    agent: str
    proxy: str = ""
    floor: float | None = None
    timeout: float | None = None
    now: float | None = None


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """The run that it was, whether it went on with a killed one, and whether it came to its end."""

    run: int
    resumed: bool
    finished: bool


def user_agent(version: str, contact: str) -> str:
    """The honest name that hosts see, with where to complain."""
    return f"chiso/{version} (+{contact})"


def clock_at(now: float | None) -> Callable[[], float]:
    """The time of day; from `now` on, if that is given: it runs on from there."""
    ahead = 0.0 if now is None else now - time.time()
    return lambda: time.time() + ahead


def crawl(
    recipes: dict[str, Recipe], chosen: Iterable[Recipe], folder: Path, options: Options,
    progress: Progress | None = None, only: Sequence[Found] | None = None, most: int | None = None,
) -> CrawlReport:  # fmt: skip
    """Crawl the sites of `chosen`, or go on with a crawl that was killed; return what run it was.

    `recipes` are all that are known: they tell whose host a redirect leads to. One crawl in a process, for
    Twisted's reactor does not start twice; and one in a folder: raises Busy where another is at work. Raises
    CrawlError where the archive or the ledger cannot be written. A crawl that is stopped by a signal returns
    with `finished` false, and the next one goes on with it. `only` and `most` are those of Frontier.
    """
    with ExitStack() as stack:
        stack.enter_context(_told_of_the_ledger(folder / LEDGER))
        stack.enter_context(only_one(folder / "lock"))
        archive = Archive(folder / BODIES)
        archive.sweep()
        ledger = Ledger(folder / LEDGER)
        stack.callback(ledger.close)
        log = stack.enter_context((folder / "crawl.jsonl").open("a", encoding="utf-8", buffering=1))
        clock = clock_at(options.now)
        frontier = Frontier(ledger, Directory(recipes), only, most)
        run = frontier.open(chosen, clock())
        judge = Judge(frontier)
        desks = {
            tls: Desk(frontier, judge, archive, tls, options.agent, clock, log, progress, options.floor)
            for tls in ("verify", "unverified")
        }
        desks = {tls: desk for tls, desk in desks.items() if desk.hosts}
        stack.enter_context(_libraries_log_to(folder / "libraries.log"))
        finished = _carry(desks, options)
        if finished:
            for desk in desks.values():
                desk.finish()
            frontier.close(clock())
        return CrawlReport(run, frontier.resumed, finished)


@contextmanager
def _told_of_the_ledger(path: Path) -> Iterator[None]:
    """Raise CrawlError where the ledger cannot be written, as on a full disk, before or after the requests."""
    try:
        yield
    except sqlite3.Error as error:
        raise CrawlError(
            f"the ledger cannot be written: {error}",
            str(path),
            "see to the disk and run it again: it goes on where it stopped",
        ) from error


@contextmanager
def _libraries_log_to(path: Path) -> Iterator[None]:
    """Send what Scrapy and Twisted warn of to a file: the operator reads the ledger, not their tracebacks."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("scrapy", "twisted", "asyncio", "protego")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True
        handler.close()


def _carry(desks: dict[str, Desk], options: Options) -> bool:
    """Run Scrapy until every desk is done; return False where a signal came first."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawlers.spider import TIMEOUT, PortalSpider, settings

    process = AsyncCrawlerProcess({"LOG_ENABLED": False, "LOG_INSTALL_ROOT_HANDLER": False})
    crawlers = []
    for tls, desk in desks.items():
        verify = tls == "verify"
        crawler = process.create_crawler(PortalSpider)
        crawler.settings.setdict(
            settings(options.agent, verify=verify, hosts=len(desk.hosts) or 1), priority="cmdline"
        )
        process.crawl(
            crawler, desk=desk, verified=verify, timeout=options.timeout or TIMEOUT, proxy=options.proxy
        )
        crawlers.append(crawler)
    gc.freeze()  # what is loaded by now stays: collections need not look at it each time
    process.start()
    for crawler in crawlers:
        trouble = getattr(crawler.spider, "trouble", None)
        if trouble is not None:
            raise CrawlError(
                f"the crawl had to stop: {trouble}",
                "",
                "mend it and run it again: it goes on where it stopped",
            ) from trouble
    return all(getattr(crawler.spider, "done", False) for crawler in crawlers)

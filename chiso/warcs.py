"""Ingesting WARCs: anybody's archived pages, through a gate on their bytes, into the store."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from chiso import __version__
from chiso.guarded import guarded, problem_of
from chiso.pipeline import IngestReport, Progress, ingest
from crawlers.snapshot import Snapshot
from crawlers.warc import SUFFIXES, Skipped, is_warc, read_warc
from normalize.errors import UserError
from store.database import check_writable, open_store
from store.history import utc_now
from store.load import LoadReport, load
from store.rows import Loaded
from store.runs import Problem, record_run
from store.upkeep import bring_up_to_date


def ingest_all(paths: Iterable[Path], store_path: Path, progress: Progress | None = None) -> IngestReport:
    """Read saved pages, WARCs and folders of both; load what they state, and reconcile.

    Raises StoreError where the store cannot be opened or written.
    """
    paths = list(paths)
    archives = sorted({archive for path in paths for archive in _archives(path)})
    pages = [path for path in paths if path not in archives]
    if not archives:
        return ingest(pages, store_path, progress)
    before = (
        ingest(pages, store_path, progress) if pages else IngestReport(store_path, 0, LoadReport(), None, ())
    )
    return _ingest_archives(archives, store_path, progress, before)


def _archives(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for suffix in SUFFIXES for file in path.rglob(f"*{suffix}"))
    elif is_warc(path):
        yield path


def _ingest_archives(
    archives: list[Path], store_path: Path, progress: Progress | None, before: IngestReport
) -> IngestReport:
    started = utc_now()
    check_writable(store_path)
    problems: list[Problem] = []
    pages = 0

    def items() -> Iterator[Loaded]:
        nonlocal pages
        for number, path in enumerate(archives, start=1):
            for item in _read(path, problems):
                pages += 1
                yield item
            if progress is not None:
                progress(number, len(archives), path.name)

    stream = items()
    first = next(stream, None)
    if first is None:
        return replace(before, problems=(*before.problems, *problems))
    with open_store(store_path) as store:
        loaded = load(store, chain((first,), stream))
        problems += [Problem(url, reason) for url, reason in loaded.refused]
        kept = bring_up_to_date(store, "ingest")
        facts = kept.reconciled
        problems += kept.problems
        record_run(
            store, command="ingest", version=__version__, started=started, finished=utc_now(), report=loaded,
            problems=problems, read=[str(path) for path in archives],
        )  # fmt: skip
    return IngestReport(
        store_path, before.pages + pages, before.loaded + loaded, facts, (*before.problems, *problems)
    )


def _read(path: Path, problems: list[Problem]) -> Iterator[Loaded]:
    """The articles of one WARC that may name an index."""
    from chiso.rawgate import RawGate
    from extract.extractor import extractor
    from extract.read import read_article
    from normalize.reference import load as load_reference

    def page(snapshot: Snapshot) -> Loaded:
        article = read_article(snapshot)
        return Loaded(snapshot, article, extractor().extract(article).observations)

    skipped = Skipped()
    snapshots = read_warc(path, RawGate(load_reference()), skipped)
    while True:
        try:
            snapshot = next(snapshots)
        except StopIteration:
            break
        except UserError as error:
            problems.append(problem_of(error))
            break
        item = guarded(snapshot.url, partial(page, snapshot))
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
    large = skipped.reasons["too large"]
    if large:
        problems.append(Problem(str(path), f"{large} pages are larger than is read"))

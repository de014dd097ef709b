"""The way from saved pages to reconciled facts, as one call."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chiso import __version__
from chiso.guarded import guarded, problem_of
from normalize.errors import UserError
from store.database import check_writable, open_store
from store.history import utc_now
from store.load import BATCH, LoadReport, load
from store.reconciling import ReconcileReport
from store.rows import Loaded
from store.runs import Problem, record_run
from store.upkeep import bring_up_to_date

Progress = Callable[[int, int, str], None]
"""Told after each page: how many are done, of how many, and which one it was."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `facts` is None where nothing was readable, and so nothing was written."""

    store: Path
    pages: int
    loaded: LoadReport
    facts: ReconcileReport | None
    problems: tuple[Problem, ...]

    @property
    def anything(self) -> bool:
        """Whether at least one page is in the store now, be it that it was before."""
        return self.loaded.articles > 0


def ingest(paths: Iterable[Path], store_path: Path, progress: Progress | None = None) -> IngestReport:
    """Read saved pages and folders of them, load what they state, and reconcile.

    A page that cannot be read is reported and recorded, and the others go on. Where none can be read, no
    store is made. Raises StoreError where the store cannot be opened or written.
    """
    started = utc_now()
    existed = store_path.exists()
    check_writable(store_path)
    store = open_store(store_path) if existed else None  # fail now rather than after an hour of reading
    try:
        files, problems = _files(paths)
        read: list[str] = []
        report = LoadReport()
        for chunk in _chunks(files):
            good: list[Loaded] = []
            for number, path in chunk:
                item = _read(path)
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    good.append(item)
                    read.append(str(path))
                if progress is not None:
                    progress(number, len(files), path.name)
            if good:
                store = store or open_store(store_path)
                report += load(store, good)
        problems += [Problem(url, reason) for url, reason in report.refused]
        kept = bring_up_to_date(store, "ingest") if store is not None and report.articles else None
        if store is not None:
            record_run(
                store, command="ingest", version=__version__, started=started, finished=utc_now(), report=report,
                problems=problems, read=read,
            )  # fmt: skip
        facts, trouble = (kept.reconciled, kept.problems) if kept else (None, ())
        return IngestReport(store_path, len(files), report, facts, (*problems, *trouble))
    finally:
        if store is not None:
            store.close()


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    from crawlers.saved import find

    files: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        found = find([path])
        try:
            for file in found:
                files.setdefault(file)
        except UserError as error:
            problems.append(problem_of(error, str(path)))
    return list(files), problems


def _chunks(files: Sequence[Path]) -> Iterator[list[tuple[int, Path]]]:
    numbered = list(enumerate(files, start=1))
    for start in range(0, len(numbered), BATCH):
        yield numbered[start : start + BATCH]


def _read(path: Path) -> Loaded | Problem:
    from crawlers.saved import read
    from extract.extractor import extractor
    from extract.read import read_article

    def page() -> Loaded:
        snapshot = read(path)
        article = read_article(snapshot)
        return Loaded(snapshot, article, extractor().extract(article).observations)

    return guarded(str(path), page)

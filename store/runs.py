"""The store's diary: which runs wrote to it, and which pages could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from normalize.ids import content_id
from store.database import Store, append
from store.load import LoadReport
from store.tables import existing


@dataclass(frozen=True, slots=True)
class Problem:
    """A page that could not be read: where it is, what is wrong, and what to do."""

    place: str
    reason: str
    advice: str = ""

    @property
    def id(self) -> str:
        """The same trouble with the same page has one id."""
        return content_id("problem", self.place, self.reason)


def record_run(
    store: Store,
    *,
    command: str,
    version: str,
    started: datetime,
    finished: datetime,
    report: LoadReport,
    problems: Iterable[Problem] = (),
    read: Iterable[str] = (),
) -> None:
    """Note a run; keep its problems, and forget those of places that were `read` this time.

    Times are naive UTC, `version` is that of chiso.
    """
    found = {p.id: p for p in problems}
    with store.transaction() as cursor:
        cursor.execute("DELETE FROM ingest_problem WHERE place IN (SELECT unnest(?))", [list(read)])
        known = existing(cursor, "ingest_problem", found)
        append(
            cursor,
            "ingest_problem",
            ((p.id, p.place, p.reason, p.advice, started) for p in found.values() if p.id not in known),
        )
        row = (
            content_id("run", command, started.isoformat()), command, version, started, finished,
            "done with problems" if found else "done", report.new, report.revised, report.reread,
            report.unchanged, report.observations_new, len(found),
        )  # fmt: skip
        append(cursor, "run", [row])

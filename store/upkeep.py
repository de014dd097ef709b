"""Upkeep: whatever was loaded or decided is made to count, and what changed by it is noted."""

from dataclasses import dataclass

from normalize.reference import Reference
from store.database import Store
from store.decisions_file import DecisionFile
from store.decisions_table import Replayed, replay
from store.history import Clock, Moment, record_history, utc_now
from store.reconciling import ReconcileReport, reconcile_store
from store.runs import Problem


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What upkeep did. `moment` is None where nothing that is known changed."""

    replayed: Replayed
    reconciled: ReconcileReport
    moment: Moment | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Lines of the decision file that cannot be read, trouble with it, and a clock that was set back."""
        if self.moment is None or self.moment.late is None:
            return self.replayed.problems
        late = Problem(
            "the clock",
            f"it is {self.moment.late} behind the last change of the store",
            "set it right; until then changes are dated just after the last one",
        )
        return (*self.replayed.problems, late)


def bring_up_to_date(
    store: Store,
    cause: str,
    reference: Reference | None = None,
    *,
    file: DecisionFile | None = None,
    everything: bool = False,
    clock: Clock = utc_now,
) -> Upkeep:
    """Replay the decisions, reconcile what has changed, and note what is known now.

    `cause` is the word under which the history notes it; `file` is the decision file, that beside the store where
    it is not given. Each step is a transaction, and each finds by itself what is left to do, so that a process
    killed anywhere between leaves nothing that the next upkeep does not make up for. Raises StoreError where the
    store cannot be written.
    """
    replayed = replay(store, file or DecisionFile.of(store.path))
    reconciled = reconcile_store(store, reference, everything=everything)
    return Upkeep(replayed, reconciled, record_history(store, cause, clock))

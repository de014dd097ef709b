"""Precision and recall against gold files, by the scoring rule of the annotation guidelines.

The parts are in `extract.scoring`; this is the front that most callers need.
"""

from extract.scoring.gold import Gold, GoldError, read_gold
from extract.scoring.records import TOLERANCE, Key, Record, key, same
from extract.scoring.report import Report, Score, evaluate
from extract.scoring.wrong import wrong_slots

__all__ = [
    "TOLERANCE", "Gold", "GoldError", "Key", "Record", "Report", "Score", "evaluate", "key", "read_gold", "same",
    "wrong_slots",
]  # fmt: skip

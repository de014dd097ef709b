"""What was made of one sentence, or of one row of a table."""

from dataclasses import dataclass

from extract.article import Block
from extract.bind.work import Work
from extract.resolve.resolved import Resolved
from extract.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence (the text of a row, for a table), the block it stands in, its frames, and what they state."""

    sentence: Sentence
    block: Block
    work: Work
    resolved: tuple[Resolved, ...]

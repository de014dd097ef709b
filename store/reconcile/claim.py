"""What goes into reconciliation: claims of sources and rulings of reviewers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache

from normalize.ids import content_id


class Trust(IntEnum):
    """How near a source stands to the figure; breaks ties only. Higher is nearer.

    The order is that of the design: who publishes the index, a portal on its own province, other portals,
    newspapers, and last what came without any address.
    """

    NOWHERE = 0
    PRESS = 1
    PORTAL = 2
    OWN_PORTAL = 3
    PUBLISHER = 4


@dataclass(frozen=True, slots=True)
class Key:
    """What a fact is about. `attribute` as in the guidelines; `scope` only for ranks and their changes."""

    subject: str
    index: str
    component: str | None
    year: int
    attribute: str
    scope: str | None = None

    @property
    def kind(self) -> str:
        """Who is measured: province, ministry, region or national. Kinds never mix."""
        return self.subject.partition("/")[0]

    @property
    def id(self) -> str:
        """The fact's id."""
        return _fact_id(self)

    @property
    def text(self) -> str:
        """The row that the fact stands in, for people: `province/hai-phong:PCI/tinh-minh-bach:2023`."""
        part = f"/{self.component}" if self.component else ""
        return f"{self.subject}:{self.index}{part}:{self.year}"

    def sort_key(self) -> tuple[str, str, int, str, str, str]:
        """An order in which None and text do not meet."""
        return (
            self.index,
            self.component or "",
            self.year,
            self.subject,
            self.attribute,
            self.scope or "",
        )


@lru_cache(maxsize=1 << 16)
def _fact_id(k: Key) -> str:
    return content_id("fact", k.subject, k.index, k.component, k.year, k.attribute, k.scope)


@dataclass(frozen=True, slots=True)
class Claim:
    """One observation, as reconciliation sees it.

    `decimals` is how many decimals were written, `ranked` how many are ranked where the text says so. `text`
    is a hash of the words of the whole text, `said` one of its sentence ("" for a sentence too short to prove
    anything): articles that share either are one witness. `revision` and `start` say where the
    value stands: two subjects with one rank from one place are a tie that the text states.
    """

    id: str
    key: Key
    value: Decimal | str
    decimals: int
    unit: str | None
    ranked: int | None
    status: str
    rough: bool
    confidence: float
    article: str
    text: str
    said: str
    revision: str
    start: int
    source: str
    trust: Trust
    published: date | None

    @property
    def implied(self) -> bool:
        """Whether the value follows from an order, a streak or a span and is not said itself."""
        return self.status == "implied"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer decided about one fact, with the tripwire: the values that were known at that time.

    `value` is None where no figure is to be published. `seen` holds the values of the claims then, as
    `figure_text` writes them.
    """

    id: str
    key: Key
    value: Decimal | str | None
    decimals: int
    unit: str | None
    seen: tuple[str, ...]

"""Decisions: what reviewers rule about facts, each a line that is never changed.

A decision is named by a hash of all that it says. So the same decision is the same wherever it comes from, a
line that was garbled is known from its name, and any number of files and stores can be put together in any
order: the set of decisions only ever grows, and which of them stand follows from the set alone
(`store.decisions_standing`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from normalize.ids import content_id
from normalize.numbers import places
from store.reconcile.claim import Key

FORMAT: Final = 1
"""The format of a line; lines of a later one are left alone."""
PLACES: Final = 4
"""Decimals that a figure may have at most, as the store keeps them."""


class Verdict(StrEnum):
    """What is ruled.

    claim: the figure of these claims is right. value: another figure is, from the source that is given. none: no
    figure is right. both: this figure is right, and `also` others were, as preliminary ones. misread: these claims
    were extracted wrongly. source_error: they say what was extracted, and are wrong. defer: not now. comment:
    only a remark. undo: the decisions that it supersedes are taken back.
    """

    CLAIM = "claim"
    VALUE = "value"
    NONE = "none"
    BOTH = "both"
    MISREAD = "misread"
    SOURCE_ERROR = "source_error"
    DEFER = "defer"
    COMMENT = "comment"
    UNDO = "undo"


RULINGS: Final = frozenset({Verdict.CLAIM, Verdict.VALUE, Verdict.NONE, Verdict.BOTH})
"""Verdicts on the figure to publish: one fact can have only one."""
REJECTIONS: Final = frozenset({Verdict.MISREAD, Verdict.SOURCE_ERROR})
"""Verdicts on claims: they do not count any more."""
SLOTS: Final = ("subject", "index", "component", "year", "value", "attribute", "scope")
"""What of a claim may have been misread."""


class BadDecision(ValueError):
    """A line that is no decision; the message says why."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that a decision names: by article, subject and figure, so that it is known again after another
    reading of the article; `observation` is the id it had then.
    """

    article: str
    observation: str
    subject: str
    figure: str


@dataclass(frozen=True)
class Decision:
    """One decision on one fact.

    `who` ruled `when` (naive UTC) and `why`. `figure` is what is to be published, as the store writes figures
    ("91.87", "B"), None where none is. `seen` and `fingerprint` are the evidence that it was made on
    (`store.decisions_table.ground`). `seq` is larger than that of any decision that was known then, whatever the
    clock said. `supersedes` names the decisions that it replaces or takes back. `token` is the client's mark for
    one wish, `batch` one for what was decided in one go.
    """

    key: Key
    verdict: Verdict
    who: str
    when: datetime
    why: str = ""
    seq: int = 1
    figure: str | None = None
    unit: str | None = None
    claims: tuple[Claimed, ...] = ()
    also: tuple[str, ...] = ()
    slot: str | None = None
    correction: str | None = None
    source: str | None = None
    conflict: str | None = None
    seen: tuple[str, ...] = ()
    fingerprint: str = ""
    supersedes: tuple[str, ...] = ()
    until: date | None = None
    batch: str | None = None
    token: str | None = None

    @cached_property
    def id(self) -> str:
        """A hash of all that the decision says."""
        return content_id("decision", _json(self._content()))

    @cached_property
    def record(self) -> str:
        """The decision as a line of the file, without its end."""
        return _json({"id": self.id} | self._content())

    @property
    def value(self) -> Decimal | str | None:
        """The figure as a number; as it is for a group."""
        return self.figure if self.figure is None or self.key.attribute == "group" else Decimal(self.figure)

    @property
    def decimals(self) -> int:
        """How many decimals of the figure are known."""
        return 0 if self.figure is None or self.key.attribute == "group" else places(Decimal(self.figure))

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What came later is larger, as far as anybody knew."""
        return (self.seq, self.when, self.id)

    def _content(self) -> dict[str, Any]:
        k = self.key
        found: dict[str, Any] = {
            "format": FORMAT,
            "seq": self.seq,
            "when": self.when.isoformat(timespec="microseconds") + "Z",
            "who": self.who,
            "verdict": self.verdict.value,
            "fact": {
                "subject": k.subject, "index": k.index, "component": k.component, "year": k.year,
                "attribute": k.attribute, "scope": k.scope,
            },
            "figure": self.figure,
            "unit": self.unit,
            "claims": [
                {"article": c.article, "observation": c.observation, "subject": c.subject, "figure": c.figure}
                for c in self.claims
            ],
            "also": list(self.also),
            "slot": self.slot,
            "correction": self.correction,
            "source": self.source,
            "why": self.why,
            "conflict": self.conflict,
            "seen": list(self.seen),
            "fingerprint": self.fingerprint,
            "supersedes": list(self.supersedes),
            "until": self.until and self.until.isoformat(),
            "batch": self.batch,
            "token": self.token,
        }  # fmt: skip
        return {name: value for name, value in found.items() if value not in (None, "", [])}


def read_decision(line: str) -> Decision:
    """Return the decision that a line holds. Raises BadDecision where it holds none, or not the one it names."""
    try:
        found = json.loads(line)
    except ValueError as error:
        raise BadDecision(f"it is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadDecision("it is not a JSON object")
    if found.get("format") != FORMAT:
        raise BadDecision(f"its format is {found.get('format')!r}, this chiso knows {FORMAT}")
    try:
        decision = _decision(found)
    except BadDecision:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadDecision(f"a field is missing or wrong: {error}") from error
    if found.get("id") != decision.id:
        raise BadDecision(f"it was changed: its id is {found.get('id')}, that of what it says {decision.id}")
    return decision


def check_figure(attribute: str, figure: str) -> None:
    """Raise BadDecision where a figure cannot be one of an attribute."""
    if attribute == "group":
        if not figure.strip():
            raise BadDecision("a group needs a label")
        return
    try:
        number = Decimal(figure)
    except InvalidOperation as error:
        raise BadDecision(f"{figure!r} is no number") from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 8:
        raise BadDecision(f"{figure!r} is no figure of an index")
    if places(number) > (0 if attribute.startswith("rank") else PLACES):
        raise BadDecision(f"{figure!r} has more decimals than a {attribute.replace('_', ' ')} can have")


def _decision(found: Mapping[str, Any]) -> Decision:
    fact = found["fact"]
    key = Key(
        _text(fact["subject"]), _text(fact["index"]), fact["component"], int(fact["year"]),
        _text(fact["attribute"]), fact["scope"],
    )  # fmt: skip
    figure = found.get("figure")
    if figure is not None:
        check_figure(key.attribute, _text(figure))
    verdict = Verdict(found["verdict"])
    if (figure is not None) != (verdict in RULINGS - {Verdict.NONE}):
        raise BadDecision(f"the verdict {verdict} {'takes no' if figure is not None else 'needs a'} figure")
    until = found.get("until")
    return Decision(
        key=key,
        verdict=verdict,
        who=_text(found["who"]),
        when=_moment(found["when"]),
        why=found.get("why", ""),
        seq=int(found["seq"]),
        figure=figure,
        unit=found.get("unit"),
        claims=tuple(
            Claimed(*(_text(c[name]) for name in ("article", "observation", "subject", "figure")))
            for c in found.get("claims", ())
        ),
        also=tuple(map(_text, found.get("also", ()))),
        slot=found.get("slot"),
        correction=found.get("correction"),
        source=found.get("source"),
        conflict=found.get("conflict"),
        seen=tuple(map(_text, found.get("seen", ()))),
        fingerprint=found.get("fingerprint", ""),
        supersedes=tuple(map(_text, found.get("supersedes", ()))),
        until=date.fromisoformat(until) if until else None,
        batch=found.get("batch"),
        token=found.get("token"),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)

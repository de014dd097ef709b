"""What a reviewer has to see of a figure: its case, and each claim in its sentence and paragraph."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from review.case import Case, figure_of, key_of
from review.web.marks import Piece, Span, pieces
from review.web.scripts import Record, ask
from store.database import Store
from store.decisions_table import Ground, ground


@dataclass(frozen=True, slots=True)
class Slot:
    """Why a claim is about what it is about: the words that say so, and where they stand; `near` in the paragraph."""

    name: str
    value: str
    reason: str
    words: str
    near: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as it is shown. `record` is that of the case; `sentence` and `paragraph` are in pieces."""

    record: Record
    sentence: tuple[Piece, ...]
    paragraph: tuple[Piece, ...]
    slots: tuple[Slot, ...]

    @property
    def id(self) -> str:
        """The observation's id."""
        return str(self.record["observation_id"])

    @property
    def figure(self) -> str:
        """What it says, on the scale of the index."""
        return figure_of(self.record)


@dataclass(frozen=True, slots=True)
class Voice:
    """One witness: a text, and its reprints behind it."""

    witness: str
    claims: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """All that say one figure. `published` is set where it is what is published now."""

    figure: str
    unit: str | None
    role: str
    voices: tuple[Voice, ...]
    published: bool

    @property
    def weight(self) -> float:
        """What its claims add to the log-odds of the published figure."""
        return float(sum(c.record["weight"] for v in self.voices for c in v.claims))

    @property
    def order(self) -> tuple[int, float, str]:
        """What most say comes first, then what was read with more confidence."""
        confidence = sum(c.record["confidence"] for v in self.voices for c in v.claims)
        return (-len(self.voices), -round(confidence, 6), self.figure)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure's case with its claims as they are shown."""

    case: Case
    claims: tuple[Shown, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The claims side by side: a column for each figure, then those that do not count.

        Their order does not depend on what is published, so that a key means the same before and after a ruling.
        """
        grouped: dict[tuple[str, str], list[Shown]] = {}
        for c in self.claims:
            aside = c.record["role"] if c.record["role"] in ("aside", "rejected", "ground") else ""
            grouped.setdefault((aside, c.figure), []).append(c)
        published = self.case.fact["figure"]
        found = [
            Column(
                figure,
                own[0].record["unit"],
                aside or own[0].record["role"],
                _voices(own),
                not aside and figure == published,
            )
            for (aside, figure), own in grouped.items()
        ]
        return tuple(sorted(found, key=lambda c: (c.role not in ("for", "against"), *c.order)))

    @property
    def rivals(self) -> tuple[Column, ...]:
        """The columns that can be taken, in their order: their number is the key that takes them."""
        return tuple(c for c in self.columns if c.role in ("for", "against"))


def load(store: Store, facts: Collection[str], decided: Collection[str]) -> dict[str, Sheet]:
    """Return the sheets of figures by their ids, in a few queries for all; none for what is not published any more.

    `decided` are the figures on which decisions were ever made.
    """
    ids = sorted(facts)
    rows = {row["fact_id"]: row for row in ask(store, "cases", facts=ids)}
    claims = ask(store, "claims", facts=ids)
    wanted = sorted({c["observation_id"] for c in claims})
    slots = _by(ask(store, "slots", observations=wanted), "observation_id")
    paragraphs = {p["observation_id"]: p for p in ask(store, "paragraphs", observations=wanted)}
    revisions = sorted({c["revision_id"] for c in claims})
    texts = {row["id"]: row["text"] for row in ask(store, "texts", revisions=revisions)}
    for c in claims:
        c["sentence"] = texts[c["revision_id"]][c["sentence_start"] : c["sentence_end"]]
    conflicts = _by(ask(store, "conflicts", facts=ids), "fact_id")
    grounds = {
        g["fact_id"]: Ground(tuple(g["seen"]), g["fingerprint"]) for g in ask(store, "grounds", facts=ids)
    }
    of_fact = _by(claims, "fact_id")
    found = {}
    for id_, fact in rows.items():
        own = of_fact.get(id_, [])
        for c in own:
            c["reasons"] = {s["slot"]: s["reason"] for s in slots.get(c["observation_id"], ())}
        case = Case(
            key=key_of(fact),
            fact=fact,
            ground=grounds.get(id_) or ground(store, id_),
            claims=tuple(own),
            conflicts=tuple(conflicts.get(id_, ())),
            decisions=tuple(store.query("case_decisions", {"fact": id_})) if id_ in decided else (),
        )
        shown = (
            _shown(
                c,
                texts[c["revision_id"]],
                slots.get(c["observation_id"], ()),
                paragraphs.get(c["observation_id"]),
            )
            for c in own
        )
        found[id_] = Sheet(case, tuple(shown))
    return found


def _by(rows: Iterable[Record], name: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def _shown(claim: Record, text: str, slots: Sequence[Record], paragraph: Record | None) -> Shown:
    spans = [Span(claim["span_start"], claim["span_end"], "value")]
    start = paragraph["first"] if paragraph else claim["sentence_start"]
    end = paragraph["last"] if paragraph else claim["sentence_end"]
    listed = []
    for s in slots:
        here = s["span_start"] is not None
        near = here and start <= s["span_start"] < end
        if here:
            spans.append(Span(s["span_start"], s["span_end"], f"slot {s['slot']}", s["slot"]))
        words = text[s["span_start"] : s["span_end"]] if here else ""
        listed.append(Slot(s["slot"], s["value"] or "", s["reason"], words, near))
    whole = [*spans, Span(claim["sentence_start"], claim["sentence_end"], "said")]
    return Shown(
        claim,
        pieces(claim["sentence"], spans, claim["sentence_start"]),
        pieces(text[start:end], whole, start),
        tuple(listed),
    )


def _voices(claims: Sequence[Shown]) -> tuple[Voice, ...]:
    grouped: dict[str, list[Shown]] = {}
    for c in claims:
        grouped.setdefault(c.record["witness"], []).append(c)
    return tuple(Voice(name, tuple(own)) for name, own in grouped.items())

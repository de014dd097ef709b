"""Everything in a text that has a meaning of its own: names, expressions of the calendar, quantities.

A pure function of text and reference data, free of context: whether "26/63" is a rank or a share, or a name is a
piece of a longer one, is for grammar, which `extract` has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from normalize import dates, quantities
from normalize.gazetteer import Found, Gazetteer, NameKind
from normalize.numbers import decimal_mark, places
from normalize.reference import Reference
from normalize.text import shadow


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` means `value`, a key of the reference data, an ISO expression or a number.

    `kind` is province, ministry, region, index, component, other (an index that is not ours), lookalike, or one of
    the kinds of `dates.Moment` and `quantities.Quantity`. `more` holds what there is to say besides.
    """

    start: int
    end: int
    kind: str
    value: str | Decimal
    more: dict[str, Any]


def annotate(
    text: str, gazetteer: Gazetteer, reference: Reference, year: int | None = None
) -> tuple[Piece, ...]:
    """Return the pieces of `text` (canonical), in order and apart.

    `year` is the time that names are spoken of; without it a province is described as it is in its latest spell.
    Names go before dates, dates before quantities.
    """
    folded = shadow(text)
    pieces: list[Piece] = []

    def add(found: Iterator[Piece]) -> None:
        for piece in found:
            if all(piece.end <= p.start or p.end <= piece.start for p in taken):
                pieces.append(piece)

    taken: list[Piece] = []
    add(_names(text, folded, gazetteer, reference, year))
    taken = list(pieces)
    add(_dates(text, folded))
    taken = list(pieces)
    add(_quantities(text, folded))
    return tuple(sorted(pieces, key=lambda p: p.start))


def _names(
    text: str, folded: str, gazetteer: Gazetteer, reference: Reference, year: int | None
) -> Iterator[Piece]:
    for found in gazetteer.find(text, folded):
        name = found.names[0]
        more: dict[str, Any] = {"weak": True} if all(n.weak for n in found.names) else {}
        value = name.key
        match name.kind:
            case NameKind.PROVINCE:
                more |= province(name.key, reference, year)
                value = f"province/{more.pop('slug')}"
            case NameKind.MINISTRY | NameKind.REGION:
                value = f"{name.kind}/{name.key}"
                more |= _body(name.kind, name.key, reference)
            case NameKind.INDEX:
                more["name"] = reference.index[name.key].name
            case NameKind.COMPONENT:
                keys = [n.key for n in found.names if n.kind is NameKind.COMPONENT]
                more |= {"any_of": keys} if len(keys) > 1 else {}
            case NameKind.LOOKALIKE:
                value, more = "", {"holds": _held(text, found, gazetteer)}
        yield Piece(found.start, found.end, str(name.kind), value, more)


def _held(text: str, found: Found, gazetteer: Gazetteer) -> list[str]:
    """The names that a look-alike keeps from being seen: what it would be without its first or last words."""
    held: list[str] = []
    words = text[found.start : found.end]
    for cut in range(1, len(words)):
        for piece in (words[cut:], words[:-cut]):
            if (piece[:1].isalnum() and not piece[0].isspace()) and len(piece) < len(words):
                for inner in gazetteer.find(piece):
                    name = inner.names[0]
                    if name.kind is not NameKind.LOOKALIKE and inner.end - inner.start == len(piece.strip()):
                        held.append(f"{name.kind}/{name.key}".rstrip("/"))
    return list(dict.fromkeys(held))[:3]


def province(slug: str, reference: Reference, year: int | None) -> dict[str, Any]:
    """Return what there is to say of a province in a year: slug, kind, codes, region, times, and its heirs."""
    named = reference.slug_in(f"province/{slug}", year).partition("/")[2]
    spell = reference.province(named, year)
    if spell is None:
        last = reference.province(named)
        heirs = sorted(reference.heirs(named, year)) if year is not None else []
        gone = (
            last is not None and year is not None and last.valid_to is not None and last.valid_to.year <= year
        )
        return {"slug": named, "exists": False, "heirs": heirs if gone else []}
    return {
        "slug": spell.slug,
        "type": spell.kind,
        "gso": spell.gso,
        "iso": spell.iso,
        "region": spell.region,
        "valid_from": spell.valid_from.isoformat(),
        "valid_to": spell.valid_to and spell.valid_to.isoformat(),
        "heirs": sorted(reference.heirs(spell.slug, 9999) - {spell.slug}),
    }


def _body(kind: str, slug: str, reference: Reference) -> dict[str, Any]:
    if kind == "region":
        region = reference.region[slug]
        return {"name": region.name, "members": len(region.members_34 or region.members)}
    ministry = reference.ministry[slug]
    return {
        "name": ministry.name,
        "valid_to": ministry.valid_to and ministry.valid_to.isoformat(),
        "successors": list(ministry.successors),
    }


def _dates(text: str, folded: str) -> Iterator[Piece]:
    for found in dates.find(text, folded):
        moment = found.moment
        more = (
            {"first": moment.first.isoformat(), "last": moment.last.isoformat()}
            if moment.first and moment.last
            else {}
        )
        yield Piece(found.start, found.end, moment.kind, moment.iso, more)


def _quantities(text: str, folded: str) -> Iterator[Piece]:
    mark = decimal_mark(folded)
    for q in quantities.find(text, folded, mark):
        more: dict[str, Any] = {"unit": q.unit, "places": places(q.value), "of": q.of, "through": q.through}
        more |= {"or": q.other, "rough": q.rough or None}
        yield Piece(q.start, q.end, q.kind, q.value, {k: v for k, v in more.items() if v is not None})

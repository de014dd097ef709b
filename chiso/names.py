"""What people call things at the command line, to what the store calls them."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

import regex

from normalize.errors import UserError
from normalize.reference import Component, Index, Reference
from normalize.text import plain, slug

if TYPE_CHECKING:
    from store.database import Store

_YEAR: Final = regex.compile("[1-9][0-9]{3}")
_CUTOFF: Final = 60
"""How alike, of 100, a name must be to be offered for one that is not known."""


class UnknownName(UserError):
    """A name that nothing is called by; the advice offers the nearest."""


def index_named(text: str, reference: Reference) -> Index:
    """Return the index that is called `text`: by its id or any name, without regard to case and marks.

    Raises UnknownName with the nearest names.
    """
    names = {_folded(name): i for i in reference.indices for name in (*i.weak, *i.names, i.id)}
    if found := names.get(_folded(text)):
        return found
    offers = [(i.id, name) for i in reference.indices for name in (i.id, *i.names)]
    raise UnknownName(
        f"no index is called {text!r}", to_do=_offer(text, offers, "known are: ", reference.index)
    )


def component_named(text: str, index: Index) -> Component:
    """Return the component of an index that is called `text`. Raises UnknownName with the nearest names."""
    names = {_folded(name): c for c in index.component for name in (*c.weak, *c.names, c.slug)}
    if found := names.get(_folded(text)):
        return found
    offers = [(c.slug, name) for c in index.component for name in (c.slug, *c.names)]
    raise UnknownName(
        f"{index.id} has no component {text!r}", to_do=_offer(text, offers, "it has: ", index.components)
    )


def subject_named(text: str, reference: Reference) -> str:
    """Return the subject that is called `text`: `province/<slug>` and the like, a bare slug, or a name.

    Raises UnknownName with the nearest names.
    """
    names: dict[str, str] = {}
    for ministry in reference.ministries:
        for name in (*ministry.names, ministry.name, ministry.slug):
            names[_folded(name)] = f"ministry/{ministry.slug}"
    for region in reference.regions:
        for name in (*region.names, region.slug):
            names[_folded(name)] = f"region/{region.slug}"
    for alias in reference.aliases:
        names[_folded(alias.alias)] = f"province/{alias.slug}"
    names |= {_folded(slug): f"province/{slug}" for slug in reference.spells}
    names |= {_folded(subject): subject for subject in {*names.values(), "national"}}
    if found := names.get(_folded(text)):
        return found
    offers = [(subject, name.replace("-", " ")) for name, subject in names.items()]
    raise UnknownName(f"nobody is called {text!r}", to_do=_offer(text, offers, "for instance: ", ()))


def component_or_own(text: str | None, index: Index, known: Collection[str]) -> str | None:
    """Return the component that is meant: one that sources name (`known` slugs), or one of the reference data.

    None for None, the index as a whole. Raises UnknownName with the nearest names.
    """
    if text is None:
        return None
    return slug(text) if slug(text) in known else component_named(text, index).slug


def component_known(store: "Store", text: str | None, index: Index) -> str | None:
    """Return the component that is meant, `component_or_own` by what the facts of a store name."""
    known = store.rows("SELECT DISTINCT component FROM fact WHERE index = ?", [index.id]) if text else []
    return component_or_own(text, index, {slug for (slug,) in known if slug})


def key_named(text: str, reference: Reference) -> str:
    """Return the key of the row of facts that a person means: `Hải Phòng:par index:2023`.

    Raises UnknownName for a name that is not known, and UserError for what is no key at all.
    """
    parts = [part.strip() for part in text.split(":")]
    if len(parts) != 3 or not _YEAR.fullmatch(parts[2]):
        raise UserError(
            "this is no key of a fact", text, "write SUBJECT:INDEX:YEAR or SUBJECT:INDEX/COMPONENT:YEAR"
        )
    named, _, component = parts[1].partition("/")
    index = index_named(named, reference)
    part = component_or_own(component or None, index, {component})
    subject = reference.slug_in(subject_named(parts[0], reference), int(parts[2]))
    return f"{subject}:{index.id}{f'/{part}' if part else ''}:{parts[2]}"


def key_or_id(text: str) -> str:
    """Return the key that a person means, as the store has it; an id, which has no colon, stays as it is."""
    from normalize.reference import load

    return key_named(text, load()) if ":" in text else text


def nearest(text: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the names most like `text`, best first; none that is not like it at all."""
    from rapidfuzz import fuzz, process

    found = process.extract(text, list(names), scorer=fuzz.WRatio, limit=count, score_cutoff=_CUTOFF)
    return [name for name, _, _ in found]


def _offer(
    text: str, offers: Iterable[tuple[str, str]], known: str, all_: Iterable[str] | Mapping[str, object]
) -> str:
    ids = {_folded(name): id_ for id_, name in offers}
    near = list(dict.fromkeys(ids[name] for name in nearest(_folded(text), ids, 5)))[:3]
    parts = [f"did you mean {' or '.join(near)}?"] if near else []
    if listed := sorted(all_):
        parts.append(known + ", ".join(listed))
    return " ".join(parts)


def _folded(text: str) -> str:
    return "".join(c for c in plain(text) if c.isalnum() or c == "/")

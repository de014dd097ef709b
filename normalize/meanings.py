"""Whether every name of a reference folder is listed once and means one thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.files import Where
from normalize.parts import Parts
from normalize.text import folded


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name as it is listed: the meaning is a kind with a key, `listing` the list of that meaning."""

    where: Where
    kind: str
    key: str
    listing: str
    name: str
    period: tuple[int, int] = (0, 9999)


def one_meaning(parts: Parts) -> None:
    """Every name is listed once and means one thing.

    Components of different indices may share a name (the index under discussion decides), so may components
    of one index in different periods; whatever else is shared is declared in shared_names.txt.
    """
    known: dict[str, list[_Listed]] = {}
    for new in _listed(parts):
        pattern = folded(new.name)
        for old in known.setdefault(pattern, []):
            if (old.kind, old.key) == (new.kind, new.key):
                again = "twice" if old.listing == new.listing else f"in {old.listing} and in {new.listing}"
                raise new.where.bad(
                    f"{new.name!r} is listed {again} for {_meaning(new)}"
                    + ("" if old.name == new.name else f" (also as {old.name!r})"),
                    "delete one of the two: case, tone placement and dashes make no difference",
                    new.name,
                )
            if not _may_share(parts, pattern, old, new):
                raise new.where.bad(
                    f"{new.name!r} means {_meaning(old)} already, and here {_meaning(new)}",
                    "take it out of one of the two, or declare it in shared_names.txt",
                    new.name,
                )
        known[pattern].append(new)
    for pattern, (where, keys) in parts.shared.items():
        if keys != {entry.key for entry in known.get(pattern, ())}:
            found = ", ".join(sorted(entry.key for entry in known.get(pattern, ()))) or "nothing"
            raise where.bad(f"the name means {found}", "declare just those, or delete the line")


def _meaning(entry: _Listed) -> str:
    return f"{entry.kind} {entry.key}".strip()


def _may_share(parts: Parts, pattern: str, old: _Listed, new: _Listed) -> bool:
    if old.kind == new.kind == "component":
        if old.key.partition("/")[0] != new.key.partition("/")[0]:
            return True
        return old.period[1] < new.period[0] or new.period[1] < old.period[0]
    if old.kind == new.kind == "look-alike":
        return True
    return pattern in parts.shared and {old.key, new.key} <= parts.shared[pattern][1]


def _listed(parts: Parts) -> Iterator[_Listed]:
    for where, a in parts.aliases:
        if a.kind != "host":
            yield _Listed(where, "province", a.slug, "aliases", a.alias)
    for kind, items in (("ministry", parts.ministries), ("region", parts.regions)):
        for where, item in items:
            for name in item.names:
                yield _Listed(where, kind, item.slug, "names", name)
            for name in item.lookalikes:
                yield _Listed(where, "look-alike", item.slug, "lookalikes", name)
    for where, index in parts.indices:
        for listing in ("names", "weak"):
            for name in getattr(index, listing):
                yield _Listed(where, "index", index.id, listing, name)
        for name in index.lookalikes:
            yield _Listed(where, "look-alike", index.id, "lookalikes", name)
        for (place, _), part in zip(parts.index_parts[f"{index.id}/component"], index.component, strict=True):
            period = (part.from_ or 0, part.to or 9999)
            for listing in ("names", "weak"):
                for name in getattr(part, listing):
                    yield _Listed(place, "component", f"{index.id}/{part.slug}", listing, name, period)
    for where, name in parts.places:
        yield _Listed(where, "look-alike", "of a province", "place_lookalikes.txt", name)
    for where, name in parts.others:
        yield _Listed(where, "index that is not ours", "", "other_indices.txt", name)

"""Sources: what a host is, and whose."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from normalize.reference import Reference
from normalize.text import plain
from store.reconcile.claim import Trust

FILE: Final = "file"
"""The source of saved pages that do not say where they stood."""
PORTAL: Final = "portal"
PRESS: Final = "press"
_AUTHORITY: Final = ".gov.vn"  # the domain that Vietnam keeps for its authorities


@dataclass(frozen=True, slots=True)
class Source:
    """A host: its id, whether it is a portal, press or file, and the subject it belongs to."""

    id: str
    kind: str
    owner: str | None


def source_of(host: str, reference: Reference) -> Source:
    """Return the source that a host is; "" is that of files.

    A host belongs to a province where one of its labels is a host name of the province in the reference data:
    sonla.gov.vn, cchc.sonla.gov.vn, baosonla.vn.
    """
    if not host:
        return Source(FILE, FILE, None)
    hosts = _hosts(reference.aliases)
    owner = next((hosts[label] for label in host.split(".") if label in hosts), None)
    return Source(host, PORTAL if f".{host}".endswith(_AUTHORITY) else PRESS, owner)


def trust(source: Source, portal: str | None, subject: str, index: str, reference: Reference) -> Trust:
    """How near a source stands to a figure of `subject`.

    `portal` is the subject whose portal the page is, as its reader knows; else the host's owner is taken.
    """
    owner = _subject(portal, reference) or source.owner
    found = reference.index.get(index)
    if owner is not None and found is not None and reference.title(owner) == found.publisher:
        return Trust.PUBLISHER
    if source.kind == PORTAL or portal:
        return Trust.OWN_PORTAL if owner == subject else Trust.PORTAL
    return Trust.PRESS if source.kind == PRESS else Trust.NOWHERE


def _subject(portal: str | None, reference: Reference) -> str | None:
    """A portal's subject with its kind: readers may give the bare slug."""
    if portal is None or "/" in portal:
        return portal
    if portal in reference.spells:
        return f"province/{portal}"
    return f"ministry/{portal}" if portal in reference.ministry else None


@lru_cache(maxsize=8)
def _hosts(aliases: tuple[object, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for alias in aliases:
        if getattr(alias, "kind", "") == "host":
            found.setdefault(plain(getattr(alias, "alias", "")), f"province/{getattr(alias, 'slug', '')}")
    return found

"""What the tests of conflicts are made of: claims in short, and the conflicts that they make."""

from typing import Any

from store_samples import REFERENCE, claim, key

from store.reconcile.claim import Claim, Ruling
from store.reconcile.outcome import Conflict
from store.reconcile.whole import Outcome, reconcile


def outcome(*claims: Claim, rulings: tuple[Ruling, ...] = ()) -> Outcome:
    """What some claims together say."""
    return reconcile(claims, rulings, REFERENCE)


def conflicts(kind: str, *claims: Claim, rulings: tuple[Ruling, ...] = ()) -> list[Conflict]:
    """Their conflicts of one kind."""
    return [c for c in outcome(*claims, rulings=rulings).conflicts if c.kind == kind]


def suspects(conflict: Conflict, *claims: Claim) -> set[str]:
    """What a conflict suspects, each as "son-la rank 2024"."""
    keys = {c.key.id: f"{c.key.subject.partition('/')[2]} {c.key.attribute} {c.key.year}" for c in claims}
    return {keys[m.fact] for m in conflict.members if m.role == "suspect"}


def score(subject: str, value: str, **more: Any) -> Claim:
    year = int(str(more.pop("year", 2024)))
    index = str(more.pop("index", "PAR"))
    return claim(value, key(subject, "score", year=year, index=index), **more)


def rank(subject: str, value: int, **more: Any) -> Claim:
    year = int(str(more.pop("year", 2024)))
    index = str(more.pop("index", "PAR"))
    return claim(value, key(subject, "rank", year=year, index=index), **more)


def change(subject: str, of: str, value: str, **more: Any) -> Claim:
    return claim(value, key(subject, f"{of}_change", year=int(str(more.pop("year", 2024)))), **more)


def group(label: str, **more: Any) -> Claim:
    return claim(label, key("son-la", "group"), **more)


def field(*members: tuple[str, int, str]) -> list[Claim]:
    """The rank and the score of each of those who are ranked together."""
    return [c for name, place, value in members for c in (rank(name, place), score(name, value))]

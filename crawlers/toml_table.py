"""A TOML table read key by key, with errors that name the file and the key."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import regex

from normalize.errors import UserError

T = TypeVar("T")


class RecipeError(UserError):
    """A recipe that cannot be used: which file, which key, and what is wrong with it."""


@dataclass
class Table:
    """The keys of one table. What is asked for is ticked off; `done` refuses what was never asked for."""

    path: Path
    values: dict[str, Any]
    prefix: str = ""
    _asked: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file. Raises RecipeError where it is missing or no TOML."""
        try:
            return cls(path, tomllib.loads(path.read_text("utf-8")))
        except OSError as error:
            raise RecipeError((error.strerror or str(error)).lower(), str(path), "check the path") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RecipeError(f"this is no TOML: {error}", str(path), "mend the line") from error

    def fail(self, key: str, what: str, to_do: str = "mend it") -> RecipeError:
        """The error about a key."""
        return RecipeError(f"{self.prefix}{key}: {what}", str(self.path), to_do)

    def value(self, key: str, kind: type[T] | tuple[type, ...], default: T | None = None) -> T:
        """The value of a key, which has to be of `kind`; without a default it has to be there."""
        self._asked.add(key)
        found = self.values.get(key)
        if found is None:
            if default is None:
                raise self.fail(key, "is missing", "add it")
            return default
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(found, kinds) or (isinstance(found, bool) and bool not in kinds):
            raise self.fail(key, f"{found!r} is no {kinds[0].__name__}")
        return found  # type: ignore[return-value]  # checked above

    def text(self, key: str, default: str | None = None) -> str:
        """A string."""
        return self.value(key, str, default)

    def number(self, key: str, default: float, least: float = 0.0, most: float = float("inf")) -> float:
        """A number within bounds."""
        found = float(self.value(key, (float, int), default))
        if not least <= found <= most:
            raise self.fail(key, f"{found:g} is not between {least:g} and {most:g}")
        return found

    def day(self, key: str) -> date | None:
        """A date, or None where there is none."""
        self._asked.add(key)
        if self.values.get(key) is None:
            return None
        found = self.value(key, date)
        if isinstance(found, datetime):  # is a date to Python, but cannot be compared with one
            raise self.fail(key, f"{found} is more than a date", "leave out the time of day")
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings, or one string; empty where the key is missing."""
        found: Any = self.value(key, (list, str), [])
        values = [found] if isinstance(found, str) else found
        if not all(isinstance(value, str) for value in values):
            raise self.fail(key, "has to be a list of strings")
        return tuple(values)

    def pattern(self, key: str, default: str = "") -> "regex.Pattern[str] | None":
        """A regular expression, or None for an empty one."""
        source = self.value(key, str, default)
        try:
            return regex.compile(source) if source else None
        except regex.error as error:
            raise self.fail(key, f"{source!r} is no regular expression: {error}") from error

    def table(self, key: str) -> "Table":
        """A table inside of this one; empty where there is none."""
        return Table(self.path, self.value(key, dict, {}), f"{self.prefix}{key}.")

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list, in order."""
        for number, values in enumerate(self.value(key, list, []), start=1):
            if not isinstance(values, dict):
                raise self.fail(key, "has to be a list of tables", f"write [[{key}]]")
            yield Table(self.path, values, f"{self.prefix}{key}[{number}].")

    def done(self) -> None:
        """Raise RecipeError for a key that nobody knows: most likely it is misspelt."""
        unknown = sorted(self.values.keys() - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            raise self.fail(unknown[0], "no such key", f"the keys here are: {known}")

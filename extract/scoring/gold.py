"""Gold files: `<id>.json` beside the text it belongs to."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.scoring.records import Record, key, same_value
from normalize.errors import UserError


class GoldError(UserError):
    """Gold that cannot be used."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one document; `published` is its date in ISO 8601, if it is known."""

    doc: str
    text: Path
    published: str | None
    observations: tuple[Record, ...]


def read_gold(folder: Path) -> list[Gold]:
    """Return the gold of a folder: every `.json` that has a text beside it, in order of name.

    Raises GoldError where the folder holds none, or a file is not as the guidelines say.
    """
    if not folder.is_dir():
        raise GoldError("no such folder", str(folder), "name one that holds <id>.txt with <id>.json")
    golds = []
    for path in sorted(folder.glob("*.json")):
        text = next((p for s in (".txt", ".html", ".htm") if (p := path.with_suffix(s)).exists()), None)
        if text is None:
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            observations = tuple(data["observations"])
            if published := data.get("published"):
                date.fromisoformat(published)
            for observation in observations:
                key(observation)
                same_value(observation["value"], observation["value"])
                observation["status"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"not a gold file ({type(error).__name__}: {error})",
                str(path),
                "docs/annotation.md says how one is written",
            ) from error
        golds.append(Gold(path.stem, text, published, observations))
    if not golds:
        raise GoldError("no gold in it", str(folder), "it should hold <id>.txt with <id>.json")
    return golds

"""The whole site into a folder: every page in both languages, with what they share."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from chiso.report.gather import gather
from chiso.report.known import Known
from chiso.report.layout import shade
from chiso.report.model import Claim, grouped
from chiso.report.page import Page
from chiso.report.pages import how_many, pages
from chiso.report.places import (
    ABOUT,
    CONFLICTS,
    COVERAGE,
    HOME,
    Here,
    anchor,
    edition_page,
    evidence_page,
    index_page,
    province_page,
)
from chiso.report.words import LANGUAGES, Words, words
from normalize.errors import UserError
from store.database import Store

if TYPE_CHECKING:
    from jinja2 import Environment

MARK: Final = "chiso-report"
"""The file by which a folder is known to hold a report, so that only such a one is replaced."""
_HERE: Final = Path(__file__).parent
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the page to open, how many pages, how many bytes in all."""

    start: Path
    pages: int
    size: int


def write(store: Store, folder: Path, progress: Progress | None = None) -> Written:
    """Write the report on a store into a folder, in place of a former report.

    Raises UserError where the folder holds something else, or cannot be written.
    """
    known = gather(store)
    fresh = _room(folder)
    try:
        environment = _environment()
        size, done, total = _shared(fresh, environment), 0, how_many(known) * len(LANGUAGES)
        for language in LANGUAGES:
            for page in pages(known, words(language), language):
                text = _text(environment, known, words(language), Here(language, page.path), page)
                size += _put(fresh / language / page.path, text)
                done += 1
                if progress:
                    progress(done, total)
        _replace(fresh, folder)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise UserError(
            f"the report cannot be written: {error.strerror or error}", str(folder), "give another folder"
        ) from error
    return Written(folder / "index.html", done, size)


def _room(folder: Path) -> Path:
    """A new folder beside the one wanted, after a look that nothing of others would be replaced."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).exists())):
        raise UserError(
            "this is no report, and would be replaced",
            str(folder),
            "give an empty or a new folder with --into",
        )
    if Path.cwd().is_relative_to(folder.resolve()):
        raise UserError(
            "this is where you stand, and cannot be replaced",
            str(folder),
            "go elsewhere, or give another folder",
        )
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
    except OSError as error:
        raise UserError(
            f"no folder can be made: {error.strerror}", str(fresh), "give another with --into"
        ) from error
    return fresh


def _replace(fresh: Path, folder: Path) -> None:
    former = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(former, ignore_errors=True)
    if folder.exists():
        folder.rename(former)
    fresh.rename(folder)
    shutil.rmtree(former, ignore_errors=True)


def _shared(folder: Path, environment: "Environment") -> int:
    size = _put(folder / MARK, "A report made by chiso; it is replaced as a whole when it is made anew.\n")
    for asset in sorted((_HERE / "assets").iterdir()):
        size += _put(folder / "assets" / asset.name, asset.read_text(encoding="utf-8"))
    start = environment.get_template("start.html").render(
        words={language: words(language) for language in LANGUAGES}
    )
    return size + _put(folder / "index.html", start)


def _put(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    path.write_bytes(data)
    return len(data)


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals.update(
        anchor=anchor, edition_page=edition_page, evidence_page=evidence_page, index_page=index_page,
        province_page=province_page, CONFLICTS=CONFLICTS, COVERAGE=COVERAGE, ABOUT=ABOUT, HOME=HOME,
        LANGUAGES=LANGUAGES, shade=shade, link_of=link_of, place_of=place_of, witnessed=witnessed,
    )  # fmt: skip
    return environment


def _text(environment: "Environment", known: Known, w: Words, here: Here, page: Page) -> str:
    given: dict[str, Any] = {"known": known, "w": w, "here": here, "title": page.title, **page.context}
    return environment.get_template(page.template).render(given)


def link_of(claim: Claim) -> str | None:
    """Where a claim's article stands on the web; None for saved files and for what is no web address."""
    return claim.url if urlsplit(claim.url).scheme in ("http", "https") else None


def place_of(claim: Claim) -> str:
    """What people call the place of a claim: the host, or the name of a saved file."""
    return unquote(claim.url.rsplit("/", 1)[-1]) if claim.source == "file" else claim.source


def witnessed(claims: tuple[Claim, ...]) -> list[tuple[Claim, ...]]:
    """Claims by role and witness, in the order in which each comes first: what reprints each other stands together."""
    return list(grouped(claims, lambda c: (c.role, c.witness)).values())

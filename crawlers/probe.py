"""Trying a recipe or an address: a small crawl in a folder of its own that leaves nothing behind."""

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.archive import Archive
from crawlers.hosts import moment
from crawlers.keys import web_host
from crawlers.ledger import Ledger
from crawlers.pages import Found
from crawlers.recipe import Recipe
from crawlers.recipe_files import FAMILIES, load_recipe
from crawlers.run import BODIES, LEDGER, Options, crawl
from crawlers.snapshot import Snapshot
from normalize.errors import UserError


@dataclass(frozen=True, slots=True)
class Probe:
    """One fetch: what was asked for, how it ended, and the page where one came."""

    kind: str
    url: str
    outcome: str
    detail: str
    links: int | None
    snapshot: Snapshot | None


def probe_site(
    recipes: dict[str, Recipe], recipe: Recipe, options: Options, articles: int = 3
) -> list[Probe]:
    """Fetch the first page of each list of a site and a few articles."""
    shallow = replace(recipe, listings=tuple(replace(x, most=1) for x in recipe.listings))
    return _probe({**recipes, recipe.id: shallow}, shallow, options, None, articles)


def probe_url(recipes: dict[str, Recipe], recipe: Recipe, url: str, options: Options) -> list[Probe]:
    """Fetch one address as an article of `recipe`, asking robots.txt first."""
    return _probe(recipes, recipe, options, [Found(f"{recipe.id}#tried", url, "article")], None)


def draft(url: str, family: str) -> str:
    """Return a recipe for a host that has none, to be completed by hand.

    Raises UserError for what is no web address, and for a family that is not known.
    """
    host = web_host(url)
    if not host:
        raise UserError("this is no web address", url, "begin it with https://")
    if not (FAMILIES / f"{family}.toml").exists():
        known = ", ".join(sorted(f.stem for f in FAMILIES.glob("*.toml")))
        raise UserError(f"there is no family {family!r}", "", f"choose one of {known}")
    name, scheme = host.removeprefix("www.").replace(".", "-"), urlsplit(url).scheme
    return (
        f'id = "{name}"\nname = "{host}"\nfamily = "{family}"\nverified = false\n\n'
        f'[site]\nhost = "{host}"\nscheme = "{scheme}"\n\n'
        f'[[listing]]\nurl = "{scheme}://{host}/"  # the list of articles\n'
    )


def drafted(url: str, family: str) -> Recipe:
    """The recipe that `draft` writes."""
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        text = draft(url, family)
        name = text.split('"', 2)[1]
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, "utf-8")
        return load_recipe(path)


def _probe(
    recipes: dict[str, Recipe], recipe: Recipe, options: Options, only: list[Found] | None, most: int | None
) -> list[Probe]:
    with tempfile.TemporaryDirectory(prefix="chiso-") as name:
        folder = Path(name)
        known = recipes if recipe.id in recipes else {**recipes, recipe.id: recipe}
        crawl(known, [recipe], folder, options, only=only, most=most)
        archive, ledger = Archive(folder / BODIES), Ledger(folder / LEDGER, read_only=True)
        try:
            found = []
            for row in ledger.rows("SELECT * FROM fetch ORDER BY id"):
                page = None
                if row["snapshot"] is not None:
                    tls = None if row["tls"] is None else bool(row["tls"])
                    headers = json.loads(row["headers"] or "{}")
                    body, at = archive.body(row["snapshot"]), moment(row["finished"])
                    page = Snapshot(row["url"], body, at, row["url"], row["status"], headers, tls)
                found.append(
                    Probe(row["kind"], row["url"], row["outcome"], row["detail"] or "", row["links"], page)
                )
            return found
        finally:
            ledger.close()

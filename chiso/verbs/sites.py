"""The verbs about one site: site check, try, record, release."""

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from chiso.console import out, print_json
from chiso.options import DEFAULT_STORE, Json, StoreFile
from chiso.verbs.crawling import Archive, Contact, Gap, Now, Proxy, Sites, options_of, recipes_of
from normalize.errors import UserError

if TYPE_CHECKING:
    from chiso.trying import Tried
    from crawlers.probe import Probe
    from crawlers.recipe import Recipe
    from crawlers.snapshot import Snapshot

Site = Annotated[str, typer.Argument(help="The id of a site: the name of its recipe.")]
Url = Annotated[str, typer.Argument(help="The address of an article.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    group = typer.Typer(help="Check, try and record one site.", no_args_is_help=True)
    group.command()(check)
    group.command("try")(try_url)
    group.command()(record)
    group.command()(release)
    app.add_typer(group, name="site")


def check(
    site: Site, sites: Sites = None, contact: Contact = "", proxy: Proxy = "", json: Json = False,
    gap: Gap = None, now: Now = "",
) -> None:  # fmt: skip
    """Fetch a few pages of a site, and say whether its recipe fits them. Nothing is kept.

    Example: [bold]chiso site check son-la --contact mailto:you@example.org[/]
    """
    from rich.text import Text

    from crawlers.probe import probe_site

    recipes = recipes_of(sites)
    recipe = _recipe(recipes, site)
    probes = probe_site(recipes, recipe, options_of(contact, proxy, gap, now))
    rows = [_row(recipe, probe) for probe in probes]
    faults = _faults(recipe, probes, rows)
    if json:
        print_json({"site": site, "fits": not faults, "faults": faults, "pages": rows})
    else:
        for row in rows:
            out.print(_line(row), soft_wrap=True, markup=False)
        for fault in faults:
            out.print(Text.assemble(("✘", "red"), f" {fault}"), soft_wrap=True)
        if not faults:
            fits = f" the recipe fits; write verified = true into {recipe.path}"
            out.print(Text.assemble(("✔", "green"), fits), soft_wrap=True)
    if faults:
        raise typer.Exit(1)


def try_url(
    url: Url, family: Annotated[str, typer.Option(help="The CMS family; else it is guessed.")] = "",
    sites: Sites = None, contact: Contact = "", proxy: Proxy = "", json: Json = False, gap: Gap = None, now: Now = "",
) -> None:  # fmt: skip
    """Fetch one article, and show how it is read; for a host without a recipe, print a draft of one.

    Example: [bold]chiso site try https://sonla.gov.vn/tin-tuc/bai-923263 --contact mailto:you@example.org[/]
    """
    recipe, snapshot, known = _fetch(url, family, sites, contact, proxy, gap, now)
    from chiso.trying import try_page

    tried = try_page(recipe, snapshot)
    if json:
        print_json(
            {"url": url, "site": recipe.id if known else None, "family": recipe.family, **_reading(tried)}
        )
        return
    _show(tried, recipe)
    if not known:
        from crawlers.probe import draft

        out.print("\nno recipe has this host; a draft:\n", style="bold")
        out.print(draft(url, recipe.family), markup=False)


def record(
    url: Url, into: Annotated[Path, typer.Option(help="The folder of recorded pages.")] = Path("fixtures/recorded"),
    family: Annotated[str, typer.Option(help="The CMS family; else it is guessed.")] = "",
    sites: Sites = None, contact: Contact = "", proxy: Proxy = "", gap: Gap = None, now: Now = "",
) -> None:  # fmt: skip
    """Fetch one article, and keep page and reading side by side: a test of the recipe, to be looked through.

    Example: [bold]chiso site record https://sonla.gov.vn/tin-tuc/bai-923263 --into pages[/]
    """
    recipe, snapshot, _ = _fetch(url, family, sites, contact, proxy, gap, now)
    from chiso.trying import try_page

    tried = try_page(recipe, snapshot)
    folder = into / recipe.id
    name = snapshot.id[:12]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_bytes(snapshot.body)
        about = {"url": url, "fetched_at": snapshot.fetched_at.isoformat(), "headers": dict(snapshot.headers)}
        expected = {**about, "recipe": recipe.digest, **_reading(tried)}
        text = jsonlib.dumps(expected, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")
    except OSError as error:
        raise UserError(
            (error.strerror or str(error)).lower(), str(folder), "give another folder with --into"
        ) from error
    _show(tried, recipe)
    told = f"recorded as {folder / name}.html and .json: read them before you trust them"
    out.print(told, soft_wrap=True, markup=False)


def release(
    site: Site, store: StoreFile = DEFAULT_STORE, archive: Archive = None, sites: Sites = None
) -> None:
    """End the quarantine of a site: the next update reads what was held back.

    Example: [bold]chiso site release son-la[/]
    """
    from crawlers.ledger import Ledger
    from crawlers.lock import only_one
    from crawlers.run import LEDGER
    from crawlers.unread import release as run

    _recipe(recipes_of(sites), site)
    folder = archive or store.parent / "crawl"
    Ledger(folder / LEDGER, read_only=True).close()  # says so where nothing has been crawled here
    with only_one(folder / "lock"):
        ledger = Ledger(folder / LEDGER)
        try:
            count = run(ledger, site)
        finally:
            ledger.close()
    out.print(f"{count} pages of {site} will be read by the next update")


def _fetch(
    url: str, family: str, sites: Path | None, contact: str, proxy: str, gap: float | None, now: str
) -> "tuple[Recipe, Snapshot, bool]":
    """The recipe for an address, its page, and whether the recipe is one of ours."""
    from chiso.trying import guess_family
    from crawlers.keys import Directory
    from crawlers.probe import drafted, probe_url

    recipes, options = recipes_of(sites), options_of(contact, proxy, gap, now)
    owner = Directory(recipes).owner(url)
    recipe = owner or drafted(url, family or "department")
    probes = probe_url(recipes, recipe, url, options)
    page = next((p for p in reversed(probes) if p.kind == "article" and p.outcome == "ok"), None)
    if page is None or page.snapshot is None:
        last = probes[-1] if probes else None
        what = (
            f"{last.outcome}: {last.detail}"
            if last
            else "nothing was asked for: the host is to be left alone now"
        )
        raise UserError(f"the page could not be had ({what})", url, "look at it in a browser")
    if owner is None and not family:
        recipe = drafted(url, guess_family(page.snapshot))
    return recipe, page.snapshot, owner is not None


def _recipe(recipes: "dict[str, Recipe]", site: str) -> "Recipe":
    if site not in recipes:
        raise UserError(f"there is no site {site!r}", "", f"the sites are: {', '.join(sorted(recipes))}")
    return recipes[site]


def _row(recipe: "Recipe", probe: "Probe") -> dict[str, Any]:
    from chiso.trying import try_page

    row: dict[str, Any] = {"kind": probe.kind, "url": probe.url, "outcome": probe.outcome}
    if probe.detail:
        row["detail"] = probe.detail
    if probe.links is not None:
        row["links"] = probe.links
    if probe.kind == "article" and probe.outcome == "ok" and probe.snapshot is not None:
        try:
            row |= _reading(try_page(recipe, probe.snapshot))
        except UserError as error:
            row |= {"outcome": "unreadable", "detail": error.what}
    return row


def _faults(recipe: "Recipe", probes: "list[Probe]", rows: list[dict[str, Any]]) -> list[str]:
    if not any(p.kind != "robots" for p in probes):
        return ["nothing could be asked for: robots.txt or quiet hours keep us out"]
    faults = [
        f"{row['kind']} {urlsplit(row['url']).path}: {row['outcome']} {row.get('detail', '')}".strip()
        for row in rows
        if row["outcome"] not in ("ok", "not_modified", "moved") and row["kind"] != "robots"
    ]
    read = [row for row in rows if "parts" in row]
    if not read:
        faults.append("no article was found and read")
    for part, share in recipe.expect:
        hits = sum(part in row["parts"] for row in read)
        if read and hits / len(read) < share:
            faults.append(f"the recipe found the {part} on {hits} of {len(read)} articles")
    return faults


def _reading(tried: "Tried") -> dict[str, Any]:
    article = tried.article
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "characters": len(article.text),
        "way": tried.way,
        "parts": sorted(tried.parts),
        "text": article.text,
    }


def _line(row: dict[str, Any]) -> str:
    more = f"{row['links']} links" if "links" in row else row.get("detail", "")
    if "parts" in row:
        more = f"{row['published']} {row['title']!r}, {row['characters']} characters, found {', '.join(row['parts'])}"
    return f"{row['kind']:8} {row['outcome']:14} {row['url']}  {more}"


def _show(tried: "Tried", recipe: "Recipe") -> None:
    article = tried.article
    out.print(
        f"family {recipe.family}, body by {tried.way}; the recipe found: {', '.join(sorted(tried.parts)) or 'nothing'}"
    )
    out.print(f"{article.published or 'no date'}  {article.title}", style="bold", markup=False)
    out.print(article.text[:2000], markup=False)

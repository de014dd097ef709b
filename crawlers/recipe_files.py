"""Recipes from their files: one TOML for each site, over the defaults of its family."""

import hashlib
import json
from datetime import time
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

import regex

from crawlers.keys import host_of, web_host
from crawlers.recipe import EXPECTED, PARTS, Layout, Listing, Recipe
from crawlers.toml_table import RecipeError, Table

SITES: Final = Path(__file__).parent / "sites"
FAMILIES: Final = Path(__file__).parent / "families"
_DURATION: Final = regex.compile(r"(\d+)\s*([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_ID: Final = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_recipes(folder: Path = SITES) -> dict[str, Recipe]:
    """Return all recipes of a folder by id. Raises RecipeError for any that is wrong, and for two alike."""
    if not folder.is_dir():
        raise RecipeError("there is no such folder of recipes", str(folder), "give one with --sites")
    found: dict[str, Recipe] = {}
    owner: dict[str, Recipe] = {}
    for path in sorted(folder.glob("*.toml")):
        recipe = load_recipe(path)
        for host in recipe.hosts:
            if host in owner:
                raise RecipeError(
                    f"host {host} is also that of {owner[host].path.name}", str(path), "keep one"
                )
            owner[host] = recipe
        found[recipe.id] = recipe
    for recipe in found.values():
        if recipe.successor and recipe.successor not in found:
            raise RecipeError(
                f"site.successor: no site {recipe.successor!r}", str(recipe.path), "add its recipe"
            )
    if not found:
        raise RecipeError("there are no recipes here", str(folder), "add a file SITE.toml")
    return found


def load_recipe(path: Path, families: Path = FAMILIES) -> Recipe:
    """Return the recipe of a file, what its family says filled in. Raises RecipeError."""
    top = Table.load(path)
    family = top.text("family")
    file = families / f"{family}.toml"
    if not file.exists():
        known = ", ".join(sorted(f.stem for f in families.glob("*.toml")))
        raise top.fail("family", f"there is no family {family!r}", f"choose one of {known}")
    defaults = Table.load(file)
    top.values = _over(defaults.values, top.values)
    digest = hashlib.sha256(json.dumps(top.values, sort_keys=True, default=str).encode()).hexdigest()[:16]
    recipe = _recipe(top, path, family, digest)
    if recipe.id != path.stem:
        raise top.fail("id", f"{recipe.id!r} is not the name of its file", f"name the file {recipe.id}.toml")
    return recipe


def _over(defaults: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    """What is written in `own`, tables merged key by key; lists of listings get the family's keys each."""
    merged = dict(defaults)
    for key, value in own.items():
        base = defaults.get(key)
        if isinstance(value, dict) and isinstance(base, dict):
            merged[key] = _over(base, value)
        elif key == "listing" and isinstance(value, list):
            common = defaults.get("listing_defaults")
            base = common if isinstance(common, dict) else {}
            merged[key] = [_over(base, item) if isinstance(item, dict) else item for item in value]
        else:
            merged[key] = value
    merged.pop("listing_defaults", None)
    return merged


def _recipe(top: Table, path: Path, family: str, digest: str) -> Recipe:
    site, crawl = top.table("site"), top.table("crawl")
    article, expect = top.table("article"), top.table("expect")
    scheme, tls = site.text("scheme", "https"), site.text("tls", "verify")
    if scheme not in ("http", "https"):
        raise site.fail("scheme", f"{scheme!r} is neither http nor https")
    if tls not in ("verify", "unverified"):
        raise site.fail("tls", f"{tls!r} is neither verify nor unverified")
    pattern = article.pattern("pattern")
    if pattern is None or "id" not in pattern.groupindex:
        raise article.fail("pattern", "needs a group (?P<id>…) that names an article", "add it")
    recipe = Recipe(
        id=_named(top, "id"),
        name=top.text("name"),
        family=family,
        verified=top.value("verified", bool),
        subject=top.text("subject", ""),
        host=_host(site, "host"),
        aliases=tuple(_check_host(site, "aliases", host) for host in site.strings("aliases")),
        scheme=scheme,
        tls=tls,
        valid_from=site.day("valid_from"),
        valid_to=site.day("valid_to"),
        successor=site.text("successor", ""),
        every=_duration(crawl, "every", "1d"),
        floor=crawl.number("floor", 2.0, 0.0, 3600.0),
        patience=_duration(crawl, "patience", "5m"),
        budget=int(crawl.number("revisits", 200, 0, 100_000)),
        sweep_every=_duration(crawl, "sweep_every", "90d"),
        quiet=_quiet(crawl),
        article=pattern,
        listings=tuple(x for t in top.tables("listing") for x in _listings(t)),
        feeds=tuple(_url(t, "url") for t in top.tables("feed")),
        sitemaps=tuple(_url(t, "url") for t in top.tables("sitemap")),
        layouts=tuple(_layout(t) for t in top.tables("layout")),
        expect=tuple((part, expect.number(part, 0.8, 0.0, 1.0)) for part in EXPECTED),
        digest=digest,
        path=path,
    )
    if recipe.valid_from and recipe.valid_to and recipe.valid_to < recipe.valid_from:
        raise site.fail("valid_to", "is before valid_from")
    if not (recipe.listings or recipe.feeds or recipe.sitemaps):
        raise top.fail("listing", "a site needs a listing, a feed or a sitemap", "add [[listing]]")
    for kind, urls in (
        ("listing", [x.url for x in recipe.listings]),
        ("feed", recipe.feeds),
        ("sitemap", recipe.sitemaps),
    ):
        for url in urls:
            if host_of(url) not in recipe.hosts:
                raise top.fail(kind, f"{url} is not on {recipe.host}", "add its host to site.aliases")
    for table in (site, crawl, article, expect, top):
        table.done()
    return recipe


def _listings(table: Table) -> list[Listing]:
    paging = table.text("paging", "none")
    if paging not in ("none", "template", "next", "postback"):
        raise table.fail("paging", f"{paging!r} is none of none, template, next, postback")
    more = table.text("more", "")
    if paging == "template" and "{page}" not in more:
        raise table.fail("more", "a template needs {page}", 'write for example more = "?page={page}"')
    if paging in ("next", "postback"):
        _selector(table, "more", more)
    link = _selector(table, "link", table.text("link"))
    keywords = table.strings("keywords")
    url = _url(table, "url")
    if ("{keyword}" in url) != bool(keywords):
        raise table.fail("keywords", "go with {keyword} in the url", "give both or neither")
    urls = [url.replace("{keyword}", quote_plus(word)) for word in keywords] or [url]
    found = [
        Listing(
            each, link, paging, more, int(table.number("first", 1, 0, 1)),
            int(table.number("stop_after", 10, 1, 10_000)), int(table.number("most", 200, 1, 100_000)),
        )
        for each in urls
    ]  # fmt: skip
    table.done()
    return found


def _layout(table: Table) -> Layout:
    parts = {part: tuple(_selector(table, part, s) for s in table.strings(part)) for part in PARTS}
    detect = table.text("detect", "")
    if detect:
        _selector(table, "detect", detect)
    layout = Layout(until=table.day("until"), detect=detect, **parts)
    table.done()
    return layout


def _selector(table: Table, key: str, selector: str) -> str:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        if not selector:
            raise SelectolaxError
        LexborHTMLParser("").css(selector)
    except SelectolaxError as error:
        raise table.fail(key, f"{selector!r} is no CSS selector") from error
    return selector


def _duration(table: Table, key: str, default: str) -> float:
    found = table.text(key, default)
    match = _DURATION.fullmatch(found)
    if match is None:
        raise table.fail(key, f"{found!r} is no duration", 'write for example "1d", "6h", "90s"')
    return float(int(match[1]) * _SECONDS[match[2]])


def _quiet(table: Table) -> tuple[time, time] | None:
    found = table.text("quiet_hours", "")
    if not found:
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in found.split("-"))
        if start.tzinfo or end.tzinfo:
            raise ValueError("they are those of Vietnam")
    except ValueError as error:
        raise table.fail("quiet_hours", f"{found!r} is no span of hours", 'write "07:30-17:00"') from error
    return start, end


def _named(table: Table, key: str) -> str:
    found = table.text(key)
    if not _ID.fullmatch(found):
        raise table.fail(key, f"{found!r} is not in small letters, digits and hyphens")
    return found


def _host(table: Table, key: str) -> str:
    return _check_host(table, key, table.text(key))


def _check_host(table: Table, key: str, host: str) -> str:
    if not host or host_of(f"//{host}") != host:
        raise table.fail(
            key, f"{host!r} is no host in small letters", "write it without https://, port and path"
        )
    return host


def _url(table: Table, key: str) -> str:
    url = table.text(key)
    if not web_host(url):
        raise table.fail(key, f"{url!r} is no web address", "begin it with https://")
    return url

"""Verbs of the operator: update, sites, site check|try|record|release, schedule."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from chiso import __version__
from chiso.console import out, print_json, say_problems
from chiso.options import DEFAULT_STORE, Json, StoreFile
from normalize.errors import UserError

if TYPE_CHECKING:
    from crawlers.recipe import Recipe
    from crawlers.run import Options

ALARM: Final = 3
"""The exit code of an update after which somebody has to look."""

Archive = Annotated[
    Path | None,
    typer.Option(
        "--archive", envvar="CHISO_ARCHIVE", help="The folder of ledger and pages; beside the store."
    ),
]
Sites = Annotated[
    Path | None, typer.Option("--sites", envvar="CHISO_SITES", help="The folder of recipes; those of chiso.")
]
Contact = Annotated[
    str, typer.Option("--contact", envvar="CHISO_CONTACT", help="Whom hosts may write to: a URL or mailto:…")
]
Proxy = Annotated[str, typer.Option("--proxy", envvar="CHISO_PROXY", help="An HTTP proxy, http://HOST:PORT.")]
Gap = Annotated[float | None, typer.Option("--gap", hidden=True, help="Seconds between requests, for tests.")]
Now = Annotated[str, typer.Option("--now", hidden=True, help="The time of day to believe, for tests.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(update)
    app.command()(sites)
    app.command()(schedule)
    app.command()(warc)
    from chiso.verbs import sites as one_site

    one_site.register(app)


def update(
    site: Annotated[list[str] | None, typer.Option("--site", help="Only this site; may be repeated.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only sites whose time has come.")] = False,
    store: StoreFile = DEFAULT_STORE,
    archive: Archive = None,
    sites: Sites = None,
    contact: Contact = "",
    proxy: Proxy = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say which sites would be crawled.")
    ] = False,
    json: Json = False,
    gap: Gap = None,
    now: Now = "",
) -> None:
    """Crawl, then keep what is new and reconcile it with what is known.

    An update that was killed is gone on with. The exit code is 3 where a site failed or a layout broke.

    Example: [bold]chiso update --due --contact mailto:you@example.org[/]
    """
    from chiso.crawl_report import Progress, show_update, update_record
    from chiso.updating import choose
    from chiso.updating import update as run

    recipes = recipes_of(sites)
    folder = archive or store.parent / "crawl"
    options = options_of(contact, proxy, gap, now)
    from crawlers.run import clock_at

    chosen = choose(recipes, site or (), due, folder, clock_at(options.now)())
    if dry_run:
        _plan(chosen, json)
        return
    with Progress() as progress:
        report = run(recipes, chosen, store, folder, options, progress)
    say_problems(report.problems)
    if json:
        print_json(update_record(report))
    else:
        show_update(report, folder, clock_at(options.now)())
    if report.alarming:
        raise typer.Exit(ALARM)


def sites(
    store: StoreFile = DEFAULT_STORE,
    archive: Archive = None,
    sites: Sites = None,
    json: Json = False,
    now: Now = "",
) -> None:
    """Show how every site is doing, by its last run.

    Example: [bold]chiso sites[/]
    """
    from chiso.crawl_report import alarm, site_record, sites_table
    from crawlers.health import health
    from crawlers.ledger import Ledger
    from crawlers.run import LEDGER, clock_at
    from crawlers.seeding import day_of

    recipes = recipes_of(sites)
    folder = archive or store.parent / "crawl"
    at = clock_at(moment_of(now))()
    day = day_of(at)
    path = folder / LEDGER
    ledger = Ledger(path, read_only=True) if path.exists() else Ledger(Path(":memory:"))
    try:
        rows = [health(ledger, recipe, recipe.retired(day)) for recipe in recipes.values()]
    finally:
        ledger.close()
    if json:
        print_json([site_record(row) for row in rows])
    else:
        out.print(sites_table(rows, at))
        for row in rows:
            if row.alarming:
                out.print(alarm(row), soft_wrap=True)


def schedule(
    into: Annotated[
        Path | None, typer.Option(help="The folder that gets the units; else they are printed.")
    ] = None,
    at: Annotated[str, typer.Option(help="When, by this machine's clock: HH:MM.")] = "01:30",
    cron: Annotated[
        bool, typer.Option("--cron", help="A line for crontab instead of systemd units.")
    ] = False,
    store: StoreFile = DEFAULT_STORE,
    archive: Archive = None,
    sites: Sites = None,
    contact: Contact = "",
    proxy: Proxy = "",
) -> None:
    """Write systemd units, or a crontab line, that update every night.

    Example: [bold]chiso schedule --into ~/.config/systemd/user --contact mailto:you@example.org[/]
    """
    from chiso.scheduling import cron_line, units

    options_of(contact, "", None, "")  # refuses a missing contact now rather than every night
    given = (
        ("--archive", archive and archive.resolve()),
        ("--sites", sites and sites.resolve()),
        ("--proxy", proxy),
    )
    more = [str(word) for pair in given if pair[1] for word in pair]
    if cron:
        typer.echo(cron_line(store, contact, at, more))
        return
    files = units(store, contact, at, more)
    if into is None:
        for name, text in files.items():
            typer.echo(f"# {name}\n{text}")
        return
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (into / name).write_text(text, "utf-8")
    except OSError as error:
        raise UserError((error.strerror or str(error)).lower(), str(into), "give another folder") from error
    out.print(f"wrote {', '.join(files)} to {into}", soft_wrap=True, markup=False)
    out.print(
        "  $ systemctl --user daemon-reload && systemctl --user enable --now chiso-update.timer", markup=False
    )


def warc(
    file: Annotated[Path, typer.Argument(help="The file to write, .warc.gz.")],
    site: Annotated[str, typer.Option(help="Only the pages of this site.")] = "",
    store: StoreFile = DEFAULT_STORE,
    archive: Archive = None,
) -> None:
    """Write every page that was crawled to a WARC, the format of web archives.

    Example: [bold]chiso warc crawl.warc.gz --site son-la[/]
    """
    from crawlers.archive import Archive as Bodies
    from crawlers.ledger import Ledger
    from crawlers.run import BODIES, LEDGER
    from crawlers.warc import SUFFIXES, write_warc

    if not file.name.endswith(SUFFIXES[1]):
        raise UserError("a compressed WARC is written", str(file), "give a name that ends in .warc.gz")
    folder = archive or store.parent / "crawl"
    ledger = Ledger(folder / LEDGER, read_only=True)
    try:
        count = write_warc(ledger, Bodies(folder / BODIES), file, site or None)
    finally:
        ledger.close()
    out.print(f"{count} pages written to {file}", soft_wrap=True, markup=False)


def recipes_of(folder: Path | None) -> "dict[str, Recipe]":
    """The recipes of a folder, or those that come with chiso."""
    from crawlers.recipe_files import SITES, load_recipes

    return load_recipes(folder or SITES)


def options_of(contact: str, proxy: str, gap: float | None, now: str) -> "Options":
    """How to crawl. Raises UserError without a contact: hosts have to know whom they can write to."""
    from crawlers.run import Options, user_agent

    if not contact:
        raise UserError(
            "hosts have to know whom they can write to", "", "say it with --contact mailto:… or CHISO_CONTACT"
        )
    if any(c in contact for c in "\r\n()"):
        raise UserError("this cannot stand in a header", contact, "give a URL or a mailto: address")
    return Options(user_agent(__version__, contact), proxy=proxy, floor=gap, now=moment_of(now))


def moment_of(text: str) -> float | None:
    """Seconds since 1970 of an ISO date or time (UTC), None for ""."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    except ValueError as error:
        raise UserError(f"{text!r} is no time", "", "write 2025-05-12 or 2025-05-12T01:30") from error


def _plan(chosen: "list[Recipe]", json: bool) -> None:
    if json:
        print_json([recipe.id for recipe in chosen])
        return
    for recipe in chosen:
        out.print(f"{recipe.id}  {recipe.root}", soft_wrap=True, markup=False)
    out.print(f"{len(chosen)} sites would be crawled")

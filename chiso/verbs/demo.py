"""The verb `demo`: the whole way once, on the project's own articles, with the commands that it consists of."""

import contextlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from chiso.console import out
from chiso.verbs import keeping, looking, publishing
from chiso.verbs.crawling import ALARM
from normalize.errors import UserError

CONTACT: Final = "mailto:demo@chiso.example"
FIXTURES: Final = Path(__file__).parents[2] / "fixtures"


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(demo)


def demo(
    into: Annotated[Path, typer.Option(help="The folder that gets the store.")] = Path("demo"),
) -> None:
    """Crawl the portals that come with chiso, read its articles, show tables and conflicts: the whole way once.

    Every step is printed as the command that does it, to be typed again with other words.
    """
    plan = _plan(FIXTURES / "demo.toml")
    store = into / "chiso.duckdb"
    for night in plan["night"]:
        with _portals(night["day"]) as address:
            sites = _short(FIXTURES / "portals" / "sites")
            words = ("--sites", str(sites), "--contact", CONTACT, "--proxy", address, "--now", night["now"])
            _step(
                f"{night['what']} (a server on this machine plays the portals)", "update", *words, store=store
            )
            out.file.flush()
            # A process of its own: Twisted's reactor runs once. An alarm (3) is for cron; the demo goes on.
            command = [
                Path(sys.executable).parent / "chiso",
                "update",
                *words,
                "--gap",
                "0",
                "--store",
                store,
            ]
            if subprocess.run(command, check=False).returncode not in (0, ALARM):
                raise UserError(
                    "the portals of the demo could not be crawled", str(sites), "see the message above"
                )
    pages = [_short(FIXTURES / folder) for folder in plan["pages"]]
    _step("Read saved pages, keep what they state, reconcile", "ingest", *map(str, pages), store=store)
    keeping.ingest(pages, store)
    _step("Publish: a copy for analysts, which nobody's writing locks", "publish", store=store)
    publishing.publish(store=store)
    for edition in plan["table"]:
        index, year = edition["index"], edition["year"]
        _step("A league table, as far as the pages know", "table", index, str(year), store=store)
        looking.table(index, year, store=store)
    for edition in plan["table"]:
        index, year = edition["index"], edition["year"]
        _step("What cannot all be true", "conflicts", "--index", index, "--year", str(year), store=store)
        looking.conflicts(index=index, year=year, store=store)
    for case in plan["side_by_side"]:
        for conflict in _conflicts_of(case["key"], store):
            _step(f"Side by side: {case['key']}", "show", conflict[:8], store=store)
            looking.show(conflict, store=store)
    out.rule("Now you", align="left", style="bold")
    for line in (
        f"chiso query --store {store}",
        f"chiso report --into {into / 'report'} --store {store}",
        f"chiso show '{plan['side_by_side'][0]['key']}' --store {store}",
        "chiso explain 'Năm 2024, Hà Nội xếp thứ 3 về chỉ số PAR INDEX.'",
        "chiso --help",
    ):
        out.print(f"  $ {line}", markup=False, soft_wrap=True)


@contextlib.contextmanager
def _portals(day: int) -> Iterator[str]:
    """Play the portals as they are on a day of their story; yields the address of the server."""
    command = [sys.executable, str(FIXTURES / "portals" / "server.py"), "--day", str(day)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip() if server.stdout is not None else ""
        if not address:
            raise UserError("the portals of the demo do not start", command[1], "run it alone to see why")
        yield address
    finally:
        server.terminate()
        server.wait()


def _plan(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise UserError(
            "the articles of the demo are not here",
            str(path),
            "run it from a clone of the repository: make demo",
        ) from error


def _conflicts_of(key: str, store: Path) -> list[str]:
    from chiso.names import key_named
    from normalize.reference import load
    from store.database import open_store
    from store.lookup import sheet_of_key

    with open_store(store, read_only=True) as kept:
        return [c["id"] for c in sheet_of_key(kept, key_named(key, load())).conflicts]


def _short(path: Path) -> Path:
    """The path from here where it lies below, so that the command can be read and typed."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _step(what: str, *words: str, store: Path) -> None:
    out.print()
    out.rule(what, align="left", style="bold")
    line = " ".join(f"'{word}'" if " " in word else word for word in ("chiso", *words, "--store", str(store)))
    out.print(f"$ {line}", style="bold cyan", markup=False, soft_wrap=True)

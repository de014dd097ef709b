"""Crawls and sites as shown: tables and sentences for people, records for programs."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chiso.console import err, out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table
    from rich.text import Text

    from chiso.updating import UpdateReport
    from crawlers.health import Health


def site_record(row: "Health") -> dict[str, Any]:
    """The health of a site for programs."""
    stamps = ("last_run", "last_ok", "last_found", "next_due")
    return {k: _iso(v) if k in stamps else v for k, v in asdict(row).items()}


def update_record(report: "UpdateReport") -> dict[str, Any]:
    """An update for programs."""
    loaded, facts = report.loaded, report.facts
    return {
        "store": str(report.store),
        "run": report.crawl.run if report.crawl else None,
        "resumed": report.crawl.resumed if report.crawl else False,
        "finished": report.crawl.finished if report.crawl else True,
        "new": loaded.new if loaded else 0,
        "revised": loaded.revised if loaded else 0,
        "unchanged": loaded.unchanged if loaded else 0,
        "observations_new": loaded.observations_new if loaded else 0,
        "facts": facts.facts if facts else None,
        "conflicts": facts.conflicts if facts else None,
        "released": list(report.released),
        "sites": [site_record(row) for row in report.sites],
        "problems": [asdict(p) for p in report.problems],
    }


def show_update(report: "UpdateReport", folder: Path, at: float) -> None:
    """Say what an update did; `at` is now, in seconds since 1970."""
    if report.crawl is None and report.loaded is None:
        out.print("nothing is due")
        return
    out.print(sites_table(report.sites, at))
    if report.crawl is not None and report.crawl.resumed:
        out.print("went on with a run that had been killed")
    if report.released:
        out.print(f"out of quarantine, for their recipes were changed: {', '.join(report.released)}")
    loaded, facts = report.loaded, report.facts
    if loaded is not None and facts is not None:
        out.print(
            f"{report.store}: {loaded.new} new articles, {loaded.revised} revised, {loaded.observations_new} new"
            f" observations; {facts.facts} facts, {facts.conflicts} conflicts, {facts.open} of them open",
            soft_wrap=True,
            markup=False,
        )
    for row in report.sites:
        if row.alarming:
            err.print(alarm(row), soft_wrap=True)
    if report.crawl is not None and not report.crawl.finished:
        err.print("[bold red]the crawl was stopped[/]; the next update goes on with it")
    out.print(f"every fetch: {folder / 'crawl.jsonl'}", soft_wrap=True, markup=False)


def alarm(row: "Health") -> "Text":
    """Why somebody has to look at a site."""
    from rich.text import Text

    return Text.assemble((row.site, "bold red"), f" {row.state}: {row.why}")


def sites_table(rows: "Iterable[Health]", at: float) -> "Table":
    """The health of sites, a row each."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("site", "state", "ok on", "lag", "new", "edit", "same", "fail", "p95", "fit", "next"):
        number = name in ("lag", "new", "edit", "same", "fail", "p95")
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    colours = {"ok": "green", "failed": "red", "quarantined": "bold red"}
    for row in rows:
        state = f"[{colours[row.state]}]{row.state}[/]" if row.state in colours else row.state
        shares = [f"{100 * share:.0f}" for share in row.coverage or ()]
        fit = shares[0] if len(set(shares)) == 1 else "/".join(shares)
        lag = "" if row.last_found is None else f"{max(0.0, at - row.last_found) / 86400:.0f} d"
        table.add_row(
            row.site + ("" if row.verified else " ?"), state, _day(row.last_ok), lag, str(row.new), str(row.changed),
            str(row.same), str(row.failed), "" if row.latency is None else f"{row.latency:.1f}s", fit,
            _day(row.next_due),
        )  # fmt: skip
        if row.error:
            table.add_row("", Text(row.error, style="red"))
    table.caption = "?: recipe not verified · fit: % of pages with title/date/body where the recipe says"
    return table


def _day(at: float | None) -> str:
    return "" if not at else f"{datetime.fromtimestamp(at):%d.%m.}"


def _iso(at: float | None) -> str | None:
    return None if not at else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"


class Progress:
    """A line on a terminal that says how the crawl goes; nothing where the output goes elsewhere."""

    def __enter__(self) -> Any:
        if not err.is_terminal or os.environ.get("TERM") == "dumb":
            return None
        self.counts: dict[str, int] = {}
        self.status = err.status("crawling")
        self.status.start()
        return self._told

    def __exit__(self, *args: object) -> None:
        if hasattr(self, "status"):
            self.status.stop()

    def _told(self, record: dict[str, Any]) -> None:
        if record["event"] != "fetch":
            return
        name = str(record["outcome"])
        self.counts[name] = self.counts.get(name, 0) + 1
        done = ", ".join(f"{n} {name}" for name, n in sorted(self.counts.items()))
        self.status.update(f"{record['site']}: {done}")

"""The desk: gives out tickets so that no host is asked twice at once or too soon, and takes in what came."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, TextIO

from crawlers.archive import Archive
from crawlers.frontier import Frontier
from crawlers.hosts import UNSETTLED, Host, moment, rest
from crawlers.judge import Answer, Judge
from crawlers.keys import host_of
from crawlers.outcome import Outcome
from crawlers.pages import Settled, Ticket
from crawlers.recipe import Recipe

Progress = Callable[[dict[str, Any]], None]
"""Told after every fetch: the record that the log gets, too."""

Brought = tuple[Ticket, Settled, bytes | None, float]
"""What came: for which ticket, what it means, its body where that is kept, and when."""

PATIENCE_AT_IDLE: Final = 1.0
"""Seconds between looks where nothing is due: answers wake the desk at once anyway."""


class Desk:
    """The hosts of one TLS profile. `clock` gives seconds since 1970, `floor` overrides those of recipes."""

    def __init__(
        self, frontier: Frontier, judge: Judge, archive: Archive, tls: str, agent: str,
        clock: Callable[[], float], log: TextIO | None = None, progress: Progress | None = None,
        floor: float | None = None,
    ) -> None:  # fmt: skip
        self.frontier = frontier
        self.judge = judge
        self.archive = archive
        self.pile: list[Brought] = []
        """What came and is not kept yet. Whoever runs the desk takes it with `keep`, then `settle`."""
        self.settling = False
        self.tls = tls
        self.agent = agent
        self.clock = clock
        self.log = log
        self.progress = progress
        self.floor = floor
        self.hosts: dict[str, Host] = {}
        self.wake: Callable[[], None] = lambda: None
        for name in frontier.hosts():
            self._meet(name)

    def next(self) -> Ticket | float | None:
        """Return a ticket, or the seconds to wait for one (or for an answer), or None where all is done."""
        now, ticking = self.clock(), time.monotonic()
        waits: list[float] = []
        for host in list(self.hosts.values()):
            if host.busy or host.unsettled >= UNSETTLED:
                waits.append(PATIENCE_AT_IDLE)
            elif host.closed or host.dry:
                continue
            elif host.free_at > ticking:
                waits.append(host.free_at - ticking)
            else:
                step = self._next_of(host, now)
                if isinstance(step, Ticket):
                    # Whoever was served goes to the end of the line.
                    self.hosts[host.name] = self.hosts.pop(host.name)
                    return step
                if step is not None:
                    waits.append(step)
        if self.pile or self.settling:
            waits.append(PATIENCE_AT_IDLE)
        return min(waits) if waits else None

    def _next_of(self, host: Host, now: float) -> Ticket | float | None:
        recipe = self._recipe(host.name)
        if recipe is None:
            host.dry = True
            return None
        if recipe.is_quiet(moment(now)):
            self._close(host, "quiet hours")
            return None
        while True:
            ticket = self.frontier.take(host.name, now, robots_only=not host.robots_known)
            if not isinstance(ticket, Ticket):
                if ticket is None or ticket - now > recipe.patience:
                    host.dry = True
                    return None
                return ticket - now
            if ticket.kind != "robots" and not host.allows(ticket.url, self.agent):
                denied = Settled(Outcome.ROBOTS, detail="robots.txt does not allow it")
                host.unsettled += 1
                self.settle([(ticket, denied, None, now)])
                continue
            host.busy = True
            return ticket

    def answered(self, ticket: Ticket, answer: Answer) -> None:
        """Take in an answer."""
        now = self.clock()
        try:
            what = self.judge.answered(ticket, answer, now)
        except Exception as error:  # a page that trips the judge costs itself, not the crawl
            what = Settled(Outcome.BROKEN, answer.status, detail=f"{type(error).__name__}: {error}"[:300])
        if ticket.kind == "robots" and what.outcome is Outcome.OK:
            self.hosts[_robots_of(ticket)].obey(answer.body, self.agent)
        self._finish(ticket, what, answer.latency, now, answer.body)

    def failed(self, ticket: Ticket, error: BaseException, latency: float | None) -> None:
        """Take in that no answer came."""
        self._finish(ticket, self.judge.failed(error, latency), latency or 0.0, self.clock())

    def _finish(self, ticket: Ticket, what: Settled, latency: float, now: float, body: bytes = b"") -> None:
        """Free the host, and put what came on the pile of what is to be kept."""
        host = self.hosts[ticket.host]
        pause = what.retry_at - now if what.retry_at is not None else None
        recipe = self.frontier.directory.recipes[ticket.site]
        if pause is not None and pause > recipe.patience:
            what = replace(what, last_try=True)
        host.answered(what.outcome, latency, time.monotonic(), pause)
        if pause is not None and pause > recipe.patience and not host.closed:
            host.closed = f"it asks to be left alone for {pause:.0f} seconds"
            self._rest(host, now + pause, 0)
        host.busy = ticket.kind == "robots"  # nothing else goes on until it is settled what the rules are
        if host.closed:
            self._close(host, host.closed)
        host.unsettled += 1
        self.pile.append((ticket, what, body if what.snapshot is not None else None, now))
        self.wake()

    def keep(self, pile: Sequence[Brought]) -> None:
        """Write the bodies of a pile to the archive. Touches nothing else, so a thread may do it."""
        self.archive.keep(body for _, _, body, _ in pile if body is not None)

    def settle(self, pile: Sequence[Brought]) -> None:
        """Note in the ledger what came, now that its bodies are safe."""
        self.frontier.settle([(ticket, what, now) for ticket, what, _, now in pile])
        for ticket, what, _, now in pile:
            self.hosts[ticket.host].unsettled -= 1
            self._settled(ticket, what, now)
            if ticket.kind == "robots":
                self.hosts[ticket.host].busy = False
                self._robots_settled(ticket, what, now)
        self.wake()

    def _settled(self, ticket: Ticket, what: Settled, now: float) -> None:
        for found in what.found:
            self._meet_url(found.url)
        if what.moved_to:
            self._meet_url(what.moved_to)
        if (host := self.hosts.get(ticket.host)) is not None:
            host.dry = False
        self._note(ticket, what, now)

    def _robots_settled(self, ticket: Ticket, what: Settled, now: float) -> None:
        """4xx means that there are no rules; 5xx and silence, that we stay out this time (RFC 9309, 2.3.1)."""
        host = self.hosts[_robots_of(ticket)]
        host.dry = False
        if what.outcome in (Outcome.OK, Outcome.GONE, Outcome.FORBIDDEN, Outcome.REJECTED):
            host.robots_known = True
            return
        if what.outcome is Outcome.MOVED:
            return
        state = self.frontier.ledger.row("SELECT state FROM page WHERE key = ?", (ticket.key,))
        if state is not None and state["state"] != "waiting":
            self._close(host, f"robots.txt: {what.outcome}")

    def _close(self, host: Host, why: str) -> None:
        host.closed = why
        recipe = self._recipe(host.name)
        if why.startswith("breaker"):
            row = self.frontier.ledger.row("SELECT failures FROM host WHERE host = ?", (host.name,))
            times = (row["failures"] if row is not None else 0) + 1
            self._rest(host, self.clock() + rest(times), times)
        if recipe is not None:
            self.frontier.stop_site([recipe.id], f"{host.name}: {why}")
            self._write({"event": "closed", "site": recipe.id, "host": host.name, "why": why})

    def _rest(self, host: Host, until: float, times: int) -> None:
        with self.frontier.ledger.writing() as db:
            db.execute(
                "INSERT INTO host VALUES (?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET failures = excluded.failures,"
                " closed_until = excluded.closed_until, why = excluded.why",
                (host.name, times, until, host.closed),
            )

    def finish(self) -> None:
        """Forget the troubles of hosts that answered to the end."""
        for host in self.hosts.values():
            recipe = self._recipe(host.name)
            if not host.robots_known and not host.closed and recipe is not None:
                # It led to another host, which has not told it: nothing was asked for.
                self.frontier.stop_site([recipe.id], f"{host.name}: robots.txt was not to be had")
        good = [(h.name,) for h in self.hosts.values() if h.robots_known and not h.closed]
        with self.frontier.ledger.writing() as db:
            db.executemany("DELETE FROM host WHERE host = ?", good)

    def _meet_url(self, url: str) -> None:
        name = host_of(url)
        if name not in self.hosts:
            self._meet(name)
            if name in self.hosts:
                self.frontier.ensure_robots(name, self.clock())
        elif self.hosts[name].dry:
            self.hosts[name].dry = False

    def _meet(self, name: str) -> None:
        """Begin with a host: its gap counts from its last request of any run."""
        recipe = self._recipe(name)
        if recipe is None:
            return
        floor = recipe.floor if self.floor is None else self.floor
        host = Host(name, floor, floor)
        ledger, now = self.frontier.ledger, self.clock()
        last = ledger.row("SELECT max(coalesce(finished, started)) AS at FROM fetch WHERE host = ?", (name,))
        if last is not None and last["at"] is not None:
            host.free_at = time.monotonic() + max(0.0, min(floor, last["at"] + floor - now))
        held = ledger.row("SELECT closed_until, why FROM host WHERE host = ?", (name,))
        self.hosts[name] = host
        if held is not None and held["closed_until"] > now:
            host.closed = (
                f"resting until {moment(held['closed_until']):%Y-%m-%d %H:%M} UTC after {held['why']}"
            )
            self.frontier.stop_site([recipe.id], f"{name}: {host.closed}")

    def _recipe(self, host: str) -> Recipe | None:
        recipe = self.frontier.directory.owner(f"//{host}")
        return recipe if recipe is not None and recipe.tls == self.tls else None

    def _note(self, ticket: Ticket, what: Settled, now: float) -> None:
        record = {
            "event": "fetch", "at": f"{moment(now):%Y-%m-%dT%H:%M:%S}Z", "run": self.frontier.run, "site": ticket.site,
            "kind": ticket.kind, "url": ticket.url, "outcome": str(what.outcome), "status": what.status,
            "seconds": None if what.latency is None else round(what.latency, 3), "bytes": what.size,
            "detail": what.detail or None, "links": what.links,
        }  # fmt: skip
        self._write({name: value for name, value in record.items() if value is not None})

    def _write(self, record: dict[str, Any]) -> None:
        if self.log is not None:
            self.log.write(json.dumps(record, ensure_ascii=False) + "\n")
        if self.progress is not None:
            self.progress(record)


def _robots_of(ticket: Ticket) -> str:
    return ticket.key.removeprefix("robots ")

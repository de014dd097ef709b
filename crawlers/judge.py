"""What an answer means: from status, headers and bytes to what the ledger is told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from crawlers.archive import name_of
from crawlers.discover import Discovery, read_feed, read_listing, read_sitemap
from crawlers.frontier import HOPS, Frontier
from crawlers.hosts import retry_after
from crawlers.keys import host_of, normal
from crawlers.outcome import Outcome, of_error, of_status
from crawlers.pages import Settled, Ticket
from crawlers.recipe import Recipe
from crawlers.soft import soft_failure

_DETAIL: Final = 300
_KEPT_HEADERS: Final = frozenset(
    {
        "content-type", "content-language", "content-encoding", "date", "etag", "last-modified", "location",
        "retry-after", "server", "x-powered-by", "cache-control", "expires",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. `tls` is whether its certificate was verified, None without TLS; `latency` in seconds."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    latency: float
    tls: bool | None


class Judge:
    """Judges answers for one run."""

    def __init__(self, frontier: Frontier) -> None:
        self.frontier = frontier

    def answered(self, ticket: Ticket, answer: Answer, now: float) -> Settled:
        """Return what to settle for an answer that came."""
        recipe = self.frontier.directory.recipes[ticket.site]
        outcome = of_status(answer.status)
        kept = {
            name.lower(): value for name, value in answer.headers.items() if name.lower() in _KEPT_HEADERS
        }
        base = Settled(
            outcome, answer.status, latency=answer.latency, size=len(answer.body), tls=answer.tls,
            headers=json.dumps(kept, ensure_ascii=False, sort_keys=True), etag=kept.get("etag"),
            modified=kept.get("last-modified"),
        )  # fmt: skip
        if outcome is Outcome.MOVED:
            return self._moved(ticket, recipe, base, kept.get("location", ""))
        if outcome is Outcome.NOT_MODIFIED and ticket.snapshot is None:
            return _as(base, Outcome.ODD_STATUS, "not modified, but nothing was had before")
        if outcome is Outcome.OK:
            return self._page(ticket, recipe, answer, base)
        pause = retry_after(kept.get("retry-after"), now) if outcome.of_host else None
        return _as(base, outcome, "", retry_at=None if pause is None else now + pause)

    def failed(self, error: BaseException, latency: float | None) -> Settled:
        """Return what to settle where no answer came."""
        words = f"{type(error).__name__}: {error}"
        return Settled(of_error(error), detail=words[:_DETAIL], latency=latency)

    def _moved(self, ticket: Ticket, recipe: Recipe, base: Settled, location: str) -> Settled:
        try:
            target = urljoin(ticket.url, location)
        except ValueError:
            target = ""
        if not location or not host_of(target):
            return _as(base, Outcome.REDIRECT_OUT, f"no usable Location: {location!r}")
        if target == ticket.url or ticket.hops + 1 > HOPS:
            return _as(
                base, Outcome.REDIRECT_LOOP, f"{ticket.hops + 1} redirects in a row, the last to {target}"
            )
        owner = self.frontier.directory.owner(target)
        if owner is None:
            return _as(base, Outcome.REDIRECT_OUT, f"to {target}, a host of no site that we know")
        parts = urlsplit(target)
        home = parts.path in ("", "/") and not parts.query
        if ticket.kind == "article" and (home or normal(target) == normal(owner.root)):
            return _as(base, Outcome.REDIRECT_HOME, f"to {target}")
        return _as(
            base, Outcome.MOVED, f"to {target}", moved_to=target, moved_for_good=base.status in (301, 308)
        )

    def _page(self, ticket: Ticket, recipe: Recipe, answer: Answer, base: Settled) -> Settled:
        # Even of what is no article the bytes are kept: they show why it was taken for a failure.
        base = _as(base, Outcome.OK, "", snapshot=name_of(answer.body))
        if ticket.kind == "robots":
            return base
        html = decoded(answer)
        if ticket.kind in ("article", "listing"):
            soft = soft_failure(html, answer.body)
            if soft is not None and not (ticket.kind == "listing" and soft is Outcome.TINY):
                return _as(base, soft, "")
        if ticket.kind == "article":
            return base
        try:
            found = self._discover(ticket, recipe, answer, html)
        except ValueError as error:
            return _as(base, Outcome.NOT_A_PAGE, str(error)[:_DETAIL])
        if not found.all and ticket.number <= 1:
            return _as(base, Outcome.EMPTY_LIST, "no link to an article is on it")
        return _as(base, Outcome.OK, "", found=found.all, links=len(found.articles))

    def _discover(self, ticket: Ticket, recipe: Recipe, answer: Answer, html: str) -> Discovery:
        if ticket.kind == "feed":
            return read_feed(recipe, answer.body)
        if ticket.kind == "sitemap":
            return read_sitemap(recipe, ticket.source, ticket.number, answer.body)
        sweep = self.frontier.sweeps(ticket.site)
        return read_listing(
            recipe, ticket.source, ticket.number, answer.url, html, ticket.trail, self.frontier.is_old, sweep
        )


def decoded(answer: Answer) -> str:
    """The text of a page for its links and its title: what is UTF-8 is UTF-8, whoever says otherwise."""
    try:
        return answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        from w3lib.encoding import html_to_unicode

        header = next((v for k, v in answer.headers.items() if k.lower() == "content-type"), None)
        return html_to_unicode(header, answer.body, default_encoding="cp1258")[1]


def _as(base: Settled, outcome: Outcome, detail: str, **more: object) -> Settled:
    from dataclasses import replace

    return replace(base, outcome=outcome, detail=detail[:_DETAIL], **more)  # type: ignore[arg-type]

"""The spider: carries the desk's tickets through Scrapy, and brings back what came.

Scrapy does the transport: connections, TLS, time-outs, limits, decompression. Retries, redirects, robots.txt
and delays are the desk's, where they are written down and survive a kill; so Scrapy's own are switched off.
"""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any, Final

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.desk import Desk
from crawlers.judge import Answer
from crawlers.pages import Ticket

MOST_BYTES: Final = 10 * 1024 * 1024
"""Of one page, on the wire and unpacked."""
TIMEOUT: Final = 45.0
"""Seconds for one page, from the request to its last byte."""


class PortalSpider(Spider):
    """One spider for all portals: whatever differs between them is in their recipes."""

    name = "portal"

    def __init__(
        self, desk: Desk, verified: bool, timeout: float = TIMEOUT, proxy: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.proxy = {"proxy": proxy} if proxy else {}
        self.done = False
        self.desk = desk
        self.verified = verified
        self.timeout = timeout
        self._bell = asyncio.Event()
        self.trouble: BaseException | None = None
        self._keeper: asyncio.Task[None] | None = None
        desk.wake = self._bell.set

    async def start(self) -> AsyncIterator[Any]:
        """Yield requests as the desk gives leave, until it has no more."""
        while self.trouble is None:
            self._bell.clear()
            try:
                step = self.desk.next()
            except Exception as error:
                self._stop(error)
                return
            if step is None:
                self.done = True
                return
            if isinstance(step, Ticket):
                yield self._request(step)
            else:
                alarm = asyncio.get_running_loop().call_later(step, self._bell.set)
                await self._bell.wait()
                alarm.cancel()

    def _request(self, ticket: Ticket) -> Request:
        headers = {}
        if ticket.snapshot is not None:
            if ticket.etag:
                headers["If-None-Match"] = ticket.etag
            if ticket.modified:
                headers["If-Modified-Since"] = ticket.modified
        if ticket.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return Request(
            ticket.url,
            method="GET" if ticket.form is None else "POST",
            body=ticket.form or "",
            headers=headers,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta={"ticket": ticket, "asked": monotonic(), "download_timeout": self.timeout, **self.proxy},
        )

    def parse(self, response: Response, **kwargs: Any) -> None:
        """Hand an answer to the desk."""
        ticket: Ticket = response.meta["ticket"]
        latency = monotonic() - response.meta["asked"]
        headers = {
            name.decode("latin-1"): b", ".join(v).decode("latin-1") for name, v in response.headers.items()
        }
        tls = self.verified if response.url.startswith("https:") else None
        answer = Answer(ticket.url, response.status, headers, response.body, latency, tls)
        try:
            self.desk.answered(ticket, answer)
            self._keep()
        except BaseException as error:
            self._stop(error)

    def failed(self, failure: Failure) -> None:
        """Tell the desk that no answer came."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        try:
            error = failure.value or RuntimeError("no reason was given")
            self.desk.failed(request.meta["ticket"], error, monotonic() - request.meta["asked"])
            self._keep()
        except BaseException as error:
            self._stop(error)

    def _keep(self) -> None:
        """Have the pile kept, if nobody is at it: in a thread, so that the disk does not hold up the network."""
        if self.desk.pile and (self._keeper is None or self._keeper.done()):
            self.desk.settling = True
            self._keeper = asyncio.get_running_loop().create_task(self._keep_all())

    async def _keep_all(self) -> None:
        try:
            while self.desk.pile and self.trouble is None:
                pile, self.desk.pile = self.desk.pile, []
                await asyncio.to_thread(self.desk.keep, pile)
                self.desk.settle(pile)
        except Exception as error:
            self._stop(error)
        finally:
            self.desk.settling = False
            self._bell.set()

    def _stop(self, error: BaseException) -> None:
        """The ledger or the archive cannot be written: nothing more is asked for, and `crawl` raises it."""
        self.trouble = self.trouble or error
        self._bell.set()


def settings(agent: str, *, verify: bool, hosts: int, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """Scrapy's settings for a crawl over `hosts` hosts."""
    return {
        "USER_AGENT": agent,
        "DOWNLOAD_VERIFY_CERTIFICATES": verify,
        "DOWNLOAD_MAXSIZE": most_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": max(16, hosts),
        "CONCURRENT_ITEMS": 1,  # there are none, and Scrapy starts as many workers for every answer
        "CONCURRENT_REQUESTS_PER_DOMAIN": max(16, hosts),  # the desk has one at once; this sizes the pool
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.5",
        },
        "ROBOTSTXT_OBEY": False,  # the desk obeys it, and stays out where it cannot be had, which Scrapy does not
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_COLOR": False,
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "URLLENGTH_LIMIT": 0,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "EXTENSIONS": {"scrapy.extensions.logstats.LogStats": None},
    }

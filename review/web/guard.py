"""What keeps strangers out: hosts, origins, sizes, and what a page of the desk may load."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine that a request may be for: any other name was pointed here by somebody (DNS rebinding)."""
BODY: Final = 256 * 1024
"""Bytes that a form may have."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests for other hosts and from other sites, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        headers = Headers(scope=scope)
        refused = host_refused(headers) or (
            None if scope["method"] in _SAFE else origin_refused(headers) or size_refused(headers)
        )
        if refused is not None:
            status, words = refused
            await PlainTextResponse(words + "\n", status)(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)


def host_refused(headers: Headers) -> tuple[int, str] | None:
    """Why a request is not for this desk; None where it is."""
    host = headers.get("host", "")
    name = host[: host.rindex("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
    if name.lower() not in HOSTS:
        return 421, "The review desk answers only to 127.0.0.1 and localhost."
    return None


def origin_refused(headers: Headers) -> tuple[int, str] | None:
    """Why a form was not sent by a page of this desk; None where it was.

    Browsers say where a request comes from (Sec-Fetch-Site), older ones at least the origin; one that says neither
    is refused.
    """
    refusal = 403, "This form was not sent by a page of the review desk."
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return refusal
    origin = headers.get("origin")
    if origin is None:
        return None if site == "same-origin" else refusal
    parts = urlsplit(origin)
    same = parts.scheme in ("http", "https") and parts.netloc.lower() == headers.get("host", "").lower()
    return None if same else refusal


def size_refused(headers: Headers) -> tuple[int, str] | None:
    """Why a form is too large, or is none; None where it is good."""
    length = headers.get("content-length", "")
    if not length.isdigit():
        return 411, "The length of a form must be said."
    if int(length) > BODY:
        return 413, "The form is too large."
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(length) and kind != "application/x-www-form-urlencoded":
        return 415, "The review desk takes forms only."
    return None

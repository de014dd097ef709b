"""Serving the desk: on this machine only, at a free port or the one that is asked for."""

import contextlib
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from normalize.errors import UserError
from review.web.app import application
from review.web.desk import Desk
from review.web.sessions import Sessions
from store.database import open_store
from store.errors import Locked

HOST: Final = "127.0.0.1"
SWITCH: Final = 0.0005
"""Seconds after which a thread lets another run. A page waits for the thread that counts decisions many times over,
each time up to as long as this; Python's own is 5 ms.
"""


def serve(store: Path, port: int, share: float, ready: Callable[[str], None]) -> None:
    """Serve the desk over a store until it is interrupted; `ready` gets the address that lets a browser in.

    Raises StoreError where there is no good store, and UserError where the port is taken.
    """
    with contextlib.suppress(
        Locked
    ):  # another process has it now: the desk shows the published copy meanwhile
        open_store(store, read_only=True).close()
    with listen(port) as listening:
        port = listening.getsockname()[1]
        sessions = Sessions()
        app = application(Desk(store, share), sessions, cookie=f"chiso_desk_{port}")
        ready(f"http://{HOST}:{port}/start?token={sessions.token}")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5,
            proxy_headers=False, lifespan="on",
        )  # fmt: skip
        sys.setswitchinterval(SWITCH)
        uvicorn.Server(config).run(sockets=[listening])


def listen(port: int) -> socket.socket:
    """A socket at a port of this machine, 0 for any that is free. Raises UserError where it is taken.

    Its protocol is named so that asyncio sees TCP and sends at once: else what follows the headers of an answer waits
    until the browser has confirmed them, 40 ms.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise UserError(
            f"port {port} cannot be had: {error.strerror}", HOST, "give another with --port, or 0 for any"
        ) from error
    return found

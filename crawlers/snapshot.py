"""A snapshot: the bytes of one page as they were fetched or found on disk."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes with where, when and how they came. Never changed after it was made.

    `url` is what was asked for (a `file:` URL for a saved page), `final_url` what answered after redirects.
    `status` is the HTTP status, 200 for a file that could be read. `fetched_at` is naive UTC; for a saved
    page it is the file's time of modification. `tls_verified` is None where no TLS was spoken.
    """

    url: str
    body: bytes = field(repr=False)
    fetched_at: datetime
    final_url: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    tls_verified: bool | None = None

    @property
    def id(self) -> str:
        """The sha256 of the bytes in hex: equal bytes are one snapshot, whatever served them."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def name(self) -> str:
        """The last piece of the path without its ending: the `doc` of what is extracted from it."""
        last = self.url.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1]
        return Path(unquote(last)).stem  # a file's name in letters, not as "b%C3%A0i"

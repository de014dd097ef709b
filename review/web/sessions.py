"""Who is at the desk: a start-up token lets a browser in, a name says who sits there."""

import hmac
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from typing import Final

from normalize.errors import UserError

LANGUAGES: Final = ("vi", "en")
THEMES: Final = ("auto", "light", "dark")
_MANY: Final = 500


@dataclass
class Session:
    """A browser that has come in with the token."""

    id: str
    who: str | None = None
    language: str = "vi"
    theme: str = "auto"
    flash: str = ""


class Sessions:
    """The sessions of one run of the desk: they end with it, and so does the token."""

    def __init__(self, token: str | None = None) -> None:
        self.token = token or secrets.token_urlsafe(18)
        self._lock = threading.Lock()
        self._known: dict[str, Session] = {}

    def enter(self, token: str) -> Session | None:
        """A new session for whoever knows the token; None for others."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        session = Session(secrets.token_urlsafe(24))
        with self._lock:
            while len(self._known) >= _MANY:
                del self._known[next(iter(self._known))]
            self._known[session.id] = session
        return session

    def of(self, id_: str | None) -> Session | None:
        """The session of a cookie."""
        return self._known.get(id_) if id_ else None


def name_of(text: str) -> str:
    """Return a reviewer's name as it is kept. Raises UserError for none, and for one that no person has."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > 60 or any(unicodedata.category(c).startswith("C") for c in name):
        raise UserError("a name has 1 to 60 letters", "", "type the name that your decisions are to bear")
    return name

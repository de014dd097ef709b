"""Desks for tests: a small store of pages that disagree, and a client that has signed in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import store_samples
from starlette.testclient import TestClient
from store_samples import page

from crawlers.snapshot import Snapshot
from extract.article import Article, Block, Kind
from normalize.reference import load as load_reference
from review.web.app import application
from review.web.desk import Desk
from review.web.sessions import Sessions
from store.database import open_store
from store.load import load
from store.reconcile.claim import Key
from store.rows import Loaded
from store.upkeep import bring_up_to_date

store_samples._UNITS["PAR_INDEX"] = "percent"
BASE = "http://127.0.0.1"
ORIGIN = {"origin": BASE}
SLUGS = [p.slug for p in load_reference().provinces if p.valid_to is not None]
"""Units that existed in the edition of the tests."""


def key(slug: str = "hai-phong", attribute: str = "score", year: int = 2023) -> Key:
    """The key of a figure of the tests' edition."""
    return Key(
        f"province/{slug}", "PAR_INDEX", None, year, attribute, "national" if attribute == "rank" else None
    )


def says(*stated: tuple[str, str, str | int], host: str = "a.vn", **more: Any) -> Loaded:
    """A page of a host that states (province, attribute, value) once a line."""
    words = {"index": "PAR_INDEX", "year": 2023, "url": f"https://{host}/{len(stated)}"}
    return page(*stated, **(words | more))


HAI_PHONG = (
    says(("hai-phong", "score", "91.87"), ("hai-phong", "rank", 2), host="a.vn", title="Hai thành phố"),
    says(("hai-phong", "score", "91.81"), host="b.vn", title="Thành phố xếp hạng 2"),
)


def crowd(count: int) -> tuple[Loaded, ...]:
    """Two pages that disagree about so many provinces."""
    some = [s for s in dict.fromkeys(SLUGS) if s != "hai-phong"][:count]
    return (
        says(*((s, "score", f"8{n % 10}.{n:02}") for n, s in enumerate(some)), host="c.vn", title="Bảng một"),
        says(*((s, "score", f"7{n % 10}.{n:02}") for n, s in enumerate(some)), host="d.vn", title="Bảng hai"),
    )


def keep(path: Path, *items: Loaded) -> Path:
    """Load pages into the store at a path, and reconcile."""
    with open_store(path) as store:
        load(store, items)
        bring_up_to_date(store, "ingest")
    return path


def plain_page(text: str, url: str = "https://x.vn/odd", title: str = "Tin") -> Loaded:
    """A page that states nothing: any text."""
    whole = f"{title}\n{text}"
    blocks = (Block(Kind.TITLE, 0, len(title)), Block(Kind.PARAGRAPH, len(title) + 1, len(whole)))
    snapshot = Snapshot(url=url, body=whole.encode(), fetched_at=page().snapshot.fetched_at, headers={})
    article = Article(
        doc="odd", url=url, source=url.split("/")[2], snapshot=snapshot.id, title=title, published=None, text=whole,
        blocks=blocks,
    )  # fmt: skip
    return Loaded(snapshot, article, ())


class Guest:
    """A reviewer's browser without JavaScript: it reads pages and sends the forms that stand in them."""

    def __init__(self, client: TestClient, sessions: Sessions, name: str | None = "Lan") -> None:
        self.client, self.name = client, name
        self.cookies: dict[str, str] = {}
        self.text = ""
        self.address = ""
        if name is not None:
            self.get(f"/start?token={sessions.token}")
            self.send("/sign-in", name=name)

    def get(self, path: str, **headers: str) -> int:
        """Open a page, and return its status."""
        return self._went(self.client.get(path, headers=self._own | headers, follow_redirects=False))

    @property
    def _own(self) -> dict[str, str]:
        return {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}

    def send(self, path: str, **fields: Any) -> int:
        """Send a form, and return the status of the page that it leads to."""
        return self._went(
            self.client.post(path, data=fields, headers=self._own | ORIGIN, follow_redirects=False)
        )

    def _went(self, answer: Any) -> int:
        self.cookies |= dict(answer.cookies)
        self.client.cookies.clear()
        self.text, self.address, self.headers = (
            answer.text,
            str(answer.url).removeprefix(BASE),
            answer.headers,
        )
        if answer.status_code == 303:
            return self.get(answer.headers["location"])
        return int(answer.status_code)

    def json(self, path: str) -> Any:
        """A page as JSON."""
        return self.client.get(path, headers=self._own).json()

    def form(self, verdict: str, number: int = 0) -> tuple[str, dict[str, Any]]:
        """The address and hidden fields of a form on the page."""
        found = [
            (m["action"].replace("&amp;", "&"), m["body"])
            for m in re.finditer(
                r'<form method="post" action="(?P<action>[^"]+)"[^>]*>(?P<body>.*?)</form>', self.text, re.S
            )
            if f'name="verdict" value="{verdict}"' in m["body"]
        ]
        action, body = found[number]
        fields: dict[str, Any] = {}
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', body):
            fields.setdefault(name, []).append(value)
        return action, fields

    def rule(self, verdict: str, number: int = 0, **more: Any) -> int:
        """Send the form of a verdict on the page, with what a reviewer types."""
        action, fields = self.form(verdict, number)
        return self.send(action, **(fields | more))


@contextmanager
def desk(path: Path, share: float = 0.0) -> Iterator[tuple[TestClient, Sessions, Desk]]:
    """A desk over a store, and a client of it."""
    sessions = Sessions()
    own = Desk(path, share)
    with TestClient(application(own, sessions), base_url=BASE) as client:
        yield client, sessions, own

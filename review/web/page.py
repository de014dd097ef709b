"""A page: what a visitor asked for, and what they get, as HTML, JSON or CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from normalize.errors import UserError
from normalize.ids import content_id
from normalize.reference import Index, Reference
from review.web.desk import Desk
from review.web.forms import Form
from review.web.scripts import Record
from review.web.sessions import Session
from review.web.words import Words, words
from store.database import Store

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"


@dataclass(frozen=True)
class Visit:
    """One request of a reviewer: who asks for what, and the store to answer from."""

    desk: Desk
    session: Session
    store: Store
    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    form: Form = field(default_factory=lambda: Form({}))
    after: str | None = None
    """The item behind which this page is fetched ahead, to be shown when that one is decided; None to show it now."""
    ahead: str | None = None
    """The address and mark of the page that the browser has fetched ahead; None where it has none."""

    @property
    def who(self) -> str:
        """The reviewer's name."""
        assert self.session.who is not None
        return self.session.who

    @property
    def words(self) -> Words:
        """The words of the reviewer's language."""
        return words(self.session.language)

    def number(self, name: str, most: int = 10**6) -> int | None:
        """A whole number of the query, None where it is not given. Raises UserError for something else."""
        text = self.query.get(name, "").strip()
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or int(text) > most:
            raise UserError(f"{name}={text!r} is no number", "", "leave it out, or give a whole number")
        return int(text)

    def text(self, name: str) -> str | None:
        """A text of the query, None where it is empty."""
        return self.query.get(name, "").strip()[:200] or None


@dataclass(frozen=True)
class Page:
    """What is shown. `record` is the page as JSON, `rows` its table as CSV; without them there is only HTML."""

    template: str
    title: str
    context: Mapping[str, Any]
    record: Any = None
    rows: Sequence[Record] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(page: Page, visit: Visit | None, session: Session | None, extension: str = "") -> Response:
    """Return a page in the format that was asked for."""
    if extension == ".json":
        body = json.dumps(plain(page.record), ensure_ascii=False, indent=1)
        return Response(body + "\n", page.status, media_type="application/json")
    if extension == ".csv":
        return Response(as_csv(page.rows or ()), page.status, media_type="text/csv; charset=utf-8")
    spoken = words(session.language if session else "vi")
    flash = session.flash if session else ""
    if visit is not None and visit.after is not None:
        flash = ""  # what is to be told is told by the page that is shown now
    elif session:
        session.flash = ""
    context = {
        "flash": flash,
        "w": spoken, "session": session, "who": session.who if session else None, "visit": visit, "title": page.title,
        "path": visit.path if visit else "/", "formats": page.record is not None, "asset": asset,
        "query_text": urlencode(visit.query) if visit else "",
        "behind": visit.desk.keeper.behind if visit else None,
        "trouble": visit.desk.keeper.trouble if visit else None,
    }  # fmt: skip
    html = templates().get_template(page.template).render(context | dict(page.context))
    return HTMLResponse(html, page.status, dict(page.headers))


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates: everything that is put into one is escaped."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.filters["link"] = link_of
    env.globals["url"] = url
    env.globals["zip"] = zip
    env.globals["part"] = part
    env.globals["index_name"] = index_name
    return env


def url(path: str, /, **query: object) -> str:
    """An address of the desk with its query; what is None is left out."""
    given = {k: str(v) for k, v in query.items() if v is not None}
    return f"{path}?{urlencode(given)}" if given else path


def index_name(reference: Reference, id_: str) -> str:
    """What people call an index; its id where the reference data do not have it."""
    found = reference.index.get(id_)
    return found.names[0] if found else id_


def part(index: Index | None, slug: str) -> str:
    """What people call a component of an index, of one that nobody knows, too."""
    return index.part(slug) if index else slug.replace("-", " ")


def link_of(address: str | None) -> str | None:
    """An address that a visitor may be sent to: http and https only; None for all others."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """The address of a file of the desk, with a mark that changes when it does."""
    mark = content_id("asset", (STATIC / name).read_text(encoding="utf-8"))
    return f"/static/{name}?v={mark[:8]}"


def plain(value: Any) -> Any:
    """A value as JSON has it; decimals stay exact, as text."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def as_csv(rows: Sequence[Record]) -> str:
    """Rows as CSV. Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([_cell(v) for v in row.values()])
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, list):
        return _cell("; ".join(map(str, value)))
    text = str(value) if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        try:
            float(text)
        except ValueError:
            return "'" + text
    return text

"""The application: which address leads to what, and what happens before and after each page."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from normalize.errors import UserError
from review.errors import AlreadyDecided, BadChoice, EvidenceMoved, NoSuchDecision
from review.web import browse, bulk, queue, records, ruling
from review.web.desk import Desk
from review.web.forms import BadForm, Form, form_of
from review.web.guard import Guard
from review.web.page import STATIC, Page, Visit, answer
from review.web.sessions import LANGUAGES, THEMES, Session, Sessions, name_of
from review.web.words import words
from store.errors import Locked, StoreError
from store.lookup import NotFound

View = Callable[[Visit], Page | Response]
_STATUS: Final = (
    (EvidenceMoved, 409),
    (AlreadyDecided, 409),
    (BadChoice, 422),
    (BadForm, 422),
    (NoSuchDecision, 404),
    (NotFound, 404),
    (Locked, 503),
    (StoreError, 500),
)


class _Extension(Convertor[str]):
    regex = r"(?:\.json|\.csv)?"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Name(Convertor[str]):
    regex = r"[A-Za-z0-9_-]{1,80}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("ext", _Extension())
register_url_convertor("name", _Name())


class _Assets(StaticFiles):
    """Files of the desk: their address changes with them, so they can be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "private, max-age=604800"
        return response


class Desktop:
    """The pages over one desk."""

    def __init__(self, desk: Desk, sessions: Sessions, cookie: str = "chiso_desk") -> None:
        self.desk, self.sessions, self.cookie = desk, sessions, cookie

    def application(self) -> Starlette:
        """The application to serve. The desk must be open while it is."""
        get, post = self._get, self._post
        return Starlette(
            routes=[
                Route("/start", self.start),
                Route("/sign-in", self.sign_in, methods=["GET", "POST"]),
                Route("/sign-out", self.sign_out, methods=["POST"]),
                Route("/settings", self.settings, methods=["POST"]),
                Mount("/static", _Assets(directory=STATIC)),
                Route("/", self.home),
                get("/queue{ext:ext}", queue.queue),
                get("/next", queue.next_item),
                get("/item/{id:name}{ext:ext}", queue.item),
                post("/item/{id:name}/rule", ruling.rule, later=True),
                post("/item/{id:name}/accept", ruling.accept, later=True),
                post("/item/{id:name}/take-over", ruling.take_over),
                post("/undo", ruling.undo_last),
                get("/witness/{id:name}{ext:ext}", bulk.witness),
                post("/witness/{id:name}/preview", bulk.preview),
                post("/witness/{id:name}/rule", bulk.rule),
                get("/decisions{ext:ext}", records.decisions),
                get("/agreement{ext:ext}", records.agreement),
                get("/keys", records.keys),
                get("/facts{ext:ext}", browse.facts),
                get("/sources{ext:ext}", browse.sources),
                get("/articles{ext:ext}", browse.articles),
                get("/article/{id:name}/text", browse.text),
                get("/article/{id:name}{ext:ext}", browse.article),
                get("/provinces{ext:ext}", browse.provinces),
                get("/province/{id:name}{ext:ext}", browse.province),
                get("/indices{ext:ext}", browse.indices),
                get("/index/{id:name}/{year:int}{ext:ext}", browse.edition),
                get("/index/{id:name}{ext:ext}", browse.index),
            ],
            middleware=[Middleware(Guard)],
            lifespan=self._life,
            exception_handlers={404: self._missing, Exception: _broken},
        )

    @asynccontextmanager
    async def _life(self, app: Starlette) -> AsyncIterator[None]:
        with self.desk:
            yield

    # who is there

    async def start(self, request: Request) -> Response:
        """Let a browser in that knows the token."""
        session = self.sessions.enter(request.query_params.get("token", ""))
        if session is None:
            return self._outside()
        response = RedirectResponse("/sign-in", 303)
        response.set_cookie(self.cookie, session.id, httponly=True, samesite="strict")
        return response

    async def sign_in(self, request: Request) -> Response:
        """Ask for the reviewer's name."""
        session = self._session(request)
        if session is None:
            return self._outside()
        error = None
        if request.method == "POST":
            try:
                session.who = name_of(form_of(await request.body()).get("name"))
                return RedirectResponse("/queue", 303)
            except UserError as problem:
                error = problem
        spoken = words(session.language)
        page = Page("sign_in.html", spoken("sign_in"), {"error": error}, status=422 if error else 200)
        return answer(page, None, session)

    async def sign_out(self, request: Request) -> Response:
        """Forget who is there; the browser may sign in again."""
        session = self._session(request)
        if session is None:
            return self._outside()
        session.who = None
        return RedirectResponse("/sign-in", 303)

    async def settings(self, request: Request) -> Response:
        """Change language or theme, and go back."""
        session = self._session(request)
        if session is None:
            return self._outside()
        form = form_of(await request.body())
        session.language = form.get("language") if form.get("language") in LANGUAGES else session.language
        session.theme = form.get("theme") if form.get("theme") in THEMES else session.theme
        return RedirectResponse(local(form.get("back")), 303)

    async def home(self, request: Request) -> Response:
        """The queue is where work begins."""
        return RedirectResponse("/queue", 303)

    def _session(self, request: Request) -> Session | None:
        return self.sessions.of(request.cookies.get(self.cookie))

    # pages

    def _get(self, path: str, view: View) -> Route:
        async def endpoint(request: Request) -> Response:
            return await self._visit(request, view, Form({}), later=False)

        return Route(path, endpoint, methods=["GET"])

    def _post(self, path: str, view: View, *, later: bool = False) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                form = form_of(await request.body())
            except UserError as error:
                return self._failed(error, self._session(request), "")
            return await self._visit(request, view, form, later=later)

        return Route(path, endpoint, methods=["POST"])

    async def _visit(self, request: Request, view: View, form: Form, *, later: bool) -> Response:
        session = self._session(request)
        if session is None:
            return self._outside()
        if session.who is None:
            return RedirectResponse("/sign-in", 303)
        return await run_in_threadpool(self._show, request, session, view, form, later)

    def _show(self, request: Request, session: Session, view: View, form: Form, later: bool) -> Response:
        parts = {k: str(v) for k, v in request.path_params.items()}
        extension = parts.pop("ext", "")
        try:
            with self.desk.keeper.reading(later=later) as store:
                path = request.url.path.removesuffix(extension)
                visit = Visit(
                    self.desk, session, store, path, parts, dict(request.query_params), form,
                    after=request.headers.get("X-Desk-After") if request.method == "GET" else None,
                    ahead=request.headers.get("X-Desk-Ahead"),
                )  # fmt: skip
                shown = view(visit)
                return shown if isinstance(shown, Response) else answer(shown, visit, session, extension)
        except UserError as error:
            return self._failed(error, session, extension)

    def _failed(self, error: UserError, session: Session | None, extension: str) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
        record = {"error": error.what, "where": error.where, "to_do": error.to_do}
        spoken = words(session.language if session else "vi")
        page = Page(
            "error.html", spoken("error"), {"error": error, "status": status}, record, [record], status
        )
        return answer(page, None, session, extension)

    def _outside(self) -> Response:
        spoken = words("vi")
        return answer(Page("outside.html", spoken("outside"), {}, status=403), None, None)

    async def _missing(self, request: Request, error: Exception) -> Response:
        session = self._session(request)
        problem = UserError(words(session.language if session else "vi")("no_page"), request.url.path)
        return self._failed(NotFound(problem.what, problem.where), session, "")


def local(path: str) -> str:
    """An address of this desk to go back to; the queue where it is none."""
    good = (
        path.startswith("/")
        and not path.startswith(("//", "/\\"))
        and path.isprintable()
        and "\\" not in path
    )
    return path if good else "/queue"


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse("The review desk failed at this; the terminal that it runs in says why.\n", 500)


def application(desk: Desk, sessions: Sessions, cookie: str = "chiso_desk") -> Any:
    """Return the application over a desk."""
    return Desktop(desk, sessions, cookie).application()

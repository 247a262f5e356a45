"""The desk as an application: addresses, what answers them, and how answers are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.ledger import Ledger
from dragoman.ledger.relations import PARTS
from dragoman.ledger.rules import Tables
from dragoman.model import DragomanError, UsageError
from dragoman.ontology import Lanes, Ontology
from dragoman.web import (
    add,
    api,
    document,
    event,
    exports,
    judging,
    lists,
    openapi,
    overview,
    relation,
    words,
)
from dragoman.web.adding import Jobs, Upload
from dragoman.web.desk import Desk, MissingPage, Options
from dragoman.web.memory import Memory
from dragoman.web.render import Renderer, Statics
from dragoman.web.security import (
    KEY,
    VISITOR,
    Guard,
    TooLarge,
    check_mark,
    is_token,
    key_of,
    mark_of,
    visitor_of,
)
from dragoman.web.shelf import Shelf
from dragoman.web.visit import Answer, Gone, PageOf, Sent, Visit, Visitor

YEAR = 31_536_000  # seconds
KEPT = ("analyst", "judged", "looked", "theme", "language")  # cookies that pages may set
THEMES = ("", "light", "dark")
FILES, FIELDS = 200, 40  # of one form
Endpoint = Callable[[Request], Awaitable[Response]]

PAGES: tuple[tuple[str, PageOf], ...] = (
    ("/", overview.overview),
    ("/relations", lists.relations),
    ("/relation/{first}/{second}", relation.relation),
    ("/events", lists.events),
    ("/event/{id}", event.event),
    ("/threads", lists.threads),
    ("/thread/{id}", event.thread),
    ("/documents", lists.documents),
    ("/document/{id}", document.document),
    ("/document/{id}/silent", document.silent),
    ("/search", lists.search),
    ("/review", judging.review),
    ("/log", judging.log),
    ("/add", add.add),
    ("/add/{id}", add.job),
    ("/export/{file}", exports.export_list),
    ("/export/relation/{first}/{second}.{format}", exports.export_relation),
)
FORMS: tuple[tuple[str, PageOf], ...] = (
    ("/seen", overview.seen),
    ("/judge", judging.judge),
    ("/undo", judging.undo),
)


def application(options: Options) -> Starlette:
    """The desk over a ledger.

    Raises:
        LexiconError: a file of the package is malformed.
    """
    tables = Tables.load()
    desk = Desk(
        options=options,
        shelf=Shelf(options.address, options.seats, options.patience),
        jobs=Jobs(options.address, options.settings, tables, options.today),
        words=words.load(),
        tables=tables,
        ontology=Ontology.load(),
        lanes=Lanes.load(),
        memory=Memory(),
    )
    return Starlette(
        routes=_Door(desk, Renderer(desk.words, Statics.load())).routes(),
        middleware=[Middleware(Guard, options=options)],
        exception_handlers={404: _nowhere, 405: _nowhere, TooLarge: _too_large},
        lifespan=partial(_lifespan, desk),
    )


@asynccontextmanager
async def _lifespan(desk: Desk, app: Starlette) -> AsyncIterator[None]:
    """What a broken off `add` has left behind is made up for; at the end all is closed."""
    if await desk.shelf.ask(_is_behind, however_long=True):
        desk.jobs.refresh()
    yield
    desk.jobs.close()
    desk.shelf.close()


def _is_behind(ledger: Ledger) -> bool:
    return any(map(ledger.stale, PARTS)) or bool(ledger.unsigned(1))


@dataclass(frozen=True, slots=True)
class _Door:
    """Turns requests into visits, and answers into responses."""

    desk: Desk
    renderer: Renderer

    def routes(self) -> list[Route]:
        """All addresses."""
        found = [Route(path, self._page(page), methods=["GET"]) for path, page in PAGES]
        found += [Route(path, self._form(page), methods=["POST"]) for path, page in FORMS]
        found += [
            Route(f"/api{one.path}", self._page(partial(api.answer, one)), methods=["GET"])
            for one in api.OPERATIONS
        ]
        return [
            Route("/static/{name}", self._static, methods=["GET"]),
            Route("/api/openapi.json", self._openapi, methods=["GET"]),
            Route("/enter", self._enter, methods=["GET", "POST"]),
            Route("/settings", self._settings, methods=["POST"]),
            Route("/add", self._add, methods=["POST"]),
            *found,
        ]

    def _page(self, page: PageOf) -> Endpoint:
        async def answer(request: Request) -> Response:
            return await self._answered(request, page, {})

        return answer

    def _form(self, page: PageOf) -> Endpoint:
        async def answer(request: Request) -> Response:
            async def sent() -> Response:
                form, _ = await self._sent(request)
                return await self._answered(request, page, form)

            return await self._tried(request, sent)

        return answer

    async def _add(self, request: Request) -> Response:
        async def sent() -> Response:
            form, files = await self._sent(request)
            return await self._answered(request, partial(add.begin, files=files), form)

        return await self._tried(request, sent)

    async def _answered(self, request: Request, page: PageOf, form: Mapping[str, str]) -> Response:
        """What a page answers, made in a thread of the shelf, or why it cannot."""

        async def asked() -> Response:
            return await self.desk.shelf.ask(partial(self._made, request, page, form))

        return await self._tried(request, asked)

    def _made(
        self, request: Request, page: PageOf, form: Mapping[str, str], ledger: Ledger
    ) -> Response:
        visit = self._visit(request, ledger, form)
        return self._response(request, visit, page(visit))

    async def _tried(self, request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
        try:
            return await answer()
        except DragomanError as error:
            return await self._failed(request, error)

    async def _failed(self, request: Request, error: DragomanError) -> Response:
        status = _status(error)
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": str(error)}, status)
        return self.renderer.problem(self._words(request), self._visitor(request), error, status)

    def _visit(self, request: Request, ledger: Ledger, form: Mapping[str, str]) -> Visit:
        query = f"?{request.url.query}" if request.url.query else ""
        return Visit(
            self.desk,
            ledger,
            self._words(request),
            self._visitor(request),
            request.url.path + query,
            dict(request.path_params),
            dict(request.query_params),
            form,
        )

    def _words(self, request: Request) -> words.Words:
        wished = request.cookies.get("language")
        accepted = request.headers.get("accept-language", "")
        return words.preferred(self.desk.words, wished, accepted)

    def _visitor(self, request: Request) -> Visitor:
        cookies = request.cookies
        theme = cookies.get("theme", "")
        return Visitor(
            theme=theme if theme in THEMES else "",
            analyst=_unquoted(cookies.get("analyst", ""))[:80],
            looked=_moment(cookies.get("looked")),
            judged=cookies.get("judged", ""),
            mark=mark_of(_identity(request), self.desk.options.secret),
        )

    def _response(self, request: Request, visit: Visit, answer: Answer) -> Response:
        if isinstance(answer, Sent):
            saved = {"content-disposition": f'attachment; filename="{_plain(answer.name)}"'}
            return Response(answer.body, 200, saved if answer.name else None, answer.kind)
        if isinstance(answer, Gone):
            gone: Response = RedirectResponse(answer.to, 303)
            for name, value in answer.cookies:
                assert name in KEPT
                self._keep(gone, name, value)
            return gone
        shown = self.renderer.page(visit, answer)
        if visitor_of(request.cookies)[1]:
            self._keep(shown, VISITOR, _identity(request))
        return shown

    @staticmethod
    def _keep(response: Response, name: str, value: str) -> None:
        response.set_cookie(
            name, _quoted(value), max_age=YEAR, httponly=True, samesite="strict", path="/"
        )

    async def _sent(self, request: Request) -> tuple[dict[str, str], list[Upload]]:
        """The fields and files of a form that a page of ours has made."""
        largest = self.desk.options.largest
        async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=largest) as sent:
            fields = {k: v for k, v in sent.multi_items() if isinstance(v, str)}
            check_mark(fields, _identity(request), self.desk.options.secret)
            files = [
                Upload(value.filename or "", await value.read())
                for _, value in sent.multi_items()
                if isinstance(value, UploadFile)
            ]
        return fields, files

    async def _static(self, request: Request) -> Response:
        return self.renderer.statics.response(request.path_params["name"])

    async def _openapi(self, request: Request) -> Response:
        body = openapi.description(self.desk.options.token is not None)
        return Response(body, media_type=api.JSON)

    async def _enter(self, request: Request) -> Response:
        """Where a visitor says the token."""

        async def entered() -> Response:
            token = self.desk.options.token
            said = request.query_params.get("token")
            if request.method == "POST":
                form, _ = await self._sent(request)
                said = form.get("token", "")
            if token is None or (said is not None and is_token(said.strip(), token)):
                inside: Response = RedirectResponse("/", 303)
                if token is not None:
                    self._keep(inside, KEY, key_of(token))
                return inside
            page = self.renderer.enter(
                self._words(request), self._visitor(request), wrong=said is not None
            )
            if visitor_of(request.cookies)[1]:
                self._keep(page, VISITOR, _identity(request))
            return page

        return await self._tried(request, entered)

    async def _settings(self, request: Request) -> Response:
        """Theme and language, kept by the browser."""

        async def kept() -> Response:
            form, _ = await self._sent(request)
            back: Response = RedirectResponse(judging.back(form, "/"), 303)
            if form.get("theme") in THEMES:
                self._keep(back, "theme", form["theme"])
            if form.get("language") in self.desk.words:
                self._keep(back, "language", form["language"])
            return back

        return await self._tried(request, kept)


def _identity(request: Request) -> str:
    """The visitor's id: one a request, for one who has none yet."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = visitor_of(request.cookies)[0]
    return str(request.state.visitor)


def _status(error: DragomanError) -> int:
    if isinstance(error, MissingPage):
        return 404
    if isinstance(error, TooLarge):
        return 413
    return 400 if isinstance(error, UsageError) else 503


async def _nowhere(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "there is no such page"}, getattr(error, "status_code", 404))


async def _too_large(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 413)


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(_unquoted(text or ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _quoted(value: str) -> str:
    return quote(value, safe="")


def _unquoted(value: str) -> str:
    return unquote(value)


def _plain(name: str | None) -> str:
    """A name that a header can hold."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name or "")

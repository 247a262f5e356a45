"""Who may ask, from where, how much, and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.model import UsageError
from dragoman.web.desk import Options

# Nothing is loaded from elsewhere, and no script or style stands in a page: whatever a document
# holds, a browser runs none of it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
VISITOR, KEY = "visitor", "key"  # cookies
MARK = "mark"  # field of a form
OPEN_TO_ALL = ("/enter", "/static/")
SAFE = ("GET", "HEAD")
SMALL = 64_000  # bytes of a form that adds no documents


class TooLarge(UsageError):
    """More was sent than is taken."""


class Guard:
    """Lets in who may come in, and puts on every answer what a browser may do with it."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        most = self._options.largest + SMALL if scope["path"] == "/add" else SMALL
        await self._app(scope, _limited(receive, most), guarded)

    def _refused(self, request: Request) -> Response | None:
        """The answer to who may not come in, or None."""
        host = request.headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._options.hosts and name not in self._options.hosts:
            return PlainTextResponse("this desk does not answer under that name", 421)
        if request.method not in SAFE and not _same_site(request, host):
            return PlainTextResponse("forms of other sites are not taken", 403)
        path = request.url.path
        if self._options.token is None or path.startswith(OPEN_TO_ALL):
            return None
        if self._is_known(request, self._options.token):
            return None
        if path.startswith("/api"):
            return JSONResponse(
                {"error": "say the token: Authorization: Bearer …"},
                401,
                {"www-authenticate": "Bearer"},
            )
        return RedirectResponse("/enter", 303)

    @staticmethod
    def _is_known(request: Request, token: str) -> bool:
        kind, _, said = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return _equal(said.strip(), token)
        return _equal(request.cookies.get(KEY, ""), key_of(token))


def key_of(token: str) -> str:
    """What a browser keeps of a token: not the token itself."""
    return hmac.new(token.encode(), b"desk", hashlib.sha256).hexdigest()


def is_token(said: str, token: str | None) -> bool:
    """Whether a visitor has said the token."""
    return token is not None and _equal(said, token)


def visitor_of(cookies: Mapping[str, str]) -> tuple[str, bool]:
    """The visitor's id, and whether it is new."""
    known = cookies.get(VISITOR, "")
    if len(known) == 32 and known.isalnum():
        return known, False
    return secrets.token_hex(16), True


def mark_of(visitor: str, secret: bytes) -> str:
    """What a form must give back: only our pages can tell it to this visitor's browser."""
    return hmac.new(secret, visitor.encode(), hashlib.sha256).hexdigest()


def check_mark(form: Mapping[str, str], visitor: str, secret: bytes) -> None:
    """Refuses a form that no page of ours has made for this visitor.

    Raises:
        UsageError: the mark is missing or wrong.
    """
    if not _equal(form.get(MARK, ""), mark_of(visitor, secret)):
        raise UsageError("the page is too old: load it again and send the form once more")


def _same_site(request: Request, host: str) -> bool:
    """Whether a form comes from a page of ours, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host


def _limited(receive: Receive, most: int) -> Receive:
    """What is sent, up to so many bytes."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge(f"more than {most:,} bytes at once; add it in parts")
        return message

    return limited


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())

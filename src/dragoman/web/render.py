"""Answers as pages: templates, and the files that they need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dragoman.model import DragomanError
from dragoman.web.visit import Shown, Visit, Visitor
from dragoman.web.words import Words

HERE = Path(__file__).parent
KINDS = {
    ".woff2": "font/woff2",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
PILE = re.compile(f"([{MARKS}]{{6}})[{MARKS}]+")
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Statics:
    """Styles and scripts, read once: no request reaches the disk.

    Attributes:
        bodies: by name.
        version: changes when one of them does, so that browsers may keep them for ever.
    """

    bodies: Mapping[str, bytes]
    version: str

    @classmethod
    def load(cls, folder: Path = HERE / "static") -> Statics:
        """The files of the package."""
        bodies = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in KINDS}
        digest = hashlib.sha256(b"".join(bodies.values())).hexdigest()[:12]
        return cls(bodies, digest)

    def response(self, name: str) -> Response:
        """A file."""
        if name not in self.bodies:
            return PlainTextResponse("there is no such file", 404)
        kind = KINDS[Path(name).suffix]
        return Response(self.bodies[name], 200, {"cache-control": FOR_EVER}, kind)


class Renderer:
    """Fills templates. Everything that stands in a document is text to them, never markup."""

    def __init__(self, words: Mapping[str, Words], statics: Statics) -> None:
        self.statics = statics
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=_bounded,
        )
        self._environment.globals.update(
            languages={code: one.file.language for code, one in words.items()},
            version=statics.version,
        )
        self._environment.filters["safe_link"] = safe_link

    def page(self, visit: Visit, shown: Shown) -> Response:
        """A page."""
        return self._filled(
            shown.template,
            visit.words,
            visit.visitor,
            shown.status,
            it=shown.it,
            title=shown.title,
            here=visit.address,
            today=visit.today,
        )

    def problem(
        self, words: Words, visitor: Visitor, error: DragomanError, status: int
    ) -> Response:
        """A page that says why there is none."""
        return self._filled(
            "problem.html", words, visitor, status, it=str(error), title=words.text("problem"),
            here="/",
        )  # fmt: skip

    def enter(self, words: Words, visitor: Visitor, *, wrong: bool) -> Response:
        """The page on which a visitor says the token."""
        status = 403 if wrong else 200
        return self._filled(
            "enter.html", words, visitor, status, it=wrong, title=words.text("enter"), here="/"
        )

    def _filled(
        self, template: str, words: Words, visitor: Visitor, status: int, **facts: object
    ) -> Response:
        body = self._environment.get_template(template).render(
            w=words, t=words.text, visitor=visitor, **facts
        )
        return HTMLResponse(body, status)


def _bounded(value: object) -> object:
    """What is written, with at most a few marks above one letter: a browser that has to pile up
    a thousand of them stands still for seconds."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isascii():
        return PILE.sub(r"\1", value)
    return value


def safe_link(url: str | None) -> str | None:
    """An address that a reader may follow; None for scripts and the like.

    >>> safe_link("javascript:alert(1)"), safe_link("https://example.org/a")
    (None, 'https://example.org/a')
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return url

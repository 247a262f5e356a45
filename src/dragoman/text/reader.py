"""Sources -> documents: decoded, cleaned, divided into regions, with language and date."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import msgspec

from dragoman.model import Document, DocumentError
from dragoman.text.encoding import canonical, decode
from dragoman.text.language import UNKNOWN, Detector
from dragoman.text.regions import LineCues, regions
from dragoman.text.source import Declared, Source, SourceKind

LARGEST = 64_000_000  # characters of one document


class Record(msgspec.Struct, frozen=True):
    """One line of JSON Lines; fields that we do not know are ignored."""

    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = None


@dataclass(slots=True)
class TextReader:
    """Reads sources into documents.

    Args:
        cues: line cues by language; its keys are the languages that are supported.
    """

    cues: Mapping[str, LineCues]
    _detector: Detector = field(init=False)

    def __post_init__(self) -> None:
        self._detector = Detector(tuple(sorted(self.cues)))

    def read(self, source: Source) -> Document:
        """The document of a source.

        Raises:
            DocumentError: it cannot be read; names the source, the reason and the remedy.
        """
        data = _bytes(source)
        try:
            if source.kind is SourceKind.RECORD:
                return self._record(source, data)
            if source.kind is SourceKind.HTML:
                return self._page(source, data)
            return self.document(decode(data), source.declared, source.name)
        except ValueError as error:
            raise DocumentError(source.name, str(error)) from error

    def document(
        self,
        text: str,
        declared: Declared | None = None,
        source: str = "<text>",
        captions: frozenset[str] = frozenset(),
    ) -> Document:
        """The document of a text at hand.

        Raises:
            DocumentError: it is longer than `LARGEST` characters.
        """
        declared = declared or Declared()
        if len(text) > LARGEST:
            raise DocumentError(source, "longer than a document can be; split it")
        text = canonical(text)
        language = declared.language or (self._detector.detect(text) if text else UNKNOWN)
        note = _note(text, language, self.cues)
        title = canonical(declared.title) if declared.title else None
        lines = self.cues.get(language, LineCues())
        return Document(
            text=text,
            language=language,
            source=source,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            regions=regions(text, lines, title, captions),
            title=title,
            publisher=declared.publisher,
            published=declared.published,
            url=declared.url,
            note=note,
        )

    def _record(self, source: Source, data: bytes) -> Document:
        try:
            record = msgspec.json.decode(data, type=Record)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ValueError(f"not a document in JSON: {error}") from error
        own = Declared(
            language=record.language,
            published=_date(record.published),
            title=record.title,
            publisher=record.publisher,
            url=record.url,
        )
        name = record.source or record.url or source.name
        return self.document(record.text, _prefer(source.declared, own), name)

    def _page(self, source: Source, data: bytes) -> Document:
        from dragoman.text.html import charset, page

        found = page(decode(data, charset(data)))
        own = Declared(None, found.published, found.title, found.publisher, found.url)
        captions = frozenset(canonical(c) for c in found.captions)
        return self.document(found.text, _prefer(source.declared, own), source.name, captions)


def _bytes(source: Source) -> bytes:
    if source.problem is not None:
        raise DocumentError(source.name, source.problem)
    if source.data is not None:
        return source.data
    assert source.path is not None
    try:
        return source.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DocumentError(source.name, f"cannot be read: {reason}") from error


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"published is {text!r}; write it as 2025-02-12") from None


def _prefer(first: Declared, second: Declared) -> Declared:
    """What the user declares, completed by what the document says of itself."""
    missing: dict[str, Any] = {
        name: value
        for name, value in (
            ("language", second.language),
            ("published", second.published),
            ("title", second.title),
            ("publisher", second.publisher),
            ("url", second.url),
        )
        if getattr(first, name) is None
    }
    return replace(first, **missing)


def _note(text: str, language: str, cues: Mapping[str, LineCues]) -> str | None:
    if not text:
        return "empty"
    if language == UNKNOWN:
        return "too short to tell its language; declare it"
    if language not in cues:
        return f"language {language!r} is not supported"
    return None

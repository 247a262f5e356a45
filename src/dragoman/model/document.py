"""A document as it was read, and the spans that point into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RegionKind(StrEnum):
    """What a stretch of a document is: only `BOILERPLATE` is kept out of coding."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the canonical text; regions are in order and do not overlap."""

    kind: RegionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start and end offsets into a document's canonical text, with the text between them."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`.

        >>> Span.of("Paris and Rome", 0, 5)
        Span(start=0, end=5, text='Paris')
        """
        return cls(start, end, text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read.

    Attributes:
        text: canonical text; every offset anywhere in the program points into it.
        language: ISO 639-1 code, or "und" where no language of ours was recognised.
        source: path, URL or name it came from.
        sha256: hexadecimal digest of the canonical text in UTF-8.
        regions: title, body, caption and boilerplate stretches, in order.
        published: date of publication as declared, never guessed.
        note: why the document will yield nothing (empty, unsupported language), or None.
    """

    text: str
    language: str
    source: str
    sha256: str
    regions: tuple[Region, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """Stable identity of the text, as on the wire."""
        return f"sha256:{self.sha256}"

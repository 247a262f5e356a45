"""What a ledger holds besides claims, events and threads, as it goes over the wire."""

from __future__ import annotations

from datetime import datetime

import msgspec

from dragoman.model import Document, Heading, Judgement


class EntryRecord(msgspec.Struct, frozen=True):
    """A document as it stands at a source, without its text."""

    id: str
    source: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    origin: str
    claims: int
    added: str
    superseded: str | None
    excerpt: str | None = None


class RegionRecord(msgspec.Struct, frozen=True):
    """What a stretch of a text is."""

    kind: str
    start: int
    end: int


class TextRecord(msgspec.Struct, frozen=True):
    """A document with its text."""

    id: str
    source: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    note: str | None
    regions: tuple[RegionRecord, ...]
    text: str


class JudgementRecord(msgspec.Struct, frozen=True):
    """A judgement."""

    id: str
    subject: str
    target: str
    other: str | None
    decision: str
    changes: dict[str, str]
    by: str
    reason: str
    at: str
    undone: str | None
    undone_by: str | None


class LinkRecord(msgspec.Struct, frozen=True):
    """How much passed between two parties; sums of scores of cooperation and conflict."""

    first: str
    second: str
    events: int
    cooperation: float
    conflict: float
    last: str | None


def entry_record(
    about: Heading,
    added: datetime,
    superseded: datetime | None,
    claims: int,
    excerpt: str | None = None,
) -> EntryRecord:
    """A document of a list."""
    return EntryRecord(
        id=about.id,
        source=about.source,
        language=about.language,
        title=about.title,
        publisher=about.publisher,
        published=about.published.isoformat() if about.published else None,
        url=about.url,
        origin=about.origin,
        claims=claims,
        added=added.isoformat(timespec="seconds"),
        superseded=superseded.isoformat(timespec="seconds") if superseded else None,
        excerpt=excerpt,
    )


def text_record(document: Document) -> TextRecord:
    """A document with its text."""
    return TextRecord(
        id=document.id,
        source=document.source,
        language=document.language,
        title=document.title,
        publisher=document.publisher,
        published=document.published.isoformat() if document.published else None,
        url=document.url,
        note=document.note,
        regions=tuple(RegionRecord(str(r.kind), r.start, r.end) for r in document.regions),
        text=document.text,
    )


def judgement_record(made: Judgement) -> JudgementRecord:
    """A judgement."""
    return JudgementRecord(
        id=made.id,
        subject=str(made.subject),
        target=made.target,
        other=made.other,
        decision=str(made.decision),
        changes=dict(made.changes),
        by=made.by,
        reason=made.reason,
        at=made.at.isoformat(),
        undone=made.undone.isoformat() if made.undone else None,
        undone_by=made.undone_by,
    )

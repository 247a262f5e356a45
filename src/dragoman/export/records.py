"""A claim as it goes over the wire; the names and the order of the fields are part of it."""

from __future__ import annotations

import msgspec

from dragoman.model import Account, Claim, Claimant, Document, Party, Reading, Run, Span, When


class DocumentRecord(msgspec.Struct, frozen=True):
    """Which document."""

    id: str
    source: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None


class SpanRecord(msgspec.Struct, frozen=True):
    """Words and where they stand."""

    text: str
    start: int
    end: int


class PartyRecord(msgspec.Struct, frozen=True):
    """An actor as the document mentions it."""

    name: str
    country: str | None
    sector: str | None
    office: str | None
    id: str
    text: str
    start: int
    end: int
    via: str


class ClaimantRecord(msgspec.Struct, frozen=True):
    """Who says so; name and country are null for an unnamed source."""

    name: str | None
    country: str | None
    sector: str | None
    stance: str
    id: str | None
    text: str
    start: int
    end: int


class DateRecord(msgspec.Struct, frozen=True):
    """When; `start` and `end` are null and `month_day` is set where the year is unknown."""

    start: str | None
    end: str | None
    precision: str
    basis: str
    text: str
    month_day: str | None


class EvidenceRecord(msgspec.Struct, frozen=True):
    """The sentence that says so, and the words in it that name the act."""

    text: str
    start: int
    end: int
    sentence: int
    trigger: SpanRecord


class RunRecord(msgspec.Struct, frozen=True):
    """What produced the claim."""

    dragoman: str
    model: str
    lexicon: str


class ClaimRecord(msgspec.Struct, frozen=True):
    """One claim."""

    id: str
    document: DocumentRecord
    act: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    status: str
    symmetric: bool
    actors: tuple[PartyRecord, ...]
    recipients: tuple[PartyRecord, ...]
    claimant: ClaimantRecord | None
    date: DateRecord | None
    place: PartyRecord | None
    topics: tuple[str, ...]
    content: SpanRecord | None
    evidence: EvidenceRecord
    confidence: float
    trace: tuple[str, ...]
    run: RunRecord


def records(reading: Reading) -> tuple[ClaimRecord, ...]:
    """The claims of a reading as records, in order."""
    document = _document(reading.document)
    run = _run(reading.run)
    return tuple(_claim(claim, document, run) for claim in reading.claims)


def record(account: Account) -> ClaimRecord:
    """A claim out of a ledger as a record."""
    about = account.heading
    published = about.published.isoformat() if about.published is not None else None
    document = DocumentRecord(
        about.id, about.source, about.language, about.title, about.publisher, published
    )
    return _claim(account.claim, document, _run(account.run))


def _claim(claim: Claim, document: DocumentRecord, run: RunRecord) -> ClaimRecord:
    return ClaimRecord(
        id=claim.id,
        document=document,
        act=claim.act,
        type=claim.type,
        modes=claim.modes,
        contexts=claim.contexts,
        quad=claim.quad,
        cameo=claim.cameo,
        intensity=claim.intensity,
        status=str(claim.status),
        symmetric=claim.symmetric,
        actors=tuple(map(_party, claim.actors)),
        recipients=tuple(map(_party, claim.recipients)),
        claimant=_claimant(claim.claimant),
        date=_date(claim.when),
        place=None if claim.place is None else _party(claim.place),
        topics=claim.topics,
        content=None if claim.content is None else _span(claim.content),
        evidence=EvidenceRecord(
            claim.evidence.text,
            claim.evidence.start,
            claim.evidence.end,
            claim.sentence,
            _span(claim.trigger),
        ),
        confidence=claim.confidence,
        trace=claim.trace,
        run=run,
    )


def _document(document: Document) -> DocumentRecord:
    published = document.published.isoformat() if document.published is not None else None
    return DocumentRecord(
        document.id,
        document.source,
        document.language,
        document.title,
        document.publisher,
        published,
    )


def _run(run: Run) -> RunRecord:
    return RunRecord(run.dragoman, run.model, run.lexicon)


def _span(span: Span) -> SpanRecord:
    return SpanRecord(span.text, span.start, span.end)


def _party(party: Party) -> PartyRecord:
    actor, span = party.actor, party.span
    return PartyRecord(
        actor.name,
        actor.country,
        actor.sector,
        actor.office,
        actor.id,
        span.text,
        span.start,
        span.end,
        str(party.via),
    )


def _claimant(claimant: Claimant | None) -> ClaimantRecord | None:
    if claimant is None:
        return None
    actor = claimant.party.actor if claimant.party is not None else None
    span = claimant.span
    return ClaimantRecord(
        actor.name if actor is not None else None,
        actor.country if actor is not None else None,
        actor.sector if actor is not None else None,
        str(claimant.stance),
        actor.id if actor is not None else None,
        span.text,
        span.start,
        span.end,
    )


def _date(when: When | None) -> DateRecord | None:
    if when is None:
        return None
    return DateRecord(
        when.start.isoformat() if when.start is not None else None,
        when.end.isoformat() if when.end is not None else None,
        str(when.precision),
        str(when.basis),
        when.span.text,
        when.month_day,
    )

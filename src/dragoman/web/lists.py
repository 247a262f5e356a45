"""Lists: events, threads, documents, pairs, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from dragoman import lang
from dragoman.ledger import ClaimQuery, DocumentQuery, Entry, EventQuery, ThreadQuery
from dragoman.ledger.words import excerpt, terms
from dragoman.model import Account, Event, State, Status, ThreadKind
from dragoman.web.charts import steps_of
from dragoman.web.filters import Filters
from dragoman.web.highlight import Passage, Piece, found_pieces, passage
from dragoman.web.overview import STEPS, Link, links_of
from dragoman.web.visit import Shown, Visit

FOUND = 20  # documents of a page of search
CLAIMS = 3  # claims of a document that a search shows
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Line]):
    """Lines of a list, and where the next and the former ones are."""

    filters: Filters
    path: str
    lines: tuple[Line, ...]
    further: str | None
    former: str | None
    statuses: tuple[Status, ...] = tuple(Status)
    states: tuple[State, ...] = tuple(State)
    kinds: tuple[ThreadKind, ...] = tuple(ThreadKind)
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = tuple(lang.codes())


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a search found, with its claims that speak of it."""

    entry: Entry
    excerpt: tuple[Piece, ...]
    claims: tuple[tuple[Account, Passage], ...]


def events(visit: Visit) -> Shown:
    """Events, the latest first."""
    listed = _listed(visit.filters, "/events", event_lines(visit, visit.filters))
    listed = replace(listed, types=tuple(visit.desk.ontology.plover.types))
    return Shown("events.html", listed, visit.words.text("events"))


def threads(visit: Visit) -> Shown:
    """Threads, those that moved last first."""
    filters = visit.filters
    listed = _listed(
        filters, "/threads", tuple(map(visit.turned, visit.ledger.agenda(thread_query(filters))))
    )
    return Shown("threads.html", listed, visit.words.text("threads"))


def documents(visit: Visit) -> Shown:
    """Documents, the last added first."""
    filters = visit.filters
    found = tuple(visit.ledger.documents(document_query(filters)))
    return Shown(
        "documents.html", _listed(filters, "/documents", found), visit.words.text("documents")
    )


def relations(visit: Visit) -> Shown:
    """All pairs between which something passed, the liveliest first."""
    filters = visit.filters
    found = links(visit, filters)[filters.offset :]
    return Shown(
        "relations.html", _listed(filters, "/relations", found), visit.words.text("relations")
    )


def search(visit: Visit) -> Shown:
    """Documents with all the words that are searched for, and their claims with some of them."""
    filters = visit.filters
    found: tuple[Found, ...] = ()
    if filters.words:
        asked = terms(filters.words)
        query = DocumentQuery(language=filters.language, as_of=filters.as_of)
        hits = list(visit.ledger.search(filters.words, query, filters.offset + FOUND + 1))
        found = tuple(
            Found(
                hit.entry,
                found_pieces(hit.excerpt, hit.found),
                _claims(visit, hit.entry.heading.id, asked),
            )
            for hit in hits[filters.offset :]
        )
    shown = replace(filters, limit=FOUND)
    return Shown("search.html", _listed(shown, "/search", found), visit.words.text("search"))


def event_lines(visit: Visit, filters: Filters) -> tuple[Event, ...]:
    """The events that are asked for, with their accounts; one more than a page holds."""
    query = EventQuery(
        pair=filters.pair,
        acts=(filters.act,) if filters.act else (),
        types=(filters.type,) if filters.type else (),
        since=filters.since,
        until=filters.until,
        parties=(filters.party,) if filters.party and filters.pair is None else (),
        topic=filters.topic,
        page=filters.page,
    )
    return tuple(visit.ledger.events(filters.narrowed(query)))


def thread_query(filters: Filters) -> ThreadQuery:
    """The threads that are asked for."""
    return ThreadQuery(
        pair=filters.pair,
        party=filters.party if filters.pair is None else None,
        kinds=(filters.kind,) if filters.kind else (),
        states=(filters.state,) if filters.state else (),
        due_since=filters.since,
        due_until=filters.until,
        page=filters.page,
    )


def document_query(filters: Filters) -> DocumentQuery:
    """The documents that are asked for."""
    return DocumentQuery(
        language=filters.language,
        source=filters.words,
        since=filters.since,
        until=filters.until,
        as_of=filters.as_of,
        page=filters.page,
    )


def claim_query(filters: Filters, document: str | None = None) -> ClaimQuery:
    """The claims that are asked for."""
    return ClaimQuery(
        parties=tuple(filter(None, (filters.party, filters.other))),
        acts=(filters.act,) if filters.act else (),
        types=(filters.type,) if filters.type else (),
        statuses=(filters.status,) if filters.status else (),
        claimant=filters.claimant,
        language=filters.language,
        since=filters.since,
        until=filters.until,
        confidence=filters.confidence or 0.0,
        as_of=filters.as_of,
        document=document,
        page=filters.page,
    )


def links(visit: Visit, filters: Filters) -> tuple[Link, ...]:
    """All pairs, or those of a party."""
    until = filters.until or visit.today

    def compute() -> tuple[Link, ...]:
        first, last = visit.ledger.days(until) or (until, until)
        since = filters.since or first
        begins = steps_of(since, last, STEPS)
        return links_of(visit.ledger.tallies(since, last, stretches=begins), since, last)

    found = visit.once("links", (filters.since, until), compute)
    if filters.party is None:
        return found
    return tuple(link for link in found if filters.party in link.pair)


def _listed(filters: Filters, path: str, found: Sequence[Line]) -> Listed[Line]:
    return Listed(
        filters,
        path,
        tuple(found[: filters.limit]),
        filters.further(path, len(found)),
        filters.former(path),
    )


def _claims(
    visit: Visit, document: str, asked: Sequence[str]
) -> tuple[tuple[Account, Passage], ...]:
    """The first claims of a document whose sentence has one of the words."""
    found = []
    for account in visit.ledger.claims(ClaimQuery(document=document)):
        if excerpt(account.claim.evidence.text, asked)[1]:
            found.append((account, passage(account)))
            if len(found) == CLAIMS:
                break
    return tuple(found)

"""The HTTP API: the records of the command line, page by page, under stable ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import msgspec

from dragoman.export.ledger_records import (
    EntryRecord,
    JudgementRecord,
    LinkRecord,
    TextRecord,
    entry_record,
    judgement_record,
    text_record,
)
from dragoman.export.records import ClaimRecord
from dragoman.export.records import record as claim_record
from dragoman.export.relation_records import (
    EventRecord,
    RelationRecord,
    ThreadRecord,
    event_record,
    thread_record,
)
from dragoman.export.relation_records import record as relation_record
from dragoman.ledger import ClaimQuery, DocumentQuery, Entry
from dragoman.web.desk import MissingPage
from dragoman.web.document import document_of
from dragoman.web.event import event_of
from dragoman.web.filters import Filters
from dragoman.web.lists import claim_query, document_query, event_lines, links, thread_query
from dragoman.web.relation import found_of, whole
from dragoman.web.visit import Sent, Visit

JSON = "application/json"
EXPORTED = 10_000  # lines of an export


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API.

    Attributes:
        record: what it answers with, or what its lines are.
        filters: names of what may be asked for.
        lines: the records of a list, one more than its page holds; None if it is one record.
        one: the record, for what is no list.
    """

    path: str
    summary: str
    record: type[msgspec.Struct]
    filters: tuple[str, ...] = ()
    lines: Callable[[Visit, Filters], Iterable[msgspec.Struct]] | None = None
    one: Callable[[Visit], msgspec.Struct] | None = None


class RelationPageRecord(RelationRecord, frozen=True):
    """The relation of two states with a page of its contacts, and the address of the next page."""

    next: str | None


def answer(operation: Operation, visit: Visit) -> Sent:
    """What an address answers with."""
    if operation.one is not None:
        return Sent(msgspec.json.encode(operation.one(visit)), JSON)
    assert operation.lines is not None
    filters = visit.filters
    found = list(operation.lines(visit, filters))
    listed: dict[str, Any] = {
        "items": found[: filters.limit],
        "next": filters.further(f"/api{operation.path}", len(found)),
    }
    return Sent(msgspec.json.encode(listed), JSON)


def exported(operation: Operation, visit: Visit) -> tuple[msgspec.Struct, ...]:
    """The first many lines of a list, from its beginning."""
    assert operation.lines is not None
    filters = replace(visit.filters, offset=0, limit=EXPORTED)
    return tuple(islice(operation.lines(visit, filters), EXPORTED))


def _relation(visit: Visit) -> RelationPageRecord:
    found, filters = found_of(visit).relation, visit.filters
    some = tuple(_paged(found.contacts, filters))
    contacts = whole(visit, some[: filters.limit])
    told = msgspec.structs.asdict(relation_record(replace(found, contacts=contacts)))
    further = filters.further(f"/api/relations/{found.first}/{found.second}", len(some))
    return RelationPageRecord(**told, next=further)


def _relations(visit: Visit, filters: Filters) -> Iterable[LinkRecord]:
    for link in _paged(links(visit, filters), filters):
        last = link.last.isoformat()
        first, second = link.pair
        cooperation, conflict = round(link.cooperation, 1), round(link.conflict, 1)
        yield LinkRecord(first, second, link.events, cooperation, conflict, last)


def _events(visit: Visit, filters: Filters) -> Iterable[EventRecord]:
    return map(event_record, event_lines(visit, filters))


def _event(visit: Visit) -> EventRecord:
    return event_record(event_of(visit, visit.path["id"]))


def _threads(visit: Visit, filters: Filters) -> Iterable[ThreadRecord]:
    return map(thread_record, map(visit.turned, visit.ledger.agenda(thread_query(filters))))


def _thread(visit: Visit) -> ThreadRecord:
    identity = visit.path["id"]
    found = next(visit.ledger.threads(ids=(identity,)), None)
    if found is None:
        raise MissingPage(f"no thread {identity!r}")
    return thread_record(visit.turned(found))


def _claims(visit: Visit, filters: Filters) -> Iterable[ClaimRecord]:
    asked = visit.asked.get("document")
    document = None if not asked else document_of(visit, asked).id
    found = visit.ledger.claims(claim_query(filters, document))
    return map(claim_record, found)


def _claim(visit: Visit) -> ClaimRecord:
    identity = visit.path["id"]
    found = next(visit.ledger.claims(ClaimQuery(ids=(identity,))), None)
    if found is None:
        raise MissingPage(f"no claim {identity!r} counts")
    return claim_record(found)


def _documents(visit: Visit, filters: Filters) -> Iterable[EntryRecord]:
    return map(_entry, visit.ledger.documents(document_query(filters)))


def _document(visit: Visit) -> TextRecord:
    return text_record(document_of(visit, visit.path["id"]))


def _search(visit: Visit, filters: Filters) -> Iterable[EntryRecord]:
    query = DocumentQuery(language=filters.language, as_of=filters.as_of)
    most = filters.offset + filters.limit + 1
    hits = visit.ledger.search(filters.words or "", query, most)
    return (_entry(hit.entry, hit.excerpt) for hit in _paged(hits, filters))


def _judgements(visit: Visit, filters: Filters) -> Iterable[JudgementRecord]:
    return map(judgement_record, _paged(visit.ledger.judgements(), filters))


def _entry(entry: Entry, excerpt: str | None = None) -> EntryRecord:
    return entry_record(entry.heading, entry.added, entry.superseded, entry.claims, excerpt)


def _paged(found: Iterable[Any], filters: Filters) -> Iterable[Any]:
    """The lines of a page and one more, which says that there are more."""
    return islice(found, filters.offset, filters.offset + filters.limit + 1)


PAGING = ("offset", "limit")
PERIOD = ("since", "until")
CODES = ("party", "other", "act", "type", "status", "claimant", "language", "confidence")
OPERATIONS = (
    Operation(
        "/relations",
        "Pairs of parties between which something passed, the liveliest first.",
        LinkRecord,
        (*PERIOD, "party", *PAGING),
        _relations,
    ),
    Operation(
        "/relations/{first}/{second}",
        "What passed between two parties, and where it stands; contacts come page by page, the "
        "latest first.",
        RelationPageRecord,
        (*PERIOD, "as_of", "topic", "claimant", "status", "language", "confidence", *PAGING),
        one=_relation,
    ),
    Operation(
        "/events",
        "Events with their accounts, the latest first.",
        EventRecord,
        (*PERIOD, *CODES, "topic", *PAGING),
        _events,
    ),
    Operation("/events/{id}", "An event with its accounts.", EventRecord, one=_event),
    Operation(
        "/threads",
        "Commitments, measures and meetings, those that moved last first; the days ask for "
        "when they are due.",
        ThreadRecord,
        (*PERIOD, "party", "other", "kind", "state", *PAGING),
        _threads,
    ),
    Operation("/threads/{id}", "A thread with all its states.", ThreadRecord, one=_thread),
    Operation(
        "/claims",
        "Claims that count, in the order in which they were read: what is new comes last.",
        ClaimRecord,
        (*PERIOD, "as_of", *CODES, "document", *PAGING),
        _claims,
    ),
    Operation("/claims/{id}", "A claim, as it counts.", ClaimRecord, one=_claim),
    Operation(
        "/documents",
        "Documents, the last added first; `words` asks for words of the source.",
        EntryRecord,
        (*PERIOD, "as_of", "language", "words", *PAGING),
        _documents,
    ),
    Operation("/documents/{id}", "A document with its text.", TextRecord, one=_document),
    Operation(
        "/search",
        "Documents with all the words, the best first.",
        EntryRecord,
        ("words", "language", "as_of", *PAGING),
        _search,
    ),
    Operation("/judgements", "All judgements.", JudgementRecord, PAGING, _judgements),
)

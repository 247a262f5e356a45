"""Generated claims kept in a ledger, by several adds, as the ledger itself computes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.ledger import EventQuery, Ledger
from dragoman.ledger.copying import Signed
from dragoman.ledger.rebuild import rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Account, Document, Event, Reading, Span, Thread

TOGETHER = 100  # documents of one transaction


def kept(
    ledger: Ledger, told: Iterable[Account], adds: int, today: date, tables: Tables
) -> tuple[tuple[Event, ...], list[Thread]]:
    """The events and threads of a ledger to which accounts come by so many adds."""
    readings, origins = readings_of(told)
    size = max(1, -(-len(readings) // adds))
    for start in range(0, len(readings), size):
        add(ledger, readings[start : start + size], origins)
        list(rebuild(ledger, tables.rules, today))
    return tuple(ledger.events(EventQuery())), list(ledger.threads())


def readings_of(told: Iterable[Account]) -> tuple[list[Reading], dict[str, str]]:
    """The readings of which accounts come, and by the ids of their documents what these copy."""
    documents: dict[str, list[Account]] = {}
    for account in told:
        documents.setdefault(account.heading.id, []).append(account)
    origins = {identity: known[0].heading.origin for identity, known in documents.items()}
    turn = dict.fromkeys(one for identity in documents for one in (origins[identity], identity))
    return [_reading(documents[identity]) for identity in turn], origins  # none before its original


def add(ledger: Ledger, readings: Sequence[Reading], origins: dict[str, str]) -> None:
    """Adds readings of which it is known what they copy."""
    for start in range(0, len(readings), TOGETHER):
        some = readings[start : start + TOGETHER]
        ledger.add(some)
        ledger.sign([Signed(r.document.id, b"", (), None, origins[r.document.id]) for r in some])


def _reading(accounts: Sequence[Account]) -> Reading:
    """What was read of a text that holds all spans of some claims."""
    heading = accounts[0].heading
    text = ""
    for span in sorted(span for account in accounts for span in _spans(account)):
        if span.end > len(text):
            text = text[: span.start].ljust(span.start) + span.text
    document = Document(
        text=text,
        language=heading.language,
        source=heading.source,
        sha256=heading.id.removeprefix("sha256:"),
        regions=(),
        published=heading.published,
        publisher=heading.publisher,
    )
    claims = [a.claim for a in accounts]
    spans = [(c.evidence, c.trigger, *((c.place.span,) if c.place else ())) for c in claims]
    assert all(text[s.start : s.end] == s.text for found in spans for s in found)
    return Reading(document, tuple(claims), accounts[0].run, len(text.split()))


def _spans(account: Account) -> Iterable[Span]:
    claim = account.claim
    yield claim.evidence
    if claim.place is not None:
        yield claim.place.span

"""What many claims become is computed again where they have changed: copies, events, threads.

How is not known here: three functions are given. Each step is kept by itself, so what is broken off
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dragoman.ledger.copying import Signed
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import ClaimQuery, EventQuery
from dragoman.ledger.relations import EVENTS, THREADS
from dragoman.ledger.store import Ledger
from dragoman.model import Account, Document, Event, Judgement, Thread

TOGETHER = 100  # documents whose signatures are kept at once


class Likeness(Protocol):
    """Which texts copy which."""

    def signature(self, document: Document) -> bytes:
        """What is kept of a text to compare it by."""
        ...

    def bands(self, signature: bytes) -> Sequence[int]:
        """Numbers of 63 bits, of which texts that are alike share at least one."""
        ...

    def origin(self, signature: bytes, others: Sequence[tuple[str, bytes]]) -> str | None:
        """The id of the document that this one copies, of some that came before; None: none."""
        ...


class Gather(Protocol):
    """Accounts of one home, and the judgements that hold -> events."""

    def __call__(
        self, accounts: Sequence[Account], judgements: Sequence[Judgement]
    ) -> Iterable[Event]: ...


class Follow(Protocol):
    """Events of one pair, and the judgements that hold -> threads as they stand on a day."""

    def __call__(
        self, events: Sequence[Event], judgements: Sequence[Judgement], as_of: date
    ) -> Iterable[Thread]: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """By what claims become events, and events threads."""

    gather: Gather
    follow: Follow


def find_copies(ledger: Ledger, likeness: Likeness) -> Iterator[int]:
    """Finds what new documents copy; yields how many were compared, again and again.

    Documents must be compared in the order in which they came: the first is the origin.
    """
    while documents := ledger.unsigned(TOGETHER):
        ledger.sign(_signed(ledger, likeness, documents))
        yield len(documents)


def _signed(ledger: Ledger, likeness: Likeness, documents: Sequence[Document]) -> Iterator[Signed]:
    for document in documents:
        signature = likeness.signature(document)
        bands = tuple(likeness.bands(signature))
        origin = likeness.origin(signature, ledger.alike(bands))
        yield Signed(document.id, signature, bands, origin)


def rebuild(
    ledger: Ledger, rules: Rules, today: date, since: datetime | None = None
) -> Iterator[Pair]:
    """Computes what is stale again, or has become so since a moment; yields each pair when it is
    kept."""
    judgements = ledger.holding()
    for stale in ledger.stale(EVENTS, since):
        accounts = list(ledger.claims(ClaimQuery(home=stale.pair)))
        ledger.keep_events(stale, list(rules.gather(accounts, judgements)))
        yield stale.pair
    for stale in ledger.stale(THREADS, since):
        events = list(ledger.events(EventQuery(stale.pair)))
        ledger.keep_threads(stale, list(rules.follow(events, judgements, today)))
        yield stale.pair


def as_of(
    ledger: Ledger, pair: Pair, rules: Rules, day: date
) -> tuple[tuple[Event, ...], tuple[Thread, ...]]:
    """Events and threads of a pair as the ledger would have told them at the end of a day."""
    judgements = ledger.holding(day)
    events: list[Event] = []
    for home in ledger.homes(pair):
        accounts = list(ledger.claims(ClaimQuery(home=home, as_of=day)))
        events += rules.gather(accounts, judgements)
    members = {code for code in pair if code}
    found = tuple(e for e in events if members <= {*e.actors, *e.recipients})
    return found, tuple(rules.follow(found, judgements, day))

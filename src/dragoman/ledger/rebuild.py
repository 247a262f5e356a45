"""What many claims become is computed again where they have changed: copies, events, threads.

How is not known here: three rules are given. Each step is kept by itself, so what is broken off
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dragoman.ledger.copying import Days, Signed
from dragoman.ledger.joining import Rule
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import ClaimQuery, EventQuery
from dragoman.ledger.relations import EVENTS, JOINS, THREADS
from dragoman.ledger.store import Ledger
from dragoman.model import (
    Account,
    Document,
    Event,
    Judgement,
    LedgerError,
    Thread,
)

TOGETHER = 256  # documents whose signatures are kept at once


class Likeness(Protocol):
    """Which texts copy which."""

    def signature(self, document: Document) -> bytes:
        """What is kept of a text to compare it by."""
        ...

    def bands(self, signature: bytes) -> Sequence[int]:
        """Numbers of 63 bits, of which texts that are alike share at least one."""
        ...

    def days(self, document: Document) -> Days | None:
        """Between which days a text that is alike was published; None: on any."""
        ...

    def origin(self, signature: bytes, others: Sequence[tuple[str, bytes]]) -> str | None:
        """The id of the document that this one copies, of some that came before; None: none."""
        ...


class Gather(Protocol):
    """Accounts, and the judgements that hold -> the events that they tell."""

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
    """By what claims become events, and events threads.

    Attributes:
        parts: does in steps what `gather` does at once.
    """

    gather: Gather
    follow: Follow
    parts: Rule


def find_copies(ledger: Ledger, likeness: Likeness) -> Iterator[int]:
    """Finds what new documents copy; yields how many were compared, again and again.

    Documents must be compared in the order in which they came: the first is the origin.
    """
    while found := ledger.unsigned(TOGETHER):
        ledger.sign(_signed(ledger, likeness, found))
        yield len(found)


def _signed(ledger: Ledger, likeness: Likeness, found: Iterable[str]) -> Iterator[Signed]:
    """Signs one document after the other; their texts may be large."""
    for identity in found:
        document = ledger.document(identity)
        if document is None:
            raise LedgerError(f"the ledger is damaged: {identity} was never read; restore a copy")
        signature = likeness.signature(document)
        bands = tuple(likeness.bands(signature))
        origin = likeness.origin(signature, ledger.alike(bands, likeness.days(document)))
        yield Signed(document.id, signature, bands, document.published, origin)


def rebuild(
    ledger: Ledger, rules: Rules, today: date, since: datetime | None = None
) -> Iterator[Pair]:
    """Computes what is stale again, or has become so since a moment; yields each pair when it is
    kept."""
    judgements = ledger.holding()
    parts = rules.parts(judgements)
    for stale in ledger.stale(EVENTS, since):
        accounts = list(ledger.claims(ClaimQuery(home=stale.pair)))
        ledger.keep_pieces(stale, parts.pieces(accounts), parts)
        yield stale.pair
    for stale in ledger.stale(JOINS, since):
        while ledger.join_pieces(stale, parts):
            pass
        yield stale.pair
    for stale in ledger.stale(THREADS, since):
        events = list(ledger.events(EventQuery(stale.pair)))
        ledger.keep_threads(stale, list(rules.follow(events, judgements, today)))
        yield stale.pair

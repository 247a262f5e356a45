"""What a ledger does, whichever database holds it, and how one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from dragoman.ledger.copying import Days, Signed
from dragoman.ledger.documents import Entry, Hit
from dragoman.ledger.joining import Parts, Piece
from dragoman.ledger.keeping import Change
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import ClaimQuery, DocumentQuery, EventQuery, QueueQuery, ThreadQuery
from dragoman.ledger.relations import Stale
from dragoman.ledger.survey import Counts, Tally
from dragoman.model import (
    Account,
    Decision,
    Document,
    Event,
    Judgement,
    Reading,
    Run,
    Subject,
    Thread,
    UsageError,
)

POSTGRES = ("postgresql://", "postgres://")
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Known:
    """A document that need not be read again: only its source is noted."""

    document: Document
    run: Run


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an analyst says: a judgement that has no id and no moment yet."""

    target: str
    decision: Decision
    by: str
    reason: str
    other: str | None = None
    changes: tuple[tuple[str, str], ...] = ()


class Ledger(Protocol):
    """Many reports as one record that can be checked.

    Nothing that was reported as kept is lost, and nothing is kept by half. Every method raises
    `LedgerError` where the database fails, with what would help, and `UsageError` where it is
    asked for what cannot be.
    """

    def knows(self, document: Document, run: Run) -> bool:
        """Whether reading a document with that run would change nothing but its sources."""
        ...

    def add(self, found: Sequence[Reading | Known]) -> tuple[Change, ...]:
        """Keeps documents with their claims, all or none; what became of each.

        The same text again changes nothing, or notes another source. Another text of the same
        source takes the former's place, and a newer run's claims that of the former's; both
        stay for `as_of`.
        """
        ...

    def claims(self, query: ClaimQuery) -> Iterator[Account]:
        """The claims that are asked for, with judgements applied, in the order of their days."""
        ...

    def claim(self, identity: str) -> Account | None:
        """A claim as it was last read, without judgements; it need not stand any longer."""
        ...

    def documents(self, query: DocumentQuery) -> Iterator[Entry]:
        """The documents that are asked for, in the order in which they came."""
        ...

    def document(self, identity: str) -> Document | None:
        """A document with its text."""
        ...

    def search(self, words: str, query: DocumentQuery, limit: int) -> Iterator[Hit]:
        """The documents with all these words, the best first."""
        ...

    def resolve(self, beginning: str) -> tuple[Subject | None, str]:
        """What an id, or its beginning, names, and the whole id; None for a document.

        Raises:
            UsageError: it names nothing, or several things.
        """
        ...

    def judge(self, verdict: Verdict) -> Judgement:
        """Adds a judgement.

        Raises:
            UsageError: there is nothing to judge, or the changes are wrong.
        """
        ...

    def undo(self, identity: str, by: str) -> None:
        """Takes a judgement back; it stays in the log.

        Raises:
            UsageError: there is none that holds.
        """
        ...

    def judgements(self, about: str | None = None) -> Iterator[Judgement]:
        """All judgements, taken back or not, in the order of their making."""
        ...

    def holding(self, as_of: date | None = None) -> tuple[Judgement, ...]:
        """The judgements that hold now, or did at the end of a day."""
        ...

    def stale(self, part: str, since: datetime | None = None) -> list[Stale]:
        """Pairs of which a part must be computed again, or since that moment; the parts are the
        steps of `rebuild`."""
        ...

    def homes(self, pair: Pair) -> list[Pair]:
        """Pairs under which the events of a pair are sought."""
        ...

    def is_told(self, pair: Pair, homes: Iterable[Pair], as_of: date) -> bool:
        """Whether it is kept what a pair told at the end of a day: its events and threads, which
        are made of the claims of some homes, had been computed by then."""
        ...

    def untold(self, as_of: date) -> list[Pair]:
        """Pairs of which it is not kept what they told at the end of a day, in order."""
        ...

    def keep_pieces(self, done: Stale, found: Iterable[Piece], parts: Parts) -> None:
        """Puts the pieces of a home in the place of the former ones, all or none."""
        ...

    def join_pieces(self, done: Stale, parts: Parts) -> bool:
        """Joins some stale pieces of a home to what they are part of; whether there may be more."""
        ...

    def keep_threads(self, done: Stale, threads: Sequence[Thread]) -> None:
        """Puts the threads of a pair in the place of the former ones, all or none."""
        ...

    def event_ids(self, query: EventQuery) -> list[str]:
        """The ids of the events that are asked for, in no order."""
        ...

    def events(self, query: EventQuery) -> Iterator[Event]:
        """The events that are asked for, as last computed, in the order of their days."""
        ...

    def threads(self, pair: Pair | None = None, ids: Sequence[str] = ()) -> Iterator[Thread]:
        """Threads as last computed: of a pair, or all, or by id."""
        ...

    def past_threads(self, as_of: date, pair: Pair | None = None) -> Iterator[Thread]:
        """Threads as they were told at the end of a day, where that is kept: of a pair, or all."""
        ...

    def unsigned(self, limit: int) -> list[str]:
        """Ids of documents of which no signature is kept yet, in the order in which they came."""
        ...

    def alike(self, bands: Sequence[int], days: Days | None) -> list[tuple[str, bytes]]:
        """Ids and signatures of documents that share a band, in the order in which they came.

        Where it is known when they were published, it was between these days.
        """
        ...

    def sign(self, signed: Iterable[Signed]) -> None:
        """Keeps signatures and origins, all or none.

        They are asked for one after the other, and `alike` knows those that came before.
        """
        ...

    def revision(self, pair: Pair | None = None) -> int:
        """A number that grows with every change, or with every change of a pair's events and
        threads: what was computed at the same one still holds."""
        ...

    def counts(self) -> Counts:
        """How much there is."""
        ...

    def days(self, until: date) -> tuple[date, date] | None:
        """The first and the last day on which events happened, not after a day."""
        ...

    def tallies(
        self,
        since: date | None,
        until: date | None,
        pair: Pair | None = None,
        stretches: Sequence[date] = (),
    ) -> list[Tally]:
        """What passed between each two parties, or some two, as last computed, on each day; or
        summed up over stretches of days that begin on some, and before the first of these."""
        ...

    def agenda(self, query: ThreadQuery) -> Iterator[Thread]:
        """The threads that are asked for, as last computed."""
        ...

    def queue(self, query: QueueQuery) -> list[Account]:
        """Claims that nobody has judged, the least certain first."""
        ...

    def newest(self, since: datetime, limit: int) -> list[Account]:
        """Claims that count since a moment, with judgements applied; the latest come first."""
        ...

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """The ids of the events, as last computed, of which claims are part, by the claims' ids."""
        ...

    def threads_of(self, event: str) -> list[Thread]:
        """The threads that an event has moved, as last computed."""
        ...

    def limit(self, seconds: float | None) -> None:
        """All that is asked from now on must be done in so many seconds, or fails."""
        ...

    def close(self) -> None:
        """Ends the connection."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_ledger(address: str, *, create: bool = False, clock: Clock | None = None) -> Ledger:
    """Opens a ledger: a file (SQLite), or `postgresql://user@host/database`.

    Args:
        create: whether one is made where there is none.
        clock: what time it is, for all that is kept.

    Raises:
        LedgerError: it cannot be opened; says why, and what would help.
    """
    from dragoman.ledger.database import Database
    from dragoman.ledger.sql import SqlLedger

    if not address:
        raise UsageError("the ledger has no name; give a file or a postgresql:// address")
    db: Database
    if address.startswith(POSTGRES):
        from dragoman.ledger.postgres import Postgres

        db = Postgres(address, create=create)
    else:
        from dragoman.ledger.sqlite import Sqlite

        db = Sqlite(Path(address), create=create)
    return SqlLedger(db, clock or _now)


def _now() -> datetime:
    return datetime.now(UTC)

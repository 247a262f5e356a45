"""The ledger over a database: its parts put together, each change in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from types import TracebackType
from typing import Self

from dragoman.ledger import copying, judgements
from dragoman.ledger.buckets import Buckets
from dragoman.ledger.claims import Claims
from dragoman.ledger.copying import Days, Signed
from dragoman.ledger.database import Database
from dragoman.ledger.documents import Documents, Entry, Hit
from dragoman.ledger.effective import Vocabulary
from dragoman.ledger.joining import Parts, Piece
from dragoman.ledger.judging import Judging
from dragoman.ledger.keeping import Change, Keeper, knows
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import Pair
from dragoman.ledger.pieces import Pieces
from dragoman.ledger.query import (
    ClaimQuery,
    DocumentQuery,
    EventQuery,
    QueueQuery,
    ThreadQuery,
    before,
    moment_of,
    stamp,
)
from dragoman.ledger.relations import Relations, Stale
from dragoman.ledger.rows import EventRows
from dragoman.ledger.store import Clock, Known, Verdict
from dragoman.ledger.survey import Counts, Survey, Tally
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


class SqlLedger:
    """A ledger in SQLite or PostgreSQL; see `store.Ledger`."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._numbers = NumberTable(db)
        self._vocabulary = Vocabulary()
        self._claims = Claims(db, self._numbers, self._vocabulary)
        self._documents = Documents(db)
        self._rows = EventRows(db, self._numbers, self._claims)
        self._relations = Relations(db, self._numbers, self._rows)
        self._survey = Survey(db, self._claims)
        self._pieces = Pieces(
            db, self._numbers, self._claims, self._rows, self._relations, Buckets(db, self._numbers)
        )
        self._judging = Judging(db, self._claims, self._relations, self._pieces, self._vocabulary)

    def knows(self, document: Document, run: Run) -> bool:
        """Whether reading it would change nothing but its sources."""
        return knows(self._db, document, run)

    def add(self, found: Sequence[Reading | Known]) -> tuple[Change, ...]:
        """Keeps documents with their claims, all or none."""
        with self._change() as now:
            keeper = Keeper(self._db, self._numbers, now)
            return tuple(
                keeper.keep(one.document, one.run, one if isinstance(one, Reading) else None)
                for one in found
            )

    def claims(self, query: ClaimQuery) -> Iterator[Account]:
        """The claims that are asked for."""
        return self._claims.find(query)

    def claim(self, identity: str) -> Account | None:
        """A claim as it was last read."""
        return self._claims.newest(identity)

    def documents(self, query: DocumentQuery) -> Iterator[Entry]:
        """The documents that are asked for."""
        return self._documents.find(query)

    def document(self, identity: str) -> Document | None:
        """A document with its text."""
        return self._documents.get(identity)

    def search(self, words: str, query: DocumentQuery, limit: int) -> Iterator[Hit]:
        """The documents with all these words."""
        return self._documents.search(words, query, limit)

    def resolve(self, beginning: str) -> tuple[Subject | None, str]:
        """What an id, or its beginning, names."""
        found: list[tuple[Subject | None, str]] = [
            (Subject.CLAIM, identity) for identity in self._claims.ids(beginning)
        ]
        for subject in (Subject.EVENT, Subject.THREAD):
            found += [(subject, whole) for whole in self._relations.ids(subject, beginning)]
        found += [(None, identity) for identity in self._documents.ids(beginning)]
        whole = [one for one in found if one[1] == beginning] or found
        if not whole:
            raise UsageError(
                f"{beginning!r} is no id of a claim, event, thread or document in this ledger; "
                "`dragoman claims`, `events`, `threads` and `documents` list them"
            )
        if len(whole) > 1:
            names = ", ".join(identity for _, identity in whole)
            raise UsageError(f"{beginning!r} could be {names}; write more of it")
        return whole[0]

    def judge(self, verdict: Verdict) -> Judgement:
        """Adds a judgement."""
        subject, target = self._judged(verdict.target)
        other = None if verdict.other is None else self._as_claim(*self._judged(verdict.other))
        if verdict.decision in (Decision.MERGE, Decision.SPLIT):
            if other is None:
                raise UsageError(f"{verdict.decision} needs a second id")
            subject, target = Subject.CLAIM, self._as_claim(subject, target)
            if target == other:
                raise UsageError(f"{target} cannot be put beside itself; name another claim")
        with self._change() as now:
            judgement = Judgement(
                id=judgements.identity(subject, target, verdict.decision, verdict.by, now),
                subject=subject,
                target=target,
                decision=verdict.decision,
                by=verdict.by,
                reason=verdict.reason,
                at=moment_of(now),
                other=other,
                changes=verdict.changes,
            )
            self._judging.add(judgement, now)
        return judgement

    def undo(self, identity: str, by: str) -> None:
        """Takes a judgement back."""
        with self._change() as now:
            self._judging.take_back(identity, by, now)

    def judgements(self, about: str | None = None) -> Iterator[Judgement]:
        """All judgements."""
        return judgements.log(self._db, about)

    def holding(self, as_of: date | None = None) -> tuple[Judgement, ...]:
        """The judgements that hold."""
        found = judgements.holding(self._db, before(as_of)).values()
        # What was taken back later had not been on that day.
        held = (replace(one, undone=None, undone_by=None) for group in found for one in group)
        return tuple(sorted(held, key=lambda one: (one.at, one.id)))

    def stale(self, part: str, since: datetime | None = None) -> list[Stale]:
        """Pairs of which something must be computed again."""
        found = self._relations.stale(part)
        return found if since is None else [one for one in found if one.since >= stamp(since)]

    def homes(self, pair: Pair) -> list[Pair]:
        """Pairs under which the events of a pair are sought."""
        return self._relations.homes(pair)

    def is_told(self, pair: Pair, homes: Iterable[Pair], as_of: date) -> bool:
        """Whether what a pair told at the end of a day is kept."""
        return self._relations.is_told(pair, homes, as_of)

    def untold(self, as_of: date) -> list[Pair]:
        """Pairs of which it is not kept what they told at the end of a day."""
        return self._relations.untold(as_of)

    def keep_pieces(self, done: Stale, found: Iterable[Piece], parts: Parts) -> None:
        """Puts pieces in the place of the former ones."""
        made = list(found)
        with self._change() as now:
            self._pieces.keep(done, made, parts, now)

    def join_pieces(self, done: Stale, parts: Parts) -> bool:
        """Joins some stale pieces of a home to what they are part of."""
        with self._change() as now:
            return self._pieces.join(done, parts, now)

    def keep_threads(self, done: Stale, threads: Sequence[Thread]) -> None:
        """Puts threads in the place of the former ones."""
        with self._change() as now:
            self._relations.keep_threads(done, threads, now)

    def event_ids(self, query: EventQuery) -> list[str]:
        """The ids of the events that are asked for."""
        return self._rows.ids(query)

    def events(self, query: EventQuery) -> Iterator[Event]:
        """The events that are asked for."""
        return self._rows.find(query)

    def threads(self, pair: Pair | None = None, ids: Sequence[str] = ()) -> Iterator[Thread]:
        """Threads as last computed."""
        return self._relations.threads(pair, ids)

    def past_threads(self, as_of: date, pair: Pair | None = None) -> Iterator[Thread]:
        """Threads as they were told at the end of a day."""
        return self._relations.past_threads(as_of, pair)

    def unsigned(self, limit: int) -> list[str]:
        """Ids of documents without a signature."""
        return copying.unsigned(self._db, limit)

    def alike(self, bands: Sequence[int], days: Days | None) -> list[tuple[str, bytes]]:
        """Documents that share a band."""
        return copying.alike(self._db, bands, days)

    def sign(self, signed: Iterable[Signed]) -> None:
        """Keeps signatures and origins."""
        with self._change() as now:
            for one in signed:
                copying.sign(self._db, one, now)

    def revision(self, pair: Pair | None = None) -> int:
        """A number that grows with every change."""
        return self._survey.revision(pair)

    def counts(self) -> Counts:
        """How much there is."""
        return self._survey.counts()

    def days(self, until: date) -> tuple[date, date] | None:
        """The first and the last day on which events happened."""
        return self._survey.days(until)

    def tallies(
        self,
        since: date | None,
        until: date | None,
        pair: Pair | None = None,
        stretches: Sequence[date] = (),
    ) -> list[Tally]:
        """What passed between each two parties, or some two."""
        return self._survey.tallies(since, until, pair, stretches)

    def agenda(self, query: ThreadQuery) -> Iterator[Thread]:
        """The threads that are asked for."""
        return self._survey.agenda(query)

    def queue(self, query: QueueQuery) -> list[Account]:
        """Claims that nobody has judged, the least certain first."""
        return self._survey.queue(query)

    def newest(self, since: datetime, limit: int) -> list[Account]:
        """Claims that count since a moment."""
        return self._survey.newest(stamp(since), limit)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """The events of which claims are part."""
        return self._survey.events_of(claims)

    def threads_of(self, event: str) -> list[Thread]:
        """The threads that an event has moved."""
        return self._survey.threads_of(event)

    def limit(self, seconds: float | None) -> None:
        """All that is asked from now on must be done in so many seconds."""
        self._db.limit(seconds)

    def close(self) -> None:
        """Ends the connection."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _change(self) -> Iterator[int]:
        """A transaction, with the moment at which all in it happens."""
        try:
            with self._db.transaction():
                self._db.run("UPDATE revision SET no = no + 1")
                yield stamp(self._clock())
        except BaseException:
            self._numbers.forget()
            self._pieces.forget()
            raise

    def _judged(self, beginning: str) -> tuple[Subject, str]:
        subject, identity = self.resolve(beginning)
        if subject is None:
            raise UsageError(f"{identity} is a document; judge one of its claims")
        return subject, identity

    def _as_claim(self, subject: Subject, identity: str) -> str:
        """The claim that stands for an event: its first, because events are computed again."""
        if subject is Subject.CLAIM:
            return identity
        if subject is Subject.EVENT:
            for event in self.events(EventQuery(ids=(identity,))):
                if event.accounts:
                    return event.accounts[0].claim.id
        raise UsageError(f"{identity} cannot be merged or split; name claims or events")

"""Events and threads as last computed, and what of them must be computed again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.codec import pack_thread, unpack_thread
from dragoman.ledger.database import Database, insert, marks
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import Pair, event_pairs, pairs_of
from dragoman.ledger.query import before, midnight, pack_day
from dragoman.ledger.rows import EventRows
from dragoman.model import Event, Subject, Thread

EVENTS, JOINS, THREADS = "events", "joins", "threads"  # parts of a relation that can be stale
PARTS = (EVENTS, JOINS, THREADS)
STALE_AGAIN = (
    "ON CONFLICT (pair, part) DO UPDATE SET since = excluded.since,"
    " began = CASE WHEN excluded.began < stale.began THEN excluded.began ELSE stale.began END"
)
TOGETHER = 200  # threads that are fetched at once


@dataclass(frozen=True, slots=True)
class Stale:
    """A pair of which something must be computed again.

    Attributes:
        since: moment of the last change because of which it must.
        began: moment of the first.
    """

    pair: Pair
    since: int
    began: int


@dataclass(frozen=True, slots=True)
class Turn:
    """When something is changed, and when that began because of which it is."""

    now: int
    began: int


@dataclass(slots=True)
class Relations:
    """Events and threads of a ledger, by pair."""

    db: Database
    numbers: NumberTable
    rows: EventRows

    def stale(self, part: str) -> list[Stale]:
        """Pairs whose part must be computed again, in order."""
        rows = self.db.rows(
            "SELECT pair.first, pair.second, stale.since, stale.began FROM stale"
            " JOIN pair ON pair.no = stale.pair WHERE stale.part = ?"
            " ORDER BY pair.first, pair.second",
            part,
        )
        return [Stale(Pair(first, second), *moments) for first, second, *moments in rows]

    def homes(self, pair: Pair) -> list[Pair]:
        """Pairs under which the events of a pair are sought: its own, those of claims with more
        parties, and those from which something has joined its events."""
        number = "SELECT no FROM pair WHERE first = ? AND second = ?"
        rows = self.db.rows(
            "SELECT DISTINCT home.first, home.second FROM claim"
            " JOIN pair AS home ON home.no = claim.home WHERE claim.no IN"
            f" (SELECT claim FROM claim_pair WHERE pair = ({number})"
            " UNION SELECT event_claim.claim FROM event_pair JOIN event_claim"
            f" ON event_claim.event = event_pair.event WHERE event_pair.pair = ({number}))",
            *pair,
            *pair,
        )
        return sorted({pair, *(Pair(*row) for row in rows)})

    def ids(self, subject: Subject, beginning: str) -> list[str]:
        """Ids of events or threads that begin so; at most a few."""
        sql = f"SELECT DISTINCT id FROM {subject} WHERE substr(id, 1, ?) = ? LIMIT 5"
        return [row[0] for row in self.db.rows(sql, len(beginning), beginning)]

    def homes_of(self, subject: Subject, identity: str) -> list[Pair]:
        """The home of an event, or the pairs of a thread."""
        column, table = ("home", "event") if subject is Subject.EVENT else ("pair", "thread")
        rows = self.db.rows(
            f"SELECT pair.first, pair.second FROM {table} JOIN pair ON pair.no = {table}.{column}"
            f" WHERE {table}.id = ?",
            identity,
        )
        return [Pair(*row) for row in rows]

    def mark(self, pair: Pair, part: str, turn: Turn) -> None:
        """A part must be computed again."""
        self.db.run(
            f"INSERT INTO stale (pair, part, since, began) VALUES (?, ?, ?, ?) {STALE_AGAIN}",
            self.numbers.pair(pair),
            part,
            turn.now,
            turn.began,
        )

    def put(self, event: Event, now: int) -> tuple[int, set[Pair]]:
        """Keeps an event, in the place of a former one of its id: its number, and the pairs that
        are touched."""
        # A corrected claim may have brought it here from another home.
        touched = self.rows.take_out("id = ?", (event.id,), now)
        number = self.rows.put(event, pairs_of(event.accounts[0].claim)[0], now)
        return number, touched | {*event_pairs(event)}

    def events_at(self, home: Pair) -> list[int]:
        """Numbers of the events whose first account has that home."""
        number = self.numbers.pair(home)
        rows = self.db.rows(
            "SELECT event.no FROM event_pair JOIN event ON event.no = event_pair.event"
            " WHERE event_pair.pair = ? AND event.home = ?",
            number,
            number,
        )
        return [row[0] for row in rows]

    def changed(self, touched: Iterable[Pair], turn: Turn) -> None:
        """The events of these pairs have changed: their threads are stale."""
        for pair in sorted(touched):
            self.mark(pair, THREADS, turn)
            self._changed(self.numbers.pair(pair))

    def done(self, pair: int, part: str, since: int, now: int) -> None:
        """What became stale anew while it was computed stays so. Where a day has ended meanwhile,
        what the pair would have told on it is not known."""
        done = "pair = ? AND part = ? AND since <= ?"
        self.db.run(
            "INSERT INTO untold (pair, since, until)"
            f" SELECT pair, began, ? FROM stale WHERE {done} AND began < ?",
            now,
            pair,
            part,
            since,
            midnight(now),
        )
        self.db.run(f"DELETE FROM stale WHERE {done}", pair, part, since)

    def is_told(self, pair: Pair, homes: Iterable[Pair], as_of: date) -> bool:
        """Whether events and threads of a pair had been computed at the end of a day; `homes`:
        those of its claims."""
        moment = before(as_of)
        about = "pair = (SELECT no FROM pair WHERE first = ? AND second = ?)"
        untold = f"SELECT 1 FROM untold WHERE {about} AND since < ? AND until >= ? LIMIT 1"
        stale = f"SELECT 1 FROM stale WHERE {about} AND began < ? LIMIT 1"
        return not self.db.rows(untold, *pair, moment, moment) and not any(
            self.db.rows(stale, *home, moment) for home in {pair, *homes}
        )

    def keep_threads(self, done: Stale, threads: Sequence[Thread], now: int) -> None:
        """Puts threads in the place of a pair's former ones."""
        pair = self.numbers.pair(done.pair)
        packed = [(thread, pack_thread(thread)) for thread in threads]
        former = self.db.rows("SELECT record, since FROM thread WHERE pair = ?", pair)
        known = {bytes(record): int(since) for record, since in former}
        for record in known.keys() - {record for _, record in packed}:
            if known[record] < midnight(now):
                self._remember(pair, record, known[record], now)
        self.db.run("DELETE FROM thread WHERE pair = ?", pair)
        for thread, record in packed:
            insert(
                self.db,
                "thread",
                id=thread.id,
                pair=pair,
                kind=str(thread.kind),
                state=str(thread.state),
                due=pack_day(thread.due),
                moved=pack_day(thread.transitions[-1].day),
                record=record,
                since=known.get(record, now),
            )
        self._changed(pair)
        self.done(pair, THREADS, done.since, now)

    def threads(self, pair: Pair | None, ids: Sequence[str] = ()) -> Iterator[Thread]:
        """Threads of a pair, or of all (each once), or by id."""
        conditions, values = ["1 = 1"], list[object]()
        if pair is not None:
            conditions.append("pair = (SELECT no FROM pair WHERE first = ? AND second = ?)")
            values += pair
        if ids:
            conditions.append(f"id IN ({marks(ids)})")
            values += ids
        sql = f"SELECT max(no) FROM thread WHERE {' AND '.join(conditions)} GROUP BY id ORDER BY 1"
        chosen = array("q", (row[0] for row in self.db.rows(sql, *values)))
        for start in range(0, len(chosen), TOGETHER):
            some = chosen[start : start + TOGETHER].tolist()
            sql = f"SELECT record FROM thread WHERE no IN ({marks(some)}) ORDER BY no"
            for row in self.db.rows(sql, *some):
                yield unpack_thread(row[0])

    def untold(self, as_of: date) -> list[Pair]:
        """Pairs of which it is not kept what they told at the end of a day."""
        moment = before(as_of)
        rows = self.db.rows(
            "SELECT DISTINCT pair.first, pair.second FROM untold"
            " JOIN pair ON pair.no = untold.pair WHERE since < ? AND until >= ? ORDER BY 1, 2",
            moment,
            moment,
        )
        return [Pair(*row) for row in rows]

    def past_threads(self, as_of: date, pair: Pair | None = None) -> Iterator[Thread]:
        """Threads as they were told at the end of a day, of a pair, or of all, each once."""
        moment, about, of = before(as_of), "since < ?", tuple[str, ...]()
        if pair is not None:
            about += " AND pair = (SELECT no FROM pair WHERE first = ? AND second = ?)"
            of = pair
        rows = self.db.rows(
            f"SELECT record FROM thread WHERE {about} UNION"
            f" SELECT record FROM past_thread WHERE {about} AND until >= ?",
            moment,
            *of,
            moment,
            *of,
            moment,
        )
        yield from sorted(
            (unpack_thread(row[0]) for row in rows),
            key=lambda thread: (str(thread.transitions[0].day), thread.id),
        )

    def _remember(self, pair: int, record: bytes, since: int, now: int) -> None:
        """Keeps a thread among what is past."""
        insert(self.db, "past_thread", pair=pair, record=record, since=since, until=now)

    def _changed(self, pair: int) -> None:
        """What was computed from a pair's events and threads holds no longer."""
        self.db.run("UPDATE pair SET changed = (SELECT no FROM revision) WHERE no = ?", pair)


def mark_homes(db: Database, readings: str, value: int, now: int) -> None:
    """The events of the claims of some readings must be computed again.

    Args:
        readings: a query for their numbers, of one value.
    """
    db.run(
        "INSERT INTO stale (pair, part, since, began) SELECT DISTINCT home, ?, ?, ? FROM claim"
        f" WHERE reading IN ({readings}) {STALE_AGAIN}",
        EVENTS,
        now,
        now,
        value,
    )

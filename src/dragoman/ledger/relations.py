"""Events and threads as last computed, and what of them must be computed again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.ledger.claims import Claims
from dragoman.ledger.codec import (
    coding_of,
    pack_id,
    pack_thread,
    unpack_coding,
    unpack_id,
    unpack_thread,
)
from dragoman.ledger.database import Database, Row, insert, marks
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import Pair, pairs, pairs_of
from dragoman.ledger.query import OWN_VOICE, EventQuery, pack_day, paged, unpack_day
from dragoman.model import Account, Event, Join, Subject, Thread, Voice, Window

EVENTS, JOINS, THREADS = "events", "joins", "threads"  # parts of a relation that can be stale
PARTS = (EVENTS, JOINS, THREADS)
MARKS = ("topic", "claimant", "language")  # kinds of what events are looked for by
TOGETHER = 200  # events that are fetched at once


@dataclass(frozen=True, slots=True)
class Stale:
    """A pair of which something must be computed again, and since when."""

    pair: Pair
    since: int


class EventCode(msgspec.Struct, array_like=True, frozen=True):
    """What of an event does not stand in a column; words by their numbers, claims too."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    topics: tuple[int, ...]
    accounts: tuple[int, ...]
    joins: tuple[tuple[int, int, int], ...]
    origins: int
    claimants: tuple[int | None, ...]
    agreed: tuple[int, ...]
    one_sided: tuple[tuple[int, int | None], ...]
    contested: tuple[int, ...]
    heard: int | None = None
    voices: tuple[tuple[int, bool, int | None], ...] = ()


@dataclass(slots=True)
class Relations:
    """Events and threads of a ledger, by pair."""

    db: Database
    numbers: NumberTable
    claims: Claims

    def stale(self, part: str) -> list[Stale]:
        """Pairs whose part must be computed again, in order."""
        rows = self.db.rows(
            "SELECT pair.first, pair.second, stale.since FROM stale"
            " JOIN pair ON pair.no = stale.pair WHERE stale.part = ?"
            " ORDER BY pair.first, pair.second",
            part,
        )
        return [Stale(Pair(first, second), since) for first, second, since in rows]

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

    def mark(self, pair: Pair, part: str, now: int) -> None:
        """A part must be computed again."""
        self.db.run(
            "INSERT INTO stale (pair, part, since) VALUES (?, ?, ?)"
            " ON CONFLICT (pair, part) DO UPDATE SET since = excluded.since",
            self.numbers.pair(pair),
            part,
            now,
        )

    def put(self, event: Event) -> tuple[int, set[Pair]]:
        """Keeps an event, in the place of a former one of its id: its number, and the pairs that
        are touched."""
        # A corrected claim may have brought it here from another home.
        touched = self.delete("id = ?", event.id)
        members = pairs(tuple(sorted({*event.actors, *event.recipients})))
        number = self._insert(event, self.numbers.pair(pairs_of(event.accounts[0].claim)[0]))
        for pair in members:
            self.db.run(
                "INSERT INTO event_pair (pair, event) VALUES (?, ?)",
                self.numbers.pair(pair),
                number,
            )
        return number, touched | {*members}

    def delete(self, where: str, *values: object) -> set[Pair]:
        """Deletes events; the pairs that they belonged to."""
        chosen = f"SELECT no FROM event WHERE {where}"
        rows = self.db.rows(
            "SELECT DISTINCT pair.first, pair.second FROM event_pair"
            f" JOIN pair ON pair.no = event_pair.pair WHERE event_pair.event IN ({chosen})",
            *values,
        )
        if rows:
            self.db.run(f"DELETE FROM event WHERE {where}", *values)
        return {Pair(*row) for row in rows}

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

    def changed(self, touched: Iterable[Pair], now: int) -> None:
        """The events of these pairs have changed: their threads are stale."""
        for pair in sorted(touched):
            self.mark(pair, THREADS, now)
            self._changed(self.numbers.pair(pair))

    def done(self, pair: int, part: str, since: int) -> None:
        """What became stale anew while it was computed stays so."""
        self.db.run(
            "DELETE FROM stale WHERE pair = ? AND part = ? AND since <= ?", pair, part, since
        )

    def keep_threads(self, done: Stale, threads: Sequence[Thread]) -> None:
        """Puts threads in the place of a pair's former ones."""
        pair = self.numbers.pair(done.pair)
        self.db.run("DELETE FROM thread WHERE pair = ?", pair)
        for thread in threads:
            insert(
                self.db,
                "thread",
                id=thread.id,
                pair=pair,
                kind=str(thread.kind),
                state=str(thread.state),
                due=pack_day(thread.due),
                moved=pack_day(thread.transitions[-1].day),
                record=pack_thread(thread),
            )
        self._changed(pair)
        self.done(pair, THREADS, done.since)

    def event_ids(self, query: EventQuery) -> list[str]:
        """The ids of the events that are asked for, in no order."""
        where, values = _conditions(query)
        sql = f"SELECT event.id FROM event JOIN coding ON coding.no = event.coding WHERE {where}"
        return [row[0] for row in self.db.rows(sql, *values)]

    def events(self, query: EventQuery) -> Iterator[Event]:
        """The events that are asked for, in the order of their days."""
        where, values = _conditions(query)
        last = query.page is not None and query.page.newest
        order = (
            "event.starts DESC NULLS LAST, event.no DESC"
            if last
            else "coalesce(event.starts, 0), event.no"
        )
        sql, values = paged(
            "SELECT event.no FROM event JOIN coding ON coding.no = event.coding"
            f" WHERE {where} ORDER BY {order}",
            values,
            query.page,
        )
        rows = self.db.rows(sql, *values)
        chosen = array("q", (row[0] for row in rows))
        for start in range(0, len(chosen), TOGETHER):
            yield from self._fetch(chosen[start : start + TOGETHER].tolist(), query.bare)

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

    def claim_numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Numbers of claims as last read, by their ids, in that order."""
        found: dict[str, int] = {}
        for start in range(0, len(ids), TOGETHER):
            some = ids[start : start + TOGETHER]
            sql = f"SELECT id, max(no) FROM claim WHERE id IN ({marks(some)}) GROUP BY id"
            rows = self.db.rows(sql, *map(pack_id, some))
            found.update((unpack_id(identity), number) for identity, number in rows)
        return {identity: found[identity] for identity in ids}

    def _changed(self, pair: int) -> None:
        """What was computed from a pair's events and threads holds no longer."""
        self.db.run("UPDATE pair SET changed = (SELECT no FROM revision) WHERE no = ?", pair)

    def _insert(self, event: Event, home: int) -> int:
        term, optional = self.numbers.term, self._optional
        told = self.claim_numbers([account.claim.id for account in event.accounts])
        code = EventCode(
            actors=tuple(map(term, event.actors)),
            recipients=tuple(map(term, event.recipients)),
            topics=tuple(map(term, event.topics)),
            accounts=tuple(told.values()),
            joins=tuple((told[j.claim], told[j.other], term(j.rule)) for j in event.joins),
            origins=event.origins,
            claimants=tuple(map(optional, event.claimants)),
            agreed=tuple(map(term, event.agreed)),
            one_sided=tuple((term(fact), optional(who)) for fact, who in event.one_sided),
            contested=tuple(map(term, event.contested)),
            heard=pack_day(event.heard),
            voices=tuple((term(v.party), v.denies, pack_day(v.day)) for v in event.voices),
        )
        window = event.window
        number = insert(
            self.db,
            "event",
            id=event.id,
            home=home,
            coding=self.numbers.coding(coding_of(event)),
            starts=pack_day(window.start),
            ends=pack_day(window.end),
            surest=max((a.claim.confidence for a in event.accounts), default=None),
            record=msgspec.msgpack.encode(code),
        )
        for mark in sorted(marks_of(event)):
            self.db.run("INSERT INTO event_mark (mark, event) VALUES (?, ?)", term(mark), number)
        self._tell(number, sorted(set(told.values())))
        return number

    def _tell(self, event: int, claims: Sequence[int]) -> None:
        """Notes which claims an event is made of."""
        for start in range(0, len(claims), TOGETHER):
            some = claims[start : start + TOGETHER]
            places = ", ".join(["(?, ?)"] * len(some))
            values = (value for claim in some for value in (claim, event))
            self.db.run(f"INSERT INTO event_claim (claim, event) VALUES {places}", *values)

    def _optional(self, text: str | None) -> int | None:
        return None if text is None else self.numbers.term(text)

    def _fetch(self, numbers: Sequence[int], bare: bool) -> Iterator[Event]:
        rows = self.db.rows(
            "SELECT event.no, event.id, coding.record, event.starts, event.ends,"
            " event.record FROM event JOIN coding ON coding.no = event.coding"
            f" WHERE event.no IN ({marks(numbers)})",
            *numbers,
        )
        decoded = {row[0]: (row, msgspec.msgpack.decode(row[5], type=EventCode)) for row in rows}
        wanted = [n for _, code in decoded.values() for n in code.accounts if not bare]
        accounts = self.claims.by_number(wanted)
        for number in numbers:
            if number in decoded:
                yield self._event(*decoded[number], accounts)

    def _event(self, row: Row, code: EventCode, accounts: dict[int, Account]) -> Event:
        _, identity, coding, starts, ends, _ = row
        codes = unpack_coding(coding)
        text = self.numbers.text
        return Event(
            id=identity,
            act=codes.act,
            type=codes.type,
            modes=codes.modes,
            contexts=codes.contexts,
            quad=codes.quad,
            cameo=codes.cameo,
            intensity=codes.intensity,
            status=codes.status,
            symmetric=codes.symmetric,
            actors=self._texts(code.actors),
            recipients=self._texts(code.recipients),
            window=Window(unpack_day(starts), unpack_day(ends)),
            topics=self._texts(code.topics),
            accounts=tuple(accounts[n] for n in code.accounts if n in accounts),
            joins=tuple(
                Join(accounts[one].claim.id, accounts[other].claim.id, text(rule))
                for one, other, rule in code.joins
                if one in accounts and other in accounts
            ),
            origins=code.origins,
            claimants=tuple(self._text(n) for n in code.claimants),
            agreed=self._texts(code.agreed),
            one_sided=tuple((text(fact), self._text(who)) for fact, who in code.one_sided),
            contested=self._texts(code.contested),
            heard=unpack_day(code.heard),
            voices=tuple(Voice(text(n), no, unpack_day(day)) for n, no, day in code.voices),
        )

    def _texts(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(map(self.numbers.text, numbers))

    def _text(self, number: int | None) -> str | None:
        return None if number is None else self.numbers.text(number)


def marks_of(event: Event) -> set[str]:
    """What an event is looked for by, besides its columns: a word for each."""
    claimants = (OWN_VOICE if one is None else one for one in event.claimants)
    return {
        *(_mark("topic", topic) for topic in event.topics),
        *(_mark("claimant", claimant) for claimant in claimants),
        *(_mark("language", account.heading.language) for account in event.accounts),
    }


def _mark(kind: str, value: str) -> str:
    return f"{kind} {value.casefold() if kind == 'topic' else value}"


def _conditions(query: EventQuery) -> tuple[str, list[object]]:
    conditions, values = ["1 = 1"], list[object]()

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.pair is not None:
        ask(
            "event.no IN (SELECT event FROM event_pair JOIN pair ON pair.no = event_pair.pair"
            " WHERE pair.first = ? AND pair.second = ?)",
            *query.pair,
        )
    for party in query.parties:
        ask(
            "event.no IN (SELECT event FROM event_pair JOIN pair ON pair.no = event_pair.pair"
            " WHERE pair.first = ? OR pair.second = ?)",
            party,
            party,
        )
    for column, wanted in (
        ("event.id", query.ids),
        ("coding.act", query.acts),
        ("coding.type", query.types),
        ("coding.status", query.statuses),
    ):
        if wanted:
            ask(f"{column} IN ({marks(wanted)})", *map(str, wanted))
    for kind in MARKS:
        wanted = getattr(query, kind)
        if wanted is not None:
            ask(
                "event.no IN (SELECT event FROM event_mark JOIN term ON term.no = event_mark.mark"
                " WHERE term.text = ?)",
                _mark(kind, wanted),
            )
    if query.confidence > 0:
        ask("event.surest >= ?", query.confidence)
    if query.since is not None:
        ask("event.ends >= ?", pack_day(query.since))
    if query.until is not None:
        ask("event.starts <= ?", pack_day(query.until))
    return " AND ".join(conditions), values

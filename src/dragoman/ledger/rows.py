"""Events as rows: those that are told now, and those that were told at the end of some day.

A claim is kept with the time in which it counted, and so is an event: what is told no longer stands
in tables of its own, so that what is asked of the present costs no more for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.ledger.claims import Claims
from dragoman.ledger.codec import coding_of, pack_id, unpack_coding, unpack_id
from dragoman.ledger.database import Database, Row, insert, marks
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import Pair, event_pairs
from dragoman.ledger.query import (
    OWN_VOICE,
    EventQuery,
    before,
    midnight,
    pack_day,
    paged,
    unpack_day,
)
from dragoman.model import Account, Event, Join, Voice, Window

MARKS = ("topic", "claimant", "language")  # kinds of what events are looked for by
TOGETHER = 200  # events that are fetched at once
ALIKE = "id, coding, starts, ends, surest, record"  # columns of an event now and in the past


@dataclass(frozen=True, slots=True)
class Shelf:
    """Names of the tables in which events stand, with their pairs and marks."""

    event: str
    pair: str
    mark: str


NOW = Shelf("event", "event_pair", "event_mark")
PAST = Shelf("past_event", "past_pair", "past_mark")


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
class EventRows:
    """The events of a ledger, as rows; what changes them stands inside a transaction."""

    db: Database
    numbers: NumberTable
    claims: Claims

    def put(self, event: Event, home: Pair, now: int) -> int:
        """Keeps an event; its number. One that has just been taken out and is the same has been
        told all the time."""
        told = self.claim_numbers([account.claim.id for account in event.accounts])
        columns = self._columns(event, told)
        since = self._revived(columns, now)
        number = insert(self.db, "event", **columns, home=self.numbers.pair(home), since=since)
        summed = columns["starts"], columns["coding"]
        for pair in event_pairs(event):
            sql = "INSERT INTO event_pair (pair, event, starts, coding) VALUES (?, ?, ?, ?)"
            self.db.run(sql, self.numbers.pair(pair), number, *summed)
        for mark in sorted(marks_of(event)):
            sql = "INSERT INTO event_mark (mark, event) VALUES (?, ?)"
            self.db.run(sql, self.numbers.term(mark), number)
        self._tell(number, sorted(set(told.values())))
        return number

    def take_out(self, where: str, values: Sequence[object], now: int) -> set[Pair]:
        """Takes events out; the pairs that they belonged to. What was told at the end of a day is
        kept among what is past."""
        chosen = f"SELECT no FROM event WHERE {where}"
        rows = self.db.rows(
            "SELECT DISTINCT pair.first, pair.second FROM event_pair"
            f" JOIN pair ON pair.no = event_pair.pair WHERE event_pair.event IN ({chosen})",
            *values,
        )
        if rows:
            for (number,) in self.db.rows(f"{chosen} AND since < ?", *values, midnight(now)):
                self._remember(number, now)
            self.db.run(f"DELETE FROM event WHERE {where}", *values)
        return {Pair(*row) for row in rows}

    def ids(self, query: EventQuery) -> list[str]:
        """The ids of the events that are asked for, in no order."""
        sql, values = _chosen("event.id", query)
        return [row[0] for row in self.db.rows(sql, *values)]

    def find(self, query: EventQuery) -> Iterator[Event]:
        """The events that are asked for, in the order of their days."""
        sql, values = _chosen("event.no AS no, event.starts AS starts", query)
        last = query.page is not None and query.page.newest
        order = "starts DESC NULLS LAST, no DESC" if last else "coalesce(starts, 0), no"
        sql, values = paged(f"{sql} ORDER BY {order}", values, query.page)
        rows = self.db.rows(sql, *values)
        chosen = array("q", (-number if past else number for number, _, past in rows))
        for start in range(0, len(chosen), TOGETHER):
            yield from self._fetch(chosen[start : start + TOGETHER].tolist(), query)

    def claim_numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Numbers of claims as last read, by their ids, in that order."""
        found: dict[str, int] = {}
        for start in range(0, len(ids), TOGETHER):
            some = ids[start : start + TOGETHER]
            sql = f"SELECT id, max(no) FROM claim WHERE id IN ({marks(some)}) GROUP BY id"
            rows = self.db.rows(sql, *map(pack_id, some))
            found.update((unpack_id(identity), number) for identity, number in rows)
        return {identity: found[identity] for identity in ids}

    def _columns(self, event: Event, told: dict[str, int]) -> dict[str, object]:
        """What stands in the columns `ALIKE`, in their order."""
        term, optional = self.numbers.term, self._optional
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
        return {
            "id": event.id,
            "coding": self.numbers.coding(coding_of(event)),
            "starts": pack_day(window.start),
            "ends": pack_day(window.end),
            "surest": max((a.claim.confidence for a in event.accounts), default=None),
            "record": msgspec.msgpack.encode(code),
        }

    def _tell(self, event: int, claims: Sequence[int]) -> None:
        """Notes which claims an event is made of."""
        for start in range(0, len(claims), TOGETHER):
            some = claims[start : start + TOGETHER]
            places = ", ".join(["(?, ?)"] * len(some))
            values = (value for claim in some for value in (claim, event))
            self.db.run(f"INSERT INTO event_claim (claim, event) VALUES {places}", *values)

    def _optional(self, text: str | None) -> int | None:
        return None if text is None else self.numbers.term(text)

    def _revived(self, columns: dict[str, object], now: int) -> int:
        """Since when an event has been told that is the same as one taken out at this moment."""
        sql = f"SELECT no, since, {ALIKE} FROM past_event WHERE id = ? AND until = ?"
        for number, since, *known in self.db.rows(sql, columns["id"], now):
            if known == list(columns.values()):
                self.db.run("DELETE FROM past_event WHERE no = ?", number)
                return int(since)
        return now

    def _remember(self, number: int, now: int) -> None:
        """Keeps an event among what is past."""
        rows = self.db.rows(
            f"INSERT INTO past_event ({ALIKE}, since, until)"
            f" SELECT {ALIKE}, since, ? FROM event WHERE no = ? RETURNING no",
            now,
            number,
        )
        for past, present, column in ((PAST.pair, NOW.pair, "pair"), (PAST.mark, NOW.mark, "mark")):
            self.db.run(
                f"INSERT INTO {past} ({column}, event)"
                f" SELECT {column}, {rows[0][0]} FROM {present} WHERE event = ?",
                number,
            )

    def _fetch(self, chosen: Sequence[int], query: EventQuery) -> Iterator[Event]:
        """Events by their numbers, those of past ones with a minus."""
        decoded: dict[int, tuple[Row, EventCode]] = {}
        for shelf, sign in ((NOW, 1), (PAST, -1)):
            numbers = [sign * number for number in chosen if sign * number > 0]
            rows = (
                self.db.rows(
                    "SELECT event.no, event.id, coding.record, event.starts, event.ends,"
                    f" event.record FROM {shelf.event} AS event JOIN coding"
                    f" ON coding.no = event.coding WHERE event.no IN ({marks(numbers)})",
                    *numbers,
                )
                if numbers
                else []
            )
            for row in rows:
                decoded[sign * row[0]] = row, msgspec.msgpack.decode(row[5], type=EventCode)
        wanted = [n for _, code in decoded.values() for n in code.accounts if not query.bare]
        accounts = self.claims.by_number(wanted, before(query.as_of))
        for number in chosen:
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


def _chosen(columns: str, query: EventQuery) -> tuple[str, list[object]]:
    """A query for columns of the events that are asked for, and whether each is past."""
    if query.as_of is None:
        where, values = _conditions(query, NOW)
        return _select(columns, NOW, where), values
    moment = before(query.as_of)
    now, values = _conditions(query, NOW)
    past, more = _conditions(query, PAST)
    sql = (
        f"SELECT * FROM ({_select(columns, NOW, now)} AND event.since < ? UNION ALL"
        f" {_select(columns, PAST, past)} AND event.since < ? AND event.until >= ?) AS found"
    )
    return sql, [*values, moment, *more, moment, moment]


def _select(columns: str, shelf: Shelf, where: str) -> str:
    return (
        f"SELECT {columns}, {int(shelf is PAST)} AS past FROM {shelf.event} AS event"
        f" JOIN coding ON coding.no = event.coding WHERE {where}"
    )


def _conditions(query: EventQuery, shelf: Shelf) -> tuple[str, list[object]]:
    conditions, values = ["1 = 1"], list[object]()

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.pair is not None:
        ask(
            f"event.no IN (SELECT event FROM {shelf.pair} AS told JOIN pair ON pair.no = told.pair"
            " WHERE pair.first = ? AND pair.second = ?)",
            *query.pair,
        )
    for party in query.parties:
        ask(
            f"event.no IN (SELECT event FROM {shelf.pair} AS told JOIN pair ON pair.no = told.pair"
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
                f"event.no IN (SELECT event FROM {shelf.mark} AS told"
                " JOIN term ON term.no = told.mark"
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

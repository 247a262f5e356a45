"""Pieces of events in a ledger, and which of them belong together; see `joining`.

What is not alone in its days is joined in a second step, in which only pieces that are stale are
looked at: new ones, and those near which something has come or gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from dragoman.ledger.buckets import Buckets
from dragoman.ledger.claims import Claims
from dragoman.ledger.codec import pack_id, unpack_id
from dragoman.ledger.database import Database, insert, marks
from dragoman.ledger.joining import Parts, Piece
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import Pair, pairs_of
from dragoman.ledger.query import ClaimQuery
from dragoman.ledger.relations import EVENTS, JOINS, Relations, Stale, Turn
from dragoman.ledger.rows import EventRows
from dragoman.model import Event, Join

Value = TypeVar("Value")
TOGETHER = 100  # stale pieces that are joined in one transaction
ASKED = 500  # numbers in one question
KEPT = 4000  # events of pieces that are kept in memory
COLUMNS = "SELECT no, bucket, digest, record, whole, event, loose FROM piece"


class Code(msgspec.Struct, array_like=True, frozen=True):
    """What does not stand in a column of a piece: its claims, joins, and blocks of days."""

    claims: tuple[int, ...]
    joins: tuple[tuple[int, int, int], ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A piece as it is kept."""

    no: int
    bucket: int
    digest: bytes
    code: Code
    whole: int | None
    event: int | None
    loose: bool


@dataclass(slots=True)
class Pieces:
    """The pieces of a ledger; each call stands inside a transaction."""

    db: Database
    numbers: NumberTable
    claims: Claims
    rows: EventRows
    relations: Relations
    buckets: Buckets
    events: dict[bytes, Event] = field(default_factory=dict)  # by the digest of the piece

    def forget(self) -> None:
        """What a failed transaction has brought is not to be used."""
        self.buckets.forget()

    def keep(self, done: Stale, found: Iterable[Piece], parts: Parts, now: int) -> None:
        """Puts pieces in the place of a home's former ones; what is alone is an event at once."""
        self.buckets.renew()
        home, turn = self.numbers.pair(done.pair), Turn(now, done.began)
        wanted = {_digest(piece): piece for piece in found}
        rows = self._rows("home = ?", home)
        near = set[int]()  # what comes and goes there may be part of, or have
        touched = self._remove(done.pair, [r for r in rows if r.digest not in wanted], near, turn)
        known = {row.digest for row in rows}
        came = {digest: piece for digest, piece in wanted.items() if digest not in known}
        told = (account.claim.id for piece in came.values() for account in piece.event.accounts)
        claims = self.rows.claim_numbers(list(told))
        added = [
            (self._add(home, digest, piece, claims), piece.event) for digest, piece in came.items()
        ]
        for row, event in added:
            below = self._below(row)
            tied = any(account.claim.id in parts.ties for account in event.accounts)
            if tied or below or self._above(row):
                near |= {row.no, *below}
                self._remember(row, event)
            else:
                touched |= self._put([row], [event], [None], parts, now)
        self._upset(near, turn)
        self.relations.changed(touched, turn)
        self.relations.done(home, EVENTS, done.since, now)

    def join(self, done: Stale, parts: Parts, now: int) -> bool:
        """Seeks the wholes of some stale pieces of a home, and makes the events that come of it
        anew; whether there may be more."""
        self.buckets.renew()
        home, turn = self.numbers.pair(done.pair), Turn(now, done.began)
        rows = self._rows("home = ? AND stale IS NOT NULL ORDER BY no LIMIT ?", home, TOGETHER)
        moved = self._seek(rows, parts)
        self._run("UPDATE piece SET stale = NULL, loose = 0", [row.no for row in rows])
        if moved:
            members = self._together(moved, parts)
            events = self._load(members, parts)
            self.relations.changed(self._make(members, events, parts, now), turn)
        if len(rows) < TOGETHER:
            self.relations.done(home, JOINS, done.since, now)
        return len(rows) == TOGETHER

    def loosen(self, homes: Iterable[Pair], claims: Sequence[str], event: str, turn: Turn) -> None:
        """The events of some claims, or of an id, must be made again; at some homes also those
        of which there are none."""
        found = self._holding(claims)
        found += self._rows("event IN (SELECT no FROM event WHERE id = ?)", event)
        for home in homes:
            found += self._rows("event IS NULL AND home = ?", self.numbers.pair(home))
        self._upset({row.no for row in found}, turn, loose=True)

    def _add(self, home: int, digest: bytes, piece: Piece, claims: dict[str, int]) -> Row:
        told = piece.event
        term = self.numbers.term
        code = Code(
            claims=tuple(claims[account.claim.id] for account in told.accounts),
            joins=tuple((claims[j.claim], claims[j.other], term(j.rule)) for j in told.joins),
            blocks=piece.blocks,
        )
        bucket = self.buckets.number(piece.family, piece.parties)
        record = msgspec.msgpack.encode(code)
        columns = {"home": home, "bucket": bucket, "digest": digest, "record": record}
        number = insert(self.db, "piece", **columns, loose=1)
        for block in piece.blocks:
            self.db.run(
                "INSERT INTO piece_block (bucket, block, piece) VALUES (?, ?, ?)",
                bucket,
                block,
                number,
            )
        return Row(number, bucket, digest, code, None, None, True)

    def _remove(self, home: Pair, rows: Sequence[Row], near: set[int], turn: Turn) -> set[Pair]:
        """Removes pieces, and events that are left without any. The pairs of these; `near` gets
        the pieces that could be part of them."""
        mates, events = set[int](), {row.event for row in rows if row.event is not None}
        for row in rows:
            near.update(self._below(row))
            mates.update(part.no for part in self._parts(row))
            sql = "DELETE FROM piece_block WHERE bucket = ? AND block = ? AND piece = ?"
            for block in row.code.blocks:
                self.db.run(sql, row.bucket, block, row.no)
        self._run("UPDATE piece SET whole = NULL", sorted(mates))
        mates.update(row.no for row in self._numbered(events, "event"))
        self._run("DELETE FROM piece", [row.no for row in rows])
        self._upset(mates, turn, loose=True)
        left = "NOT EXISTS (SELECT 1 FROM piece WHERE piece.event = event.no)"
        touched = set[Pair]()
        for some in _some(sorted({*events, *self.relations.events_at(home)})):
            touched |= self.rows.take_out(f"no IN ({marks(some)}) AND {left}", some, turn.now)
        return touched

    def _upset(self, numbers: Collection[int], turn: Turn, loose: bool = False) -> None:
        """The wholes of pieces must be sought again, and their events be made again if `loose`."""
        change = "UPDATE piece SET stale = ?" + ", loose = 1" * loose
        self._run(change, sorted(numbers), turn.now)
        for some in _some(sorted(numbers)):
            sql = "SELECT DISTINCT pair.first, pair.second FROM piece JOIN pair"
            where = f"ON pair.no = piece.home WHERE piece.no IN ({marks(some)})"
            for row in self.db.rows(f"{sql} {where}", *some):
                self.relations.mark(Pair(*row), JOINS, turn)

    def _above(self, row: Row) -> list[int]:
        """Pieces near one that it may be part of."""
        return self._near(self.buckets.above(row.bucket), row.code.blocks)

    def _below(self, row: Row) -> list[int]:
        """Pieces near one that may be part of it."""
        return self._near(self.buckets.below(row.bucket), row.code.blocks)

    def _parts(self, row: Row) -> list[Row]:
        """Pieces that are part of one."""
        return [part for part in self._numbered(self._below(row)) if part.whole == row.no]

    def _seek(self, rows: Sequence[Row], parts: Parts) -> list[Row]:
        """Notes of what each piece is part of; those whose event must be made anew."""
        near = {row.no: self._above(row) for row in rows}
        others = self._numbered({number for found in near.values() for number in found})
        events = self._load([*(r for r in rows if near[r.no]), *others], parts)
        moved = []
        for row in rows:
            around = [number for number in near[row.no] if number in events]
            place = None
            if around and row.no in events:
                place = parts.whole(events[row.no], [events[number] for number in around])
            whole = None if place is None else around[place]
            if whole != row.whole:
                self.db.run("UPDATE piece SET whole = ? WHERE no = ?", whole, row.no)
            if whole != row.whole or row.loose:
                moved.append(row)
        return moved

    def _together(self, rows: Iterable[Row], parts: Parts) -> list[Row]:
        """All pieces that belong together with some: wholes, parts, those with which they have
        been together, and what analysts merged them with."""
        found: dict[int, Row] = {}
        ties = self._ties(parts)
        waiting = self._numbered({row.no for row in rows})
        while waiting:
            found.update((row.no, row) for row in waiting)
            near = [part for row in waiting for part in self._parts(row)]
            near += self._numbered({r.event for r in waiting if r.event is not None}, "event")
            near += self._numbered({r.whole for r in waiting if r.whole is not None})
            tied = {other for r in waiting for c in r.code.claims for other in ties.get(c, ())}
            near += self._holding(sorted(tied)) if tied else []
            waiting = list({row.no: row for row in near if row.no not in found}.values())
        return [found[number] for number in sorted(found)]

    def _make(
        self, members: Sequence[Row], events: dict[int, Event], parts: Parts, now: int
    ) -> set[Pair]:
        """Makes events of pieces that belong together; the pairs that they touch."""
        touched = set[Pair]()
        for some in _some(sorted({row.event for row in members if row.event is not None})):
            touched |= self.rows.take_out(f"no IN ({marks(some)})", some, now)
        there = [row for row in members if row.no in events]
        places = {row.no: place for place, row in enumerate(there)}
        wholes = [None if row.whole is None else places.get(row.whole) for row in there]
        return touched | self._put(there, [events[row.no] for row in there], wholes, parts, now)

    def _put(
        self,
        rows: Sequence[Row],
        events: Sequence[Event],
        wholes: Sequence[int | None],
        parts: Parts,
        now: int,
    ) -> set[Pair]:
        touched, made = set[Pair](), dict[str, int]()
        for event in parts.fuse(events, wholes):
            number, pairs = self.relations.put(event, now)
            made.update((account.claim.id, number) for account in event.accounts)
            touched |= pairs
        for row, event in zip(rows, events, strict=True):
            self.db.run(
                "UPDATE piece SET event = ?, loose = 0 WHERE no = ?",
                made.get(event.accounts[0].claim.id),
                row.no,
            )
        return touched

    def _load(self, rows: Iterable[Row], parts: Parts) -> dict[int, Event]:
        """The events of pieces, by the numbers of these; none for one without accounts."""
        found, wanted = dict[int, Event](), list[Row]()
        for row in rows:
            event = self.events.get(row.digest)
            if event is not None:
                found[row.no] = event
            else:
                wanted.append(row)
        accounts = self.claims.by_number(sorted({c for row in wanted for c in row.code.claims}))
        for row in wanted:
            told = [accounts[claim] for claim in row.code.claims if claim in accounts]
            joins = [
                Join(accounts[one].claim.id, accounts[other].claim.id, self.numbers.text(rule))
                for one, other, rule in row.code.joins
                if one in accounts and other in accounts
            ]
            if told:
                found[row.no] = parts.event(told, joins)
                self._remember(row, found[row.no])
        return found

    def _remember(self, row: Row, event: Event) -> None:
        if len(self.events) >= KEPT:
            self.events.clear()
        self.events[row.digest] = event

    def _near(self, buckets: Sequence[int], blocks: Sequence[int]) -> list[int]:
        """Pieces of some buckets that share a block of days."""
        found = set[int]()
        for some in _some(buckets) if blocks else ():
            sql = (
                f"SELECT piece FROM piece_block WHERE bucket IN ({marks(some)})"
                f" AND block IN ({marks(blocks)})"
            )
            found.update(row[0] for row in self.db.rows(sql, *some, *blocks))
        return sorted(found)

    def _ties(self, parts: Parts) -> dict[int, frozenset[str]]:
        """By the number of a claim: the ids of those with which analysts merged it."""
        found = dict[int, frozenset[str]]()
        for some in _some([pack_id(identity) for identity in sorted(parts.ties)]):
            rows = self.db.rows(f"SELECT no, id FROM claim WHERE id IN ({marks(some)})", *some)
            found.update((number, parts.ties[unpack_id(identity)]) for number, identity in rows)
        return found

    def _holding(self, claims: Sequence[str]) -> list[Row]:
        """The pieces of which claims are part, or whose events they are part of."""
        found = []
        for some in _some(claims):
            sql = f"SELECT no FROM claim WHERE id IN ({marks(some)})"
            numbers = {row[0] for row in self.db.rows(sql, *map(pack_id, some))}
            if not numbers:
                continue
            told = f"SELECT event FROM event_claim WHERE claim IN ({marks([*numbers])})"
            found += self._rows(f"event IN ({told})", *numbers)
            accounts = self.claims.find(ClaimQuery(ids=tuple(some)))
            for home in {pairs_of(account.claim)[0] for account in accounts}:
                rows = self._rows("event IS NULL AND home = ?", self.numbers.pair(home))
                found += [row for row in rows if numbers & {*row.code.claims}]
        return found

    def _rows(self, where: str, *values: object) -> list[Row]:
        return [
            Row(no, bucket, bytes(digest), _decoded(record), whole, event, bool(loose))
            for no, bucket, digest, record, whole, event, loose in self.db.rows(
                f"{COLUMNS} WHERE {where}", *values
            )
        ]

    def _numbered(self, numbers: Iterable[int], column: str = "no") -> list[Row]:
        """Pieces by their numbers, or by those of another column."""
        found = []
        for some in _some(sorted(numbers)):
            found += self._rows(f"{column} IN ({marks(some)})", *some)
        return found

    def _run(self, sql: str, numbers: Sequence[int], *values: object, column: str = "no") -> None:
        for some in _some(numbers):
            self.db.run(f"{sql} WHERE {column} IN ({marks(some)})", *values, *some)


def _decoded(record: bytes) -> Code:
    return msgspec.msgpack.decode(record, type=Code)


def _digest(piece: Piece) -> bytes:
    """Of all that is in a piece: what has the same digest need not be kept again."""
    told = (piece.family, piece.parties, piece.blocks, piece.event)
    return hashlib.blake2b(msgspec.msgpack.encode(told), digest_size=12).digest()


def _some(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """As many at a time as one question may hold."""
    for start in range(0, len(values), ASKED):
        yield values[start : start + ASKED]

"""What a ledger holds at a glance: how much, between whom, what is due, what nobody has judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from dragoman.ledger.claims import Claims
from dragoman.ledger.codec import pack_id, unpack_coding, unpack_id, unpack_thread
from dragoman.ledger.database import Database, Row, marks, one
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import (
    OWN_VOICE,
    Page,
    QueueQuery,
    ThreadQuery,
    pack_day,
    paged,
    unpack_day,
)
from dragoman.model import Account, Decision, Subject, Thread

# Claims are put in order by how sure they are, some at a time; the first band has its own index.
BANDS = (0.0, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 2.0)
COUNTED = ("document", "claim", "event", "thread", "judgement")
TOGETHER = 200  # ids that are asked for at once
COOPERATION = (1, 2)  # quads of what is done and said together


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is; `stale`: pairs whose events or threads are to be computed again."""

    documents: int
    claims: int
    events: int
    threads: int
    judgements: int
    stale: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What passed between two parties in a time: how many events, and the sums of their scores.

    Attributes:
        day: the last one, where several are summed up; None for events of which nobody tells it.
    """

    pair: Pair
    day: date | None
    events: int
    cooperation: float
    conflict: float


@dataclass(slots=True)
class Survey:
    """Looks over a whole ledger."""

    db: Database
    claims: Claims

    def revision(self, pair: Pair | None = None) -> int:
        """A number that grows with every change, or with those of a pair's events and threads."""
        if pair is None:
            return int(self.db.rows("SELECT no FROM revision")[0][0])
        found = one(self.db, "SELECT changed FROM pair WHERE first = ? AND second = ?", *pair)
        return 0 if found is None else int(found[0])

    def counts(self) -> Counts:
        """How much there is."""
        stale = int(self.db.rows("SELECT count(DISTINCT pair) FROM stale")[0][0])
        documents, claims, events, threads, judgements = map(self._count, COUNTED)
        return Counts(documents, claims, events, threads, judgements, stale)

    def days(self, until: date) -> tuple[date, date] | None:
        """The first and the last day on which events happened, not after a day."""
        ends = [
            self.db.rows(f"SELECT {end}(starts) FROM event WHERE starts <= ?", pack_day(until))
            for end in ("min", "max")
        ]
        first, last = (unpack_day(rows[0][0]) for rows in ends)
        return None if first is None or last is None else (first, last)

    def tallies(
        self,
        since: date | None,
        until: date | None,
        pair: Pair | None = None,
        stretches: Sequence[date] = (),
    ) -> list[Tally]:
        """What passed between each two parties, or some two, on each day, or in stretches of days
        that begin on some; what one did alone is left out."""
        stretch = _stretch(stretches) if stretches else "starts"
        conditions, values = ["1 = 1"], list[object]()
        if pair is not None:
            conditions.append("pair = (SELECT no FROM pair WHERE first = ? AND second = ?)")
            values += pair
        if since is not None:
            conditions.append("starts >= ?")
            values.append(pack_day(since))
        if until is not None:
            conditions.append("starts <= ?")
            values.append(pack_day(until))
        rows = self.db.rows(
            f"SELECT pair, {stretch}, coding, max(starts), count(*) FROM event_pair"
            f" WHERE {' AND '.join(conditions)} GROUP BY 1, 2, 3 ORDER BY 1, 2",
            *values,
        )
        pairs, scores = self._pairs(), self._scores()
        return [
            _tally(pairs[number], [row[2:] for row in some], scores)
            for (number, _), some in groupby(rows, key=lambda row: row[:2])
            if pairs[number].second
        ]

    def agenda(self, query: ThreadQuery) -> Iterator[Thread]:
        """The threads that are asked for; each once, though it stands under several pairs."""
        where, values = _threads(query)
        by_due = query.due_since is not None or query.due_until is not None
        order = "min(thread.due), 1" if by_due else "coalesce(max(thread.moved), 0) DESC, 1 DESC"
        sql, values = paged(
            "SELECT max(thread.no) FROM thread JOIN pair ON pair.no = thread.pair"
            f" WHERE {where} GROUP BY thread.id ORDER BY {order}",
            values,
            query.page,
        )
        for (number,) in self.db.rows(sql, *values):
            row = one(self.db, "SELECT record FROM thread WHERE no = ?", number)
            if row is not None:
                yield unpack_thread(row[0])

    def queue(self, query: QueueQuery) -> list[Account]:
        """Claims that nobody has judged, the least certain first."""
        judged = self._judged()
        page = query.page
        # Of so many rows at most so many are judged: those that are wanted are among them.
        most = page.offset + page.limit + len(judged)
        rows: list[Row] = []
        for low, high in pairwise(BANDS):
            rows += self._queued(query, low, high, most - len(rows))
            if len(rows) == most:
                break
        open_ones = [number for number, identity in rows if unpack_id(identity) not in judged]
        numbers = open_ones[page.offset : page.offset + page.limit]
        found = self.claims.by_number(numbers)
        return [found[number] for number in numbers if number in found]

    def _queued(self, query: QueueQuery, low: float, high: float, most: int) -> list[Row]:
        """Numbers and ids of claims that are as sure as that, judged or not."""
        where, values = _conditions(query)
        sql, values = paged(
            "SELECT claim.no, claim.id FROM claim"
            " JOIN standing ON standing.reading = claim.reading"
            " JOIN coding ON coding.no = claim.coding JOIN reading ON reading.no = claim.reading"
            " JOIN version ON version.no = reading.version"
            f" WHERE claim.confidence >= {low} AND claim.confidence < {high} AND {where}"
            " ORDER BY claim.confidence, claim.no",
            values,
            Page(most),
        )
        return self.db.rows(sql, *values)

    def newest(self, since: int, limit: int) -> list[Account]:
        """Claims that count since a moment, the latest first."""
        sql = (
            "SELECT claim.no FROM standing JOIN claim ON claim.reading = standing.reading"
            " WHERE standing.since >= ? AND standing.until IS NULL"
            " ORDER BY standing.since DESC, claim.no LIMIT ?"
        )
        numbers = [row[0] for row in self.db.rows(sql, since, limit)]
        found = self.claims.by_number(numbers)
        return [found[number] for number in numbers if number in found]

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """The events of which claims are part, by the claims' ids."""
        found: dict[str, str] = {}
        for start in range(0, len(claims), TOGETHER):
            some = claims[start : start + TOGETHER]
            rows = self.db.rows(
                "SELECT claim.id, event.id FROM claim JOIN event_claim ON event_claim.claim ="
                " claim.no JOIN event ON event.no = event_claim.event"
                f" WHERE claim.id IN ({marks(some)}) ORDER BY event.no",
                *map(pack_id, some),
            )
            found.update((unpack_id(claim), event) for claim, event in rows)
        return found

    def threads_of(self, event: str) -> list[Thread]:
        """The threads that an event has moved: they stand under its pairs."""
        rows = self.db.rows(
            "SELECT max(thread.no) FROM thread WHERE thread.pair IN (SELECT event_pair.pair"
            " FROM event_pair JOIN event ON event.no = event_pair.event WHERE event.id = ?)"
            " GROUP BY thread.id ORDER BY 1",
            event,
        )
        numbers = [row[0] for row in rows]
        found: list[Thread] = []
        for start in range(0, len(numbers), TOGETHER):
            some = numbers[start : start + TOGETHER]
            sql = f"SELECT record FROM thread WHERE no IN ({marks(some)}) ORDER BY no"
            threads = (unpack_thread(row[0]) for row in self.db.rows(sql, *some))
            found += [t for t in threads if any(turn.event == event for turn in t.transitions)]
        return found

    def _count(self, table: str) -> int:
        return int(self.db.rows(f"SELECT count(*) FROM {table}")[0][0])

    def _judged(self) -> set[str]:
        """Ids of claims that somebody has accepted, rejected or corrected."""
        decided = (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT)
        rows = self.db.rows(
            "SELECT DISTINCT target FROM judgement WHERE subject = ? AND undone IS NULL"
            f" AND decision IN ({marks(decided)})",
            str(Subject.CLAIM),
            *map(str, decided),
        )
        return {row[0] for row in rows}

    def _scores(self) -> dict[int, tuple[float, float]]:
        """How strong codes are, of what is done together and against each other."""
        scores = {}
        for number, record in self.db.rows("SELECT no, record FROM coding"):
            coding = unpack_coding(record)
            score = abs(coding.intensity)
            scores[number] = (score, 0.0) if coding.quad in COOPERATION else (0.0, score)
        return scores

    def _pairs(self) -> dict[int, Pair]:
        rows = self.db.rows("SELECT no, first, second FROM pair")
        return {no: Pair(first, second) for no, first, second in rows}


def _tally(pair: Pair, rows: Sequence[Row], scores: dict[int, tuple[float, float]]) -> Tally:
    """Sums up rows of a code, the last day and how many events."""
    return Tally(
        pair,
        unpack_day(max((day for _, day, _ in rows if day is not None), default=None)),
        sum(events for _, _, events in rows),
        sum(scores[coding][0] * events for coding, _, events in rows),
        sum(scores[coding][1] * events for coding, _, events in rows),
    )


def _stretch(begins: Sequence[date], least: int = 0) -> str:
    """SQL for the number of the stretch in which an event starts, found by halving."""
    if not begins:
        return str(least)
    half = len(begins) // 2
    before, after = _stretch(begins[:half], least), _stretch(begins[half + 1 :], least + half + 1)
    return f"CASE WHEN starts < {pack_day(begins[half])} THEN {before} ELSE {after} END"


def _threads(query: ThreadQuery) -> tuple[str, list[object]]:
    conditions, values = ["1 = 1"], list[object]()

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.pair is not None:
        ask("pair.first = ? AND pair.second = ?", *query.pair)
    if query.party is not None:
        ask("(pair.first = ? OR pair.second = ?)", query.party, query.party)
    if query.kinds:
        ask(f"thread.kind IN ({marks(query.kinds)})", *map(str, query.kinds))
    if query.states:
        ask(f"thread.state IN ({marks(query.states)})", *map(str, query.states))
    if query.due_since is not None:
        ask("thread.due >= ?", pack_day(query.due_since))
    if query.due_until is not None:
        ask("thread.due <= ?", pack_day(query.due_until))
    return " AND ".join(conditions), values


def _conditions(query: QueueQuery) -> tuple[str, list[object]]:
    conditions = ["standing.until IS NULL", "claim.confidence <= ?"]
    values: list[object] = [query.confidence]

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.pair is not None:
        ask(
            "(claim.home IN (SELECT no FROM pair WHERE first = ? AND second = ?) OR claim.no IN"
            " (SELECT claim FROM claim_pair JOIN pair ON pair.no = claim_pair.pair"
            " WHERE pair.first = ? AND pair.second = ?))",
            *query.pair,
            *query.pair,
        )
    for column, wanted in (
        ("coding.act", query.acts),
        ("coding.type", query.types),
        ("coding.status", tuple(map(str, query.statuses))),
    ):
        if wanted:
            ask(f"{column} IN ({marks(wanted)})", *wanted)
    if query.claimant == OWN_VOICE:
        ask("claim.claimant IS NULL")
    elif query.claimant is not None:
        ask("claim.claimant = ?", query.claimant)
    if query.language is not None:
        ask("version.language = ?", query.language)
    return " AND ".join(conditions), values

"""What is asked of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dragoman.ledger.pairs import Pair, claimant_code, codes, pairs
from dragoman.model import Account, Event, State, Status, ThreadKind

OWN_VOICE = "-"  # as a claimant: the document says so itself
ALWAYS = 2**62  # after every moment
DAY = 86_400_000_000  # microseconds
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Which of many: at most `limit` after the first `offset`; `newest`: the latest come first."""

    limit: int
    offset: int = 0
    newest: bool = False


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims; what is empty or None does not matter.

    Attributes:
        parties: party codes (RUS, EUR) that are all among the claim's actors and recipients.
        home: pair under which the claim's event is sought.
        claimant: party code of who says so, or `OWN_VOICE`.
        since, until: days between which it happened, or was published where it names no day.
        as_of: the ledger as it stood at the end of that day.
        document: id of a document.
        ids: ids of claims.
        raw: as they were read, without judgements.
        page: some of them, in the order in which they were read, so that what is new comes last;
            None for all, in the order of their days.
    """

    parties: tuple[str, ...] = ()
    home: Pair | None = None
    acts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    claimant: str | None = None
    language: str | None = None
    since: date | None = None
    until: date | None = None
    confidence: float = 0.0
    as_of: date | None = None
    document: str | None = None
    ids: tuple[str, ...] = ()
    raw: bool = False
    page: Page | None = None

    def fits(self, account: Account) -> bool:
        """Whether an account, with its judgements applied, is asked for."""
        claim = account.claim
        members = codes((*claim.actors, *claim.recipients))
        says = claimant_code(claim.claimant)
        return (
            set(self.parties) <= set(members)
            and (self.home is None or pairs(members)[0] == self.home)
            and (not self.acts or claim.act in self.acts)
            and (not self.types or claim.type in self.types)
            and (not self.statuses or claim.status in self.statuses)
            and (self.claimant is None or self.claimant == (OWN_VOICE if says is None else says))
            and claim.confidence >= self.confidence
            and self._on(*days(account))
        )

    def _on(self, start: date | None, end: date | None) -> bool:
        if self.since is not None and (end is None or end < self.since):
            return False
        return self.until is None or (start is not None and start <= self.until)


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events, as last computed; what is empty or None does not matter.

    Attributes:
        parties: party codes that are all among the event's actors and recipients.
        since, until: days between which they happened; events without a day are left out.
        topic, claimant, language: what one of their accounts has; `OWN_VOICE` is a claimant.
        confidence: at least as sure as that is one of their accounts.
        as_of: as they were told at the end of that day; see `past.is_told`.
        bare: without their accounts and joins, which take most of the time to fetch.
        page: some of them; None for all.
    """

    pair: Pair | None = None
    parties: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    topic: str | None = None
    claimant: str | None = None
    language: str | None = None
    confidence: float = 0.0
    as_of: date | None = None
    bare: bool = False
    page: Page | None = None

    def fits(self, event: Event) -> bool:
        """Whether an event is asked for."""
        members = {*event.actors, *event.recipients}
        start, end = event.window.start, event.window.end
        return (
            {code for code in (*self.parties, *(self.pair or ())) if code} <= members
            and (not self.ids or event.id in self.ids)
            and (not self.acts or event.act in self.acts)
            and (not self.types or event.type in self.types)
            and (not self.statuses or event.status in self.statuses)
            and (self.since is None or (end is not None and end >= self.since))
            and (self.until is None or (start is not None and start <= self.until))
        )


@dataclass(frozen=True, slots=True)
class ThreadQuery:
    """Which threads, as last computed; what is empty or None does not matter.

    Attributes:
        due_since, due_until: days between which they are due; those without such a day are left
            out. With either, the one that is due first comes first; else the one that moved last.
    """

    pair: Pair | None = None
    party: str | None = None
    kinds: tuple[ThreadKind, ...] = ()
    states: tuple[State, ...] = ()
    due_since: date | None = None
    due_until: date | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which claims nobody has judged yet, the least certain first.

    Attributes:
        confidence: no surer than that.
    """

    pair: Pair | None = None
    acts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    claimant: str | None = None
    language: str | None = None
    confidence: float = 1.0
    page: Page = Page(20)


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents; what is empty or None does not matter.

    Attributes:
        source: words that the source contains.
        since, until: days between which it was published.
        superseded: also texts that their sources no longer show.
        page: some of them; None for all.
    """

    language: str | None = None
    source: str | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    superseded: bool = False
    page: Page | None = None


def paged(sql: str, values: list[object], page: Page | None) -> tuple[str, list[object]]:
    """A query for one page of what it finds."""
    if page is None:
        return sql, values
    return f"{sql} LIMIT ? OFFSET ?", [*values, page.limit, page.offset]


def days(account: Account) -> tuple[date | None, date | None]:
    """First and last day of what an account tells, or its publication where it names none."""
    when, published = account.claim.when, account.heading.published
    if when is None or when.start is None:
        return published, published
    return when.start, when.end or when.start


def stamp(moment: datetime) -> int:
    """A moment as the ledger keeps it: microseconds since 1970.

    >>> moment_of(stamp(datetime(2025, 2, 12, 10, 30, tzinfo=UTC))).isoformat()
    '2025-02-12T10:30:00+00:00'
    """
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment_of(stamped: int) -> datetime:
    """The moment again."""
    return EPOCH + timedelta(microseconds=stamped)


def pack_day(day: date | None) -> int | None:
    """A day as the ledger keeps it: a number that people can read.

    >>> pack_day(date(2025, 2, 12))
    20250212
    """
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day


def unpack_day(number: int | None) -> date | None:
    """The day again."""
    if number is None:
        return None
    return date(number // 10_000, number // 100 % 100, number % 100)


def midnight(now: int) -> int:
    """The moment at which the day (UTC) of a moment began.

    >>> moment_of(midnight(stamp(datetime(2025, 2, 12, 10, 30, tzinfo=UTC)))).isoformat()
    '2025-02-12T00:00:00+00:00'
    """
    return now - now % DAY


def before(as_of: date | None) -> int:
    """The moment before which something must have been there: the end of that day (UTC)."""
    if as_of is None:
        return ALWAYS
    return stamp(datetime.combine(as_of + timedelta(days=1), time(), UTC))

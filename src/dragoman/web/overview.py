"""The first page: who deals with whom, what is new, what is due, what is not confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from dragoman.ledger import Counts, EventQuery, Page, Pair, Tally, ThreadQuery
from dragoman.ledger.relation import is_unconfirmed
from dragoman.model import Account, Event, State, Thread, UsageError
from dragoman.web.charts import Spark, spark, steps_of
from dragoman.web.visit import Gone, Shown, Visit

PERIODS = (30, 90, 365, 3650)
STANDARD = 90  # days that the matrix shows if nothing is said
PARTIES = 12  # rows of the matrix
LINES = 12  # lines of a list
LOOKED_AT = 400  # of the latest events, in search of what is not confirmed
NEW = 300  # claims that count as new at most
NEWS = 60  # events of these that are listed
STEPS = 26  # bars of a spark
FIRST_LOOK = timedelta(days=7)  # what counts as new for who has never looked
AHEAD, BEHIND = timedelta(days=90), timedelta(days=30)  # days around today that are due
OPEN = (State.PROMISED, State.DUE, State.PROPOSED, State.PLANNED, State.POSTPONED, State.PASSED)


class Trend(StrEnum):
    """Whether there is more between two parties than in as many days before."""

    MORE = "more"
    LESS = "less"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Link:
    """What passes between two parties in some days.

    Attributes:
        up, down: heights from 0 to 1 by a common scale.
        told: cooperation and conflict by days.
    """

    pair: Pair
    events: int
    cooperation: float
    conflict: float
    up: float
    down: float
    trend: Trend
    last: date
    told: tuple[tuple[date, float, float], ...]
    since: date
    until: date

    @property
    def spark(self) -> Spark:
        """A small chart: drawn when it is shown, for of many links few are."""
        return spark(self.told, self.since, self.until, STEPS)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a party, and what passes between it and each party; None: nothing."""

    party: str
    cells: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What one side claims of both, and the other has not confirmed for so many days."""

    event: Event
    said: str
    other: str
    waited: int | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """An event of which there is a new account, with the latest of these."""

    account: Account
    event: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows.

    Attributes:
        until: the last day on which something happened, not after today: what periods end with.
        days: how many of them are shown.
    """

    counts: Counts
    until: date
    since: date
    days: int
    periods: tuple[int, ...]
    parties: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    pairs: int
    looked: datetime
    news: tuple[Fresh, ...]
    new: int
    due: tuple[Thread, ...]
    unanswered: tuple[Unanswered, ...]
    first_lines: int = LINES


def overview(visit: Visit) -> Shown:
    """The page."""
    days = _days(visit.asked.get("days"))
    found = visit.once("overview", (days, visit.visitor.looked), lambda: _overview(visit, days))
    return Shown("overview.html", found, visit.words.text("overview"))


def seen(visit: Visit) -> Gone:
    """What is new has been looked at."""
    return Gone("/", (("looked", datetime.now(UTC).isoformat(timespec="seconds")),))


def _overview(visit: Visit, days: int) -> Overview:
    ledger, today = visit.ledger, visit.today
    until = _last_day(visit)
    since = until - timedelta(days=days - 1)
    begins = steps_of(since, until, STEPS)
    tallies = ledger.tallies(since - timedelta(days=days), until, stretches=begins)
    links = links_of(tallies, since, until)
    parties = liveliest(links, PARTIES)
    looked = visit.visitor.looked or datetime.combine(today - FIRST_LOOK, time(), UTC)
    news, new = _news(visit, looked)
    query = ThreadQuery(
        states=OPEN, due_since=today - BEHIND, due_until=today + AHEAD, page=Page(LINES)
    )
    return Overview(
        counts=ledger.counts(),
        until=until,
        since=since,
        days=days,
        periods=PERIODS,
        parties=parties,
        rows=_rows(links, parties),
        links=links[:LINES],
        pairs=len(links),
        looked=looked,
        news=news,
        new=new,
        due=tuple(map(visit.turned, ledger.agenda(query))),
        unanswered=_unanswered(visit, since, until)[:LINES],
    )


def links_of(tallies: Iterable[Tally], since: date, until: date) -> tuple[Link, ...]:
    """What passes between each two parties in some days, the liveliest first."""
    by_pair: dict[Pair, list[Tally]] = defaultdict(list)
    before: dict[Pair, float] = defaultdict(float)
    for tally in tallies:
        if tally.day is None or tally.day > until:
            continue
        if tally.day >= since:
            by_pair[tally.pair].append(tally)
        else:
            before[tally.pair] += tally.events
    sums = {
        pair: (sum(t.cooperation for t in told), sum(t.conflict for t in told))
        for pair, told in by_pair.items()
    }
    most = max((max(both) for both in sums.values()), default=0.0) or 1.0
    found = []
    for pair, told in by_pair.items():
        events, (cooperation, conflict) = sum(t.events for t in told), sums[pair]
        days = tuple((t.day, t.cooperation, t.conflict) for t in told if t.day is not None)
        found.append(
            Link(
                pair,
                events,
                cooperation,
                conflict,
                # The root lets a pair with one meeting be seen beside one with a hundred.
                (cooperation / most) ** 0.5,
                (conflict / most) ** 0.5,
                _trend(events, before[pair]),
                max(day for day, _, _ in days),
                days,
                since,
                until,
            )
        )
    return tuple(sorted(found, key=lambda link: (-link.events, link.pair)))


def liveliest(links: Iterable[Link], most: int) -> tuple[str, ...]:
    """The parties between which most passes, in order."""
    events: dict[str, int] = defaultdict(int)
    for link in links:
        for party in link.pair:
            events[party] += link.events
    return tuple(sorted(events, key=lambda party: (-events[party], party))[:most])


def _rows(links: Iterable[Link], parties: Sequence[str]) -> tuple[Row, ...]:
    known = {link.pair: link for link in links}
    return tuple(
        Row(one, tuple(known.get(Pair.of(one, other)) for other in parties)) for one in parties
    )


def _trend(now: float, before: float) -> Trend:
    """More or less is told only where it is more than chance: by a third, and by two events."""
    if now >= before * 4 / 3 and now - before >= 2:
        return Trend.MORE
    if before >= now * 4 / 3 and before - now >= 2:
        return Trend.LESS
    return Trend.SAME


def _last_day(visit: Visit) -> date:
    query = EventQuery(until=visit.today, bare=True, page=Page(1, newest=True))
    last = next(visit.ledger.events(query), None)
    return visit.today if last is None or last.window.start is None else last.window.start


def _news(visit: Visit, looked: datetime) -> tuple[tuple[Fresh, ...], int]:
    """Events of which there are new accounts, and how many of them there are."""
    accounts = visit.ledger.newest(looked, NEW)
    events = visit.ledger.events_of([account.claim.id for account in accounts])
    found: dict[str, Fresh] = {}
    for account in accounts:
        event = events.get(account.claim.id)
        found.setdefault(event or account.claim.id, Fresh(account, event))
    return tuple(found.values())[:NEWS], len(found)


def _unanswered(visit: Visit, since: date, until: date) -> tuple[Unanswered, ...]:
    """What one of two sides alone claims of both; accusations need nobody's confirmation."""
    query = EventQuery(since=since, until=until, bare=True, page=Page(LOOKED_AT, newest=True))
    found = []
    for event in visit.ledger.events(query):
        parties = {*event.actors, *event.recipients}
        said = {voice.party: voice.day for voice in event.voices if voice.party in parties}
        if len(parties) != 2 or len(said) != 1 or not is_unconfirmed(event):
            continue
        ((who, day),) = said.items()
        (other,) = parties - {who}
        waited = None if day is None else (visit.today - day).days
        found.append(Unanswered(event, who, other, waited))
    return tuple(found)


def _days(text: str | None) -> int:
    if text is None:
        return STANDARD
    if text not in map(str, PERIODS):
        raise UsageError(f"days is {text!r}; there are {', '.join(map(str, PERIODS))}")
    return int(text)

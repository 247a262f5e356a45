"""The page of two states: what passed between them, along time and by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.ledger import EventQuery, Page, Pair
from dragoman.ledger.rebuild import as_of
from dragoman.ledger.relation import Scope, day_of, relation_of
from dragoman.model import Event, Thread, UsageError
from dragoman.model.relation import Period, Relation, Stand
from dragoman.web.charts import Timeline, timeline
from dragoman.web.filters import Filters, moved_by
from dragoman.web.visit import Shown, Visit

MOST = 600  # events that are told one by one; the curve knows all of them
WEEKS = 60  # weeks from which months are shown
FIRST = 12  # lines of a list that are shown before the others are asked for


@dataclass(frozen=True, slots=True)
class Positions:
    """What each side said on a topic, by party, in order of time."""

    topic: str
    sides: tuple[tuple[str, tuple[Stand, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the page can be set to: what there is."""

    topics: tuple[str, ...]
    claimants: tuple[str | None, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationPage:
    """What the page shows.

    Attributes:
        left_out: events that are not told one by one, because there are too many.
        whole: first and last day of all there is, whatever period is asked for.
    """

    pair: Pair
    filters: Filters
    relation: Relation
    events: tuple[Event, ...]
    timeline: Timeline | None
    positions: tuple[Positions, ...]
    choices: Choices
    left_out: int
    first_lines: int = FIRST

    @property
    def path(self) -> str:
        """The page's address without what is asked."""
        return f"/relation/{self.relation.first}/{self.relation.second}"

    def event(self, identity: str | None) -> Event | None:
        """An event of this page."""
        return next((event for event in self.events if event.id == identity), None)


def relation(visit: Visit) -> Shown:
    """The page."""
    first, second = visit.path["first"], visit.path["second"]
    filters = visit.filters
    found = visit.once("relation", (first, second, filters), lambda: found_of(visit, filters))
    title = f"{visit.words.party(first)} – {visit.words.party(second)}"
    return Shown("relation.html", found, title)


def found_of(visit: Visit, filters: Filters) -> RelationPage:
    """What there is between two parties.

    Raises:
        UsageError: it is one party twice.
    """
    first, second = visit.path["first"], visit.path["second"]
    if first == second:
        raise UsageError(f"{first} is named twice; name two parties")
    scope = Scope(
        first, second, filters.as_of or visit.today, filters.since, filters.until, filters.topic
    )
    pair = Pair.of(first, second)
    events, threads, left_out = _record(visit, pair, filters)
    choices = _choices(events)
    if filters.narrows:
        events = tuple(event for event in events if filters.holds(event))
        threads = moved_by(threads, events)
    tables = visit.desk.tables
    told = relation_of(events, threads, scope, tables.compass, tables.threads)
    held = tuple(event for event in events if scope.holds(event))
    days = sorted(
        (
            (day, event)
            for event in held
            if (day := day_of(event)) is not None and day <= scope.as_of
        ),
        key=lambda one: (one[0], one[1].id),
    )
    periods = told.periods
    if left_out and not (filters.narrows or filters.topic):
        periods = _periods(visit, pair, filters)
    return RelationPage(
        pair=pair,
        filters=filters,
        relation=told,
        events=tuple(event for _, event in reversed(days)),
        timeline=timeline(days, periods, visit.desk.lanes),
        positions=_positions(told.stands),
        choices=choices,
        left_out=left_out,
    )


def _record(
    visit: Visit, pair: Pair, filters: Filters
) -> tuple[tuple[Event, ...], tuple[Thread, ...], int]:
    """Events and threads of a pair, now or on an earlier day, and how many are left out."""
    ledger = visit.ledger
    if filters.as_of is not None:
        day = filters.as_of
        key = ("as of", (pair, day))
        events, threads = visit.once(
            *key, lambda: as_of(ledger, pair, visit.desk.tables.rules, day)
        )
        return events, threads, 0
    # What nobody dates is heard on some day: only the whole record knows which.
    query = EventQuery(pair, since=filters.since, until=filters.until)
    number = sum(1 for _ in ledger.events(EventQuery(pair, bare=True, page=Page(MOST + 1))))
    if number <= MOST:
        query = EventQuery(pair)
    else:
        query = EventQuery(
            pair, since=filters.since, until=filters.until, page=Page(MOST, newest=True)
        )
    events = tuple(ledger.events(query))
    dated = sum(tally.events for tally in ledger.tallies(filters.since, filters.until, pair))
    return events, tuple(ledger.threads(pair)), max(dated - len(events), 0)


def _periods(visit: Visit, pair: Pair, filters: Filters) -> tuple[Period, ...]:
    """Weeks or months of all events of a pair, in the days that are asked for."""
    until = min(filters.until or visit.today, visit.today)
    tallies = [t for t in visit.ledger.tallies(filters.since, until, pair) if t.day is not None]
    days = [t.day for t in tallies if t.day is not None]
    if not days:
        return ()
    first, last = filters.since or min(days), max(days)
    months = (last - first).days > 7 * WEEKS
    sums: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for tally in tallies:
        assert tally.day is not None
        both = sums[_begin(tally.day, months)]
        both[0] += tally.cooperation
        both[1] += tally.conflict
    found, start = [], _begin(first, months)
    while start <= last:
        together, against = sums[start]
        found.append(Period(start, round(together, 1), round(against, 1)))
        start = _begin(start + timedelta(days=32 if months else 7), months)
    return tuple(found)


def _begin(day: date, months: bool) -> date:
    return day.replace(day=1) if months else day - timedelta(days=day.weekday())


def _positions(stands: Iterable[Stand]) -> tuple[Positions, ...]:
    topics: dict[str, dict[str, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands:
        topics[stand.topic][stand.party].append(stand)
    return tuple(
        Positions(topic, tuple((party, tuple(said)) for party, said in sorted(sides.items())))
        for topic, sides in sorted(topics.items())
    )


def _choices(events: Iterable[Event]) -> Choices:
    topics: dict[str, int] = defaultdict(int)
    claimants: dict[str | None, int] = defaultdict(int)
    languages: set[str] = set()
    for event in events:
        for topic in event.topics:
            topics[topic] += 1
        for claimant in event.claimants:
            claimants[claimant] += 1
        languages |= {account.heading.language for account in event.accounts}
    return Choices(
        tuple(sorted(topics)),
        tuple(sorted(claimants, key=lambda c: (c is not None, c or ""))),
        tuple(sorted(languages)),
    )

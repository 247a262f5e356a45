"""The page of two states: what passed between them, along time and by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dragoman import lang
from dragoman.ledger import EventQuery, Pair
from dragoman.ledger.calendar import as_on
from dragoman.ledger.past import as_of, is_told
from dragoman.ledger.relation import Scope, day_of, relation_of
from dragoman.model import Event, Thread, UsageError
from dragoman.model.relation import Relation, Stand
from dragoman.web.charts import Timeline, timeline
from dragoman.web.filters import Filters, moved_by
from dragoman.web.visit import Shown, Visit

MOST = 60  # lines of a list at all; the pages of lists have the others
TOGETHER = 200  # events that are fetched at once
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
    """What the page shows."""

    pair: Pair
    filters: Filters
    relation: Relation
    events: tuple[Event, ...]
    timeline: Timeline | None
    positions: tuple[Positions, ...]
    choices: Choices
    first_lines: int = FIRST
    most_lines: int = MOST

    @property
    def path(self) -> str:
        """The page's address without what is asked."""
        return f"/relation/{quote(self.relation.first)}/{quote(self.relation.second)}"

    @property
    def all_events(self) -> str:
        """Where all its events are listed, page by page."""
        return self._list("/events", self.filters)

    @property
    def all_threads(self) -> str:
        """Where all its threads are listed, page by page."""
        return self._list("/threads", Filters())

    def _list(self, path: str, filters: Filters) -> str:
        first, second = self.relation.first, self.relation.second
        return filters.address(path, party=first, other=second, as_of=None)


def relation(visit: Visit) -> Shown:
    """The page."""
    found = found_of(visit)
    first, second = found.relation.first, found.relation.second
    title = f"{visit.words.party(first)} – {visit.words.party(second)}"
    return Shown("relation.html", found, title)


def found_of(visit: Visit) -> RelationPage:
    """What there is between two parties.

    Raises:
        UsageError: it is one party twice.
    """
    first, second = visit.path["first"], visit.path["second"]
    if first == second:
        raise UsageError(f"{first} is named twice; name two parties")
    filters, pair = visit.filters.without_page(), Pair.of(first, second)
    key = first, second, filters
    return visit.once("relation", key, lambda: _found(visit, first, second, filters), pair)


def _found(visit: Visit, first: str, second: str, filters: Filters) -> RelationPage:
    scope = Scope(
        first, second, filters.as_of or visit.today, filters.since, filters.until, filters.topic
    )
    pair = Pair.of(first, second)
    told, events, threads = _record(visit, pair, filters)
    choices = _choices(told)
    if filters.narrows:
        threads = moved_by(threads, events)
    tables = visit.desk.tables
    found = relation_of(events, threads, scope, tables.compass, tables.threads)
    days = sorted(
        ((day, e) for e in events if scope.holds(e) and (day := day_of(e)) and day <= scope.as_of),
        key=lambda one: (one[0], one[1].id),
    )
    return RelationPage(
        pair=pair,
        filters=filters,
        relation=found,
        events=tuple(event for _, event in reversed(days)),
        timeline=timeline(days, found.periods, visit.desk.lanes),
        positions=_positions(found.stands),
        choices=choices,
    )


def whole(visit: Visit, events: Sequence[Event]) -> tuple[Event, ...]:
    """Events with their accounts, where they have come without."""
    bare = [event.id for event in events if not event.accounts]
    found = {event.id: event for event in events}
    for start in range(0, len(bare), TOGETHER):
        some = tuple(bare[start : start + TOGETHER])
        query = EventQuery(ids=some, as_of=visit.filters.as_of)
        found.update((event.id, event) for event in visit.ledger.events(query))
    return tuple(found.values())


def _record(
    visit: Visit, pair: Pair, filters: Filters
) -> tuple[tuple[Event, ...], tuple[Event, ...], tuple[Thread, ...]]:
    """All events of a pair, now or on an earlier day, those of them that the filters leave, and
    the threads. Events come without their accounts where they need not be computed anew."""
    ledger, tables, day = visit.ledger, visit.desk.tables, filters.as_of
    if day is not None and not is_told(ledger, pair, day):
        events, threads = visit.once_of(
            "as of", pair, day, lambda: as_of(ledger, pair, tables.rules, day)
        )
        return events, tuple(event for event in events if filters.holds(event)), threads
    query = EventQuery(pair, bare=True, as_of=day)
    if day is None:
        events = visit.once("events", query, lambda: tuple(ledger.events(query)), pair)
    else:
        events = visit.once_of("events", query, day, lambda: tuple(ledger.events(query)))
    stored = ledger.threads(pair) if day is None else ledger.past_threads(day, pair)
    threads = tuple(as_on(one, tables.threads.days, day or visit.today) for one in stored)
    narrow = filters.narrowed(query)
    if narrow == query:
        return events, events, threads
    left = set(ledger.event_ids(narrow))
    return events, tuple(event for event in events if event.id in left), threads


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
    for event in events:
        for topic in event.topics:
            topics[topic] += 1
        for claimant in event.claimants:
            claimants[claimant] += 1
    return Choices(
        tuple(sorted(topics)),
        tuple(sorted(claimants, key=lambda c: (c is not None, c or ""))),
        tuple(lang.codes()),
    )

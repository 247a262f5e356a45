"""Events and threads of two states as one picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.ledger.facts import Compass, Tense
from dragoman.model import Event, State, Status, Thread, ThreadKind
from dragoman.model.relation import Announcement, Period, Relation, Stand
from dragoman.ontology import ThreadRules

COOPERATION = (1, 2)  # quads of what is done and said together
VERBAL = (1, 3)  # quads of what is said
MONTHS_FROM = 60  # weeks from which months are shown
TO_COME = (State.PROPOSED, State.PLANNED, State.POSTPONED)
NOT_HELD = (State.PASSED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a relation is asked for."""

    first: str
    second: str
    as_of: date
    since: date | None = None
    until: date | None = None
    topic: str | None = None

    def holds(self, event: Event) -> bool:
        """Whether an event is between the two, in the time, and on the topic."""
        if not {self.first, self.second} <= {*event.actors, *event.recipients}:
            return False
        day = day_of(event)
        if day is not None and (
            (self.since is not None and day < self.since)
            or (self.until is not None and day > self.until)
        ):
            return False
        return self.topic is None or _folded(self.topic) in map(_folded, event.topics)

    def holds_thread(self, thread: Thread) -> bool:
        """Whether a thread is between the two, moved in the time, and on the topic."""
        if not {self.first, self.second} <= {*thread.parties, *thread.towards}:
            return False
        days = [step.day for step in thread.transitions if step.day is not None]
        if days and self.until is not None and min(days) > self.until:
            return False
        if days and self.since is not None and max(days) < self.since:
            return False
        return self.topic is None or _folded(self.topic) in map(_folded, thread.topics)


def relation_of(
    events: Iterable[Event],
    threads: Iterable[Thread],
    scope: Scope,
    compass: Compass,
    rules: ThreadRules,
) -> Relation:
    """The relation of two states out of the events and threads that name them.

    The events need not have their accounts.
    """
    held = sorted((e for e in events if scope.holds(e)), key=_turn)
    known = [thread for thread in threads if scope.holds_thread(thread)]
    contact = rules.meetings.held
    contacts = [
        e for e in held
        if compass.families.of(e.act).name == contact and _tense(e, compass) is Tense.DONE
    ]  # fmt: skip
    return Relation(
        first=scope.first,
        second=scope.second,
        since=scope.since,
        until=scope.until,
        as_of=scope.as_of,
        topic=scope.topic,
        contacts=tuple(reversed(contacts)),
        commitments=_of(known, ThreadKind.COMMITMENT),
        measures=_of(known, ThreadKind.MEASURE),
        meetings=_to_come(_of(known, ThreadKind.MEETING)),
        stands=_stands(held, scope, contact, compass),
        announcements=tuple(_announcements(reversed(held), scope)),
        periods=_periods(held, scope),
    )


def day_of(event: Event) -> date | None:
    """The day of an event; of what nobody dates, the day on which it was first told."""
    return event.window.start or event.heard


def is_unconfirmed(event: Event) -> bool:
    """Whether a party announces what another party of the event has not spoken of."""
    voices = {voice.party for voice in event.voices}
    said = {voice.party for voice in event.voices if not voice.denies}
    members = {*event.actors, *event.recipients}
    return event.quad in COOPERATION and bool(said & members) and bool(members - voices)


def _of(threads: Iterable[Thread], kind: ThreadKind) -> tuple[Thread, ...]:
    """Threads of a kind, those that moved last first."""
    found = [thread for thread in threads if thread.kind is kind]
    return tuple(sorted(found, key=lambda t: (str(t.transitions[-1].day), t.id), reverse=True))


def _to_come(meetings: Sequence[Thread]) -> tuple[Thread, ...]:
    """Meetings that may yet be held, and then those of which nothing came."""
    return tuple(t for states in (TO_COME, NOT_HELD) for t in meetings if t.state in states)


def _tense(event: Event, compass: Compass) -> Tense:
    return compass.tense(event, compass.families.of(event.act))


def _turn(event: Event) -> tuple[date, str]:
    return day_of(event) or date.min, event.id


def _stands(
    events: Sequence[Event], scope: Scope, contact: str, compass: Compass
) -> tuple[Stand, ...]:
    """What each side said by topic; what both said together is a stand of both."""
    last: dict[tuple[str, str], bool] = {}
    found: list[Stand] = []
    for event in events:
        family = compass.families.of(event.act)
        if event.quad not in VERBAL or family.name == contact or event.status is Status.DENIED:
            continue
        favourable = event.quad in COOPERATION
        for topic in event.topics:
            for party in event.actors:
                if party not in (scope.first, scope.second):
                    continue
                before = last.get((topic, party), favourable)
                changed = before is not favourable
                found.append(Stand(party, topic, day_of(event), favourable, changed, event))
                last[topic, party] = favourable
    return tuple(sorted(found, key=lambda s: (s.topic, s.party, str(s.day or ""))))


def _announcements(events: Iterable[Event], scope: Scope) -> Iterator[Announcement]:
    """What one side claims of both; accusations need nobody's confirmation."""
    for event in events:
        if event.quad not in COOPERATION:
            continue
        said, denied = _spoken(event, scope)
        for side, other in ((scope.first, scope.second), (scope.second, scope.first)):
            if side not in said or (other in said and not _is_earlier(said[side], said[other])):
                continue
            confirmed, refused = said.get(other), denied.get(other)
            open_since = said[side] if other not in said and other not in denied else None
            waited = (scope.as_of - open_since).days if open_since is not None else None
            yield Announcement(event, side, other, said[side], confirmed, refused, waited)
            break


def _is_earlier(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one <= other


def _spoken(event: Event, scope: Scope) -> tuple[dict[str, date | None], dict[str, date | None]]:
    """When each side first claimed the event, and when it first denied it."""
    voices = [voice for voice in event.voices if voice.party in (scope.first, scope.second)]
    said = {voice.party: voice.day for voice in voices if not voice.denies}
    denied = {voice.party: voice.day for voice in voices if voice.denies}
    return said, denied


def _periods(events: Sequence[Event], scope: Scope) -> tuple[Period, ...]:
    """Weeks from the first to the last day, or months; those in which nothing happened too."""
    done = [(day, e) for e in events if (day := day_of(e)) is not None and day <= scope.as_of]
    if not done:
        return ()
    first = scope.since or min(day for day, _ in done)
    last = min(scope.until or scope.as_of, scope.as_of)
    last = max(last, max(day for day, _ in done))
    by_month = (last - first).days > 7 * MONTHS_FROM
    together: dict[date, float] = defaultdict(float)
    against: dict[date, float] = defaultdict(float)
    for day, event in done:
        scores = together if event.quad in COOPERATION else against
        scores[_begin(day, by_month)] += abs(event.intensity)
    starts = []
    start = _begin(first, by_month)
    while start <= last:
        starts.append(start)
        start = _begin(start + timedelta(days=32 if by_month else 7), by_month)
    return tuple(Period(s, round(together[s], 1), round(against[s], 1)) for s in starts)


def _begin(day: date, by_month: bool) -> date:
    return day.replace(day=1) if by_month else day - timedelta(days=day.weekday())


def _folded(topic: str) -> str:
    return topic.casefold()

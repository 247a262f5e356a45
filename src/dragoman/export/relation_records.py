"""A relation as one JSON object; names and order of the fields are part of it."""

from __future__ import annotations

import msgspec

from dragoman.export.relation_lines import answer
from dragoman.model import Account, Event, Thread
from dragoman.model.relation import Announcement, Period, Relation, Stand


class AccountRecord(msgspec.Struct, frozen=True):
    """Who tells it, in which words, at which place of which document."""

    claim: str
    document: str
    source: str
    origin: str
    language: str
    published: str | None
    claimant: str | None
    status: str
    text: str
    start: int
    end: int


class EventRecord(msgspec.Struct, frozen=True):
    """An event with its accounts side by side."""

    id: str
    act: str
    type: str
    quad: int
    cameo: str
    intensity: float
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    topics: tuple[str, ...]
    origins: int
    claimants: tuple[str | None, ...]
    agreed: tuple[str, ...]
    one_sided: tuple[tuple[str, str | None], ...]
    contested: tuple[str, ...]
    rules: tuple[str, ...]
    accounts: tuple[AccountRecord, ...]


class TransitionRecord(msgspec.Struct, frozen=True):
    """When a thread came into a state, by which event and which rule."""

    state: str
    day: str | None
    event: str | None
    rule: str


class ThreadRecord(msgspec.Struct, frozen=True):
    """A thread with all its states."""

    id: str
    kind: str
    state: str
    parties: tuple[str, ...]
    towards: tuple[str, ...]
    subject: str | None
    topics: tuple[str, ...]
    due: str | None
    transitions: tuple[TransitionRecord, ...]


class StandRecord(msgspec.Struct, frozen=True):
    """What one side said on a topic."""

    topic: str
    party: str
    day: str | None
    favourable: bool
    changed: bool
    event: str


class AnnouncementRecord(msgspec.Struct, frozen=True):
    """What one side claims, and the answer of the other."""

    event: str
    said: str
    other: str
    day: str | None
    confirmed: str | None
    denied: str | None
    waited: int | None
    answer: str


class PeriodRecord(msgspec.Struct, frozen=True):
    """Scores of a week or month."""

    start: str
    cooperation: float
    conflict: float


class RelationRecord(msgspec.Struct, frozen=True):
    """The relation of two states."""

    first: str
    second: str
    since: str | None
    until: str | None
    as_of: str
    topic: str | None
    contacts: tuple[EventRecord, ...]
    meetings: tuple[ThreadRecord, ...]
    commitments: tuple[ThreadRecord, ...]
    measures: tuple[ThreadRecord, ...]
    positions: tuple[StandRecord, ...]
    announcements: tuple[AnnouncementRecord, ...]
    periods: tuple[PeriodRecord, ...]


def json(relation: Relation) -> str:
    """The relation as one line of JSON."""
    return msgspec.json.encode(record(relation)).decode()


def record(relation: Relation) -> RelationRecord:
    """The relation for the wire."""
    return RelationRecord(
        first=relation.first,
        second=relation.second,
        since=_day(relation.since),
        until=_day(relation.until),
        as_of=relation.as_of.isoformat(),
        topic=relation.topic,
        contacts=tuple(map(event_record, relation.contacts)),
        meetings=tuple(map(thread_record, relation.meetings)),
        commitments=tuple(map(thread_record, relation.commitments)),
        measures=tuple(map(thread_record, relation.measures)),
        positions=tuple(map(_stand, relation.stands)),
        announcements=tuple(map(_announcement, relation.announcements)),
        periods=tuple(map(_period, relation.periods)),
    )


def event_record(event: Event) -> EventRecord:
    """An event for the wire."""
    return EventRecord(
        id=event.id,
        act=event.act,
        type=event.type,
        quad=event.quad,
        cameo=event.cameo,
        intensity=event.intensity,
        status=str(event.status),
        actors=event.actors,
        recipients=event.recipients,
        start=_day(event.window.start),
        end=_day(event.window.end),
        topics=event.topics,
        origins=event.origins,
        claimants=event.claimants,
        agreed=event.agreed,
        one_sided=event.one_sided,
        contested=event.contested,
        rules=tuple(sorted({join.rule for join in event.joins})),
        accounts=tuple(map(_account, event.accounts)),
    )


def thread_record(thread: Thread) -> ThreadRecord:
    """A thread for the wire."""
    return ThreadRecord(
        id=thread.id,
        kind=str(thread.kind),
        state=str(thread.state),
        parties=thread.parties,
        towards=thread.towards,
        subject=thread.subject,
        topics=thread.topics,
        due=_day(thread.due),
        transitions=tuple(
            TransitionRecord(str(step.state), _day(step.day), step.event, step.rule)
            for step in thread.transitions
        ),
    )


def _account(account: Account) -> AccountRecord:
    claim, heading = account.claim, account.heading
    claimant = claim.claimant.party if claim.claimant is not None else None
    return AccountRecord(
        claim=claim.id,
        document=heading.id,
        source=heading.source,
        origin=heading.origin,
        language=heading.language,
        published=_day(heading.published),
        claimant=claimant.actor.party if claimant is not None else None,
        status=str(claim.status),
        text=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


def _stand(stand: Stand) -> StandRecord:
    day = _day(stand.day)
    return StandRecord(
        stand.topic, stand.party, day, stand.favourable, stand.changed, stand.event.id
    )


def _announcement(said: Announcement) -> AnnouncementRecord:
    return AnnouncementRecord(
        said.event.id,
        said.said,
        said.other,
        _day(said.day),
        _day(said.confirmed),
        _day(said.denied),
        said.waited,
        answer(said),
    )


def _period(period: Period) -> PeriodRecord:
    return PeriodRecord(period.start.isoformat(), period.cooperation, period.conflict)


def _day(day: object) -> str | None:
    return str(day) if day is not None else None

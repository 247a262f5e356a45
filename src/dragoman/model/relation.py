"""The relation of two states: what passed between them, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.event import Event, Thread


@dataclass(frozen=True, slots=True)
class Stand:
    """What one side said on a topic, on a day.

    Attributes:
        favourable: whether it was for the other side; False for demands, refusals, accusations.
        changed: whether its stand before was the contrary.
    """

    party: str
    topic: str
    day: date | None
    favourable: bool
    changed: bool
    event: Event


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one side claims about both, and whether the other has said so too.

    Attributes:
        said, other: party code of who claims it, and of who should confirm it.
        day: when it was first claimed.
        confirmed, denied: when the other side confirmed or denied it, or None.
        waited: days since, where the other side has not spoken; None where it has, or where no day
            is known.
    """

    event: Event
    said: str
    other: str
    day: date | None
    confirmed: date | None
    denied: date | None
    waited: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """A week or month: scores of what was done and said together and against each other."""

    start: date
    cooperation: float
    conflict: float


@dataclass(frozen=True, slots=True)
class Relation:
    """Everything between two states, for some time, as it was known on a day.

    Attributes:
        contacts: calls, meetings and talks that took place, the latest first.
        commitments, measures, meetings: threads; of meetings those to come or of unknown outcome.
        stands: what each said by topic, in order of topic, party and time.
        announcements: what one side claims and the other should know, the latest first.
        periods: weeks, or months where there are many, without gaps.
    """

    first: str
    second: str
    since: date | None
    until: date | None
    as_of: date
    topic: str | None
    contacts: tuple[Event, ...]
    commitments: tuple[Thread, ...]
    measures: tuple[Thread, ...]
    meetings: tuple[Thread, ...]
    stands: tuple[Stand, ...]
    announcements: tuple[Announcement, ...]
    periods: tuple[Period, ...]

"""Events, threads and judgements: what many claims become."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dragoman.model.claim import Claim, Run, Status


@dataclass(frozen=True, slots=True)
class Heading:
    """A document without its text.

    Attributes:
        id: identity of the canonical text.
        origin: id of the document that this one copies, or its own: corroboration counts origins.
    """

    id: str
    source: str
    language: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Account:
    """One claim as an account of an event, with where it stands and what produced it."""

    claim: Claim
    heading: Heading
    run: Run


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims tell the same event: the rule that says so, or the judgement's name."""

    claim: str
    other: str
    rule: str


@dataclass(frozen=True, slots=True)
class Window:
    """Days between which something happened, inclusive; None where nobody says."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who claims an event, or denies it, and on which day it was first heard; None: unknown."""

    party: str
    denies: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about one and the same happening.

    Codes, parties and date are those that its accounts support best; what they differ in stands
    in `contested`, what one side alone tells in `one_sided`.

    Attributes:
        id: stable while its first account stays.
        actors, recipients: party codes, in order; mutual events have all in `actors`.
        origins: how many independent documents tell it.
        claimants: party codes of those who claim it, in order; None is a document's own voice.
        agreed: facts ("date", "place", "topic:…") on which accounts of several claimants agree.
        one_sided: (fact, claimant) pairs that one claimant alone tells.
        contested: facts that accounts contradict each other in ("date", "status", …).
        heard: the first day on which it was told, or None.
        voices: who claims or denies it since when, in order.
    """

    id: str
    act: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    status: Status
    symmetric: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    window: Window
    topics: tuple[str, ...]
    accounts: tuple[Account, ...]
    joins: tuple[Join, ...]
    origins: int
    claimants: tuple[str | None, ...]
    agreed: tuple[str, ...] = ()
    one_sided: tuple[tuple[str, str | None], ...] = ()
    contested: tuple[str, ...] = ()
    heard: date | None = None
    voices: tuple[Voice, ...] = ()


class ThreadKind(StrEnum):
    """What has a life of its own."""

    COMMITMENT = "commitment"
    MEASURE = "measure"
    MEETING = "meeting"


class State(StrEnum):
    """States of threads; which kind knows which is in `ledger/threads.yaml`."""

    PROMISED = "promised"
    DUE = "due"
    KEPT = "kept"
    BROKEN = "broken"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"
    DEMANDED = "demanded"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    EASED = "eased"
    LIFTED = "lifted"
    PROPOSED = "proposed"
    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PASSED = "passed"  # its day went by without word


@dataclass(frozen=True, slots=True)
class Transition:
    """A thread came into a state: on which day, by which event (None: by the calendar), by which
    named rule."""

    state: State
    day: date | None
    event: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A commitment, a measure or a meeting, with its states in order; the last is where it stands.

    Attributes:
        parties: party codes of those whose commitment, measure or meeting it is.
        towards: party codes of those towards whom; empty for meetings.
        subject: what it is about, in the words of its first account, or None.
        due: the last day on which it can be kept or held, if one is named.
    """

    id: str
    kind: ThreadKind
    parties: tuple[str, ...]
    towards: tuple[str, ...]
    subject: str | None
    topics: tuple[str, ...]
    due: date | None
    transitions: tuple[Transition, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.transitions[-1].state


class Decision(StrEnum):
    """What an analyst decides."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"


class Subject(StrEnum):
    """What a judgement is about."""

    CLAIM = "claim"
    EVENT = "event"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An analyst's decision; never overwritten by a re-run.

    Attributes:
        target: id of the claim, event or thread it is about.
        other: the second claim of a merge or split, or None.
        changes: (field, new value) pairs of a correction: "actors", "recipients", "act", "status",
            "claimant", "date", "state"; lists are joined by commas.
        undone: when it was taken back, or None.
        undone_by: who took it back, or None.
    """

    id: str
    subject: Subject
    target: str
    decision: Decision
    by: str
    reason: str
    at: datetime
    other: str | None = None
    changes: tuple[tuple[str, str], ...] = field(default=())
    undone: datetime | None = None
    undone_by: str | None = None

"""Events as steps of threads: in which order they became known, and what tells threads apart."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from dragoman.ledger.facts import Compass, Tense
from dragoman.model import Actor, Event, State, Thread, ThreadKind, Transition
from dragoman.ontology import ThreadRules

FAR = 1000  # days from a day that nobody names
COMPARED = 6  # accounts of an event that are asked who acted


class Kept(StrEnum):
    """Why a thread came into a state; each value is shown to users."""

    PROMISED = "promised"
    DONE = "done-as-promised"
    LATE = "done-after-its-day"
    ON_TOPIC = "done-on-the-same-topic"
    CONTRARY = "contrary-act"
    BREACH = "breach"
    NEW_PROMISE = "promised-anew"
    ITS_DAY = "its-day-has-come"
    NO_WORD = "no-word-since"
    ANNOUNCED = "announced"
    IMPOSED = "imposed"
    AGAIN = "imposed-again"
    EASED = "eased"
    LIFTED = "lifted"
    DEMANDED = "its-end-demanded"
    PROPOSED = "proposed"
    PLANNED = "planned"
    PUT_OFF = "put-off"
    NEW_DAY = "another-day"
    CALLED_OFF = "called-off"
    HELD = "held"
    PASSED = "passed-without-word"


@dataclass(frozen=True, slots=True)
class Step:
    """An event as a thread meets it.

    Attributes:
        topics: those that tell it from others of its kind.
        day: when it was done, or when the plan became known; None where nothing says so.
        put_off: whether it tells that the plan of this event is put off.
        late: whether it is a plan that we read of only after its day.
    """

    event: Event
    family: str
    kind: int | None
    tense: Tense
    day: date | None
    persons: Mapping[str, Actor]
    topics: frozenset[str]
    put_off: bool = False
    late: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Everybody in it."""
        return frozenset((*self.event.actors, *self.event.recipients))

    @property
    def due(self) -> date | None:
        """The last day of what is planned."""
        return self.event.window.end if self.tense is Tense.AHEAD else None


def steps_of(
    events: Iterable[Event], compass: Compass, rules: ThreadRules, as_of: date
) -> list[Step]:
    """The steps of some events that were known on a day, in order of time."""
    found = [s for event in events for s in _steps(event, compass, rules)]
    known = [step for step in found if step.day is None or step.day <= as_of]
    return sorted(known, key=lambda s: (s.day or date.max, s.tense is not Tense.AHEAD, s.event.id))


def _steps(event: Event, compass: Compass, rules: ThreadRules) -> Iterable[Step]:
    facts = [compass.facts(account) for account in event.accounts]
    told = [f for f in facts if f.tense is not Tense.DENIED]
    off = [
        f.heard for f in facts
        if f.tense is Tense.DENIED and rules.meetings.put_off & set(f.claim.trace)
    ]  # fmt: skip
    first = (told or facts)[0]
    heard = min((f.heard for f in told or facts if f.heard is not None), default=None)
    known = date.fromordinal(heard) if heard is not None else None
    persons = {code: who for f in facts[:COMPARED] for code, who in f.persons.items()}
    kind = next((f.kind for f in told or facts if f.kind is not None), None)
    day = _planned(event, known) if first.tense is Tense.AHEAD else _done(event, known)
    parties = (*event.actors, *event.recipients)
    topics = compass.families.telling(event.act, event.topics, parties)
    if told:
        late = first.tense is Tense.AHEAD and day is not None and day != known
        yield Step(event, first.family.name, kind, first.tense, day, persons, topics, late=late)
    if off:
        days = [date.fromordinal(d) for d in off if d is not None]
        day = min(days, default=known)
        yield Step(event, first.family.name, kind, Tense.DENIED, day, persons, topics, True)


def sentences(step: Step) -> frozenset[tuple[str, int]]:
    """Document and number of the sentences that tell a step."""
    return frozenset((a.heading.id, a.claim.sentence) for a in step.event.accounts)


def but_announced(steps: Sequence[Step]) -> list[Step]:
    """The steps without those that are only announced: "threatened them with sanctions", read as
    two acts of one kind, imposes none."""
    announced: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for step in steps:
        if step.tense is Tense.AHEAD:
            announced[step.family] |= sentences(step)
    return [s for s in steps if s.tense is not Tense.DONE or sentences(s) - announced[s.family]]


def _planned(event: Event, known: date | None) -> date | None:
    """When a plan became known: before its day, even if we first read of it later."""
    begins = event.window.start
    return known if known is None or begins is None else min(known, begins)


def _done(event: Event, known: date | None) -> date | None:
    """The day of what was done; of a whole month the day that is nearest the first report."""
    first, last = event.window.start, event.window.end
    if first is None or last is None or known is None:
        return first or known
    return min(max(known, first), last)


@dataclass(slots=True)
class Draft:
    """A thread while it is followed.

    Attributes:
        step: the step that began it, or planned it last.
        open: whether further events can move it.
    """

    kind: ThreadKind
    step: Step
    first: Step
    due: date | None
    transitions: list[Transition] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    persons: dict[str, list[Actor]] = field(default_factory=dict)
    open: bool = True

    @classmethod
    def begin(cls, kind: ThreadKind, step: Step, state: State, rule: Kept) -> Draft:
        """A thread that an event begins."""
        draft = cls(kind, step, step, step.due)
        draft.move(step, state, rule)
        return draft

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.transitions[-1].state

    @property
    def in_force(self) -> bool:
        """Whether it is a measure that stands."""
        return self.state in (State.IN_FORCE, State.EXTENDED, State.EASED)

    def move(self, step: Step, state: State, rule: Kept, closes: bool = False) -> None:
        """An event brings the thread into a state."""
        self.transitions.append(Transition(state, step.day, step.event.id, str(rule)))
        self.learn(step)
        self.open = not closes

    def learn(self, step: Step) -> None:
        """What an event tells of the thread beside its state."""
        self.topics.update(step.topics)
        for code, who in step.persons.items():
            self.persons.setdefault(code, []).append(who)

    def fits(self, step: Step, compass: Compass) -> bool:
        """Whether an event can belong to this thread: parties, kind, persons and topics go.

        Where an office changes hands, its new holder does what the old one planned; what is done
        on the very day that one waits for is that, whatever it was about.
        """
        one, other = self.step, step
        if not (one.parties <= other.parties or other.parties <= one.parties):
            return False
        if min(len(one.parties), len(other.parties)) < min(2, len(one.parties)):
            return False
        if None not in (one.kind, other.kind) and one.kind != other.kind:
            return False
        on_its_day = step.tense is Tense.DONE and step.day is not None and step.day == self.due
        if self.topics and step.topics and not (on_its_day or self.topics & step.topics):
            return False
        return not any(
            compass.differ(who, known) and who.office != known.office
            for code, who in step.persons.items()
            for known in self.persons.get(code, ())
        )

    def is_tied(self, step: Step) -> bool:
        """Whether more than the parties ties an event to this thread: a topic, or who acted."""
        if self.topics & step.topics:
            return True
        return any(
            who.id == known.id
            for code, who in step.persons.items()
            for known in self.persons.get(code, ())
        )

    def is_after(self, step: Step) -> bool:
        """Whether the step came after what the thread was last moved by.

        What nobody dates moves nothing that is dated.
        """
        if self.step.day is None or step.day is None:
            return self.step.day is None
        return step.day >= self.step.day

    def nearness(self, step: Step) -> tuple[bool, int, int, int]:
        """For choosing among several threads that an event fits: the higher the better.

        What happens on the very day that one waits for is that, whatever it was about.
        """
        shared = len(self.topics & step.topics)
        gap = abs((step.day - self.due).days) if step.day and self.due else FAR
        began = self.step.day.toordinal() if self.step.day else 0
        return gap <= 1, shared, -gap, began

    def thread(self) -> Thread:
        """The thread as it stands."""
        event = self.first.event
        meeting = self.kind is ThreadKind.MEETING
        mutual = meeting or event.symmetric
        parties = tuple(sorted(self.first.parties)) if mutual else event.actors
        account = event.accounts[0].claim
        content = account.content.text if account.content is not None else account.evidence.text
        return Thread(
            id=_identity(self.kind, event),
            kind=self.kind,
            parties=parties,
            towards=() if mutual else event.recipients,
            subject=" ".join(content.split()) or None,
            topics=tuple(sorted({*self.topics, *event.topics})),
            due=self.due,
            transitions=tuple(self.transitions),
        )


def _identity(kind: ThreadKind, event: Event) -> str:
    return "t" + hashlib.sha256(f"{kind} {event.id}".encode()).hexdigest()[:15]


def nearest(drafts: Iterable[Draft], step: Step, compass: Compass) -> Draft | None:
    """The open thread that an event fits best."""
    fitting = [d for d in drafts if d.open and d.is_after(step) and d.fits(step, compass)]
    return max(fitting, key=lambda d: d.nearness(step), default=None)


def later(day: date, days: int) -> date:
    """A day some days later."""
    return day + timedelta(days=days)

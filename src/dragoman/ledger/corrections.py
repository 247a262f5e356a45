"""Events and threads as analysts corrected them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.ledger.facts import Compass
from dragoman.model import (
    Decision,
    Event,
    Judgement,
    LedgerError,
    State,
    Status,
    Subject,
    Thread,
    Transition,
    Window,
)

RULE = "judgement"
FIELDS = ("act", "actors", "date", "recipients", "status")


def corrected_events(
    events: Iterable[Event], judgements: Iterable[Judgement], compass: Compass
) -> tuple[Event, ...]:
    """The events without those that were rejected, and as they were corrected.

    Raises:
        LedgerError: a correction names a field or value that an event cannot have.
    """
    decided = _decided(judgements, Subject.EVENT)
    found = []
    for event in events:
        for judgement in decided.get(event.id, ()):
            if judgement.decision is Decision.CORRECT:
                event = _corrected(event, judgement, compass)
        if not _rejected(decided.get(event.id, ())):
            found.append(event)
    return tuple(found)


def corrected_threads(
    threads: Iterable[Thread], judgements: Iterable[Judgement], as_of: date
) -> tuple[Thread, ...]:
    """The threads without those that were rejected, and in the states that analysts gave them.

    Raises:
        LedgerError: a correction names a state that there is not.
    """
    decided = _decided(judgements, Subject.THREAD)
    found = []
    for thread in threads:
        for judgement in decided.get(thread.id, ()):
            if judgement.decision is Decision.CORRECT and judgement.at.date() <= as_of:
                step = Transition(
                    _state(judgement), judgement.at.date(), None, f"{RULE}:{judgement.id}"
                )
                thread = replace(thread, transitions=(*thread.transitions, step))
        if not _rejected(decided.get(thread.id, ())):
            found.append(thread)
    return tuple(found)


def _decided(judgements: Iterable[Judgement], subject: Subject) -> dict[str, list[Judgement]]:
    """The decisions that stand about events or threads, by their target, in order of time."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.subject is subject and judgement.undone is None:
            found[judgement.target].append(judgement)
    return found


def _rejected(decided: Iterable[Judgement]) -> bool:
    last = Decision.ACCEPT
    for judgement in decided:
        if judgement.decision in (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT):
            last = judgement.decision
    return last is Decision.REJECT


def _corrected(event: Event, judgement: Judgement, compass: Compass) -> Event:
    for name, value in judgement.changes:
        if name == "actors":
            event = replace(event, actors=_codes(value))
        elif name == "recipients":
            event = replace(event, recipients=_codes(value))
        elif name == "date":
            day = _day(judgement, value)
            event = replace(event, window=Window(day, day))
        elif name == "status":
            event = replace(event, status=_status(judgement, value))
        elif name == "act":
            if value not in compass.ontology.acts:
                raise _wrong(judgement, name, f"there is no act {value!r}; see docs/ontology.md")
            event = replace(event, act=value)
        else:
            raise _wrong(judgement, name, f"an event has {', '.join(FIELDS)}")
    return _coded(event, compass) if judgement.changes else event


def _coded(event: Event, compass: Compass) -> Event:
    """The event with the codes of its act and status."""
    coding = compass.ontology.code(event.act, event.status)
    return replace(
        event,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        symmetric=compass.ontology.act(event.act).symmetric,
    )


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in value.split(",") if code.strip())


def _day(judgement: Judgement, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _wrong(judgement, "date", f"{value!r} is no day; write it as 2025-05-12") from None


def _status(judgement: Judgement, value: str) -> Status:
    try:
        return Status(value)
    except ValueError:
        known = ", ".join(Status)
        raise _wrong(judgement, "status", f"no status {value!r}; there are {known}") from None


def _state(judgement: Judgement) -> State:
    changes = dict(judgement.changes)
    try:
        return State(changes.get("state", ""))
    except ValueError:
        known = ", ".join(State)
        raise _wrong(judgement, "state", f"a thread has one of the states {known}") from None


def _wrong(judgement: Judgement, field: str, remedy: str) -> LedgerError:
    return LedgerError(f"judgement {judgement.id}, {field}: {remedy}")

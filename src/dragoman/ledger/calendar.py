"""What the calendar does to threads of which nothing is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.ledger.corrections import RULE
from dragoman.ledger.steps import Kept, later
from dragoman.model import State, Thread, ThreadKind, Transition
from dragoman.ontology.threads import Spans

BY_CALENDAR = (Kept.PASSED, Kept.NO_WORD, Kept.ITS_DAY)  # rules of turns that no event makes
WAITING = (State.PROPOSED, State.PLANNED, State.POSTPONED)


def turned(thread: Thread, days: Spans, as_of: date) -> Thread:
    """A thread as it stands on a later day than it was computed on, if no event has moved it.

    Where an analyst has said where it stands, the calendar changes nothing.
    """
    if thread.transitions[-1].rule.startswith(RULE):
        return thread
    turns = tuple(turns_of(thread.kind, thread.transitions, thread.due, days, as_of))
    return replace(thread, transitions=(*thread.transitions, *turns)) if turns else thread


def as_on(thread: Thread, days: Spans, day: date) -> Thread:
    """A thread as it stands on a day, or stood: what the calendar has done later is left out.

    No event may have moved it since that day.
    """
    turns = thread.transitions
    while len(turns) > 1 and turns[-1].rule in BY_CALENDAR and turns[-1].event is None:
        turns = turns[:-1]
    return turned(replace(thread, transitions=turns), days, day)


def turns_of(
    kind: ThreadKind,
    transitions: Sequence[Transition],
    due: date | None,
    days: Spans,
    as_of: date,
) -> Iterator[Transition]:
    """The transitions that the days until `as_of` bring."""
    last = transitions[-1]
    if kind is ThreadKind.COMMITMENT and last.state in (State.PROMISED, State.DUE):
        yield from _commitment(transitions, due, days, as_of)
    elif kind is ThreadKind.MEETING and last.state in WAITING and due is not None:
        # Of what is put off no other day is known that could have passed.
        if last.rule != Kept.PUT_OFF and (as_of - due).days > days.passed:
            yield _turn(later(due, days.passed), State.PASSED, Kept.PASSED)


def _commitment(
    transitions: Sequence[Transition], due: date | None, days: Spans, as_of: date
) -> Iterator[Transition]:
    began = transitions[0].day
    if due is None:
        if began is not None and (as_of - began).days > days.vague:
            yield _turn(later(began, days.vague), State.UNKNOWN, Kept.NO_WORD)
        return
    if as_of > due and transitions[-1].state is State.PROMISED:
        yield _turn(due, State.DUE, Kept.ITS_DAY)
    if (as_of - due).days > days.due:
        yield _turn(later(due, days.due), State.UNKNOWN, Kept.NO_WORD)


def _turn(day: date, state: State, rule: Kept) -> Transition:
    return Transition(state, day, None, str(rule))

"""Threads that only the calendar moves are the same whether computed anew or turned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dragoman.ledger.calendar import as_on, turned
from dragoman.ledger.gather import gather
from dragoman.ledger.threads import threads_of
from dragoman.model import Account, Decision, State, Status, Subject, Thread
from dragoman.ontology import ThreadRules
from tests.ledger.accounts import DAY, Maker, compass, day, judgement

RULES = ThreadRules.load()


def accounts() -> list[Account]:
    make = Maker()
    planned = Status.PLANNED
    return [
        make.account("visit", "FRA,EGY", on=day(10), status=planned),
        make.account("meet", "FRA,KEN", published=DAY, status=planned, topics=("gas",)),
        make.account("aid", "FRA", "EGY", on=day(30), status=planned, topics=("grain",)),
        make.account("promise", "POL", "EGY", published=DAY, topics=("visas",)),
        make.account("sanction", "FRA", "PER", on=DAY, topics=("oil",)),
    ]


def threads(as_of: date) -> tuple[Thread, ...]:
    return threads_of(gather(accounts(), compass()), compass(), RULES, as_of)


@pytest.mark.parametrize("days", [1, 10, 13, 14, 31, 60, 61, 180, 181, 400])
def test_turning_is_computing_anew(days: int) -> None:
    known = threads(day(1))
    assert {thread.state for thread in known} >= {State.PLANNED, State.PROMISED}
    later = DAY + timedelta(days=days)
    assert tuple(turned(thread, RULES.days, later) for thread in known) == threads(later)


def test_the_calendar_does_not_overrule_an_analyst() -> None:
    visit = next(t for t in threads(day(1)) if t.parties == ("EGY", "FRA"))
    said = judgement(
        Decision.CORRECT, visit.id, subject=Subject.THREAD, changes=(("state", "cancelled"),)
    )
    events = gather(accounts(), compass())
    known = threads_of(events, compass(), RULES, day(200), [said])
    (found,) = (t for t in known if t.id == visit.id)
    assert turned(found, RULES.days, day(900)).state is State.CANCELLED


@pytest.mark.parametrize("days", [1, 13, 14, 31, 61, 180, 181])
def test_a_thread_is_turned_back(days: int) -> None:
    known = threads(day(400))
    assert {thread.state for thread in known} >= {State.PASSED, State.UNKNOWN}
    on = DAY + timedelta(days=days)
    assert tuple(as_on(thread, RULES.days, on) for thread in known) == threads(on)

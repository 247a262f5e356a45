"""What a pair told at the end of a day is kept, or computed where it is not."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks.ledger_kept import add, readings_of
from dragoman.ledger import ClaimQuery, EventQuery, Ledger, Page, Pair, Verdict, open_ledger
from dragoman.ledger.gather import gather
from dragoman.ledger.pairs import event_pairs
from dragoman.ledger.past import events_on, is_told, threads_on, told_on
from dragoman.ledger.rebuild import rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Decision, Event, Thread
from tests.ledger.make import CALL, Clock, call, claim, document, reading
from tests.ledger.older import database, make_version_5
from tests.ledger.worlds import told, verdict

TABLES = Tables.load()
PAIR = Pair("CHE", "NOR")
LATE = datetime(2028, 3, 1, 12, tzinfo=UTC)  # after all that the reports tell


def renew(ledger: Ledger, clock: Clock) -> None:
    list(rebuild(ledger, TABLES.rules, clock.now.date()))


def by_id(
    found: tuple[Iterable[Event], Iterable[Thread]],
) -> tuple[list[Event], list[Thread]]:
    events, threads = found
    return sorted(events, key=lambda e: e.id), sorted(threads, key=lambda t: t.id)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_a_day_is_what_all_claims_of_that_day_tell(
    ledger: Ledger, clock: Clock, seed: int
) -> None:
    """Documents, judgements, and days on which nothing is computed, in any order."""
    clock.now = LATE
    chance = random.Random(seed)
    known = told(seed, 50)
    chance.shuffle(known)
    readings, origins = readings_of(known)
    size = len(readings) // 12
    days, made, kept = list[date](), list[str](), 0
    for turn in range(12):
        add(ledger, readings[turn * size : (turn + 1) * size], origins)
        _judge(ledger, chance, turn, made)
        if turn % 4 != 3:
            renew(ledger, clock)
        days.append(clock.next_day())
    renew(ledger, clock)
    pairs = {pair for event in ledger.events(EventQuery()) for pair in event_pairs(event)}
    for day in days:
        judgements = ledger.holding(day)
        events = gather(ledger.claims(ClaimQuery(as_of=day)), TABLES.compass, judgements)
        if not ledger.untold(day):
            whole = events_on(ledger, EventQuery(as_of=day), TABLES)
            assert by_id((whole, ())) == by_id((events, ()))
        for pair in pairs:
            if is_told(ledger, pair, day):
                found = [event for event in events if pair in event_pairs(event)]
                wanted = found, TABLES.rules.follow(found, judgements, day)
                assert by_id(told_on(ledger, pair, TABLES, day)) == by_id(wanted)
                kept += bool(found)
    assert kept > 4 * len(pairs)


def _judge(ledger: Ledger, chance: random.Random, turn: int, made: list[str]) -> None:
    """One more judgement, or one less."""
    events = list(ledger.events(EventQuery()))
    if turn % 5 == 4 and made:
        ledger.undo(made.pop(), "ann")
    elif any(join.rule == "fewer-parties" for event in events for join in event.joins):
        made.append(ledger.judge(verdict(events, turn % 3, chance)).id)


def test_an_earlier_day_is_told_as_it_was(ledger: Ledger, clock: Clock) -> None:
    ledger.add([call()])
    renew(ledger, clock)
    day = clock.next_day()
    ledger.add([call("b.txt", f"Again: {CALL}")])
    told = call().claims[0].id
    ledger.judge(Verdict(told, Decision.REJECT, "ann", "no"))
    renew(ledger, clock)
    (before,), _ = told_on(ledger, PAIR, TABLES, day)
    assert [account.claim.id for account in before.accounts] == [told]
    (after,), _ = told_on(ledger, PAIR, TABLES, clock.next_day())
    assert told not in [account.claim.id for account in after.accounts]


def test_filters_and_pages_hold_for_an_earlier_day(ledger: Ledger, clock: Clock) -> None:
    days = []
    for number in range(3):
        made = document(f"{CALL} ({number})", f"{number}.txt")
        sides, on = {"NOR": "Oslo", "CHE": "Bern"}, date(2025, 2, 2 + 9 * number)
        ledger.add([reading(made, claim(made, "call", sides, day=on))])
        renew(ledger, clock)
        days.append(clock.next_day())
    ask = EventQuery(PAIR, as_of=days[1])
    first, second = ledger.events(ask)
    assert [first] == list(ledger.events(replace(ask, page=Page(1))))
    assert [second] == list(ledger.events(replace(ask, page=Page(1, newest=True))))
    assert ledger.event_ids(replace(ask, language="en")) == [first.id, second.id]
    assert not ledger.event_ids(replace(ask, language="de"))
    assert [second] == list(ledger.events(replace(ask, since=date(2025, 2, 9))))
    assert replace(first, accounts=(), joins=()) == next(ledger.events(replace(ask, bare=True)))


def test_what_a_day_ended_on_uncomputed_is_not_told(ledger: Ledger, clock: Clock) -> None:
    ledger.add([call()])
    first = clock.next_day()
    assert not is_told(ledger, PAIR, first)
    renew(ledger, clock)
    second = clock.next_day()
    assert not is_told(ledger, PAIR, first)
    assert is_told(ledger, PAIR, second)
    (event,), _ = told_on(ledger, PAIR, TABLES, first)  # it is computed
    assert [event] == list(ledger.events(EventQuery(PAIR)))
    assert not list(ledger.events(EventQuery(PAIR, as_of=first)))


def test_a_whole_ledger_is_told_of_a_day_with_what_must_be_computed(
    ledger: Ledger, clock: Clock
) -> None:
    """In the order of their days; what is kept and what is computed, each once."""
    far = document("Lima hit Quito", "far.txt")
    hit = claim(far, "attack", {"PER": "Lima"}, {"ECU": "Quito"}, day=date(2025, 2, 1))
    ledger.add([reading(far, hit)])
    renew(ledger, clock)
    ledger.add([call()])
    day = clock.next_day()
    renew(ledger, clock)
    assert ledger.untold(day) == [PAIR]
    (wanted,) = ledger.events(EventQuery(PAIR))
    first, second = events_on(ledger, EventQuery(as_of=day), TABLES)
    assert (first.act, second) == ("attack", wanted)
    assert list(events_on(ledger, EventQuery(as_of=day, acts=("call",)), TABLES)) == [wanted]
    assert list(threads_on(ledger, None, TABLES, day)) == list(ledger.threads())


def test_what_is_over_within_a_day_is_not_kept(address: str, clock: Clock) -> None:
    with open_ledger(address, create=True, clock=clock) as ledger:
        for number in range(3):
            ledger.add([call(f"{number}.txt", f"{CALL} ({number})")])
            renew(ledger, clock)
    assert _count(address, "past_event") == _count(address, "past_thread") == 0
    with open_ledger(address, clock=clock) as ledger:
        clock.next_day()
        ledger.add([call("late.txt", f"Late: {CALL}")])
        renew(ledger, clock)
    assert _count(address, "past_event") == 1


def test_what_is_computed_again_and_is_the_same_has_been_told_all_the_time(
    address: str, clock: Clock
) -> None:
    with open_ledger(address, create=True, clock=clock) as ledger:
        ledger.add([call()])
        renew(ledger, clock)
        day = clock.next_day()
        (event,) = ledger.events(EventQuery(PAIR))
        ledger.judge(Verdict(event.accounts[0].claim.id, Decision.ACCEPT, "ann", "yes"))
        renew(ledger, clock)
        assert told_on(ledger, PAIR, TABLES, day)[0] == (event,)
    assert _count(address, "past_event") == 0


def test_a_ledger_of_before_computes_what_it_has_not_kept(address: str, clock: Clock) -> None:
    with open_ledger(address, create=True, clock=clock) as ledger:
        ledger.add([call()])
        renew(ledger, clock)
        day = clock.next_day()
    with open_ledger(address) as ledger:
        tallies = ledger.tallies(None, None)
    make_version_5(database(address))
    with open_ledger(address, clock=clock) as ledger:
        (event,) = ledger.events(EventQuery(PAIR))
        assert ledger.tallies(None, None) == tallies != []
        assert not is_told(ledger, PAIR, day)
        assert told_on(ledger, PAIR, TABLES, day)[0] == (event,)
        clock.now = datetime.now(UTC) + timedelta(days=2)
        later = clock.next_day()
        assert is_told(ledger, PAIR, later)
        assert told_on(ledger, PAIR, TABLES, later)[0] == (event,)


def _count(address: str, table: str) -> int:
    db = database(address)
    found = int(db.rows(f"SELECT count(*) FROM {table}")[0][0])
    db.close()
    return found

"""A ledger tells what all its claims together tell, however they came and whoever judged them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.ledger_kept import kept
from dragoman.ledger import ClaimQuery, EventQuery, Ledger, Pair, Verdict, open_ledger
from dragoman.ledger.gather import gather
from dragoman.ledger.past import as_of
from dragoman.ledger.rebuild import rebuild
from dragoman.ledger.relations import PARTS
from dragoman.ledger.rules import Tables
from dragoman.model import Claim, Decision, Event, Reading
from tests.ledger.make import Clock, claim, document, reading
from tests.ledger.older import database, make_version_2
from tests.ledger.worlds import told, verdict

TODAY = date(2025, 12, 31)
MET = date(2025, 2, 24)
TABLES = Tables.load()
THREE = {"NOR": "Oslo", "CHE": "Bern", "ITA": "Rome"}


def events_of(ledger: Ledger) -> list[Event]:
    """All events; each part of the ledger is up to date."""
    assert not any(map(ledger.stale, PARTS))
    return sorted(ledger.events(EventQuery()), key=lambda event: event.id)


def wanted(ledger: Ledger) -> list[Event]:
    """What all claims tell together."""
    found = gather(ledger.claims(ClaimQuery()), TABLES.compass, ledger.holding())
    return sorted(found, key=lambda event: event.id)


def joined(events: Sequence[Event]) -> int:
    """How many events have accounts that name different parties."""
    return sum("fewer-parties" in {join.rule for join in event.joins} for event in events)


@pytest.mark.parametrize(("seed", "adds"), [(1, 1), (2, 3), (3, 12)])
def test_neither_order_nor_number_of_adds_makes_a_difference(
    ledger: Ledger, seed: int, adds: int
) -> None:
    known = told(seed)
    random.Random(seed).shuffle(known)
    kept(ledger, known, adds, TODAY, TABLES)
    events = events_of(ledger)
    assert events == wanted(ledger)
    assert joined(events) > 1


def test_threads_are_the_same_however_documents_came(tmp_path: Path) -> None:
    known = told(4)
    found = []
    for adds in (1, 6):
        with open_ledger(str(tmp_path / f"{adds}"), create=True) as ledger:
            threads = kept(ledger, known, adds, TODAY, TABLES)[1]
            found.append(sorted(threads, key=lambda thread: thread.id))
        known.reverse()
    assert found[0] == found[1]


def test_judgements_hold_across_pairs(ledger: Ledger) -> None:
    kept(ledger, told(5), 2, TODAY, TABLES)
    chance = random.Random(5)
    made: list[str] = []
    for turn in range(24):
        events = events_of(ledger)
        if turn % 4 == 3 and made:
            ledger.undo(made.pop(chance.randrange(len(made))), "ann")
        else:
            made.append(ledger.judge(verdict(events, turn % 4, chance)).id)
        list(rebuild(ledger, TABLES.rules, TODAY))
        assert events_of(ledger) == wanted(ledger)


def meeting(source: str, parties: dict[str, str]) -> tuple[Reading, Claim]:
    """A paper's report of a meeting in Rome."""
    names = " and ".join(parties.values())
    made = document(f"{names} met in Rome on trade and fish, {source} says.", source)
    made = replace(made, published=MET)
    met = claim(made, "meet", parties, day=MET)
    return reading(made, met), met


def test_a_summit_of_three_is_one_however_many_a_paper_names(ledger: Ledger) -> None:
    both = [{code: THREE[code] for code in codes} for codes in (("NOR", "ITA"), ("CHE", "ITA"))]
    for source, parties in (("a", both[0]), ("b", both[1]), ("c", THREE)):
        ledger.add([meeting(source, parties)[0]])
        list(rebuild(ledger, TABLES.rules, TODAY))
    (event,) = events_of(ledger)
    assert sorted(event.actors) == sorted(THREE)
    assert [a.heading.source for a in event.accounts] != []
    assert len(event.accounts) == 3
    ledger.add([reading(document("The market was calm.", "c"))])
    list(rebuild(ledger, TABLES.rules, TODAY))
    assert len(events_of(ledger)) == 2


def test_a_split_parts_a_summit_until_it_is_taken_back(ledger: Ledger) -> None:
    (two, fewer), (three, all_told) = (
        meeting("a", {"NOR": "Oslo", "ITA": "Rome"}),
        meeting("b", THREE),
    )
    ledger.add([two, three])
    list(rebuild(ledger, TABLES.rules, TODAY))
    split = ledger.judge(Verdict(fewer.id, Decision.SPLIT, "ann", "two", all_told.id))
    list(rebuild(ledger, TABLES.rules, TODAY))
    assert len(events_of(ledger)) == 2
    ledger.undo(split.id, "ann")
    list(rebuild(ledger, TABLES.rules, TODAY))
    assert len(events_of(ledger)) == 1


def test_an_earlier_day_is_told_with_what_joined_from_other_pairs(
    ledger: Ledger, clock: Clock
) -> None:
    ledger.add([meeting("a", {"NOR": "Oslo", "ITA": "Rome"})[0], meeting("b", THREE)[0]])
    list(rebuild(ledger, TABLES.rules, TODAY))
    day = clock.next_day()
    (event,), _ = as_of(ledger, Pair("CHE", "ITA"), TABLES.rules, day)
    assert [event] == events_of(ledger)


def test_what_is_broken_off_between_the_steps_goes_on(ledger: Ledger) -> None:
    ledger.add([meeting("a", {"NOR": "Oslo", "ITA": "Rome"})[0], meeting("b", THREE)[0]])
    for done, _ in enumerate(rebuild(ledger, TABLES.rules, TODAY)):
        if done == 1:
            break
    assert ledger.stale("joins")
    list(rebuild(ledger, TABLES.rules, TODAY))
    assert len(events_of(ledger)) == 1


def test_only_what_lies_near_is_joined_again(ledger: Ledger) -> None:
    kept(ledger, told(6), 1, TODAY, TABLES)
    before = {event.id for event in events_of(ledger)}
    ledger.add([meeting("new", {"NOR": "Oslo", "ITA": "Rome"})[0]])
    assert list(rebuild(ledger, TABLES.rules, TODAY)) == [Pair("ITA", "NOR")] * 2
    assert len({event.id for event in events_of(ledger)} - before) == 1


def test_a_ledger_without_pieces_keeps_its_events_until_they_are_computed_again(
    address: str,
) -> None:
    with open_ledger(address, create=True) as ledger:
        kept(ledger, told(7, 30), 1, TODAY, TABLES)
        before = events_of(ledger)
    make_version_2(database(address))
    with open_ledger(address) as ledger:
        assert sorted(ledger.events(EventQuery()), key=lambda event: event.id) == before
        assert ledger.stale("events")
        list(rebuild(ledger, TABLES.rules, TODAY))
        assert events_of(ledger) == before == wanted(ledger)

"""The package's own rules in a ledger: broken off, without space, by two at once, judged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from dragoman.ledger import ClaimQuery, EventQuery, Ledger, Pair, Verdict, open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.copying import LATEST
from dragoman.ledger.gather import gather
from dragoman.ledger.past import as_of
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.relations import PARTS
from dragoman.ledger.rules import Tables
from dragoman.ledger.sql import SqlLedger
from dragoman.ledger.sqlite import Sqlite
from dragoman.model import Decision, Document, Event, LedgerError, Reading, Thread
from tests.ledger.make import Clock, claim, document, many, reading

TODAY = date(2025, 6, 1)
TABLES = Tables.load()
STATES = {"Oslo": "NOR", "Bern": "CHE", "Lima": "PER", "Quito": "ECU", "Rome": "ITA"}


def told(number: int) -> Reading:
    """One of many readings: two states talk, or one sanctions the other."""
    names = list(STATES)
    one, other = names[number % 5], names[(number + 1 + number // 5 % 4) % 5]
    act = "sanction" if number % 3 == 0 else "call"
    text = f"Report {number}: what {one} and {other} did is known to all who read the papers."
    made = document(text, f"{number}.txt", published=date(2025, 2, 3 + number % 20))
    sides = [{STATES[one]: one}, {STATES[other]: other}]
    parties = sides if act == "sanction" else [{**sides[0], **sides[1]}, None]
    return reading(made, claim(made, act, *parties, day=date(2025, 2, 3 + number % 20)))


def renew(ledger: Ledger) -> None:
    list(find_copies(ledger, Copies()))
    list(rebuild(ledger, TABLES.rules, TODAY))


def state(ledger: Ledger) -> tuple[list[Event], list[Thread]]:
    assert not [*ledger.unsigned(1), *(one for part in PARTS for one in ledger.stale(part))]
    events = sorted(ledger.events(EventQuery()), key=lambda event: event.id)
    return events, sorted(ledger.threads(), key=lambda thread: thread.id)


def test_the_ledger_tells_what_its_claims_tell(ledger: Ledger) -> None:
    ledger.add([told(n) for n in range(60)])
    renew(ledger)
    events, threads = state(ledger)
    wanted = gather(ledger.claims(ClaimQuery()), TABLES.compass)
    assert events == sorted(wanted, key=lambda event: event.id)
    assert 1 < len(events) < 60
    assert threads


def test_events_do_not_depend_on_how_often_documents_were_added(
    ledger: Ledger, tmp_path: Path
) -> None:
    for start in range(0, 60, 7):
        ledger.add([told(n) for n in range(start, min(60, start + 7))])
        renew(ledger)
    with open_ledger(str(tmp_path / "other"), create=True) as other:
        other.add([told(n) for n in range(60)])
        renew(other)
        assert state(ledger) == state(other)


@pytest.mark.parametrize("steps", [0, 1, 2, 5, 9])
def test_what_is_broken_off_ends_as_if_it_were_not(tmp_path: Path, steps: int) -> None:
    addresses = [str(tmp_path / name) for name in ("broken", "whole")]
    for address in addresses:
        with open_ledger(address, create=True) as ledger:
            ledger.add([told(n) for n in range(60)])
            if address == addresses[0]:
                list(islice(find_copies(ledger, Copies()), steps))
                list(islice(rebuild(ledger, TABLES.rules, TODAY), steps))
    found = []
    for address in addresses:
        with open_ledger(address) as ledger:
            renew(ledger)
            found.append(state(ledger))
    assert found[0] == found[1]


def test_without_space_nothing_is_lost_and_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "full"
    with open_ledger(str(path), create=True) as ledger:
        ledger.add([told(n) for n in range(400)])
    db = Sqlite(path)
    ledger = SqlLedger(db, Clock())
    db.run(f"PRAGMA max_page_count = {int(db.rows('PRAGMA page_count')[0][0]) + 8}")
    with pytest.raises(LedgerError, match="no space left; make room and give the same command"):
        renew(ledger)
    assert sum(1 for _ in ledger.claims(ClaimQuery())) == 400
    db.run("PRAGMA max_page_count = 1000000")
    renew(ledger)
    wanted = gather(ledger.claims(ClaimQuery()), TABLES.compass)
    assert state(ledger)[0] == sorted(wanted, key=lambda event: event.id)
    ledger.close()


RENEWER = """
import sys
from tests.ledger.test_renewing import renew, told
from dragoman.ledger import open_ledger
with open_ledger(sys.argv[1], create=True) as ledger:
    for start in range(int(sys.argv[2]), 120, 20):
        ledger.add([told(n) for n in range(start, start + 10)])
        renew(ledger)
"""


def test_two_that_add_and_compute_at_once_agree(tmp_path: Path) -> None:
    path = str(tmp_path / "both")
    both = [
        subprocess.Popen([sys.executable, "-c", RENEWER, path, start], cwd=os.getcwd())
        for start in ("0", "10")
    ]
    assert [one.wait(120) for one in both] == [0, 0]
    with open_ledger(path) as ledger:
        renew(ledger)
        accounts = list(ledger.claims(ClaimQuery()))
        assert len(accounts) == 120
        events = sorted(gather(accounts, TABLES.compass), key=lambda event: event.id)
        assert state(ledger)[0] == events


def merge_across_pairs(ledger: Ledger) -> Callable[[], list[Event]]:
    """Merges two claims of different pairs; how to ask for the events of both pairs."""
    one, other = told(0), told(1)
    ledger.add([one, other])
    renew(ledger)
    first, second = one.claims[0].id, other.claims[0].id
    ledger.judge(Verdict(first, Decision.MERGE, "ann", "one affair", second))
    renew(ledger)
    return lambda: list(ledger.events(EventQuery()))


def test_a_merge_across_pairs_makes_one_event_until_it_is_taken_back(ledger: Ledger) -> None:
    events = merge_across_pairs(ledger)
    (event,) = events()
    assert len(event.accounts) == 2
    assert [join.rule.partition(":")[0] for join in event.joins] == ["judgement"]
    both = {account.claim.id for account in event.accounts}
    ledger.add([told(60)])  # touches one of the two pairs only
    renew(ledger)
    assert any(both <= {a.claim.id for a in event.accounts} for event in events())
    (made,) = ledger.judgements()
    ledger.undo(made.id, "ann")
    renew(ledger)
    assert not any(both <= {a.claim.id for a in event.accounts} for event in events())


def test_a_merge_across_pairs_is_known_on_a_past_day(ledger: Ledger, clock: Clock) -> None:
    (event,) = merge_across_pairs(ledger)()
    pair = Pair.of(event.actors[0], (event.recipients or event.actors[1:])[0])
    day = clock.next_day()
    (past,), _ = as_of(ledger, pair, TABLES.rules, day)
    assert past == event


def test_copies_are_found_once_by_two(ledger: Ledger, address: str) -> None:
    ledger.add(list(many(5)))
    with open_ledger(address) as other:
        searching = find_copies(other, Copies())
        list(find_copies(ledger, Copies()))
        list(searching)
    assert ledger.unsigned(1) == []


class Alike:
    """Each text copies the one before it, and shares a band with all."""

    def signature(self, made: Document) -> bytes:
        return made.source.encode()

    def bands(self, signature: bytes) -> Sequence[int]:
        return [7]

    def days(self, made: Document) -> None:
        return None

    def origin(self, signature: bytes, others: Sequence[tuple[str, bytes]]) -> str | None:
        assert len(others) <= LATEST
        return others[-1][0] if others else None


def test_what_copies_a_copy_has_its_origin_however_many_there_are(ledger: Ledger) -> None:
    readings = list(many(LATEST + 10))
    ledger.add(readings)
    list(find_copies(ledger, Alike()))
    origins = {account.heading.origin for account in ledger.claims(ClaimQuery())}
    assert origins == {readings[0].document.id}

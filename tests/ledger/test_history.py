"""Whatever happens, the ledger says of each day what it said on that day."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dragoman.ledger import ClaimQuery, DocumentQuery, Ledger, Verdict
from dragoman.model import Account, Decision, Run
from tests.ledger.make import CALL, NEWER, RUN, Clock, call

SOURCES, TEXTS = ("a.txt", "b.txt", "c.txt"), tuple(f"{word}: {CALL}" for word in "XYZ")
Told = tuple[list[Account], list[str]]


def told(ledger: Ledger, day: date | None = None) -> Told:
    """What the ledger says: its claims, and where which text stands."""
    shown = ledger.documents(DocumentQuery(as_of=day))
    return (
        list(ledger.claims(ClaimQuery(as_of=day))),
        sorted(f"{entry.heading.source} {entry.heading.id}" for entry in shown),
    )


def change(ledger: Ledger, chance: random.Random) -> None:
    """Something happens."""
    kind = chance.random()
    ids = [account.claim.id for account in ledger.claims(ClaimQuery(raw=True))]
    if kind < 0.6 or not ids:
        run: Run = chance.choice((RUN, NEWER))
        day = chance.choice((None, date(2025, 2, 25), date(2025, 2, 26)))
        source, text = chance.choice(SOURCES), chance.choice(TEXTS)
        ledger.add([call(source, text, run, published=day)])
    elif kind < 0.9:
        decision = chance.choice((Decision.ACCEPT, Decision.REJECT, Decision.CORRECT))
        changes = (("status", chance.choice(("denied", "planned"))),)
        given = changes if decision is Decision.CORRECT else ()
        ledger.judge(Verdict(chance.choice(ids), decision, "ann", "so", None, given))
    else:
        for judgement in ledger.judgements():
            if judgement.undone is None:
                ledger.undo(judgement.id, "bob")
                break


@pytest.mark.parametrize("seed", range(12))
def test_a_day_that_is_over_does_not_change(ledger: Ledger, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    days: dict[date, Told] = {}
    for _ in range(15):
        for _ in range(chance.randint(1, 3)):
            change(ledger, chance)
        now = told(ledger)
        days[clock.next_day()] = now
    for day, said in days.items():
        assert told(ledger, day) == said


@pytest.mark.parametrize("seed", range(12))
def test_each_source_shows_one_text_and_each_text_shown_has_one_reading(
    ledger: Ledger, seed: int
) -> None:
    chance = random.Random(seed)
    shown: dict[str, str] = {}
    for _ in range(30):
        source, text = chance.choice(SOURCES), chance.choice(TEXTS)
        ledger.add([call(source, text, chance.choice((RUN, NEWER)))])
        shown[source] = text
        accounts = list(ledger.claims(ClaimQuery()))
        assert sorted(a.claim.evidence.text for a in accounts) == sorted(set(shown.values()))
        entries = list(ledger.documents(DocumentQuery()))
        assert sorted(entry.heading.source for entry in entries) == sorted(shown)

"""What holds for the events of any accounts: tried on generated ones."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.ledger_claims import accounts
from benchmarks.ledger_reports import Noise, Press
from benchmarks.ledger_truth import world
from dragoman.ledger.gather import gather
from dragoman.model import Account, Decision, Event
from tests.ledger.accounts import compass, judgement


@cache
def told(seed: int) -> tuple[Account, ...]:
    """The accounts of a small world."""
    found = world(seed, 40, 30)
    press = Press(found, Noise(), random.Random(seed))
    return tuple(
        account
        for report in press.reports()
        for account, _ in accounts(report, found, compass().ontology)
    )


def groups(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(a.claim.id for a in event.accounts) for event in events}


seeds = st.integers(0, 30)


@settings(max_examples=40, deadline=None)
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(seed: int, shuffle: random.Random) -> None:
    known = list(told(seed))
    before = gather(known, compass())
    shuffle.shuffle(known)
    assert gather(known, compass()) == before


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_every_account_is_in_one_event_and_every_join_in_its_event(seed: int) -> None:
    known = told(seed)
    events = gather(known, compass())
    claims = [a.claim.id for event in events for a in event.accounts]
    assert sorted(claims) == sorted(a.claim.id for a in known)
    for event in events:
        here = {a.claim.id for a in event.accounts}
        assert all({join.claim, join.other} <= here for join in event.joins)
        assert len(event.joins) >= len(here) - 1


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(0, 10_000))
def test_a_copy_changes_nothing_but_the_accounts(seed: int, place: int) -> None:
    known = told(seed)
    original = known[place % len(known)]
    heading = replace(original.heading, id="sha256:copy", source="copy")
    copies = [
        Account(replace(a.claim, id=f"copy {a.claim.id}", document="sha256:copy"), heading, a.run)
        for a in known
        if a.heading.id == original.heading.id
    ]
    before, after = gather(known, compass()), gather([*known, *copies], compass())
    assert [e.origins for e in after] == [e.origins for e in before]
    assert [(e.act, e.window, e.actors, e.status) for e in after] == [
        (e.act, e.window, e.actors, e.status) for e in before
    ]


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(0, 10_000))
def test_a_split_undoes_a_join_and_its_undoing_brings_it_back(seed: int, place: int) -> None:
    known = told(seed)
    before = gather(known, compass())
    joins = [join for event in before for join in event.joins]
    join = joins[place % len(joins)]
    split = judgement(Decision.SPLIT, join.claim, join.other)
    for group in groups(gather(known, compass(), [split])):
        assert not {join.claim, join.other} <= group
    undone = judgement(Decision.SPLIT, join.claim, join.other, undone=True)
    assert gather(known, compass(), [undone]) == before


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_merge_is_always_one_event(seed: int, one: int, other: int) -> None:
    known = told(seed)
    first, second = known[one % len(known)].claim.id, known[other % len(known)].claim.id
    if first == second:
        return
    ruling = judgement(Decision.MERGE, first, second)
    found = groups(gather(known, compass(), [ruling]))
    assert any({first, second} <= group for group in found)

"""Which accounts tell one event, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from dragoman.ledger.gather import gather
from dragoman.model import Account, Decision, Event, LedgerError, Status, Subject, Via
from tests.ledger.accounts import DAY, Maker, compass, day, judgement


def groups(events: Iterable[Event]) -> set[frozenset[str]]:
    """Which claims each event holds."""
    return {frozenset(a.claim.id for a in event.accounts) for event in events}


def one(accounts: Sequence[Account]) -> Event:
    """The single event that some accounts tell."""
    events = gather(accounts, compass())
    assert len(events) == 1, groups(events)
    return events[0]


def rules(event: Event) -> set[str]:
    return {join.rule for join in event.joins}


def test_two_readouts_of_one_call_are_one_event_with_two_accounts() -> None:
    make = Maker()
    ours = make.account("call", "RUS,USA", on=DAY, says="RUS", topics=("gas", "Ukraine"))
    theirs = make.account(
        "talk", "USA,RUS", published=day(1), says="USA", topics=("Ukraine",), language="ru"
    )
    event = one([ours, theirs])
    assert rules(event) == {"reported-in-time"}
    assert (event.act, event.origins, event.claimants) == ("call", 2, ("RUS", "USA"))
    assert (event.window.start, event.window.end) == (DAY, DAY)
    assert "topic:Ukraine" in event.agreed
    assert ("topic:gas", "RUS") in event.one_sided


@pytest.mark.parametrize(
    ("acts", "merge"),
    [
        (("call", "talk"), True),
        (("visit", "meet"), True),
        (("agree", "sign"), True),
        (("call", "meet"), False),
        (("call", "sign"), False),
        (("recall_ambassador", "close_mission"), False),
    ],
)
def test_only_acts_that_can_tell_the_same_merge(acts: tuple[str, str], merge: bool) -> None:
    make = Maker()
    accounts = [make.account(act, "FRA,EGY", on=DAY) for act in acts]
    assert (len(gather(accounts, compass())) == 1) is merge


@pytest.mark.parametrize(
    ("first", "second", "published", "merge"),
    [
        (DAY, DAY, DAY, True),
        (DAY, day(2), day(2), False),
        (DAY, None, DAY, True),
        (DAY, None, day(1), True),
        (DAY, None, day(9), False),
        (None, None, DAY, True),
        (None, None, day(5), False),
        (DAY, DAY, day(200), True),  # told again months later, with its date
    ],
)
def test_dates_decide(
    first: date | None,
    second: date | None,
    published: date,
    merge: bool,
) -> None:
    make = Maker()
    accounts = [
        make.account("call", "FRA,EGY", on=first),
        make.account("call", "FRA,EGY", on=second, published=published),
    ]
    assert (len(gather(accounts, compass())) == 1) is merge


def test_the_presidents_and_the_ministers_calls_of_one_day_stay_apart() -> None:
    make = Maker()
    heads = make.account("call", "FRA/president,EGY/president", on=DAY)
    ministers = make.account("call", "FRA/foreign minister,EGY/foreign minister", on=DAY)
    unclear = make.account("call", "FRA,EGY", on=DAY)
    events = gather([heads, ministers, unclear], compass())
    assert groups(events) == {frozenset({a.claim.id}) for a in (heads, ministers, unclear)}


def test_a_person_and_his_office_are_one() -> None:
    make = Maker()
    named = make.account("call", "FRA:Ada Lis/foreign minister,EGY", on=DAY)
    office = make.account("call", "FRA/foreign minister,EGY", on=DAY)
    assert one([named, office]).origins == 2


def test_times_of_day_tell_two_calls_apart() -> None:
    make = Maker()
    morning = make.account("call", "FRA,EGY", on=DAY, text="They spoke at 9:30.")
    evening = make.account("call", "FRA,EGY", on=DAY, text="They spoke at 18:00.")
    assert len(gather([morning, evening], compass())) == 2


def test_strikes_of_one_day_on_two_towns_stay_apart() -> None:
    make = Maker()
    here = make.account("shell", "ARG", "PRT", on=DAY, place="PRT Porto")
    again = make.account("attack", "ARG", "PRT", on=DAY, place="PRT Porto")
    there = make.account("shell", "ARG", "PRT", on=DAY, place="PRT Braga")
    somewhere = make.account("shell", "ARG", "PRT", on=DAY)
    events = gather([here, again, there, somewhere], compass())
    assert frozenset({here.claim.id, again.claim.id}) in groups(events)
    assert len(events) == 3


def test_who_did_it_to_whom_matters() -> None:
    make = Maker()
    ours = make.account("criticize", "FRA", "EGY", on=DAY)
    theirs = make.account("criticize", "EGY", "FRA", on=DAY)
    assert len(gather([ours, theirs], compass())) == 2


def test_what_was_planned_and_what_was_held_are_two_events() -> None:
    make = Maker()
    plan = make.account("visit", "FRA,EGY", on=day(5), status=Status.PLANNED)
    arranged = make.account("plan_meeting", "FRA,EGY", on=day(5), published=day(1))
    held = make.account("visit", "FRA,EGY", on=day(5), published=day(5))
    events = gather([plan, arranged, held], compass())
    assert groups(events) == {
        frozenset({plan.claim.id, arranged.claim.id}),
        frozenset({held.claim.id}),
    }


def test_a_denial_joins_what_it_denies_and_makes_it_contested() -> None:
    make = Maker()
    told = make.account("shell", "ARG", "PRT", on=DAY, place="PRT Porto", says="PRT")
    denied = make.account(
        "shell", "ARG", "PRT", on=DAY, place="PRT Porto", says="ARG", status=Status.DENIED
    )
    event = one([told, denied])
    assert rules(event) == {"denial"}
    assert event.status is Status.OCCURRED
    assert "status" in event.contested


def test_a_third_party_is_taken_in_where_something_ties_them() -> None:
    make = Maker()
    three = make.account("meet", "FRA,EGY,KEN", on=DAY, topics=("grain",))
    two = make.account("meet", "FRA,EGY", on=DAY, topics=("grain",))
    event = one([three, two])
    assert set(event.actors) == {"FRA", "EGY", "KEN"}
    assert rules(event) == {"fewer-parties"}


def test_a_missing_recipient_is_found_only_if_one_event_fits() -> None:
    make = Maker()
    to_egypt = make.account("criticize", "FRA", "EGY", on=DAY, topics=("grain",))
    to_nobody = make.account("criticize", "FRA", on=DAY, topics=("grain",))
    assert len(gather([to_egypt, to_nobody], compass())) == 1
    to_kenya = make.account("criticize", "FRA", "KEN", on=DAY, topics=("grain",))
    assert len(gather([to_egypt, to_nobody, to_kenya], compass())) == 3


def test_a_copy_counts_as_no_further_origin() -> None:
    make = Maker()
    first = make.account("call", "FRA,EGY", text="They spoke.")
    copy = make.account("call", "FRA,EGY", text="They spoke.", origin=first.heading.id)
    event = one([first, copy])
    assert event.origins == 1
    assert rules(event) == {"copy"}


def test_dates_that_differ_by_a_day_are_contested() -> None:
    make = Maker()
    text = "Talks about railway gauges, customs and grain were held behind closed doors."
    first = make.account("meet", "FRA:A,EGY:B", on=DAY, says="FRA", text=text)
    second = make.account("meet", "FRA:A,EGY:B", on=day(1), says="EGY", text=text)
    event = one([first, second])
    assert rules(event) == {"day-off"}
    assert "date" in event.contested


def test_a_rejected_claim_is_left_out_until_that_is_undone() -> None:
    make = Maker()
    good, bad = make.account("call", "FRA,EGY", on=DAY), make.account("call", "FRA,EGY", on=DAY)
    ruling = judgement(Decision.REJECT, bad.claim.id)
    assert groups(gather([good, bad], compass(), [ruling])) == {frozenset({good.claim.id})}
    taken_back = judgement(Decision.REJECT, bad.claim.id, undone=True)
    assert len(one([good, bad]).accounts) == 2
    assert groups(gather([good, bad], compass(), [taken_back])) == groups(
        gather([good, bad], compass())
    )


def test_a_split_undoes_a_join() -> None:
    make = Maker()
    first, second = make.account("call", "FRA,EGY", on=DAY), make.account("call", "FRA,EGY", on=DAY)
    assert len(gather([first, second], compass())) == 1
    ruling = judgement(Decision.SPLIT, first.claim.id, second.claim.id)
    assert len(gather([first, second], compass(), [ruling])) == 2


def test_a_merge_joins_what_the_rules_keep_apart() -> None:
    make = Maker()
    call = make.account("call", "FRA,EGY", on=DAY)
    pact = make.account("sign", "FRA,EGY,KEN", on=day(30))
    ruling = judgement(Decision.MERGE, call.claim.id, pact.claim.id)
    (event,) = gather([call, pact], compass(), [ruling])
    assert {join.rule for join in event.joins} == {f"judgement:{ruling.id}"}


def test_a_rejected_event_is_left_out_and_a_corrected_one_corrected() -> None:
    make = Maker()
    account = make.account("call", "FRA,EGY", on=DAY)
    (event,) = gather([account], compass())
    rejected = judgement(Decision.REJECT, event.id, subject=Subject.EVENT)
    assert gather([account], compass(), [rejected]) == ()
    corrected = judgement(
        Decision.CORRECT, event.id, subject=Subject.EVENT, changes=(("date", "2025-05-10"),)
    )
    (event,) = gather([account], compass(), [corrected])
    assert event.window.start == date(2025, 5, 10)


def test_a_correction_that_cannot_be_is_an_error() -> None:
    make = Maker()
    account = make.account("call", "FRA,EGY", on=DAY)
    (event,) = gather([account], compass())
    wrong = judgement(
        Decision.CORRECT, event.id, subject=Subject.EVENT, changes=(("date", "yesterday"),)
    )
    with pytest.raises(LedgerError, match=r"judgement .*date.*2025-05-12"):
        gather([account], compass(), [wrong])


def test_what_two_states_rarely_do_is_known_by_its_time() -> None:
    make = Maker()
    for act, expected in (("lift_sanctions", 1), ("meet", 2)):
        sides = ("FRA,EGY", "") if act == "meet" else ("FRA", "EGY")
        told = make.account(act, *sides, on=DAY), make.account(act, *sides, published=day(3))
        assert len(gather(told, compass())) == expected


def test_of_two_plans_a_visit_put_off_was_the_visit() -> None:
    make = Maker()
    plans = [
        make.account(act, "FRA,EGY", on=day(due), published=DAY, status=Status.PLANNED)
        for act, due in (("meet", 20), ("visit", 40))
    ]
    off = make.account("visit", "FRA,EGY", published=day(5), status=Status.DENIED)
    events = gather([*plans, off], compass())
    assert sorted((e.act, len(e.accounts)) for e in events) == [("meet", 1), ("visit", 2)]


def test_a_plan_is_the_same_for_two_days() -> None:
    make = Maker()
    for later, expected in ((2, 1), (4, 2)):
        dated = make.account("meet", "FRA,EGY", on=day(30), status=Status.PLANNED)
        other = make.account("meet", "FRA,EGY", published=day(later), status=Status.PLANNED)
        assert len(gather([dated, other], compass())) == expected


@pytest.mark.parametrize(("told", "events"), [(100, 1), (3, 2)])
def test_who_held_an_office_is_not_known_from_a_report_long_after(told: int, events: int) -> None:
    make = Maker()
    first = make.account("meet", "FRA:Ada Lis/foreign minister,EGY", on=DAY, published=DAY)
    second = make.account("meet", "FRA:Bo Rey/foreign minister,EGY", on=DAY, published=day(told))
    actors = tuple(replace(party, via=Via.OFFICE) for party in second.claim.actors)
    second = replace(second, claim=replace(second.claim, actors=actors))
    assert len(gather([first, second], compass())) == events

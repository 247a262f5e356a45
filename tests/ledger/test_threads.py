"""States of threads, one story a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from dragoman.ledger.gather import gather
from dragoman.ledger.threads import threads_of
from dragoman.model import Account, Decision, LedgerError, Status, Subject, Thread, ThreadKind
from dragoman.ontology import ThreadRules
from tests.ledger.accounts import DAY, Maker, compass, day, judgement

RULES = ThreadRules.load
TOPIC = ("grain",)


def threads(accounts: Sequence[Account], as_of: date) -> tuple[Thread, ...]:
    known = [a for a in accounts if a.heading.published is None or a.heading.published <= as_of]
    return threads_of(gather(known, compass()), compass(), RULES(), as_of)


def states(accounts: Sequence[Account], as_of: date, kind: ThreadKind) -> list[list[str]]:
    """The states of every thread of a kind, in order."""
    return [
        [str(step.state) for step in thread.transitions]
        for thread in threads(accounts, as_of)
        if thread.kind is kind
    ]


class Story(Maker):
    """Accounts of the topic, told on the day on which it happens."""

    def tell(
        self,
        act: str,
        on: int,
        status: Status = Status.OCCURRED,
        due: int | None = None,
        topics: tuple[str, ...] = TOPIC,
        trace: tuple[str, ...] = (),
    ) -> Account:
        """France and Egypt; told on a day, done on that day or planned for another."""
        planned = day(due) if due is not None else None
        when = day(on) if status is Status.OCCURRED else planned
        mutual = self.ontology.act(act).symmetric
        return self.account(
            act,
            "FRA,EGY" if mutual else "FRA",
            "" if mutual else "EGY",
            on=when,
            published=day(on),
            status=status,
            topics=topics,
            trace=trace,
        )


@pytest.mark.parametrize(
    ("later", "as_of", "expected"),
    [
        (None, 5, ["promised"]),
        (None, 22, ["promised", "due"]),
        (None, 90, ["promised", "due", "unknown"]),
        ("aid", 90, ["promised", "kept"]),
        ("refuse_aid", 90, ["promised", "broken"]),
        ("praise", 22, ["promised", "due"]),
    ],
)
def test_a_promise_with_a_day(later: str | None, as_of: int, expected: list[str]) -> None:
    story = Story()
    told = [story.tell("promise_aid", 0), story.tell("aid", 0, Status.PLANNED, due=20)]
    told += [story.tell(later, 15)] if later else []
    assert states(told, day(as_of), ThreadKind.COMMITMENT) == [expected]


def test_a_promise_is_not_kept_by_another_or_on_another_topic() -> None:
    story = Story()
    promised = story.tell("promise_aid", 0)
    theirs = story.account("aid", "EGY", "FRA", on=day(9), published=day(9), topics=TOPIC)
    other = story.tell("aid", 9, topics=("gas",))
    assert states([promised, theirs, other], day(30), ThreadKind.COMMITMENT) == [["promised"]]


def test_a_promise_for_another_day_supersedes_the_first() -> None:
    story = Story()
    first = story.tell("aid", 0, Status.PLANNED, due=20)
    second = story.tell("aid", 10, Status.PLANNED, due=40)
    found = states([first, second], day(15), ThreadKind.COMMITMENT)
    assert found == [["promised", "superseded"], ["promised"]]


def test_what_was_agreed_is_kept_by_a_deed_on_its_topic() -> None:
    story = Story()
    told = [story.tell("agree", 0), story.tell("cooperate", 30)]
    (thread,) = threads(told, day(40))
    assert [(str(s.state), s.rule) for s in thread.transitions][-1] == (
        "kept",
        "done-on-the-same-topic",
    )


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((("threaten_sanctions", 0),), ["announced"]),
        ((("threaten_sanctions", 0), ("sanction", 9)), ["announced", "in_force"]),
        ((("sanction", 0), ("sanction", 60)), ["in_force", "extended"]),
        ((("sanction", 0), ("ease_restrictions", 20)), ["in_force", "eased"]),
        (
            (("sanction", 0), ("ease_restrictions", 20), ("lift_sanctions", 40)),
            ["in_force", "eased", "lifted"],
        ),
        ((("blockade", 0), ("end_obstacle", 40)), ["in_force", "lifted"]),
        ((("sanction", 0), ("end_obstacle", 40)), ["in_force"]),
    ],
)
def test_measures(acts: tuple[tuple[str, int], ...], expected: list[str]) -> None:
    story = Story()
    told = [story.tell(act, on) for act, on in acts]
    assert states(told, day(100), ThreadKind.MEASURE) == [expected]


def test_a_demand_shows_an_obstacle_of_which_nothing_else_is_known() -> None:
    story = Story()
    demand = story.tell("demand_lifting", 0)
    lifted = story.account("lift_sanctions", "EGY", "FRA", on=day(9), published=day(9))
    assert states([demand], day(5), ThreadKind.MEASURE) == [["demanded"]]
    assert states([demand, lifted], day(20), ThreadKind.MEASURE) == [["demanded", "lifted"]]


PLAN = ("visit", 0, Status.PLANNED, 20)


@pytest.mark.parametrize(
    ("steps", "as_of", "expected"),
    [
        ([], 10, ["planned"]),
        ([], 30, ["planned", "passed"]),
        ([("visit", 20, Status.OCCURRED, None)], 30, ["planned", "held"]),
        ([("visit", 8, Status.OCCURRED, None)], 10, ["planned"]),
        ([("call", 20, Status.OCCURRED, None)], 30, ["planned", "passed"]),
        ([("refuse_meeting", 12, Status.OCCURRED, None)], 30, ["planned", "cancelled"]),
        ([("visit", 12, Status.PLANNED, 45)], 30, ["planned", "postponed"]),
        (
            [("visit", 12, Status.PLANNED, 45), ("visit", 45, Status.OCCURRED, None)],
            60,
            ["planned", "postponed", "held"],
        ),
        ([("visit", 12, Status.PLANNED, 45)], 60, ["planned", "postponed", "passed"]),
    ],
)
def test_meetings(
    steps: list[tuple[str, int, Status, int | None]], as_of: int, expected: list[str]
) -> None:
    story = Story()
    told = [story.tell(*step) for step in (PLAN, *steps)]
    assert states(told, day(as_of), ThreadKind.MEETING) == [expected]


def test_a_meeting_that_is_put_off_waits_for_another_day() -> None:
    story = Story()
    plan = story.tell(*PLAN)
    off = story.tell("visit", 12, Status.DENIED, due=20, trace=("postponed",))
    assert states([plan, off], day(60), ThreadKind.MEETING) == [["planned", "postponed"]]


def test_a_denial_that_puts_nothing_off_moves_nothing() -> None:
    story = Story()
    plan = story.tell(*PLAN)
    denied = story.tell("visit", 12, Status.DENIED, due=20)
    assert states([plan, denied], day(15), ThreadKind.MEETING) == [["planned"]]


def test_a_proposal_becomes_a_plan() -> None:
    story = Story()
    told = [story.tell("invite", -10), story.tell(*PLAN)]
    assert states(told, day(10), ThreadKind.MEETING) == [["proposed", "planned"]]


def test_an_invitation_to_a_visit_is_no_plan_of_it() -> None:
    make = Maker()
    told = [
        make.account("invite", "FRA", "EGY", document="d"),
        make.account("visit", "EGY,FRA", status=Status.PLANNED, document="d"),
    ]
    assert states(told, DAY, ThreadKind.MEETING) == [["proposed"]]


def test_as_of_an_earlier_day_nothing_later_is_known() -> None:
    story = Story()
    told = [story.tell(*PLAN), story.tell("visit", 20)]
    events = gather(told, compass())
    (before,) = threads_of(events, compass(), RULES(), day(15))
    (after,) = threads_of(events, compass(), RULES(), day(25))
    assert (str(before.state), str(after.state)) == ("planned", "held")
    assert before.id == after.id


def test_every_transition_names_its_event_or_the_calendar() -> None:
    story = Story()
    told = [story.tell(*PLAN), story.tell("promise_aid", 0), story.tell("sanction", 0)]
    events = gather(told, compass())
    known = {event.id for event in events}
    for thread in threads_of(events, compass(), RULES(), day(400)):
        for step in thread.transitions:
            assert step.rule
            assert step.event in known or step.rule in ("passed-without-word", "no-word-since")


def test_an_analyst_may_give_a_thread_another_state() -> None:
    story = Story()
    events = gather([story.tell(*PLAN)], compass())
    (thread,) = threads_of(events, compass(), RULES(), DAY)
    ruling = judgement(
        Decision.CORRECT, thread.id, subject=Subject.THREAD, changes=(("state", "cancelled"),)
    )
    (corrected,) = threads_of(events, compass(), RULES(), day(30), [ruling])
    assert str(corrected.state) == "cancelled"
    wrong = judgement(
        Decision.CORRECT, thread.id, subject=Subject.THREAD, changes=(("state", "gone"),)
    )
    with pytest.raises(LedgerError, match="promised, due, kept"):
        threads_of(events, compass(), RULES(), day(30), [wrong])


def test_a_threat_that_is_read_as_the_deed_too_imposes_nothing() -> None:
    """Both claims stand in one sentence: "threatened them with sanctions"."""
    story = Maker()
    both = [
        story.account(act, "FRA", "EGY", document="d") for act in ("threaten_sanctions", "sanction")
    ]
    assert states(both, day(10), ThreadKind.MEASURE) == [["announced"]]


def test_another_act_for_another_day_is_another_meeting() -> None:
    story = Maker()
    who = "FRA/foreign minister,EGY/foreign minister"
    for act, later, expected in (
        ("meet", 24, [["planned", "postponed"]]),
        ("visit", 24, [["planned"], ["planned"]]),
    ):
        plans = [
            story.account(a, who, on=day(due), published=day(told), status=Status.PLANNED)
            for a, told, due in (("meet", 0, 20), (act, 3, later))
        ]
        assert states(plans, day(5), ThreadKind.MEETING) == expected


def test_a_meeting_whose_second_day_is_over_is_waited_for_no_longer() -> None:
    story = Story()
    told = [story.tell("meet", on, Status.PLANNED, due) for on, due in ((0, 10), (3, 20), (60, 80))]
    assert states(told, day(62), ThreadKind.MEETING) == [
        ["planned", "postponed", "passed"],
        ["planned"],
    ]


LATE = 90  # days after which an old plan is read of


@pytest.mark.parametrize("off", ["refuse_meeting", "visit"])
def test_a_plan_read_of_after_its_day_may_have_been_given_up_before(off: str) -> None:
    story = Story()
    called_off = off == "refuse_meeting"
    status, trace = (Status.OCCURRED, ()) if called_off else (Status.DENIED, ("postponed",))
    told = [
        story.tell(off, 12, status, trace=trace),
        story.tell("visit", LATE, Status.PLANNED, 20),
    ]
    expected = ["planned", "cancelled" if called_off else "postponed"]
    assert states(told, day(LATE + 9), ThreadKind.MEETING) == [expected]


def test_a_plan_read_of_after_its_day_was_not_given_up_long_before_it() -> None:
    story = Story()
    told = [story.tell("refuse_meeting", -99), story.tell("visit", LATE, Status.PLANNED, 20)]
    assert states(told, day(LATE + 9), ThreadKind.MEETING) == [["planned", "passed"]]


def test_the_day_that_was_given_up_is_no_new_day_when_it_is_read_of_late() -> None:
    story = Story()
    told = [
        story.account("visit", "FRA,EGY", published=day(0), status=Status.PLANNED),
        story.tell("visit", 12, Status.DENIED, trace=("postponed",)),
        story.tell("visit", LATE, Status.PLANNED, 20),
    ]
    found = states(told, day(LATE + 9), ThreadKind.MEETING)
    assert ["planned", "postponed"] in found
    assert not any("passed" in steps for steps in found)


@pytest.mark.parametrize(
    ("office", "expected"),
    [("foreign minister", [["planned", "held"]]), ("president", [["planned", "passed"]])],
)
def test_a_new_minister_holds_what_the_old_one_planned(
    office: str, expected: list[list[str]]
) -> None:
    make = Maker()
    told = [
        make.account(
            "visit",
            f"FRA:{who}/{rank},EGY",
            on=day(20),
            published=day(on),
            status=status,
        )
        for who, rank, on, status in (
            ("Ada Lis", "foreign minister", 0, Status.PLANNED),
            ("Bo Rey", office, 20, Status.OCCURRED),
        )
    ]
    assert states(told, day(30), ThreadKind.MEETING) == expected


@pytest.mark.parametrize(("on", "state"), [(20, "held"), (21, "passed")])
def test_what_is_held_on_the_day_is_the_meeting_whatever_it_was_about(on: int, state: str) -> None:
    story = Story()
    told = [story.tell(*PLAN), story.tell("visit", on, topics=("gas",))]
    assert states(told, day(30), ThreadKind.MEETING)[0] == ["planned", state]


@pytest.mark.parametrize(
    ("on", "topics", "expected"),
    [
        (60, (), [["announced", "in_force"]]),
        (120, (), [["announced"], ["in_force"]]),
        (120, TOPIC, [["announced", "in_force"]]),
    ],
)
def test_a_threat_of_long_ago_is_carried_out_only_on_its_topic(
    on: int, topics: tuple[str, ...], expected: list[list[str]]
) -> None:
    story = Story()
    told = [
        story.tell("threaten_sanctions", 0, topics=topics),
        story.tell("sanction", on, topics=topics),
    ]
    assert states(told, day(130), ThreadKind.MEASURE) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(30, 34, ["in_force", "extended"]), (-5, 25, ["in_force"])],
)
def test_a_measure_of_some_days_later_extends_one_of_the_same_month_does_not(
    first: int, last: int, expected: list[str]
) -> None:
    story = Story()
    again = story.account(
        "sanction", "FRA", "EGY", on=day(first), until=day(last), published=day(last), topics=TOPIC
    )
    told = [story.tell("sanction", 0), again]
    assert states(told, day(60), ThreadKind.MEASURE) == [expected]

"""A ledger at a glance, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.ledger import (
    ClaimQuery,
    DocumentQuery,
    EventQuery,
    Ledger,
    Page,
    Pair,
    QueueQuery,
    ThreadQuery,
    Verdict,
)
from dragoman.ledger.query import OWN_VOICE
from dragoman.ledger.rebuild import rebuild
from dragoman.ledger.relations import EVENTS, THREADS
from dragoman.ledger.rules import Tables
from dragoman.model import Decision, LedgerError, Status, Subject, ThreadKind
from tests.ledger.make import Clock, claim, document, many, reading

TODAY = date(2025, 3, 2)
RULES = Tables.load().rules
NORWAY = Pair("CHE", "NOR")


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """A call, a promise and an accusation, less sure one after the other."""
    facts = (
        ("call", Status.OCCURRED, date(2025, 2, 24), 0.9),
        ("aid", Status.PLANNED, date(2025, 4, 1), 0.5),
        ("accuse", Status.OCCURRED, date(2025, 2, 26), 0.3),
    )
    for number, (act, status, day, sure) in enumerate(facts):
        made = document(f"Oslo, Bern {number}", f"{number}.txt", published=date(2025, 2, 27))
        both = {"NOR": "Oslo"} if act != "call" else {"NOR": "Oslo", "CHE": "Bern"}
        towards = {"CHE": "Bern"} if act != "call" else {}
        one = claim(made, act, both, towards, status=status, day=day, confidence=sure)
        ledger.add([reading(made, one)])
    list(rebuild(ledger, RULES, TODAY))
    return ledger


def acts(ledger: Ledger, query: QueueQuery | None = None) -> list[str]:
    """What waits for a judgement."""
    return [account.claim.act for account in ledger.queue(query or QueueQuery())]


def test_days_are_tallied_by_pair(told: Ledger) -> None:
    tallies = {t.day: t for t in told.tallies(None, date(2025, 3, 1))}
    assert set(tallies) == {date(2025, 2, 24), date(2025, 2, 26)}
    call, accusation = tallies[date(2025, 2, 24)], tallies[date(2025, 2, 26)]
    assert (call.pair, call.events, call.cooperation, call.conflict) == (NORWAY, 1, 1.5, 0.0)
    assert (accusation.cooperation, accusation.conflict) == (0.0, 3.5)
    assert told.tallies(None, None, Pair("CHE", "PER")) == []


def test_stretches_are_summed_up(told: Ledger) -> None:
    begins = (date(2025, 2, 25), date(2025, 2, 26), date(2025, 2, 27))
    apart = told.tallies(None, TODAY, NORWAY, begins)
    assert [t.day for t in apart] == [date(2025, 2, 24), date(2025, 2, 26)]
    (whole,) = told.tallies(None, TODAY, NORWAY, (date(2024, 1, 1),))
    assert (whole.day, whole.events) == (date(2025, 2, 26), 2)
    assert (whole.cooperation, whole.conflict) == (1.5, 3.5)
    assert told.days(TODAY) == (date(2025, 2, 24), date(2025, 2, 26))
    assert told.days(date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EventQuery(language="en"), "accuse aid call"),
        (EventQuery(language="de"), ""),
        (EventQuery(claimant=OWN_VOICE), "accuse aid call"),
        (EventQuery(claimant="NOR"), ""),
        (EventQuery(confidence=0.4), "aid call"),
        (EventQuery(confidence=0.9, bare=True), "call"),
        (EventQuery(topic="gas"), ""),
    ],
)
def test_events_are_found_by_their_accounts(told: Ledger, query: EventQuery, found: str) -> None:
    events = {event.id: event.act for event in told.events(query)}
    assert " ".join(sorted(events.values())) == found
    assert set(told.event_ids(query)) == set(events)


def test_pages_of_claims_leave_out_what_is_rejected(told: Ledger) -> None:
    def page(number: int) -> list[str]:
        found = told.claims(ClaimQuery(page=Page(1, number)))
        return [account.claim.act for account in found]

    assert [page(n) for n in range(4)] == [["call"], ["aid"], ["accuse"], []]
    first = next(told.claims(ClaimQuery(acts=("call",)))).claim.id
    made = told.judge(Verdict(first, Decision.REJECT, "ann", "no"))
    assert [page(n) for n in range(3)] == [["aid"], ["accuse"], []]
    told.undo(made.id, "ann")
    changes = (("act", "meet"),)
    told.judge(Verdict(first, Decision.CORRECT, "ann", "it was", changes=changes))
    met = told.claims(ClaimQuery(acts=("meet",), page=Page(5)))
    assert [account.claim.id for account in met] == [first]
    assert list(told.claims(ClaimQuery(acts=("call",), page=Page(5)))) == []


def test_the_agenda_is_in_the_order_in_which_it_is_due(told: Ledger) -> None:
    (thread,) = told.agenda(ThreadQuery(due_since=TODAY))
    assert (thread.kind, thread.due) == (ThreadKind.COMMITMENT, date(2025, 4, 1))
    assert list(told.agenda(ThreadQuery(due_until=TODAY))) == []
    assert list(told.agenda(ThreadQuery(party="NOR", kinds=(ThreadKind.COMMITMENT,)))) == [thread]
    assert list(told.agenda(ThreadQuery(kinds=(ThreadKind.MEETING,)))) == []


def test_the_least_certain_is_judged_first_and_once(told: Ledger) -> None:
    assert acts(told) == ["accuse", "aid", "call"]
    claim_id = told.queue(QueueQuery(page=Page(1)))[0].claim.id
    made = told.judge(Verdict(claim_id, Decision.ACCEPT, "ann", "so it is"))
    assert acts(told) == ["aid", "call"]
    assert acts(told, QueueQuery(page=Page(1, 1))) == ["call"]
    told.undo(made.id, "ann")
    assert acts(told) == ["accuse", "aid", "call"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (QueueQuery(confidence=0.6), ["accuse", "aid"]),
        (QueueQuery(acts=("call",)), ["call"]),
        (QueueQuery(statuses=(Status.PLANNED,)), ["aid"]),
        (QueueQuery(pair=NORWAY), ["accuse", "aid", "call"]),
        (QueueQuery(pair=Pair("CHE", "PER")), []),
        (QueueQuery(claimant="-"), ["accuse", "aid", "call"]),
        (QueueQuery(claimant="NOR"), []),
        (QueueQuery(language="de"), []),
    ],
)
def test_the_queue_can_be_narrowed(told: Ledger, query: QueueQuery, found: list[str]) -> None:
    assert acts(told, query) == found


def test_an_event_knows_its_claims_and_they_know_it(told: Ledger) -> None:
    events = list(told.events(EventQuery()))
    claims = {a.claim.id: e.id for e in events for a in e.accounts}
    assert told.events_of(list(claims)) == claims
    (promise,) = (e for e in events if e.status is Status.PLANNED)
    assert [t.kind for t in told.threads_of(promise.id)] == [ThreadKind.COMMITMENT]
    told.judge(Verdict(next(iter(claims)), Decision.REJECT, "ann", "no"))
    list(rebuild(told, RULES, TODAY))
    assert len(told.events_of(list(claims))) == len(claims) - 1


def test_what_is_new_is_told_once(ledger: Ledger, clock: Clock) -> None:
    ledger.add(list(many(2)))
    clock.next_day()
    since = clock.now
    assert ledger.newest(since, 10) == []
    ledger.add(list(many(3)))
    (new,) = ledger.newest(since, 10)
    assert new.heading.source == "2.txt"


def test_lists_are_told_page_by_page(ledger: Ledger) -> None:
    ledger.add(list(many(5)))
    pages = [
        [e.heading.source for e in ledger.documents(DocumentQuery(page=Page(2, n, newest=True)))]
        for n in (0, 2, 4)
    ]
    assert pages == [["4.txt", "3.txt"], ["2.txt", "1.txt"], ["0.txt"]]


def test_events_come_newest_first_where_that_is_asked(told: Ledger) -> None:
    page = Page(2, 0, newest=True)
    assert [e.act for e in told.events(EventQuery(page=page))] == ["aid", "accuse"]
    assert [e.act for e in told.events(EventQuery(parties=("CHE",), page=Page(9, 2, True)))] == [
        "call"
    ]
    assert list(told.events(EventQuery(parties=("PER",)))) == []
    assert [e.act for e in told.events(EventQuery(statuses=(Status.PLANNED,)))] == ["aid"]


def test_counts_and_revision_follow_every_change(ledger: Ledger) -> None:
    before = ledger.revision()
    assert ledger.revision() == before
    ledger.add(list(many(3)))
    assert ledger.revision() > before
    counts = ledger.counts()
    assert (counts.documents, counts.claims, counts.events, counts.stale) == (3, 3, 0, 1)
    list(rebuild(ledger, RULES, TODAY))
    assert ledger.counts().stale == 0


def test_a_pair_changes_when_its_events_do(ledger: Ledger) -> None:
    ledger.add(list(many(1)))
    list(rebuild(ledger, RULES, TODAY))
    before = ledger.revision(NORWAY)
    made = document("Lima met Rome", "x.txt")
    ledger.add([reading(made, claim(made, "meet", {"PER": "Lima", "ITA": "Rome"}))])
    list(rebuild(ledger, RULES, TODAY))
    assert ledger.revision(NORWAY) == before
    assert ledger.revision(Pair("ITA", "PER")) > before
    (account,) = ledger.claims(ClaimQuery(parties=("CHE",)))
    ledger.judge(Verdict(account.claim.id, Decision.REJECT, "ann", "no"))
    list(rebuild(ledger, RULES, TODAY))
    assert ledger.revision(NORWAY) > before


def test_what_became_stale_since_a_moment_is_computed_alone(ledger: Ledger, clock: Clock) -> None:
    ledger.add(list(many(1)))
    list(rebuild(ledger, RULES, TODAY))
    made = document("Lima met Rome", "x.txt")
    ledger.add([reading(made, claim(made, "meet", {"PER": "Lima", "ITA": "Rome"}))])
    (account,) = ledger.claims(ClaimQuery(parties=("CHE",)))
    clock.next_day()
    judged = ledger.judge(Verdict(account.claim.id, Decision.REJECT, "ann", "no"))
    done = list(rebuild(ledger, RULES, TODAY, judged.at))
    assert set(done) == {NORWAY}
    assert [stale.pair for stale in ledger.stale(EVENTS)] == [Pair("ITA", "PER")]
    assert ledger.stale(THREADS, datetime.now(UTC)) == []
    assert judged.subject is Subject.CLAIM


def test_a_question_has_its_time(ledger: Ledger) -> None:
    ledger.add(list(many(3)))
    ledger.limit(0.0)
    with pytest.raises(LedgerError, match="too long"):
        list(ledger.claims(ClaimQuery()))
    ledger.limit(None)
    assert len(list(ledger.claims(ClaimQuery()))) == 3

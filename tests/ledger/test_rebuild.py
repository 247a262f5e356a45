"""What must be computed again is computed again, and only that; by rules that are given."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dragoman.ledger import ClaimQuery, DocumentQuery, EventQuery, Ledger, Pair, Verdict
from dragoman.ledger.pairs import codes
from dragoman.ledger.rebuild import Gather, Rules, find_copies, rebuild
from dragoman.ledger.relations import EVENTS, THREADS
from dragoman.model import (
    Account,
    Decision,
    Document,
    Event,
    Join,
    Judgement,
    State,
    Subject,
    Thread,
    ThreadKind,
    Transition,
    UsageError,
    Window,
)
from tests.ledger.apart import Apart
from tests.ledger.make import CALL, call, claim, document, many, reading

TODAY = date(2025, 3, 1)


def gather(accounts: Sequence[Account], judgements: Sequence[Judgement]) -> Iterable[Event]:
    """All accounts of one act and the same parties are one event."""
    groups: dict[tuple[object, ...], list[Account]] = {}
    for account in accounts:
        told = account.claim
        groups.setdefault((told.act, codes(told.actors), codes(told.recipients)), []).append(
            account
        )
    for (_, actors, recipients), members in groups.items():
        first = members[0].claim
        when = first.when
        yield Event(
            id=f"e{first.id}",
            act=first.act,
            type=first.type,
            modes=first.modes,
            contexts=first.contexts,
            quad=first.quad,
            cameo=first.cameo,
            intensity=first.intensity,
            status=first.status,
            symmetric=first.symmetric,
            actors=actors,  # type: ignore[arg-type]
            recipients=recipients,  # type: ignore[arg-type]
            window=Window(when.start if when else None, when.end if when else None),
            topics=first.topics,
            accounts=tuple(members),
            joins=tuple(Join(first.id, a.claim.id, "same") for a in members[1:]),
            origins=len({a.heading.origin for a in members}),
            claimants=(None, "PER"),
            agreed=("date",),
            one_sided=(("place", None), ("topic:trade", "PER")),
            contested=("status",),
        )


def follow(
    events: Sequence[Event], judgements: Sequence[Judgement], as_of: date
) -> Iterable[Thread]:
    """Every event is a thread."""
    for event in events:
        turn = Transition(State.HELD, event.window.start, event.id, "held")
        yield Thread(
            f"t{event.id}",
            ThreadKind.MEETING,
            event.actors,
            (),
            "a call",
            ("trade",),
            as_of,
            (turn,),
        )


def rules_of(gather: Gather) -> Rules:
    return Rules(gather, follow, lambda judgements: Apart(gather, judgements))


RULES = rules_of(gather)


def test_events_and_threads_come_back_equal(ledger: Ledger) -> None:
    ledger.add([call(), call("b.txt", f"Again: {CALL}")])
    accounts = list(ledger.claims(ClaimQuery()))
    (wanted,) = gather(accounts, ())
    done = list(rebuild(ledger, RULES, TODAY))
    assert done == [Pair("CHE", "NOR")] * 2
    assert list(ledger.events(EventQuery(Pair("CHE", "NOR")))) == [wanted]
    assert list(ledger.events(EventQuery(ids=(wanted.id,)))) == [wanted]
    assert list(ledger.threads()) == list(follow([wanted], (), TODAY))


def test_events_are_found(ledger: Ledger) -> None:
    made = document("Lima hit Quito", "b.txt")
    undated = claim(made, "attack", {"PER": "Lima"}, {"ECU": "Quito"})
    ledger.add([call(), call("c.txt", f"Again: {CALL}"), reading(made, undated)])
    list(rebuild(ledger, RULES, TODAY))

    def acts(query: EventQuery) -> list[str]:
        return [event.act for event in ledger.events(query)]

    assert acts(EventQuery()) == ["attack", "call"]
    assert acts(EventQuery(acts=("call", "meet"))) == ["call"]
    assert acts(EventQuery(types=("ASSAULT",))) == ["attack"]
    assert acts(EventQuery(since=date(2025, 2, 24), until=date(2025, 2, 24))) == ["call"]
    assert acts(EventQuery(since=date(2025, 2, 25))) == []
    bare, whole = (
        next(ledger.events(EventQuery(acts=("call",), bare=bare))) for bare in (True, False)
    )
    assert bare == replace(whole, accounts=(), joins=())
    assert (len(whole.accounts), len(whole.joins)) == (2, 1)


def test_only_what_is_touched_is_computed_again(ledger: Ledger) -> None:
    ledger.add([call()])
    assert len(list(rebuild(ledger, RULES, TODAY))) == 2
    assert list(rebuild(ledger, RULES, TODAY)) == []
    made = document("Lima hit Quito", "b.txt")
    ledger.add([reading(made, claim(made, "attack", {"PER": "Lima"}, {"ECU": "Quito"}))])
    assert set(rebuild(ledger, RULES, TODAY)) == {Pair("ECU", "PER")}
    assert len(list(ledger.events(EventQuery()))) == 2


def test_an_event_of_three_parties_is_one_and_belongs_to_three_pairs(ledger: Ledger) -> None:
    made = document("Oslo, Bern and Rome met.")
    ledger.add([reading(made, claim(made, "meet", {"NOR": "Oslo", "CHE": "Bern", "ITA": "Rome"}))])
    done = list(rebuild(ledger, RULES, TODAY))
    pairs = [Pair("CHE", "ITA"), Pair("CHE", "NOR"), Pair("ITA", "NOR")]
    assert done == [pairs[0], *pairs]
    assert len(list(ledger.events(EventQuery()))) == len(list(ledger.threads())) == 1
    for pair in pairs:
        assert len(list(ledger.events(EventQuery(pair)))) == 1
        assert len(list(ledger.threads(pair))) == 1
        assert pairs[0] in ledger.homes(pair)


def test_claims_that_count_no_longer_leave_their_events(ledger: Ledger) -> None:
    ledger.add([call()])
    list(rebuild(ledger, RULES, TODAY))
    ledger.add([reading(document("The market was calm."))])
    list(rebuild(ledger, RULES, TODAY))
    assert (list(ledger.events(EventQuery())), list(ledger.threads())) == ([], [])


def test_what_becomes_stale_meanwhile_stays_so(ledger: Ledger) -> None:
    ledger.add([call()])
    (stale,) = ledger.stale(EVENTS)
    ledger.add([call("b.txt", f"Again: {CALL}")])
    ledger.keep_pieces(stale, (), Apart())
    assert [left.pair for left in ledger.stale(EVENTS)] == [stale.pair]


def test_a_broken_off_rebuild_goes_on(ledger: Ledger) -> None:
    made = document("Lima hit Quito")
    attack = claim(made, "attack", {"PER": "Lima"}, {"ECU": "Quito"})
    ledger.add([call(), reading(document("Lima hit Quito", "b.txt"), attack)])
    next(rebuild(ledger, RULES, TODAY))
    assert (len(ledger.stale(EVENTS)), len(ledger.stale(THREADS))) == (1, 1)
    list(rebuild(ledger, RULES, TODAY))
    assert len(list(ledger.threads())) == 2


@pytest.mark.parametrize("code", ["AAA", "ZZZ"])
def test_a_corrected_party_takes_the_event_along(ledger: Ledger, code: str) -> None:
    """Whichever of the two homes is computed first."""
    ledger.add([call()])
    list(rebuild(ledger, RULES, TODAY))
    told = call().claims[0].id
    changes = (("actors", f"{code},NOR"),)
    ledger.judge(Verdict(told, Decision.CORRECT, "ann", "so", None, changes))
    list(rebuild(ledger, RULES, TODAY))
    former = Pair("CHE", "NOR")
    assert not [*ledger.events(EventQuery(former)), *ledger.threads(former)]
    assert (
        len(list(ledger.events(EventQuery())))
        == len(list(ledger.threads(Pair.of(code, "NOR"))))
        == 1
    )


def test_a_second_correction_takes_the_event_along_again(ledger: Ledger) -> None:
    ledger.add([call()])
    told = call().claims[0].id
    for code in ("FRA", "ITA"):
        changes = (("actors", f"{code},NOR"),)
        made = ledger.judge(Verdict(told, Decision.CORRECT, "ann", "so", None, changes))
        list(rebuild(ledger, RULES, TODAY))
        assert [event.actors for event in ledger.events(EventQuery())] == [(code, "NOR")]
    ledger.undo(made.id, "ann")
    list(rebuild(ledger, RULES, TODAY))
    assert [event.actors for event in ledger.events(EventQuery())] == [("FRA", "NOR")]
    assert len(list(ledger.threads())) == 1


def test_a_rejected_event_comes_back_when_that_is_taken_back(ledger: Ledger) -> None:
    def accepted(accounts: Sequence[Account], judgements: Sequence[Judgement]) -> Iterable[Event]:
        rejected = {one.target for one in judgements}
        return (e for e in gather(accounts, judgements) if e.id not in rejected)

    rules = rules_of(accepted)
    ledger.add([call()])
    list(rebuild(ledger, rules, TODAY))
    (event,) = ledger.events(EventQuery())
    made = ledger.judge(Verdict(event.id, Decision.REJECT, "ann", "never"))
    list(rebuild(ledger, rules, TODAY))
    assert list(ledger.events(EventQuery())) == []
    ledger.undo(made.id, "ann")
    list(rebuild(ledger, rules, TODAY))
    assert list(ledger.events(EventQuery())) == [event]


def test_an_event_is_judged_and_merged_by_its_claims(ledger: Ledger) -> None:
    made = document("Lima hit Quito")
    attack = claim(made, "attack", {"PER": "Lima"}, {"ECU": "Quito"})
    ledger.add([call(), reading(document("Lima hit Quito", "b.txt"), attack)])
    list(rebuild(ledger, RULES, TODAY))
    one, other = (event.id for event in ledger.events(EventQuery()))
    merged = ledger.judge(Verdict(one, Decision.MERGE, "ann", "one", other))
    assert f"e{merged.target}" == one
    assert f"e{merged.other}" == other
    assert len(ledger.stale(EVENTS)) == 2
    list(rebuild(ledger, RULES, TODAY))
    (thread, _) = ledger.threads()
    assert ledger.resolve(thread.id[:7]) == (Subject.THREAD, thread.id)
    held = ledger.judge(
        Verdict(thread.id, Decision.CORRECT, "ann", "so", None, (("state", "kept"),))
    )
    assert held.target == thread.id
    assert [len(ledger.stale(part)) for part in (EVENTS, THREADS)] == [0, 1]
    for change in (("claimant", "PER"), ("date", "2025-02-01..2025-02-03"), ("act", "dance")):
        with pytest.raises(UsageError):
            ledger.judge(Verdict(one, Decision.CORRECT, "ann", "", None, (change,)))
    with pytest.raises(UsageError, match="no state 'nice'"):
        ledger.judge(Verdict(thread.id, Decision.CORRECT, "ann", "", None, (("state", "nice"),)))


class LastWords:
    """Texts copy each other if they end alike."""

    def signature(self, document: Document) -> bytes:
        return document.text[-20:].encode()

    def bands(self, signature: bytes) -> Sequence[int]:
        return [zlib.crc32(signature), 2**62]

    def days(self, document: Document) -> tuple[date, date] | None:
        day = document.published
        return None if day is None else (day - timedelta(2), day + timedelta(2))

    def origin(self, signature: bytes, others: Sequence[tuple[str, bytes]]) -> str | None:
        return next((identity for identity, other in others if other == signature), None)


def test_copies_are_sought_near_their_day_or_where_no_day_is_known(ledger: Ledger) -> None:
    days = [date(2025, 2, 12), date(2025, 2, 15), None, date(2025, 2, 14), date(2025, 2, 25)]
    texts = [
        replace(reading, document=replace(reading.document, published=day))
        for reading, day in zip(many(len(days)), days, strict=True)
    ]
    ledger.add(texts)
    list(find_copies(ledger, LastWords()))
    first, second, *_ = (reading.document.id for reading in texts)
    origins = [entry.heading.origin for entry in ledger.documents(DocumentQuery())]
    # The second is too late for the first; the last is far from all but the one without a day,
    # which copies the first.
    assert origins == [first, second, first, first, first]


def test_copies_count_as_one_origin(ledger: Ledger) -> None:
    texts = list(many(3))
    other = call("other.txt", "Differently: Oslo and Bern spoke, Lima tells us all about it.")
    ledger.add([*texts, other])
    list(rebuild(ledger, RULES, TODAY))
    assert list(find_copies(ledger, LastWords())) == [4]
    assert list(find_copies(ledger, LastWords())) == []
    origins = {a.heading.source: a.heading.origin for a in ledger.claims(ClaimQuery())}
    first = texts[0].document.id
    assert origins == {
        "0.txt": first, "1.txt": first, "2.txt": first, "other.txt": other.document.id,
    }  # fmt: skip
    list(rebuild(ledger, RULES, TODAY))
    assert [event.origins for event in ledger.events(EventQuery())] == [2]

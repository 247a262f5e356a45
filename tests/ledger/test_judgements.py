"""Judgements: kept apart, applied when claims are asked for, taken back, never lost."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.ledger import ClaimQuery, Ledger, Pair, Verdict
from dragoman.ledger.relations import EVENTS
from dragoman.ledger.training import judged
from dragoman.model import Claim, Decision, Judgement, Status, UsageError
from tests.ledger.apart import Apart
from tests.ledger.make import CALL, NEWER, Clock, call, claim, document, reading


def judge(ledger: Ledger, target: str, decision: Decision, **changes: str) -> Judgement:
    return ledger.judge(
        Verdict(target, decision, "ann", "read it again", changes=tuple(changes.items()))
    )


def counting(ledger: Ledger, query: ClaimQuery | None = None) -> list[Claim]:
    return [account.claim for account in ledger.claims(query or ClaimQuery())]


@pytest.fixture
def told(ledger: Ledger) -> str:
    """The id of the one claim of the ledger."""
    given = call()
    ledger.add([given])
    return given.claims[0].id


def test_a_rejected_claim_does_not_count_until_that_is_taken_back(
    ledger: Ledger, told: str
) -> None:
    made = judge(ledger, told, Decision.REJECT)
    assert counting(ledger) == []
    assert len(counting(ledger, ClaimQuery(raw=True))) == 1
    ledger.undo(made.id, "bob")
    assert len(counting(ledger)) == 1
    (logged,) = ledger.judgements()
    assert (logged.by, logged.reason, logged.undone_by) == ("ann", "read it again", "bob")
    assert logged.undone is not None
    with pytest.raises(UsageError, match=r"no judgement .* holds"):
        ledger.undo(made.id, "bob")


def test_a_correction_changes_what_the_claim_counts_as(ledger: Ledger, told: str) -> None:
    judge(
        ledger, told, Decision.CORRECT,
        act="threaten", actors="FRA", recipients="CHE,NATO", status="planned", claimant="",
        date="2025-02-20..2025-02-21",
    )  # fmt: skip
    (found,) = counting(ledger)
    assert (found.act, found.type, found.status) == ("threaten", "THREATEN", Status.PLANNED)
    assert [p.actor.party for p in found.actors] == ["FRA"]
    assert [p.actor.party for p in found.recipients] == ["CHE", "NATO"]
    assert found.claimant is None
    assert found.when is not None
    assert (found.when.start, found.when.end) == (date(2025, 2, 20), date(2025, 2, 21))
    assert not found.symmetric
    assert found.trace[-1].startswith("judgement:j")
    for span in (*(p.span for p in found.actors), found.when.span):
        assert CALL[span.start : span.end] == span.text


@pytest.mark.parametrize("day", [date(2025, 2, 20), None])
def test_corrected_claims_are_found_as_what_they_are(
    ledger: Ledger, told: str, day: date | None
) -> None:
    judge(ledger, told, Decision.CORRECT, actors="FRA,CHE", date="2025-02-20")
    assert len(counting(ledger, ClaimQuery(parties=("FRA",), since=day, until=day))) == 1
    assert counting(ledger, ClaimQuery(parties=("NOR",), since=day, until=day)) == []
    assert counting(ledger, ClaimQuery(home=Pair("CHE", "FRA"))) != []
    assert counting(ledger, ClaimQuery(home=Pair("CHE", "NOR"))) == []


def test_the_last_judgement_wins(ledger: Ledger, told: str) -> None:
    judge(ledger, told, Decision.REJECT)
    judge(ledger, told, Decision.ACCEPT)
    assert len(counting(ledger)) == 1
    judge(ledger, told, Decision.CORRECT, status="denied")
    judge(ledger, told, Decision.REJECT)
    assert counting(ledger) == []


def test_judgements_outlive_a_newer_run(ledger: Ledger, told: str) -> None:
    judge(ledger, told, Decision.CORRECT, status="denied")
    ledger.add([call(run=NEWER)])
    assert [found.status for found in counting(ledger)] == [Status.DENIED]


def test_an_older_day_knows_no_later_judgement(ledger: Ledger, told: str, clock: Clock) -> None:
    before = clock.next_day()
    made = judge(ledger, told, Decision.REJECT)
    between = clock.next_day()
    ledger.undo(made.id, "ann")
    for day, number in ((before, 1), (between, 0), (None, 1)):
        assert len(counting(ledger, ClaimQuery(as_of=day))) == number
        assert len(ledger.holding(day)) == 1 - number
    assert all(held.undone is None for held in ledger.holding(between))


def test_merges_and_splits_name_two_claims(ledger: Ledger, told: str) -> None:
    other = call("b.txt", f"Again: {CALL}").claims[0].id
    ledger.add([call("b.txt", f"Again: {CALL}")])
    ledger.judge(Verdict(told[:10], Decision.MERGE, "ann", "one call", other))
    (made,) = ledger.judgements(other)
    assert (made.target, made.other, made.decision) == (told, other, Decision.MERGE)
    with pytest.raises(UsageError, match="second id"):
        judge(ledger, told, Decision.SPLIT)
    with pytest.raises(UsageError, match="beside itself"):
        ledger.judge(Verdict(told, Decision.MERGE, "ann", "", told))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "nothing is corrected"),
        ({"mood": "grim"}, "no field 'mood'"),
        ({"act": "dance"}, "no act 'dance'"),
        ({"status": "maybe"}, "no status 'maybe'; there are occurred"),
        ({"date": "12.2.2025"}, "write 2025-02-12"),
        ({"date": "2025-02-12..2025-02-01"}, "ends before it begins"),
    ],
)
def test_wrong_corrections_are_refused_and_leave_nothing(
    ledger: Ledger, told: str, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        judge(ledger, told, Decision.CORRECT, **changes)
    assert list(ledger.judgements()) == []


def test_what_is_not_there_cannot_be_judged(ledger: Ledger, told: str) -> None:
    with pytest.raises(UsageError, match="is no id"):
        judge(ledger, "0000", Decision.ACCEPT)
    with pytest.raises(UsageError, match="is a document; judge one of its claims"):
        judge(ledger, call().document.id, Decision.ACCEPT)


def test_judged_pairs_become_stale(ledger: Ledger, told: str) -> None:
    for stale in ledger.stale(EVENTS):
        ledger.keep_pieces(stale, (), Apart())
    assert ledger.stale(EVENTS) == []
    judge(ledger, told, Decision.CORRECT, actors="NOR,FRA")
    pairs = [stale.pair for stale in ledger.stale(EVENTS)]
    assert pairs == [Pair("CHE", "NOR"), Pair("FRA", "NOR")]


def test_judged_claims_are_examples(ledger: Ledger, clock: Clock) -> None:
    made = document("Oslo met Bern, hit Lima and told Rome.")
    met, hit, said = (
        claim(made, act, {"NOR": "Oslo"}, {code: word})
        for act, code, word in (
            ("meet", "CHE", "Bern"), ("attack", "PER", "Lima"), ("demand", "ITA", "Rome"),
        )
    )  # fmt: skip
    ledger.add([reading(made, met, hit, said)])
    judge(ledger, met.id, Decision.ACCEPT)
    judge(ledger, hit.id, Decision.REJECT)
    judge(ledger, said.id, Decision.CORRECT, act="accuse")
    ledger.add([reading(made, run=NEWER)])
    assert counting(ledger) == []
    found = {one.read.claim.act: one.right and one.right.claim.act for one in judged(ledger)}
    assert found == {"meet": "meet", "attack": None, "demand": "accuse"}

"""Generated worlds for tests: what many reports tell, and what an analyst may say of it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.ledger_claims import accounts
from benchmarks.ledger_reports import Noise, Press
from benchmarks.ledger_truth import world
from dragoman.ledger import Verdict
from dragoman.ledger.rules import Tables
from dragoman.model import Account, Decision, Event

TABLES = Tables.load()


def told(seed: int, happenings: int = 60) -> list[Account]:
    """The accounts of a world in which some happenings have three parties, and some reports
    leave parties out."""
    made = world(seed, happenings, 40)
    press = Press(made, Noise(), random.Random(seed))
    found = []
    for report in press.reports():
        found += [account for account, _ in accounts(report, made, TABLES.compass.ontology)]
    return found


def verdict(events: Sequence[Event], kind: int, chance: random.Random) -> Verdict:
    """A merge of any two claims, a split of joined ones, or an event that is none."""
    if kind == 0:
        one, other = (chance.choice(e.accounts).claim.id for e in chance.sample(events, 2))
        return Verdict(one, Decision.MERGE, "ann", "one", other)
    if kind == 1:
        joins = [j for e in events for j in e.joins if j.rule == "fewer-parties"]
        join = chance.choice(joins)
        return Verdict(join.claim, Decision.SPLIT, "ann", "two", join.other)
    big = [event for event in events if len(event.accounts) > 1]
    return Verdict(chance.choice(big).id, Decision.REJECT, "ann", "never was")

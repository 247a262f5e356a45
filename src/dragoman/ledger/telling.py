"""What the accounts of one event say together, and where they differ."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dragoman.ledger.facts import EVER, Compass, Dating, Facts, Tense, codes, day_of, imprint
from dragoman.model import Claim, Event, Join, Status, Voice, Window

Value = TypeVar("Value", bound=Hashable)
BLOCK = 16  # days by which events are blocked
AROUND = 3  # days by which two events that are one may be apart across two blocks
COMPARED = 4  # accounts of an event that are compared with those of another
TOPIC = "topic:"
FEW = 2  # a topic told by less than one in so many of those who tell the first is left out


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the facts of its accounts, and of them those that are compared: no copies."""

    event: Event
    facts: tuple[Facts, ...]
    compared: tuple[Facts, ...]
    parties: frozenset[str]

    @classmethod
    def of(cls, event: Event, compass: Compass) -> Told:
        """The event with the facts of its accounts."""
        return cls.by(event, [compass.facts(account) for account in event.accounts])

    @classmethod
    def by(cls, event: Event, members: Iterable[Facts]) -> Told:
        """The event with facts, of which there is one for each account, in any order."""
        facts = tuple(sorted(members, key=_age))
        distinct: dict[tuple[str, str, str, str], Facts] = {}
        for one in sorted(facts, key=lambda f: f.account.heading.origin != f.account.heading.id):
            distinct.setdefault(imprint(one), one)
        compared = tuple(distinct.values())[:COMPARED]
        return cls(event, facts, compared, frozenset((*event.actors, *event.recipients)))

    @property
    def tense(self) -> Tense:
        """Whether it is done, ahead, or denied by all."""
        return next((f.tense for f in self.facts if f.tense is not Tense.DENIED), Tense.DENIED)

    @property
    def blocks(self) -> tuple[int, ...]:
        """Blocks of days around those on which its accounts are dated or were published.

        Only events that share one are looked at together.
        """
        days = set()
        for facts in self.facts:
            if facts.dating is Dating.DAY:
                days.add(facts.days.first)
            elif facts.heard is not None:
                days.add(facts.heard)
        return tuple(sorted({(day + off) // BLOCK for day in days for off in (-AROUND, AROUND)}))


def event_of(members: Sequence[Facts], joins: Sequence[Join], compass: Compass) -> Event:
    """The event that some accounts tell.

    What it is coded as, is what most independent origins say; a general act yields to a specific
    one. Its id hangs on its first account: the earliest published.
    """
    ordered = sorted(members, key=_age)
    told = [f for f in ordered if f.tense is not Tense.DENIED] or ordered
    claim = _best_claim(told)
    facts = {f.claim.id: _told(f) for f in ordered}
    voices = {f.claim.id: _voice(f) for f in ordered}
    agreed, one_sided, contested = _compared(facts, voices)
    if len({f.tense is Tense.DENIED for f in ordered}) > 1:
        contested.append("status")
    return Event(
        id=_identity(ordered[0].claim),
        act=claim.act,
        type=claim.type,
        modes=claim.modes,
        contexts=claim.contexts,
        quad=claim.quad,
        cameo=claim.cameo,
        intensity=claim.intensity,
        status=most(told, lambda f: f.claim.status) or claim.status,
        symmetric=claim.symmetric,
        actors=most(told, lambda f: codes(f.claim.actors)) or (),
        recipients=most(told, lambda f: codes(f.claim.recipients)) or (),
        window=_window(told),
        topics=_topics(told),
        accounts=tuple(f.account for f in ordered),
        joins=tuple(sorted(joins, key=lambda j: (j.claim, j.other))),
        origins=len({f.account.heading.origin for f in told}),
        claimants=tuple(dict.fromkeys(voices[f.claim.id] for f in ordered)),
        agreed=tuple(agreed),
        one_sided=tuple(one_sided),
        contested=tuple(sorted(contested)),
        heard=_heard(ordered),
        voices=_voices(ordered),
    )


def most(facts: Iterable[Facts], value: Callable[[Facts], Value]) -> Value | None:
    """The value that most independent origins give; of equals, the one given first."""
    votes: dict[Value, set[str]] = {}
    for one in facts:
        votes.setdefault(value(one), set()).add(one.account.heading.origin)
    return max(votes, key=lambda v: len(votes[v]), default=None)


def _identity(claim: Claim) -> str:
    return "e" + hashlib.sha256(claim.id.encode()).hexdigest()[:15]


def _age(facts: Facts) -> tuple[int, str, int, str]:
    heard = facts.heard if facts.heard is not None else EVER.last
    return heard, facts.claim.document, facts.claim.trigger.start, facts.claim.id


def _best_claim(told: Sequence[Facts]) -> Claim:
    """The claim that gives the event its codes: of the act that most tell."""
    specific = [f for f in told if f.kind is not None] or list(told)
    act = most(specific, lambda f: f.claim.act)
    fitting = [f.claim for f in specific if f.claim.act == act]
    return max(fitting, key=lambda c: c.confidence)


def _topics(told: Sequence[Facts]) -> tuple[str, ...]:
    """What it is about, the most told first; not what one of many tells alone."""
    votes: dict[str, set[str]] = defaultdict(set)
    for facts in told:
        for topic in facts.claim.topics:
            votes[topic].add(facts.account.heading.origin)
    counts = {topic: len(origins) for topic, origins in votes.items()}
    most = max(counts.values(), default=0)
    kept = (topic for topic, count in counts.items() if count * FEW >= most)
    return tuple(sorted(kept, key=lambda topic: (-counts[topic], topic)))


def _window(told: Sequence[Facts]) -> Window:
    """The day that most name; else the days that go with all."""
    dated = [f for f in told if f.dating is Dating.DAY]
    if dated:
        day = most(dated, lambda f: f.days)
        assert day is not None
        return Window(day_of(day.first), day_of(day.last))
    periods = [f.days for f in told if f.dating is Dating.PERIOD]
    known = periods or [f.days for f in told if f.dating is not Dating.NONE]
    if not known or (not periods and told[0].tense is Tense.AHEAD):
        return Window(None, None)
    first, last = max(d.first for d in known), min(d.last for d in known)
    if first > last:
        first, last = known[0].first, known[0].last
    return Window(day_of(first), day_of(last))


def _voice(facts: Facts) -> str | None:
    """Who claims it, as a party code; None for the document's own voice or an unnamed source."""
    claimant = facts.claim.claimant
    if claimant is None or claimant.party is None:
        return None
    return claimant.party.actor.party


def _heard(facts: Iterable[Facts]) -> date | None:
    """The first day of publication."""
    days = (f.account.heading.published for f in facts)
    return min((day for day in days if day is not None), default=None)


def _voices(facts: Iterable[Facts]) -> tuple[Voice, ...]:
    """Who claims it and who denies it, and since when."""
    told: dict[tuple[str, bool], list[Facts]] = defaultdict(list)
    for one in facts:
        party = _voice(one)
        if party is not None:
            told[party, one.claim.status is Status.DENIED].append(one)
    return tuple(Voice(*key, _heard(told[key])) for key in sorted(told))


def _told(facts: Facts) -> dict[str, Hashable]:
    """Fact -> what the account says of it; facts on which it is silent are left out."""
    told: dict[str, Hashable] = {TOPIC + topic: True for topic in sorted(facts.topics)}
    if facts.dating is Dating.DAY:
        told["date"] = facts.days.first
    if facts.place is not None:
        told["place"] = facts.place[0]
    for code, who in sorted(facts.persons.items()):
        told[f"person:{code}"] = who.name
    for number in sorted(facts.numbers):
        told[f"number:{number}"] = True
    return told


def _compared(
    facts: dict[str, dict[str, Hashable]], voices: dict[str, str | None]
) -> tuple[list[str], list[tuple[str, str | None]], list[str]]:
    """Facts that several voices agree on, that one side alone tells, that accounts contradict."""
    values: dict[str, dict[Hashable, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for claim, told in facts.items():
        for fact, value in told.items():
            values[fact][value].add(voices[claim])
    several = len(set(voices.values())) > 1
    agreed, one_sided, contested = [], [], []
    for fact in sorted(values):
        tellers = set().union(*values[fact].values())
        if len(values[fact]) > 1 and not fact.startswith("person:"):
            contested.append(fact)
        elif len(tellers) > 1:
            agreed.append(fact)
        elif several and None not in tellers:
            one_sided.append((fact, next(iter(tellers))))
    return agreed, one_sided, contested

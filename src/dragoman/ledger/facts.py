"""What one account says, in the form in which two accounts are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dragoman.model import (
    Account,
    Actor,
    Basis,
    Claim,
    Event,
    Party,
    Precision,
    Status,
    Via,
    When,
)
from dragoman.ontology import Families, Family, Ontology

WORD = re.compile(r"[^\W\d_]{4,}")
NUMBER = re.compile(r"(?<![\d.,:])\d{1,7}(?![\d:])")
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|\.\d)")
YEARS = range(1900, 2100)
SMALLEST = 4  # numbers below which two reports have one in common by chance
STEM = 5  # letters by which inflected forms of a word are compared
AHEAD = 90  # days after the publication in which an undated plan may be carried out
LONG_AGO = 30  # days between an act and its report in which an office may change hands
LATE = 1  # days after the publication that a text may still mean: time zones


class Tense(StrEnum):
    """What an account says of the act: done, still to come, or not done at all."""

    DONE = "done"
    AHEAD = "ahead"
    DENIED = "denied"


class Dating(StrEnum):
    """How an account is dated, the most exact first."""

    DAY = "day"
    PUBLISHED = "published"
    PERIOD = "period"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Days:
    """Days in which the act must have been done, as ordinals, inclusive."""

    first: int
    last: int

    def meets(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def shared(self, other: Days) -> Days:
        """The days in common."""
        return Days(max(self.first, other.first), min(self.last, other.last))


EVER = Days(date.min.toordinal(), date.max.toordinal())
NEVER = Days(0, -1)


@dataclass(frozen=True, slots=True)
class Facts:
    """An account as its comparison needs it.

    Attributes:
        kind: number of the act's kind within its family, None for a general act.
        days: when it was done or will be; `EVER` where nothing says so.
        heard: day on which it was said: that of the publication if nothing tells better, or None.
        persons: party code -> who acted for it, where an office or a person is named.
        place: code of the state in which, and the words for the place.
        words: stems of the evidence, those of the parties' names left out.
        numbers: numbers in the evidence that are no dates.
        clock: times of day in the evidence.
    """

    account: Account
    family: Family
    tense: Tense
    kind: int | None
    dating: Dating
    days: Days
    heard: int | None
    persons: Mapping[str, Actor]
    place: tuple[str, str] | None
    topics: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    clock: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim of the account."""
        return self.account.claim


@dataclass(frozen=True, slots=True)
class Compass:
    """The tables by which accounts are read; load once."""

    ontology: Ontology
    families: Families

    @classmethod
    def load(cls) -> Compass:
        """The tables of the package."""
        return cls(Ontology.load(), Families.load())

    def facts(self, account: Account) -> Facts:
        """What an account says."""
        claim = account.claim
        family = self.families.of(claim.act)
        tense = self.tense(claim, family)
        published = account.heading.published
        heard = published.toordinal() if published is not None else None
        if claim.act in family.planned and _exact(claim.when) is not None:
            heard = _exact(claim.when)
        dating, days = _days(claim, tense, heard, family)
        persons = self._persons(claim, published) if family.persons else {}
        text = claim.evidence.text
        place = claim.place
        return Facts(
            account=account,
            family=family,
            tense=tense,
            kind=family.kinds.get(claim.act),
            dating=dating,
            days=days,
            heard=heard,
            persons=persons,
            place=None if place is None else (place.actor.party or "", _folded(place.span.text)),
            topics=self.families.telling(
                claim.act, claim.topics, codes((*claim.actors, *claim.recipients))
            ),
            words=_words(claim),
            numbers=frozenset(n for n in NUMBER.findall(text) if _tells(int(n))),
            clock=frozenset(f"{int(h)}:{m}" for h, m in CLOCK.findall(text)),
        )

    def tense(self, claim: Claim | Event, family: Family) -> Tense:
        """Whether the act is told as done, ahead or denied.

        A planned sanction is coded as a threat that has occurred: what it is coded as differs
        from what its act is coded as when done.
        """
        if claim.status is Status.DENIED:
            return Tense.DENIED
        known = self.ontology.acts.get(claim.act)
        turned = known is not None and claim.type != known.type
        if claim.act in family.planned or claim.act in family.arranged or turned:
            return Tense.AHEAD
        done = claim.status in (Status.OCCURRED, Status.ONGOING)
        return Tense.DONE if done else Tense.AHEAD

    def _persons(self, claim: Claim, published: date | None) -> dict[str, Actor]:
        """Who acted for each party; nobody where its actors do not say.

        A report that comes late may name an office that another holds by then: only the office is
        known ("the foreign minister", of a call half a year ago).
        """
        late = _is_told_late(claim, published)
        found: dict[str, Actor] = {}
        for party in (*claim.actors, *claim.recipients):
            actor, code = party.actor, party.actor.party
            if late and party.via is Via.OFFICE and actor.id.startswith("person:"):
                actor = replace(actor, id=f"{code}/{actor.office}")
            if code is None or code in found or actor.office in self.families.offices.vague:
                continue
            if actor.id.startswith("person:") or self._is_told_apart(actor):
                found[code] = actor
        return found

    def _is_told_apart(self, actor: Actor) -> bool:
        offices = self.families.offices
        return actor.office in offices.head or actor.office in offices.other

    def differ(self, one: Actor, other: Actor) -> bool:
        """Whether two who acted for one state cannot be the same person.

        A person may hold several offices, so that a name and an office differ only if one of
        them, and not the other, is a head of state or government.
        """
        if one.id == other.id:
            return False
        named = one.id.startswith("person:"), other.id.startswith("person:")
        if all(named):
            return True
        if one.office == other.office:
            return False
        if not any(named):
            return True
        heads = self.families.offices.head
        return (one.office in heads) != (other.office in heads)


def codes(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Party codes, each once, in order."""
    found = (party.actor.party for party in parties)
    return tuple(dict.fromkeys(code for code in found if code is not None))


def imprint(facts: Facts) -> tuple[str, str, str, str]:
    """What a copy has in common with its original: origin, act, and the words."""
    claim = facts.claim
    words = " ".join(claim.evidence.text.casefold().split())
    return facts.account.heading.origin, claim.act, words, claim.trigger.text


def _exact(when: When | None) -> int | None:
    """The day of a date that names one."""
    if when is None or when.start is None or when.basis is Basis.PUBLISHED:
        return None
    return when.start.toordinal() if when.start == when.end else None


def _is_told_late(claim: Claim, published: date | None) -> bool:
    """Whether a report comes so long after the day that it names that an office may have changed
    hands."""
    day = _exact(claim.when)
    return day is not None and published is not None and published.toordinal() - day > LONG_AGO


def _days(claim: Claim, tense: Tense, heard: int | None, family: Family) -> tuple[Dating, Days]:
    when = claim.when
    own = when is not None and when.basis is not Basis.PUBLISHED
    if when is not None and own and claim.act not in family.planned:
        if when.start is not None and when.end is not None:
            exact = when.precision is Precision.DAY or when.start == when.end
            days = Days(when.start.toordinal(), when.end.toordinal())
            return Dating.DAY if exact else Dating.PERIOD, days
        if when.month_day is not None:
            return _yearless(when.month_day, heard)
    if heard is None:
        return Dating.NONE, EVER
    if tense is Tense.AHEAD:
        return Dating.PUBLISHED, Days(heard - LATE, heard + AHEAD)
    if tense is Tense.DENIED:  # of something done, or of a plan
        return Dating.PUBLISHED, Days(heard - family.reach, heard + AHEAD)
    return Dating.PUBLISHED, Days(heard - family.reach, heard + LATE)


def _yearless(month_day: str, heard: int | None) -> tuple[Dating, Days]:
    """A day of a year that nobody names: of the year that brings it nearest the publication."""
    if heard is None:
        return Dating.NONE, EVER
    near = []
    year = date.fromordinal(heard).year
    for possible in (year - 1, year, year + 1):
        try:
            near.append(date.fromisoformat(f"{possible:04d}-{month_day}").toordinal())
        except ValueError:
            continue
    if not near:
        return Dating.NONE, EVER
    day = min(near, key=lambda d: abs(d - heard))
    return Dating.DAY, Days(day, day)


def _words(claim: Claim) -> frozenset[str]:
    """Stems of the evidence without the names of its parties, which all accounts share."""
    text = claim.evidence.text
    start = claim.evidence.start
    for party in (*claim.actors, *claim.recipients):
        first, last = party.span.start - start, party.span.end - start
        if 0 <= first < last <= len(text):
            text = text[:first] + " " * (last - first) + text[last:]
    return frozenset(word[:STEM] for word in WORD.findall(_folded(text)))


def _tells(number: int) -> bool:
    return number >= SMALLEST and number not in YEARS


def _folded(text: str) -> str:
    return text.casefold()


def day_of(ordinal: int) -> date | None:
    """The day of an ordinal; None for the ends of time."""
    return None if ordinal in (EVER.first, EVER.last) else date.fromordinal(ordinal)

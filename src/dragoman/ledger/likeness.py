"""How alike two accounts are, and what keeps them apart: the named rules of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dragoman.ledger.facts import STEM, Dating, Facts, Tense

ALIKE = 0.5  # share of the shorter evidence's rare words that the other has too
FEWEST_WORDS = 3  # shared words below which two sentences are not called alike
COMMON = 0.4  # share of a bucket's accounts from which a topic or word tells nothing
FEWEST_ACCOUNTS = 12  # accounts below which nothing is called common
NEXT = 1  # days between two reports of one undated act
TALKED = 7  # days for which one undated plan is talked about


class Rule(StrEnum):
    """Why two accounts tell one event; each value is shown to users."""

    COPY = "copy"  # the same words of the same origin
    SAME_DAY = "same-day"  # both name the day
    REPORTED = "reported-in-time"  # one names the day, the other was published just after it
    SAME_TIME = "published-together"  # nobody names the day; published within a day
    SAME_DOCUMENT = "same-document"  # headline and body
    WITHIN = "within-period"  # one names the month or year in which the other's day lies
    DAY_OFF = "day-off"  # the days differ by one, all else agrees
    SAME_PLAN = "same-plan"  # one plan, talked about for some days
    DENIAL = "denial"  # says that the other's act was not done
    PART = "fewer-parties"  # names some of the parties that the other names


@dataclass(frozen=True, slots=True)
class Common:
    """Topics and words so frequent among the accounts of a bucket that they tell nothing."""

    topics: frozenset[str]
    words: frozenset[str]

    @classmethod
    def among(cls, accounts: Iterable[Facts]) -> Common:
        """What is common among some accounts; a document counts once."""
        topics: Counter[str] = Counter()
        words: Counter[str] = Counter()
        origins = {}
        for facts in accounts:
            origins[facts.account.heading.origin] = facts
        for facts in origins.values():
            topics.update(facts.topics)
            words.update(facts.words)
        if len(origins) < FEWEST_ACCOUNTS:
            return cls(frozenset(), frozenset())
        most = COMMON * len(origins)
        return cls(
            frozenset(t for t, n in topics.items() if n > most),
            frozenset(w for w, n in words.items() if n > most),
        )


@dataclass(frozen=True, slots=True)
class Anchors:
    """What two accounts share beside act, parties and time."""

    topic: bool
    words: bool
    numbers: bool
    place: bool
    persons: bool
    document: bool

    @property
    def count(self) -> int:
        """How many."""
        return sum((self.topic, self.words, self.numbers, self.place, self.persons, self.document))

    @property
    def firm(self) -> bool:
        """Whether the two speak of one thing even where such acts are frequent."""
        return self.words or self.place or (self.numbers and self.topic)


def anchors(one: Facts, other: Facts, common: Common) -> Anchors:
    """What two accounts share."""
    same = one.account.heading.language == other.account.heading.language
    shared = [
        code for code, who in one.persons.items()
        if code in other.persons and other.persons[code].id == who.id
    ]  # fmt: skip
    return Anchors(
        topic=bool((one.topics & other.topics) - common.topics),
        words=same and alike(one.words, other.words, common.words),
        numbers=bool(one.numbers & other.numbers),
        place=one.place is not None and other.place is not None and same_place(one, other, same),
        persons=bool(shared) and len(shared) >= min(len(one.persons), len(other.persons)),
        document=one.account.heading.id == other.account.heading.id,
    )


def alike(one: frozenset[str], other: frozenset[str], common: frozenset[str]) -> bool:
    """Whether two sentences of one language have most of their telling words in common."""
    shared = (one & other) - common
    if len(shared) < FEWEST_WORDS:
        return False
    fewest = min(len(one - common), len(other - common))
    return len(shared) >= ALIKE * fewest


def same_place(one: Facts, other: Facts, same_language: bool) -> bool:
    """Whether both name one place; across languages only its state can be compared."""
    if one.place is None or other.place is None or one.place[0] != other.place[0]:
        return False
    return same_language and one.place[1][:STEM] == other.place[1][:STEM]


def apart(one: Facts, other: Facts) -> bool:
    """Whether places, times of day or topics keep two accounts apart."""
    if one.clock and other.clock and not one.clock & other.clock:
        return True
    if one.place is not None and other.place is not None:
        if one.place[0] != other.place[0]:
            return True
        same = one.account.heading.language == other.account.heading.language
        if same and not same_place(one, other, same):
            return True
    about = one.family.about and not one.family.often
    return about and bool(one.topics) and bool(other.topics) and not one.topics & other.topics


def timing(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    """How well the days of two accounts fit, and by which rule; None if they do not."""
    exact = [facts for facts in (one, other) if facts.dating is Dating.DAY]
    if len(exact) == 2:
        return _both_days(one, other)
    if not one.days.meets(other.days):
        return None
    if one.account.heading.id == other.account.heading.id:
        return 2.0, Rule.SAME_DOCUMENT
    if Dating.NONE in (one.dating, other.dating):
        return None
    if Dating.PERIOD in (one.dating, other.dating):
        return None if one.family.often else (0.5, Rule.WITHIN)
    if one.tense is Tense.AHEAD and other.tense is Tense.AHEAD:
        return _plans(one, other)
    if exact:
        told = other if exact[0] is one else one
        lag = abs((told.heard or 0) - exact[0].days.first)
        return 2.0 - 0.5 * lag, Rule.REPORTED
    gap = abs((one.heard or 0) - (other.heard or 0))
    return (1.5 - 0.5 * gap, Rule.SAME_TIME) if gap <= NEXT else None


def _both_days(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    gap = abs(one.days.first - other.days.first)
    if gap == 0:
        return 3.0, Rule.SAME_DAY
    if gap == 1 and not one.family.often:
        return 0.0, Rule.DAY_OFF
    return None


def _plans(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    """Two accounts of a plan of which at most one names the day."""
    if one.heard is None or other.heard is None:
        return None
    gap = abs(one.heard - other.heard)
    return (1.5 - 0.1 * gap, Rule.SAME_PLAN) if gap <= TALKED else None


def score(one: Facts, other: Facts, common: Common) -> tuple[float, Rule] | None:
    """How surely two accounts tell one event, and why; None if they do not.

    Act, direction, tense and persons are compared by the caller against all accounts of an event.
    """
    fit = timing(one, other)
    if fit is None or apart(one, other):
        return None
    points, rule = fit
    shared = anchors(one, other, common)
    if one.family.often and not shared.firm:
        return None
    if one.family.about and not (shared.count - shared.persons):
        return None
    if rule is Rule.DAY_OFF and shared.count < 2:
        return None
    if rule is Rule.WITHIN and one.family.about and not shared.firm and not shared.topic:
        return None
    return points + 0.5 * shared.count, rule

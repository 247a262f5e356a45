"""How alike two accounts are, and what keeps them apart: the named rules of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dragoman.ledger.facts import STEM, Dating, Facts, Tense
from dragoman.ontology import Family

ALIKE = 0.34  # share of the shorter evidence's rare words that the other has too
FEWEST_WORDS = 3  # shared words below which two sentences are not called alike
COMMON = 0.4  # share of a bucket's weeks from which a topic or word tells nothing
FEWEST_WEEKS = 8  # weeks below which nothing is called common
WEEK = 7
SURE = 1.5  # points of time from which nothing else is asked for
SURE_ABOUT = 1.5  # the same for acts that are done again and again
SURE_PLAN = 2.0  # points for two reports of a plan on one day
SURE_RARE = 0.5  # the same for acts that two states rarely do, such as a break of relations
SAME_ACT = 0.5  # points for telling the very same act, where several events fit
NEAR = 1.0  # points of time below which the same persons tie nothing
OTHER_TOPICS = 0.75  # points that a talk loses whose accounts name different topics
MONTH = 31
SOON = 2  # days between two reports of one undated act
TALKED = 7  # days for which one undated plan is talked about
FRESH = 2  # days for which a plan is new
UPHELD = 30  # days after which a plan is put off at the latest


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
        """What comes back week after week; a summit makes nothing common."""
        topics: set[tuple[str, int]] = set()
        words: set[tuple[str, int]] = set()
        weeks = set()
        for facts in accounts:
            week = (facts.heard or 0) // WEEK
            weeks.add(week)
            topics.update((topic, week) for topic in facts.topics)
            words.update((word, week) for word in facts.words)
        if len(weeks) < FEWEST_WEEKS:
            return cls(frozenset(), frozenset())
        most = COMMON * len(weeks)
        return cls(_frequent(topics, most), _frequent(words, most))


def _frequent(seen: Iterable[tuple[str, int]], most: float) -> frozenset[str]:
    counts = Counter(value for value, _ in seen)
    return frozenset(value for value, count in counts.items() if count > most)


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
        return self.words or self.place or self.numbers


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
        place=one.place is not None and other.place is not None and same_place(one, other),
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


def same_place(one: Facts, other: Facts) -> bool:
    """Whether both name one place, however it is inflected."""
    if one.place is None or other.place is None or one.place[0] != other.place[0]:
        return False
    return one.place[1][:STEM] == other.place[1][:STEM]


def elsewhere(one: Facts, other: Facts) -> bool:
    """Whether places or times of day keep two accounts apart."""
    if one.clock and other.clock and not one.clock & other.clock:
        return True
    if one.place is None or other.place is None:
        return False
    if one.place[0] != other.place[0]:
        return True
    # What a place is called in another language cannot be compared.
    same = one.account.heading.language == other.account.heading.language
    return same and not same_place(one, other)


def apart(one: Facts, other: Facts) -> bool:
    """Whether places, times of day or topics keep two accounts apart."""
    if elsewhere(one, other):
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
        return _periods(one, other)
    if Tense.AHEAD in (one.tense, other.tense):
        return _plans(one, other)
    if exact:
        return _reported(exact[0], other if exact[0] is one else one)
    gap = abs((one.heard or 0) - (other.heard or 0))
    return (1.5 - 0.5 * gap, Rule.SAME_TIME) if gap <= SOON else None


def _both_days(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    gap = abs(one.days.first - other.days.first)
    if Tense.AHEAD in (one.tense, other.tense) and one.tense is not other.tense:
        denial = one if one.tense is Tense.DENIED else other
        if denial.heard is not None and denial.heard >= denial.days.first:
            return None  # it denies that it was done, not that it was planned
    if gap == 0:
        return 3.0, Rule.SAME_DAY
    if gap == 1 and not one.family.often:
        return 0.0, Rule.DAY_OFF
    return None


def _periods(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    """At least one names a week, a month or a year.

    The same month is enough for acts that are rare between two states, as a break of relations is.
    """
    if one.family.often:
        return None
    same = one.dating is other.dating and one.days == other.days
    short = one.days.last - one.days.first <= MONTH
    return (SURE if same and short and rare(one.family) else 0.5), Rule.WITHIN


def rare(family: Family) -> bool:
    """Whether two states do such a thing so rarely that its time is enough to know it by."""
    return not (family.about or family.persons or family.often)


def _reported(dated: Facts, told: Facts) -> tuple[float, Rule] | None:
    """One names the day; the other was published soon after it, or a time zone earlier."""
    lag = (told.heard or 0) - dated.days.first
    if lag < (0 if dated.family.often else -1):
        return None
    return 2.0 - 0.5 * abs(lag), Rule.REPORTED


def _plans(one: Facts, other: Facts) -> tuple[float, Rule] | None:
    """Two accounts of a plan of which at most one names the day, or a plan and its denial."""
    if one.heard is None or other.heard is None:
        return None
    gap = abs(one.heard - other.heard)
    if one.tense is not other.tense:
        plan, denial = (one, other) if one.tense is Tense.AHEAD else (other, one)
        if (plan.heard or 0) > (denial.heard or 0) or gap > UPHELD:
            return None
        # What is put off is rarely what was planned just now: that is the new day.
        return (SURE if gap > FRESH else NEAR), Rule.SAME_PLAN
    return (SURE_PLAN - 0.25 * gap, Rule.SAME_PLAN) if gap <= TALKED else None


@dataclass(frozen=True, slots=True)
class Score:
    """How surely two accounts tell one event, why, and whether more than their time ties them."""

    points: float
    rule: Rule
    tied: bool


def score(one: Facts, other: Facts, common: Common) -> Score | None:
    """How surely two accounts tell one event, and why; None if they do not.

    Act, direction, tense and persons are compared by the caller against all accounts of an event.
    """
    fit = timing(one, other)
    if fit is None or apart(one, other):
        return None
    points, rule = fit
    shared = anchors(one, other, common)
    family = one.family
    if family.often and not shared.firm:
        return None
    if rule is Rule.DAY_OFF and shared.count < 2:
        return None
    if one.topics and other.topics and not shared.topic:
        points -= OTHER_TOPICS
    needed = SURE_RARE if rare(family) else SURE_ABOUT if family.about else SURE
    # The same two ministers meet again and again: they tie only what is told at about one time.
    tied = shared.count > (shared.persons and (family.about or points < NEAR))
    if points < needed and not tied:
        return None
    same = SAME_ACT if one.claim.act == other.claim.act else 0.0
    return Score(points + 0.5 * shared.count + same, rule, tied)

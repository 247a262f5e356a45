"""Accounts of one set of parties and one family of acts become events.

The order in which accounts come makes no difference: those that are dated best go first, each joins
the event that it fits best, and where two fit equally well it joins none, because a wrong merge is
worse than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.ledger import pairs
from dragoman.ledger.facts import EVER, NEVER, Compass, Dating, Days, Facts, Tense, codes, imprint
from dragoman.ledger.likeness import Common, Rule, apart, elsewhere, score
from dragoman.ledger.rulings import Rulings
from dragoman.ledger.telling import Told, event_of
from dragoman.model import Account, Actor, Claim, Join, Judgement

RANKS = {Dating.DAY: 0, Dating.PUBLISHED: 1, Dating.PERIOD: 2, Dating.NONE: 3}
COMPARED = 8  # accounts of an event with which a further one is compared
LONGEST = 400  # days of a window beyond which every event of the bucket is looked at
CLEAR = 0.25  # points by which the best event must be better than the second


@dataclass(frozen=True, slots=True)
class Bucket:
    """Which accounts can tell one event at all: a family of acts and a set of parties."""

    family: str
    parties: tuple[str, ...]

    @property
    def key(self) -> str:
        """As the store writes it: "contact:RUS|USA"."""
        return f"{self.family}:{'|'.join(self.parties)}"


def bucket_of(claim: Claim, compass: Compass) -> Bucket:
    """The bucket of a claim; who has no party code is told apart by the id."""
    parties = pairs.codes((*claim.actors, *claim.recipients))
    return Bucket(compass.families.of(claim.act).name, parties)


def events_of(
    accounts: Iterable[Account], compass: Compass, judgements: Iterable[Judgement] = ()
) -> tuple[Told, ...]:
    """The events that the accounts of one bucket tell, in order of time.

    Args:
        judgements: rejected claims are left out; merged claims tell one event, split ones never do,
            whatever the rules say.
    """
    rulings = Rulings.of(judgements)
    facts = [compass.facts(a) for a in accounts if a.claim.id not in rulings.rejected]
    facts.sort(key=_turn)
    gathering = Gathering(compass, rulings, Common.among(facts))
    for one in facts:
        gathering.add(one)
    gathering.merge()
    told = (
        Told.by(event_of(m.members, m.joins, compass), m.members)
        for m in gathering.happenings
        if m.members
    )
    return tuple(sorted(told, key=lambda t: (str(t.event.window.start or ""), t.event.id)))


@dataclass(slots=True)
class Happening:
    """An event while its accounts are gathered: what all of them allow."""

    tense: Tense
    days: Days
    kind: int | None
    sides: tuple[frozenset[str], frozenset[str]] | None
    persons: dict[str, list[Actor]]
    members: list[Facts] = field(default_factory=list)
    originals: list[Facts] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)

    def admits(self, facts: Facts, compass: Compass) -> bool:
        """Whether kind, direction and persons go with all accounts so far."""
        if None not in (self.kind, facts.kind) and self.kind != facts.kind:
            return False
        sides = sides_of(facts)
        if None not in (self.sides, sides) and self.sides != sides:
            return False
        return not any(
            compass.differ(known, who)
            for code, who in facts.persons.items()
            for known in self.persons.get(code, ())
        )

    def goes_with(self, other: Happening, compass: Compass) -> bool:
        """Whether nothing tells two happenings apart."""
        if self.tense is not other.tense or not self.days.meets(other.days):
            return False
        return all(
            self.admits(facts, compass)
            and not any(apart(facts, m) for m in _telling(self.originals))
            for facts in _telling(other.originals)
        )

    def take(self, facts: Facts, copy: bool = False) -> None:
        """Adds an account; further ones are compared with it unless it is a copy of another."""
        self.members.append(facts)
        if copy:
            return
        self.originals.append(facts)
        if facts.tense is self.tense and facts.days.meets(self.days):
            self.days = self.days.shared(facts.days)
        self.kind = facts.kind if self.kind is None else self.kind
        self.sides = sides_of(facts) if self.sides is None else self.sides
        for code, who in facts.persons.items():
            known = self.persons.setdefault(code, [])
            if all(who.id != other.id for other in known):
                known.append(who)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an account fits a happening: by which of its accounts, and by which rule."""

    place: int
    member: Facts
    points: float
    rule: Rule
    tied: bool


@dataclass(slots=True)
class Gathering:
    """The happenings of a bucket, found by their days."""

    compass: Compass
    rulings: Rulings
    common: Common
    happenings: list[Happening] = field(default_factory=list)
    by_day: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_document: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    originals: dict[tuple[str, str, str, str], tuple[Facts, int]] = field(default_factory=dict)

    def add(self, facts: Facts) -> None:
        """An account joins the happening that it fits best, or begins one.

        Where several fit equally well and nothing tells them apart, it shows that they are one.
        """
        if self._copies(facts):
            return
        fits = self._fits(facts)
        best = [fit for fit in fits if fits[0].points - fit.points < CLEAR]
        if not best or (len(best) > 1 and not self._are_one(best)):
            self._begin(facts)
            return
        first = min(best, key=lambda fit: fit.place)
        for fit in best:
            if fit is not first:
                self._fuse(first.place, fit.place)
        self._take(first.place, facts)
        for fit in best:
            denial = facts.tense is Tense.DENIED and fit.member.tense is not Tense.DENIED
            rule = Rule.DENIAL if denial else fit.rule
            join = Join(facts.claim.id, fit.member.claim.id, str(rule))
            self.happenings[first.place].joins.append(join)

    def merge(self) -> None:
        """Brings together what analysts said is one."""
        where = {f.claim.id: h for h in self.happenings for f in h.members}
        for target, other, rule in self.rulings.merged:
            one, two = where.get(target), where.get(other)
            if one is None or two is None or one is two:
                continue
            if self.rulings.part(one.members, two.members):
                continue
            first, second = (
                (one, two) if one.members[0].claim.id <= two.members[0].claim.id else (two, one)
            )
            for facts in second.members:
                where[facts.claim.id] = first
                first.take(facts)
            first.joins += [*second.joins, Join(target, other, rule)]
            second.members, second.joins = [], []

    def _copies(self, facts: Facts) -> bool:
        """A copy goes where its original went, so that it can never change what an event is."""
        key = imprint(facts)
        original = self.originals.get(key)
        if original is None or self.rulings.part([facts], self.happenings[original[1]].members):
            return False
        join = Join(facts.claim.id, original[0].claim.id, str(Rule.COPY))
        self.happenings[original[1]].joins.append(join)
        self._take(original[1], facts, copy=True)
        return True

    def _fits(self, facts: Facts) -> list[Fit]:
        """The happenings that an account fits, the best first."""
        found = [f for p in self._near(facts) if (f := self._fit(facts, p)) is not None]
        return sorted(found, key=lambda fit: (-fit.points, fit.place))

    def _are_one(self, fits: Sequence[Fit]) -> bool:
        """Whether happenings that one account fits are tied by it, and nothing tells them apart."""
        if not all(fit.tied for fit in fits):
            return False
        found = [self.happenings[fit.place] for fit in fits]
        return all(
            one.goes_with(other, self.compass) and not self.rulings.part(one.members, other.members)
            for place, one in enumerate(found)
            for other in found[:place]
        )

    def _fuse(self, place: int, other: int) -> None:
        """All accounts of the second happening go to the first."""
        first, second = self.happenings[place], self.happenings[other]
        compared = {facts.claim.id for facts in second.originals}
        for facts in second.members:
            first.take(facts, copy=facts.claim.id not in compared)
            here = self.by_document[facts.account.heading.id]
            here[:] = dict.fromkeys(place if p == other else p for p in here)
            if self.originals[imprint(facts)][1] == other:
                self.originals[imprint(facts)] = self.originals[imprint(facts)][0], place
        first.joins += second.joins
        self.happenings[other] = Happening(second.tense, NEVER, None, None, {})

    def _near(self, facts: Facts) -> Iterable[int]:
        """Happenings whose days may meet, and those of the same document."""
        found = set(self.by_document.get(facts.account.heading.id, ()))
        first, last = facts.days.first - 1, facts.days.last + 1
        if facts.days == EVER:
            return sorted(found)
        if last - first > LONGEST:
            found.update(range(len(self.happenings)))
        else:
            for day in range(first, last + 1):
                found.update(self.by_day.get(day, ()))
        return sorted(found)

    def _fit(self, facts: Facts, place: int) -> Fit | None:
        """How an account fits a happening: by the best of its accounts, if it goes with all."""
        happening = self.happenings[place]
        if facts.tense is not happening.tense and facts.tense is not Tense.DENIED:
            return None
        if not happening.admits(facts, self.compass):
            return None
        if self.rulings.part([facts], happening.members):
            return None
        best: Fit | None = None
        for member in _telling(happening.originals):
            if elsewhere(facts, member):
                return None
            found = score(facts, member, self.common)
            if found is not None and (best is None or found.points > best.points):
                best = Fit(place, member, found.points, found.rule, found.tied)
        if best is None or best.rule is Rule.DAY_OFF:
            return best
        return best if facts.days.meets(happening.days) else None

    def _begin(self, facts: Facts) -> None:
        happening = Happening(facts.tense, facts.days, facts.kind, sides_of(facts), {})
        self.happenings.append(happening)
        self._take(len(self.happenings) - 1, facts)
        if facts.days != EVER and facts.days.last - facts.days.first <= LONGEST:
            for day in range(facts.days.first, facts.days.last + 1):
                self.by_day[day].append(len(self.happenings) - 1)

    def _take(self, place: int, facts: Facts, copy: bool = False) -> None:
        self.happenings[place].take(facts, copy)
        self.originals.setdefault(imprint(facts), (facts, place))
        here = self.by_document[facts.account.heading.id]
        if place not in here:
            here.append(place)


def sides_of(facts: Facts) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who did it and to whom; None for what is done together."""
    claim = facts.claim
    if claim.symmetric:
        return None
    return frozenset(codes(claim.actors)), frozenset(codes(claim.recipients))


def _turn(facts: Facts) -> tuple[bool, int, int, int, int, str]:
    """When an account is placed: denials last, the best dated first, of these the fullest.

    Two calls of one day are told apart by those accounts that say who called; an account that says
    nothing then fits both, and joins neither.
    """
    heading = facts.account.heading
    copy = heading.origin != heading.id
    late = facts.tense is Tense.DENIED
    told = len(facts.persons) + len(facts.topics) + (facts.place is not None)
    rank = 2 * RANKS[facts.dating] + copy
    return late, rank, facts.days.first, -told, facts.heard or 0, facts.claim.id


def _telling(members: Sequence[Facts]) -> Iterable[Facts]:
    """Enough accounts of an event to compare with: the first and the latest."""
    if len(members) <= COMPARED:
        return members
    return [*members[: COMPARED // 2], *members[-COMPARED // 2 :]]

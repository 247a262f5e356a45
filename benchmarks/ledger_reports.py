"""Reports of a world: who tells which happening when, how exactly, and with which mistakes.

The noise is that of a real reader: dates and claimants missing, a party missing, finer or coarser
acts, topics not seen, a day mistaken. Its shares are drawn independently of how events are merged.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from benchmarks.ledger_truth import Happening, World

SYLLABLES = ("ba", "do", "fe", "gi", "ku", "la", "me", "no", "pri", "ra", "so", "tu", "va", "zel")
OUTLETS = 24


@dataclass(frozen=True, slots=True)
class Noise:
    """Shares of what goes wrong or is left out."""

    no_day: float = 0.35
    month_only: float = 0.04
    wrong_day: float = 0.02
    no_party: float = 0.05
    coarser: float = 0.15
    no_topics: float = 0.3
    wrong_topic: float = 0.06
    no_claimant: float = 0.4
    no_person: float = 0.4
    no_person_again: float = 0.1
    no_place: float = 0.4
    no_toll: float = 0.4
    no_third: float = 0.4
    denied: float = 0.03
    background: float = 0.1
    copied: float = 0.25
    unpublished: float = 0.02


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a report about a happening, as it tells it.

    Attributes:
        dating: the day or month that it names, with its precision, or None.
        actor, other, third: party codes; None where it leaves one out.
        persons: "person", "office" or None: how it names who acted.
        details: words beside those of the happening itself.
    """

    happening: Happening
    act: str
    tense: str
    dating: tuple[str, date, date] | None
    actor: str
    other: str | None
    third: str | None
    claimant: str | None
    persons: str | None
    place: bool
    toll: bool
    topics: tuple[str, ...]
    details: tuple[str, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its outlet, its language, and what it tells; `original` is what it copies."""

    number: int
    outlet: int
    language: str
    published: date | None
    told: tuple[Told, ...]
    original: int


@dataclass(slots=True)
class Press:
    """The outlets that report a world."""

    world: World
    noise: Noise
    chance: random.Random
    number: int = 0

    def reports(self) -> Iterator[Report]:
        """All reports, happening by happening."""
        by_day: dict[date, list[Happening]] = {}
        for happening in self.world.happenings:
            by_day.setdefault(happening.day, []).append(happening)
        for happening in self.world.happenings:
            for _ in range(min(12, 1 + int(self.chance.expovariate(0.4)))):
                report = self._report(happening, by_day)
                yield report
                if self.chance.random() < self.noise.copied:
                    yield from self._copies(report)

    def _report(self, happening: Happening, by_day: dict[date, list[Happening]]) -> Report:
        chance, noise = self.chance, self.noise
        outlet = chance.randrange(OUTLETS)
        languages = list(self.world.words.languages)
        language = languages[outlet % len(languages)]
        late = chance.choices((0, 1, 2, 3), (50, 35, 10, 5))[0]
        told = []
        if chance.random() < noise.background:
            late = chance.randrange(15, 200)
            told.append(self._tell(happening, language, exact=True))
        else:
            if chance.random() < 0.5:  # the headline
                told.append(replace(self._tell(happening, language), dating=None, claimant=None))
            told.append(self._tell(happening, language))
            beside = by_day[happening.day]
            if len(beside) > 1 and chance.random() < 0.3:
                told.append(self._tell(chance.choice(beside), language))
        published: date | None = happening.day + timedelta(days=late)
        if chance.random() < noise.unpublished:
            published = None
        self.number += 1
        return Report(self.number, outlet, language, published, tuple(told), self.number)

    def _copies(self, report: Report) -> Iterator[Report]:
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            self.number += 1
            late = timedelta(days=self.chance.choice((0, 0, 1)))
            told = report.told
            if len(told) > 1 and self.chance.random() < 0.3:
                told = told[: self.chance.randrange(1, len(told))]
            yield Report(
                self.number,
                self.chance.randrange(OUTLETS),
                report.language,
                report.published + late if report.published is not None else None,
                told,
                report.original,
            )

    def _tell(self, happening: Happening, language: str, exact: bool = False) -> Told:
        chance, noise = self.chance, self.noise
        act, tense = happening.act, happening.tense
        if happening.others and chance.random() < (0.5 if tense != "done" else noise.coarser):
            act, tense = chance.choice(happening.others)
        return Told(
            happening=happening,
            act=act,
            tense=tense,
            dating=self._dating(happening, act, tense, exact),
            actor=happening.actor,
            other=None if chance.random() < noise.no_party else happening.other,
            third=None if chance.random() < noise.no_third else happening.third,
            claimant=self._claimant(happening),
            persons=self._persons(happening),
            place=chance.random() >= noise.no_place,
            toll=chance.random() >= noise.no_toll,
            topics=self._topics(happening),
            details=self._details(happening, language),
            denied=tense == "done" and chance.random() < noise.denied,
        )

    def _dating(
        self, happening: Happening, act: str, tense: str, exact: bool
    ) -> tuple[str, date, date] | None:
        chance, noise = self.chance, self.noise
        ahead = tense in ("ahead", "postponed") or act in self._arranged()
        day = happening.planned_for if ahead else happening.day
        if day is None or (not exact and chance.random() < noise.no_day):
            return None
        if chance.random() < noise.month_only * (4 if exact else 1):
            following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            return "month", day.replace(day=1), following - timedelta(days=1)
        if chance.random() < noise.wrong_day:
            day += timedelta(days=chance.choice((-1, 1)))
        return "day", day, day

    def _arranged(self) -> set[str]:
        """Acts whose date is that of the meeting, though they are told as done."""
        told = (meeting.other for meeting in self.world.words.meetings)
        return {act for act, tense in told if tense == "done"}

    def _persons(self, happening: Happening) -> str | None:
        unnamed = self.noise.no_person_again if happening.again else self.noise.no_person
        return None if self.chance.random() < unnamed else self.chance.choice(("person", "office"))

    def _claimant(self, happening: Happening) -> str | None:
        if self.chance.random() < self.noise.no_claimant:
            return None
        return self.chance.choice((happening.actor, happening.other))

    def _topics(self, happening: Happening) -> tuple[str, ...]:
        chance, noise = self.chance, self.noise
        if chance.random() < noise.no_topics:
            return ()
        topics = [topic for topic in happening.topics if chance.random() < 0.8]
        if chance.random() < noise.wrong_topic:
            topics.append(chance.choice(self.world.words.topics))
        return tuple(dict.fromkeys(topics))

    def _details(self, happening: Happening, language: str) -> tuple[str, ...]:
        """Some of the words in which a happening is told in a language, and some of everyday's."""
        telling = _vocabulary(f"{happening.number} {language}", 10)
        everyday = _vocabulary(language, 300)
        chosen = [word for word in telling if self.chance.random() < 0.55]
        return tuple(chosen + self.chance.sample(everyday, 6))


@cache
def _vocabulary(name: str, size: int) -> tuple[str, ...]:
    """Words that are always the same for a name."""
    chance = random.Random(name)
    return tuple(_word(chance) for _ in range(size))


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((3, 4))))

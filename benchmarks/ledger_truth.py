"""A world whose happenings are known: what a generated corpus tells.

Contacts, words, strikes and deeds between seven states, and stories that go on: promises kept,
broken or forgotten, measures announced, imposed, extended, eased and lifted, meetings proposed,
planned, put off, held, cancelled or passed over. Nothing here knows how the ledger merges.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.ledger_words import Commitment, Meeting, Words

START = date(2024, 3, 1)
TOWNS = 12  # that may be struck
STORY = 150  # days for which a story runs at most
DUE_FOR = 30  # days for which a commitment is due before nobody knows what became of it
PASSED_AFTER = 3  # days after its date from which a meeting of which nobody spoke has passed
VAGUE_FOR = 180  # days for which a promise without a date stands


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done, said or planned.

    Attributes:
        act, tense: how it is told; `others` are (act, tense) by which others tell it.
        day: when it was done, or when the plan was made known.
        planned_for: the day that a plan is for.
        level: "head", "minister" or None: who acted for the states.
        denies: number of the happening that this one puts off or denies, or None.
        again: on the day of another like it; reports then mostly say whose they mean.
    """

    number: int
    act: str
    tense: str
    others: tuple[tuple[str, str], ...]
    day: date
    actor: str
    other: str
    third: str | None = None
    planned_for: date | None = None
    level: str | None = None
    town: int | None = None
    topics: tuple[str, ...] = ()
    deaths: int | None = None
    denies: int | None = None
    again: bool = False

    @property
    def story(self) -> int:
        """Number of the event that it is told as: what puts off a meeting denies the plan of it."""
        return self.number if self.denies is None else self.denies


@dataclass(frozen=True, slots=True)
class Plot:
    """A story with a state: the happenings in it, and where it stands at the end.

    Attributes:
        needs: happenings whose planned day must have been told for anybody to know the state.
        otherwise: where it stands for those who never read that day; None if they cannot say.
    """

    kind: str
    happenings: tuple[int, ...]
    state: str
    needs: tuple[int, ...] = ()
    otherwise: str | None = None


@dataclass(slots=True)
class World:
    """Happenings in the order in which they were made, and the stories among them."""

    words: Words
    chance: random.Random
    days: int
    happenings: list[Happening] = field(default_factory=list)
    plots: list[Plot] = field(default_factory=list)
    busy: list[tuple[object, frozenset[str], date, frozenset[str]]] = field(default_factory=list)

    @property
    def end(self) -> date:
        """The day on which the stories are looked at."""
        return START + timedelta(days=self.days)

    def happen(
        self, act: str, day: date, pair: tuple[str, str], tense: str = "done", **more: Any
    ) -> Happening | None:
        """Something happens, unless it would lie after the end."""
        if day > self.end:
            return None
        others: tuple[tuple[str, str], ...] = more.pop("others", ())
        happening = Happening(
            len(self.happenings),
            act,
            tense,
            others,
            day,
            pair[0],
            pair[1],
            **more,
        )
        self.happenings.append(happening)
        return happening

    def pair(self) -> tuple[str, str]:
        """Two states; some pairs have far more dealings than others."""
        codes = list(self.words.states)
        weights = [1.0 / (place + 1) for place in range(len(codes))]
        first = self.chance.choices(codes, weights)[0]
        second = self.chance.choices(codes, weights)[0]
        return (first, second) if first != second else self.pair()

    def opening(self, acts: object) -> tuple[tuple[str, str], date, tuple[str, ...]]:
        """States, day and topics of a new story.

        Two stories of one kind run between the same states at one time only if they are about
        different things: nobody could tell them apart by the reports.
        """
        while True:
            pair, day, topics = self.pair(), self.day(), self.topics()
            same = (
                about & set(topics)
                for kind, states, began, about in self.busy
                if kind == acts and states == set(pair) and abs((began - day).days) < STORY
            )
            if not any(same):
                self.busy.append((acts, frozenset(pair), day, frozenset(topics)))
                return pair, day, topics

    def day(self) -> date:
        """Any day of the time."""
        return START + timedelta(days=self.chance.randrange(self.days))

    def topics(self) -> tuple[str, ...]:
        """One to three things that it is about."""
        return tuple(self.chance.sample(self.words.topics, self.chance.choice((1, 1, 2, 3))))


def world(seed: int, happenings: int, days: int) -> World:
    """A world with about so many happenings in so many days."""
    found = World(Words.load(), random.Random(seed), days)
    makers = (_contact, _contact, _word, _word, _strike, _deed, _commitment, _measure, _meeting)
    while len(found.happenings) < happenings:
        found.chance.choice(makers)(found)
    return found


def _contact(world: World) -> None:
    chance, pair, day = world.chance, world.pair(), world.day()
    act = chance.choice(list(world.words.acts["contacts"]))
    third = chance.choice(list(world.words.states)) if chance.random() < 0.08 else None
    level = chance.choice(("head", "minister", None))
    town = chance.randrange(2) if act != "call" and chance.random() < 0.6 else None
    again = chance.random() < 0.08
    if again:  # the ministers speak on the day on which the presidents did
        level = level or "head"
        second = "minister" if level == "head" else "head"
        world.happen(act, day, pair, level=second, topics=world.topics(), again=True)
    world.happen(
        act, day, pair, level=level, town=town, topics=world.topics(), again=again,
        third=third if third not in pair else None, others=_coarser(world, "contacts", act),
    )  # fmt: skip


def _word(world: World) -> None:
    chance = world.chance
    act = chance.choice(list(world.words.acts["words"]))
    level = chance.choice(("head", "minister", None, None))
    others = _coarser(world, "words", act)
    world.happen(act, world.day(), world.pair(), topics=world.topics(), level=level, others=others)


def _strike(world: World) -> None:
    """A war between the last two states: several strikes a day now and then."""
    chance = world.chance
    pair = tuple(world.words.states)[-2:]
    if chance.random() < 0.5:
        pair = pair[::-1]
    day = world.day()
    for town in chance.sample(range(TOWNS), chance.choice((1, 1, 1, 2))):
        act = chance.choice(list(world.words.acts["strikes"]))
        world.happen(
            act, day, (pair[0], pair[1]), town=town, deaths=chance.randrange(2, 60),
            others=_coarser(world, "strikes", act),
        )  # fmt: skip


def _deed(world: World) -> None:
    act = world.chance.choice(list(world.words.acts["deeds"]))
    topics = world.topics()
    world.happen(
        act, world.day(), world.pair(), topics=topics, others=_coarser(world, "deeds", act)
    )


def _coarser(world: World, group: str, act: str) -> tuple[tuple[str, str], ...]:
    return tuple((other, "done") for other in world.words.acts[group][act])


def _commitment(world: World) -> None:
    chance = world.chance
    acts = chance.choice(world.words.commitments)
    pair, day, topics = world.opening(acts)
    due = day + timedelta(days=chance.randrange(20, 90)) if chance.random() < 0.7 else None
    start = _promise(world, acts, day, pair, due, topics)
    if start is None:
        return
    if chance.random() < 0.1 and due is not None:  # another date is promised
        later = day + timedelta(days=chance.randrange(8, 20))
        again = due + timedelta(days=chance.randrange(15, 40))
        second = _promise(world, acts, later, pair, again, topics)
        if second is not None:
            both = start.number, second.number
            world.plots.append(Plot("commitment", (start.number,), "superseded", both))
            state = _waiting(world, later, again)
            world.plots.append(Plot("commitment", (second.number,), state, both))
            return
    fate = chance.random()
    when = day + timedelta(days=chance.randrange(6, 60))
    if due is not None and when > due:
        when = due
    end, state = None, _waiting(world, day, due)
    if fate < 0.4:
        end = world.happen(acts.done, when, pair, topics=topics)
        state = "kept" if end is not None else state
    elif fate < 0.65:
        end = world.happen(acts.against, when, pair, topics=topics)
        state = "broken" if end is not None else state
    if end is not None:
        world.plots.append(Plot("commitment", (start.number, end.number), state))
    else:
        otherwise = _waiting(world, day, None)
        needs = (start.number,) if due is not None else ()
        world.plots.append(Plot("commitment", (start.number,), state, needs, otherwise))


def _promise(
    world: World,
    acts: Commitment,
    day: date,
    pair: tuple[str, str],
    due: date | None,
    topics: tuple[str, ...],
) -> Happening | None:
    return world.happen(
        acts.plan[0], day, pair, acts.plan[1], planned_for=due, topics=topics, others=(acts.other,)
    )


def _waiting(world: World, day: date, due: date | None) -> str:
    """Where a promise stands of which nobody spoke again."""
    if due is None:
        return "promised" if (world.end - day).days <= VAGUE_FOR else "unknown"
    if world.end <= due:
        return "promised"
    return "due" if (world.end - due).days <= DUE_FOR else "unknown"


def _measure(world: World) -> None:
    chance = world.chance
    acts = chance.choice(world.words.measures)
    pair, day, topics = world.opening(acts)
    steps: list[tuple[Happening | None, str]] = []
    if chance.random() < 0.6:
        steps.append(
            (world.happen(acts.plan[0], day, pair, acts.plan[1], topics=topics), "announced")
        )
    if not steps or chance.random() < 0.8:
        day += timedelta(days=chance.randrange(5, 30))
        steps.append((world.happen(acts.done, day, pair, topics=topics), "in_force"))
        if chance.random() < 0.25:
            day += timedelta(days=chance.randrange(35, 70))
            steps.append((world.happen(acts.done, day, pair, topics=topics), "extended"))
        if chance.random() < 0.25:
            day += timedelta(days=chance.randrange(10, 40))
            steps.append((world.happen(acts.ease, day, pair, topics=topics), "eased"))
        if chance.random() < 0.4:
            day += timedelta(days=chance.randrange(10, 40))
            steps.append((world.happen(acts.lift, day, pair, topics=topics), "lifted"))
    _plot(world, "measure", steps)


def _meeting(world: World) -> None:
    chance = world.chance
    acts = chance.choice(world.words.meetings)
    pair, day, topics = world.opening("meeting")
    level = chance.choice(("head", "minister"))
    steps: list[tuple[Happening | None, str]] = []
    if chance.random() < 0.5:
        steps.append(
            (world.happen(acts.propose, day, pair, level=level, topics=topics), "proposed")
        )
        day += timedelta(days=chance.randrange(3, 12))
    if not steps or chance.random() < 0.8:
        when = day + timedelta(days=chance.randrange(6, 40))
        plan = world.happen(
            acts.plan[0], day, pair, acts.plan[1], planned_for=when, level=level, topics=topics,
            others=(acts.other,),
        )  # fmt: skip
        steps += [(plan, "planned"), *_fate(world, acts, pair, day, when, plan)]
        if steps[-1][1] in ("planned", "postponed-to"):
            last = steps[-1][0]
            known = last.planned_for if last is not None else None
            if known is not None and (world.end - known).days > PASSED_AFTER:
                steps.append((last, "passed"))
    _plot(world, "meeting", steps)


def _fate(
    world: World,
    acts: Meeting,
    pair: tuple[str, str],
    day: date,
    when: date,
    plan: Happening | None,
) -> Iterator[tuple[Happening | None, str]]:
    """What becomes of a planned meeting: put off, cancelled, held, or nothing more is heard."""
    chance = world.chance
    if plan is None:
        return
    more: dict[str, Any] = {"level": plan.level, "topics": plan.topics}
    before = day + timedelta(days=chance.randrange(2, max(3, (when - day).days - 1)))
    if chance.random() < 0.25:
        off = world.happen(
            plan.act, before, pair, "postponed", planned_for=when, denies=plan.number, **more
        )
        yield off, "postponed"
        if chance.random() < 0.6:
            when = when + timedelta(days=chance.randrange(10, 40))
            day = before + timedelta(days=1)
            again = world.happen(
                plan.act, day, pair, "ahead", planned_for=when, others=plan.others, **more
            )
            yield again, "postponed-to"
        else:
            return
    fate = chance.random()
    if fate < 0.2 and (when - day).days > 3:
        off_day = day + timedelta(days=chance.randrange(1, (when - day).days))
        yield world.happen(acts.cancel, off_day, pair, **more), "cancelled"
    elif fate < 0.75:
        others = tuple((act, "done") for act in acts.coarser)
        yield world.happen(acts.done, when, pair, others=others, **more), "held"


def _plot(world: World, kind: str, steps: list[tuple[Happening | None, str]]) -> None:
    """The story of the steps that came about."""
    known = [(happening, state) for happening, state in steps if happening is not None]
    if not known:
        return
    last, state = known[-1]
    numbers = tuple(dict.fromkeys(h.number for h, _ in known))
    needs = (last.number,) if state in ("passed", "postponed-to") else ()
    otherwise = "planned" if state == "passed" and len(known) < 4 else None
    world.plots.append(Plot(kind, numbers, state.removesuffix("-to"), needs, otherwise))

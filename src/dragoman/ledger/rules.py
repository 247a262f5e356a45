"""The rules of the package, as the ledger is given them: what makes events and threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.ledger.corrections import corrected_events
from dragoman.ledger.facts import Compass
from dragoman.ledger.gather import gather, gathered
from dragoman.ledger.joining import Piece
from dragoman.ledger.parts import fused, merged, part_of, whole_of
from dragoman.ledger.rebuild import Rules
from dragoman.ledger.rulings import Rulings
from dragoman.ledger.telling import Told, event_of
from dragoman.ledger.threads import threads_of
from dragoman.model import Account, Event, Join, Judgement, Thread
from dragoman.ontology import ThreadRules

KEPT = 4000  # events of which what their accounts say is kept


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables by which accounts become events and events threads; load once."""

    compass: Compass
    threads: ThreadRules

    @classmethod
    def load(cls) -> Tables:
        """The tables of the package.

        Raises:
            LexiconError: one of them is malformed.
        """
        return cls(Compass.load(), ThreadRules.load())

    @property
    def rules(self) -> Rules:
        """What a ledger computes by."""
        return Rules(self._gather, self._follow, self._parts)

    def _gather(
        self, accounts: Sequence[Account], judgements: Sequence[Judgement]
    ) -> Iterable[Event]:
        return gather(accounts, self.compass, judgements)

    def _follow(
        self, events: Sequence[Event], judgements: Sequence[Judgement], as_of: date
    ) -> Iterable[Thread]:
        return threads_of(events, self.compass, self.threads, as_of, judgements)

    def _parts(self, judgements: Sequence[Judgement]) -> PackageParts:
        rulings = Rulings.of(judgements)
        return PackageParts(self.compass, judgements, rulings, rulings.ties)


@dataclass(slots=True)
class PackageParts:
    """What `gather` does at once, in steps; see `joining.Parts`."""

    compass: Compass
    judgements: Sequence[Judgement]
    rulings: Rulings
    ties: Mapping[str, frozenset[str]]
    told: dict[str, Told] = field(default_factory=dict)

    def pieces(self, accounts: Sequence[Account]) -> Iterable[Piece]:
        """What accounts tell, those of each bucket by themselves."""
        for told in gathered(accounts, self.compass, self.judgements):
            self._keep(told)
            family = told.facts[0].family.name
            yield Piece(told.event, family, tuple(sorted(told.parties)), told.blocks)

    def event(self, accounts: Sequence[Account], joins: Sequence[Join]) -> Event:
        """The event of a piece again."""
        facts = [self.compass.facts(account) for account in accounts]
        told = Told.by(event_of(facts, joins, self.compass), facts)
        self._keep(told)
        return told.event

    def whole(self, part: Event, others: Sequence[Event]) -> int | None:
        """Which of some others one is part of."""
        told = list(map(self._told, others))
        found = whole_of(self._told(part), told, self.rulings, self.compass)
        return None if found is None else next(n for n, t in enumerate(told) if t is found[0])

    def fuse(self, members: Sequence[Event], wholes: Sequence[int | None]) -> Iterable[Event]:
        """The events that pieces make which belong together."""
        told = list(map(self._told, members))
        parent: dict[str, tuple[Told, Join]] = {}
        for part, place in zip(told, wholes, strict=True):
            if place is not None:
                join = part_of(part, told[place], self.compass)
                if join is not None:
                    parent[part.event.id] = told[place], join
        events = fused(told, parent, self.rulings, self.compass)
        events = merged(events, self.compass, self.judgements)
        return corrected_events(events, self.judgements, self.compass)

    def _told(self, event: Event) -> Told:
        told = self.told.get(event.id)
        if told is None or told.event is not event:
            told = Told.of(event, self.compass)
            self._keep(told)
        return told

    def _keep(self, told: Told) -> None:
        if len(self.told) >= KEPT:
            self.told.clear()
        self.told[told.event.id] = told

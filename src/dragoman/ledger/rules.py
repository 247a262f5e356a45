"""The rules of the package, as the ledger is given them: what makes events and threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.facts import Compass
from dragoman.ledger.gather import gather
from dragoman.ledger.rebuild import Rules
from dragoman.ledger.threads import threads_of
from dragoman.model import Account, Event, Judgement, Thread
from dragoman.ontology import ThreadRules


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
        return Rules(self._gather, self._follow)

    def _gather(
        self, accounts: Sequence[Account], judgements: Sequence[Judgement]
    ) -> Iterable[Event]:
        return gather(accounts, self.compass, judgements)

    def _follow(
        self, events: Sequence[Event], judgements: Sequence[Judgement], as_of: date
    ) -> Iterable[Thread]:
        return threads_of(events, self.compass, self.threads, as_of, judgements)

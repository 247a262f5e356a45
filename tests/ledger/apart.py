"""Rules by which no piece is part of another, for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.ledger.joining import Piece
from dragoman.ledger.rebuild import Gather
from dragoman.model import Account, Event, Join, Judgement


def nothing(accounts: Sequence[Account], judgements: Sequence[Judgement]) -> Iterable[Event]:
    """No events."""
    return ()


@dataclass(frozen=True, slots=True)
class Apart:
    """Each event of a rule is a piece, and an event by itself."""

    gather: Gather = nothing
    judgements: Sequence[Judgement] = ()
    ties: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def pieces(self, accounts: Sequence[Account]) -> Iterable[Piece]:
        """Those of the rule."""
        return map(Piece, self.gather(accounts, self.judgements))

    def event(self, accounts: Sequence[Account], joins: Sequence[Join]) -> Event:
        """The first of the rule."""
        return next(iter(self.gather(accounts, self.judgements)))

    def whole(self, part: Event, others: Sequence[Event]) -> int | None:
        """None."""
        return None

    def fuse(self, members: Sequence[Event], wholes: Sequence[int | None]) -> Iterable[Event]:
        """As they are."""
        return members

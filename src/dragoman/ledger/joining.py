"""What a store asks of the rules by which claims become events, step by step.

Claims of one home make *pieces*: what accounts with one set of parties tell as one happening. A
piece that names fewer parties than another may be part of that one; pieces that belong together
make an event. A store keeps pieces, so that only those around the days that changed are looked at
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.model import Account, Event, Join, Judgement


@dataclass(frozen=True, slots=True)
class Piece:
    """What accounts with one set of parties tell as one happening.

    Attributes:
        event: as it would be if it were not part of another.
        family: only pieces of one family can belong together.
        parties: codes, in order.
        blocks: numbers of stretches of days; only pieces that share one can belong together.
    """

    event: Event
    family: str = ""
    parties: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()


class Parts(Protocol):
    """The rules, under the judgements that hold."""

    @property
    def ties(self) -> Mapping[str, frozenset[str]]:
        """By the id of a claim: those that analysts said are one with it."""
        ...

    def pieces(self, accounts: Sequence[Account]) -> Iterable[Piece]:
        """What the accounts of one home tell; their order makes no difference."""
        ...

    def event(self, accounts: Sequence[Account], joins: Sequence[Join]) -> Event:
        """The event of a piece again, from its accounts and joins."""
        ...

    def whole(self, part: Event, others: Sequence[Event]) -> int | None:
        """Which of some others, all with its parties and more, one is part of."""
        ...

    def fuse(self, members: Sequence[Event], wholes: Sequence[int | None]) -> Iterable[Event]:
        """The events that pieces make which belong together, as analysts corrected them.

        Args:
            wholes: for each member the place of the one that it is part of.
        """
        ...


Rule = Callable[[Sequence[Judgement]], Parts]

"""Between whom something happens: pairs of party codes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from dragoman.model import Claim, Claimant, Event, Party


class Pair(NamedTuple):
    """Two party codes in order; `second` is empty for what one party does alone.

    >>> Pair.of("USA", "RUS")
    Pair(first='RUS', second='USA')
    """

    first: str
    second: str

    @classmethod
    def of(cls, one: str, other: str = "") -> Pair:
        """The pair of two party codes, or of one alone."""
        return cls(one, "") if not other else cls(*sorted((one, other)))


def code(party: Party) -> str:
    """The party code of an actor: country or organisation, or its id where it has neither."""
    return party.actor.party or party.actor.id


def codes(parties: Iterable[Party]) -> tuple[str, ...]:
    """Party codes, each once, in order."""
    return tuple(sorted({code(party) for party in parties}))


def claimant_code(claimant: Claimant | None) -> str | None:
    """The party code of a claimant: empty for an unnamed source, None for the document itself."""
    if claimant is None:
        return None
    return "" if claimant.party is None else code(claimant.party)


def pairs(members: tuple[str, ...]) -> tuple[Pair, ...]:
    """All pairs of some party codes; what a party does to itself or alone is a pair with nobody.

    >>> [p.second for p in pairs(("FRA", "RUS", "USA"))]
    ['RUS', 'USA', 'USA']
    >>> pairs(("FRA",))
    (Pair(first='FRA', second=''),)
    """
    if len(members) < 2:
        return tuple(Pair.of(member) for member in members) or (Pair("", ""),)
    return tuple(Pair(one, other) for one, other in combinations(sorted(members), 2))


def pairs_of(claim: Claim) -> tuple[Pair, ...]:
    """The pairs of a claim. The first is its home, under which its event is sought: one, so that
    a claim never becomes two events."""
    return pairs(codes((*claim.actors, *claim.recipients)))


def event_pairs(event: Event) -> tuple[Pair, ...]:
    """The pairs that an event belongs to."""
    return pairs(tuple(sorted({*event.actors, *event.recipients})))

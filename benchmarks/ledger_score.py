"""How well events and threads agree with a known truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Event


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims: together in truth and in the ledger, in the ledger alone, in truth alone."""

    both: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the ledger's pairs that are true."""
        return self.both / (self.both + self.wrong) if self.both + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that the ledger has."""
        return self.both / (self.both + self.missed) if self.both + self.missed else 1.0


def pairs(events: Iterable[Event], truth: Mapping[str, int]) -> Pairs:
    """Counts pairs of claims; claims of which the truth says nothing are left out."""
    together = both = 0
    for event in events:
        known = Counter(truth[a.claim.id] for a in event.accounts if a.claim.id in truth)
        together += _pairs(known.total())
        both += sum(map(_pairs, known.values()))
    true = sum(map(_pairs, Counter(truth.values()).values()))
    return Pairs(both, together - both, true - both)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2

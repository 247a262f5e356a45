"""What analysts decided, in the form in which events ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger.facts import Facts
from dragoman.model import Decision, Judgement, Subject


@dataclass(frozen=True, slots=True)
class Rulings:
    """What analysts decided about the claims of events."""

    rejected: frozenset[str]
    merged: tuple[tuple[str, str, str], ...]
    split: dict[str, frozenset[str]]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Rulings:
        """The decisions that stand."""
        rejected: set[str] = set()
        pairs: dict[frozenset[str], Judgement] = {}
        for one in sorted(judgements, key=lambda j: (j.at, j.id)):
            if one.undone is not None:
                continue
            if one.subject is Subject.CLAIM and one.decision is Decision.REJECT:
                rejected.add(one.target)
            elif one.subject is Subject.CLAIM and one.decision is Decision.ACCEPT:
                rejected.discard(one.target)
            if one.other is not None:
                pairs[frozenset((one.target, one.other))] = one  # the latest of a pair counts
        merged, split = [], defaultdict(set)
        for one in pairs.values():
            assert one.other is not None
            if one.decision is Decision.MERGE:
                merged.append((one.target, one.other, f"judgement:{one.id}"))
            elif one.decision is Decision.SPLIT:
                split[one.target].add(one.other)
                split[one.other].add(one.target)
        parted = {claim: frozenset(others) for claim, others in split.items()}
        return cls(frozenset(rejected), tuple(sorted(merged)), parted)

    @property
    def ties(self) -> dict[str, frozenset[str]]:
        """By the id of a claim: those that are one with it."""
        found = defaultdict(set)
        for target, other, _ in self.merged:
            found[target].add(other)
            found[other].add(target)
        return {claim: frozenset(others) for claim, others in found.items()}

    def part(self, one: Iterable[Facts], other: Iterable[Facts]) -> bool:
        """Whether a decision keeps two groups of accounts apart."""
        if not self.split:
            return False
        there = {facts.claim.id for facts in other}
        return any(self.split.get(f.claim.id, frozenset()) & there for f in one)

"""What analysts decided about claims, as examples to learn from and to measure by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.ledger.effective import Vocabulary, counted
from dragoman.ledger.store import Ledger
from dragoman.model import Account, Decision, Judgement, Subject

DECISIVE = (Decision.ACCEPT, Decision.CORRECT, Decision.REJECT)


@dataclass(frozen=True, slots=True)
class Example:
    """A judged claim.

    Attributes:
        judgement: the last one that holds.
        read: as it was last read, whether a newer run reads it still or not.
        right: as it should be read; None: not at all.
    """

    judgement: Judgement
    read: Account
    right: Account | None


def judged(ledger: Ledger) -> Iterator[Example]:
    """Every claim that was accepted, corrected or rejected, in the order of the first judgement."""
    about: dict[str, list[Judgement]] = {}
    for judgement in ledger.holding():
        if judgement.subject is Subject.CLAIM and judgement.decision in DECISIVE:
            about.setdefault(judgement.target, []).append(judgement)
    vocabulary = Vocabulary()
    for target, judgements in about.items():
        read = ledger.claim(target)
        if read is not None:
            yield Example(judgements[-1], read, counted(read, judgements, vocabulary))

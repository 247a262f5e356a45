"""What a judgement must be, and what must be computed again because of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.ledger import judgements
from dragoman.ledger.claims import Claims
from dragoman.ledger.database import Database
from dragoman.ledger.effective import FIELDS, Vocabulary, corrected
from dragoman.ledger.pairs import Pair, pairs_of
from dragoman.ledger.pieces import Pieces
from dragoman.ledger.query import ClaimQuery, EventQuery
from dragoman.ledger.relations import EVENTS, THREADS, Relations, Turn
from dragoman.model import Claim, Decision, Judgement, State, Subject, UsageError

CORRECTABLE = {
    Subject.CLAIM: FIELDS,
    Subject.EVENT: tuple(field for field in FIELDS if field != "claimant"),
    Subject.THREAD: ("state",),
}


@dataclass(slots=True)
class Judging:
    """Adds judgements and takes them back; each call stands inside a transaction."""

    db: Database
    claims: Claims
    relations: Relations
    pieces: Pieces
    vocabulary: Vocabulary

    def add(self, judgement: Judgement, now: int) -> None:
        """Adds a judgement.

        Raises:
            UsageError: its changes are wrong.
        """
        if judgement.decision is Decision.CORRECT:
            self._try(judgement)
        before = self._pairs(judgement)
        judgements.add(self.db, judgement, now, before)
        self._mark(judgement, before | self._pairs(judgement), now)

    def take_back(self, identity: str, by: str, now: int) -> None:
        """Takes a judgement back.

        Raises:
            UsageError: there is none that holds.
        """
        # What was rejected is not there any longer: the judgement itself knows where it was.
        touched = judgements.pairs(self.db, identity)
        judgement = judgements.one(self.db, identity)
        if judgement is not None:
            touched |= self._pairs(judgement)
        judgements.take_back(self.db, identity, by, now)
        if judgement is not None:
            self._mark(judgement, touched | self._pairs(judgement), now)

    def _mark(self, judgement: Judgement, pairs: Iterable[Pair], now: int) -> None:
        touched = set(pairs)
        part = THREADS if judgement.subject is Subject.THREAD else EVENTS
        for pair in touched:
            self.relations.mark(pair, part, Turn(now, now))
        if part == EVENTS:
            claims = tuple(filter(None, (judgement.target, judgement.other)))
            self.pieces.loosen(touched, claims, judgement.target, Turn(now, now))

    def _pairs(self, judgement: Judgement) -> set[Pair]:
        """Where that which is judged stands now."""
        if judgement.subject is not Subject.CLAIM:
            return set(self.relations.homes_of(judgement.subject, judgement.target))
        ids = tuple(filter(None, (judgement.target, judgement.other)))
        return {pairs_of(account.claim)[0] for account in self.claims.find(ClaimQuery(ids=ids))}

    def _try(self, judgement: Judgement) -> None:
        """Refuses changes that mean nothing, by applying them."""
        fields = CORRECTABLE[judgement.subject]
        if not judgement.changes:
            raise UsageError(f"nothing is corrected; write FIELD=VALUE, of {', '.join(fields)}")
        for field, value in judgement.changes:
            if field not in fields:
                raise UsageError(
                    f"a {judgement.subject} has no field {field!r} to correct; "
                    f"there are {', '.join(fields)}"
                )
            if field == "state" and value not in tuple(State):
                raise UsageError(f"no state {value!r}; there are {', '.join(State)}")
            if field == "date" and judgement.subject is Subject.EVENT:
                _check_day(value)
        claim = self._claim(judgement)
        if claim is not None:
            corrected(claim, judgement, self.vocabulary)

    def _claim(self, judgement: Judgement) -> Claim | None:
        """A claim on which changes can be tried."""
        if judgement.subject is Subject.CLAIM:
            account = self.claims.newest(judgement.target)
            return None if account is None else account.claim
        if judgement.subject is Subject.EVENT:
            for event in self.relations.rows.find(EventQuery(ids=(judgement.target,))):
                return event.accounts[0].claim if event.accounts else None
        return None


def _check_day(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is no day; write it as 2025-02-12") from None

"""Many reports as one record that can be checked."""

from dragoman.ledger.documents import Entry, Hit
from dragoman.ledger.keeping import Change
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import (
    OWN_VOICE,
    ClaimQuery,
    DocumentQuery,
    EventQuery,
    Page,
    QueueQuery,
    ThreadQuery,
)
from dragoman.ledger.store import Known, Ledger, Verdict, open_ledger
from dragoman.ledger.survey import Counts, Tally

__all__ = [
    "OWN_VOICE",
    "Change",
    "ClaimQuery",
    "Counts",
    "DocumentQuery",
    "Entry",
    "EventQuery",
    "Hit",
    "Known",
    "Ledger",
    "Page",
    "Pair",
    "QueueQuery",
    "Tally",
    "ThreadQuery",
    "Verdict",
    "open_ledger",
]

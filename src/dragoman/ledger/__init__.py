"""Many reports as one record that can be checked."""

from dragoman.ledger.documents import Entry, Hit
from dragoman.ledger.keeping import Change
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import OWN_VOICE, ClaimQuery, DocumentQuery, EventQuery
from dragoman.ledger.store import Known, Ledger, Verdict, open_ledger

__all__ = [
    "OWN_VOICE",
    "Change",
    "ClaimQuery",
    "DocumentQuery",
    "Entry",
    "EventQuery",
    "Hit",
    "Known",
    "Ledger",
    "Pair",
    "Verdict",
    "open_ledger",
]

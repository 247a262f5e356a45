"""The frozen types that cross rooms, and the errors. Imports nothing of ours."""

from dragoman.model.actor import Actor, Holding, Mention, Via
from dragoman.model.claim import (
    Basis,
    Claim,
    Claimant,
    Clause,
    Party,
    Precision,
    Reading,
    Run,
    Stance,
    Status,
    When,
)
from dragoman.model.document import Document, Region, RegionKind, Span
from dragoman.model.errors import (
    DocumentError,
    DragomanError,
    LexiconError,
    ModelError,
    UsageError,
)
from dragoman.model.sentence import Sentence, Token, Tree, Word

__all__ = [
    "Actor",
    "Basis",
    "Claim",
    "Claimant",
    "Clause",
    "Document",
    "DocumentError",
    "DragomanError",
    "Holding",
    "LexiconError",
    "Mention",
    "ModelError",
    "Party",
    "Precision",
    "Reading",
    "Region",
    "RegionKind",
    "Run",
    "Sentence",
    "Span",
    "Stance",
    "Status",
    "Token",
    "Tree",
    "UsageError",
    "Via",
    "When",
    "Word",
]

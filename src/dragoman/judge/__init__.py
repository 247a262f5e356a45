"""The learned reading: what parties of a sentence do to each other, as probabilities."""

from dragoman.judge.marks import Branches, Mark, Marked, PartyKey, branches, marked
from dragoman.judge.model import Judge, Labels, Verdict

__all__ = [
    "Branches",
    "Judge",
    "Labels",
    "Mark",
    "Marked",
    "PartyKey",
    "Verdict",
    "branches",
    "marked",
]

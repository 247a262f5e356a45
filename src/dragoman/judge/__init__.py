"""The learned reading: what parties of a sentence do to each other, as probabilities."""

from dragoman.judge.marks import Mark, Marked, PartyKey, marked
from dragoman.judge.model import Judge, Labels, Verdict

__all__ = ["Judge", "Labels", "Mark", "Marked", "PartyKey", "Verdict", "marked"]

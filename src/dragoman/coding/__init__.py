"""Sentences and mentions -> clauses -> claims: rules for all languages, and a judge beside them."""

from dragoman.coding.candidates import candidates
from dragoman.coding.claimant import speaker_of
from dragoman.coding.claims import claim_of
from dragoman.coding.clauses import Coder, Uncoded
from dragoman.coding.earlier import Earlier
from dragoman.coding.hints import Hints, folded, hints
from dragoman.coding.rules import Rule
from dragoman.coding.scene import DATELINE, Scene
from dragoman.coding.voice import Voice
from dragoman.coding.weighing import By, News, Ruled, Table, Weighed, Weigher, Weights

__all__ = [
    "DATELINE",
    "By",
    "Coder",
    "Earlier",
    "Hints",
    "News",
    "Rule",
    "Ruled",
    "Scene",
    "Table",
    "Uncoded",
    "Voice",
    "Weighed",
    "Weigher",
    "Weights",
    "candidates",
    "claim_of",
    "folded",
    "hints",
    "speaker_of",
]

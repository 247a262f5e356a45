"""Sentences and mentions -> clauses -> claims, by one set of rules for all languages."""

from dragoman.coding.candidates import candidates
from dragoman.coding.claimant import speaker_of
from dragoman.coding.claims import claim_of
from dragoman.coding.clauses import Coder, Uncoded
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene
from dragoman.coding.voice import Voice

__all__ = ["Coder", "Rule", "Scene", "Uncoded", "Voice", "candidates", "claim_of", "speaker_of"]

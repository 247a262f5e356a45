"""How sure a claim is: the share of claims like it that agreed with the development set.

A logistic regression over a few circumstances of the clause; `python -m benchmarks.calibrate` fits
it, measures it by cross-validation and writes confidence.yaml.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from dragoman.coding.rules import Rule
from dragoman.model import Clause, Sentence, Status, Via

PATH = Path(__file__).with_name("confidence.yaml")
COMPLETED = {str(r) for r in (Rule.CONTENT_PARTY, Rule.OTHER_PARTY, Rule.SHARED_PARTY)}
SPOKEN = {str(r) for r in (Rule.BY_SPEAKER, Rule.SPEAKER_SIDE, Rule.OBLIGATION)}
LONG = 35  # tokens of a sentence in which parsers err more often


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """confidence.yaml: log odds of a claim without any circumstance, and what each adds."""

    base: float
    add: dict[str, float]


@cache
def weights() -> Weights:
    """The fitted weights."""
    return msgspec.yaml.decode(PATH.read_bytes(), type=Weights)


def circumstances(clause: Clause, sentence: Sentence) -> Iterator[str]:
    """Names of what makes a clause more or less sure than one whose verb has both sides by name."""
    parties = (*clause.agents, *clause.patients)
    first = clause.trace[0].partition(":")[0] if clause.trace else ""
    if first == Rule.NOUN:
        yield "bare noun"
    elif first in (Rule.LIGHT_VERB, Rule.OCCURRENCE, Rule.TURN):
        yield "carried noun"
    elif first == Rule.VERB_OBJECT:
        yield "verb with object"
    if any(p.via is Via.COREFERENCE for p in parties):
        yield "coreference"
    if len({p.actor.party for p in parties}) < 2:
        yield "one party"
    if COMPLETED & set(clause.trace):
        yield "other side from the sentence"
    if SPOKEN & set(clause.trace):
        yield "side from the speaker"
    if clause.status is not Status.OCCURRED:
        yield "not plainly occurred"
    if len(sentence.tokens) > LONG:
        yield "long sentence"


def confidence(clause: Clause, sentence: Sentence) -> float:
    """The probability that the claim is right, by the fitted weights; two decimals."""
    known = weights()
    odds = known.base + sum(known.add.get(name, 0.0) for name in circumstances(clause, sentence))
    return round(1 / (1 + math.exp(-odds)), 2)

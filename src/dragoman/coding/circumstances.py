"""What makes a clause more or less sure: the circumstances that `weighing` gives weights to."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.rules import Rule
from dragoman.model import Clause, Sentence, Status, Via

COMPLETED = {str(r) for r in (Rule.CONTENT_PARTY, Rule.OTHER_PARTY, Rule.SHARED_PARTY)}
SPOKEN = {str(r) for r in (Rule.BY_SPEAKER, Rule.SPEAKER_SIDE, Rule.OBLIGATION)}
LONG = 35  # tokens of a sentence in which parsers err more often


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
    if Rule.SPOKEN_OF in clause.trace:
        yield "other side from the text"
    if SPOKEN & set(clause.trace):
        yield "side from the speaker"
    if clause.status is not Status.OCCURRED:
        yield "not plainly occurred"
    if len(sentence.tokens) > LONG:
        yield "long sentence"

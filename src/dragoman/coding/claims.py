"""From clauses to claims: the lexicon's acts joined to the codes of the ontology."""

from __future__ import annotations

import hashlib

from dragoman.coding.rules import Rule
from dragoman.model import Claim, Clause, Document, Sentence, Span, Via
from dragoman.ontology import Ontology

# What each circumstance leaves of the confidence of a clause that a verb of the lexicon named
# with both sides by name. Set by judgement, not fitted; they order claims, they are no probability.
CERTAIN = 0.9
BARE_NOUN = 0.8
COREFERENCE = 0.85
ONE_SIDED = 0.9
REACHED = 0.8


def claim_of(document: Document, sentence: Sentence, clause: Clause, ontology: Ontology) -> Claim:
    """The claim that a clause makes, with its codes."""
    coding = ontology.code(clause.act, clause.status)
    return Claim(
        id=_identity(document, clause),
        document=document.id,
        act=clause.act,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        status=coding.status,
        symmetric=ontology.act(clause.act).symmetric,
        actors=clause.agents,
        recipients=clause.patients,
        claimant=clause.claimant,
        when=clause.when,
        place=clause.place,
        topics=clause.topics,
        content=clause.content,
        evidence=Span.of(document.text, sentence.start, sentence.end),
        sentence=sentence.index,
        trigger=clause.trigger,
        confidence=_confidence(clause),
        trace=clause.trace,
    )


def _identity(document: Document, clause: Clause) -> str:
    """Stable for the same words of the same text, whatever file they came in."""
    parts = [document.sha256, clause.act, str(clause.trigger.start), str(clause.trigger.end)]
    parts += [p.actor.id for p in (*clause.agents, *clause.patients)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _confidence(clause: Clause) -> float:
    value = CERTAIN
    if clause.trace and clause.trace[0].startswith("noun:"):
        value *= BARE_NOUN
    if any(p.via is Via.COREFERENCE for p in (*clause.agents, *clause.patients)):
        value *= COREFERENCE
    if not clause.patients and len(clause.agents) < 2:
        value *= ONE_SIDED
    if {Rule.CONTENT_PARTY, Rule.OTHER_PARTY, Rule.SPEAKER_SIDE} & set(clause.trace):
        value *= REACHED
    return round(value, 2)

"""From clauses to claims: the lexicon's acts joined to the codes of the ontology."""

from __future__ import annotations

import hashlib

from dragoman.model import Claim, Clause, Document, Sentence, Span
from dragoman.ontology import Ontology


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
        confidence=clause.confidence,
        trace=clause.trace,
    )


def _identity(document: Document, clause: Clause) -> str:
    """Stable for the same words of the same text, whatever file they came in."""
    parts = [document.sha256, clause.act, str(clause.trigger.start), str(clause.trigger.end)]
    parts += [p.actor.id for p in (*clause.agents, *clause.patients)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

"""A reading made by hand, with every field of a claim in use."""

from __future__ import annotations

from datetime import date

from dragoman.model import (
    Actor,
    Basis,
    Claim,
    Claimant,
    Document,
    Party,
    Precision,
    Reading,
    Run,
    Span,
    Stance,
    Status,
    Via,
    When,
)

TEXT = "=Oslo told Bern on 12 May, Lima says, to open its market."
OSLO = Actor("NOR", "Norway", "NOR")
BERN = Actor("CHE/foreign_minister", "Foreign minister", "CHE", "GOV", "foreign minister")
LIMA = Actor("PER", "Peru", "PER", "GOV")


def span(words: str) -> Span:
    """The span of some words of the text."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def claim(when: When | None, claimant: Claimant | None, identity: str = "c1") -> Claim:
    """A demand of Norway towards Switzerland."""
    return Claim(
        id=identity,
        document="sha256:00",
        act="demand",
        type="REQUEST",
        modes=("meeting",),
        contexts=("economic", "diplomatic"),
        quad=3,
        cameo="100",
        intensity=-5.0,
        status=Status.OCCURRED,
        symmetric=False,
        actors=(Party(OSLO, span("Oslo"), Via.SEAT),),
        recipients=(Party(BERN, span("Bern"), Via.SEAT),),
        claimant=claimant,
        when=when,
        place=None,
        topics=("trade",),
        content=span("to open its market"),
        evidence=Span.of(TEXT, 0, len(TEXT)),
        sentence=0,
        trigger=span("told"),
        confidence=0.9,
        trace=("verb:tell", "claimant:says"),
    )


def reading(text: str = TEXT) -> Reading:
    """Two claims: one with claimant and a day without a year, one without either."""
    unknown_year = When(None, None, Precision.DAY, Basis.EXPLICIT, span("12 May"), "05-12")
    lima = Claimant(Party(LIMA, span("Lima"), Via.SEAT), span("Lima says"), Stance.ASSERTS)
    day = date(2025, 5, 12)
    known = When(day, day, Precision.DAY, Basis.EXPLICIT, span("12 May"))
    document = Document(text, "en", "news/a.txt", "00", (), published=date(2025, 5, 13))
    claims = (claim(unknown_year, lima), claim(known, None, "c2"), claim(None, None, "c3"))
    return Reading(document, claims, Run("0.1.0", "m", "l"), 12)

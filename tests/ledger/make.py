"""Readings made by hand, and clocks that tick when they are asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dragoman.model import (
    Actor,
    Basis,
    Claim,
    Claimant,
    Document,
    Party,
    Precision,
    Reading,
    Region,
    RegionKind,
    Run,
    Span,
    Stance,
    Status,
    Via,
    When,
)
from dragoman.ontology import Ontology

RUN = Run("0.1.0", "model-1", "lexicon-1")
NEWER = Run("0.2.0", "model-2", "lexicon-2")
ONTOLOGY = Ontology.load()
FIRST_DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that a test sets; it moves on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def next_day(self) -> date:
        """Goes to noon of the next day; the day that is over."""
        over = self.now.date()
        self.now = datetime(over.year, over.month, over.day, 12, tzinfo=UTC) + timedelta(days=1)
        return over


def document(text: str, source: str = "a.txt", **facts: object) -> Document:
    """A document whose first word is its title's region."""
    made = Document(
        text=text,
        language="en",
        source=source,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        regions=(Region(RegionKind.TITLE, 0, 1), Region(RegionKind.BODY, 1, len(text))),
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def party(text: str, code: str, word: str) -> Party:
    """A state, where the text has the word."""
    return Party(Actor(code, f"state {code}", code), span(text, word), Via.COUNTRY)


def span(text: str, word: str) -> Span:
    """The first place of a word in a text."""
    start = text.index(word)
    return Span.of(text, start, start + len(word))


def claim(
    made: Document,
    act: str,
    actors: dict[str, str],
    recipients: dict[str, str] | None = None,
    *,
    status: Status = Status.OCCURRED,
    day: date | None = None,
    claimant: tuple[str, str] | None = None,
    confidence: float = 0.75,
) -> Claim:
    """A claim of a document; parties by their code and the word that names them."""
    text = made.text
    coding = ONTOLOGY.code(act, status)
    says = None if claimant is None else party(text, *claimant)
    words = next(iter(actors.values()))
    when = None
    if day is not None:
        when = When(day, day, Precision.DAY, Basis.EXPLICIT, span(text, words))
    key = f"{made.sha256}{act}{actors}{recipients}"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document=made.id,
        act=act,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        status=coding.status,
        symmetric=ONTOLOGY.act(act).symmetric,
        actors=tuple(party(text, *actor) for actor in actors.items()),
        recipients=tuple(party(text, *one) for one in (recipients or {}).items()),
        claimant=None if says is None else Claimant(says, says.span, Stance.ASSERTS),
        when=when,
        place=None,
        topics=("trade",),
        content=None,
        evidence=Span.of(text, 0, len(text)),
        sentence=0,
        trigger=span(text, words),
        confidence=confidence,
        trace=("verb:x",),
    )


def reading(made: Document, *claims: Claim, run: Run = RUN) -> Reading:
    """What a run made of a document."""
    return Reading(made, claims, run, len(made.text.split()), None if claims else "nothing coded")


CALL = "Oslo and Bern spoke by telephone on Monday, Lima says."


def call(source: str = "a.txt", text: str = CALL, run: Run = RUN, **facts: object) -> Reading:
    """Norway and Switzerland telephone, as Peru says."""
    made = document(text, source, **facts)
    told = claim(
        made,
        "call",
        {"NOR": "Oslo", "CHE": "Bern"},
        day=date(2025, 2, 24),
        claimant=("PER", "Lima"),
    )
    return reading(made, told, run=run)


def many(number: int) -> Iterator[Reading]:
    """Readings of different texts."""
    for n in range(number):
        yield call(f"{n}.txt", f"Report {n}: {CALL}")

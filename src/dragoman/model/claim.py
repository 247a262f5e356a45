"""Clauses and claims: what a document says that somebody did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.actor import Actor, Via
from dragoman.model.document import Document, Span


class Status(StrEnum):
    """Whether the act has happened, as the document puts it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    REQUESTED = "requested"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Stance(StrEnum):
    """How the claimant puts the claim forward."""

    ASSERTS = "asserts"
    DENIES = "denies"
    REPORTS = "reports"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    VAGUE = "vague"  # "in the near future": a time, but nobody says which


class Basis(StrEnum):
    """What a date rests on: its own words, words relative to the publication, or that alone."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class When:
    """A date of an act.

    `start` and `end` are inclusive. A day and month without a year ("12 February", with no
    publication date to lend a year) has `start` and `end` None and `month_day` set: the year
    is unknown and is not invented. A vague time has neither.
    """

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    span: Span
    month_day: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as one claim mentions it."""

    actor: Actor
    span: Span
    via: Via


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is said to say so. `party` is None for an unnamed source ("officials said")."""

    party: Party | None
    span: Span
    stance: Stance


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its roles: the waist of the pipeline, free of any language.

    Attributes:
        act: name of the act ("call", "expel_diplomats").
        sentence: index of the sentence.
        trigger: the words that name the act.
        trigger_index: token index of the trigger's head within its sentence.
        agents: who did it; for symmetric acts all parties.
        patients: towards whom.
        trace: names of the rules that fired, in order.
        confidence: probability that it is right; 0 until it is weighed.
    """

    act: str
    sentence: int
    trigger: Span
    trigger_index: int
    agents: tuple[Party, ...]
    patients: tuple[Party, ...]
    status: Status
    claimant: Claimant | None
    when: When | None
    content: Span | None
    place: Party | None
    topics: tuple[str, ...]
    trace: tuple[str, ...]
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What produced a claim: program version, and short hashes of model and lexicon."""

    dragoman: str
    model: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One act between parties as one document reports it: the unit that `read` prints.

    Codes (`type`, `modes`, `contexts`, `quad`, `cameo`, `intensity`) are those of the
    ontology; see `docs/ontology.md`.
    """

    id: str
    document: str
    act: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    status: Status
    symmetric: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    claimant: Claimant | None
    when: When | None
    place: Party | None
    topics: tuple[str, ...]
    content: Span | None
    evidence: Span
    sentence: int
    trigger: Span
    confidence: float
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document yielded.

    Attributes:
        claims: in the order of the text.
        words: number of tokens, boilerplate left out.
        note: why there is no claim (empty, unsupported language, nothing coded), or None.
    """

    document: Document
    claims: tuple[Claim, ...]
    run: Run
    words: int
    note: str | None = None

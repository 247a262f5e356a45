"""Generated reports as claims, as if a reader had read them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.ledger_reports import Report, Told
from benchmarks.ledger_truth import World
from dragoman.model import (
    Account,
    Actor,
    Basis,
    Claim,
    Claimant,
    Heading,
    Party,
    Precision,
    Run,
    Span,
    Stance,
    Status,
    Via,
    When,
)
from dragoman.ontology import Ontology

APART = 500  # letters from a sentence to the name of its place
RUN = Run("benchmark", "none", "none")
TENSES = {"done": Status.OCCURRED, "ahead": Status.PLANNED, "postponed": Status.DENIED}
LEVELS = {"head": "president", "minister": "foreign minister"}


def accounts(report: Report, world: World, ontology: Ontology) -> Iterator[tuple[Account, int]]:
    """The accounts that a report gives, each with the number of the happening it tells.

    What puts off a meeting denies the plan of it, and belongs to that.
    """
    identity = f"sha256:{report.number:064x}"
    heading = Heading(
        id=identity,
        source=f"generated/{report.number}",
        language=report.language,
        title=None,
        publisher=f"Outlet {report.outlet}",
        published=report.published,
        url=None,
        origin=f"sha256:{report.original:064x}",
    )
    for place, told in enumerate(report.told):
        claim = _claim(f"{report.number}.{place}", identity, place, told, world, ontology)
        yield Account(claim, heading, RUN), told.happening.story


def _claim(
    identity: str, document: str, place: int, told: Told, world: World, ontology: Ontology
) -> Claim:
    words = " ".join((told.act, *told.details))
    if told.happening.deaths is not None and told.toll:
        words += f" {told.happening.deaths}"
    evidence = Span(place * 1000, place * 1000 + len(words), words)
    status = Status.DENIED if told.denied else TENSES[told.tense]
    coding = ontology.code(told.act, status)
    symmetric = ontology.act(told.act).symmetric
    parties = [
        _party(told, code, evidence) for code in (told.actor, told.other, told.third) if code
    ]
    return Claim(
        id=identity,
        document=document,
        act=told.act,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        status=coding.status,
        symmetric=symmetric,
        actors=tuple(parties if symmetric else parties[:1]),
        recipients=() if symmetric else tuple(parties[1:]),
        claimant=_claimant(told, evidence),
        when=_when(told, evidence),
        place=_place(told, world, evidence),
        topics=told.topics,
        content=None,
        evidence=evidence,
        sentence=place,
        trigger=Span(evidence.start, evidence.start + len(told.act), told.act),
        confidence=0.8,
        trace=(world.words.postponed,) if told.tense == "postponed" else (),
    )


def _party(told: Told, code: str, evidence: Span) -> Party:
    level = told.happening.level
    actor = Actor(code, code, code)
    if level is not None and told.persons == "person":
        name = f"{level}_{code.lower()}"
        actor = Actor(f"person:{name}", name, code, "GOV", LEVELS[level])
    elif level is not None and told.persons == "office":
        actor = Actor(f"{code}/{level}", LEVELS[level], code, "GOV", LEVELS[level])
    return Party(actor, Span(evidence.start, evidence.start, ""), Via.COUNTRY)


def _claimant(told: Told, evidence: Span) -> Claimant | None:
    if told.claimant is None:
        return None
    party = Party(Actor(told.claimant, told.claimant, told.claimant), evidence, Via.SEAT)
    return Claimant(party, evidence, Stance.DENIES if told.denied else Stance.ASSERTS)


def _when(told: Told, evidence: Span) -> When | None:
    if told.dating is None:
        return None
    precision, first, last = told.dating
    return When(first, last, Precision(precision), Basis.EXPLICIT, evidence)


def _place(told: Told, world: World, evidence: Span) -> Party | None:
    happening = told.happening
    if happening.town is None or not told.place:
        return None
    name, start = f"{happening.other}{happening.town}", evidence.start + APART
    return Party(Actor(happening.other, happening.other, happening.other),
                 Span(start, start + len(name), name), Via.PLACE)  # fmt: skip

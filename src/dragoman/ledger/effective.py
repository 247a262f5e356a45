"""Claims as they count: with analysts' judgements applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.ledger.pairs import code
from dragoman.model import (
    Account,
    Actor,
    Basis,
    Claim,
    Claimant,
    Decision,
    Judgement,
    LexiconError,
    Party,
    Precision,
    Span,
    Stance,
    Status,
    Subject,
    UsageError,
    Via,
    When,
)
from dragoman.ontology import Ontology

FIELDS = ("actors", "recipients", "act", "status", "claimant", "date")
STATE_CODE = 3  # letters of a state's code; longer ones are those of organisations


@dataclass(slots=True)
class Vocabulary:
    """The ontology, loaded when a correction first needs it."""

    _ontology: Ontology | None = None

    @property
    def ontology(self) -> Ontology:
        """All acts and their codes."""
        if self._ontology is None:
            self._ontology = Ontology.load()
        return self._ontology


def counted(
    account: Account, judgements: Sequence[Judgement], vocabulary: Vocabulary
) -> Account | None:
    """The account as it counts, or None if it is rejected; the last judgement wins.

    Args:
        judgements: those about its claim that hold, in the order in which they were made.
    """
    rejected = False
    for judgement in judgements:
        if judgement.subject is not Subject.CLAIM:
            continue
        if judgement.decision is Decision.REJECT:
            rejected = True
        elif judgement.decision is Decision.ACCEPT:
            rejected = False
        elif judgement.decision is Decision.CORRECT:
            rejected = False
            claim = corrected(account.claim, judgement, vocabulary)
            account = replace(account, claim=claim)
    return None if rejected else account


def corrected(claim: Claim, judgement: Judgement, vocabulary: Vocabulary) -> Claim:
    """The claim with the changes of a judgement; its trace names the judgement.

    Raises:
        UsageError: a field or its value is wrong; says what may be written.
    """
    changes = dict(judgement.changes)
    for field, value in changes.items():
        claim = _changed(claim, field, value)
    if {"act", "status"} & set(changes):
        claim = _recoded(claim, vocabulary.ontology)
    return replace(claim, trace=(*claim.trace, f"judgement:{judgement.id}"))


def _changed(claim: Claim, field: str, value: str) -> Claim:
    if field == "actors":
        return replace(claim, actors=_parties(claim, value))
    if field == "recipients":
        return replace(claim, recipients=_parties(claim, value))
    if field == "act":
        return replace(claim, act=value)
    if field == "status":
        return replace(claim, status=_status(value))
    if field == "claimant":
        return replace(claim, claimant=_claimant(claim, value))
    if field == "date":
        return replace(claim, when=_when(claim, value))
    raise UsageError(f"a claim has no field {field!r} to correct; there are {', '.join(FIELDS)}")


def _recoded(claim: Claim, ontology: Ontology) -> Claim:
    """The claim with the codes of its act and status."""
    try:
        act, coding = ontology.act(claim.act), ontology.code(claim.act, claim.status)
    except LexiconError as error:
        raise UsageError(f"{error}; docs/ontology.md says where all acts are listed") from error
    return replace(
        claim,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        status=coding.status,
        symmetric=act.symmetric,
    )


def _parties(claim: Claim, value: str) -> tuple[Party, ...]:
    return tuple(_party(claim, name.strip()) for name in value.split(",") if name.strip())


def _party(claim: Claim, name: str) -> Party:
    """The party of that code: as the claim names it, or at the words of the act if it does not."""
    claimant = claim.claimant.party if claim.claimant is not None else None
    for party in (*claim.actors, *claim.recipients, *([claimant] if claimant else [])):
        if name in (code(party), party.actor.id):
            return party
    return Party(actor_of(name), claim.trigger, Via.NAME)


def actor_of(name: str) -> Actor:
    """The actor that a code names: a state by three letters, an organisation by more, or an id.

    >>> actor_of("FRA").country, actor_of("NATO").id, actor_of("FRA/president").country
    ('FRA', 'org:NATO', 'FRA')
    """
    state, _, rest = name.partition("/")
    if len(state) == STATE_CODE and state.isalpha() and state.isupper():
        return Actor(name, name, state, None, rest.replace("_", " ") or None)
    return Actor(name if ":" in name else f"org:{name}", name.rpartition(":")[2], None)


def _status(value: str) -> Status:
    try:
        return Status(value)
    except ValueError:
        raise UsageError(f"no status {value!r}; there are {', '.join(Status)}") from None


def _claimant(claim: Claim, value: str) -> Claimant | None:
    """The claimant of that code; nothing for the document's own voice."""
    if not value:
        return None
    party = _party(claim, value)
    known = claim.claimant
    stance = Stance.ASSERTS if known is None else known.stance
    return Claimant(party, party.span, stance)


def _when(claim: Claim, value: str) -> When | None:
    """A day, or first and last day parted by two points; nothing for no date."""
    if not value:
        return None
    first, _, last = value.partition("..")
    try:
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else start
    except ValueError:
        raise UsageError(f"no date {value!r}; write 2025-02-12 or 2025-02-12..2025-02-14") from None
    if end < start:
        raise UsageError(f"{value!r} ends before it begins; turn the days round")
    span: Span = claim.when.span if claim.when is not None else claim.trigger
    precision = Precision.DAY if start == end else Precision.RANGE
    return When(start, end, precision, Basis.EXPLICIT, span)

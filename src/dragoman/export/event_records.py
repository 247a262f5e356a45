"""An event as a line of an export: its codes, what its accounts agree on, and all of them whole."""

from __future__ import annotations

from datetime import date

import msgspec

from dragoman.export.records import ClaimRecord, record
from dragoman.model import Event


class JoinRecord(msgspec.Struct, frozen=True):
    """Why two claims tell the same event."""

    claim: str
    other: str
    rule: str


class ExportedEvent(msgspec.Struct, frozen=True):
    """An event; fields that the relation's events have too mean the same."""

    id: str
    act: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    status: str
    symmetric: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    topics: tuple[str, ...]
    origins: int
    claimants: tuple[str | None, ...]
    agreed: tuple[str, ...]
    one_sided: tuple[tuple[str, str | None], ...]
    contested: tuple[str, ...]
    joins: tuple[JoinRecord, ...]
    accounts: tuple[ClaimRecord, ...]
    schemes: dict[str, str]


class ExportedClaim(ClaimRecord, frozen=True, kw_only=True):
    """A claim as `read` prints it, with what its codes are of."""

    schemes: dict[str, str]


def exported_event(event: Event, schemes: dict[str, str]) -> ExportedEvent:
    """The record of an event."""
    return ExportedEvent(
        id=event.id,
        act=event.act,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        quad=event.quad,
        cameo=event.cameo,
        intensity=event.intensity,
        status=str(event.status),
        symmetric=event.symmetric,
        actors=event.actors,
        recipients=event.recipients,
        start=_day(event.window.start),
        end=_day(event.window.end),
        topics=event.topics,
        origins=event.origins,
        claimants=event.claimants,
        agreed=event.agreed,
        one_sided=event.one_sided,
        contested=event.contested,
        joins=tuple(JoinRecord(j.claim, j.other, j.rule) for j in event.joins),
        accounts=tuple(map(record, event.accounts)),
        schemes=schemes,
    )


def exported_claim(claim: ClaimRecord, schemes: dict[str, str]) -> ExportedClaim:
    """The record of a claim with the schemes of its codes."""
    fields = {name: getattr(claim, name) for name in ClaimRecord.__struct_fields__}
    return ExportedClaim(**fields, schemes=schemes)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
